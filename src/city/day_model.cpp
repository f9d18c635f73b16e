#include "city/day_model.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "simulation/validation.hpp"

namespace belfry::city {

namespace {

using simulation::Equipment;
using simulation::Stage;
using simulation::StageKind;
using simulation::Station;

Station station(const char* id, Equipment equipment, const ServiceTime& service) {
    Station out;
    out.id = id;
    out.equipment = equipment;
    out.service = service.time;
    return out;
}

/// What a place has: places that have the same share one pipeline.
struct Furnished {
    bool booths = false;
    bool devices = false;
    bool scanners = false;

    [[nodiscard]] std::string name() const {
        std::string out = "check_in";
        out += booths ? "_booth" : "";
        out += devices ? "_device" : "";
        out += scanners ? "_scanner" : "";
        return out;
    }
};

Furnished furnished(const PollingPlace& place) {
    Furnished out;
    out.booths = place.voting_booths.value_or(0) > 0;
    out.devices = place.ballot_marking_devices.value_or(0) > 0;
    out.scanners = place.scanners.value_or(0) > 0;
    return out;
}

std::vector<Stage> pipeline_of(const Furnished& has, const Election& election) {
    const auto& service = election.service;
    const bool electronic = election.pollbooks == Pollbooks::electronic;
    auto check_in = station(
        "check_in",
        electronic ? Equipment::e_pollbook : Equipment::staff,
        electronic ? service.check_in : service.check_in_on_paper
    );
    check_in.fallback = service.check_in_on_paper.time;
    std::vector<Stage> stages{{StageKind::check_in, {std::move(check_in)}}};
    const double on_device = election.figures.device_share;
    Stage marking{StageKind::marking, {}};
    if (has.booths) {
        auto booth = station("booth", Equipment::booth, service.marking);
        booth.share = has.devices ? 1 - on_device : 1;
        marking.stations.push_back(std::move(booth));
    }
    if (has.devices) {
        auto device = station(
            "device", Equipment::bmd, has.booths ? service.accessible_device : service.device
        );
        device.share = has.booths ? on_device : 1;
        device.fallback = service.marking.time;
        marking.stations.push_back(std::move(device));
    }
    if (!marking.stations.empty()) {
        stages.push_back(std::move(marking));
    }
    if (has.scanners) {
        auto scanner = station("scanner", Equipment::scanner, service.scanning);
        // Into the emergency slot.
        scanner.fallback = simulation::always(0.25);
        stages.push_back({StageKind::scanning, {std::move(scanner)}});
    }
    return stages;
}

simulation::Site site_of(const PollingPlace& place, const Election& election) {
    const auto has = furnished(place);
    simulation::Site site;
    site.id = place.key;
    site.name = place.name;
    const auto hours = hours_on_the_day(
        election, place.opens.value_or(election.opens), place.closes.value_or(election.closes)
    );
    site.opens = hours.opens;
    site.closes = hours.closes;
    site.voters = static_cast<double>(place.expected_voters.value_or(0));
    site.pipeline = has.name();
    site.profile = "arrivals";
    if (election.arrivals.line_at_opening > 0) {
        site.line_at_opening = election.arrivals.line_at_opening * site.voters;
    }
    std::map<std::string, int> servers;
    const auto put = [&](const char* id, const std::optional<std::int64_t>& count) {
        if (count.value_or(0) > 0) {
            servers[id] = static_cast<int>(std::min<std::int64_t>(*count, 1'000'000));
        }
    };
    put("check_in", place.check_in_stations);
    put("booth", place.voting_booths);
    put("device", place.ballot_marking_devices);
    put("scanner", place.scanners);
    site.servers = std::move(servers);
    site.vote_center = place.kind == PlaceKind::vote_center;
    site.lat = place.lat;
    site.lon = place.lon;
    return site;
}

/// What the engine refuses of a place, said of the place's own fields.
void check_place(const PollingPlace& place, json::Problems& problems) {
    const auto check_figure = [&](const char* field,
                                  const std::optional<std::int64_t>& figure,
                                  std::int64_t most) {
        if (figure.value_or(0) <= most) {
            return;
        }
        const auto given = std::to_string(*figure);
        const auto limit = std::to_string(most);
        problems.push_back(
            {fmt::format("places[{}].{}", place.key, field),
             "place_figure_too_large",
             fmt::format(
                 "{} ({}): {} is more than one place can have; at most {}. Correct the figure in "
                 "the list, or the one that it is estimated from, such as registered voters.",
                 place.name,
                 place.key,
                 given,
                 limit
             ),
             {{"place", place.name}, {"figure", given}, {"most", limit}}}
        );
    };
    if (place.expected_voters.value_or(0) > simulation::most_voters_expected) {
        check_figure("expected_voters", place.expected_voters, simulation::most_voters_expected);
        return;  // estimates of the rest follow from it
    }
    check_figure("check_in_stations", place.check_in_stations, simulation::most_servers);
    check_figure("voting_booths", place.voting_booths, simulation::most_servers);
    check_figure("ballot_marking_devices", place.ballot_marking_devices, simulation::most_servers);
    check_figure("scanners", place.scanners, simulation::most_servers);
}

void count_unplaced(const CityData& data, DayModel& model) {
    for (const auto& precinct : data.precincts) {
        if (precinct.place.empty()) {
            ++model.precincts_without_place;
            model.voters_without_place += precinct.registered_voters.value_or(0);
        }
    }
}

}  // namespace

Result<DayModel> day_model(
    const CityData& data, const Election& election, const std::string& name
) {
    const auto whole = estimated(data, election);
    DayModel model;
    model.city.name = name;
    model.city.profiles.emplace()["arrivals"] = election.arrivals.shares;
    model.city.turnout_sd = election.turnout_sd;
    model.rules = rule_uses(whole);
    json::Problems problems;
    for (const auto& place : whole.places) {
        if (place.kind == PlaceKind::early_vote) {
            model.left_out.push_back({place.key, place.name, "early_vote"});
            continue;
        }
        if (!is_on_the_day(place)) {
            model.left_out.push_back({place.key, place.name, "no_place_yet"});
            continue;
        }
        if (place.expected_voters.value_or(0) <= 0) {
            model.left_out.push_back({place.key, place.name, "no_voters"});
            continue;
        }
        check_place(place, problems);
        auto site = site_of(place, election);
        model.city.pipelines.try_emplace(site.pipeline, pipeline_of(furnished(place), election));
        model.city.sites.push_back(std::move(site));
    }
    count_unplaced(data, model);
    if (model.city.sites.empty()) {
        return refuse(
            Refusal::Kind::invalid,
            "city_has_no_places",
            "No place is open on Election Day. Bring in the city's polling places first."
        );
    }
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    simulation::check_city(model.city, json::Path(), problems);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return model;
}

}  // namespace belfry::city
