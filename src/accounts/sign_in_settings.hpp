#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include <boost/describe.hpp>

#include "accounts/account.hpp"
#include "accounts/services.hpp"

namespace belfry::accounts {

/// What the city asks of those who sign in.
struct SignInSettings {
    int passkey_grace_days = 14;  ///< Until who has to have a passkey can do nothing else.
    int proof_minutes = 15;       ///< How long a proof of who it is stays fresh.
    int dormant_days = 90;        ///< Without use an account is flagged after so many days.
    std::int64_t revision = 0;

    friend bool operator==(const SignInSettings&, const SignInSettings&) = default;
};
BOOST_DESCRIBE_STRUCT(
    SignInSettings, (), (passkey_grace_days, proof_minutes, dormant_days, revision)
)

struct SignInSettingsChange {
    int passkey_grace_days = 14;
    int proof_minutes = 15;
    int dormant_days = 90;
};
BOOST_DESCRIBE_STRUCT(SignInSettingsChange, (), (passkey_grace_days, proof_minutes, dormant_days))

/// Those above until somebody has set others.
[[nodiscard]] SignInSettings sign_in_settings(store::Connection& db);

/// Refuses (`not_in_range`) 0 to 90 days of grace, 5 to 60 minutes and 30 to 730 days otherwise.
[[nodiscard]] Result<SignInSettings> change_sign_in_settings(
    Services& services,
    const Acting& by,
    const SignInSettingsChange& change,
    std::optional<record::Revision> based_on
);

/// Until when this account may go on without a passkey. Empty when none is asked of it: it has one,
/// its roles do not want one, or nobody has signed in with it yet.
[[nodiscard]] std::optional<Instant> passkey_due(
    const Account& account, const SignInSettings& settings
);

}  // namespace belfry::accounts
