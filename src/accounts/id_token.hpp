#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "crypto/public_key.hpp"
#include "json/json.hpp"

/// What an identity provider says of somebody, as OpenID Connect Core 1.0 has it verified (3.1.3.7)
/// and RFC 8725 advises. Pure: no network, no clock.
namespace belfry::accounts {

/// A key of the provider, with the name it goes by.
struct NamedKey {
    std::string id;  ///< `kid`; may be empty.
    crypto::PublicKey key;
};

/// The keys for signatures in a JSON Web Key Set (RFC 7517); others are left out. Empty when it is
/// none.
[[nodiscard]] std::optional<std::vector<NamedKey>> read_key_set(const json::Value& set);

/// Why a token was not believed.
enum class TokenFlaw {
    form,       ///< It is no signed JSON Web Token.
    algorithm,  ///< `none`, a shared secret, or another that is not taken.
    key,        ///< The provider has no such key, or only one for another algorithm.
    signature,  ///< It was not signed with that key.
    issuer,     ///< It is another provider's.
    audience,   ///< It was made for another program.
    expired,    ///< Its time is over.
    too_early,  ///< It says that it was made later than now.
    nonce,      ///< It answers another request.
    subject,    ///< It does not say of whom it is.
};

struct ExpectedToken {
    std::string issuer;
    std::string client;
    std::string nonce;
    Instant now;
};

/// What is taken from it.
struct Claims {
    std::string subject;
    std::string email;
    bool email_verified = false;
    std::optional<Instant> authenticated_at = {};  ///< When they showed the provider who they are.
};

/// How far the provider's clock may be off.
inline constexpr std::chrono::seconds clock_skew{60};

/// How old a token may be: it is fetched right after it was made.
inline constexpr std::chrono::minutes oldest_token{10};

/// The name of the key that signed it, where the token says one; empty when it cannot be read.
[[nodiscard]] std::optional<std::string> key_named_in(std::string_view token);

[[nodiscard]] std::expected<Claims, TokenFlaw> check_id_token(
    std::string_view token, const std::vector<NamedKey>& keys, const ExpectedToken& expected
);

}  // namespace belfry::accounts
