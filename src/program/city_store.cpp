#include "program/city_store.hpp"

#include "program/columns.hpp"

namespace belfry::program {

City find_city(store::Connection& db) {
    return db
        .query_one(
            "SELECT name, state, time_zone, next_election, fictional, configured, revision"
            " FROM city WHERE id = 1",
            [](const store::Row& row) {
                return City{
                    .name = row.get<std::string>(0),
                    .state = row.get<std::string>(1),
                    .time_zone = row.get<std::string>(2),
                    .next_election = day_at(row, 3),
                    .fictional = row.integer(4) != 0,
                    .configured = row.integer(5) != 0,
                    .revision = row.integer(6),
                };
            }
        )
        .value_or(City{});
}

void save_city(store::Connection& db, const City& city) {
    db.execute(
        "INSERT INTO city (id, name, state, time_zone, next_election, fictional, configured,"
        " revision) VALUES (1, $1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, state = excluded.state,"
        " time_zone = excluded.time_zone, next_election = excluded.next_election,"
        " fictional = excluded.fictional, configured = excluded.configured,"
        " revision = excluded.revision",
        city.name,
        city.state,
        city.time_zone,
        day_text(city.next_election),
        city.fictional,
        city.configured,
        city.revision
    );
}

}  // namespace belfry::program
