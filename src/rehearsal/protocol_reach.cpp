#include "rehearsal/protocol_reach.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "simulation/model.hpp"
#include "simulation/site_names.hpp"

namespace belfry::rehearsal {

namespace {

using simulation::Equipment;
using simulation::Measure;
using simulation::MeasureKind;

int most_servers(const simulation::Station& station, const simulation::Site& site) {
    int most = station.servers;
    if (site.servers && site.servers->contains(station.id)) {
        most = site.servers->at(station.id);
    }
    if (station.shifts) {
        for (const auto& shift : *station.shifts) {
            most = std::max(most, shift.servers);
        }
    }
    return most;
}

std::vector<Equipment> equipment_at(const simulation::Site& site, const simulation::City& city) {
    std::vector<Equipment> all;
    for (const auto& stage : city.pipelines.at(site.pipeline)) {
        for (const auto& station : stage.stations) {
            if (most_servers(station, site) > 0 &&
                std::ranges::count(all, station.equipment) == 0) {
                all.push_back(station.equipment);
            }
        }
    }
    return all;
}

bool is_machine(Equipment equipment) {
    return equipment != Equipment::staff && equipment != Equipment::booth;
}

bool has_what_it_needs(const Measure& measure, const OpenPlace& place) {
    // Emergency ballots also serve where the ballots run out.
    if (measure.kind == MeasureKind::emergency_ballots) {
        return true;
    }
    if (measure.kind == MeasureKind::repair_crews) {
        return std::ranges::any_of(place.equipment, is_machine);
    }
    const auto wanted = simulation::equipment_of(measure);
    return wanted.empty() || std::ranges::any_of(place.equipment, [&](Equipment here) {
               return std::ranges::count(wanted, here) > 0;
           });
}

bool counts_for_all(const Measure& measure) {
    return measure.shared.value_or(false) || measure.kind == MeasureKind::repair_crews;
}

int in_all(const Measure& measure) {
    if (measure.kind != MeasureKind::repair_crews) {
        return measure.count.value_or(0);
    }
    int crews = 0;
    for (const int at_base : simulation::crews_by_base(measure)) {
        crews += at_base;
    }
    return crews;
}

}  // namespace

std::vector<OpenPlace> places_of(const simulation::City& city) {
    std::vector<OpenPlace> places;
    for (const auto& site : city.sites) {
        const auto equipment = equipment_at(site, city);
        for (int copy = 0; copy < site.copies.value_or(1); ++copy) {
            auto id = simulation::copy_id(site, copy);
            auto name = site.name.value_or(id);
            if (site.name && site.copies.value_or(1) > 1) {
                name += " (" + std::to_string(copy + 1) + ")";
            }
            places.push_back({std::move(id), std::move(name), &site, equipment});
        }
    }
    return places;
}

Reach::Reach(
    const Measure& measure, const simulation::City& city, const std::vector<OpenPlace>& places
) {
    const simulation::SiteNames names(city);
    const bool all = !measure.where || !measure.where->sites;
    std::vector<bool> named(places.size(), all);
    for (const auto& id : all ? std::vector<std::string>() : *measure.where->sites) {
        for (const auto place : names.find(id)) {
            named[place] = true;
        }
    }
    counts_.resize(places.size());
    const bool counted = measure.count || measure.counts || counts_for_all(measure);
    const int everywhere = counts_for_all(measure) ? in_all(measure) : measure.count.value_or(0);
    std::vector<int> held(places.size(), counted ? everywhere : 1);
    if (measure.counts) {
        for (const auto& [id, count] : *measure.counts) {
            for (const auto place : names.find(id)) {
                held[place] = count;
            }
        }
    }
    const auto centers = std::ranges::count_if(places, [](const OpenPlace& place) {
        return place.site->vote_center.value_or(false);
    });
    for (std::size_t i = 0; i < places.size(); ++i) {
        auto& why = why_not_.emplace_back();
        if (!named[i]) {
            why = NoEffect::not_named;
        } else if (measure.kind == MeasureKind::redirect &&
                   !places[i].site->vote_center.value_or(false)) {
            why = NoEffect::not_vote_center;
        } else if (measure.kind == MeasureKind::redirect && centers < 2) {
            why = NoEffect::no_other_center;
        } else if (held[i] <= 0) {
            why = NoEffect::none_held;
        } else if (!has_what_it_needs(measure, places[i])) {
            why = NoEffect::no_equipment;
        } else if (counted && !counts_for_all(measure)) {
            counts_[i] = held[i];
        }
    }
}

std::optional<int> Reach::same_count() const {
    std::optional<int> same;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        if (why_not_[i]) {
            continue;
        }
        if (!counts_[i] || (same && *same != *counts_[i])) {
            return {};
        }
        same = counts_[i];
    }
    return same;
}

std::size_t Reach::sites() const {
    return static_cast<std::size_t>(std::ranges::count_if(why_not_, [](const auto& why) {
        return !why.has_value();
    }));
}

NoEffect Reach::reason() const {
    auto nearest = NoEffect::not_named;
    for (const auto& why : why_not_) {
        nearest = std::max(nearest, why.value_or(NoEffect::not_named));
    }
    return nearest;
}

}  // namespace belfry::rehearsal
