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

Election said_or_usual(store::Connection& db, const program::City& city) {
    if (auto said = said_election(db)) {
        return std::move(*said);
    }
    auto usual = usual_election();
    usual.date = city.next_election;
    return usual;
}

}  // namespace

Election load_election(store::Connection& db) {
    const auto city = program::find_city(db);
    auto election = said_or_usual(db, city);
    if (election.time_zone.empty() && city.configured) {
        election.time_zone = city.time_zone;
        election.time_zone_rule = program::ZoneRule::city;
    }
    const auto places = election.time_zone.empty() ? load_city(db) : CityData();
    return with_zone(std::move(election), places);
}

void keep_election(record::Writing& writing, Election election) {
    auto& db = writing.db();
    const auto before = said_or_usual(db, program::find_city(db));
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
    program::disclose_changes(writing, before, election);
}

Result<Election> change_election(record::Writing& writing, const ElectionEdit& edit) {
    auto after = edited(load_election(writing.db()), edit);
    if (!after) {
        return after;
    }
    after->revision = writing.revision();
    keep_election(writing, std::move(*after));
    return load_election(writing.db());
}

}  // namespace belfry::city
