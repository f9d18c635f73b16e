#include "simulation/report.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "simulation/clock_time.hpp"
#include "simulation/moment.hpp"
#include "simulation/shown.hpp"

namespace belfry::simulation {

namespace {

constexpr std::array counted{
    std::pair("came", Metric::came),
    std::pair("voted", Metric::voted),
    std::pair("balked", Metric::balked),
    std::pair("left_line", Metric::left_line),
    std::pair("unserved", Metric::unserved),
    std::pair("shut_out", Metric::shut_out),
    std::pair("lost", Metric::lost),
    std::pair("came_back", Metric::came_back),
    std::pair("sent_away", Metric::sent_away),
    std::pair("sent_here", Metric::sent_here),
    std::pair("provisional", Metric::provisional),
    std::pair("emergency_ballots", Metric::emergency),
    std::pair("unscanned", Metric::unscanned),
    std::pair("on_paper", Metric::on_paper),
    std::pair("rejected_ballots", Metric::rejected),
    std::pair("ballots_used", Metric::ballots_used),
    std::pair("line_at_close", Metric::line_at_close),
    std::pair("inside_at_close", Metric::inside_at_close),
    std::pair("last_out_minutes_after_close", Metric::last_out),
};

json::Object waits(const Totals& t, double confidence) {
    json::Object wait;
    wait["mean"] = shown(t.ratio(Metric::wait, Metric::waited, confidence));
    json::Object day;
    day["p50"] = shown(t.of_waiting_days(Metric::p50, confidence));
    day["p90"] = shown(t.of_waiting_days(Metric::p90, confidence));
    day["p95"] = shown(t.of_waiting_days(Metric::p95, confidence));
    day["p99"] = shown(t.of_waiting_days(Metric::p99, confidence));
    day["longest"] = shown(t.of_waiting_days(Metric::longest, confidence));
    wait["of_a_day"] = std::move(day);
    json::Object all;
    for (const auto& [name, p] :
         {std::pair("p50", 0.5), {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}}) {
        all[name] = shown(t.wait_quantile(p));
    }
    wait["of_all_voters"] = std::move(all);
    json::Object over;
    over["15"] = shown(t.ratio(Metric::over_15, Metric::waited, confidence));
    over["30"] = shown(t.ratio(Metric::over_30, Metric::waited, confidence));
    over["60"] = shown(t.ratio(Metric::over_60, Metric::waited, confidence));
    over["120"] = shown(t.ratio(Metric::over_120, Metric::waited, confidence));
    wait["share_over_minutes"] = std::move(over);
    return wait;
}

json::Array slots(const Model& model, const Totals& t) {
    constexpr std::array bands{
        std::pair("p5", 0.05),
        std::pair("p25", 0.25),
        std::pair("p50", 0.5),
        std::pair("p75", 0.75),
        std::pair("p95", 0.95)
    };
    json::Array out;
    for (std::uint32_t slot = 0; slot < t.slots(); ++slot) {
        json::Object line;
        json::Object wait;
        for (const auto& [name, p] : bands) {
            line[name] = shown(t.line_quantile(slot, p));
            if (const auto minutes = t.slot_wait_quantile(slot, p)) {
                wait[name] = shown(*minutes);
            }
        }
        json::Object entry;
        entry["from"] = to_text({minutes_at(model.slot_start(slot))});
        entry["line"] = std::move(line);
        entry["wait"] = wait.empty() ? json::Value(nullptr) : json::Value(std::move(wait));
        out.push_back(std::move(entry));
    }
    return out;
}

json::Object common(const Model& model, const Totals& t, double confidence) {
    json::Object out;
    out["wait"] = waits(t, confidence);
    json::Object voters;
    for (const auto& [name, metric] : counted) {
        voters[name] = shown(t.mean(metric, confidence));
    }
    out["per_day"] = std::move(voters);
    out["slots"] = slots(model, t);
    return out;
}

json::Object site_report(
    const Model& model, const Totals& t, const SiteModel& site, double confidence
) {
    json::Object out;
    out["id"] = site.id;
    out["name"] = site.name;
    out["holds_standard"] = shown(t.probability(Metric::holds, confidence));
    json::Array stations;
    for (std::size_t k = 0; k < t.stations(); ++k) {
        json::Object station;
        station["id"] = site.pipeline->stations[k].id;
        station["servers"] = site.servers[k];
        station["wait"] = shown(t.station_wait(k, confidence));
        station["use"] = shown(t.station_use(k, confidence));
        stations.push_back(std::move(station));
    }
    out["stations"] = std::move(stations);
    for (auto& member : common(model, t, confidence)) {
        out[member.key()] = std::move(member.value());
    }
    return out;
}

json::Object control_report(const Model& model, const Rehearsal& r, double confidence) {
    json::Object out;
    out["failures"] = shown(r.city.mean(Metric::failures, confidence));
    out["machine_availability"] = shown(r.city.mean(Metric::availability, confidence));
    out["mean_wait_for_crew"] =
        shown(r.city.ratio(Metric::repair_wait, Metric::repairs, confidence));
    out["crew_minutes"] = shown(r.city.mean(Metric::crew_busy, confidence));
    double crews = 0;
    json::Object uses;
    for (std::size_t m = 0; m < model.measures.size(); ++m) {
        const auto& said = model.measures[m].said;
        if (said.kind == MeasureKind::repair_crews) {
            for (const int at_base : crews_by_base(said)) {
                crews += at_base;
            }
        }
        uses[said.id] = shown(mean_of_sums(
            static_cast<double>(r.measure_uses[m]),
            static_cast<double>(r.measure_squares[m]),
            r.days,
            confidence
        ));
    }
    const double open = (model.last_closing - model.first_opening) * crews;
    const auto busy = r.city.mean(Metric::crew_busy, confidence);
    out["crew_use"] = open > 0
                          ? shown(Estimate{busy.value / open, busy.low / open, busy.high / open})
                          : shown(Estimate{});
    out["measure_uses"] = std::move(uses);
    return out;
}

json::Array overload_report(const Model& model) {
    json::Array out;
    for (const auto& overload : overloads(model)) {
        out.push_back(json::Object{
            {"site", model.sites[overload.site].id},
            {"station", model.sites[overload.site].pipeline->stations[overload.station].id},
            {"work_minutes", shown(overload.work)},
            {"capacity_minutes", shown(overload.capacity)},
            {"reason", overload.reason}
        });
    }
    return out;
}

constexpr std::string_view table_legend = R"(
mean: minutes that voters wait; nine of ten wait no longer than 90 %, 99 of 100 no longer than 99 %; longest: of a day.
>30: voters who wait longer than 30 minutes. P(ok): days on which the place holds the standard (the city: all places).
lost/day: voters who do not vote. out +: minutes from closing until the last one has voted.
)";

std::string line_of(const std::string& name, const Totals& t, double confidence) {
    const auto wait = t.ratio(Metric::wait, Metric::waited, confidence);
    return fmt::format(
        "{:<28.28} {:>7.2f} ±{:>5.2f} {:>7.2f} {:>7.2f} {:>7.2f} {:>6.2f}% {:>6.3f} {:>8.1f} "
        "{:>7.1f}\n",
        name,
        wait.value,
        (wait.high - wait.low) / 2,
        t.of_waiting_days(Metric::p90, confidence).value,
        t.of_waiting_days(Metric::p99, confidence).value,
        t.of_waiting_days(Metric::longest, confidence).value,
        100 * t.ratio(Metric::over_30, Metric::waited, confidence).value,
        t.probability(Metric::holds, confidence).value,
        t.mean(Metric::lost, confidence).value,
        t.mean(Metric::last_out, confidence).value
    );
}

}  // namespace

