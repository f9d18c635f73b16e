#include "simulation/plan_trials.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "simulation/day_block.hpp"
#include "simulation/site_names.hpp"

namespace belfry::simulation {

namespace {

constexpr double confidence = 0.95;

}  // namespace

PlanTrials::PlanTrials(const OptimiseRequest& request) : request_(request) {
    for (const auto& site : request.city.sites) {
        for (int copy = 0; copy < site.copies.value_or(1); ++copy) {
            sites_.push_back(copy_id(site, copy));
        }
    }
    const SiteNames names(request.city);
    for (std::size_t i = 0; i < request.levers.size(); ++i) {
        const auto& measure = measure_of(i);
        const bool all = !measure.where || !measure.where->sites;
        covered_.emplace_back(sites_.size(), all);
        for (const auto& id : all ? std::vector<std::string>() : *measure.where->sites) {
            for (const auto site : names.find(id)) {
                covered_.back()[site] = true;
            }
        }
    }
}

const Measure& PlanTrials::measure_of(std::size_t lever) const {
    const auto& id = request_.levers[lever].measure;
    const auto found = std::ranges::find(request_.plan.measures, id, &Measure::id);
    check(found != request_.plan.measures.end(), "a lever is a measure of the plan");
    return *found;
}

Choice PlanTrials::least() const {
    Choice choice;
    for (const auto& lever : request_.levers) {
        choice.emplace_back(lever.each_site ? sites_.size() : 1, lever.least);
    }
    return choice;
}

Plan PlanTrials::plan_of(const Choice& choice) const {
    auto plan = request_.plan;
    for (std::size_t i = 0; i < choice.size(); ++i) {
        const auto& lever = request_.levers[i];
        auto& measure = *std::ranges::find(plan.measures, lever.measure, &Measure::id);
        if (!lever.each_site) {
            measure.count = choice[i].front();
            measure.counts.reset();
            continue;
        }
        measure.count = 0;
        measure.counts.emplace();
        for (std::size_t site = 0; site < sites_.size(); ++site) {
            if (covered_[i][site] && choice[i][site] > 0) {
                measure.counts->emplace(sites_[site], choice[i][site]);
            }
        }
    }
    return plan;
}

std::vector<Setting> PlanTrials::settings_of(const Choice& choice) const {
    std::vector<Setting> settings;
    for (std::size_t i = 0; i < choice.size(); ++i) {
        Setting setting;
        for (std::size_t site = 0; site < choice[i].size(); ++site) {
            const bool counts = !request_.levers[i].each_site || covered_[i][site];
            setting.count += counts ? choice[i][site] : 0;
            if (request_.levers[i].each_site && counts && choice[i][site] > 0) {
                setting.by_site.emplace(sites_[site], choice[i][site]);
            }
        }
        settings.push_back(std::move(setting));
    }
    return settings;
}

Result<Model> PlanTrials::model_of(const Choice& choice, std::size_t scenario) const {
    return make_model(request_.city, request_.scenarios[scenario], plan_of(choice));
}

double PlanTrials::fixed_cost_of(const Choice& choice) const {
    return fixed_cost(*model_of(choice, 0));
}

RunOptions PlanTrials::options(std::uint32_t days, std::uint64_t seed) const {
    RunOptions out;
    out.days = days;
    out.seed = seed;
    out.threads = request_.threads;
    out.cancel = request_.cancel;
    return out;
}

PlanTrials::Trial PlanTrials::measure(const Choice& choice, std::uint32_t days, std::uint64_t seed)
    const {
    Trial worst;
    worst.point.holds.value = 2;
    worst.site_holds.assign(sites_.size(), 1);
    std::uint32_t seen = days;
    for (std::size_t s = 0; s < request_.scenarios.size(); ++s) {
        const auto model = model_of(choice, s);
        check(model.has_value(), "a lever within its range makes a plan");
        const auto result = request_.engines.rehearse(*model, options(days, seed));
        seen = std::min(seen, result.days);
        std::size_t weakest = 0;
        double least = 2;
        for (std::size_t i = 0; i < sites_.size(); ++i) {
            const double held = result.sites[i].probability(Metric::holds, confidence).value;
            worst.site_holds[i] = std::min(worst.site_holds[i], held);
            weakest = held < least ? i : weakest;
            least = std::min(least, held);
        }
        const auto held = result.city.probability(Metric::holds, confidence);
        const double share = result.city.mean(Metric::sites_held, confidence).value /
                             static_cast<double>(sites_.size());
        if (std::pair(held.value, share) <
            std::pair(worst.point.holds.value, worst.point.sites_held)) {
            const double cost = result.city.mean(Metric::cost, confidence).value;
            worst.point = {
                settings_of(choice), cost, held, share, request_.scenarios[s].id, sites_[weakest], 0
            };
            worst.scenario = s;
        }
    }
    worst.point.days = seen;
    worst.whole = seen == days;
    return worst;
}

const PlanTrials::Trial& PlanTrials::look(const Choice& choice) {
    const auto found = known_.find(choice);
    if (found != known_.end()) {
        return found->second;
    }
    ++looked_at_;
    return known_[choice] = measure(choice, request_.days, request_.seed);
}

std::vector<double> PlanTrials::days_held(
    const Choice& choice, std::uint32_t first, std::uint32_t count
) const {
    std::vector<double> held(count, 1);
    for (std::size_t s = 0; s < request_.scenarios.size(); ++s) {
        const auto days =
            request_.engines.city_days(*model_of(choice, s), options(count, request_.seed), first);
        for (std::uint32_t d = 0; d < count; ++d) {
            held[d] = std::min(held[d], days[d][std::size_t(Metric::holds)]);
        }
    }
    return held;
}

std::vector<double> PlanTrials::scores(
    const Choice& choice, std::uint32_t first, std::uint32_t count
) const {
    std::vector<double> scores(count);
    const auto scenarios = static_cast<double>(request_.scenarios.size());
    const auto places = static_cast<double>(sites_.size());
    for (std::size_t s = 0; s < request_.scenarios.size(); ++s) {
        const auto days =
            request_.engines.city_days(*model_of(choice, s), options(count, request_.seed), first);
        for (std::uint32_t d = 0; d < count; ++d) {
            scores[d] += (days[d][std::size_t(Metric::holds)] +
                          days[d][std::size_t(Metric::sites_held)] / places) /
                         scenarios;
        }
    }
    return scores;
}

}  // namespace belfry::simulation
