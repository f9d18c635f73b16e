#include "accounts/challenge.hpp"

#include <array>

#include <fmt/format.h>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::accounts {

namespace {

constexpr std::size_t nonce_bytes = 16;
constexpr std::size_t end_bytes = 8;

/// What stands before the seal: random bytes and the end in milliseconds.
using Open = std::array<std::byte, nonce_bytes + end_bytes>;

crypto::Digest seal_of(
    const Services& services, std::string_view purpose, std::span<const std::byte> open
) {
    const auto key =
        crypto::hmac_sha256(services.key, crypto::bytes_of("belfry passkey challenge"));
    crypto::Bytes message(open.begin(), open.end());
    const auto name = crypto::bytes_of(purpose);
    message.insert(message.end(), name.begin(), name.end());
    return crypto::hmac_sha256(key, message);
}

}  // namespace

std::string new_challenge(const Services& services, std::string_view purpose) {
    Open open{};
    services.random.fill(std::span(open).first<nonce_bytes>());
    const auto end = services.clock.now() + challenge_life;
    auto left = static_cast<std::uint64_t>(end.time_since_epoch().count());
    for (std::size_t i = open.size(); i-- > nonce_bytes;) {
        open[i] = static_cast<std::byte>(left & 255U);
        left >>= 8U;
    }
    const auto seal = seal_of(services, purpose, open);
    crypto::Bytes all(open.begin(), open.end());
    all.insert(all.end(), seal.begin(), seal.end());
    return crypto::to_base64url(all);
}

std::optional<Instant> challenge_end(
    const Services& services, std::string_view challenge, std::string_view purpose, Instant now
) {
    const auto bytes = crypto::from_base64url(challenge);
    if (!bytes || bytes->size() != sizeof(Open) + sizeof(crypto::Digest)) {
        return {};
    }
    const auto open = std::span(*bytes).first<sizeof(Open)>();
    const auto seal = std::span(*bytes).subspan(sizeof(Open));
    if (!crypto::equal_in_constant_time(seal, seal_of(services, purpose, open))) {
        return {};
    }
    std::uint64_t milliseconds = 0;
    for (const auto byte : open.subspan<nonce_bytes>()) {
        milliseconds = milliseconds << 8U | std::to_integer<std::uint64_t>(byte);
    }
    const Instant end{std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds))};
    return now < end ? std::optional(end) : std::nullopt;
}

std::string user_handle(const Services& services, Id<Account> account) {
    const auto name = fmt::format("belfry user handle {}", account.value);
    return crypto::to_base64url(crypto::hmac_sha256(services.key, crypto::bytes_of(name)));
}

}  // namespace belfry::accounts
