#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.hpp"

/// One-time codes of authenticator apps: RFC 6238 with SHA-1, six digits and 30 seconds, which is
/// what every app understands.
namespace belfry::accounts {

inline constexpr std::size_t totp_secret_bytes = 20;

/// Which 30 seconds a moment is in, counted from 1970.
[[nodiscard]] std::int64_t totp_step(Instant when);

/// The six digits for one step.
[[nodiscard]] std::string totp_code(std::span<const std::byte> secret, std::int64_t step);

/// The step that `code` is for, when it is right now or was or will be in one step; codes for steps
/// up to `last_used` are spent. Empty when it is wrong. Blanks in the code do not count.
[[nodiscard]] std::optional<std::int64_t> totp_match(
    std::span<const std::byte> secret, std::string_view code, Instant now, std::int64_t last_used
);

/// What an authenticator app reads: `otpauth://totp/…`.
[[nodiscard]] std::string totp_uri(std::span<const std::byte> secret, std::string_view email);

/// `text` as a QR code: an SVG image without scripts and style, black on white.
[[nodiscard]] std::string qr_svg(const std::string& text);

}  // namespace belfry::accounts
