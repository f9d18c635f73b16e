#include "crypto/secret.hpp"

#include <memory>

#include <openssl/evp.h>

#include "base/check.hpp"

namespace belfry::crypto {

namespace {

constexpr std::byte version{1};
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr std::size_t overhead = 1 + nonce_size + tag_size;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* raw(const std::byte* bytes) {
    return reinterpret_cast<const unsigned char*>(bytes);
}

unsigned char* raw(std::byte* bytes) {
    return reinterpret_cast<unsigned char*>(bytes);
}

/// AES-256-GCM in one direction with key, nonce and the bytes that are authenticated only.
Context cipher(
    bool encrypt, const SealingKey& key, std::span<const std::byte> nonce, std::string_view context
) {
    Context made(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int size = 0;
    const auto* const about = raw(bytes_of(context).data());
    check(
        EVP_CipherInit_ex(
            made.get(),
            EVP_aes_256_gcm(),
            nullptr,
            raw(key.data()),
            raw(nonce.data()),
            encrypt ? 1 : 0
        ) == 1 &&
            EVP_CipherUpdate(made.get(), nullptr, &size, about, static_cast<int>(context.size())) ==
                1,
        "AES-256-GCM"
    );
    return made;
}

void update(const Context& context, std::span<const std::byte> in, std::byte* out) {
    if (in.empty()) {
        return;
    }
    int size = 0;
    check(
        EVP_CipherUpdate(
            context.get(), raw(out), &size, raw(in.data()), static_cast<int>(in.size())
        ) == 1,
        "AES-256-GCM"
    );
}

}  // namespace

std::string random_token(Random& random) {
    std::array<std::byte, 32> bytes{};
    random.fill(bytes);
    return to_base64url(bytes);
}

Bytes seal(
    const SealingKey& key,
    std::string_view context,
    std::span<const std::byte> secret,
    Random& random
) {
    Bytes out(overhead + secret.size());
    out[0] = version;
    const auto nonce = std::span(out).subspan(1, nonce_size);
    random.fill(nonce);
    const auto encrypting = cipher(true, key, nonce, context);
    auto* const text = out.data() + 1 + nonce_size;
    update(encrypting, secret, text);
    int size = 0;
    check(
        EVP_CipherFinal_ex(encrypting.get(), raw(text + secret.size()), &size) == 1 &&
            EVP_CIPHER_CTX_ctrl(
                encrypting.get(), EVP_CTRL_GCM_GET_TAG, tag_size, text + secret.size()
            ) == 1,
        "AES-256-GCM"
    );
    return out;
}

std::optional<Bytes> unseal(
    const SealingKey& key, std::string_view context, std::span<const std::byte> sealed
) {
    if (sealed.size() < overhead || sealed[0] != version) {
        return std::nullopt;
    }
    const auto decrypting = cipher(false, key, sealed.subspan(1, nonce_size), context);
    const auto text = sealed.subspan(1 + nonce_size, sealed.size() - overhead);
    const auto end = sealed.last(tag_size);
    Bytes tag(end.begin(), end.end());
    // One byte more than the text, so that there is a place to point at when it is empty.
    Bytes out(text.size() + 1);
    update(decrypting, text, out.data());
    check(
        EVP_CIPHER_CTX_ctrl(decrypting.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1,
        "AES-256-GCM"
    );
    int size = 0;
    if (EVP_CipherFinal_ex(decrypting.get(), raw(out.data() + text.size()), &size) != 1) {
        return std::nullopt;
    }
    out.resize(text.size());
    return out;
}

}  // namespace belfry::crypto
