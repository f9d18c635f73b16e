#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rehearsal/run_store.hpp"
#include "simulation/rehearsal.hpp"

/// What one plan in one scenario came to, site by site and slot by slot.
namespace belfry::rehearsal {

/// One site over all days. Minutes and people of a day; `voters` are those expected.
struct RunSite {
    std::string site;
    std::string name;
    std::string address;  ///< As it is now; empty when the place is gone.
    std::optional<double> lat;
    std::optional<double> lon;
    double voters = 0;
    Figure p_holds;
    Figure mean_wait;
    Figure p50;
    Figure p90;
    Figure p95;
    Figure p99;
    Figure longest;
    Figure share_over_30;
    Figure last_out;
    Figure lost;
    Figure redirected;
    Figure provisional;
    Figure utilization;   ///< Share of its time that the busiest station works.
    std::string busiest;  ///< Which: `check_in`, `booth`, `device`, `scanner`.
};
BOOST_DESCRIBE_STRUCT(
    RunSite,
    (),
    (site,
     name,
     address,
     lat,
     lon,
     voters,
     p_holds,
     mean_wait,
     p50,
     p90,
     p95,
     p99,
     longest,
     share_over_30,
     last_out,
     lost,
     redirected,
     provisional,
     utilization,
     busiest)
)

/// A site's day, slot by slot: medians and ninetieth percentiles over the days. null: nobody came.
struct SiteSlots {
    std::string site;
    std::vector<std::optional<double>> wait;
    std::vector<std::optional<double>> wait_p90;
    std::vector<double> line;
    std::vector<double> line_p90;
};
BOOST_DESCRIBE_STRUCT(SiteSlots, (), (site, wait, wait_p90, line, line_p90))

struct RunSlots {
    std::vector<std::string> from;  ///< When each slot begins: "07:00".
    double slot_minutes = 0;
    double limit_minutes = 0;  ///< Of the plan's standard.
    std::vector<SiteSlots> sites;
};
BOOST_DESCRIBE_STRUCT(RunSlots, (), (from, slot_minutes, limit_minutes, sites))

struct Bands {
    double p10 = 0;
    double p25 = 0;
    double p50 = 0;
    double p75 = 0;
    double p90 = 0;
};
BOOST_DESCRIBE_STRUCT(Bands, (), (p10, p25, p50, p75, p90))

struct DaySlot {
    std::string from;
    Bands line;                 ///< People at the start of the slot.
    std::optional<Bands> wait;  ///< Mean wait of those who came in it; absent when nobody came.
};
BOOST_DESCRIBE_STRUCT(DaySlot, (), (from, line, wait))

struct StationLoad {
    std::string station;
    std::int64_t servers = 0;
    Figure wait;  ///< Minutes.
    Figure use;   ///< Share of its time at work.
};
BOOST_DESCRIBE_STRUCT(StationLoad, (), (station, servers, wait, use))

/// The day of one site, as bands over the days.
struct SiteDayBands {
    std::string scenario;
    std::string plan;
    std::string opens;
    std::string closes;
    double limit_minutes = 0;
    RunSite figures;
    std::vector<DaySlot> slots;
    std::vector<StationLoad> stations;
};
BOOST_DESCRIBE_STRUCT(
    SiteDayBands, (), (scenario, plan, opens, closes, limit_minutes, figures, slots, stations)
)

/// How two plans differ at a site on the same days: first less second, with its interval.
struct SiteDifference {
    std::string site;
    std::string name;
    Figure p_holds;
    Figure mean_wait;
    Figure lost;
    Figure last_out;
    double first_p_holds = 0;
    double second_p_holds = 0;
    double first_mean_wait = 0;
    double second_mean_wait = 0;
};
BOOST_DESCRIBE_STRUCT(
    SiteDifference,
    (),
    (site,
     name,
     p_holds,
     mean_wait,
     lost,
     last_out,
     first_p_holds,
     second_p_holds,
     first_mean_wait,
     second_mean_wait)
)

/// One cell with the model that made it.
struct CellResult {
    StoredRun run;
    CellKey key;
    simulation::Model model;
    simulation::Rehearsal sums;
};

/// `scenario` and `plan` are ids; the run's first where none is named. Refuses an id that the run
/// does not have, a search, and a run without any results yet.
[[nodiscard]] Result<CellKey> cell_named(
    const StoredRun& run, std::optional<std::int64_t> scenario, std::optional<std::int64_t> plan
);
[[nodiscard]] Result<CellResult> load_cell(
    store::Connection& db, const StoredRun& run, const CellKey& key
);

[[nodiscard]] std::vector<RunSite> sites_of(store::Connection& db, const CellResult& cell);
[[nodiscard]] RunSlots slots_of(const CellResult& cell);

/// Empty when the run has no such site.
[[nodiscard]] std::optional<SiteDayBands> day_of_site(
    store::Connection& db, const CellResult& cell, const std::string& site
);

/// By site, the greatest change of the wait first.
[[nodiscard]] Result<std::vector<SiteDifference>> differences_of(
    store::Connection& db, const CellResult& first, const CellResult& second
);

}  // namespace belfry::rehearsal
