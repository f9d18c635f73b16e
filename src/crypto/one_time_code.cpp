#include "crypto/one_time_code.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.hpp"
#include "base/percent_encoding.hpp"
#include "crypto/bytes.hpp"

namespace belfry::crypto {

namespace {

constexpr std::chrono::seconds step_length{30};

std::array<unsigned char, 20> hmac_sha1(
    std::span<const std::byte> key, std::span<const unsigned char> message
) {
    std::array<unsigned char, 20> out{};
    const auto* const made = HMAC(
        EVP_sha1(),
        key.data(),
        static_cast<int>(key.size()),
        message.data(),
        message.size(),
        out.data(),
        nullptr
    );
    check(made != nullptr, "HMAC-SHA-1");
    return out;
}

}  // namespace

std::string counter_code(std::span<const std::byte> secret, std::uint64_t counter, int digits) {
    check(!secret.empty() && digits >= 6 && digits <= 8, "a code of 6 to 8 digits of a secret");
    std::array<unsigned char, 8> message{};
    for (std::size_t i = 0; i < message.size(); ++i) {
        message[i] = static_cast<unsigned char>(counter >> (8 * (7 - i)));
    }
    const auto mac = hmac_sha1(secret, message);
    const std::size_t offset = mac.back() & 0x0FU;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = (value << 8U) | mac[offset + i];
    }
    std::uint32_t limit = 1;
    for (int i = 0; i < digits; ++i) {
        limit *= 10;
    }
    return fmt::format("{:0{}}", (value & 0x7FFF'FFFFU) % limit, digits);
}

std::uint64_t code_step(Instant when) {
    return static_cast<std::uint64_t>(when.time_since_epoch() / step_length);
}

std::optional<std::uint64_t> matching_step(
    std::span<const std::byte> secret,
    std::string_view code,
    Instant now,
    std::optional<std::uint64_t> last_used
) {
    std::optional<std::uint64_t> found;
    const auto current = code_step(now);
    for (auto step = current - 1; step <= current + 1; ++step) {
        const bool equal =
            equal_in_constant_time(bytes_of(counter_code(secret, step)), bytes_of(code));
        if (equal && (!last_used || step > *last_used)) {
            found = step;
        }
    }
    return found;
}

std::string authenticator_uri(
    std::span<const std::byte> secret, std::string_view issuer, std::string_view account
) {
    return fmt::format(
        "otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30",
        percent_encoded(issuer),
        percent_encoded(account),
        to_base32(secret)
    );
}

}  // namespace belfry::crypto
