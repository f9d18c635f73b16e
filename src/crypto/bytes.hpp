#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace belfry::crypto {

using Bytes = std::vector<std::byte>;

/// The bytes of a text, without a copy: valid as long as the text.
[[nodiscard]] inline std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text));
}

/// Lower-case hexadecimal.
[[nodiscard]] std::string to_hex(std::span<const std::byte> bytes);

/// Reads either case; empty when `text` is not hexadecimal of whole bytes.
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view text);

/// RFC 4648 section 5 without padding: for names in URLs, cookies and disclosures.
[[nodiscard]] std::string to_base64url(std::span<const std::byte> bytes);

/// Empty when `text` is not base64url without padding, or has bits that stand for nothing: each
/// text of bytes is the only one.
[[nodiscard]] std::optional<Bytes> from_base64url(std::string_view text);

/// RFC 4648 section 4, with padding: what signed notes are written in.
[[nodiscard]] std::string to_base64(std::span<const std::byte> bytes);

/// Empty when `text` is not base64 with its padding, or has bits that stand for nothing.
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text);

/// RFC 4648 section 6 without padding: what authenticator apps take as a secret.
[[nodiscard]] std::string to_base32(std::span<const std::byte> bytes);

/// Whether both are equal, in a time that depends on the lengths alone.
[[nodiscard]] bool equal_in_constant_time(
    std::span<const std::byte> a, std::span<const std::byte> b
);

}  // namespace belfry::crypto
