#include "rehearsal/protocol_desk.hpp"

#include <algorithm>

#include "city/election_store.hpp"
#include "city/place_store.hpp"
#include "program/deed.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/run_store.hpp"
#include "rehearsal/thing_store.hpp"

namespace belfry::rehearsal {

namespace {

std::string address_of(const city::PollingPlace& place) {
    auto address = place.address;
    if (!place.city.empty()) {
        address += (address.empty() ? "" : ", ") + place.city;
    }
    return address;
}

ProtocolFacts facts_of(store::Connection& db, const Plan& plan) {
    ProtocolFacts facts;
    const auto election = city::load_election(db);
    facts.election = election.name;
    facts.date = election.date;
    facts.plan_sha256 =
        sha256_of(SeenPlan{plan.id.value, plan.name, plan.revision, plan.measures, plan.standard});
    const auto data = city::load_city(db);
    for (const auto& place : data.places) {
        facts.addresses[place.key] = address_of(place);
    }
    return facts;
}

}  // namespace

Result<Protocol> protocol_now(
    store::Connection& db,
    Id<Plan> id,
    const std::string& site,
    std::vector<ProtocolContact> contacts,
    const program::Words& words
) {
    const auto plan = find_plan(db, id);
    if (!plan) {
        return program::no_such_thing();
    }
    const auto day = load_day(db);
    if (!day) {
        return std::unexpected(day.error());
    }
    if (auto fits = check_plan(*plan, day->city); !fits) {
        return std::unexpected(fits.error());
    }
    auto facts = facts_of(db, *plan);
    facts.contacts = std::move(contacts);
    auto protocol = protocol_of(for_engine(*plan), day->city, facts, words);
    if (site.empty()) {
        return protocol;
    }
    auto one = for_site(std::move(protocol), site);
    if (!one) {
        return program::no_such_thing();
    }
    return std::move(*one);
}

}  // namespace belfry::rehearsal
