#include "http/target.hpp"

#include <charconv>

namespace belfry::http {

namespace {

constexpr std::size_t most_query_values = 64;

std::unexpected<Refusal> malformed(std::string summary) {
    return refuse(Refusal::Kind::invalid, "address_malformed", std::move(summary));
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Empty when a percent sign is not followed by two hexadecimal digits.
std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i] == '+' && plus_is_space ? ' ' : text[i];
        }
    }
    return out;
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
}

Result<void> add_segment(std::string_view raw, std::vector<std::string>& path) {
    auto segment = decoded(raw, false);
    if (!segment || !is_utf8(*segment)) {
        return malformed("The address has a broken percent code.");
    }
    if (has_control(*segment) || segment->find_first_of("/\\") != std::string::npos ||
        *segment == "." || *segment == "..") {
        return malformed("The address holds a part that no address may hold.");
    }
    path.push_back(std::move(*segment));
    return {};
}

Result<void> read_path(std::string_view path, std::vector<std::string>& out) {
    path.remove_prefix(1);
    if (path.empty()) {
        return {};
    }
    for (;;) {
        const auto slash = path.find('/');
        if (auto added = add_segment(path.substr(0, slash), out); !added) {
            return added;
        }
        if (slash == std::string_view::npos) {
            return {};
        }
        path.remove_prefix(slash + 1);
    }
}

Result<void> read_query(std::string_view query, std::multimap<std::string, std::string>& out) {
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto pair = query.substr(0, end);
        const auto equals = pair.find('=');
        auto name = decoded(pair.substr(0, equals), true);
        auto value = equals == std::string_view::npos ? std::string()
                                                      : decoded(pair.substr(equals + 1), true);
        if (!name || !value || !is_utf8(*name) || !is_utf8(*value)) {
            return malformed("The address has a broken percent code.");
        }
        if (name->contains('\0') || value->contains('\0')) {
            return malformed("The address holds a part that no address may hold.");
        }
        if (out.size() == most_query_values) {
            return malformed("The address has too many query values.");
        }
        if (!pair.empty()) {
            out.emplace(std::move(*name), std::move(*value));
        }
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    }
    return {};
}

bool holds_only(std::string_view text, std::string_view allowed) {
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_port(std::string_view text) {
    int port = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
    return holds_only(text, "0123456789") && problem == std::errc() &&
           end == text.data() + text.size() && port >= 1 && port <= 65535;
}

/// How many bytes the UTF-8 character that starts with `lead` has, and its smallest code point.
struct Shape {
    std::size_t length;
    char32_t least;
};

Shape shape_of(unsigned char lead) {
    if (lead < 0x80) {
        return {1, 0};
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        return {2, 0x80};
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        return {3, 0x800};
    }
    return lead >= 0xF0 && lead < 0xF5 ? Shape{4, 0x10000} : Shape{0, 0};
}

}  // namespace

bool is_authority(std::string_view text) {
    const bool bracketed = text.starts_with('[');
    const auto end = bracketed ? text.find(']') : text.find(':');
    if (bracketed && end == std::string_view::npos) {
        return false;
    }
    const auto host = bracketed ? text.substr(1, end - 1) : text.substr(0, end);
    const auto rest = end == std::string_view::npos ? "" : text.substr(end + (bracketed ? 1 : 0));
    constexpr std::string_view of_names =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
    constexpr std::string_view of_numbers = "0123456789abcdefABCDEF:.";
    return holds_only(host, bracketed ? of_numbers : of_names) &&
           (rest.empty() || (rest.starts_with(':') && is_port(rest.substr(1))));
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto [length, least] = shape_of(lead);
        if (length == 0 || i + length > text.size()) {
            return false;
        }
        char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            const auto byte = static_cast<unsigned char>(text[i + k]);
            if ((byte & 0xC0U) != 0x80) {
                return false;
            }
            point = (point << 6U) | (byte & 0x3FU);
        }
        if (point < least || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) {
            return false;
        }
        i += length;
    }
    return true;
}

Result<void> read_target(std::string_view target, Request& request) {
    request.target = target;
    if (target == "*" && request.method == Method::options) {
        return {};
    }
    // The absolute form, as a proxy sends it: what stands before the path says nothing here.
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.starts_with(scheme)) {
            target.remove_prefix(scheme.size());
            const auto end = std::min(target.find_first_of("/?#"), target.size());
            if (!is_authority(target.substr(0, end))) {
                return malformed("The address names no host.");
            }
            target.remove_prefix(end);
            target = target.empty() ? "/" : target;
        }
    }
    if (!target.starts_with('/') || target.contains('#')) {
        return malformed("The address has to be a path that starts with a slash.");
    }
    const auto mark = target.find('?');
    if (auto read = read_path(target.substr(0, mark), request.path); !read) {
        return read;
    }
    return mark == std::string_view::npos ? Result<void>()
                                          : read_query(target.substr(mark + 1), request.query);
}

}  // namespace belfry::http
