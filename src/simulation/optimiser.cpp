#include "simulation/optimiser.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "simulation/cheapest_counts.hpp"
#include "simulation/plan_trials.hpp"

namespace belfry::simulation {

namespace {

constexpr double confidence = 0.95;
/// So many cheaper plans are tested at most.
constexpr int most_tests = 32;

json::Problems what_is_wrong(const OptimiseRequest& request) {
    json::Problems problems;
    const auto wrong = [&](std::string field, const char* code, const char* advice) {
        problems.push_back({std::move(field), code, advice, {}});
    };
    if (request.scenarios.empty()) {
        wrong("scenarios", "required", "Fill this in.");
    }
    for (std::size_t i = 0; i < request.levers.size(); ++i) {
        const auto& lever = request.levers[i];
        const auto found = std::ranges::find(request.plan.measures, lever.measure, &Measure::id);
        const bool counted =
            found != request.plan.measures.end() &&
            (found->count || found->counts || found->kind == MeasureKind::repair_crews ||
             found->kind == MeasureKind::paper_pollbooks);
        const bool shared =
            counted && (found->shared.value_or(false) || found->kind == MeasureKind::repair_crews);
        if (!counted || (lever.each_site && shared)) {
            wrong(
                fmt::format("levers[{}].measure", i),
                "not_a_lever",
                "The plan has no such measure with a count."
            );
        }
        if (lever.least < 0 || lever.most < lever.least) {
            wrong(
                fmt::format("levers[{}].most", i), "lever_range", "The most is at least the least."
            );
        }
    }
    return problems;
}

class Search {
public:
    explicit Search(const OptimiseRequest& request) : request_(request), trials_(request) {}

    Optimised run() {
        Optimised result;
        auto choice = climb(result.curve);
        if (holds(choice) && !trials_.cancelled()) {
            choice = prune(choice);
            // Stopped meanwhile, it may not have been looked at on all its days.
            if (const auto least = cheapest(choice); trials_.look(least).whole) {
                choice = least;
            }
        }
        tell("measuring", choice);
        auto measured = trials_.measure(choice, request_.final_days, request_.seed + 1);
        if (!trials_.cancelled()) {
            RunOptions options;
            options.days = request_.final_days;
            options.seed = request_.seed + 1;
            options.threads = request_.threads;
            const auto model = trials_.model_of(choice, measured.scenario);
            result.wait = controlled_wait(*model, options, request_.engines);
            result.next = next_purchases(choice);
        }
        result.cancelled = trials_.cancelled();
        if (result.cancelled) {
            measured = trials_.look(choice);
            result.next.clear();  // it may have been stopped while it looked at these
        }
        result.best = measured.point;
        result.plan = trials_.plan_of(choice);
        result.reached = measured.whole &&
                         result.best.holds.value >= request_.probability - request_.indifference;
        result.guarantee = guarantee(result);
        result.plans = trials_.looked_at();
        return result;
    }

private:
    [[nodiscard]] std::string guarantee(const Optimised& found) const {
        if (found.best.days == 0) {
            return "Stopped before a day of the first plan was done: nothing is known of it.";
        }
        return fmt::format(
            "In {} {}days of the scenario \"{}\" all sites held the standard on {:.1f} % of the "
            "days: with 95 % confidence on {:.1f} to {:.1f} %. Asked was {:.1f} %.",
            found.best.days,
            found.cancelled ? "" : "independent ",
            found.best.scenario,
            100 * found.best.holds.value,
            100 * found.best.holds.low,
            100 * found.best.holds.high,
            100 * request_.probability
        );
    }

    void tell(const char* step, const Choice& choice) {
        if (request_.progress && !trials_.cancelled()) {
            const auto& point = trials_.look(choice).point;
            request_.progress({step, trials_.looked_at(), point.holds.value, point.cost});
        }
    }

    /// Seen on all its days; what a search that was stopped saw of a plan says nothing of it.
    bool holds(const Choice& choice) {
        const auto& seen = trials_.look(choice);
        return seen.whole && seen.point.holds.value >= request_.probability;
    }

    /// A site that holds this often fails so seldom that the city may hold as often as asked.
    [[nodiscard]] double site_target() const {
        return 1 - (1 - request_.probability) / static_cast<double>(trials_.sites());
    }

    /// The lever one step up: an eighth of its range, bisection finds the exact count afterwards;
    /// with a number for each site, where the site fails too often.
    Choice raised(Choice choice, std::size_t lever) {
        const auto& range = request_.levers[lever];
        const int step = std::max(1, (range.most - range.least) / 8);
        const auto& held = trials_.look(choice).site_holds;
        auto& counts = choice[lever];
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const bool wanted =
                !range.each_site || (trials_.covers(lever, i) && held[i] < site_target());
            counts[i] = wanted ? std::min(range.most, counts[i] + step) : counts[i];
        }
        return choice;
    }

