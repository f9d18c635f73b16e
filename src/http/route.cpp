#include "http/route.hpp"

#include <charconv>

#include <boost/json/serialize.hpp>

#include "base/check.hpp"
#include "http/problem.hpp"

namespace belfry::http {

const std::string& Call::text(std::string_view parameter) const {
    const auto found = parameters.find(parameter);
    check(found != parameters.end(), "a handler asks for a parameter that its path does not have");
    return found->second;
}

std::int64_t Call::number(std::string_view parameter) const {
    const auto& digits = text(parameter);
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

Result<std::int64_t> Call::revision_seen() const {
    const auto tag = request.headers.joined("If-Match");
    if (tag.empty()) {
        return refuse(
            Refusal::Kind::revision_needed,
            "if_match_missing",
            "Say in the header If-Match which revision the change is based on: it is the ETag of "
            "the answer you read."
        );
    }
    std::int64_t revision = 0;
    const bool quoted = tag.size() > 2 && tag.front() == '"' && tag.back() == '"';
    const auto digits = quoted ? std::string_view(tag).substr(1, tag.size() - 2) : "";
    const auto* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, revision);
    const bool one_spelling = digits == "0" || (!digits.starts_with('0') && revision > 0);
    if (read.ec != std::errc() || read.ptr != end || !one_spelling) {
        return refuse(
            Refusal::Kind::invalid,
            "if_match_malformed",
            "If-Match takes one revision as an ETag gives it, such as \"7\": no list, no *, no W/."
        );
    }
    return revision;
}

std::int64_t Call::based_on() const {
    const auto revision = revision_seen();
    check(revision.has_value(), "a route that is not conditional asks for a revision");
    return *revision;
}

namespace detail {

namespace {

/// In a cell a person is their name and a question its text; who wants more takes the JSON.
std::string text_of(const json::Value& value) {
    if (value.is_string()) {
        return std::string(value.get_string());
    }
    if (value.is_object()) {
        for (const char* member : {"name", "text"}) {
            const auto* found = value.get_object().if_contains(member);
            if (found != nullptr && found->is_string()) {
                return std::string(found->get_string());
            }
        }
    }
    return json::canonical(value);
}

}  // namespace

documents::Cell cell_of(const json::Value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            return {};
        case boost::json::kind::bool_:
            return value.get_bool();
        case boost::json::kind::int64:
            return value.get_int64();
        case boost::json::kind::uint64:
            return std::to_string(value.get_uint64());
        case boost::json::kind::double_:
            return value.get_double();
        case boost::json::kind::string:
        case boost::json::kind::object:
            return text_of(value);
        case boost::json::kind::array:
            break;
    }
    std::string list;
    for (const auto& element : value.get_array()) {
        list += (list.empty() ? "" : ", ") + text_of(element);
    }
    return list;
}

Result<std::string> format_of(const Request& request) {
    std::string format(request.query_value("format").value_or("json"));
    if (format == "json" || format == "csv" || format == "xlsx") {
        return format;
    }
    return refuse_fields({{"format", "not_one_of", "Choose one of: json, csv, xlsx.", {}}});
}

Response as_file(const Request& request, std::string_view format, documents::Table table) {
    table.name = request.path.empty() ? "belfry" : request.path.back();
    if (format == "csv") {
        return download(documents::to_csv(table), "text/csv; charset=utf-8", table.name + ".csv");
    }
    return download(
        documents::to_xlsx(table),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        table.name + ".xlsx"
    );
}

Result<json::Value> body_of(const Request& request) {
    auto type = request.headers.find("Content-Type").value_or("");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ')) {
        type.remove_suffix(1);
    }
    std::string name(type);
    std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    if (name != "application/json") {
        return refuse(
            Refusal::Kind::invalid, "media_type_not_json", "Send the request as application/json."
        );
    }
    return json::parse(request.body);
}

Response unreadable_body(const Refusal& refusal) {
    return problem_response(refusal.code == "media_type_not_json" ? 415 : 400, refusal);
}

}  // namespace detail

}  // namespace belfry::http
