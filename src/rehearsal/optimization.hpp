#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/money.hpp"
#include "base/refusal.hpp"
#include "simulation/optimiser.hpp"

/// The search for the cheapest plan that holds, as people ask for it and read it.
namespace belfry::rehearsal {

/// A number with its confidence interval.
struct Figure {
    double value = 0;
    double low = 0;
    double high = 0;

    friend bool operator==(const Figure&, const Figure&) = default;
};
BOOST_DESCRIBE_STRUCT(Figure, (), (value, low, high))

/// A measure whose number may be chosen. `measure` names one of the plan; without it one of `kind`
/// is added. `where`: only at these sites.
struct LeverWish {
    std::optional<std::string> measure;
    std::optional<simulation::MeasureKind> kind;
    std::optional<simulation::Where> where;
    std::optional<std::vector<simulation::Equipment>> equipment;
    std::optional<std::int64_t> least;
    std::int64_t most = 0;
    std::optional<bool> each_site;  ///< Each site may have a number of its own.
    std::optional<bool> shared;     ///< Spare machines: one stock for all.
    std::optional<Money> unit_cost;

    friend bool operator==(const LeverWish&, const LeverWish&) = default;
};
BOOST_DESCRIBE_STRUCT(
    LeverWish, (), (measure, kind, where, equipment, least, most, each_site, shared, unit_cost)
)

struct OptimizationWish {
    std::vector<std::int64_t> scenarios;  ///< The plan must do in each; none: an ordinary day.
    std::optional<std::int64_t> plan;     ///< To begin with; none: from nothing.
    std::vector<LeverWish> levers;
    std::optional<double> probability;       ///< 0.95 when not said.
    std::optional<std::int64_t> days;        ///< For each plan looked at; 200 when not said.
    std::optional<std::int64_t> final_days;  ///< For the one that is found; 1,000.
    std::optional<std::int64_t> seed;

    friend bool operator==(const OptimizationWish&, const OptimizationWish&) = default;
};
BOOST_DESCRIBE_STRUCT(
    OptimizationWish, (), (scenarios, plan, levers, probability, days, final_days, seed)
)

/// What a lever is set to: in all when sites differ.
struct LeverSetting {
    std::string measure;
    std::string sentence;  ///< In the reader's language.
    std::int64_t count = 0;
    std::map<std::string, int> by_site;

    friend bool operator==(const LeverSetting&, const LeverSetting&) = default;
};
BOOST_DESCRIBE_STRUCT(LeverSetting, (), (measure, sentence, count, by_site))

/// A plan that was looked at, in the scenario in which it does worst.
struct PlanLooked {
    std::vector<LeverSetting> settings;
    double cost_cents = 0;  ///< A day, uses included.
    Figure p_all_hold;
    double sites_held = 0;  ///< Mean share of the sites that hold the standard.
    std::string scenario;   ///< Name of the one that binds.
    std::string site;       ///< Name of the one that fails most often in it.

    friend bool operator==(const PlanLooked&, const PlanLooked&) = default;
};
BOOST_DESCRIBE_STRUCT(
    PlanLooked, (), (settings, cost_cents, p_all_hold, sites_held, scenario, site)
)

/// What about 1,000 dollars more would change.
struct Purchase {
    std::string measure;
    std::string sentence;
    std::int64_t more = 0;
    double cost_cents = 0;
    double gain = 0;        ///< In the probability that all sites hold.
    double sites_gain = 0;  ///< In the mean share of sites that do.

    friend bool operator==(const Purchase&, const Purchase&) = default;
};
BOOST_DESCRIBE_STRUCT(Purchase, (), (measure, sentence, more, cost_cents, gain, sites_gain))

/// One look of the search: what it does, how many plans it has looked at, and the one at hand.
struct SearchStep {
    std::string step;  ///< `climbing`, `pruning`, `comparing`, `measuring`
    std::int64_t plans = 0;
    double p_all_hold = 0;
    double cost_cents = 0;

    friend bool operator==(const SearchStep&, const SearchStep&) = default;
};
BOOST_DESCRIBE_STRUCT(SearchStep, (), (step, plans, p_all_hold, cost_cents))

/// How far the search is; `best` and what follows from it come at its end, or when it is cancelled.
struct Optimization {
    OptimizationWish wish;
    double probability = 0;
    std::vector<SearchStep> steps;
    bool reached = false;  ///< The plan holds as often as asked, or within 2 points of it.
    std::optional<PlanLooked> best;
    std::vector<simulation::Measure> measures;  ///< The plan that was found.
    std::vector<std::string> sentences;         ///< The same in the reader's language.
    std::string guarantee;
    std::vector<PlanLooked> curve;  ///< Cost and risk, from the least plan on.
    std::vector<Purchase> next;     ///< The best first.

    friend bool operator==(const Optimization&, const Optimization&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Optimization,
    (),
    (wish, probability, steps, reached, best, measures, sentences, guarantee, curve, next)
)

}  // namespace belfry::rehearsal
