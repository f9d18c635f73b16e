#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "city/raw_table.hpp"

/// What the columns of a table mean: proposed by their headings and contents, decided by a person,
/// remembered for the next file with the same headings.
namespace belfry::city {

enum class Meaning {
    ignored,
    // The place
    place_key,
    building,
    place_name,
    place_text,  ///< Name and address in one cell, on several lines.
    address,
    address_more,
    house_number,
    city,
    state,
    zip,
    location_type,
    opens,
    closes,
    hours,  ///< "7:00 AM - 8:00 PM"
    precinct_list,
    expected_voters,
    scanners,
    ballot_marking_devices,
    epollbooks,
    check_in_stations,
    voting_booths,
    poll_workers,
    // The precinct
    precinct_key,
    precinct_name,
    ward,      ///< Where precincts are numbered anew in each, it is part of their number.
    feed_key,  ///< The number by which other tables of the same feed know the precinct.
    county,
    tabulator_model,
    // Either: of the precinct where the row names one, of the place otherwise
    lat,
    lon,
    position,  ///< Latitude and longitude in one cell.
    coord_source,
    registered_voters,
    ballots_total,
    ballots_election_day,
    ballots_early_in_person,
    ballots_mail,
    ballots_provisional,
    election_day_registrations,
    notes
};
BOOST_DESCRIBE_ENUM(
    Meaning,
    ignored,
    place_key,
    building,
    place_name,
    place_text,
    address,
    address_more,
    house_number,
    city,
    state,
    zip,
    location_type,
    opens,
    closes,
    hours,
    precinct_list,
    expected_voters,
    scanners,
    ballot_marking_devices,
    epollbooks,
    check_in_stations,
    voting_booths,
    poll_workers,
    precinct_key,
    precinct_name,
    ward,
    feed_key,
    county,
    tabulator_model,
    lat,
    lon,
    position,
    coord_source,
    registered_voters,
    ballots_total,
    ballots_election_day,
    ballots_early_in_person,
    ballots_mail,
    ballots_provisional,
    election_day_registrations,
    notes
)

/// `confidence` from 0 to 1: 1 where the heading says it outright, or a person decided.
struct ColumnMeaning {
    std::string column;  ///< The heading as it stands.
    Meaning meaning = Meaning::ignored;
    double confidence = 0;

    friend bool operator==(const ColumnMeaning&, const ColumnMeaning&) = default;
};
BOOST_DESCRIBE_STRUCT(ColumnMeaning, (), (column, meaning, confidence))

/// One for each column, in their order.
using ColumnMapping = std::vector<ColumnMeaning>;

/// What the headings and the first rows suggest; nothing of a hidden sheet. No meaning is given
/// twice.
[[nodiscard]] ColumnMapping propose_mapping(const RawTable& table);

/// By which a mapping is found again: the headings in one spelling.
[[nodiscard]] std::string header_key(const RawTable& table);

/// By which a decision about a table is found again: its headings and, where it has one, the name
/// of its sheet, so that two sheets with the same headings may mean different things.
[[nodiscard]] std::string decision_key(const RawTable& table);

/// Whether a table with this mapping says anything: a place (name, number or address) or a
/// precinct.
[[nodiscard]] bool says_something(const ColumnMapping& mapping);

/// Refuses a mapping with another number of columns, and a meaning that is given twice; fields are
/// `columns[3].meaning`.
[[nodiscard]] Result<void> check_mapping(const RawTable& table, const ColumnMapping& mapping);

}  // namespace belfry::city