json::Object report(const Model& model, const Rehearsal& rehearsal, const ReportOptions& options) {
    const auto& city = rehearsal.city;
    const double confidence = options.confidence;
    json::Object out;
    out["city"] = model.city;
    out["days"] = rehearsal.days;
    out["seed"] = options.seed;
    out["confidence"] = confidence;
    out["cancelled"] = rehearsal.cancelled;
    out["stopped_by_rule"] = rehearsal.stopped_by_rule;
    out["standard"] = json::write(model.standard);
    const auto unstable = overload_report(model);
    out["stable"] = unstable.empty();
    out["unstable_stations"] = unstable;
    out["all_sites_hold_standard"] = shown(city.probability(Metric::holds, confidence));
    out["sites_that_hold_standard"] = shown(city.mean(Metric::sites_held, confidence));
    out["cost_dollars"] = shown(city.mean(Metric::cost, confidence));
    for (auto& member : common(model, city, confidence)) {
        out[member.key()] = std::move(member.value());
    }
    out["control"] = control_report(model, rehearsal, confidence);
    if (options.sites) {
        json::Array sites;
        for (std::size_t i = 0; i < rehearsal.sites.size(); ++i) {
            sites.push_back(site_report(model, rehearsal.sites[i], model.sites[i], confidence));
        }
        out["sites"] = std::move(sites);
    }
    return out;
}

