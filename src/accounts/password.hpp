#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"

/// What a password must be (NIST SP 800-63B-4, 3.1.1): long, and not one that is guessed first. No
/// rule asks for kinds of characters, and no password expires.
namespace belfry::accounts {

inline constexpr std::size_t least_password_alone = 15;       ///< Characters.
inline constexpr std::size_t least_password_with_factor = 8;  ///< With an authenticator app.
inline constexpr std::size_t most_password = 1024;            ///< Bytes.

/// Refuses a password that is too short, too long, among the commonly used, or little more than
/// words that anybody knows of this person (`known`: name, e-mail, city). `field` is blamed.
[[nodiscard]] Result<void> check_password(
    std::string_view password,
    bool second_factor,
    const std::vector<std::string>& known,
    std::string_view field
);

/// Whether it is on Belfry's list of common passwords, also with other case, digits for letters and
/// digits or signs at its end; or one short piece repeated; or a run such as `abcdefgh`.
[[nodiscard]] bool is_common_password(std::string_view password);

}  // namespace belfry::accounts
