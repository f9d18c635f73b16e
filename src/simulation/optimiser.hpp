#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "simulation/control_variate.hpp"
#include "simulation/rehearsal.hpp"

namespace belfry::simulation {

/// A measure of the plan whose count may be chosen: spare machines, crews, paper books, emergency
/// ballots, extra workers. One number for all (shared by the city, or the same at every site), or
/// with `each_site` a number of its own for every site of the measure.
struct Lever {
    std::string measure;
    int least = 0;
    int most = 0;
    bool each_site = false;
};

struct OptimiseProgress {
    std::string step;         ///< climbing, pruning, comparing, measuring
    std::uint32_t plans = 0;  ///< Looked at so far.
    double holds = 0;         ///< Of the plan at hand, in its worst scenario.
    double cost = 0;
};

struct OptimiseRequest {
    City city;
    std::vector<Scenario> scenarios;  ///< The plan must do in each of them.
    Plan plan;                        ///< Costs of its measures are those of docs/formats/plan.md.
    std::vector<Lever> levers;
    double probability = 0.95;        ///< With which all sites shall hold the standard.
    double indifference = 0.02;       ///< A plan short of it by so much is as good.
    std::uint32_t days = 200;         ///< For each plan looked at, the same days for all.
    std::uint32_t final_days = 1000;  ///< For the plan that is recommended, other days.
    std::uint64_t seed = 1;
    unsigned threads = 0;
    Engines engines;
    std::stop_token cancel;  ///< The best found until then is given.
    std::function<void(const OptimiseProgress&)> progress;
};

/// What a lever is set to.
struct Setting {
    int count = 0;                       ///< In all when it differs from site to site.
    std::map<std::string, int> by_site;  ///< Only with Lever::each_site; sites with none left out.

    friend bool operator==(const Setting&, const Setting&) = default;
};

/// A plan that was looked at, in its worst scenario.
struct PlanPoint {
    std::vector<Setting> settings;  ///< By lever.
    double cost = 0;                ///< Dollars a day, uses included.
    Estimate holds;          ///< Probability that all sites hold the standard; 95 % interval.
    double sites_held = 0;   ///< Mean share of the sites that do.
    std::string scenario;    ///< The one that binds.
    std::string site;        ///< The one that fails most often in it.
    std::uint32_t days = 0;  ///< It was seen on so many; in the scenario with fewest.
};

/// What about 1,000 dollars more would change.
struct NextPurchase {
    std::string measure;
    int more = 0;
    double cost = 0;
    double gain = 0;        ///< In the probability that all sites hold.
    double sites_gain = 0;  ///< In the mean share of sites that do.
};

struct Optimised {
    bool reached = false;  ///< The recommended plan is within the indifference zone.
    bool cancelled = false;
    /// Measured on days that played no part in choosing it. When it was cancelled: the best that
    /// was seen on all days of the search, on these; before there is one, the least plan on those
    /// of the days that were done (PlanPoint::days).
    PlanPoint best;
    Plan plan;                       ///< The plan with these counts.
    std::string guarantee;           ///< What that measurement lets one say, in words.
    ControlledWait wait;             ///< The city's mean wait under it, in the binding scenario.
    std::vector<PlanPoint> curve;    ///< Cost and risk, from the least plan on; all on all days.
    std::vector<NextPurchase> next;  ///< The best first; none when it was cancelled.
    std::uint32_t plans = 0;         ///< Looked at.
};

/// Refuses what make_model refuses, levers that are no measure of the plan with a count, and an
/// empty list of scenarios.
///
/// Greedy: of the levers that can go up, ranking and selection on common days (ranking.hpp) finds
/// the one that gains most for its cost, until the standard is held. Then bisection brings each
/// lever down as far as it goes, all sites at once where each has its own number: more means never
/// do harm. Of all cheaper counts of the levers with one count for all, the cheapest is taken that
/// the sequential test says is feasible (cheapest_counts.hpp).
[[nodiscard]] Result<Optimised> optimise(const OptimiseRequest& request);

/// Levers and results as JSON (docs/formats/optimisation.md).
[[nodiscard]] json::Object optimisation_report(
    const OptimiseRequest& request, const Optimised& found
);
[[nodiscard]] std::string optimisation_table(
    const OptimiseRequest& request, const Optimised& found
);

/// The least number of servers at a station with which the site holds the standard with the asked
/// probability; `most` when no number up to it does. Waits only fall as servers are added (the same
/// draws), so bisection finds it.
[[nodiscard]] int least_servers(
    const Model& model,
    std::uint32_t site,
    std::uint32_t station,
    int most,
    double probability,
    const RunOptions& options
);

}  // namespace belfry::simulation
