#include "crypto/password.hpp"

#include <array>
#include <new>

#include <fmt/format.h>
#include <sodium.h>

#include "base/check.hpp"

namespace belfry::crypto {

namespace {

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    check(started, "libsodium does not start");
}

}  // namespace

std::string hash_password(std::string_view password) {
    start_sodium();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    const int made = crypto_pwhash_str_alg(
        out.data(),
        password.data(),
        password.size(),
        password_passes,
        password_memory,
        crypto_pwhash_ALG_ARGON2ID13
    );
    if (made != 0) {
        throw std::bad_alloc();
    }
    return out.data();
}

bool password_matches(const std::string& encoded, std::string_view password) {
    start_sodium();
    return encoded.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(encoded.c_str(), password.data(), password.size()) == 0;
}

std::string password_of_nobody() {
    // Salt and hash of zeros: making a hash would take 50 ms at each start.
    return fmt::format(
        "$argon2id$v=19$m={},t={},p=1${:A<22}${:A<43}",
        password_memory / 1024,
        password_passes,
        "",
        ""
    );
}

bool needs_rehash(const std::string& encoded) {
    start_sodium();
    return encoded.size() >= crypto_pwhash_STRBYTES ||
           crypto_pwhash_str_needs_rehash(encoded.c_str(), password_passes, password_memory) != 0;
}

}  // namespace belfry::crypto
