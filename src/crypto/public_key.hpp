#pragma once

#include <optional>
#include <span>

#include "crypto/bytes.hpp"

/// Keys of others, which signatures are checked with: those of passkeys (COSE, RFC 9053) and those
/// of identity providers (JSON Web Keys, RFC 7518).
namespace belfry::crypto {

/// Named as in JSON Web Signatures; the numbers are COSE's.
enum class KeyAlgorithm {
    es256 = -7,    ///< ECDSA over P-256 with SHA-256.
    eddsa = -8,    ///< Ed25519.
    rs256 = -257,  ///< RSASSA-PKCS1-v1_5 with SHA-256.
};

/// A key with the one algorithm it is for: a signature made in another way does not hold.
struct PublicKey {
    KeyAlgorithm algorithm = KeyAlgorithm::es256;
    Bytes first;   ///< x of a curve's point (32 bytes), or the modulus.
    Bytes second;  ///< y of a P-256 point (32 bytes), or the exponent; empty for Ed25519.

    friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

/// Reads a COSE_Key. Empty when it is no key of these algorithms, lacks a part or holds one of a
/// wrong length; RSA of 2,048 to 8,192 bits. Whether a point lies on its curve is found out when a
/// signature is checked: it then holds none.
[[nodiscard]] std::optional<PublicKey> read_cose_key(std::span<const std::byte> bytes);

/// Whether the parts of the key have the lengths that its algorithm wants.
[[nodiscard]] bool is_plausible(const PublicKey& key);

/// Whether `signature` over `message` was made with the key's private half. An ECDSA signature is
/// two numbers in ASN.1 DER.
[[nodiscard]] bool signature_holds(
    const PublicKey& key, std::span<const std::byte> message, std::span<const std::byte> signature
);

/// The DER form of an ECDSA signature that is written as 64 bytes, r and s (RFC 7518, 3.4). Empty
/// when it is not 64 bytes.
[[nodiscard]] std::optional<Bytes> der_of_raw_signature(std::span<const std::byte> raw);

}  // namespace belfry::crypto
