#include "crypto/public_key.hpp"

#include <memory>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "base/check.hpp"
#include "crypto/cbor.hpp"

namespace belfry::crypto {

namespace {

constexpr std::size_t coordinate = 32;

template <auto Free>
struct Freeing {
    template <class T>
    void operator()(T* thing) const {
        Free(thing);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Freeing<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freeing<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freeing<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freeing<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX_free>>;

const unsigned char* raw(std::span<const std::byte> bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Number number_of(std::span<const std::byte> bytes) {
    return Number(BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr));
}

/// Empty when the numbers make no key, such as a point beside its curve.
Key from_parameters(const char* kind, const Builder& builder) {
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    check(
        parameters != nullptr && context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1,
        "OpenSSL knows this kind of key"
    );
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
        return {};
    }
    return Key(key);
}

Key curve_key(const PublicKey& key) {
    Bytes point{std::byte{4}};  // uncompressed
    point.insert(point.end(), key.first.begin(), key.first.end());
    point.insert(point.end(), key.second.begin(), key.second.end());
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(
        builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()
    );
    return from_parameters("EC", builder);
}

Key rsa_key(const PublicKey& key) {
    const auto modulus = number_of(key.first);
    const auto exponent = number_of(key.second);
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    return from_parameters("RSA", builder);
}

Key openssl_key(const PublicKey& key) {
    if (key.algorithm == KeyAlgorithm::es256) {
        return curve_key(key);
    }
    if (key.algorithm == KeyAlgorithm::rs256) {
        return rsa_key(key);
    }
    return Key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(key.first), key.first.size())
    );
}

bool plausible_rsa(const PublicKey& key) {
    const auto size = BN_num_bits(number_of(key.first).get());
    const auto exponent = number_of(key.second);
    return size >= 2048 && size <= 8192 && key.second.size() <= 4 &&
           BN_is_odd(exponent.get()) == 1 && BN_is_one(exponent.get()) == 0;
}

/// A part of a COSE key that is bytes; empty bytes when it is missing.
Bytes part(const cbor::Map& map, std::int64_t label) {
    const auto* found = cbor::find(map, label);
    const auto* bytes = found != nullptr ? found->get<Bytes>() : nullptr;
    return bytes != nullptr ? *bytes : Bytes();
}

std::optional<std::int64_t> number(const cbor::Map& map, std::int64_t label) {
    const auto* found = cbor::find(map, label);
    const auto* value = found != nullptr ? found->get<std::int64_t>() : nullptr;
    return value != nullptr ? std::optional(*value) : std::nullopt;
}

}  // namespace

bool is_plausible(const PublicKey& key) {
    if (key.algorithm == KeyAlgorithm::rs256) {
        return plausible_rsa(key);
    }
    const auto second = key.algorithm == KeyAlgorithm::es256 ? coordinate : 0;
    return key.first.size() == coordinate && key.second.size() == second;
}

std::optional<PublicKey> read_cose_key(std::span<const std::byte> bytes) {
    const auto value = cbor::read(bytes);
    const auto* map = value ? value->get<cbor::Map>() : nullptr;
    if (map == nullptr) {
        return {};
    }
    // RFC 9052, 7: 1 is the kind of key, 3 its algorithm; RFC 9053, 7: -1 the curve or modulus.
    constexpr std::int64_t octet_pair = 1;
    constexpr std::int64_t curve_point = 2;
    constexpr std::int64_t rsa = 3;
    constexpr std::int64_t p256 = 1;
    constexpr std::int64_t ed25519 = 6;
    const auto kind = number(*map, 1);
    const auto algorithm = number(*map, 3);
    PublicKey key;
    if (algorithm == static_cast<std::int64_t>(KeyAlgorithm::es256) && kind == curve_point &&
        number(*map, -1) == p256) {
        key = {KeyAlgorithm::es256, part(*map, -2), part(*map, -3)};
    } else if (algorithm == static_cast<std::int64_t>(KeyAlgorithm::eddsa) && kind == octet_pair &&
               number(*map, -1) == ed25519) {
        key = {KeyAlgorithm::eddsa, part(*map, -2), {}};
    } else if (algorithm == static_cast<std::int64_t>(KeyAlgorithm::rs256) && kind == rsa) {
        key = {KeyAlgorithm::rs256, part(*map, -1), part(*map, -2)};
    } else {
        return {};
    }
    return is_plausible(key) ? std::optional(std::move(key)) : std::nullopt;
}

bool signature_holds(
    const PublicKey& key, std::span<const std::byte> message, std::span<const std::byte> signature
) {
    const auto with = is_plausible(key) ? openssl_key(key) : Key();
    if (with == nullptr) {
        return false;
    }
    const DigestContext context(EVP_MD_CTX_new());
    const auto* digest = key.algorithm == KeyAlgorithm::eddsa ? nullptr : EVP_sha256();
    check(
        context != nullptr &&
            EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, with.get()) == 1,
        "OpenSSL checks signatures of this kind of key"
    );
    return EVP_DigestVerify(
               context.get(), raw(signature), signature.size(), raw(message), message.size()
           ) == 1;
}

std::optional<Bytes> der_of_raw_signature(std::span<const std::byte> both) {
    if (both.size() != 2 * coordinate) {
        return {};
    }
    const std::unique_ptr<ECDSA_SIG, Freeing<ECDSA_SIG_free>> signature(ECDSA_SIG_new());
    auto r = number_of(both.first(coordinate));
    auto s = number_of(both.last(coordinate));
    check(
        signature != nullptr && ECDSA_SIG_set0(signature.get(), r.get(), s.get()) == 1,
        "OpenSSL takes two numbers"
    );
    std::ignore = r.release();  // the signature owns them now
    std::ignore = s.release();
    const auto size = i2d_ECDSA_SIG(signature.get(), nullptr);
    check(size > 0, "a signature has a DER form");
    Bytes out(static_cast<std::size_t>(size));
    auto* place = reinterpret_cast<unsigned char*>(out.data());
    i2d_ECDSA_SIG(signature.get(), &place);
    return out;
}

}  // namespace belfry::crypto
