#include "rehearsal/results.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "city/place_store.hpp"
#include "rehearsal/packed.hpp"
#include "rehearsal/pairing.hpp"
#include "simulation/moment.hpp"

namespace belfry::rehearsal {

namespace {

using simulation::Metric;
using simulation::Totals;

Figure not_below_zero(const simulation::Estimate& e) {
    return {e.value, std::max(0.0, e.low), e.high};
}

Figure of_waits(const Totals& sums, Metric metric) {
    return not_below_zero(sums.of_waiting_days(metric, confidence));
}

Figure mean(const Totals& sums, Metric metric) {
    return not_below_zero(sums.mean(metric, confidence));
}

/// To a tenth: what lies behind it is no news on a map.
double tenth(double value) {
    return std::round(value * 10) / 10;
}

std::optional<double> tenth(const std::optional<double>& value) {
    return value ? std::optional(tenth(*value)) : std::nullopt;
}

std::string clock_at(const simulation::Model& model, std::uint32_t slot) {
    return simulation::to_text({simulation::minutes_at(model.slot_start(slot))});
}

void set_busiest(RunSite& row, const simulation::SiteModel& site, const Totals& sums) {
    for (std::size_t station = 0; station < sums.stations(); ++station) {
        const auto use = not_below_zero(sums.station_use(station, confidence));
        if (row.busiest.empty() || use.value > row.utilization.value) {
            row.utilization = use;
            row.busiest = site.pipeline->stations[station].id;
        }
    }
}

RunSite site_row(const simulation::SiteModel& site, const Totals& sums) {
    RunSite row;
    row.site = site.id;
    row.name = site.name;
    if (site.place) {
        row.lat = site.place->lat;
        row.lon = site.place->lon;
    }
    row.voters = site.voters;
    row.p_holds = figure(sums.probability(Metric::holds, confidence));
    row.mean_wait = not_below_zero(sums.ratio(Metric::wait, Metric::waited, confidence));
    row.p50 = of_waits(sums, Metric::p50);
    row.p90 = of_waits(sums, Metric::p90);
    row.p95 = of_waits(sums, Metric::p95);
    row.p99 = of_waits(sums, Metric::p99);
    row.longest = of_waits(sums, Metric::longest);
    row.share_over_30 = not_below_zero(sums.ratio(Metric::over_30, Metric::waited, confidence));
    row.last_out = mean(sums, Metric::last_out);
    row.lost = mean(sums, Metric::lost);
    row.redirected = mean(sums, Metric::sent_away);
    row.provisional = mean(sums, Metric::provisional);
    set_busiest(row, site, sums);
    return row;
}

std::map<std::string, std::string> addresses(store::Connection& db) {
    std::map<std::string, std::string> out;
    const auto city = city::load_city(db);
    for (const auto& place : city.places) {
        out[place.key] = place.address;
    }
    return out;
}

template <class Quantile>
Bands bands(Quantile quantile) {
    return {
        tenth(quantile(0.1)),
        tenth(quantile(0.25)),
        tenth(quantile(0.5)),
        tenth(quantile(0.75)),
        tenth(quantile(0.9))
    };
}

DaySlot slot_of(const simulation::Model& model, const Totals& sums, std::uint32_t slot) {
    DaySlot out{clock_at(model, slot), {}, {}};
    out.line = bands([&](double p) { return sums.line_quantile(slot, p); });
    if (sums.slot_wait_quantile(slot, 0.5)) {
        out.wait = bands([&](double p) { return sums.slot_wait_quantile(slot, p).value_or(0); });
    }
    return out;
}

/// The place of a pair among those of a scenario's plans, first before second.
std::size_t pair_place(std::size_t plans, std::size_t first, std::size_t second) {
    std::size_t place = 0;
    for (std::size_t i = 0; i < first; ++i) {
        place += plans - 1 - i;
    }
    return place + second - first - 1;
}

Figure turned(Figure f, bool turn) {
    return turn ? Figure{-f.value, -f.high, -f.low} : f;
}

/// The difference's own value with the interval of the paired sums.
Figure around(double value, const simulation::Estimate& e, double scale) {
    return {value, value + (e.low - e.value) * scale, value + (e.high - e.value) * scale};
}

Refusal not_in_run() {
    return {
        Refusal::Kind::not_found, "cell_not_in_run", "The run has no such scenario or plan.", {}, {}
    };
}

}  // namespace

Result<CellKey> cell_named(
    const StoredRun& run, std::optional<std::int64_t> scenario, std::optional<std::int64_t> plan
) {
    if (run.kind != RunKind::comparison) {
        return refuse(
            Refusal::Kind::conflict,
            "run_is_no_comparison",
            "This run searched for a plan; it has no such results."
        );
    }
    const auto& scenarios = run.inputs.scenarios;
    const auto& plans = run.inputs.plans;
    const auto s = std::ranges::find_if(scenarios, [&](const SeenScenario& seen) {
        return !scenario || seen.id == *scenario;
    });
    const auto p = std::ranges::find_if(plans, [&](const SeenPlan& seen) {
        return !plan || seen.id == *plan;
    });
    if (s == scenarios.end() || p == plans.end()) {
        return std::unexpected(not_in_run());
    }
    return CellKey{
        run.id,
        static_cast<std::size_t>(s - scenarios.begin()),
        static_cast<std::size_t>(p - plans.begin())
    };
}

Result<CellResult> load_cell(store::Connection& db, const StoredRun& run, const CellKey& key) {
    const auto sums = cell_sums(db, key);
    if (sums.empty()) {
        return refuse(
            Refusal::Kind::conflict,
            "run_has_no_results",
            "There are no results yet. The first come after about a second."
        );
    }
    auto model = simulation::make_model(
        city_of_run(db, run),
        for_engine(run.inputs.scenarios[key.scenario]),
        for_engine(run.inputs.plans[key.plan])
    );
    if (!model) {
        return std::unexpected(model.error());
    }
    auto rehearsal = rehearsal_from(unpacked(sums), *model);
    return CellResult{run, key, std::move(*model), std::move(rehearsal)};
}

std::vector<RunSite> sites_of(store::Connection& db, const CellResult& cell) {
    const auto known = addresses(db);
    std::vector<RunSite> out;
    for (std::size_t i = 0; i < cell.model.sites.size(); ++i) {
        auto row = site_row(cell.model.sites[i], cell.sums.sites[i]);
        if (const auto found = known.find(row.site); found != known.end()) {
            row.address = found->second;
        }
        out.push_back(std::move(row));
    }
    return out;
}

RunSlots slots_of(const CellResult& cell) {
    RunSlots out;
    out.slot_minutes = cell.model.slot_minutes;
    out.limit_minutes = cell.model.standard.minutes;
    for (std::uint32_t slot = 0; slot < cell.model.slots; ++slot) {
        out.from.push_back(clock_at(cell.model, slot));
    }
    for (std::size_t i = 0; i < cell.model.sites.size(); ++i) {
        const auto& sums = cell.sums.sites[i];
        SiteSlots row;
        row.site = cell.model.sites[i].id;
        for (std::uint32_t slot = 0; slot < cell.model.slots; ++slot) {
            row.wait.push_back(tenth(sums.slot_wait_quantile(slot, 0.5)));
            row.wait_p90.push_back(tenth(sums.slot_wait_quantile(slot, 0.9)));
            row.line.push_back(tenth(sums.line_quantile(slot, 0.5)));
            row.line_p90.push_back(tenth(sums.line_quantile(slot, 0.9)));
        }
        out.sites.push_back(std::move(row));
    }
    return out;
}

std::optional<SiteDayBands> day_of_site(
    store::Connection& db, const CellResult& cell, const std::string& site
) {
    const auto found = std::ranges::find(cell.model.sites, site, &simulation::SiteModel::id);
    if (found == cell.model.sites.end()) {
        return {};
    }
    const auto place = static_cast<std::size_t>(found - cell.model.sites.begin());
    const auto& sums = cell.sums.sites[place];
    SiteDayBands out;
    out.scenario = cell.run.inputs.scenarios[cell.key.scenario].name;
    out.plan = cell.run.inputs.plans[cell.key.plan].name;
    out.opens = simulation::to_text({simulation::minutes_at(found->opens)});
    out.closes = simulation::to_text({simulation::minutes_at(found->closes)});
    out.limit_minutes = cell.model.standard.minutes;
    out.figures = site_row(*found, sums);
    const auto known = addresses(db);
    if (const auto at = known.find(site); at != known.end()) {
        out.figures.address = at->second;
    }
    for (std::uint32_t slot = 0; slot < cell.model.slots; ++slot) {
        out.slots.push_back(slot_of(cell.model, sums, slot));
    }
    for (std::size_t k = 0; k < sums.stations(); ++k) {
        out.stations.push_back(
            {found->pipeline->stations[k].id,
             found->servers[k],
             not_below_zero(sums.station_wait(k, confidence)),
             not_below_zero(sums.station_use(k, confidence))}
        );
    }
    return out;
}

Result<std::vector<SiteDifference>> differences_of(
    store::Connection& db, const CellResult& first, const CellResult& second
) {
    if (first.key.plan == second.key.plan) {
        return std::unexpected(not_in_run());
    }
    const bool turn = first.key.plan > second.key.plan;
    const auto all = numbers_from(unpacked(part_sums(db, first.run.id, first.key.scenario)));
    Pairing pairing(first.model.sites.size());
    const auto size = pairing.numbers().size();
    const auto at = size * pair_place(
                               first.run.inputs.plans.size(),
                               std::min(first.key.plan, second.key.plan),
                               std::max(first.key.plan, second.key.plan)
                           );
    check(all.size() >= at + size, "a run without the pair of two of its plans");
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at);
    pairing.set_numbers({begin, begin + static_cast<std::ptrdiff_t>(size)});
    std::vector<SiteDifference> out;
    for (std::size_t i = 0; i < first.model.sites.size(); ++i) {
        const auto paired = [&](std::size_t metric) {
            return turned(figure(pairing.at_site(i, metric, first.sums.days)), turn);
        };
        const auto wait = [&](const CellResult& cell) {
            return cell.sums.sites[i].ratio(Metric::wait, Metric::waited, confidence).value;
        };
        const auto holds = [&](const CellResult& cell) {
            return cell.sums.sites[i].probability(Metric::holds, confidence).value;
        };
        const auto people = first.sums.sites[i].mean(Metric::waited, confidence).value;
        const auto minutes = pairing.at_site(i, 1, first.sums.days);
        SiteDifference row;
        row.site = first.model.sites[i].id;
        row.name = first.model.sites[i].name;
        row.p_holds = paired(0);
        row.mean_wait = around(wait(first) - wait(second), minutes, people > 0 ? 1 / people : 0);
        row.lost = paired(2);
        row.last_out = paired(3);
        row.first_p_holds = holds(first);
        row.second_p_holds = holds(second);
        row.first_mean_wait = wait(first);
        row.second_mean_wait = wait(second);
        out.push_back(std::move(row));
    }
    std::ranges::sort(out, [](const SiteDifference& a, const SiteDifference& b) {
        return std::pair(-std::abs(a.mean_wait.value), a.site) <
               std::pair(-std::abs(b.mean_wait.value), b.site);
    });
    return out;
}

}  // namespace belfry::rehearsal
