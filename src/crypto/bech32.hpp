#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/bytes.hpp"

namespace belfry::crypto {

/// Bech32 (BIP 173, without its limit of 90 characters): `prefix`, 1, the bytes, a checksum that
/// finds up to four wrong characters. Lower case.
[[nodiscard]] std::string to_bech32(std::string_view prefix, std::span<const std::byte> bytes);

/// Empty when `text` is not Bech32 of whole bytes with this prefix. Takes either case, not both.
[[nodiscard]] std::optional<Bytes> from_bech32(std::string_view prefix, std::string_view text);

}  // namespace belfry::crypto
