#include "accounts/webauthn.hpp"

#include <algorithm>

#include "accounts/foreign_json.hpp"
#include "crypto/cbor.hpp"
#include "crypto/hash.hpp"
#include "json/json.hpp"

namespace belfry::accounts {

namespace {

using crypto::Bytes;
using BytesView = std::span<const std::byte>;

constexpr std::size_t most_bytes = 8192;          // of each part that a browser gives
constexpr std::size_t most_credential_id = 1023;  // 7.1, step 25

/// 6.1: what the bits of the authenticator data say.
enum Bit : unsigned {
    user_present = 1U,
    user_verified = 1U << 2U,
    backup_eligible = 1U << 3U,
    backup_state = 1U << 4U,
    attested = 1U << 6U,
    extensions = 1U << 7U,
};

/// 6.1.
struct AuthenticatorData {
    BytesView party_hash;
    unsigned bits = 0;
    std::uint32_t sign_count = 0;
    BytesView credential;  ///< Empty without attested credential data.
    BytesView public_key;

    [[nodiscard]] bool has(Bit bit) const { return (bits & bit) != 0; }
};

std::uint32_t big_endian(BytesView bytes) {
    std::uint32_t out = 0;
    for (const auto byte : bytes) {
        out = out << 8U | std::to_integer<std::uint32_t>(byte);
    }
    return out;
}

/// Takes so many bytes off the front; false when there are fewer.
bool take(BytesView& from, std::size_t count, BytesView& out) {
    if (from.size() < count) {
        return false;
    }
    out = from.first(count);
    from = from.subspan(count);
    return true;
}

/// 6.5.2: AAGUID, length, id, key.
bool take_credential(BytesView& rest, AuthenticatorData& data) {
    BytesView aaguid;
    BytesView length;
    if (!take(rest, 16, aaguid) || !take(rest, 2, length)) {
        return false;
    }
    if (!take(rest, big_endian(length), data.credential) || data.credential.empty() ||
        data.credential.size() > most_credential_id) {
        return false;
    }
    const auto before = rest;
    if (!crypto::cbor::take(rest)) {
        return false;
    }
    data.public_key = before.first(before.size() - rest.size());
    return true;
}

std::optional<AuthenticatorData> read_authenticator_data(BytesView bytes) {
    AuthenticatorData data;
    BytesView bits;
    BytesView count;
    if (!take(bytes, 32, data.party_hash) || !take(bytes, 1, bits) || !take(bytes, 4, count)) {
        return {};
    }
    data.bits = big_endian(bits);
    data.sign_count = big_endian(count);
    if (data.has(attested) && !take_credential(bytes, data)) {
        return {};
    }
    if (data.has(extensions)) {
        const auto given = crypto::cbor::take(bytes);
        if (!given || given->get<crypto::cbor::Map>() == nullptr) {
            return {};
        }
    }
    return bytes.empty() ? std::optional(data) : std::nullopt;
}

std::optional<Bytes> bytes_in(std::string_view base64url) {
    return base64url.size() > 2 * most_bytes ? std::nullopt : crypto::from_base64url(base64url);
}

/// 7.1, steps 7 to 12, and 7.2, steps 10 to 14. A page inside a page of another site is refused.
std::optional<Flaw> flaw_of_client(
    const Bytes& client_data, std::string_view type, std::string_view challenge, const Party& party
) {
    const auto object = object_in(client_data);
    if (!object) {
        return Flaw::encoding;
    }
    if (text_at(*object, "type") != type) {
        return Flaw::type;
    }
    if (challenge.empty() || text_at(*object, "challenge") != challenge) {
        return Flaw::challenge;
    }
    const auto* crossing = object->if_contains("crossOrigin");
    const bool framed = crossing != nullptr && !(crossing->is_bool() && !crossing->get_bool());
    if (framed || object->contains("topOrigin") || text_at(*object, "origin") != party.origin) {
        return Flaw::origin;
    }
    return {};
}

/// 7.1, steps 14 to 18, and 7.2, steps 15 to 19.
std::optional<Flaw> flaw_of_authenticator(const AuthenticatorData& data, const Party& party) {
    if (!std::ranges::equal(data.party_hash, crypto::sha256(party.id))) {
        return Flaw::party;
    }
    if (!data.has(user_present)) {
        return Flaw::presence;
    }
    if (data.has(backup_state) && !data.has(backup_eligible)) {
        return Flaw::backup_state;
    }
    return {};
}

Bytes signed_bytes(BytesView authenticator_data, const Bytes& client_data) {
    Bytes out(authenticator_data.begin(), authenticator_data.end());
    const auto hash = crypto::sha256(client_data);
    out.insert(out.end(), hash.begin(), hash.end());
    return out;
}

template <class T>
const T* part(const crypto::cbor::Map& map, std::string_view name) {
    const auto* found = crypto::cbor::find(map, name);
    return found != nullptr ? found->get<T>() : nullptr;
}

/// 8.7, and 8.2 without a certificate: signed with the passkey's own key.
bool is_attested(const crypto::cbor::Map& object, const crypto::PublicKey& key, BytesView message) {
    const auto* format = part<std::string>(object, "fmt");
    const auto* statement = part<crypto::cbor::Map>(object, "attStmt");
    if (format == nullptr || statement == nullptr) {
        return false;
    }
    if (*format == "none") {
        return statement->empty();
    }
    const auto* algorithm = part<std::int64_t>(*statement, "alg");
    const auto* signature = part<Bytes>(*statement, "sig");
    return *format == "packed" && statement->size() == 2 && algorithm != nullptr &&
           *algorithm == static_cast<std::int64_t>(key.algorithm) && signature != nullptr &&
           crypto::signature_holds(key, message, *signature);
}

}  // namespace

std::optional<std::string> challenge_in(std::string_view client_data) {
    const auto bytes = bytes_in(client_data);
    const auto object = bytes ? object_in(*bytes) : std::nullopt;
    return object ? text_at(*object, "challenge") : std::nullopt;
}

Believed<NewCredential> check_attestation(
    const Attestation& given, const Party& party, std::string_view challenge
) {
    const auto client_data = bytes_in(given.client_data);
    const auto object_bytes = bytes_in(given.attestation_object);
    if (!client_data || !object_bytes) {
        return std::unexpected(Flaw::encoding);
    }
    if (const auto flaw = flaw_of_client(*client_data, "webauthn.create", challenge, party)) {
        return std::unexpected(*flaw);
    }
    const auto value = crypto::cbor::read(*object_bytes);
    const auto* object = value ? value->get<crypto::cbor::Map>() : nullptr;
    const auto* data_bytes = object != nullptr ? part<Bytes>(*object, "authData") : nullptr;
    const auto data = data_bytes != nullptr ? read_authenticator_data(*data_bytes) : std::nullopt;
    if (!data || !data->has(attested)) {
        return std::unexpected(Flaw::encoding);
    }
    if (const auto flaw = flaw_of_authenticator(*data, party)) {
        return std::unexpected(*flaw);
    }
    const auto key = crypto::read_cose_key(data->public_key);
    if (!key) {
        return std::unexpected(Flaw::algorithm);
    }
    if (!is_attested(*object, *key, signed_bytes(*data_bytes, *client_data))) {
        return std::unexpected(Flaw::attestation);
    }
    return NewCredential{
        .id = Bytes(data->credential.begin(), data->credential.end()),
        .public_key = Bytes(data->public_key.begin(), data->public_key.end()),
        .sign_count = data->sign_count,
        .user_verified = data->has(user_verified),
        .can_be_backed_up = data->has(backup_eligible),
        .backed_up = data->has(backup_state),
    };
}

Believed<Use> check_assertion(
    const Assertion& given,
    const KnownCredential& known,
    const Party& party,
    std::string_view challenge,
    bool must_be_verified
) {
    const auto id = bytes_in(given.id);
    const auto client_data = bytes_in(given.client_data);
    const auto data_bytes = bytes_in(given.authenticator_data);
    const auto signature = bytes_in(given.signature);
    const auto data = data_bytes ? read_authenticator_data(*data_bytes) : std::nullopt;
    if (!id || !client_data || !signature || !data) {
        return std::unexpected(Flaw::encoding);
    }
    if (!std::ranges::equal(*id, known.id)) {
        return std::unexpected(Flaw::credential);
    }
    if (const auto flaw = flaw_of_client(*client_data, "webauthn.get", challenge, party)) {
        return std::unexpected(*flaw);
    }
    if (const auto flaw = flaw_of_authenticator(*data, party)) {
        return std::unexpected(*flaw);
    }
    if (must_be_verified && !data->has(user_verified)) {
        return std::unexpected(Flaw::verification);
    }
    if (data->has(backup_eligible) != known.can_be_backed_up) {
        return std::unexpected(Flaw::backup_state);
    }
    const auto key = crypto::read_cose_key(known.public_key);
    if (!key ||
        !crypto::signature_holds(*key, signed_bytes(*data_bytes, *client_data), *signature)) {
        return std::unexpected(Flaw::signature);
    }
    // 7.2, step 22: an authenticator that counts never counts back.
    if ((data->sign_count != 0 || known.sign_count != 0) && data->sign_count <= known.sign_count) {
        return std::unexpected(Flaw::counter);
    }
    return Use{data->sign_count, data->has(user_verified), data->has(backup_state)};
}

}  // namespace belfry::accounts
