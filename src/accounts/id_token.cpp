#include "accounts/id_token.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "accounts/foreign_json.hpp"
#include "crypto/bytes.hpp"

namespace belfry::accounts {

namespace {

using crypto::Bytes;
using crypto::KeyAlgorithm;

constexpr std::size_t most_token = std::size_t{32} * 1024;
constexpr std::size_t most_subject = 255;  // Core, 2
constexpr std::size_t most_keys = 64;

/// Seconds since 1970, whole or not.
std::optional<Instant> moment_at(const json::Object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    if (found == nullptr || !found->is_number()) {
        return {};
    }
    const auto seconds = found->to_number<double>();
    // Not `>`: a number too large for a double is no moment either.
    if (!(std::abs(seconds) <= 1e11)) {
        return {};
    }
    return Instant(std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000)));
}

std::optional<json::Object> object_in_part(std::string_view base64url) {
    const auto bytes = crypto::from_base64url(base64url);
    return bytes ? object_in(*bytes) : std::nullopt;
}

std::optional<KeyAlgorithm> algorithm_named(std::string_view name) {
    if (name == "RS256") {
        return KeyAlgorithm::rs256;
    }
    if (name == "ES256") {
        return KeyAlgorithm::es256;
    }
    return name == "EdDSA" ? std::optional(KeyAlgorithm::eddsa) : std::nullopt;
}

Bytes part(const json::Object& key, std::string_view name) {
    const auto text = text_at(key, name);
    return (text ? crypto::from_base64url(*text) : std::nullopt).value_or(Bytes());
}

/// RFC 7517, 4, and RFC 7518, 6. Empty for a key that is for something else.
std::optional<NamedKey> read_key(const json::Object& key) {
    const auto kind = text_at(key, "kty").value_or("");
    const auto curve = text_at(key, "crv").value_or("");
    NamedKey out{text_at(key, "kid").value_or(""), {}};
    std::string algorithm;
    if (kind == "RSA") {
        algorithm = "RS256";
        out.key = {KeyAlgorithm::rs256, part(key, "n"), part(key, "e")};
    } else if (kind == "EC" && curve == "P-256") {
        algorithm = "ES256";
        out.key = {KeyAlgorithm::es256, part(key, "x"), part(key, "y")};
    } else if (kind == "OKP" && curve == "Ed25519") {
        algorithm = "EdDSA";
        out.key = {KeyAlgorithm::eddsa, part(key, "x"), {}};
    } else {
        return {};
    }
    const bool for_this = text_at(key, "use").value_or("sig") == "sig" &&
                          text_at(key, "alg").value_or(algorithm) == algorithm;
    return for_this && crypto::is_plausible(out.key) ? std::optional(out) : std::nullopt;
}

/// A token in its three parts (RFC 7515, 7.1).
struct Parts {
    std::string_view header;
    std::string_view claims;
    std::string_view signature;
    std::string_view signed_text;
};

std::optional<Parts> parts_of(std::string_view token) {
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (token.size() > most_token || second == std::string_view::npos ||
        token.find('.', second + 1) != std::string_view::npos) {
        return {};
    }
    return Parts{
        token.substr(0, first),
        token.substr(first + 1, second - first - 1),
        token.substr(second + 1),
        token.substr(0, second)
    };
}

/// The one key that fits name and algorithm. Without a name there has to be only one.
const crypto::PublicKey* find_key(
    const std::vector<NamedKey>& keys, const std::optional<std::string>& name, KeyAlgorithm kind
) {
    const crypto::PublicKey* found = nullptr;
    for (const auto& each : keys) {
        if (each.key.algorithm == kind && (!name || each.id == *name)) {
            if (found != nullptr) {
                return nullptr;
            }
            found = &each.key;
        }
    }
    return found;
}

bool is_signed(const Parts& parts, const crypto::PublicKey& key) {
    auto signature = crypto::from_base64url(parts.signature);
    if (signature && key.algorithm == KeyAlgorithm::es256) {
        signature = crypto::der_of_raw_signature(*signature);
    }
    return signature &&
           crypto::signature_holds(key, crypto::bytes_of(parts.signed_text), *signature);
}

