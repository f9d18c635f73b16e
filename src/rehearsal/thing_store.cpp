#include "rehearsal/thing_store.hpp"

#include "city/stored_json.hpp"

namespace belfry::rehearsal {

namespace {

/// The columns `data, id, updated_at, revision`.
template <class T>
T read_thing(const store::Row& row) {
    auto thing = city::from_column<T>(row.text(0));
    thing.id = row.get<Id<T>>(1);
    thing.updated_at = row.get<Instant>(2);
    thing.revision = row.integer(3);
    return thing;
}

}  // namespace

std::optional<Scenario> find_scenario(store::Connection& db, Id<Scenario> id) {
    return db.query_one(
        "SELECT data, id, updated_at, revision FROM scenario WHERE id = $1",
        read_thing<Scenario>,
        id
    );
}

std::optional<Plan> find_plan(store::Connection& db, Id<Plan> id) {
    return db.query_one(
        "SELECT data, id, updated_at, revision FROM contingency_plan WHERE id = $1",
        read_thing<Plan>,
        id
    );
}

std::vector<Scenario> list_scenarios(store::Connection& db) {
    return db
        .query("SELECT data, id, updated_at, revision FROM scenario ORDER BY name, id", read_thing<Scenario>);
}

std::vector<Plan> list_plans(store::Connection& db) {
    return db
        .query("SELECT data, id, updated_at, revision FROM contingency_plan ORDER BY name, id", read_thing<Plan>);
}

void save(store::Connection& db, const Scenario& scenario) {
    auto kept = scenario;
    kept.sentences.clear();
    db.execute(
        "INSERT INTO scenario (id, name, data, updated_at, revision) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, data = excluded.data,"
        " updated_at = excluded.updated_at, revision = excluded.revision",
        kept.id,
        kept.name,
        city::for_column(kept),
        kept.updated_at,
        kept.revision
    );
}

void save(store::Connection& db, const Plan& plan) {
    auto kept = plan;
    kept.sentences.clear();
    kept.cost.reset();
    db.execute(
        "INSERT INTO contingency_plan (id, name, data, updated_at, revision)"
        " VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, data = excluded.data,"
        " updated_at = excluded.updated_at, revision = excluded.revision",
        kept.id,
        kept.name,
        city::for_column(kept),
        kept.updated_at,
        kept.revision
    );
}

void erase(store::Connection& db, Id<Scenario> id) {
    db.execute("DELETE FROM scenario WHERE id = $1", id);
}

void erase(store::Connection& db, Id<Plan> id) {
    db.execute("DELETE FROM contingency_plan WHERE id = $1", id);
}

}  // namespace belfry::rehearsal
