#include "crypto/signature.hpp"

#include <algorithm>

#include <sodium.h>

#include "base/check.hpp"
#include "crypto/bytes.hpp"

namespace belfry::crypto {

namespace {

using Public = std::array<unsigned char, crypto_sign_PUBLICKEYBYTES>;
using Secret = std::array<unsigned char, crypto_sign_SECRETKEYBYTES>;

const unsigned char* raw(const std::byte* bytes) {
    return reinterpret_cast<const unsigned char*>(bytes);
}

std::pair<Public, Secret> pair_of(const SigningKey& key) {
    std::pair<Public, Secret> out;
    check(
        crypto_sign_seed_keypair(out.first.data(), out.second.data(), raw(key.seed.data())) == 0,
        "a seed gives a key"
    );
    return out;
}

}  // namespace

std::string SigningKey::public_key() const {
    const auto pair = pair_of(*this);
    return to_hex(std::as_bytes(std::span(pair.first)));
}

std::string SigningKey::sign(std::string_view text) const {
    auto pair = pair_of(*this);
    std::array<unsigned char, crypto_sign_BYTES> out{};
    crypto_sign_detached(
        out.data(), nullptr, raw(bytes_of(text).data()), text.size(), pair.second.data()
    );
    sodium_memzero(pair.second.data(), pair.second.size());
    return to_hex(std::as_bytes(std::span(out)));
}

SigningKey new_signing_key(Random& random) {
    SigningKey key;
    random.fill(key.seed);
    return key;
}

std::optional<SigningKey> signing_key(std::string_view hex) {
    const auto bytes = from_hex(hex);
    if (!bytes || bytes->size() != std::tuple_size_v<decltype(SigningKey::seed)>) {
        return {};
    }
    SigningKey key;
    std::ranges::copy(*bytes, key.seed.begin());
    return key;
}

bool signature_holds(
    std::string_view public_key, std::string_view text, std::string_view signature
) {
    const auto key = from_hex(public_key);
    const auto bytes = from_hex(signature);
    return key && bytes && key->size() == crypto_sign_PUBLICKEYBYTES &&
           bytes->size() == crypto_sign_BYTES && public_key == to_hex(*key) &&
           signature == to_hex(*bytes) &&
           crypto_sign_verify_detached(
               raw(bytes->data()), raw(bytes_of(text).data()), text.size(), raw(key->data())
           ) == 0;
}

}  // namespace belfry::crypto
