#include <algorithm>
#include <map>
#include <set>

#include "simulation/field_checks.hpp"
#include "simulation/site_names.hpp"
#include "simulation/validation.hpp"

namespace belfry::simulation {

namespace {

void check_where(
    const std::optional<Where>& where,
    const SiteNames& sites,
    const json::Path& path,
    FieldChecks& check
) {
    if (!where) {
        return;
    }
    check.share(where->share, path.member("share"));
    if (where->sites && where->share) {
        check.problem(path, "one_of_two", "Give named sites or a share, not both.");
    }
    for (std::size_t i = 0; where->sites && i < where->sites->size(); ++i) {
        if (sites.find((*where->sites)[i]).empty()) {
            check.problem(
                path.member("sites").element(i), "unknown_site", "The city has no such site."
            );
        }
    }
}

void check_closure(
    const Disruption& d, const SiteNames& sites, const json::Path& path, FieldChecks& check
) {
    check.share(d.lost_share, path.member("lost_share"));
    for (std::size_t i = 0; d.send_to && i < d.send_to->size(); ++i) {
        const auto& target = (*d.send_to)[i];
        const auto at = path.member("send_to").element(i);
        if (sites.find(target).empty()) {
            check.problem(at, "unknown_site", "The city has no such site.");
        } else if (d.where && d.where->sites && std::ranges::count(*d.where->sites, target) > 0) {
            check.problem(
                at, "redirect_loop", "This site closes itself: send the voters elsewhere."
            );
        }
    }
}

void check_kind(const Disruption& d, const json::Path& path, FieldChecks& check) {
    switch (d.kind) {
        case DisruptionKind::machine_failures:
            check.given(d.mtbf_minutes || d.dead_at_opening, path.member("mtbf_minutes"));
            check.given(d.equipment && !d.equipment->empty(), path.member("equipment"));
            break;
        case DisruptionKind::outage:
            check.given(d.equipment && !d.equipment->empty(), path.member("equipment"));
            break;
        case DisruptionKind::workers_missing:
            check.given(d.server_share.has_value(), path.member("server_share"));
            break;
        case DisruptionKind::scanner_rejects:
            check.given(d.reject_share.has_value(), path.member("reject_share"));
            check.given(d.extra_minutes.has_value(), path.member("extra_minutes"));
            break;
        case DisruptionKind::short_stock:
            check.given(d.ballots || d.ballots_share, path.member("ballots"));
            break;
        case DisruptionKind::late_opening:
            check.given(d.lasts.has_value(), path.member("lasts"));
            break;
        case DisruptionKind::false_message:
            check.given(d.moved_share || d.deterred_share, path.member("moved_share"));
            break;
        default:
            break;
    }
}

void check_disruption(
    const Disruption& d, const SiteNames& sites, const json::Path& path, FieldChecks& check
) {
    check.name(d.id, path.member("id"));
    check_where(d.where, sites, path.member("where"), check);
    check.share(d.probability, path.member("probability"));
    if (d.at) {
        check.within(d.at->minutes, 0, longest_day, path.member("at"));
    }
    if (d.at && d.after_opening) {
        check.problem(path.member("at"), "one_of_two", "Give at or after_opening, not both.");
    }
    check.distribution(d.after_opening, path.member("after_opening"));
    check.distribution(d.lasts, path.member("lasts"));
    check.distribution(d.detection, path.member("detection"));
    check.distribution(d.repair, path.member("repair"));
    check.within(d.slow_factor, 0.01, 1'000, path.member("slow_factor"));
    check.share(d.server_share, path.member("server_share"));
    check.within(d.mtbf_minutes, 1, 1e9, path.member("mtbf_minutes"));
    check.share(d.dead_at_opening, path.member("dead_at_opening"));
    check.share(d.reject_share, path.member("reject_share"));
    check.within(d.extra_minutes, 0, 600, path.member("extra_minutes"));
    check.within(d.ballots, 0, 1'000'000, path.member("ballots"));
    check.within(d.ballots_share, 0, 10, path.member("ballots_share"));
    check.share(d.moved_share, path.member("moved_share"));
    check.within(d.moved_by_minutes, 0, 1'440, path.member("moved_by_minutes"));
    check.share(d.deterred_share, path.member("deterred_share"));
    check_closure(d, sites, path, check);
    check_kind(d, path, check);
}

/// Sites that close for the day and whose only refuges send their own voters back or onward in a
/// circle would pass voters on for ever.
void check_redirect_loops(const Scenario& scenario, const json::Path& path, FieldChecks& check) {
    std::map<std::string, std::vector<std::string>> next;
    for (const auto& d : scenario.disruptions) {
        if (d.kind == DisruptionKind::closure && d.send_to && d.where && d.where->sites) {
            for (const auto& from : *d.where->sites) {
                next[from].insert(next[from].end(), d.send_to->begin(), d.send_to->end());
            }
        }
    }
    for (std::size_t i = 0; i < scenario.disruptions.size(); ++i) {
        const auto& d = scenario.disruptions[i];
        if (d.kind != DisruptionKind::closure || !d.send_to || !d.where || !d.where->sites) {
            continue;
        }
        std::set<std::string> seen;
        std::vector<std::string> open = *d.send_to;
        bool loop = false;
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            loop = loop || std::ranges::count(*d.where->sites, at) > 0;
            if (seen.insert(at).second && next.contains(at)) {
                open.insert(open.end(), next[at].begin(), next[at].end());
            }
        }
        const bool itself = std::ranges::any_of(*d.send_to, [&](const auto& target) {
            return std::ranges::count(*d.where->sites, target) > 0;
        });
        if (loop && !itself) {
            check.problem(
                path.member("disruptions").element(i).member("send_to"),
                "redirect_loop",
                "Voters would be sent round in a circle."
            );
        }
    }
}

bool is_fallback(MeasureKind kind) {
    return kind == MeasureKind::paper_pollbooks || kind == MeasureKind::emergency_ballots ||
           kind == MeasureKind::drop_slot;
}

void check_trigger(const Measure& m, const json::Path& path, FieldChecks& check) {
    if (!m.trigger) {
        return;
    }
    const auto& trigger = *m.trigger;
    if (trigger.when == TriggerKind::time) {
        check.given(trigger.at.has_value(), path.member("at"));
    } else if (trigger.when != TriggerKind::always) {
        check.given(trigger.value.has_value(), path.member("value"));
    }
    if (trigger.at) {
        check.within(trigger.at->minutes, 0, longest_day, path.member("at"));
    }
    check.within(trigger.value, 0, 1e6, path.member("value"));
    const bool on_state = trigger.when != TriggerKind::always && trigger.when != TriggerKind::time;
    if (trigger.when != TriggerKind::always &&
        (is_fallback(m.kind) || m.kind == MeasureKind::spare_machines ||
         m.kind == MeasureKind::repair_crews)) {
        check.problem(
            path.member("when"),
            "trigger_not_used",
            "This measure answers the outage or failure itself: use delay alone."
        );
    }
    if (m.kind == MeasureKind::redirect && on_state) {
        check.problem(path.member("when"), "trigger_not_used", "Redirects follow posted waits.");
    }
}

void check_measure_kind(const Measure& m, const json::Path& path, FieldChecks& check) {
    switch (m.kind) {
        case MeasureKind::emergency_ballots:
        case MeasureKind::spare_machines:
        case MeasureKind::extra_workers:
        case MeasureKind::ballot_delivery:
            check.given(m.count.has_value() || m.counts.has_value(), path.member("count"));
            break;
        case MeasureKind::repair_crews:
            check.given(m.bases && !m.bases->empty(), path.member("bases"));
            break;
        case MeasureKind::extended_hours:
            check.given(m.minutes.has_value(), path.member("minutes"));
            break;
        default:
            break;
    }
    if (m.kind == MeasureKind::spare_machines || m.kind == MeasureKind::extra_workers) {
        check.given(m.equipment && !m.equipment->empty(), path.member("equipment"));
    }
}

void check_measure(
    const Measure& m, const SiteNames& sites, const json::Path& path, FieldChecks& check
) {
    check.name(m.id, path.member("id"));
    check_where(m.where, sites, path.member("where"), check);
    if (m.where && m.where->share) {
        check.problem(path.member("where").member("share"), "named_sites_only", "Name the sites.");
    }
    const double most = m.kind == MeasureKind::extra_workers
                            ? most_servers
                            : (m.kind == MeasureKind::repair_crews ? 1'000 : 1'000'000);
    check.within(m.count, 0, most, path.member("count"));
    for (const auto& [id, count] : m.counts.value_or(std::map<std::string, int>())) {
        const auto at = path.member("counts").member(id);
        check.within(static_cast<double>(count), 0, most, at);
        if (sites.find(id).empty()) {
            check.problem(at, "unknown_site", "The city has no such site.");
        }
        if (m.shared.value_or(false) || m.kind == MeasureKind::repair_crews) {
            check.problem(at, "not_by_site", "What all sites share has one number: use count.");
        }
    }
    check.distribution(m.delay, path.member("delay"));
    check.within(m.minutes, 0, 600, path.member("minutes"));
    check.share(m.follow_share, path.member("follow_share"));
    check.within(m.least_gain_minutes, 0, 10'000, path.member("least_gain_minutes"));
    for (std::size_t i = 0; m.bases && i < m.bases->size(); ++i) {
        const auto at = path.member("bases").element(i);
        check.within(double((*m.bases)[i].crews), 0, 1'000, at.member("crews"));
        check.coordinates((*m.bases)[i].lat, (*m.bases)[i].lon, at);
    }
    for (const auto& [money, name] :
         {std::pair(m.cost, "cost"), {m.unit_cost, "unit_cost"}, {m.use_cost, "use_cost"}}) {
        if (money && *money < Money()) {
            check.problem(path.member(name), "negative_cost", "A cost is not negative.");
        }
    }
    check_trigger(m, path.member("trigger"), check);
    check_measure_kind(m, path, check);
}

}  // namespace

void check_scenario(
    const Scenario& scenario, const City& city, const json::Path& path, json::Problems& problems
) {
    FieldChecks check(problems);
    const SiteNames sites(city);
    check.name(scenario.id, path.member("id"));
    if (scenario.disruptions.size() > 200) {
        check.problem(
            path.member("disruptions"), "too_many_disruptions", "At most 200 disruptions."
        );
    }
    std::set<std::string> ids;
    for (std::size_t i = 0; i < scenario.disruptions.size(); ++i) {
        const auto at = path.member("disruptions").element(i);
        check_disruption(scenario.disruptions[i], sites, at, check);
        if (!ids.insert(scenario.disruptions[i].id).second) {
            check.problem(at.member("id"), "not_unique", "Another has this id.");
        }
    }
    check_redirect_loops(scenario, path, check);
}

void check_plan(
    const Plan& plan, const City& city, const json::Path& path, json::Problems& problems
) {
    FieldChecks check(problems);
    const SiteNames sites(city);
    check.name(plan.id, path.member("id"));
    if (plan.measures.size() > 200) {
        check.problem(path.member("measures"), "too_many_measures", "At most 200 measures.");
    }
    std::set<std::string> ids;
    for (std::size_t i = 0; i < plan.measures.size(); ++i) {
        const auto at = path.member("measures").element(i);
        check_measure(plan.measures[i], sites, at, check);
        if (!ids.insert(plan.measures[i].id).second) {
            check.problem(at.member("id"), "not_unique", "Another has this id.");
        }
    }
    if (plan.standard) {
        const auto at = path.member("standard");
        check.within(plan.standard->minutes, 0, 1'440, at.member("minutes"));
        check.within(plan.standard->share, 0, 1, at.member("share"));
    }
}

}  // namespace belfry::simulation
