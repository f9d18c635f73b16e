#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "accounts/renew_key.hpp"
#include "base/random.hpp"
#include "base/refusal.hpp"
#include "crypto/secret.hpp"
#include "record/record.hpp"
#include "store/database.hpp"
#include "store/migration.hpp"
#include "transparency/note.hpp"

/// Who the log is to others: its name, its keys, and where it is found.
namespace belfry::transparency {

struct Identity {
    std::string
        address;         ///< Where the public pages are: `https://vote.city.example`. May be empty.
    std::string origin;  ///< `vote.city.example/belfry/log`
    std::int64_t epoch = 1;   ///< Counts up when a log begins anew because entries were lost.
    std::string log_key;      ///< What checks the log's signatures.
    std::string witness_key;  ///< What checks the cosignatures that this city gives to others.
    std::int64_t revision = 0;

    friend bool operator==(const Identity&, const Identity&) = default;
};
BOOST_DESCRIBE_STRUCT(Identity, (), (address, origin, epoch, log_key, witness_key, revision))

/// The host in a web address; empty when it is none.
[[nodiscard]] std::string host_of(std::string_view address);

/// `host/belfry/log`, and for later epochs `host/belfry/log-2`. Without an address the host is
/// `localhost`.
[[nodiscard]] std::string origin_of(std::string_view address, std::int64_t epoch);

/// A log's name without its epoch, and the epoch.
struct Epoch {
    std::string of;  ///< `vote.city.example/belfry/log`
    std::int64_t number = 1;

    friend bool operator==(const Epoch&, const Epoch&) = default;
};

/// Empty when no Belfry's log has that name.
[[nodiscard]] std::optional<Epoch> epoch_in(std::string_view origin);

struct Keys {
    Identity identity;
    crypto::SigningKey log;
    crypto::SigningKey witness;
};

/// What the log needs from the program around it. All of it outlives the log.
struct Services {
    store::Database& database;
    record::Record& record;
    const Clock& clock;
    Random& random;
    crypto::SealingKey key;  ///< Of the key file.
    /// Where people find Belfry, without a slash at the end; empty when nobody has set it.
    std::function<std::string(store::Connection&)> public_url;
};

[[nodiscard]] store::Migrations migrations();

/// Empty until the first start.
[[nodiscard]] std::optional<Identity> find_identity(store::Connection& db);

/// The keys, made where there are none yet. An address that became known since gives the log its
/// name. Refuses `log_key_sealed` when the key file is not the one they were sealed with.
[[nodiscard]] Result<Keys> open_keys(const Services& services);

/// Whether `key` opens the log's keys; empty where there are none yet.
[[nodiscard]] std::optional<bool> opens_log_keys(
    store::Connection& db, const crypto::SealingKey& key
);

/// Seals the log's keys anew. Where no old key opens them they are lost: the log goes on with new
/// ones, which whoever pinned the old ones has to enter.
[[nodiscard]] Result<void> renew_log_keys(
    record::Writing& writing,
    Random& random,
    const accounts::OldKeys& old,
    const crypto::SealingKey& fresh
);

/// Where the public pages are. Changes the log's name, and with it its keys' names, when the host
/// is another. Refuses what is no web address (`not_a_web_address`).
[[nodiscard]] Result<Identity> change_address(
    const Services& services, const record::Deed& deed, std::string address
);

/// Begins a new epoch under a new name, after this one and `seen`, the newest that others have
/// seen: entries that they have seen are lost. `lost` says what they were, and stands in the
/// record.
[[nodiscard]] Result<Identity> begin_epoch(
    const Services& services, const record::Actor& actor, std::int64_t seen, const json::Value& lost
);

}  // namespace belfry::transparency
