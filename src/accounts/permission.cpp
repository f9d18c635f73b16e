#include "accounts/permission.hpp"

#include <algorithm>

namespace belfry::accounts {

bool holds(Role role, const Permission& permission) {
    return permission.holders[static_cast<std::size_t>(role)] != '.';
}

bool wants_passkey(const Roles& roles) {
    const auto held = permissions_of(roles);
    return std::ranges::any_of(passkey_permissions, [&](std::string_view permission) {
        return held.contains(permission);
    });
}

bool is_permission(std::string_view name) {
    return std::ranges::find(permissions, name, &Permission::name) != permissions.end();
}

std::set<std::string, std::less<>> permissions_of(const Roles& roles) {
    std::set<std::string, std::less<>> out;
    for (const auto& permission : permissions) {
        if (std::ranges::any_of(roles, [&](Role role) { return holds(role, permission); })) {
            out.emplace(permission.name);
        }
    }
    return out;
}

}  // namespace belfry::accounts
