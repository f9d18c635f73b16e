#include "simulation/validation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "simulation/field_checks.hpp"
#include "simulation/moment.hpp"

namespace belfry::simulation {

namespace {

void check_shifts(const std::vector<Shift>& shifts, const json::Path& path, FieldChecks& check) {
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        const auto at = path.element(i);
        check.within(shifts[i].from.minutes, 0, longest_day, at.member("from"));
        check.within(double(shifts[i].servers), 0, most_servers, at.member("servers"));
        if (i > 0 && !(shifts[i].from > shifts[i - 1].from)) {
            check.problem(
                at.member("from"), "not_in_order", "Put the shifts in the order of time."
            );
        }
    }
}

void check_station(const Station& station, const json::Path& path, FieldChecks& check) {
    check.name(station.id, path.member("id"));
    check.within(double(station.servers), 0, most_servers, path.member("servers"));
    check.distribution(station.service, path.member("service"));
    check.distribution(station.fallback, path.member("fallback"));
    check.share(station.share, path.member("share"));
    if (station.shifts) {
        check_shifts(*station.shifts, path.member("shifts"), check);
    }
}

void check_pipeline(const std::vector<Stage>& stages, const json::Path& path, FieldChecks& check) {
    check.given(!stages.empty(), path);
    if (stages.size() > 16) {
        check.problem(path, "too_many_stages", "A pipeline has at most 16 stages.");
    }
    std::set<std::string> ids;
    for (std::size_t k = 0; k < stages.size(); ++k) {
        const auto at = path.element(k).member("stations");
        double shares = 0;
        check.given(!stages[k].stations.empty(), at);
        for (std::size_t i = 0; i < stages[k].stations.size(); ++i) {
            const auto& station = stages[k].stations[i];
            check_station(station, at.element(i), check);
            shares += station.share.value_or(1);
            if (!ids.insert(station.id).second) {
                check.problem(at.element(i).member("id"), "not_unique", "Another has this id.");
            }
        }
        if (shares > 1 + 1e-9) {
            check.problem(at, "shares_over_one", "The shares of a stage add up to more than 1.");
        }
        if (k == 0 && (stages[0].stations.size() != 1 || shares < 1)) {
            check.problem(at, "one_first_line", "The first stage has one station, used by all.");
        }
    }
}

void check_profile(const std::vector<double>& slots, const json::Path& path, FieldChecks& check) {
    check.given(!slots.empty(), path);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        check.within(slots[i], 0, 1, path.element(i));
    }
    const double sum = std::accumulate(slots.begin(), slots.end(), 0.0);
    if (!slots.empty() && !(std::abs(sum - 1) <= 0.01)) {
        check.problem(path, "shares_not_one", "The shares of the day must add up to 1.");
    }
    if (slots.size() > 10'000) {
        check.problem(path, "too_many_slots", "A profile has at most 10,000 slots.");
    }
}

void check_hours(const Site& site, const json::Path& path, FieldChecks& check) {
    const bool opens = check.within(site.opens.minutes, 0, longest_day, path.member("opens"));
    const bool closes = check.within(site.closes.minutes, 0, longest_day, path.member("closes"));
    if (opens && closes && !(site.closes.minutes >= site.opens.minutes + 1)) {
        check.problem(
            path.member("closes"), "closes_before_opening", "The site must close after it opens."
        );
    }
}

void check_servers(
    const Site& site, const std::vector<Stage>& stages, const json::Path& path, FieldChecks& check
) {
    std::set<std::string> known;
    for (const auto& stage : stages) {
        for (const auto& station : stage.stations) {
            known.insert(station.id);
            int most = station.servers;
            if (site.servers && site.servers->contains(station.id)) {
                most = site.servers->at(station.id);
            }
            for (const auto& shift : station.shifts.value_or(std::vector<Shift>())) {
                most = std::max(most, shift.servers);
            }
            if (most <= 0 && station.share.value_or(1) > 0 && site.voters > 0) {
                check.problem(
                    path.member("servers").member(station.id),
                    "no_servers",
                    fmt::format("Voters come to \"{}\", but nobody serves them.", station.id)
                );
            }
        }
    }
    for (const auto& [id, count] : site.servers.value_or(std::map<std::string, int>())) {
        const auto at = path.member("servers").member(id);
        check.within(double(count), 0, most_servers, at);
        if (!known.contains(id)) {
            check.problem(at, "unknown_station", "The pipeline has no such station.");
        }
    }
}

