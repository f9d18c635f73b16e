#pragma once

#include <string>
#include <vector>

#include "rehearsal/protocol.hpp"

/// A small city, a plan with whatever measures, and their protocol; for tests.
namespace belfry::rehearsal::test {

using simulation::Equipment;
using simulation::Measure;
using simulation::MeasureKind;
using simulation::TriggerKind;

inline program::Words words(const char* language = "en") {
    return {text::Catalog::embedded(), language};
}

inline simulation::Station station(const char* id, Equipment equipment, int servers) {
    simulation::Station out;
    out.id = id;
    out.equipment = equipment;
    out.servers = servers;
    out.service = simulation::always(1);
    return out;
}

inline simulation::Site site(const char* id, const char* name, const char* pipeline, bool center) {
    simulation::Site out;
    out.id = id;
    out.name = name;
    out.opens = simulation::at_clock(7);
    out.closes = simulation::at_clock(20);
    out.voters = 500;
    out.pipeline = pipeline;
    out.vote_center = center;
    return out;
}

/// Two vote centers with everything; a small place with a paper book, a booth and no machine.
inline simulation::City city() {
    using enum simulation::StageKind;
    simulation::City city;
    city.name = "Port Ellery";
    city.pipelines["full"] = {
        {check_in, {station("check_in", Equipment::e_pollbook, 3)}},
        {marking, {station("device", Equipment::bmd, 8)}},
        {scanning, {station("scanner", Equipment::scanner, 1)}},
    };
    city.pipelines["small"] = {
        {check_in, {station("book", Equipment::staff, 1)}},
        {marking, {station("booth", Equipment::booth, 4)}},
    };
    city.sites = {
        site("1", "Library", "full", true),
        site("2", "Fire Station", "full", true),
        site("3", "Chapel", "small", false),
    };
    return city;
}

/// A measure of the kind that check_plan() accepts, with this trigger.
inline Measure measure(MeasureKind kind, TriggerKind when = TriggerKind::always) {
    Measure m;
    m.id = "m";
    m.kind = kind;
    switch (kind) {
        case MeasureKind::spare_machines:
            m.equipment = {Equipment::scanner};
            m.count = 2;
            break;
        case MeasureKind::extra_workers:
            m.equipment = {Equipment::e_pollbook};
            m.count = 2;
            break;
        case MeasureKind::emergency_ballots:
        case MeasureKind::ballot_delivery:
            m.count = 150;
            break;
        case MeasureKind::repair_crews:
            m.bases = std::vector{simulation::Base{3, {}, {}}};
            break;
        case MeasureKind::extended_hours:
            m.minutes = 60;
            break;
        default:
            break;
    }
    if (when != TriggerKind::always) {
        m.trigger = simulation::Trigger{when, {}, {}};
        if (when == TriggerKind::time) {
            m.trigger->at = simulation::at_clock(16, 45);
        } else {
            m.trigger->value = 37;
        }
    }
    return m;
}

inline simulation::Plan plan(std::vector<Measure> measures) {
    return {"plan-b", "Plan B", std::move(measures), {}};
}

inline ProtocolFacts facts() {
    ProtocolFacts facts;
    facts.election = "General election";
    facts.date = Date{std::chrono::year(2026) / 11 / 3};
    facts.plan_sha256 = "3fa9c1d2e4b5a6978812345678900000";
    return facts;
}

inline Protocol protocol(std::vector<Measure> measures, const char* language = "en") {
    const auto reader = words(language);
    return protocol_of(plan(std::move(measures)), city(), facts(), reader);
}

/// One measure of each kind.
inline std::vector<Measure> every_measure() {
    std::vector<Measure> all;
    for (int kind = 0; kind <= static_cast<int>(MeasureKind::ballot_delivery); ++kind) {
        all.push_back(measure(static_cast<MeasureKind>(kind)));
        all.back().id += std::to_string(kind);
        all.back().delay = simulation::always(45);
    }
    return all;
}

}  // namespace belfry::rehearsal::test
