#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/person.hpp"
#include "accounts/services.hpp"
#include "accounts/session.hpp"

/// What those who manage people do. Every function names who acts, and the record keeps it.
namespace belfry::accounts {

inline constexpr std::chrono::days invitation_life{7};
inline constexpr std::chrono::hours reset_link_life{24};

/// Somebody, as the one who acts on them has seen them. On the command line nobody looks first.
struct Seen {
    Id<Account> id;
    std::optional<record::Revision> revision = {};
};

struct PeopleFilter {
    std::string text;  ///< Part of a name, address, title or agency, without accents and case.
    std::optional<Role> role;
    std::optional<PersonState> state;
};

[[nodiscard]] std::vector<Person> list_people(Services& services, const PeopleFilter& filter);

/// Refuses (`no_such_person`) an id that is none.
[[nodiscard]] Result<Person> find_person(Services& services, Id<Account> id);

/// A change of roles ends the person's sessions: new rights start with a new session.
[[nodiscard]] Result<PersonChanged> change_person(
    Services& services, const Acting& by, const Seen& person, const PersonChange& change
);

/// Ends sessions, API tokens, the calendar's address and reset links at once.
[[nodiscard]] Result<PersonChanged> disable_person(
    Services& services, const Acting& by, const Seen& person
);
[[nodiscard]] Result<PersonChanged> enable_person(
    Services& services, const Acting& by, const Seen& person
);

/// A link with which the person sets a new password. `base` is the start of the link. With
/// `without_second_factor` their authenticator app is switched off as well: for somebody who lost
/// phone and recovery codes.
[[nodiscard]] Result<SecretLink> make_reset_link(
    Services& services,
    const Acting& by,
    const Seen& person,
    const std::string& base,
    bool without_second_factor = false
);

/// Ends their sessions and their calendar's address; their API tokens go on.
[[nodiscard]] Result<SessionsEnded> sign_out_everywhere(
    Services& services, const Acting& by, const Seen& person
);

/// Where somebody else is signed in, the newest first; `by`'s own session is marked.
[[nodiscard]] Result<std::vector<Session>> sessions_of(
    Services& services, const Acting& by, Id<Account> person
);

/// Refuses `no_such_session` one that is not theirs.
[[nodiscard]] Result<void> end_session_of(
    Services& services, const Acting& by, Id<Account> person, Id<Session> session
);

[[nodiscard]] std::vector<Invitation> list_invitations(Services& services);

/// Invites somebody; who was invited before and has not come gets a new link in its place.
/// Refuses an address that has an account already.
[[nodiscard]] Result<InvitationMade> invite(
    Services& services, const Acting& by, const NewInvitation& wish, const std::string& base
);

[[nodiscard]] Result<void> withdraw_invitation(
    Services& services, const Acting& by, const Seen& person
);

}  // namespace belfry::accounts