void check_site(const Site& site, const City& city, const json::Path& path, FieldChecks& check) {
    check.name(site.id, path.member("id"));
    check_hours(site, path, check);
    check.within(site.voters, 0, most_voters_expected, path.member("voters"));
    check.within(
        site.line_at_opening, 0, std::max(0.0, site.voters), path.member("line_at_opening")
    );
    check.within(site.copies, 1, most_sites, path.member("copies"));
    check.within(site.ballots, 0, 1'000'000, path.member("ballots"));
    check.coordinates(site.lat, site.lon, path);
    if (site.profile && !(city.profiles && city.profiles->contains(*site.profile))) {
        check.problem(path.member("profile"), "unknown_profile", "The city has no such profile.");
    }
    const auto pipeline = city.pipelines.find(site.pipeline);
    if (pipeline == city.pipelines.end()) {
        check.problem(
            path.member("pipeline"), "unknown_pipeline", "The city has no such pipeline."
        );
    } else {
        check_servers(site, pipeline->second, path, check);
    }
}

void check_behaviour(const Behaviour& behaviour, const json::Path& path, FieldChecks& check) {
    check.distribution(behaviour.patience, path.member("patience"));
    check.within(behaviour.balk_above, 1, 100'000, path.member("balk_above"));
    check.share(behaviour.balk_share, path.member("balk_share"));
    check.share(behaviour.return_share, path.member("return_share"));
    check.distribution(behaviour.return_after, path.member("return_after"));
    if (behaviour.balk_share.value_or(0) > 0) {
        check.given(behaviour.balk_above.has_value(), path.member("balk_above"));
    }
    if (behaviour.return_share.value_or(0) > 0) {
        check.given(behaviour.return_after.has_value(), path.member("return_after"));
    }
}

}  // namespace

void check_city(const City& city, const json::Path& path, json::Problems& problems) {
    FieldChecks check(problems);
    for (const auto& [name, stages] : city.pipelines) {
        check_pipeline(stages, path.member("pipelines").member(name), check);
    }
    for (const auto& [name, slots] :
         city.profiles.value_or(decltype(city.profiles)::value_type())) {
        check_profile(slots, path.member("profiles").member(name), check);
    }
    std::set<std::string> ids;
    std::int64_t sites = 0;
    for (std::size_t i = 0; i < city.sites.size(); ++i) {
        const auto at = path.member("sites").element(i);
        check_site(city.sites[i], city, at, check);
        sites += city.sites[i].copies.value_or(1);
        if (!ids.insert(city.sites[i].id).second) {
            check.problem(at.member("id"), "not_unique", "Another has this id.");
        }
    }
    if (sites < 1 || sites > most_sites) {
        check.problem(
            path.member("sites"),
            "how_many_sites",
            fmt::format("A city has 1 to {} polling places.", most_sites)
        );
    }
    check.within(city.turnout_sd, 0, 1, path.member("turnout_sd"));
    check.within(city.observe_minutes, 1, 240, path.member("observe_minutes"));
    check.within(city.warm_up_minutes, 0, longest_day, path.member("warm_up_minutes"));
    if (city.behaviour) {
        check_behaviour(*city.behaviour, path.member("behaviour"), check);
    }
    if (city.travel) {
        const auto at = path.member("travel");
        check.within(city.travel->fixed_minutes, 0, 1'000, at.member("fixed_minutes"));
        check.within(city.travel->minutes_per_km, 0, 1'000, at.member("minutes_per_km"));
        check.within(city.travel->unknown_minutes, 0, 1'000, at.member("unknown_minutes"));
    }
}

namespace {

template <class T, class Check>
Result<T> read_checked(std::string_view text, Check check) {
    auto value = json::parse_as<T>(text);
    if (!value) {
        return value;
    }
    json::Problems problems;
    check(*value, problems);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return value;
}

}  // namespace

Result<City> city_from(std::string_view text) {
    return read_checked<City>(text, [](const City& city, json::Problems& problems) {
        check_city(city, {}, problems);
    });
}

Result<Scenario> scenario_from(std::string_view text, const City& city) {
    return read_checked<Scenario>(text, [&](const Scenario& scenario, json::Problems& problems) {
        check_scenario(scenario, city, {}, problems);
    });
}

Result<Plan> plan_from(std::string_view text, const City& city) {
    return read_checked<Plan>(text, [&](const Plan& plan, json::Problems& problems) {
        check_plan(plan, city, {}, problems);
    });
}

}  // namespace belfry::simulation
