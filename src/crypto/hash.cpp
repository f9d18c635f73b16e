#include "crypto/hash.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.hpp"
#include "crypto/bytes.hpp"

namespace belfry::crypto {

namespace {

/// Fetched once: `EVP_sha256` has OpenSSL 3 look for its algorithm at every start of a hash. Lasts
/// as long as the program.
const EVP_MD* sha256_algorithm() {
    static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
    return found;
}

}  // namespace

struct Sha256::Inside {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{
        EVP_MD_CTX_new(), &EVP_MD_CTX_free
    };
    bool finished = false;
};

Sha256::Sha256() : inside_(std::make_unique<Inside>()) {
    check(
        EVP_DigestInit_ex2(inside_->context.get(), sha256_algorithm(), nullptr) == 1, "no SHA-256"
    );
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

Sha256& Sha256::add(std::span<const std::byte> bytes) {
    check(!inside_->finished, "a finished hash takes no more bytes");
    check(EVP_DigestUpdate(inside_->context.get(), bytes.data(), bytes.size()) == 1, "SHA-256");
    return *this;
}

Sha256& Sha256::add(std::string_view text) {
    return add(bytes_of(text));
}

Digest Sha256::finish() {
    check(!inside_->finished, "a hash is finished once");
    inside_->finished = true;
    Digest out{};
    check(
        EVP_DigestFinal_ex(
            inside_->context.get(), reinterpret_cast<unsigned char*>(out.data()), nullptr
        ) == 1,
        "SHA-256"
    );
    return out;
}

Digest Sha256::so_far() const {
    check(!inside_->finished, "a hash is finished once");
    Sha256 copy;
    check(EVP_MD_CTX_copy_ex(copy.inside_->context.get(), inside_->context.get()) == 1, "SHA-256");
    return copy.finish();
}

void Sha256::restart() {
    inside_->finished = false;
    check(EVP_DigestInit_ex2(inside_->context.get(), nullptr, nullptr) == 1, "SHA-256");
}

Digest sha256(std::span<const std::byte> bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

Digest sha256(std::string_view text) {
    return sha256(bytes_of(text));
}

Digest hmac_sha256(std::span<const std::byte> key, std::span<const std::byte> message) {
    Digest out{};
    // HMAC() takes a null key as "keep the last one": an empty key must not be null.
    const std::byte none{};
    const auto* const key_data = key.empty() ? &none : key.data();
    const auto* const made = HMAC(
        sha256_algorithm(),
        key_data,
        static_cast<int>(key.size()),
        reinterpret_cast<const unsigned char*>(message.data()),
        message.size(),
        reinterpret_cast<unsigned char*>(out.data()),
        nullptr
    );
    check(made != nullptr, "HMAC-SHA-256");
    return out;
}

}  // namespace belfry::crypto
