#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "base/refusal.hpp"

namespace belfry::program {

/// The city whose programme this is. One for each database.
struct City {
    std::string name;
    std::string state;                           ///< As written: "Ohio" or "OH".
    std::string time_zone = "America/New_York";  ///< A name of the IANA database.
    std::optional<Date> next_election;
    bool fictional = false;   ///< Port Ellery is loaded in its place.
    bool configured = false;  ///< False until the first-run questions are answered.
    std::int64_t revision = 0;

    friend bool operator==(const City&, const City&) = default;
};
BOOST_DESCRIBE_STRUCT(
    City, (), (name, state, time_zone, next_election, fictional, configured, revision)
)

/// The answers of the first run, and of the settings later.
struct CityEdit {
    std::string name;
    std::string state;
    std::optional<std::string> time_zone;  ///< Absent: as it was; at first, the state's.
    std::optional<Date> next_election;
};
BOOST_DESCRIBE_STRUCT(CityEdit, (), (name, state, time_zone, next_election))

/// Refuses an empty name or state, a time zone that the system does not know, and a next election
/// that is over; one that was set before it was over may stay until somebody sets the next.
[[nodiscard]] Result<void> check_city_edit(const CityEdit& edit, const City& before, Instant now);

}  // namespace belfry::program