json::Object report_differences(const Totals& differences, double confidence) {
    json::Object out;
    out["days"] = differences.days();
    for (const auto& [name, metric] : counted) {
        out[name] = signed_estimate(differences.mean(metric, confidence));
    }
    for (const auto& [name, metric] :
         {std::pair("wait_minutes", Metric::wait),
          {"over_30", Metric::over_30},
          {"p90", Metric::p90},
          {"longest", Metric::longest},
          {"all_sites_hold_standard", Metric::holds},
          {"sites_that_hold_standard", Metric::sites_held},
          {"cost_dollars", Metric::cost}}) {
        out[name] = signed_estimate(differences.mean(metric, confidence));
    }
    return out;
}

std::string table(const Model& model, const Rehearsal& rehearsal, const ReportOptions& options) {
    const auto& city = rehearsal.city;
    const double confidence = options.confidence;
    std::string out = fmt::format(
        "{}{}{} polling places, {} days, seed {}{}\n",
        model.city,
        model.city.empty() ? "" : ": ",
        model.sites.size(),
        rehearsal.days,
        options.seed,
        rehearsal.cancelled ? " (cancelled: results so far)" : ""
    );
    for (const auto& overload : overloads(model)) {
        out += "UNSTABLE " + overload.reason + "\n";
    }
    out += fmt::format(
        "\n{:<28} {:>7} {:>6} {:>7} {:>7} {:>7} {:>7} {:>6} {:>8} {:>7}\n",
        "minutes waited",
        "mean",
        "",
        "90 %",
        "99 %",
        "longest",
        ">30",
        "P(ok)",
        "lost/day",
        "out +"
    );
    out += line_of("the city", city, confidence);
    std::vector<std::size_t> order(rehearsal.sites.size());
    std::iota(order.begin(), order.end(), 0U);
    std::vector<double> longest;
    for (const auto& site : rehearsal.sites) {
        longest.push_back(site.of_waiting_days(Metric::longest, confidence).value);
    }
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return longest[a] != longest[b] ? longest[a] > longest[b] : a < b;
    });
    order.resize(std::min<std::size_t>(order.size(), 10));
    for (const auto i : order) {
        out += line_of(model.sites[i].name, rehearsal.sites[i], confidence);
    }
    out += table_legend;
    const auto holds = city.probability(Metric::holds, confidence);
    out += fmt::format(
        "\nAll sites hold {:.0f} minutes on {:.1f} % of days ({:.1f}–{:.1f} %). "
        "The plan costs ${:.0f} a day.\n",
        model.standard.minutes,
        100 * holds.value,
        100 * holds.low,
        100 * holds.high,
        city.mean(Metric::cost, confidence).value
    );
    return out;
}

}  // namespace belfry::simulation
