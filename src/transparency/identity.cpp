#include "transparency/identity.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/embedded.hpp"
#include "transparency/checkpoint.hpp"
#include "transparency/witness_alarm.hpp"

namespace belfry::transparency {

std::span<const EmbeddedFile> sql_files();

namespace {

constexpr std::string_view log_context = "log_identity log_seed";
constexpr std::string_view witness_context = "log_identity witness_seed";
const record::Object the_log{"log", 1};

struct Row {
    Identity identity;
    store::Bytes log_seed;
    store::Bytes witness_seed;
};

std::optional<Row> find_row(store::Connection& db) {
    return db.query_one(
        "SELECT address, origin, epoch, log_key, witness_key, revision, log_seed, witness_seed"
        " FROM log_identity",
        [](const store::Row& row) {
            return Row{
                {row.get<std::string>(0),
                 row.get<std::string>(1),
                 row.integer(2),
                 row.get<std::string>(3),
                 row.get<std::string>(4),
                 row.integer(5)},
                row.bytes(6),
                row.bytes(7)
            };
        }
    );
}

void save_row(store::Connection& db, const Row& row) {
    db.execute("DELETE FROM log_identity");
    db.execute(
        "INSERT INTO log_identity (id, address, origin, epoch, log_key, witness_key, revision,"
        " log_seed, witness_seed) VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)",
        row.identity.address,
        row.identity.origin,
        row.identity.epoch,
        row.identity.log_key,
        row.identity.witness_key,
        row.identity.revision,
        row.log_seed,
        row.witness_seed
    );
}

std::optional<crypto::SigningKey> unsealed(
    const crypto::SealingKey& key, std::string_view context, const store::Bytes& sealed
) {
    const auto seed = crypto::unseal(key, context, sealed);
    return seed ? crypto::signing_key(crypto::to_hex(*seed)) : std::nullopt;
}

Result<Keys> opened(const Services& services, const Row& row) {
    const auto log = unsealed(services.key, log_context, row.log_seed);
    const auto witness = unsealed(services.key, witness_context, row.witness_seed);
    if (!log || !witness) {
        return refuse(
            Refusal::Kind::conflict,
            "log_key_sealed",
            "The log's key was sealed with another key file. Put the right belfry.key back."
        );
    }
    return Keys{row.identity, *log, *witness};
}

std::string witness_name(std::string_view address) {
    const auto host = host_of(address);
    return (host.empty() ? "localhost" : host) + "/belfry/witness";
}

/// Names log and keys after address and epoch.
void name(Identity& identity, const crypto::SigningKey& log, const crypto::SigningKey& witness) {
    identity.origin = origin_of(identity.address, identity.epoch);
    identity.log_key = text_of(verifier_of(identity.origin, Algorithm::ed25519, log));
    identity.witness_key =
        text_of(verifier_of(witness_name(identity.address), Algorithm::cosignature, witness));
}

void save(record::Writing& writing, Row& row) {
    row.identity.revision = writing.revision();
    save_row(writing.db(), row);
    writing.set("address", row.identity.address);
    writing.set("origin", row.identity.origin);
    writing.set("epoch", row.identity.epoch);
    writing.set("log_key", row.identity.log_key);
    writing.set("witness_key", row.identity.witness_key);
}

Result<Row> made(const Services& services, record::Writing& writing) {
    if (auto there = find_row(writing.db())) {
        return *there;  // another server was quicker
    }
    const auto log = crypto::new_signing_key(services.random);
    const auto witness = crypto::new_signing_key(services.random);
    Row row;
    row.log_seed = crypto::seal(services.key, log_context, log.seed, services.random);
    row.witness_seed = crypto::seal(services.key, witness_context, witness.seed, services.random);
    row.identity.address = services.public_url(writing.db());
    name(row.identity, log, witness);
    save(writing, row);
    return row;
}

/// Changes the identity by `act` and names everything anew.
template <class Act>
Result<Identity> changed(const Services& services, const record::Deed& deed, Act act) {
    return services.record.write(deed, [&](record::Writing& writing) -> Result<Identity> {
        auto row = find_row(writing.db());
        if (!row) {
            return refuse(
                Refusal::Kind::conflict, "log_not_begun", "The log begins with the first start."
            );
        }
        const auto keys = opened(services, *row);
        if (!keys) {
            return std::unexpected(keys.error());
        }
        if (auto acted = act(writing, row->identity); !acted) {
            return std::unexpected(acted.error());
        }
        name(row->identity, keys->log, keys->witness);
        save(writing, *row);
        return row->identity;
    });
}

bool is_port(std::string_view digits) {
    return !digits.empty() && digits.size() <= 5 &&
           digits.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

store::Migrations migrations() {
    return store::migrations_from(sql_files());
}

std::string host_of(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!address.starts_with(scheme)) {
            continue;
        }
        auto rest = address.substr(scheme.size());
        const auto colon = rest.rfind(':');
        if (colon != std::string_view::npos) {
            if (!is_port(rest.substr(colon + 1))) {
                return {};
            }
            rest = rest.substr(0, colon);
        }
        const bool good =
            !rest.empty() && rest.size() <= 253 && std::ranges::all_of(rest, [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
            });
        return good ? std::string(rest) : std::string();
    }
    return {};
}

std::string origin_of(std::string_view address, std::int64_t epoch) {
    const auto host = host_of(address);
    auto origin = (host.empty() ? "localhost" : host) + "/belfry/log";
    return epoch == 1 ? origin : fmt::format("{}-{}", origin, epoch);
}

std::optional<Epoch> epoch_in(std::string_view origin) {
    constexpr std::string_view ending = "/belfry/log";
    const auto end = origin.rfind(ending);
    if (end == std::string_view::npos || end == 0) {
        return {};
    }
    const auto of = origin.substr(0, end + ending.size());
    const auto rest = origin.substr(of.size());
    if (rest.empty()) {
        return Epoch{std::string(of), 1};
    }
    const auto number = rest.front() == '-' ? whole_number(rest.substr(1)) : std::nullopt;
    return number && *number > 1
               ? std::optional(Epoch{std::string(of), static_cast<std::int64_t>(*number)})
               : std::nullopt;
}

std::optional<Identity> find_identity(store::Connection& db) {
    const auto row = find_row(db);
    return row ? std::optional(row->identity) : std::nullopt;
}

Result<Keys> open_keys(const Services& services) {
    auto row = services.database.read(find_row);
    if (!row) {
        auto fresh = services.record.write(
            {record::Actor::belfry(), "log.begin", the_log, std::nullopt, record::Tlp::clear},
            [&](record::Writing& writing) { return made(services, writing); }
        );
        if (!fresh) {
            return std::unexpected(fresh.error());
        }
        row = std::move(*fresh);
    }
    const auto address = services.database.read(services.public_url);
    if (row->identity.address.empty() && !host_of(address).empty()) {
        const auto named = change_address(
            services,
            {record::Actor::belfry(), "log.update", the_log, std::nullopt, record::Tlp::clear},
            address
        );
        if (named) {
            row->identity = *named;
        }
    }
    return opened(services, *row);
}

std::optional<bool> opens_log_keys(store::Connection& db, const crypto::SealingKey& key) {
    const auto row = find_row(db);
    return row ? std::optional(unsealed(key, log_context, row->log_seed).has_value())
               : std::nullopt;
}

Result<void> renew_log_keys(
    record::Writing& writing,
    Random& random,
    const accounts::OldKeys& old,
    const crypto::SealingKey& fresh
) {
    auto row = find_row(writing.db());
    if (!row) {
        return {};
    }
    const auto opened = [&](std::string_view context, const store::Bytes& sealed) {
        std::optional<crypto::SigningKey> key;
        for (std::size_t i = 0; i < old.size() && !key; ++i) {
            key = unsealed(old[i], context, sealed);
        }
        return key;
    };
    const auto log = opened(log_context, row->log_seed);
    const auto witness = opened(witness_context, row->witness_seed);
    const auto log_now = log ? *log : crypto::new_signing_key(random);
    const auto witness_now = witness ? *witness : crypto::new_signing_key(random);
    const auto begun = writing.also(
        {record::Actor::belfry(), "log.update", the_log, std::nullopt, record::Tlp::clear}
    );
    if (!begun) {
        return begun;
    }
    row->log_seed = crypto::seal(fresh, log_context, log_now.seed, random);
    row->witness_seed = crypto::seal(fresh, witness_context, witness_now.seed, random);
    name(row->identity, log_now, witness_now);
    save(writing, *row);
    return {};
}

Result<Identity> change_address(
    const Services& services, const record::Deed& deed, std::string address
) {
    while (address.ends_with('/')) {
        address.pop_back();
    }
    if (host_of(address).empty()) {
        return refuse_fields(
            {{"address", "not_a_web_address", "Give an address such as https://…", {}}}
        );
    }
    return changed(
        services,
        deed,
        [&](record::Writing& writing, Identity& identity) -> Result<void> {
            // Under another name the loss would be nobody's.
            if (loss_of(writing.db(), identity.origin)) {
                return refuse(
                    Refusal::Kind::conflict,
                    "loss_not_accepted",
                    "Entries are lost: open a new epoch first."
                );
            }
            identity.address = address;
            return {};
        }
    );
}

Result<Identity> begin_epoch(
    const Services& services, const record::Actor& actor, std::int64_t seen, const json::Value& lost
) {
    return changed(
        services,
        {actor, "log.epoch", the_log, std::nullopt, record::Tlp::clear},
        [&](record::Writing& writing, Identity& identity) -> Result<void> {
            identity.epoch = std::max(identity.epoch, seen) + 1;
            writing.disclose("lost", lost);
            return {};
        }
    );
}

}  // namespace belfry::transparency
