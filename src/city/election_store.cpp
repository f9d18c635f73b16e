#include "city/election_store.hpp"

#include "city/place_store.hpp"
#include "city/stored_json.hpp"
#include "program/city_store.hpp"
#include "program/disclosure.hpp"

namespace belfry::city {

namespace {

/// As people said it: a zone that only follows from something else is not in it.
std::optional<Election> said_election(store::Connection& db) {
    return db.query_one(
        "SELECT data, revision FROM election WHERE id = 1",
        [](const store::Row& row) {
            auto election = from_column<Election>(row.text(0));
            election.revision = row.integer(1);
            return election;
        }
    );
}

}  // namespace

Election load_election(store::Connection& db) {
    const auto city = program::find_city(db);
    auto election = said_election(db).or_else([&] {
        auto usual = usual_election();
        usual.date = city.next_election;
        return std::optional(std::move(usual));
    });
    if (election->time_zone.empty() && city.configured) {
        election->time_zone = city.time_zone;
        election->time_zone_rule = program::ZoneRule::city;
    }
    const auto places = election->time_zone.empty() ? load_city(db) : CityData();
    return with_zone(std::move(*election), places);
}

void save_election(store::Connection& db, Election election) {
    if (election.time_zone_rule != program::ZoneRule::said) {
        election.time_zone.clear();
    }
    election.time_zone_rule.reset();
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
        save_election(writing.db(), std::move(*after));
        after = load_election(writing.db());
        program::disclose_changes(writing, before, *after);
    }
    return after;
}

}  // namespace belfry::city
