#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "accounts/passwords.hpp"
#include "accounts/provider_cache.hpp"
#include "accounts/webauthn.hpp"
#include "base/random.hpp"
#include "crypto/secret.hpp"
#include "record/record.hpp"
#include "store/database.hpp"

namespace belfry::accounts {

/// Something that happened to an account, as its reader finds it in the inbox.
struct InboxAlert {
    std::int64_t reader = 0;
    std::int64_t about = 0;  ///< The account; 0 where it is several.
    std::string text;        ///< In the reader's language.
};

/// What accounts need from outside. Made once by the composition root; lives as long as the server.
struct Services {
    store::Database& database;
    record::Record& record;
    const Clock& clock;
    Random& random;
    crypto::SealingKey key;  ///< From open_key_file.
    Passwords& passwords;
    std::string version;  ///< Of Belfry, for SessionState.
    /// The city's name; empty until it is set up.
    std::function<std::optional<std::string>()> city_name;
    /// Puts an alert into somebody's inbox, as the last act of a write; empty where there are none.
    std::function<Result<void>(record::Writing&, const InboxAlert&)> put_into_inbox = {};
    /// What the identity provider last said of itself.
    std::shared_ptr<ProviderCache> provider_cache = std::make_shared<ProviderCache>();
    /// Of one account, and of all who are not signed in in one network; 0: as many as they like.
    int requests_per_minute = 0;
};

/// Where a request to sign in comes from.
struct Visit {
    std::string address;
    std::string device;
    std::string language = "en";  ///< That of the browser, among those Belfry speaks.
    Party party = {};             ///< Where that browser sees Belfry.
    std::string browser = {};     ///< The secret by which Belfry knows it again.
};

/// Who changes somebody's account.
struct Acting {
    std::int64_t id = 0;  ///< 0: the command line.
    std::string name;
    std::string language = "en";
    std::string address;          ///< Where to count tries; empty on the command line.
    std::string session = {};     ///< The session it is done in: `session/17`.
    bool freshly_proved = false;  ///< They have just proved again who they are.

    [[nodiscard]] record::Actor actor() const {
        return id == 0 ? record::Actor::belfry() : record::Actor::account(id);
    }
};

}  // namespace belfry::accounts
