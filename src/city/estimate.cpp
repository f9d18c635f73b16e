#include "city/estimate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "city/equipment.hpp"

namespace belfry::city {

namespace {

constexpr std::array<std::string_view, 21> rules{
    "sum_of_precincts",
    "mean_of_precinct_centroids",
    "prior_election_day",
    "total_times_share",
    "registered_times_turnout",
    "city_figure_shared",
    "precincts_shared",
    "median_of_city",
    "national_mean",
    "stations_as_pollbooks",
    "check_in_by_peak",
    "pollbooks_as_stations",
    "booths_by_registered",
    "booths_by_peak",
    "one_device",
    "accessible_devices_by_peak",
    "devices_by_registered",
    "devices_by_peak",
    "scanners_by_registered",
    "scanners_by_peak",
    "workers_national",
};

using Count = std::optional<std::int64_t>;

using Served = std::map<std::string, std::vector<const Precinct*>, std::less<>>;

Served served_by_place(const CityData& data) {
    Served served;
    for (const auto& precinct : data.precincts) {
        served[precinct.place].push_back(&precinct);
    }
    return served;
}

/// The sum over the precincts; empty when one of them lacks the figure.
Count sum_of(const std::vector<const Precinct*>& precincts, Count Precinct::* member) {
    std::int64_t sum = 0;
    for (const auto* precinct : precincts) {
        if (!(precinct->*member)) {
            return {};
        }
        sum += *(precinct->*member);
    }
    return sum;
}

void sum_up(PollingPlace& place, const std::vector<const Precinct*>& precincts) {
    const auto take = [&](Count PollingPlace::* into, Count Precinct::* from, const char* field) {
        if (const auto sum = sum_of(precincts, from); sum && !(place.*into)) {
            fill_estimate(place, into, {field, "sum_of_precincts"}, static_cast<double>(*sum));
        }
    };
    take(&PollingPlace::registered_voters, &Precinct::registered_voters, "registered_voters");
    take(&PollingPlace::ballots_total, &Precinct::ballots_total, "ballots_total");
    take(
        &PollingPlace::ballots_election_day, &Precinct::ballots_election_day, "ballots_election_day"
    );
    double lat = 0;
    double lon = 0;
    for (const auto* precinct : precincts) {
        if (!precinct->lat || !precinct->lon) {
            return;
        }
        lat += *precinct->lat;
        lon += *precinct->lon;
    }
    if (!place.lat && !precincts.empty()) {
        const auto count = static_cast<double>(precincts.size());
        place.lat = lat / count;
        place.lon = lon / count;
        place.coord_source = "mean_of_precinct_centroids";
        for (const char* field : {"lat", "lon", "coord_source"}) {
            place.provenance[field] = {Origin::estimated, "mean_of_precinct_centroids"};
        }
    }
}

/// Voters on the day by what is known of a place or precinct; the rule is empty where nothing is.
struct Expected {
    double voters = 0;
    const char* rule = "";
};

template <class T>
Expected expected_of(const T& one, const CityRatios& ratios, double factor) {
    if (one.ballots_election_day) {
        return {static_cast<double>(*one.ballots_election_day) * factor, "prior_election_day"};
    }
    if (one.ballots_total) {
        return {
            static_cast<double>(*one.ballots_total) * ratios.election_day_share * factor,
            "total_times_share"
        };
    }
    if (one.registered_voters) {
        return {
            static_cast<double>(*one.registered_voters) * ratios.turnout_on_the_day * factor,
            "registered_times_turnout"
        };
    }
    return {};
}

void fill_voters(PollingPlace& place, double voters, const char* rule) {
    fill_estimate(place, &PollingPlace::expected_voters, {"expected_voters", rule}, voters);
}

/// Whole numbers that add up to the rounded total.
void share_out(const std::vector<PollingPlace*>& places, double total, const char* rule) {
    const auto count = static_cast<double>(places.size());
    double before = 0;
    for (std::size_t at = 0; at < places.size(); ++at) {
        const double until = std::round(total * static_cast<double>(at + 1) / count);
        fill_voters(*places[at], until - before, rule);
        before = until;
    }
}

double median_of(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// Voters of places of which nothing is known.
void expect_at_unknown(
    CityData& data, const Election& election, const CityRatios& ratios, const Served& served
) {
    std::vector<PollingPlace*> unknown;
    std::vector<double> known;
    double sum = 0;
    for (auto& place : data.places) {
        if (is_on_the_day(place) && place.expected_voters) {
            known.push_back(static_cast<double>(*place.expected_voters));
            sum += known.back();
        } else if (is_on_the_day(place)) {
            unknown.push_back(&place);
        }
    }
    if (unknown.empty()) {
        return;
    }
    // Only where precincts are not tied to places: some that lack one say nothing of a new hall.
    double unplaced = 0;
    if (const auto without = served.find(""); without != served.end()) {
        for (const auto* precinct : without->second) {
            unplaced += expected_of(*precinct, ratios, election.turnout_factor).voters;
        }
    }
    if (election.expected_voters && static_cast<double>(*election.expected_voters) > sum) {
        share_out(
            unknown, static_cast<double>(*election.expected_voters) - sum, "city_figure_shared"
        );
    } else if (unplaced > 0 && unknown.size() > known.size()) {
        share_out(unknown, unplaced, "precincts_shared");
    } else if (!known.empty()) {
        const double median = median_of(known);
        for (auto* place : unknown) {
            fill_voters(*place, median, "median_of_city");
        }
    } else {
        for (auto* place : unknown) {
            fill_voters(*place, election.figures.voters_a_place, "national_mean");
        }
    }
}

/// What the whole city is expected to be is shared like what the places had.
void fit_to_city_figure(CityData& data, const Election& election) {
    double given = 0;
    double estimate = 0;
    const auto is_estimate = [](const PollingPlace& place) {
        const auto from = place.provenance.find("expected_voters");
        return from != place.provenance.end() && from->second.origin == Origin::estimated;
    };
    for (const auto& place : data.places) {
        (is_estimate(place) ? estimate : given) +=
            static_cast<double>(place.expected_voters.value_or(0));
    }
    const double wanted = static_cast<double>(*election.expected_voters) - given;
    if (estimate <= 0 || wanted < 0) {
        return;
    }
    for (auto& place : data.places) {
        if (is_estimate(place)) {
            place.expected_voters =
                std::llround(static_cast<double>(*place.expected_voters) * wanted / estimate);
        }
    }
}

}  // namespace

std::span<const std::string_view> estimate_rules() {
    return rules;
}

CityRatios ratios_of(const CityData& data, const EstimateFigures& figures) {
    double day = 0;
    double day_of_total = 0;
    double total = 0;
    double day_of_registered = 0;
    double registered = 0;
    double total_of_registered = 0;
    double registered_for_total = 0;
    const auto add = [&](const auto& one) {
        const auto on_day = static_cast<double>(one.ballots_election_day.value_or(0));
        const auto all = static_cast<double>(one.ballots_total.value_or(0));
        const auto voters = static_cast<double>(one.registered_voters.value_or(0));
        if (one.ballots_election_day && all > 0) {
            day_of_total += on_day;
            total += all;
        }
        if (one.ballots_election_day && voters > 0) {
            day_of_registered += on_day;
            registered += voters;
        }
        if (one.ballots_total && voters > 0) {
            total_of_registered += all;
            registered_for_total += voters;
        }
        day += on_day;
    };
    // Precincts where they are known, places otherwise: never both.
    if (data.precincts.empty()) {
        std::ranges::for_each(data.places, add);
    } else {
        std::ranges::for_each(data.precincts, add);
    }
    if (day <= 0 && total_of_registered <= 0 && !data.precincts.empty()) {
        std::ranges::for_each(data.places, add);
    }
    CityRatios out;
    out.own = day > 0 || total_of_registered > 0;
    out.election_day_share = total > 0 ? day_of_total / total : figures.election_day_share;
    const double turnout =
        registered_for_total > 0 ? total_of_registered / registered_for_total : figures.turnout;
    out.turnout_on_the_day =
        registered > 0 ? day_of_registered / registered : turnout * out.election_day_share;
    return out;
}

CityData estimated(CityData data, const Election& election) {
    const auto served = served_by_place(data);
    for (auto& place : data.places) {
        if (const auto precincts = served.find(place.key); precincts != served.end()) {
            sum_up(place, precincts->second);
        }
    }
    const auto ratios = ratios_of(data, election.figures);
    for (auto& place : data.places) {
        if (is_on_the_day(place) && !place.expected_voters) {
            const auto expected = expected_of(place, ratios, election.turnout_factor);
            if (*expected.rule != '\0') {
                fill_voters(place, expected.voters, expected.rule);
            }
        }
    }
    expect_at_unknown(data, election, ratios, served);
    if (election.expected_voters) {
        fit_to_city_figure(data, election);
    }
    for (auto& place : data.places) {
        if (is_on_the_day(place)) {
            equip(place, election);
        }
    }
    return data;
}

bool is_on_the_day(const PollingPlace& place) {
    return place.kind != PlaceKind::early_vote && !stands_for_no_place(place.name);
}

std::vector<RuleUse> rule_uses(const CityData& data) {
    std::map<std::pair<std::size_t, std::string>, std::int64_t> counts;
    for (const auto& place : data.places) {
        for (const auto& [field, from] : place.provenance) {
            const auto rule = std::ranges::find(rules, from.rule);
            if (from.origin == Origin::estimated && rule != rules.end()) {
                ++counts[{static_cast<std::size_t>(rule - rules.begin()), field}];
            }
        }
    }
    std::vector<RuleUse> uses;
    for (const auto& [rule, places] : counts) {
        uses.push_back({std::string(rules[rule.first]), rule.second, places});
    }
    return uses;
}

}  // namespace belfry::city