    Choice climb(std::vector<PlanPoint>& curve) {
        auto choice = trials_.least();
        if (const auto& seen = trials_.look(choice); seen.whole) {
            curve.push_back(seen.point);
        }
        while (!holds(choice) && !trials_.cancelled()) {
            tell("climbing", choice);
            std::vector<Choice> arms;
            for (std::size_t lever = 0; lever < request_.levers.size(); ++lever) {
                auto arm = raised(choice, lever);
                if (arm != choice) {
                    arms.push_back(std::move(arm));
                }
            }
            if (arms.empty()) {
                break;
            }
            const auto& next = arms[best_of(arms, choice)];
            // Chosen among arms of which not all days were seen, it may be the wrong one.
            if (trials_.cancelled() || !trials_.look(next).whole) {
                break;
            }
            choice = next;
            curve.push_back(trials_.look(choice).point);
        }
        return choice;
    }

    /// Which arm gains most for its cost: Kim and Nelson's procedure on common days.
    std::size_t best_of(const std::vector<Choice>& arms, const Choice& now) {
        if (arms.size() == 1) {
            return 0;
        }
        const double base = trials_.fixed_cost_of(now);
        std::vector<double> cost;
        for (const auto& arm : arms) {
            cost.push_back(std::max(1.0, trials_.fixed_cost_of(arm) - base));
        }
        SelectionRule rule;
        rule.indifference = request_.indifference * 1'000 / *std::ranges::min_element(cost);
        rule.most_days = std::max(rule.first_days, request_.days);
        std::map<std::uint32_t, std::vector<double>> known;
        const auto sample = [&](std::size_t arm, std::uint32_t first, std::uint32_t count) {
            if (!known.contains(first)) {
                known[first] = trials_.scores(now, first, count);
            }
            auto gains = trials_.scores(arms[arm], first, count);
            for (std::uint32_t d = 0; d < count; ++d) {
                gains[d] = (gains[d] - known[first][d]) * 1'000 / cost[arm];
            }
            return gains;
        };
        return select_best(arms.size(), rule, sample).best;
    }

    /// Each lever down as far as it goes, the dearest first.
    Choice prune(Choice choice) {
        std::vector<std::size_t> order;
        for (std::size_t lever = 0; lever < choice.size(); ++lever) {
            order.push_back(lever);
        }
        std::ranges::sort(order, std::greater(), [&](std::size_t lever) {
            return trials_.measure_of(lever).unit_cost.value_or(Money()).in_cents();
        });
        for (const auto lever : order) {
            tell("pruning", choice);
            choice = request_.levers[lever].each_site ? prune_sites(choice, lever)
                                                      : prune_one(choice, lever);
        }
        return choice;
    }

    Choice prune_one(Choice choice, std::size_t lever) {
        int low = request_.levers[lever].least;
        int high = choice[lever].front();
        while (low < high && !trials_.cancelled()) {
            auto trial = choice;
            trial[lever].front() = low + (high - low) / 2;
            if (holds(trial)) {
                high = trial[lever].front();
            } else {
                low = trial[lever].front() + 1;
            }
        }
        choice[lever].front() = high;
        return choice;
    }

    /// Bisection at all sites at once: a count is enough where the site then holds as often as with
    /// the count it had, within the indifference zone of a site.
    Choice prune_sites(const Choice& choice, std::size_t lever) {
        const auto before = trials_.look(choice).site_holds;
        const double zone = request_.indifference / static_cast<double>(trials_.sites());
        auto high = choice[lever];
        std::vector<int> low(high.size(), request_.levers[lever].least);
        while (low != high && !trials_.cancelled()) {
            auto trial = choice;
            for (std::size_t i = 0; i < high.size(); ++i) {
                trial[lever][i] = low[i] + (high[i] - low[i]) / 2;
            }
            const auto& seen = trials_.look(trial);
            if (!seen.whole) {
                break;
            }
            const auto& held = seen.site_holds;
            for (std::size_t i = 0; i < high.size(); ++i) {
                const double wanted = std::min(before[i], site_target()) - zone;
                if (held[i] >= wanted) {
                    high[i] = trial[lever][i];
                } else {
                    low[i] = std::min(high[i], trial[lever][i] + 1);
                }
            }
        }
        auto pruned = choice;
        pruned[lever] = high;
        return holds(pruned) ? pruned : choice;
    }

