#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "accounts/account.hpp"
#include "accounts/screen_state.hpp"
#include "accounts/webauthn.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"

namespace belfry::accounts {

/// A session ends after a working day without use, and after a day in any case (NIST SP 800-63B-4,
/// 2.2.3 asks for at most 24 hours).
inline constexpr std::chrono::hours session_idle_life{8};
inline constexpr std::chrono::hours session_life{24};

/// How often its last use is written down.
inline constexpr std::chrono::hours seen_every{1};

/// How long a browser is known again: as long as browsers keep a cookie.
inline constexpr std::chrono::days browser_life{400};

inline constexpr std::size_t most_sessions = 20;  ///< Of one account; the oldest ends first.

/// A browser in which somebody is signed in.
struct Session {
    Id<Session> id;
    Instant started_at;
    Instant last_seen_at;
    std::string device;   ///< What the browser calls itself.
    std::string address;  ///< Where they signed in from.
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(Session, (), (id, started_at, last_seen_at, device, address, current))

[[nodiscard]] inline bool is_alive(const Session& session, Instant now) {
    return now - session.started_at < session_life &&
           now - session.last_seen_at < session_idle_life;
}

/// A secret with which a program acts for somebody.
struct Token {
    Id<Token> id;
    std::string name;
    bool read_only = true;
    std::optional<Date> expires_on;  ///< The last day it works, by UTC; absent: until removed.
    Instant created_at;
    std::optional<Instant> last_used_at;
};
BOOST_DESCRIBE_STRUCT(Token, (), (id, name, read_only, expires_on, created_at, last_used_at))

[[nodiscard]] inline bool is_alive(const Token& token, Instant now) {
    return !token.expires_on ||
           std::chrono::floor<std::chrono::days>(now) <= std::chrono::sys_days(*token.expires_on);
}

struct NewToken {
    std::string name;
    bool read_only = true;
    std::optional<Date> expires_on;
};
BOOST_DESCRIBE_STRUCT(NewToken, (), (name, read_only, expires_on))

struct TokenMade {
    Id<Token> id;
    std::string name;
    bool read_only = true;
    std::optional<Date> expires_on;
    std::string secret;  ///< Shown once.
};
BOOST_DESCRIBE_STRUCT(TokenMade, (), (id, name, read_only, expires_on, secret))

/// What the web app asks first: who am I, and what may I do here?
struct SessionState {
    bool signed_in = false;
    bool setup_needed = false;          ///< Nobody has an account yet.
    bool second_factor_needed = false;  ///< The password was right; a code has to follow.
    std::optional<std::string> csrf;    ///< Unsafe requests carry it as X-CSRF-Token.
    std::optional<Me> account;
    std::string version;
    std::vector<std::string> languages;
    std::optional<Instant> passkey_due = {};   ///< From then on nothing goes on without a passkey.
    std::optional<std::string> provider = {};  ///< With whom else one can sign in: its name.
    std::optional<ScreenState> screen = {};    ///< This device is a screen on a wall.
};
BOOST_DESCRIBE_STRUCT(
    SessionState,
    (),
    (signed_in,
     setup_needed,
     second_factor_needed,
     csrf,
     account,
     version,
     languages,
     passkey_due,
     provider,
     screen)
)

struct SignIn {
    std::string email;
    std::string password;
    std::optional<std::string> code = {};   ///< From the authenticator app, or a recovery code.
    std::optional<Assertion> passkey = {};  ///< The second factor in the place of a code.
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (email, password, code, passkey))

struct Setup {
    std::string token;
    std::string name;
    std::string email;
    std::string password;
    std::optional<std::string> language = {};  ///< Absent: the browser's.
};
BOOST_DESCRIBE_STRUCT(Setup, (), (token, name, email, password, language))

struct Acceptance {
    std::string token;
    std::string name;
    std::string password;
    std::string language;
};
BOOST_DESCRIBE_STRUCT(Acceptance, (), (token, name, password, language))

struct PasswordReset {
    std::string token;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(PasswordReset, (), (token, password))

struct TokenOnly {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(TokenOnly, (), (token))

struct InvitationCheck {
    std::string name;
    std::string email;
    std::optional<std::string> city_name;  ///< Absent until the city is set up.
};
BOOST_DESCRIBE_STRUCT(InvitationCheck, (), (name, email, city_name))

struct PasswordChange {
    std::optional<std::string> current;  ///< Needed where there is one.
    std::string next;
    std::optional<bool> remove_tokens = {};  ///< Whether the API tokens end as well.
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current, next, remove_tokens))

/// What a new password ended, and what it left.
struct PasswordChanged {
    std::int64_t sessions_ended = 0;      ///< In other browsers.
    bool calendar_address_ended = false;  ///< Of the calendar that other programs read.
    std::vector<Token> tokens;            ///< API tokens that still work.
};
BOOST_DESCRIBE_STRUCT(PasswordChanged, (), (sessions_ended, calendar_address_ended, tokens))

struct SessionsEnded {
    std::int64_t sessions_ended = 0;
};
BOOST_DESCRIBE_STRUCT(SessionsEnded, (), (sessions_ended))

struct FactorRemoval {
    /// Needed where nothing else would be asked for besides the password.
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(FactorRemoval, (), (password))

struct TotpOffer {
    std::string secret;  ///< Base32, to type where no camera is.
    std::string uri;
    std::string qr_svg;
};
BOOST_DESCRIBE_STRUCT(TotpOffer, (), (secret, uri, qr_svg))

struct TotpCode {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(TotpCode, (), (code))

struct RecoveryCodes {
    std::vector<std::string> recovery_codes;  ///< Shown once.
    std::int64_t sessions_ended = 0;          ///< In other browsers.
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recovery_codes, sessions_ended))

}  // namespace belfry::accounts
