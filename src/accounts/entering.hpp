#pragma once

#include <string>

#include "accounts/sign_in.hpp"

/// What all ways in have in common: the session that is opened and what its holder is told.
namespace belfry::accounts {

/// How a new session is written down.
[[nodiscard]] record::Deed session_deed(Id<Account> account);

/// Opens a session for the account inside `w`, whose object is the new session; gives its secret.
/// Tells the account's owner of a browser that was never used before: the last act of the write.
[[nodiscard]] Result<std::string> open_session(
    Services& services, record::Writing& w, Account& account, const Visit& visit
);

/// As open_session, as a second entry of `w`.
[[nodiscard]] Result<std::string> also_open_session(
    Services& services, record::Writing& w, Account& account, const Visit& visit
);

/// What the holder of this session is told first.
[[nodiscard]] SessionState state_of(
    Services& services, const Account& account, std::string_view secret
);

/// What somebody is told who is not signed in.
[[nodiscard]] SessionState nobody(Services& services, bool setup_needed);

/// The way in that a written session is; the refusal where it was refused.
[[nodiscard]] Result<Entered> entered(
    Services& services, const Account& account, const Result<std::string>& secret
);

}  // namespace belfry::accounts
