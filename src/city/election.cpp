#include "city/election.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "program/limits.hpp"
#include "program/local_time.hpp"
#include "simulation/field_checks.hpp"

namespace belfry::city {

namespace {

using simulation::Distribution;
using simulation::Shape;

Distribution gamma(double mean, double sd) {
    return {Shape::gamma, mean, sd, {}};
}

ServiceTimes usual_times() {
    return {
        .check_in = {gamma(2, 1.2), "spencer_markovits_check_in"},
        .check_in_on_paper = {gamma(3, 1.8), "uri_votes_paper"},
        .marking = {{Shape::lognormal, 4, 2.5, {}}, "stein_marking"},
        .device = {{Shape::lognormal, 5, 3, {}}, "spencer_markovits_device"},
        .accessible_device = {{Shape::lognormal, 12, 6, {}}, "accessible_device"},
        .scanning = {gamma(1.0 / 3, 1.0 / 6), "scanning_assumed"},
    };
}

void check_arrivals(const ArrivalProfile& arrivals, simulation::FieldChecks& check) {
    const auto at = json::Path().member("arrivals");
    const bool sound = !arrivals.shares.empty() && arrivals.shares.size() <= 1'440;
    const double sum = std::accumulate(arrivals.shares.begin(), arrivals.shares.end(), 0.0);
    bool positive = true;
    for (const double share : arrivals.shares) {
        positive = positive && share >= 0;
    }
    if (!sound || !positive || !(std::abs(sum - 1) < 1e-6)) {
        check.problem(
            at.member("shares"), "shares_not_one", "The shares of the day must add up to 1."
        );
    }
    check.share(arrivals.line_at_opening, at.member("line_at_opening"));
}

void check_hours(const Election& election, simulation::FieldChecks& check) {
    const json::Path root;
    const auto in_order =
        [&](simulation::ClockTime from, simulation::ClockTime to, const json::Path& path) {
            if (!(from < to) || to.minutes > 36 * 60 || from.minutes < 0) {
                check.problem(path, "closes_before_opening", "Polls must close after they open.");
            }
        };
    in_order(election.opens, election.closes, root.member("closes"));
    for (std::size_t at = 0; at < election.early_voting.size(); ++at) {
        const auto& day = election.early_voting[at];
        const auto path = root.member("early_voting").element(at);
        in_order(day.opens, day.closes, path.member("closes"));
        if (election.date && day.date >= *election.date) {
            check.problem(
                path.member("date"),
                "early_after_election",
                "Early voting comes before Election Day."
            );
        }
    }
}

void check_figures(const EstimateFigures& figures, simulation::FieldChecks& check) {
    const auto of = json::Path().member("figures");
    check.within(figures.turnout, 0, 1, of.member("turnout"));
    check.within(figures.election_day_share, 0, 1, of.member("election_day_share"));
    check.within(figures.voters_a_place, 1, 50'000, of.member("voters_a_place"));
    check.within(figures.registered_a_booth, 1, 1e6, of.member("registered_a_booth"));
    check.within(figures.registered_a_device, 1, 1e6, of.member("registered_a_device"));
    check.within(figures.registered_a_scanner, 1, 1e6, of.member("registered_a_scanner"));
    check.within(figures.workers_a_place, 0, 1'000, of.member("workers_a_place"));
    check.within(figures.peak_load, 0.1, 1, of.member("peak_load"));
    check.within(figures.device_share, 0, 0.5, of.member("device_share"));
}

}  // namespace

ArrivalProfile usual_arrivals() {
    return {
        {.10, .10, .05, .05, .05, .10, .10, .05, .05, .05, .10, .10, .10}, 0, "edelstein_arrivals"
    };
}

Election usual_election() {
    Election election;
    election.service = usual_times();
    election.arrivals = usual_arrivals();
    return election;
}

namespace {

/// The one that most places name; empty: none does.
std::string state_of(const CityData& city) {
    std::map<std::string, int> states;
    for (const auto& place : city.places) {
        states[place.state] += place.state.empty() ? 0 : 1;
    }
    const auto most =
        std::ranges::max_element(states, {}, &std::pair<const std::string, int>::second);
    return most == states.end() ? std::string() : most->first;
}

double middle(std::vector<double> values) {
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, half);
    return *half;
}

/// Single places may lie far off (far_places.hpp); the middle one does not.
std::optional<program::Whereabouts> middle_of(const CityData& city) {
    std::vector<double> lat;
    std::vector<double> lon;
    for (const auto& place : city.places) {
        if (place.lat && place.lon) {
            lat.push_back(*place.lat);
            lon.push_back(*place.lon);
        }
    }
    return lat.empty()
               ? std::nullopt
               : std::optional(program::Whereabouts{middle(std::move(lat)), middle(std::move(lon))}
                 );
}

}  // namespace

Election with_zone(Election election, const CityData& city) {
    if (!election.time_zone.empty()) {
        election.time_zone_rule = election.time_zone_rule.value_or(program::ZoneRule::said);
        return election;
    }
    const auto likely = program::likely_zone(state_of(city), middle_of(city));
    election.time_zone = likely ? likely->zone : "";
    election.time_zone_rule = likely ? std::optional(likely->rule) : std::nullopt;
    return election;
}

Result<void> check_election(const Election& election) {
    json::Problems problems;
    simulation::FieldChecks check(problems);
    const json::Path root;
    if (election.name.size() > program::most_title) {
        problems.push_back(
            {"name",
             "too_long",
             fmt::format("Use at most {} characters.", program::most_title),
             {{"most", std::to_string(program::most_title)}}}
        );
    }
    if (!election.time_zone.empty() && !program::known_zone(election.time_zone)) {
        check.problem(
            root.member("time_zone"), "unknown_time_zone", "Use a name such as America/New_York."
        );
    }
    check_hours(election, check);
    check_arrivals(election.arrivals, check);
    check.within(election.turnout_factor, 0, 10, root.member("turnout_factor"));
    check.within(election.turnout_sd, 0, 1, root.member("turnout_sd"));
    check.within(election.expected_voters, 0, 50e6, root.member("expected_voters"));
    const auto service = root.member("service");
    boost::mp11::mp_for_each<json::detail::MembersOf<ServiceTimes>>([&](auto member) {
        check.distribution(
            (election.service.*member.pointer).time, service.member(member.name).member("time")
        );
    });
    check_figures(election.figures, check);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return {};
}

OpenTime open_time(
    const std::string& zone, Date day, simulation::ClockTime opens, simulation::ClockTime closes
) {
    const auto moment = [&](simulation::ClockTime time) {
        const auto minutes = static_cast<int>(std::lround(time.minutes));
        return program::moment_of(
            zone,
            program::plus_days(day, minutes / (24 * 60)),
            std::chrono::minutes(minutes % (24 * 60))
        );
    };
    return {moment(opens), moment(closes)};
}

std::chrono::minutes minutes_open(
    const Election& election, simulation::ClockTime opens, simulation::ClockTime closes
) {
    if (!election.date || !program::known_zone(election.time_zone)) {
        return std::chrono::minutes(std::lround(closes.minutes - opens.minutes));
    }
    const auto open = open_time(election.time_zone, *election.date, opens, closes);
    return std::chrono::duration_cast<std::chrono::minutes>(open.closes - open.opens);
}

DayHours hours_on_the_day(
    const Election& election, simulation::ClockTime opens, simulation::ClockTime closes
) {
    const auto length = static_cast<double>(minutes_open(election, opens, closes).count());
    return {{std::max(0.0, closes.minutes - length)}, closes};
}

}  // namespace belfry::city
