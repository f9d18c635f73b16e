#pragma once

#include <string>

#include "accounts/services.hpp"
#include "accounts/session.hpp"

/// The ways into Belfry. Each gives a session with a secret of its own.
namespace belfry::accounts {

/// What came of it. The secret goes into the cookie and nowhere else; it is empty when a second
/// factor has to follow.
struct Entered {
    SessionState state;
    std::string secret;
};

/// Refuses with `sign_in_failed`, alike in words and time for an unknown address, a wrong password
/// and an account that is not active; after the right password `second_factor_needed`, or
/// `passkey_needed` where only a passkey or a recovery code will do, `second_factor_wrong` and
/// `passkey_refused`; `too_many_tries`.
[[nodiscard]] Result<Entered> sign_in(Services& services, const SignIn& wish, const Visit& visit);

/// Makes the first account, an administrator, with the link that the first start printed.
[[nodiscard]] Result<Entered> set_up(Services& services, const Setup& wish, const Visit& visit);

/// Who an invitation is for. Refuses (`link_dead`) one that was used, withdrawn or has expired.
[[nodiscard]] Result<InvitationCheck> check_invitation(
    Services& services, const TokenOnly& link, const Visit& visit
);

[[nodiscard]] Result<Entered> accept_invitation(
    Services& services, const Acceptance& wish, const Visit& visit
);

/// A new password by the link of an administrator. Ends all sessions and API tokens, and the
/// identity provider opens the account only once it is linked anew. Whoever uses
/// an authenticator app signs in with it afterwards: `state.second_factor_needed`.
[[nodiscard]] Result<Entered> reset_password(
    Services& services, const PasswordReset& wish, const Visit& visit
);

/// Ends the session with this secret, if there is one.
void sign_out(Services& services, std::string_view secret);

/// What the web app is told first. `account` 0: nobody is signed in.
[[nodiscard]] SessionState session_state(
    Services& services, std::int64_t account, std::string_view session_secret
);

/// While nobody has an account: a fresh set-up link below `base` (`http://localhost:8080`), good
/// for a day, in the place of the one before. Empty once Belfry is set up.
[[nodiscard]] std::optional<std::string> setup_link(Services& services, const std::string& base);

/// Drops sessions and links that are dead. The job scheduler calls it now and then.
void drop_expired(Services& services);

/// Whether a code of the app is enough beside the password: not where a passkey is demanded and
/// there is one, because a code can be phished.
[[nodiscard]] bool takes_code_of_app(const Account& account);

/// Spends the code: one of the authenticator app, or a recovery code. False when it is wrong.
[[nodiscard]] bool use_second_factor(
    const Services& services,
    store::Connection& db,
    Account& account,
    std::string_view code,
    Instant now
);

/// What names a sealed authenticator secret: it opens nowhere else.
[[nodiscard]] std::string totp_context(Id<Account> account);

}  // namespace belfry::accounts
