#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/people.hpp"

/// `belfry user …`: what the command line does with people, who are named by their e-mail address.
/// The record keeps Belfry itself as the one who did it. Each refuses `no_such_person` for an
/// address that nobody has.
namespace belfry::accounts::command {

/// `belfry user add`: invites; the link goes to whoever sits at the command line.
[[nodiscard]] Result<InvitationMade> add(
    Services& services, const NewInvitation& wish, const std::string& base
);

/// `belfry user list`
[[nodiscard]] std::vector<Person> list(Services& services);

/// `belfry user disable`
[[nodiscard]] Result<PersonChanged> disable(Services& services, std::string_view email);

/// `belfry user enable`
[[nodiscard]] Result<PersonChanged> enable(Services& services, std::string_view email);

/// `belfry user reset-link`; with `without_second_factor` also for somebody who lost their phone.
[[nodiscard]] Result<SecretLink> reset_link(
    Services& services, std::string_view email, const std::string& base, bool without_second_factor
);

/// `belfry user set-roles`
[[nodiscard]] Result<PersonChanged> set_roles(
    Services& services, std::string_view email, const Roles& roles
);

/// Reads `mayor,staff`. Refuses a name that is no role.
[[nodiscard]] Result<Roles> roles_from(std::string_view text);

}  // namespace belfry::accounts::command