/// Core, 3.1.3.7, 3 to 5: for this client, and where it is for several, to it.
bool is_for(const json::Object& claims, const std::string& client) {
    const auto* audience = claims.if_contains("aud");
    if (audience == nullptr) {
        return false;
    }
    const bool presented = !claims.contains("azp") || text_at(claims, "azp") == client;
    if (audience->is_string()) {
        return std::string_view(audience->get_string()) == client && presented;
    }
    if (!audience->is_array()) {
        return false;
    }
    const auto& all = audience->get_array();
    const bool named = std::ranges::any_of(all, [&](const json::Value& each) {
        return each.is_string() && std::string_view(each.get_string()) == client;
    });
    return named && presented && (all.size() == 1 || claims.contains("azp"));
}

std::optional<TokenFlaw> flaw_of_claims(const json::Object& claims, const ExpectedToken& expected) {
    if (text_at(claims, "iss") != expected.issuer) {
        return TokenFlaw::issuer;
    }
    if (!is_for(claims, expected.client)) {
        return TokenFlaw::audience;
    }
    const auto end = moment_at(claims, "exp");
    const auto made = moment_at(claims, "iat");
    if (!end || !made) {
        return TokenFlaw::form;
    }
    if (expected.now >= *end + clock_skew || expected.now > *made + oldest_token + clock_skew) {
        return TokenFlaw::expired;
    }
    const auto begins = claims.contains("nbf") ? moment_at(claims, "nbf") : made;
    if (!begins || *made > expected.now + clock_skew || *begins > expected.now + clock_skew) {
        return TokenFlaw::too_early;
    }
    if (expected.nonce.empty() || text_at(claims, "nonce") != expected.nonce) {
        return TokenFlaw::nonce;
    }
    const auto subject = text_at(claims, "sub").value_or("");
    return subject.empty() || subject.size() > most_subject ? std::optional(TokenFlaw::subject)
                                                            : std::nullopt;
}

}  // namespace

std::optional<std::vector<NamedKey>> read_key_set(const json::Value& set) {
    const auto* object = set.if_object();
    const auto* keys = object != nullptr ? object->if_contains("keys") : nullptr;
    if (keys == nullptr || !keys->is_array() || keys->get_array().size() > most_keys) {
        return {};
    }
    std::vector<NamedKey> out;
    for (const auto& each : keys->get_array()) {
        if (const auto key = each.is_object() ? read_key(each.get_object()) : std::nullopt) {
            out.push_back(*key);
        }
    }
    return out;
}

std::optional<std::string> key_named_in(std::string_view token) {
    const auto parts = parts_of(token);
    const auto header = parts ? object_in_part(parts->header) : std::nullopt;
    return header ? text_at(*header, "kid") : std::nullopt;
}

std::expected<Claims, TokenFlaw> check_id_token(
    std::string_view token, const std::vector<NamedKey>& keys, const ExpectedToken& expected
) {
    const auto parts = parts_of(token);
    const auto header = parts ? object_in_part(parts->header) : std::nullopt;
    const auto claims = parts ? object_in_part(parts->claims) : std::nullopt;
    if (!header || !claims || header->contains("crit")) {
        return std::unexpected(TokenFlaw::form);
    }
    const auto algorithm = algorithm_named(text_at(*header, "alg").value_or(""));
    if (!algorithm) {
        return std::unexpected(TokenFlaw::algorithm);
    }
    const auto* key = find_key(keys, text_at(*header, "kid"), *algorithm);
    if (key == nullptr) {
        return std::unexpected(TokenFlaw::key);
    }
    if (!is_signed(*parts, *key)) {
        return std::unexpected(TokenFlaw::signature);
    }
    if (const auto flaw = flaw_of_claims(*claims, expected)) {
        return std::unexpected(*flaw);
    }
    const auto* verified = claims->if_contains("email_verified");
    return Claims{
        text_at(*claims, "sub").value_or(""),
        text_at(*claims, "email").value_or(""),
        verified != nullptr && verified->is_bool() && verified->get_bool(),
        moment_at(*claims, "auth_time")
    };
}

}  // namespace belfry::accounts
