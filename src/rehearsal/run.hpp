#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "accounts/person_ref.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "rehearsal/optimization.hpp"
#include "rehearsal/plan.hpp"
#include "rehearsal/scenario.hpp"

/// What is rehearsed: some plans in some scenarios, on the same simulated days.
namespace belfry::rehearsal {

inline constexpr std::size_t most_scenarios = 12;
inline constexpr std::size_t most_plans = 6;

/// With which the intervals of a run hold.
inline constexpr double confidence = 0.95;

/// What shall be run. No scenario is an ordinary day; plan 0 is none, and so is no plan.
struct RunWish {
    std::vector<std::int64_t> scenarios;
    std::vector<std::int64_t> plans;
    std::optional<std::int64_t> days;  ///< 1,000 when not said.
    std::optional<std::int64_t> seed;
    std::optional<double> half_width_minutes;  ///< Stop when mean waits are known so well.

    friend bool operator==(const RunWish&, const RunWish&) = default;
};
BOOST_DESCRIBE_STRUCT(RunWish, (), (scenarios, plans, days, seed, half_width_minutes))

/// A scenario or plan as a run saw it. `id` 0: an ordinary day, no plan. `sha256` is that of what
/// the engine took, as canonical JSON, without its name.
struct RunInput {
    std::int64_t id = 0;
    std::string name;
    std::int64_t revision = 0;
    std::string sha256;

    friend bool operator==(const RunInput&, const RunInput&) = default;
};
BOOST_DESCRIBE_STRUCT(RunInput, (), (id, name, revision, sha256))

struct RunInputs {
    std::string city;  ///< Its name.
    std::string city_sha256;
    std::int64_t sites = 0;
    double voters = 0;
    std::vector<RunInput> scenarios;
    std::vector<RunInput> plans;

    friend bool operator==(const RunInputs&, const RunInputs&) = default;
};
BOOST_DESCRIBE_STRUCT(RunInputs, (), (city, city_sha256, sites, voters, scenarios, plans))

/// The site that holds the standard on the fewest days.
struct WorstSite {
    std::string id;
    std::string name;
    Figure p_holds;
    Figure p90;  ///< Minutes: mean over the days of the day's 90th percentile of waits.

    friend bool operator==(const WorstSite&, const WorstSite&) = default;
};
BOOST_DESCRIBE_STRUCT(WorstSite, (), (id, name, p_holds, p90))

/// One plan in one scenario. Minutes, people, cents; all of a day, in the whole city.
struct RunCell {
    std::int64_t scenario = 0;
    std::int64_t plan = 0;
    std::int64_t days = 0;
    bool stopped_by_rule = false;
    Figure p_all_hold;  ///< Probability that all sites hold the standard.
    Figure sites_held;
    WorstSite worst_site;
    Figure mean_wait;
    Figure p95_wait;
    Figure voters;
    Figure voters_lost;
    Figure last_out;  ///< Minutes after the close until the last voter has left the last site.
    Figure cost_cents;
    std::vector<std::string> overloads;  ///< Stations that cannot keep up, in English.
    std::string sha256;                  ///< Of all sums: equal bits have equal hashes.

    friend bool operator==(const RunCell&, const RunCell&) = default;
};
BOOST_DESCRIBE_STRUCT(
    RunCell,
    (),
    (scenario,
     plan,
     days,
     stopped_by_rule,
     p_all_hold,
     sites_held,
     worst_site,
     mean_wait,
     p95_wait,
     voters,
     voters_lost,
     last_out,
     cost_cents,
     overloads,
     sha256)
)

/// How two plans differ on the same days: first less second, with its interval. `metric` is
/// `p_all_hold`, `mean_wait` (minutes), `voters_lost`, `last_out` (minutes) or `cost_cents`.
struct RunPair {
    std::int64_t scenario = 0;
    std::int64_t first_plan = 0;
    std::int64_t second_plan = 0;
    std::string metric;
    double difference = 0;
    double low = 0;
    double high = 0;

    friend bool operator==(const RunPair&, const RunPair&) = default;
};
BOOST_DESCRIBE_STRUCT(
    RunPair, (), (scenario, first_plan, second_plan, metric, difference, low, high)
)

enum class RunKind { comparison, optimization };
BOOST_DESCRIBE_ENUM(RunKind, comparison, optimization)

enum class RunState { waiting, running, done, cancelled, failed };
BOOST_DESCRIBE_ENUM(RunState, waiting, running, done, cancelled, failed)

/// What of a run's inputs is another now. `id` 0 for the city; `what` is `city`, `scenario`,
/// `plan`, or `engine` when another version of it would give other bits. `gone`: it was deleted.
struct InputChange {
    std::string what;
    std::int64_t id = 0;
    std::string name;
    bool gone = false;
};
BOOST_DESCRIBE_STRUCT(InputChange, (), (what, id, name, gone))

/// A run as far as it is. Days are counted over all cells.
struct Run {
    Id<Run> id;
    RunKind kind = RunKind::comparison;
    RunState state = RunState::waiting;
    std::int64_t job = 0;
    std::string message;  ///< What it does now, or why it failed, in the reader's language.
    std::int64_t days_done = 0;
    std::int64_t days_of = 0;
    std::optional<accounts::PersonRef> started_by;
    Instant created_at;
    std::optional<Instant> finished_at;
    std::int64_t days = 0;
    std::int64_t seed = 0;
    std::optional<double> half_width_minutes;
    double confidence = 0;
    std::string engine_version;
    std::string command;  ///< That gives the same numbers again.
    RunInputs inputs;
    std::vector<InputChange> changed_since;
    std::vector<RunCell> cells;
    std::vector<RunPair> paired;
    std::optional<Optimization> optimization;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    Run,
    (),
    (id,
     kind,
     state,
     job,
     message,
     days_done,
     days_of,
     started_by,
     created_at,
     finished_at,
     days,
     seed,
     half_width_minutes,
     confidence,
     engine_version,
     command,
     inputs,
     changed_since,
     cells,
     paired,
     optimization,
     revision)
)

/// A line of the list of runs.
struct RunLine {
    Id<Run> id;
    RunKind kind = RunKind::comparison;
    RunState state = RunState::waiting;
    std::int64_t days_done = 0;
    std::int64_t days_of = 0;
    std::optional<accounts::PersonRef> started_by;
    Instant created_at;
    std::optional<Instant> finished_at;
    std::vector<std::string> scenarios;
    std::vector<std::string> plans;
    std::int64_t sites = 0;
    std::int64_t seed = 0;
    bool changed = false;  ///< Some of its inputs are others now.
    std::string city_sha256;
    std::string engine_version;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    RunLine,
    (),
    (id,
     kind,
     state,
     days_done,
     days_of,
     started_by,
     created_at,
     finished_at,
     scenarios,
     plans,
     sites,
     seed,
     changed,
     city_sha256,
     engine_version,
     revision)
)

/// Refuses, by field, lists that are too long or name a thing twice, and days out of range. Fills
/// in what was not said.
[[nodiscard]] Result<RunWish> checked(RunWish wish);

[[nodiscard]] Figure figure(const simulation::Estimate& estimate);

}  // namespace belfry::rehearsal
