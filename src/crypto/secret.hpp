#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "crypto/bytes.hpp"

namespace belfry::crypto {

/// 256 unpredictable bits as base64url (43 characters): session cookies, set-up and invitation
/// links, API tokens. Store only its SHA-256.
[[nodiscard]] std::string random_token(Random& random);

/// A key that secrets in columns are sealed with. It lies outside the database.
using SealingKey = std::array<std::byte, 32>;

/// Encrypts and authenticates (AES-256-GCM): version 1, nonce of 12 bytes, cipher text, tag of 16.
/// `context` says which column of which row this is, as in `account/17 totp`, so that a sealed
/// value moved elsewhere does not open.
[[nodiscard]] Bytes seal(
    const SealingKey& key,
    std::string_view context,
    std::span<const std::byte> secret,
    Random& random
);

/// Empty when `sealed` was changed, belongs to another context or to another key.
[[nodiscard]] std::optional<Bytes> unseal(
    const SealingKey& key, std::string_view context, std::span<const std::byte> sealed
);

}  // namespace belfry::crypto
