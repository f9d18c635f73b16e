#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include "accounts/webauthn.hpp"
#include "base/check.hpp"
#include "crypto/hash.hpp"

namespace belfry::accounts {

/// For tests: a phone with one passkey, and the browser around it. What it says can be bent.
class TestAuthenticator {
public:
    static constexpr unsigned present = 1;
    static constexpr unsigned verified = 4;
    static constexpr unsigned can_be_backed_up = 8;
    static constexpr unsigned backed_up = 16;

    unsigned bits = present | verified;
    std::uint32_t count = 0;
    std::string credential = "credential of a phone 1";
    std::string user_handle;
    std::optional<std::string> type;       ///< In the place of the right one.
    std::optional<std::string> signed_by;  ///< In the place of what has to be signed.
    std::string more_client_data;          ///< `,"crossOrigin":true`
    bool self_attested = false;
    std::function<void(std::string&)> bend_data;  ///< Changes the authenticator data, then signs.
    std::optional<std::string> attestation;       ///< CBOR in the place of `fmt` and `attStmt`.
    unsigned attestation_members = 2;             ///< How many members that is.

    TestAuthenticator() : key_(EVP_EC_gen("P-256")) { check(key_ != nullptr, "no key was made"); }

    Attestation make(const Party& party, std::string_view challenge) {
        const auto client = client_data(type.value_or("webauthn.create"), party, challenge);
        auto data = authenticator_data(party, bits | 64U) + std::string(16, '\1') +
                    big_endian(credential.size(), 2) + credential + cose_key();
        if (bend_data) {
            bend_data(data);
        }
        auto statement = text("fmt") + text(self_attested ? "packed" : "none") + text("attStmt");
        if (self_attested) {
            statement += "\xa2" + text("alg") + "\x26" + text("sig") + bytes(sign(data, client));
        } else {
            statement += "\xa0";
        }
        const auto members = static_cast<char>(0xA1 + attestation_members);
        return {
            base64(client),
            base64(members + attestation.value_or(statement) + text("authData") + bytes(data))
        };
    }

    Assertion use(const Party& party, std::string_view challenge) {
        const auto client = client_data(type.value_or("webauthn.get"), party, challenge);
        auto data = authenticator_data(party, bits);
        if (bend_data) {
            bend_data(data);
        }
        return {
            base64(credential),
            base64(client),
            base64(data),
            base64(sign(data, client)),
            user_handle.empty() ? std::nullopt : std::optional(user_handle)
        };
    }

    [[nodiscard]] std::string cose_key() const {
        std::array<unsigned char, 65> point{};
        std::size_t size = 0;
        check(
            EVP_PKEY_get_octet_string_param(
                key_.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(), &size
            ) == 1 &&
                size == point.size(),
            "a key has a point"
        );
        const std::string both(reinterpret_cast<const char*>(point.data()), point.size());
        return "\xa5\x01\x02\x03\x26\x20\x01\x21" + bytes(both.substr(1, 32)) + "\x22" +
               bytes(both.substr(33));
    }

    static std::string base64(std::string_view raw) {
        return crypto::to_base64url(crypto::bytes_of(raw));
    }

    static std::string big_endian(std::size_t number, int size) {
        std::string out;
        for (int i = size - 1; i >= 0; --i) {
            out += static_cast<char>(number >> (8 * i) & 255U);
        }
        return out;
    }

    /// CBOR, of up to 23 characters.
    static std::string text(std::string_view text) {
        return static_cast<char>(0x60 + text.size()) + std::string(text);
    }

    static std::string bytes(std::string_view bytes) {
        return bytes.size() < 256 ? "\x58" + big_endian(bytes.size(), 1) + std::string(bytes)
                                  : "\x59" + big_endian(bytes.size(), 2) + std::string(bytes);
    }

private:
    struct FreeKey {
        void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    };

    struct FreeContext {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };

    static std::string digest(std::string_view text) {
        const auto digest = crypto::sha256(text);
        return {reinterpret_cast<const char*>(digest.data()), digest.size()};
    }

    [[nodiscard]] std::string client_data(
        std::string_view kind, const Party& party, std::string_view challenge
    ) const {
        return fmt::format(
            R"({{"type":"{}","challenge":"{}","origin":"{}"{}}})",
            kind,
            challenge,
            party.origin,
            more_client_data
        );
    }

    [[nodiscard]] std::string authenticator_data(const Party& party, unsigned said) const {
        return digest(party.id) + static_cast<char>(said) + big_endian(count, 4);
    }

    [[nodiscard]] std::string sign(const std::string& data, const std::string& client) const {
        const auto message = signed_by.value_or(data + digest(client));
        const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
        std::array<unsigned char, 80> signature{};
        std::size_t size = signature.size();
        check(
            EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
                EVP_DigestSign(
                    context.get(),
                    signature.data(),
                    &size,
                    reinterpret_cast<const unsigned char*>(message.data()),
                    message.size()
                ) == 1,
            "nothing is signed"
        );
        return {reinterpret_cast<const char*>(signature.data()), size};
    }

    std::unique_ptr<EVP_PKEY, FreeKey> key_;
};

}  // namespace belfry::accounts
