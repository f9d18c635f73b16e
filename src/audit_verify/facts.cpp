#include "audit_verify/facts.hpp"

#include <algorithm>
#include <cmath>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace belfry::audit_verify {

void differs(std::string field, std::string expected, std::string found) {
    throw Mismatch{std::move(field), std::move(expected), std::move(found)};
}

void same(const std::string& field, const std::string& expected, const std::string& found) {
    if (expected != found) {
        differs(field, expected, found);
    }
}

void same(const std::string& field, std::int64_t expected, std::int64_t found) {
    if (expected != found) {
        differs(field, std::to_string(expected), std::to_string(found));
    }
}

void close(const std::string& field, double expected, double found) {
    const double room = 1e-12 + 1e-7 * std::max(std::abs(expected), std::abs(found));
    if (!(std::abs(expected - found) <= room)) {
        differs(field, fmt::format("{:.12g}", expected), fmt::format("{:.12g}", found));
    }
}

const json::Value& member(const json::Value& object, std::string_view name) {
    const auto* const inside = object.if_object();
    const auto* const found = inside == nullptr ? nullptr : inside->if_contains(name);
    if (found == nullptr) {
        differs(std::string(name), "to be there", "nothing");
    }
    return *found;
}

std::string text(const json::Value& object, std::string_view name) {
    const auto& value = member(object, name);
    if (!value.is_string()) {
        differs(std::string(name), "a text", boost::json::serialize(value));
    }
    return std::string(value.get_string());
}

std::int64_t whole(const json::Value& object, std::string_view name) {
    const auto& value = member(object, name);
    if (!value.is_int64()) {
        differs(std::string(name), "a whole number", boost::json::serialize(value));
    }
    return value.get_int64();
}

double number(const json::Value& object, std::string_view name) {
    const auto& value = member(object, name);
    if (!value.is_number()) {
        differs(std::string(name), "a number", boost::json::serialize(value));
    }
    return value.to_number<double>();
}

bool flag(const json::Value& object, std::string_view name) {
    const auto& value = member(object, name);
    if (!value.is_bool()) {
        differs(std::string(name), "true or false", boost::json::serialize(value));
    }
    return value.get_bool();
}

const json::Array& list(const json::Value& object, std::string_view name) {
    const auto& value = member(object, name);
    if (!value.is_array()) {
        differs(std::string(name), "a list", boost::json::serialize(value));
    }
    return value.get_array();
}

std::vector<std::string> texts(const json::Value& object, std::string_view name) {
    std::vector<std::string> out;
    for (const auto& each : list(object, name)) {
        if (!each.is_string()) {
            differs(std::string(name), "a list of texts", boost::json::serialize(each));
        }
        out.emplace_back(each.get_string());
    }
    return out;
}

void only(const json::Value& object, const std::vector<std::string>& names) {
    if (!object.is_object()) {
        differs("body", "an object", boost::json::serialize(object));
    }
    for (const auto& each : object.get_object()) {
        const std::string name(each.key());
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            differs(name, "no such member", boost::json::serialize(each.value()));
        }
    }
}

std::size_t Facts::contest(const std::string& name) const {
    for (std::size_t at = 0; at < contests.size(); ++at) {
        if (contests[at].name == name) {
            return at;
        }
    }
    differs("contest", "a committed contest", name);
}

bool Facts::may_hold(std::size_t contest, const std::string& jurisdiction) const {
    const auto& named = contests[contest].jurisdictions;
    return named.empty() || std::find(named.begin(), named.end(), jurisdiction) != named.end();
}

}  // namespace belfry::audit_verify
