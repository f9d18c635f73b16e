#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "program/words.hpp"
#include "simulation/plan.hpp"

/// The emergency protocol that follows from a contingency plan: for each polling place and each
/// role, cards that say what to do on which trigger, and the sheets of paper that go with them
/// (docs/formats/protocol.md).
namespace belfry::rehearsal {

/// Who acts. The first five work at a polling place.
BOOST_DEFINE_ENUM_CLASS(
    ProtocolRole,
    chief_judge,   ///< Also precinct captain, presiding judge, inspector.
    check_in,      ///< At the pollbooks.
    ballot_table,  ///< Hands out ballots and looks after booths and marking devices.
    scanner,       ///< At the ballot box.
    greeter,       ///< At the door and along the line.
    rover,         ///< Repair crew on the road.
    depot,         ///< Warehouse.
    election_office,
    operations_center,  ///< The city's emergency operations center.
    press,              ///< City hall's press office.
    police              ///< Police liaison.
)

[[nodiscard]] constexpr bool works_at_a_site(ProtocolRole role) {
    return role <= ProtocolRole::greeter;
}

/// The sheets for working on paper.
BOOST_DEFINE_ENUM_CLASS(
    SheetKind, paper_pollbook, emergency_ballots, ballots, outage_log, line_log, custody, contacts
)

/// Who is known by name; `place` is a site's id, empty for those who serve the whole city.
struct ProtocolContact {
    ProtocolRole role = ProtocolRole::chief_judge;
    std::string place;
    std::string name;
    std::string phone;

    friend bool operator==(const ProtocolContact&, const ProtocolContact&) = default;
};
BOOST_DESCRIBE_STRUCT(ProtocolContact, (), (role, place, name, phone))

/// What one role does on one trigger, in the reader's language. `measure` is the id of the plan's
/// measure; empty on a standing order, which holds all day and in every plan.
struct ProtocolCard {
    std::string measure;
    ProtocolRole role = ProtocolRole::chief_judge;
    std::string title;
    std::string trigger;
    std::string ready;  ///< What is held ready for it; empty when nothing is.
    std::string delay;  ///< How long until it takes effect; empty when at once.
    std::vector<std::string> act;
    std::vector<ProtocolRole> call;
    std::vector<std::string> write_down;
    std::vector<std::string> never;
    std::string back_to_normal;
    std::size_t sites = 0;  ///< At how many places it applies; 0 for roles of the city.

    friend bool operator==(const ProtocolCard&, const ProtocolCard&) = default;
};
BOOST_DESCRIBE_STRUCT(
    ProtocolCard,
    (),
    (measure,
     role,
     title,
     trigger,
     ready,
     delay,
     act,
     call,
     write_down,
     never,
     back_to_normal,
     sites)
)

/// A polling place: which of Protocol::cards apply there and what it holds ready for them.
struct SiteOrders {
    std::string id;
    std::string name;
    std::string address;
    std::string hours;
    std::vector<std::size_t> cards;
    std::vector<std::string> ready;
    std::vector<SheetKind> sheets;
    simulation::ClockTime opens;
    simulation::ClockTime closes;

    friend bool operator==(const SiteOrders&, const SiteOrders&) = default;
};
BOOST_DESCRIBE_STRUCT(
    SiteOrders, (), (id, name, address, hours, cards, ready, sheets, opens, closes)
)

/// A sheet to be filled in by hand. Cells that are not empty are printed.
struct ProtocolSheet {
    SheetKind kind = SheetKind::outage_log;
    std::string title;
    std::vector<std::string> how;
    std::vector<std::string> columns;
    std::vector<int> widths;  ///< Percent.
    std::vector<std::vector<std::string>> rows;
    std::string signatures;  ///< The line to sign below; empty: none.

    friend bool operator==(const ProtocolSheet&, const ProtocolSheet&) = default;
};
BOOST_DESCRIBE_STRUCT(ProtocolSheet, (), (kind, title, how, columns, widths, rows, signatures))

/// A measure that changes nothing in this city, and why.
struct IdleMeasure {
    std::string measure;
    std::string title;
    std::string reason;

    friend bool operator==(const IdleMeasure&, const IdleMeasure&) = default;
};
BOOST_DESCRIBE_STRUCT(IdleMeasure, (), (measure, title, reason))

struct ProtocolRoleTitle {
    ProtocolRole role = ProtocolRole::chief_judge;
    std::string title;
    bool at_site = true;

    friend bool operator==(const ProtocolRoleTitle&, const ProtocolRoleTitle&) = default;
};
BOOST_DESCRIBE_STRUCT(ProtocolRoleTitle, (), (role, title, at_site))

struct Protocol {
    std::string language;
    std::string title;
    std::string city;
    std::string plan;
    std::string plan_sha256;
    std::string running;   ///< At the head of every page: city, election, plan, hash, date.
    std::string standard;  ///< What the plan is to hold, as a sentence.
    std::vector<ProtocolRoleTitle> roles;
    std::vector<ProtocolCard> cards;
    std::vector<SiteOrders> sites;
    std::vector<ProtocolSheet> sheets;
    std::vector<ProtocolContact> contacts;
    std::vector<IdleMeasure> idle;

    friend bool operator==(const Protocol&, const Protocol&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Protocol,
    (),
    (language,
     title,
     city,
     plan,
     plan_sha256,
     running,
     standard,
     roles,
     cards,
     sites,
     sheets,
     contacts,
     idle)
)

/// What stands on the pages beside the plan and the city of the simulation.
struct ProtocolFacts {
    std::string election;      ///< Its name; may be empty.
    std::optional<Date> date;  ///< Election Day; absent: not yet set.
    std::string plan_sha256;
    std::map<std::string, std::string> addresses;  ///< By site id.
    std::vector<ProtocolContact> contacts;
};

/// The protocol of a plan that check_plan() accepts for the city. Every measure has at least one
/// card with its trigger, or is named among the idle ones; its cards are at those sites alone where
/// the rehearsal uses it.
[[nodiscard]] Protocol protocol_of(
    const simulation::Plan& plan,
    const simulation::City& city,
    const ProtocolFacts& facts,
    const program::Words& words
);

/// The protocol with this one place, its cards and sheets alone; empty when there is no such place.
[[nodiscard]] std::optional<Protocol> for_site(Protocol protocol, const std::string& id);

}  // namespace belfry::rehearsal
