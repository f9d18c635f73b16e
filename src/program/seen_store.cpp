#include "program/seen_store.hpp"

namespace belfry::program {

Seen seen_by(store::Connection& db, std::int64_t account, Instant now) {
    constexpr auto at_first = std::chrono::days(7);
    return db
        .query_one(
            "SELECT sequence, at FROM seen WHERE account = $1",
            [](const store::Row& row) {
                return Seen{static_cast<std::uint64_t>(row.integer(0)), row.get<Instant>(1)};
            },
            account
        )
        .value_or(Seen{0, now - at_first});
}

void save_seen(store::Connection& db, std::int64_t account, const Seen& seen) {
    db.execute(
        "INSERT INTO seen (account, sequence, at) VALUES ($1, $2, $3)"
        " ON CONFLICT (account) DO UPDATE SET sequence = excluded.sequence, at = excluded.at",
        account,
        seen.sequence,
        seen.at
    );
}

}  // namespace belfry::program
