#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"

/// Ed25519 (RFC 8032).
namespace belfry::crypto {

/// A key to sign with: the seed of 32 bytes that RFC 8032 calls the private key.
struct SigningKey {
    std::array<std::byte, 32> seed{};

    /// Hexadecimal.
    [[nodiscard]] std::string public_key() const;

    /// The signature over `text`, hexadecimal.
    [[nodiscard]] std::string sign(std::string_view text) const;
};

[[nodiscard]] SigningKey new_signing_key(Random& random);

/// From 64 hexadecimal characters; empty when `hex` is anything else.
[[nodiscard]] std::optional<SigningKey> signing_key(std::string_view hex);

/// Whether a hexadecimal signature over `text` was made with the key of `public_key`.
[[nodiscard]] bool signature_holds(
    std::string_view public_key, std::string_view text, std::string_view signature
);

}  // namespace belfry::crypto
