#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "city/election.hpp"

namespace belfry::city {

/// What a person says about the election. Absent: as it was; null: cleared.
struct ElectionEdit {
    std::optional<std::string> name;
    std::optional<std::optional<Date>> date;
    std::optional<std::string> time_zone;  ///< Empty: that which follows from city and places.
    std::optional<simulation::ClockTime> opens;
    std::optional<simulation::ClockTime> closes;
    std::optional<std::vector<EarlyDay>> early_voting;
    std::optional<double> turnout_factor;
    std::optional<std::optional<std::int64_t>> expected_voters;
    std::optional<double> turnout_sd;
    std::optional<Pollbooks> pollbooks;
    std::optional<Marking> marking;
    std::optional<ServiceTimes> service;
    std::optional<ArrivalProfile> arrivals;
    std::optional<EstimateFigures> figures;
};
BOOST_DESCRIBE_STRUCT(
    ElectionEdit,
    (),
    (name,
     date,
     time_zone,
     opens,
     closes,
     early_voting,
     turnout_factor,
     expected_voters,
     turnout_sd,
     pollbooks,
     marking,
     service,
     arrivals,
     figures)
)

/// The election with what was said. Refuses what check_election refuses.
[[nodiscard]] Result<Election> edited(Election election, const ElectionEdit& edit);

}  // namespace belfry::city
