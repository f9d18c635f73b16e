#include "accounts/permission.hpp"

#include <algorithm>

namespace belfry::accounts {

namespace {

bool any_holds(const Roles& roles, const Permission& permission) {
    return std::ranges::any_of(roles, [&](Role role) { return holds(role, permission); });
}

}  // namespace

bool holds(Role role, const Permission& permission) {
    return permission.holders[static_cast<std::size_t>(role)] != '.';
}

bool wants_passkey(const Roles& roles) {
    return std::ranges::any_of(passkey_permissions, [&](std::string_view name) {
        return may(roles, name);
    });
}

bool is_permission(std::string_view name) {
    return std::ranges::find(permissions, name, &Permission::name) != permissions.end();
}

bool may(const Roles& roles, std::string_view name) {
    const auto* const found = std::ranges::find(permissions, name, &Permission::name);
    return found != permissions.end() && any_holds(roles, *found);
}

std::set<std::string, std::less<>> permissions_of(const Roles& roles) {
    std::set<std::string, std::less<>> out;
    for (const auto& permission : permissions) {
        if (any_holds(roles, permission)) {
            out.emplace(permission.name);
        }
    }
    return out;
}

}  // namespace belfry::accounts
