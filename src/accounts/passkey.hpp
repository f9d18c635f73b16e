#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "accounts/account.hpp"
#include "accounts/webauthn.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"

namespace belfry::accounts {

inline constexpr std::size_t most_passkeys = 10;  ///< Of one account.

/// A key in somebody's phone, computer or security key with which they sign in.
struct Passkey {
    Id<Passkey> id;
    std::string name;        ///< What its owner calls it.
    bool backed_up = false;  ///< Its maker keeps it for the owner's other devices too.
    Instant created_at;
    std::optional<Instant> last_used_at;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(Passkey, (), (id, name, backed_up, created_at, last_used_at, revision))

/// What a browser needs to make a passkey.
struct PasskeyOffer {
    std::string challenge;
    std::string party;        ///< The host it will be good for.
    std::string user_handle;  ///< Names the account to the authenticator, and says nothing of it.
    std::string email;
    std::string display_name;
    std::vector<std::string> known;  ///< Ids of those that exist: not twice on one device.
};
BOOST_DESCRIBE_STRUCT(PasskeyOffer, (), (challenge, party, user_handle, email, display_name, known))

/// What a browser needs to use a passkey, whoever's it is.
struct PasskeyChallenge {
    std::string challenge;
    std::string party;
};
BOOST_DESCRIBE_STRUCT(PasskeyChallenge, (), (challenge, party))

struct NewPasskey {
    std::string name;
    Attestation credential;
};
BOOST_DESCRIBE_STRUCT(NewPasskey, (), (name, credential))

struct PasskeyMade {
    Passkey passkey;
    std::vector<std::string> recovery_codes;  ///< With the first second factor; shown once.
};
BOOST_DESCRIBE_STRUCT(PasskeyMade, (), (passkey, recovery_codes))

struct PasskeyName {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PasskeyName, (), (name))

/// One of the three shows that it is still the person who signed in.
struct Proof {
    std::optional<std::string> password;
    std::optional<std::string> code;  ///< Of the authenticator app.
    std::optional<Assertion> passkey;
};
BOOST_DESCRIBE_STRUCT(Proof, (), (password, code, passkey))

}  // namespace belfry::accounts
