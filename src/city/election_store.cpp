#include "city/election_store.hpp"

#include "city/stored_json.hpp"
#include "program/city_store.hpp"
#include "program/disclosure.hpp"

namespace belfry::city {

Election load_election(store::Connection& db) {
    auto stored =
        db.query_one("SELECT data, revision FROM election WHERE id = 1", [](const store::Row& row) {
            auto election = from_column<Election>(row.text(0));
            election.revision = row.integer(1);
            return election;
        });
    if (stored) {
        return std::move(*stored);
    }
    const auto city = program::find_city(db);
    auto election = usual_election();
    election.time_zone = city.time_zone;
    election.date = city.next_election;
    return election;
}

void save_election(store::Connection& db, const Election& election) {
    db.execute(
        "INSERT INTO election (id, data, revision) VALUES (1, $1, $2)"
        " ON CONFLICT (id) DO UPDATE SET data = excluded.data, revision = excluded.revision",
        for_column(election),
        election.revision
    );
}

Result<Election> change_election(record::Writing& writing, const ElectionEdit& edit) {
    const auto before = load_election(writing.db());
    auto after = edited(before, edit);
    if (after) {
        after->revision = writing.revision();
        save_election(writing.db(), *after);
        program::disclose_changes(writing, before, *after);
    }
    return after;
}

}  // namespace belfry::city
