#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulation/rehearsal.hpp"

namespace belfry::simulation {

/// A measure of the plan whose `count` may be chosen.
struct Lever {
    std::string measure;
    int least = 0;
    int most = 0;
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
};

/// A plan that was looked at, in its worst scenario.
struct PlanPoint {
    std::vector<int> counts;  ///< By lever.
    double cost = 0;          ///< Dollars a day, uses included.
    Estimate holds;           ///< Probability that all sites hold the standard; 95 % interval.
    double sites_held = 0;    ///< Mean share of the sites that do.
    std::string scenario;     ///< The one that binds.
    std::string site;         ///< The one that fails most often in it.
};

/// What one more purchase of about 1,000 dollars would change.
struct NextPurchase {
    std::string measure;
    int more = 0;
    double cost = 0;
    double gain = 0;        ///< In the probability that all sites hold.
    double sites_gain = 0;  ///< In the mean share of sites that do.
};

struct Optimised {
    bool reached = false;            ///< The recommended plan is within the indifference zone.
    PlanPoint best;                  ///< Measured on days that played no part in choosing it.
    std::vector<PlanPoint> curve;    ///< Cost and risk, from the least plan on.
    std::vector<NextPurchase> next;  ///< The best first.
};

/// Refuses what make_model refuses, levers that are no measure of the plan with a count, and an
/// empty list of scenarios.
///
/// Greedy: the lever that raises the share of sites that hold most for its cost goes up until the
/// standard is held; then each lever is brought down by bisection as far as it goes. More means are
/// taken never to do harm, which holds for the measures that can be levers.
[[nodiscard]] Result<Optimised> optimise(const OptimiseRequest& request);

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
