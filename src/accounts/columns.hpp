#pragma once

#include <string>
#include <string_view>

#include "accounts/role.hpp"
#include "base/check.hpp"
#include "json/json.hpp"
#include "store/connection.hpp"

/// How roles and enumerations lie in columns.
namespace belfry::accounts {

template <class E>
[[nodiscard]] E named_at(const store::Row& row, int column) {
    const auto value = json::named<E>(row.text(column));
    check(value.has_value(), "a column holds a name this program does not know");
    return *value;
}

/// `mayor staff`
[[nodiscard]] inline std::string roles_text(const Roles& roles) {
    std::string out;
    for (const auto role : roles) {
        out += out.empty() ? "" : " ";
        out += json::name_of(role);
    }
    return out;
}

[[nodiscard]] inline Roles roles_at(const store::Row& row, int column) {
    Roles out;
    auto rest = row.text(column);
    while (!rest.empty()) {
        const auto name = rest.substr(0, rest.find(' '));
        const auto role = json::named<Role>(name);
        check(role.has_value(), "a column holds a role this program does not know");
        out.push_back(*role);
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
    return out;
}

}  // namespace belfry::accounts
