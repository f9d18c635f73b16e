#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.hpp"

/// The six digits of an authenticator app (RFC 4226 and RFC 6238; SHA-1, because that is what every
/// app supports: HMAC does not need its collisions to be hard).
namespace belfry::crypto {

/// HOTP: the code for one counter, with leading zeros.
[[nodiscard]] std::string counter_code(
    std::span<const std::byte> secret, std::uint64_t counter, int digits = 6
);

/// The 30-second step that `when` lies in.
[[nodiscard]] std::uint64_t code_step(Instant when);

/// The step whose code `code` is: that of `now`, the one before or the one after, for clocks that
/// are a little off. Empty when it is none, or one not after `last_used`: a code works once, so the
/// caller stores the step this gives.
[[nodiscard]] std::optional<std::uint64_t> matching_step(
    std::span<const std::byte> secret,
    std::string_view code,
    Instant now,
    std::optional<std::uint64_t> last_used
);

/// `otpauth://totp/…` for the QR code that an app scans.
[[nodiscard]] std::string authenticator_uri(
    std::span<const std::byte> secret, std::string_view issuer, std::string_view account
);

}  // namespace belfry::crypto
