#include "simulation/optimiser.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace belfry::simulation {

namespace {

constexpr double confidence = 0.95;

class Search {
public:
    explicit Search(const OptimiseRequest& request) : request_(request) {}

    Result<Optimised> run() {
        if (auto problems = what_is_wrong(); !problems.empty()) {
            return refuse_fields(std::move(problems));
        }
        if (const auto model = model_of(request_.scenarios.front(), least()); !model) {
            return std::unexpected(model.error());
        }
        Optimised result;
        auto counts = climb(result.curve);
        if (holds(counts)) {
            counts = prune(counts);
        }
        result.best = measure(counts, request_.final_days, request_.seed + 1);
        result.reached = result.best.holds.value >= request_.probability - request_.indifference;
        result.next = next_purchases(counts);
        return result;
    }

private:
    [[nodiscard]] json::Problems what_is_wrong() const {
        json::Problems problems;
        const auto wrong = [&](std::string field, const char* code, const char* advice) {
            problems.push_back({std::move(field), code, advice, {}});
        };
        if (request_.scenarios.empty()) {
            wrong("scenarios", "required", "Fill this in.");
        }
        for (std::size_t i = 0; i < request_.levers.size(); ++i) {
            const auto& lever = request_.levers[i];
            const auto found = find(lever.measure);
            if (found == request_.plan.measures.end() || !found->count) {
                wrong(
                    fmt::format("levers[{}].measure", i),
                    "not_a_lever",
                    "The plan has no such measure with a count."
                );
            }
            if (lever.least < 0 || lever.most < lever.least) {
                wrong(
                    fmt::format("levers[{}].most", i),
                    "lever_range",
                    "The most is at least the least."
                );
            }
        }
        return problems;
    }

    [[nodiscard]] std::vector<Measure>::const_iterator find(const std::string& id) const {
        return std::ranges::find(request_.plan.measures, id, &Measure::id);
    }

    [[nodiscard]] std::vector<int> least() const {
        std::vector<int> counts;
        for (const auto& lever : request_.levers) {
            counts.push_back(lever.least);
        }
        return counts;
    }

    [[nodiscard]] Result<Model> model_of(const Scenario& scenario, const std::vector<int>& counts)
        const {
        auto plan = request_.plan;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            std::ranges::find(plan.measures, request_.levers[i].measure, &Measure::id)->count =
                counts[i];
        }
        return make_model(request_.city, scenario, plan);
    }

    PlanPoint measure(const std::vector<int>& counts, std::uint32_t days, std::uint64_t seed)
        const {
        PlanPoint worst;
        worst.holds.value = 2;
        for (const auto& scenario : request_.scenarios) {
            const auto model = model_of(scenario, counts);
            if (!model) {
                return {counts, 0, {0, 0, 0}, 0, scenario.id, {}};
            }
            RunOptions options;
            options.days = days;
            options.seed = seed;
            options.threads = request_.threads;
            const auto result = rehearse(*model, options);
            const auto held = result.city.probability(Metric::holds, confidence);
            const double sites = result.city.mean(Metric::sites_held, confidence).value /
                                 static_cast<double>(model->sites.size());
            if (std::pair(held.value, sites) < std::pair(worst.holds.value, worst.sites_held)) {
                worst = {counts, 0, held, sites, scenario.id, worst_site(*model, result)};
                worst.cost = result.city.mean(Metric::cost, confidence).value;
            }
        }
        return worst;
    }

    static std::string worst_site(const Model& model, const Rehearsal& result) {
        std::size_t worst = 0;
        double least = 2;
        for (std::size_t i = 0; i < result.sites.size(); ++i) {
            const double held = result.sites[i].probability(Metric::holds, confidence).value;
            if (held < least) {
                least = held;
                worst = i;
            }
        }
        return model.sites[worst].id;
    }

    const PlanPoint& look(const std::vector<int>& counts) {
        const auto found = known_.find(counts);
        if (found != known_.end()) {
            return found->second;
        }
        return known_[counts] = measure(counts, request_.days, request_.seed);
    }

    bool holds(const std::vector<int>& counts) {
        return look(counts).holds.value >= request_.probability;
    }

    std::vector<int> climb(std::vector<PlanPoint>& curve) {
        auto counts = least();
        curve.push_back(look(counts));
        while (!holds(counts)) {
            std::size_t best = request_.levers.size();
            double best_score = -1;
            for (std::size_t i = 0; i < request_.levers.size(); ++i) {
                if (counts[i] >= request_.levers[i].most) {
                    continue;
                }
                const auto& now = look(counts);
                const auto& then = look(raised(counts, i));
                const double gain =
                    then.sites_held - now.sites_held + (then.holds.value - now.holds.value);
                const double score = std::max(0.0, gain) / std::max(1.0, then.cost - now.cost);
                if (score > best_score) {
                    best_score = score;
                    best = i;
                }
            }
            if (best == request_.levers.size()) {
                break;
            }
            counts = raised(counts, best);
            curve.push_back(look(counts));
        }
        return counts;
    }

    /// Wide ranges are climbed in eighths; bisection finds the exact count afterwards.
    [[nodiscard]] std::vector<int> raised(std::vector<int> counts, std::size_t lever) const {
        const auto& range = request_.levers[lever];
        const int step = std::max(1, (range.most - range.least) / 8);
        counts[lever] = std::min(range.most, counts[lever] + step);
        return counts;
    }

    std::vector<int> prune(std::vector<int> counts) {
        for (std::size_t i = 0; i < counts.size(); ++i) {
            int low = request_.levers[i].least;
            int high = counts[i];
            while (low < high) {
                auto trial = counts;
                trial[i] = low + (high - low) / 2;
                if (holds(trial)) {
                    high = trial[i];
                } else {
                    low = trial[i] + 1;
                }
            }
            counts[i] = high;
        }
        return counts;
    }

    std::vector<NextPurchase> next_purchases(const std::vector<int>& counts) {
        std::vector<NextPurchase> purchases;
        const PlanPoint now = look(counts);
        for (std::size_t i = 0; i < counts.size(); ++i) {
            auto more = counts;
            more[i] += 1;
            const double each = look(more).cost - now.cost;
            const int units = each > 0 ? std::max(1, static_cast<int>(1'000 / each)) : 1;
            more[i] = counts[i] + units;
            const auto& then = look(more);
            purchases.push_back(
                {request_.levers[i].measure,
                 units,
                 then.cost - now.cost,
                 then.holds.value - now.holds.value,
                 then.sites_held - now.sites_held}
            );
        }
        std::ranges::sort(purchases, [](const NextPurchase& a, const NextPurchase& b) {
            return std::tuple(a.gain, a.sites_gain, b.measure) >
                   std::tuple(b.gain, b.sites_gain, a.measure);
        });
        return purchases;
    }

    const OptimiseRequest& request_;
    std::map<std::vector<int>, PlanPoint> known_;
};

}  // namespace

Result<Optimised> optimise(const OptimiseRequest& request) {
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
