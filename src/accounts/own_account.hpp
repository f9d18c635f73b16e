#pragma once

#include <optional>

#include "accounts/services.hpp"
#include "accounts/session.hpp"

/// What people do with their own account. Whatever makes or removes a way in asks who it is by the
/// route's rule (http::Access::with_fresh_proof): by passkey, password, code or the identity
/// provider, whichever the account has. Whatever asks for the password counts as a try to sign in,
/// so that a session left open does not let anybody guess it.
namespace belfry::accounts {

inline constexpr std::size_t most_tokens = 20;

/// The revision of one's account that somebody has seen; absent: they do not say.
using SeenRevision = std::optional<record::Revision>;

/// The session that somebody acts in; 0 where it is none.
[[nodiscard]] Id<Session> session_of(const Acting& me);

/// One's account, once its password was given; a wrong one is refused (`password_wrong`) at
/// `field`.
[[nodiscard]] Result<Account> proved(
    Services& services, const Acting& me, std::string_view password, const char* field
);

/// For when a second factor goes and nothing stays besides the password: refuses one that is wrong
/// or too short to stand alone. An account without a password has nothing to show.
[[nodiscard]] Result<void> check_stands_alone(
    Services& services, const Acting& me, const Account& account, const FactorRemoval& removal
);

/// New recovery codes in the place of the old ones, inside a write.
[[nodiscard]] RecoveryCodes give_recovery_codes(
    Services& services, record::Writing& w, Id<Account> account
);

[[nodiscard]] Result<Account> own_account(Services& services, const Acting& me);

/// Refuses a revision that is no longer current.
[[nodiscard]] Result<Account> change_me(
    Services& services,
    const Acting& me,
    const MeChange& change,
    std::optional<record::Revision> based_on
);

/// Ends the account's other sessions and its calendar address, and the API tokens where asked;
/// passkeys and what the identity provider was linked with stay. Refuses (`password_wrong`) when
/// `current` is not the password. Where there is none yet, a fresh proof does (`proof_needed`).
[[nodiscard]] Result<PasswordChanged> change_password(
    Services& services, const Acting& me, const PasswordChange& change, SeenRevision based_on = {}
);

/// A fresh secret for an authenticator app; nothing is asked for until a code confirms it.
[[nodiscard]] Result<TotpOffer> offer_totp(
    Services& services, const Acting& me, SeenRevision based_on = {}
);

/// Switches the second factor on and gives the recovery codes. Ends the other sessions.
[[nodiscard]] Result<RecoveryCodes> confirm_totp(
    Services& services, const Acting& me, const TotpCode& code, SeenRevision based_on = {}
);

/// Refuses (`password_too_short`) when the password is not long enough to stand alone.
[[nodiscard]] Result<void> remove_totp(
    Services& services, const Acting& me, const FactorRemoval& removal, SeenRevision based_on = {}
);

/// New recovery codes in the place of the old ones.
[[nodiscard]] Result<RecoveryCodes> renew_recovery_codes(
    Services& services, const Acting& me, SeenRevision based_on = {}
);

/// Those that are alive, the newest first.
[[nodiscard]] std::vector<Session> own_sessions(Services& services, const Acting& me);
[[nodiscard]] Result<void> end_session(Services& services, const Acting& me, Id<Session> id);

[[nodiscard]] std::vector<Token> own_tokens(Services& services, const Acting& me);
[[nodiscard]] Result<TokenMade> make_token(
    Services& services, const Acting& me, const NewToken& wish
);
[[nodiscard]] Result<void> remove_token(Services& services, const Acting& me, Id<Token> id);

}  // namespace belfry::accounts
