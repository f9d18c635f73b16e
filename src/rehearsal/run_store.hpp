#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rehearsal/run.hpp"
#include "store/connection.hpp"

/// Runs in the database.
namespace belfry::rehearsal {

/// A scenario as it was when the run began. `id` 0: an ordinary day.
struct SeenScenario {
    std::int64_t id = 0;
    std::string name;
    std::int64_t revision = 0;
    std::vector<simulation::Disruption> disruptions;
};
BOOST_DESCRIBE_STRUCT(SeenScenario, (), (id, name, revision, disruptions))

/// A plan as it was when the run began. `id` 0: none.
struct SeenPlan {
    std::int64_t id = 0;
    std::string name;
    std::int64_t revision = 0;
    std::vector<simulation::Measure> measures;
    simulation::Standard standard;
};
BOOST_DESCRIBE_STRUCT(SeenPlan, (), (id, name, revision, measures, standard))

struct SeenInputs {
    std::string city;
    std::int64_t sites = 0;
    double voters = 0;
    std::vector<SeenScenario> scenarios;
    std::vector<SeenPlan> plans;
};
BOOST_DESCRIBE_STRUCT(SeenInputs, (), (city, sites, voters, scenarios, plans))

[[nodiscard]] SeenScenario as_seen(const Scenario& scenario);
[[nodiscard]] SeenPlan as_seen(const Plan& plan);

[[nodiscard]] simulation::Scenario for_engine(const SeenScenario& scenario);
[[nodiscard]] simulation::Plan for_engine(const SeenPlan& plan);

/// Of what the engine takes, without id and name.
[[nodiscard]] std::string sha256_of(const SeenScenario& scenario);
[[nodiscard]] std::string sha256_of(const SeenPlan& plan);

struct StoredRun {
    Id<Run> id;
    RunKind kind = RunKind::comparison;
    std::int64_t job = 0;
    RunWish wish;                              ///< Of a comparison, all of it said.
    std::optional<Optimization> optimization;  ///< Of an optimisation, as far as it is.
    SeenInputs inputs;
    std::string city_sha256;
    std::string engine_version;
    std::optional<std::int64_t> started_by;
    Instant created_at;
    std::int64_t revision = 0;
};

[[nodiscard]] std::optional<StoredRun> find_run(store::Connection& db, Id<Run> id);

/// Newest first.
[[nodiscard]] std::vector<StoredRun> list_runs(store::Connection& db, std::int64_t most);

/// With the city it sees, as canonical JSON.
void add_run(store::Connection& db, const StoredRun& run, const std::string& city);

/// Forgets what was done, to do it with the engine of `run.engine_version`.
void begin_anew(store::Connection& db, const StoredRun& run);

void save_revision(store::Connection& db, Id<Run> id, std::int64_t revision);
void save_optimization(store::Connection& db, const StoredRun& run);

/// With all its results, and its city when no other run saw it.
void delete_run(store::Connection& db, const StoredRun& run);

[[nodiscard]] simulation::City city_of_run(store::Connection& db, const StoredRun& run);

/// How far one scenario of a run is, by its place in the list.
struct RunPart {
    std::size_t scenario = 0;
    std::uint32_t days = 0;
    bool complete = false;
    std::vector<RunPair> pairs;
};

[[nodiscard]] std::vector<RunPart> parts_of(store::Connection& db, Id<Run> run);

/// What the run's cells came to so far, by scenario and plan.
[[nodiscard]] std::vector<RunCell> cells_of(store::Connection& db, Id<Run> run);

/// Where a cell's sums, or the differences of a scenario's plans, lie.
struct CellKey {
    Id<Run> run;
    std::size_t scenario = 0;
    std::size_t plan = 0;
};

/// Packed (packed.hpp); empty when there is nothing yet.
[[nodiscard]] store::Bytes cell_sums(store::Connection& db, const CellKey& key);
[[nodiscard]] store::Bytes part_sums(store::Connection& db, Id<Run> run, std::size_t scenario);

struct NewCell {
    RunCell figures;
    store::Bytes sums;
};

/// More days of one scenario: all its plans at once. False when somebody else wrote meanwhile.
[[nodiscard]] bool save_part(
    store::Connection& db,
    Id<Run> run,
    std::uint32_t days_before,
    const RunPart& part,
    const store::Bytes& sums,
    const std::vector<NewCell>& cells
);

}  // namespace belfry::rehearsal
