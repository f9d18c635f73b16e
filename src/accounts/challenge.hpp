#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/account.hpp"
#include "accounts/services.hpp"

/// Challenges that passkeys answer. Belfry keeps none: each carries its end and a seal of Belfry's
/// own key, so that asking for one writes nothing. What was answered is kept until it has expired,
/// so that none is answered twice.
namespace belfry::accounts {

inline constexpr std::chrono::minutes challenge_life{5};

/// `purpose` says what the answer will be good for, and nothing else: `enter`, `register 17`.
[[nodiscard]] std::string new_challenge(const Services& services, std::string_view purpose);

/// When it ends; empty when it is not ours, has another purpose or has ended.
[[nodiscard]] std::optional<Instant> challenge_end(
    const Services& services, std::string_view challenge, std::string_view purpose, Instant now
);

/// What names an account to an authenticator: 32 bytes that only Belfry can tell the account from,
/// base64url.
[[nodiscard]] std::string user_handle(const Services& services, Id<Account> account);

}  // namespace belfry::accounts
