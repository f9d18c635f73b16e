#include "crypto/bytes.hpp"

#include <array>
#include <cstdint>

#include <openssl/crypto.h>

namespace belfry::crypto {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Writes `bytes` in digits of `bits` bits, most significant first; the last is filled with zeros.
std::string in_digits(
    std::span<const std::byte> bytes, std::string_view digits, std::uint32_t bits
) {
    std::string out;
    out.reserve((bytes.size() * 8 + bits - 1) / bits);
    std::uint32_t waiting = 0;
    std::uint32_t held = 0;
    for (const auto byte : bytes) {
        waiting = ((waiting & 0xFFU) << 8U) | std::to_integer<std::uint32_t>(byte);
        held += 8;
        while (held >= bits) {
            held -= bits;
            out += digits[(waiting >> held) & ((1U << bits) - 1)];
        }
    }
    if (held > 0) {
        out += digits[(waiting << (bits - held)) & ((1U << bits) - 1)];
    }
    return out;
}

/// The opposite of in_digits; empty for a foreign digit or for left-over bits that are not zero.
std::optional<Bytes> from_digits(
    std::string_view text, std::string_view digits, std::uint32_t bits
) {
    Bytes out;
    out.reserve(text.size() * bits / 8);
    std::uint32_t waiting = 0;
    std::uint32_t held = 0;
    for (const char c : text) {
        const auto digit = digits.find(c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        waiting = (waiting << bits) | static_cast<std::uint32_t>(digit);
        held += bits;
        if (held >= 8) {
            held -= 8;
            out.push_back(static_cast<std::byte>((waiting >> held) & 0xFFU));
        }
        waiting &= (1U << held) - 1;
    }
    if (held >= bits || waiting != 0) {
        return std::nullopt;
    }
    return out;
}

}  // namespace

std::string to_hex(std::span<const std::byte> bytes) {
    return in_digits(bytes, hex_digits, 4);
}

std::optional<Bytes> from_hex(std::string_view text) {
    std::string lower(text);
    for (auto& c : lower) {
        if (c >= 'A' && c <= 'F') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return from_digits(lower, hex_digits, 4);
}

std::string to_base64url(std::span<const std::byte> bytes) {
    return in_digits(bytes, base64url_digits, 6);
}

std::optional<Bytes> from_base64url(std::string_view text) {
    return from_digits(text, base64url_digits, 6);
}

std::string to_base64(std::span<const std::byte> bytes) {
    auto text = in_digits(bytes, base64_digits, 6);
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) {
        text.remove_suffix(1);
    }
    return from_digits(text, base64_digits, 6);
}

std::string to_base32(std::span<const std::byte> bytes) {
    return in_digits(bytes, base32_digits, 5);
}

bool equal_in_constant_time(std::span<const std::byte> a, std::span<const std::byte> b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace belfry::crypto
