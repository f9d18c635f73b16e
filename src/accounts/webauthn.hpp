#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "crypto/bytes.hpp"
#include "crypto/public_key.hpp"

/// Passkeys as W3C Web Authentication Level 3 has them verified: 7.1 for a new one, 7.2 for its
/// use. Pure: no clock, no database; who made the challenge is the caller's business.
namespace belfry::accounts {

/// Where browsers see Belfry: `vote.city.example` and `https://vote.city.example`.
struct Party {
    std::string id;
    std::string origin;
};

/// What a browser gives for a new passkey; base64url.
struct Attestation {
    std::string client_data;
    std::string attestation_object;
};
BOOST_DESCRIBE_STRUCT(Attestation, (), (client_data, attestation_object))

/// What a browser gives when a passkey is used; base64url.
struct Assertion {
    std::string id;
    std::string client_data;
    std::string authenticator_data;
    std::string signature;
    std::optional<std::string> user_handle;  ///< Who the passkey says it belongs to.
};
BOOST_DESCRIBE_STRUCT(Assertion, (), (id, client_data, authenticator_data, signature, user_handle))

/// Why a passkey was not believed.
enum class Flaw {
    encoding,      ///< Something is no base64url, JSON or CBOR of the form it has to have.
    type,          ///< It was made for something else.
    challenge,     ///< It answers no challenge of ours, one too old or one answered already.
    origin,        ///< It was made on another page.
    party,         ///< It is for another site.
    presence,      ///< Nobody touched the authenticator.
    verification,  ///< The authenticator did not make sure who it was.
    backup_state,  ///< Backed up although it cannot be, or no longer what it was.
    algorithm,     ///< A key of a kind that was not asked for.
    attestation,   ///< A kind of attestation that was not asked for, or a false one.
    credential,    ///< There is no such passkey, or it is another's.
    user,          ///< It says that it belongs to somebody else.
    signature,     ///< It was not signed with the passkey's key.
    counter,       ///< It was used less often than before: there are two of it.
};

template <class T>
using Believed = std::expected<T, Flaw>;

/// A passkey as it was made.
struct NewCredential {
    crypto::Bytes id;
    crypto::Bytes public_key;  ///< COSE_Key.
    std::uint32_t sign_count = 0;
    bool user_verified = false;
    bool can_be_backed_up = false;
    bool backed_up = false;
};

/// What Belfry knows of the passkey that is used.
struct KnownCredential {
    std::span<const std::byte> id;
    std::span<const std::byte> public_key;
    std::uint32_t sign_count = 0;
    bool can_be_backed_up = false;
};

/// A use that is believed.
struct Use {
    std::uint32_t sign_count = 0;
    bool user_verified = false;
    bool backed_up = false;
};

/// The challenge that it answers, read from the client data; empty when there is none to be read.
[[nodiscard]] std::optional<std::string> challenge_in(std::string_view client_data);

/// A new passkey that answers `challenge` (base64url). Takes the attestation `none`, and `packed`
/// without a certificate, whose signature it checks.
[[nodiscard]] Believed<NewCredential> check_attestation(
    const Attestation& given, const Party& party, std::string_view challenge
);

/// The use of a known passkey in answer to `challenge`. Where nothing else proves who it is,
/// `must_be_verified`: the authenticator has asked for a finger, a face or a PIN.
[[nodiscard]] Believed<Use> check_assertion(
    const Assertion& given,
    const KnownCredential& known,
    const Party& party,
    std::string_view challenge,
    bool must_be_verified
);

}  // namespace belfry::accounts
