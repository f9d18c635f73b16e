#include "rehearsal/run_store.hpp"

#include <algorithm>

#include "city/stored_json.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/packed.hpp"
#include "rehearsal/search_journal.hpp"

namespace belfry::rehearsal {

namespace {

constexpr const char* columns =
    "SELECT id, kind, job, wish, inputs, city_sha256, engine_version, started_by, created_at, "
    "found,"
    " revision FROM rehearsal_run";

StoredRun read_run(const store::Row& row) {
    StoredRun run;
    run.id = row.get<Id<Run>>(0);
    run.kind = json::named<RunKind>(row.text(1)).value_or(RunKind::comparison);
    run.job = row.integer(2);
    run.wish = city::from_column<RunWish>(row.text(3));
    run.inputs = city::from_column<SeenInputs>(row.text(4));
    run.city_sha256 = row.get<std::string>(5);
    run.engine_version = row.get<std::string>(6);
    run.started_by = row.get<std::optional<std::int64_t>>(7);
    run.created_at = row.get<Instant>(8);
    run.optimization = city::from_column<std::optional<Optimization>>(row.text(9));
    run.revision = row.integer(10);
    return run;
}

void save_cell(
    store::Connection& db, Id<Run> run, std::size_t scenario, std::size_t plan, const NewCell& cell
) {
    db.execute(
        "INSERT INTO run_cell (run, scenario, plan, figures, packed) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (run, scenario, plan) DO UPDATE SET figures = excluded.figures,"
        " packed = excluded.packed",
        run,
        scenario,
        plan,
        city::for_column(cell.figures),
        cell.sums
    );
}

/// What a comparison is done in: nothing of it yet.
void add_parts(store::Connection& db, const StoredRun& run) {
    const auto scenarios =
        run.kind == RunKind::comparison ? run.inputs.scenarios.size() : std::size_t{0};
    for (std::size_t scenario = 0; scenario < scenarios; ++scenario) {
        db.execute(
            "INSERT INTO run_part (run, scenario, days, complete, pairs, packed)"
            " VALUES ($1, $2, 0, 0, '[]', $3)",
            run.id,
            scenario,
            packed("")
        );
    }
}

void delete_results(store::Connection& db, Id<Run> run) {
    db.execute("DELETE FROM run_cell WHERE run = $1", run);
    db.execute("DELETE FROM run_part WHERE run = $1", run);
    delete_steps(db, run);
}

}  // namespace

SeenScenario as_seen(const Scenario& scenario) {
    return {scenario.id.value, scenario.name, scenario.revision, scenario.disruptions};
}

SeenPlan as_seen(const Plan& plan) {
    return {plan.id.value, plan.name, plan.revision, plan.measures, plan.standard};
}

simulation::Scenario for_engine(const SeenScenario& scenario) {
    return scenario.id == 0
               ? ordinary_day()
               : for_engine(
                     Scenario{{scenario.id}, scenario.name, {}, {}, scenario.disruptions, {}, 0, {}}
                 );
}

simulation::Plan for_engine(const SeenPlan& plan) {
    return plan.id == 0 && plan.measures.empty()
               ? no_plan()
               : for_engine(
                     Plan{{plan.id}, plan.name, {}, plan.measures, plan.standard, {}, {}, 0, {}}
                 );
}

std::string sha256_of(const SeenScenario& scenario) {
    return sha256_of(json::canonical(
        json::Object{{"disruptions", json::write(for_engine(scenario).disruptions)}}
    ));
}

std::string sha256_of(const SeenPlan& plan) {
    const auto said = for_engine(plan);
    return sha256_of(json::canonical(json::Object{
        {"measures", json::write(said.measures)}, {"standard", json::write(said.standard)}
    }));
}

std::optional<StoredRun> find_run(store::Connection& db, Id<Run> id) {
    return db.query_one(std::string(columns) + " WHERE id = $1", read_run, id);
}

std::vector<StoredRun> list_runs(store::Connection& db, std::int64_t most) {
    return db.query(std::string(columns) + " ORDER BY id DESC LIMIT $1", read_run, most);
}

void add_run(store::Connection& db, const StoredRun& run, const std::string& city) {
    db.execute(
        "INSERT INTO run_city (sha256, packed) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING",
        run.city_sha256,
        packed(city)
    );
    db.execute(
        "INSERT INTO rehearsal_run (id, kind, job, wish, inputs, city_sha256, engine_version,"
        " started_by, created_at, found, revision)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        run.id,
        json::name_of(run.kind),
        run.job,
        city::for_column(run.wish),
        city::for_column(run.inputs),
        run.city_sha256,
        run.engine_version,
        run.started_by,
        run.created_at,
        city::for_column(run.optimization),
        run.revision
    );
    add_parts(db, run);
}

void begin_anew(store::Connection& db, const StoredRun& run) {
    delete_results(db, run.id);
    add_parts(db, run);
    db.execute(
        "UPDATE rehearsal_run SET engine_version = $2, revision = $3 WHERE id = $1",
        run.id,
        run.engine_version,
        run.revision
    );
}

void save_revision(store::Connection& db, Id<Run> id, std::int64_t revision) {
    db.execute("UPDATE rehearsal_run SET revision = $2 WHERE id = $1", id, revision);
}

void save_optimization(store::Connection& db, const StoredRun& run) {
    db.execute(
        "UPDATE rehearsal_run SET found = $2, revision = $3 WHERE id = $1",
        run.id,
        city::for_column(run.optimization),
        run.revision
    );
}

void delete_run(store::Connection& db, const StoredRun& run) {
    delete_results(db, run.id);
    db.execute("DELETE FROM rehearsal_run WHERE id = $1", run.id);
    db.execute(
        "DELETE FROM run_city WHERE sha256 = $1"
        " AND NOT EXISTS (SELECT 1 FROM rehearsal_run WHERE city_sha256 = $1)",
        run.city_sha256
    );
}

simulation::City city_of_run(store::Connection& db, const StoredRun& run) {
    const auto bytes =
        db.value<store::Bytes>("SELECT packed FROM run_city WHERE sha256 = $1", run.city_sha256);
    check(bytes.has_value(), "a run without its city");
    return city::from_column<simulation::City>(unpacked(*bytes));
}

std::vector<RunPart> parts_of(store::Connection& db, Id<Run> run) {
    return db.query(
        "SELECT scenario, days, complete, pairs FROM run_part WHERE run = $1 ORDER BY scenario",
        [](const store::Row& row) {
            return RunPart{
                row.get<std::size_t>(0),
                row.get<std::uint32_t>(1),
                row.integer(2) != 0,
                city::from_column<std::vector<RunPair>>(row.text(3))
            };
        },
        run
    );
}

std::vector<RunCell> cells_of(store::Connection& db, Id<Run> run) {
    return db.query(
        "SELECT figures FROM run_cell WHERE run = $1 ORDER BY scenario, plan",
        [](const store::Row& row) { return city::from_column<RunCell>(row.text(0)); },
        run
    );
}

store::Bytes cell_sums(store::Connection& db, const CellKey& key) {
    return db
        .value<store::Bytes>(
            "SELECT packed FROM run_cell WHERE run = $1 AND scenario = $2 AND plan = $3",
            key.run,
            key.scenario,
            key.plan
        )
        .value_or(store::Bytes());
}

store::Bytes part_sums(store::Connection& db, Id<Run> run, std::size_t scenario) {
    return db
        .value<store::Bytes>(
            "SELECT packed FROM run_part WHERE run = $1 AND scenario = $2", run, scenario
        )
        .value_or(store::Bytes());
}

bool save_part(
    store::Connection& db,
    Id<Run> run,
    std::uint32_t days_before,
    const RunPart& part,
    const store::Bytes& sums,
    const std::vector<NewCell>& cells
) {
    const auto changed = db.execute(
        "UPDATE run_part SET days = $4, complete = $5, pairs = $6, packed = $7"
        " WHERE run = $1 AND scenario = $2 AND days = $3",
        run,
        part.scenario,
        days_before,
        part.days,
        part.complete,
        city::for_column(part.pairs),
        sums
    );
    if (changed == 0) {
        return false;
    }
    for (std::size_t plan = 0; plan < cells.size(); ++plan) {
        save_cell(db, run, part.scenario, plan, cells[plan]);
    }
    return true;
}

}  // namespace belfry::rehearsal
