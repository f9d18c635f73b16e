#pragma once

#include <atomic>
#include <map>
#include <vector>

#include "simulation/optimiser.hpp"
#include "simulation/ranking.hpp"

namespace belfry::simulation {

/// By lever: one count, or with Lever::each_site one for each site of the city.
using Choice = std::vector<std::vector<int>>;

/// Tries plans of an optimisation on its days and remembers what came of them.
class PlanTrials {
public:
    explicit PlanTrials(const OptimiseRequest& request);

    /// A choice in the scenario in which it does worst.
    struct Trial {
        PlanPoint point;
        bool whole = false;  ///< Every scenario was seen on all days: nobody stopped the search.
        std::size_t scenario = 0;
        std::vector<double> site_holds;  ///< By site: the least over the scenarios.
    };

    /// On request.days days of request.seed.
    const Trial& look(const Choice& choice);

    [[nodiscard]] Trial measure(const Choice& choice, std::uint32_t days, std::uint64_t seed) const;

    /// By day: 1 when all sites hold in every scenario.
    [[nodiscard]] std::vector<double> days_held(
        const Choice& choice, std::uint32_t first, std::uint32_t count
    ) const;

    /// By day: share of the sites that hold, plus 1 when all do; the mean over the scenarios.
    [[nodiscard]] std::vector<double> scores(
        const Choice& choice, std::uint32_t first, std::uint32_t count
    ) const;

    [[nodiscard]] Plan plan_of(const Choice& choice) const;
    [[nodiscard]] Result<Model> model_of(const Choice& choice, std::size_t scenario) const;
    /// Dollars before anything is used.
    [[nodiscard]] double fixed_cost_of(const Choice& choice) const;
    [[nodiscard]] Choice least() const;

    [[nodiscard]] std::size_t sites() const { return sites_.size(); }

    [[nodiscard]] bool covers(std::size_t lever, std::size_t site) const {
        return covered_[lever][site];
    }

    [[nodiscard]] const Measure& measure_of(std::size_t lever) const;

    [[nodiscard]] std::uint32_t looked_at() const { return looked_at_; }

    /// Whether the caller does not want to know any more.
    [[nodiscard]] bool cancelled() const { return request_.cancel.stop_requested(); }

private:
    [[nodiscard]] RunOptions options(std::uint32_t days, std::uint64_t seed) const;
    [[nodiscard]] std::vector<Setting> settings_of(const Choice& choice) const;

    const OptimiseRequest& request_;
    std::vector<std::string> sites_;
    std::vector<std::vector<bool>> covered_;  ///< By lever and site.
    std::map<Choice, Trial> known_;
    std::uint32_t looked_at_ = 0;
};

}  // namespace belfry::simulation
