#include "audit_verify/original_json.hpp"

#include <charconv>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace belfry::audit_verify {

json::Value parsed(const Document& file) {
    boost::json::parse_options options;
    options.max_depth = 64;
    boost::system::error_code error;
    auto out = boost::json::parse(in_utf8(file), error, {}, options);
    if (error || !out.is_object()) {
        unreadable(file.name, "JSON");
    }
    return out;
}

const json::Value* inside(const json::Value& object, std::string_view name) {
    const auto* const members = object.if_object();
    return members == nullptr ? nullptr : members->if_contains(name);
}

std::string words_of(const json::Value& value) {
    if (value.is_null()) {
        return {};
    }
    if (value.is_string()) {
        return std::string(value.get_string());
    }
    if (!value.is_number()) {
        unreadable("JSON", "a text or a number");
    }
    return boost::json::serialize(value);
}

std::string words_in(const json::Value& object, std::string_view name) {
    const auto* const value = inside(object, name);
    return value == nullptr ? std::string() : words_of(*value);
}

std::int64_t number_of(const json::Value& value) {
    if (value.is_int64()) {
        return value.get_int64();
    }
    const auto text = value.is_string() ? std::string(value.get_string()) : std::string();
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
        unreadable("JSON", "a whole number");
    }
    return out;
}

std::int64_t number_in(const json::Value& object, std::string_view name, std::int64_t otherwise) {
    const auto* const value = inside(object, name);
    return value == nullptr ? otherwise : number_of(*value);
}

std::vector<const json::Value*> each_in(const json::Value& object, std::string_view name) {
    const auto* const value = inside(object, name);
    std::vector<const json::Value*> out;
    if (value == nullptr || value->is_null()) {
        return out;
    }
    const auto* const list = value->if_array();
    if (list == nullptr) {
        return {value};
    }
    for (const auto& each : *list) {
        out.push_back(&each);
    }
    return out;
}

}  // namespace belfry::audit_verify
