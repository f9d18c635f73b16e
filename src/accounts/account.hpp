#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "accounts/role.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "store/connection.hpp"

namespace belfry::accounts {

enum class Theme { system, light, dark };
BOOST_DESCRIBE_ENUM(Theme, system, light, dark)

enum class PersonState {
    active,
    disabled,   ///< May not sign in; what they did stays.
    invited,    ///< Has a link, and no password yet.
    fictional,  ///< Of the fictional city: has tasks like anybody, and never a way in.
};
BOOST_DESCRIBE_ENUM(PersonState, active, disabled, invited, fictional)

/// Somebody who signs in, with everything Belfry keeps of them. Never shown as a whole.
struct Account {
    Id<Account> id;
    std::string name;
    std::string email;  ///< As they wrote it; compared without case.
    std::string title;
    std::string agency;
    Roles roles;
    PersonState state = PersonState::active;
    std::optional<std::string> password_hash;  ///< Absent while invited.
    std::optional<store::Bytes> totp;          ///< Sealed secret of their authenticator app.
    std::optional<store::Bytes> totp_offer;    ///< Sealed; becomes `totp` when confirmed.
    std::int64_t totp_step = 0;                ///< The last code they used.
    std::string language = "en";
    Theme theme = Theme::system;
    bool weekly_brief = true;
    std::optional<std::string> quiet_from;  ///< `22:00`, in the city's time: no mail from here
    std::optional<std::string> quiet_to;    ///< to here. Both or neither.
    std::optional<std::int64_t> invited_by;
    Instant created_at;
    std::optional<Instant> last_seen_at;
    std::optional<Date> expires_on = {
    };  ///< Of a temporary account: the last day it works, by UTC.
    std::optional<Instant> passkey_asked_at = {};  ///< Since when a passkey is demanded of it.
    std::optional<Instant> dormant_told_at = {};   ///< When others were told that nobody uses it.
    std::int64_t passkeys = 0;                     ///< How many it has: counted, not saved.
    std::int64_t revision = 0;

    friend bool operator==(const Account&, const Account&) = default;
};

/// Somebody's own account, as they see it.
struct Me {
    Id<Account> id;
    std::string name;
    std::string email;
    std::string title;
    std::string agency;
    Roles roles;
    std::vector<std::string> permissions;
    std::string language;
    Theme theme = Theme::system;
    bool totp_on = false;
    std::int64_t passkeys = 0;
    bool password_on = true;  ///< False for somebody who signs in by other ways only.
    bool weekly_brief = false;
    std::optional<std::string> quiet_from;
    std::optional<std::string> quiet_to;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    Me,
    (),
    (id,
     name,
     email,
     title,
     agency,
     roles,
     permissions,
     language,
     theme,
     totp_on,
     passkeys,
     password_on,
     weekly_brief,
     quiet_from,
     quiet_to,
     revision)
)

/// What people change about themselves. Absent: as it was; null: cleared.
struct MeChange {
    std::optional<std::string> name;
    std::optional<std::string> title;
    std::optional<std::string> language;
    std::optional<Theme> theme;
    std::optional<bool> weekly_brief;
    std::optional<std::optional<std::string>> quiet_from;
    std::optional<std::optional<std::string>> quiet_to;
};
BOOST_DESCRIBE_STRUCT(
    MeChange, (), (name, title, language, theme, weekly_brief, quiet_from, quiet_to)
)

inline constexpr std::size_t most_name = 100;  ///< Bytes of a name, a title, an agency.

/// What two spellings of one address have in common: lower case, no blanks around.
[[nodiscard]] std::string email_key(std::string_view email);

[[nodiscard]] Me me_of(const Account& account);

/// Refuses an empty or overlong name, a language Belfry does not speak, and quiet hours that are no
/// times of day or lack one end.
[[nodiscard]] Result<Account> changed(Account account, const MeChange& change);

/// One problem for each text that is empty (where it must not be), too long or has line breaks.
void check_name(
    std::vector<Refusal::Problem>& problems,
    std::string_view field,
    std::string_view text,
    bool may_be_empty
);

/// Has more to show than the password: an authenticator app or a passkey.
[[nodiscard]] bool has_second_factor(const Account& account);

[[nodiscard]] bool has_role(const Account& account, Role role);

/// Whether the last day of a temporary account is over.
[[nodiscard]] bool is_over(const Account& account, Instant now);

/// Is active, and not a temporary account that has come to its end.
[[nodiscard]] bool may_enter(const Account& account, Instant now);

/// May be given work: is active, or one of the fictional city.
[[nodiscard]] bool works(const Account& account);

/// May sign in and has the administrator's role.
[[nodiscard]] bool is_active_administrator(const Account& account);

}  // namespace belfry::accounts
