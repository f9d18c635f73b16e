#pragma once

#include <functional>
#include <optional>
#include <string>

#include "accounts/passwords.hpp"
#include "base/random.hpp"
#include "crypto/secret.hpp"
#include "record/record.hpp"
#include "store/database.hpp"

namespace belfry::accounts {

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
};

/// Where a request to sign in comes from.
struct Visit {
    std::string address;
    std::string device;
    std::string language = "en";  ///< That of the browser, among those Belfry speaks.
};

/// Who changes somebody's account.
struct Acting {
    std::int64_t id = 0;  ///< 0: the command line.
    std::string name;
    std::string language = "en";
    std::string address;       ///< Where to count tries; empty on the command line.
    std::string session = {};  ///< The session it is done in: `session/17`.

    [[nodiscard]] record::Actor actor() const {
        return id == 0 ? record::Actor::belfry() : record::Actor::account(id);
    }
};

}  // namespace belfry::accounts
