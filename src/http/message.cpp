#include "http/message.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace belfry::http {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// RFC 8187: the plain name for old readers, the true one for all others.
std::string disposition(std::string_view name) {
    std::string plain;
    std::string encoded;
    for (const char c : name) {
        const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        plain += safe ? c : '_';
        encoded += safe ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded);
}

}  // namespace

void Headers::add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string name, std::string value) {
    std::erase_if(fields_, [&](const auto& field) { return same_name(field.first, name); });
    add(std::move(name), std::move(value));
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    const auto found = std::ranges::find_if(fields_, [&](const auto& field) {
        return same_name(field.first, name);
    });
    return found == fields_.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::string Headers::joined(std::string_view name) const {
    std::string list;
    for (const auto& [field, value] : fields_) {
        if (same_name(field, name)) {
            list += (list.empty() ? "" : ",") + value;
        }
    }
    return list;
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
    const auto found = query.find(std::string(name));
    return found == query.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    for (const auto& [field, value] : headers.all()) {
        if (!same_name(field, "Cookie")) {
            continue;
        }
        std::string_view rest = value;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            const auto pair = trimmed(rest.substr(0, end));
            const auto equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
                return pair.substr(equals + 1);
            }
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
    }
    return std::nullopt;
}

Response json_response(int status, const json::Value& body) {
    Response response{.status = status, .headers = {}, .body = boost::json::serialize(body)};
    response.headers.set("Content-Type", "application/json");
    response.headers.set("Cache-Control", "no-store");
    return response;
}

Response text_response(int status, std::string text) {
    Response response{.status = status, .headers = {}, .body = std::move(text)};
    response.headers.set("Content-Type", "text/plain; charset=utf-8");
    return response;
}

Response download(std::string bytes, std::string_view media_type, std::string_view name) {
    Response response{.status = 200, .headers = {}, .body = std::move(bytes)};
    response.headers.set("Content-Type", std::string(media_type));
    response.headers.set("Content-Disposition", disposition(name));
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set(
        "Content-Security-Policy", "default-src 'none'; require-trusted-types-for 'script'; sandbox"
    );
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace belfry::http
