#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/account.hpp"
#include "accounts/person_ref.hpp"

namespace belfry::accounts {

/// Somebody with an account, or with a link to make one, as those who run Belfry see them.
struct Person {
    Id<Account> id;
    std::string name;
    std::string email;
    std::string title;
    std::string agency;
    Roles roles;
    PersonState state = PersonState::active;
    bool totp_on = false;
    std::int64_t passkeys = 0;
    bool wants_passkey = false;  ///< Whether the roles demand one.
    std::optional<Instant> last_seen_at;
    std::optional<Date> expires_on;  ///< The last day of a temporary account.
    bool dormant = false;            ///< Nobody has used it for longer than the settings allow.
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    Person,
    (),
    (id,
     name,
     email,
     title,
     agency,
     roles,
     state,
     totp_on,
     passkeys,
     wants_passkey,
     last_seen_at,
     expires_on,
     dormant,
     revision)
)

/// Somebody after a change, and how many of their sessions it ended: new rights start with a new
/// one.
struct PersonChanged : Person {
    std::int64_t sessions_ended = 0;
};
BOOST_DESCRIBE_STRUCT(PersonChanged, (Person), (sessions_ended))

/// Absent: as it was.
struct PersonChange {
    std::optional<std::string> name;
    std::optional<std::string> title;
    std::optional<std::string> agency;
    std::optional<Roles> roles;
    std::optional<std::optional<Date>> expires_on = {};
};
BOOST_DESCRIBE_STRUCT(PersonChange, (), (name, title, agency, roles, expires_on))

/// A link that its holder may use once. Shown once; Belfry keeps a digest.
struct SecretLink {
    std::string link;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(SecretLink, (), (link, expires_at))

/// Somebody who was asked to join and has not done so yet. Its id is their account's.
struct Invitation {
    Id<Account> id;
    std::string name;
    std::string email;
    std::string title;
    std::string agency;
    Roles roles;
    std::optional<PersonRef> invited_by;  ///< Absent: invited on the command line.
    Instant invited_at;
    Instant expires_at;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    Invitation,
    (),
    (id, name, email, title, agency, roles, invited_by, invited_at, expires_at, revision)
)

struct NewInvitation {
    std::string name;
    std::string email;
    std::string title;
    std::string agency;
    Roles roles;
    std::optional<Date> expires_on = {};  ///< For somebody who works here for a while.
};
BOOST_DESCRIBE_STRUCT(NewInvitation, (), (name, email, title, agency, roles, expires_on))

struct InvitationMade {
    Id<Account> id;
    std::string link;
    Instant expires_at;
    bool mailed = false;  ///< Whether the link is on its way by e-mail.
};
BOOST_DESCRIBE_STRUCT(InvitationMade, (), (id, link, expires_at, mailed))

struct RoleRow {
    Role role = Role::observer;
    std::string title;  ///< In the reader's language.
    std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(RoleRow, (), (role, title, permissions))

[[nodiscard]] Person as_person(const Account& account);

/// The table of accounts/permission.hpp, by role.
[[nodiscard]] std::vector<RoleRow> role_rows(std::string_view language);

/// An account in the state `invited`. Refuses an empty name, an address that is none, no roles.
[[nodiscard]] Result<Account> invited(const NewInvitation& wish, Instant now);

/// Who changes an account: their id, 0 on the command line; and how many active administrators
/// there are at that moment.
struct Changer {
    std::int64_t id = 0;
    std::size_t administrators = 0;
};

/// Refuses empty names, no roles, taking the administrator's role from the last who has it
/// (`last_administrator`), and giving oneself a role (`own_roles`): giving one up is allowed.
[[nodiscard]] Result<Account> changed(
    Account account, const PersonChange& change, const Changer& by
);

/// Refuses the last administrator, oneself (`own_account`), and who is not active.
[[nodiscard]] Result<Account> disabled(Account account, const Changer& by);

/// Refuses who is not disabled.
[[nodiscard]] Result<Account> enabled(Account account);

/// Each role once, in the order of the enumeration.
[[nodiscard]] Roles in_order(const Roles& roles);

}  // namespace belfry::accounts
