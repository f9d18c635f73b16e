#include "simulation/day_block.hpp"

#include <algorithm>
#include <numeric>

#include "simulation/city_day.hpp"
#include "simulation/lanes.hpp"
#include "simulation/moment.hpp"

namespace belfry::simulation {

namespace {

double dollars(const std::optional<Money>& money) {
    return money ? static_cast<double>(money->in_cents()) / 100 : 0;
}

/// How many units of a measure are held ready.
double units(const MeasureModel& m) {
    if (m.said.kind == MeasureKind::repair_crews) {
        const auto crews = crews_by_base(m.said);
        return std::accumulate(crews.begin(), crews.end(), 0);
    }
    if (m.said.shared.value_or(false)) {
        return m.said.count.value_or(1);
    }
    double sum = 0;
    for (std::uint32_t site = 0; site < m.sites.size(); ++site) {
        sum += m.sites[site] ? m.count_at(site).value_or(1) : 0;
    }
    return sum;
}

void add_control(DayMetrics& metrics, const Model& model, const ControlTotals& totals) {
    double cost = fixed_cost(model);
    for (std::size_t m = 0; m < model.measures.size(); ++m) {
        cost += static_cast<double>(totals.uses[m]) * dollars(model.measures[m].said.use_cost);
    }
    metrics[std::size_t(Metric::cost)] = cost;
    metrics[std::size_t(Metric::availability)] =
        totals.machine_minutes > 0 ? 1 - totals.down_minutes / totals.machine_minutes : 1;
    metrics[std::size_t(Metric::crew_busy)] = totals.crew_busy_minutes;
    metrics[std::size_t(Metric::repair_wait)] = totals.repair_wait_minutes;
    metrics[std::size_t(Metric::repairs)] = static_cast<double>(totals.repairs_waited);
    metrics[std::size_t(Metric::failures)] = static_cast<double>(totals.failures);
}

struct CitySums {
    SiteTally tally;
    DayMetrics metrics{};
};

void add_site(CitySums& city, const SiteTally& tally, const DayMetrics& metrics) {
    add_to_city(city.tally, tally);
    join_metrics(city.metrics, metrics);
}

}  // namespace

double fixed_cost(const Model& model) {
    double cost = 0;
    for (const auto& measure : model.measures) {
        cost += dollars(measure.said.cost) + units(measure) * dollars(measure.said.unit_cost);
    }
    return cost;
}

namespace {

void run_one_by_one(
    const Model& model,
    std::uint64_t seed,
    std::uint32_t first,
    std::uint32_t count,
    const BlockSink& sink
) {
    std::vector<SiteTally> tallies;
    for (std::uint32_t day = first; day < first + count; ++day) {
        ControlTotals totals;
        run_city_day(model, {seed, day}, tallies, totals);
        CitySums city;
        city.tally.reset(model, 0);
        for (std::uint32_t i = 0; i < tallies.size(); ++i) {
            const auto metrics = metrics_of(tallies[i], model.sites[i], model.standard);
            sink.site(day, i, tallies[i], metrics);
            add_site(city, tallies[i], metrics);
        }
        finish_city_metrics(city.metrics, city.tally, model.sites.size());
        add_control(city.metrics, model, totals);
        sink.city(day, city.tally, city.metrics, totals.uses);
    }
}

/// What the control plane does on one day, by site; nothing it does depends on what is seen.
struct DayCalendar {
    std::vector<std::vector<Effect>> by_site;
    std::vector<std::uint32_t> curves;
    ControlTotals totals;
};

DayCalendar calendar_of(const Model& model, Day day) {
    ControlPlane control(model, day);
    DayCalendar calendar;
    std::vector<Effect> effects;
    control.run_before(never, effects);
    calendar.by_site.resize(effects.empty() ? 0 : model.sites.size());
    for (const auto& effect : effects) {
        calendar.by_site[effect.site].push_back(effect);
    }
    for (std::uint32_t i = 0; i < model.sites.size(); ++i) {
        calendar.curves.push_back(control.curve_of(i));
    }
    calendar.totals = control.totals();
    return calendar;
}

std::vector<std::vector<Effect>> by_station(const std::vector<Effect>& effects, std::size_t count) {
    std::vector<std::vector<Effect>> stations(effects.empty() ? 0 : count);
    for (const auto& effect : effects) {
        stations[effect.station].push_back(effect);
    }
    return stations;
}

void run_in_lanes(
    const Model& model,
    std::uint64_t seed,
    std::uint32_t first,
    std::uint32_t count,
    Lanes lanes,
    const BlockSink& sink
) {
    thread_local LaneBuffers buffers;
    std::vector<DayCalendar> calendars;
    std::vector<CitySums> cities(count);
    std::array<SiteTally, block_days> tallies;
    LaneJob job;
    job.model = &model;
    job.seed = seed;
    for (std::uint32_t l = 0; l < block_days; ++l) {
        job.tally[l] = &tallies[l];
        job.replication[l] = first + l;
        if (l < count) {
            const Day day{seed, first + l};
            calendars.push_back(calendar_of(model, day));
            job.turnout[l] = turnout_of(model, day);
            cities[l].tally.reset(model, 0);
        }
    }
    for (std::uint32_t i = 0; i < model.sites.size(); ++i) {
        job.site = i;
        for (std::uint32_t l = 0; l < count; ++l) {
            const auto& calendar = calendars[l];
            job.curve[l] = calendar.curves[i];
            job.effects[l].clear();
            if (!calendar.by_site.empty()) {
                job.effects[l] = by_station(calendar.by_site[i], model.sites[i].servers.size());
            }
        }
        run_lanes(job, lanes, buffers);
        for (std::uint32_t l = 0; l < count; ++l) {
            const auto metrics = metrics_of(tallies[l], model.sites[i], model.standard);
            sink.site(first + l, i, tallies[l], metrics);
            add_site(cities[l], tallies[l], metrics);
        }
    }
    for (std::uint32_t l = 0; l < count; ++l) {
        auto& city = cities[l];
        finish_city_metrics(city.metrics, city.tally, model.sites.size());
        add_control(city.metrics, model, calendars[l].totals);
        sink.city(first + l, city.tally, city.metrics, calendars[l].totals.uses);
    }
}

}  // namespace

void run_block(
    const Model& model,
    std::uint64_t seed,
    std::uint32_t first,
    std::uint32_t count,
    Lanes lanes,
    const BlockSink& sink
) {
    if (model.exogenous && model.counted_from <= model.first_opening && lanes != Lanes::none) {
        run_in_lanes(model, seed, first, count, lanes, sink);
    } else {
        run_one_by_one(model, seed, first, count, sink);
    }
}

}  // namespace belfry::simulation
