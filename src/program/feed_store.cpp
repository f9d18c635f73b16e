#include "program/feed_store.hpp"

#include "crypto/hash.hpp"

namespace belfry::program {

void save_feed_key(store::Connection& db, std::int64_t account, std::string_view key, Instant at) {
    db.execute(
        "INSERT INTO calendar_feed (account, key_hash, made_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (account) DO UPDATE SET key_hash = excluded.key_hash,"
        " made_at = excluded.made_at",
        account,
        crypto::sha256(key),
        at
    );
}

std::optional<std::int64_t> owner_of_feed_key(store::Connection& db, std::string_view key) {
    return db.value<std::int64_t>(
        "SELECT account FROM calendar_feed WHERE key_hash = $1", crypto::sha256(key)
    );
}

}  // namespace belfry::program