    /// By lever with one count for all: its range and what one more costs.
    [[nodiscard]] std::vector<CountRange> ranges_around(const Choice& choice) const {
        std::vector<CountRange> ranges;
        const double base = trials_.fixed_cost_of(choice);
        for (std::size_t lever = 0; lever < choice.size(); ++lever) {
            const auto& range = request_.levers[lever];
            if (!range.each_site) {
                auto more = choice;
                ++more[lever].front();
                const double cost = trials_.fixed_cost_of(more) - base;
                ranges.push_back({range.least, range.most, std::max(0.0, cost)});
            }
        }
        return ranges;
    }

    [[nodiscard]] Choice with_counts(Choice choice, const std::vector<int>& counts) const {
        std::size_t next = 0;
        for (std::size_t lever = 0; lever < choice.size(); ++lever) {
            if (!request_.levers[lever].each_site) {
                choice[lever].front() = counts[next++];
            }
        }
        return choice;
    }

    /// The cheapest plan that the sequential test finds feasible; the plan itself when none is.
    Choice cheapest(const Choice& choice) {
        std::vector<int> counts;
        for (std::size_t lever = 0; lever < choice.size(); ++lever) {
            if (!request_.levers[lever].each_site) {
                counts.push_back(choice[lever].front());
            }
        }
        SelectionRule rule;
        rule.error = (1 - confidence) / most_tests;
        rule.indifference = request_.indifference;
        rule.most_days = std::max(request_.final_days, rule.first_days);
        rule.least_variance = request_.probability * (1 - request_.probability);
        const auto feasible = [&](const std::vector<int>& tried) {
            const auto other = with_counts(choice, tried);
            const auto sample = [&](std::size_t, std::uint32_t first, std::uint32_t count) {
                return trials_.days_held(other, first, count);
            };
            if (trials_.cancelled()) {
                return false;
            }
            tell("comparing", choice);
            return is_at_least(request_.probability, rule, sample).verdict == Verdict::at_least &&
                   !trials_.cancelled();
        };
        return with_counts(
            choice, cheapest_counts(ranges_around(choice), counts, most_tests, feasible)
        );
    }

    std::vector<NextPurchase> next_purchases(const Choice& choice) {
        std::vector<NextPurchase> purchases;
        const auto now = trials_.look(choice);
        for (std::size_t lever = 0; lever < choice.size(); ++lever) {
            const auto cents = trials_.measure_of(lever).unit_cost.value_or(Money()).in_cents();
            const double each = static_cast<double>(cents) / 100;
            int units = each > 0 ? std::max(1, static_cast<int>(1'000 / each)) : 1;
            const auto more = bought(choice, lever, units, now.site_holds);
            const auto& then = trials_.look(more).point;
            purchases.push_back(
                {request_.levers[lever].measure,
                 units,
                 then.cost - now.point.cost,
                 then.holds.value - now.point.holds.value,
                 then.sites_held - now.point.sites_held}
            );
        }
        std::ranges::sort(purchases, [](const NextPurchase& a, const NextPurchase& b) {
            return std::tuple(a.gain, a.sites_gain, b.measure) >
                   std::tuple(b.gain, b.sites_gain, a.measure);
        });
        return purchases;
    }

    /// `units` more of a lever; one at each of the weakest sites where each has its own number.
    Choice bought(Choice choice, std::size_t lever, int& units, const std::vector<double>& held)
        const {
        if (!request_.levers[lever].each_site) {
            choice[lever].front() += units;
            return choice;
        }
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < held.size(); ++i) {
            if (trials_.covers(lever, i)) {
                order.push_back(i);
            }
        }
        std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(held[i], i); });
        units = std::min(units, static_cast<int>(order.size()));
        for (int n = 0; n < units; ++n) {
            ++choice[lever][order[std::size_t(n)]];
        }
        return choice;
    }

    const OptimiseRequest& request_;
    PlanTrials trials_;
};

}  // namespace

Result<Optimised> optimise(const OptimiseRequest& request) {
    if (auto problems = what_is_wrong(request); !problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    for (const auto& scenario : request.scenarios) {
        const auto model = make_model(request.city, scenario, request.plan);
        if (!model) {
            return std::unexpected(model.error());
        }
    }
    return Search(request).run();
}

int least_servers(
    const Model& model,
    std::uint32_t site,
    std::uint32_t station,
    int most,
    double probability,
    const RunOptions& options
) {
    Model trial = model;
    int low = 1;
    int high = most;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        trial.sites[site].servers[station] = middle;
        const auto result = rehearse(trial, options);
        if (result.sites[site].probability(Metric::holds, confidence).value >= probability) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return high;
}

}  // namespace belfry::simulation
