#include <fmt/format.h>

#include "simulation/optimiser.hpp"
#include "simulation/shown.hpp"

namespace belfry::simulation {

namespace {

json::Object point_report(const OptimiseRequest& request, const PlanPoint& point) {
    json::Object settings;
    for (std::size_t i = 0; i < point.settings.size(); ++i) {
        const auto& setting = point.settings[i];
        json::Object entry{{"count", setting.count}};
        if (request.levers[i].each_site) {
            entry["by_site"] = json::write(setting.by_site);
        }
        settings[request.levers[i].measure] = std::move(entry);
    }
    return {
        {"settings", std::move(settings)},
        {"cost_dollars", shown(point.cost)},
        {"all_sites_hold_standard", shown(point.holds)},
        {"share_of_sites_that_hold", shown(point.sites_held)},
        {"binding_scenario", point.scenario},
        {"binding_site", point.site},
        {"days", point.days}
    };
}

std::string in_words(const OptimiseRequest& request, const PlanPoint& point) {
    std::string out;
    for (std::size_t i = 0; i < point.settings.size(); ++i) {
        out += fmt::format(
            "{}{} {}", i == 0 ? "" : ", ", point.settings[i].count, request.levers[i].measure
        );
    }
    return out.empty() ? "as it is" : out;
}

}  // namespace

json::Object optimisation_report(const OptimiseRequest& request, const Optimised& found) {
    json::Object out;
    out["probability"] = request.probability;
    out["indifference"] = request.indifference;
    out["reached"] = found.reached;
    out["cancelled"] = found.cancelled;
    out["plans_looked_at"] = found.plans;
    out["best"] = point_report(request, found.best);
    out["guarantee"] = found.guarantee;
    out["plan"] = json::write(found.plan);
    out["mean_wait"] = json::Object{
        {"plain", shown(found.wait.plain)},
        {"with_control_variate", shown(found.wait.controlled)},
        {"correlation", shown(found.wait.correlation)}
    };
    json::Array curve;
    for (const auto& point : found.curve) {
        curve.push_back(point_report(request, point));
    }
    out["cost_and_risk"] = std::move(curve);
    json::Array next;
    for (const auto& purchase : found.next) {
        next.push_back(json::Object{
            {"measure", purchase.measure},
            {"more", purchase.more},
            {"cost_dollars", shown(purchase.cost)},
            {"gain_in_probability", shown(purchase.gain)},
            {"gain_in_share_of_sites", shown(purchase.sites_gain)}
        });
    }
    out["next_thousand_dollars"] = std::move(next);
    return out;
}

std::string optimisation_table(const OptimiseRequest& request, const Optimised& found) {
    std::string out = fmt::format("{:>10} {:>8} {:>8}  plan\n", "dollars", "all hold", "sites");
    for (const auto& point : found.curve) {
        out += fmt::format(
            "{:>10.0f} {:>7.1f}% {:>7.1f}%  {}\n",
            point.cost,
            100 * point.holds.value,
            100 * point.sites_held,
            in_words(request, point)
        );
    }
    out += fmt::format(
        "\n{}{}: {}\n  ${:.0f} a day. {}\n  What binds: {} in \"{}\".\n",
        found.cancelled ? "Cancelled; the best so far" : "The cheapest plan",
        found.reached ? "" : " (does NOT hold the standard as often as asked)",
        in_words(request, found.best),
        found.best.cost,
        found.guarantee,
        found.best.site,
        found.best.scenario
    );
    for (const auto& purchase : found.next) {
        out += fmt::format(
            "  {} more {} (${:.0f}): {:+.1f} points all sites hold, {:+.2f} points of sites.\n",
            purchase.more,
            purchase.measure,
            purchase.cost,
            100 * purchase.gain,
            100 * purchase.sites_gain
        );
    }
    return out;
}

}  // namespace belfry::simulation
