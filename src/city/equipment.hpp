#pragma once

#include "city/election.hpp"
#include "city/place.hpp"

/// What a place needs on the day where its file does not say: stations, devices, scanners, staff.
namespace belfry::city {

/// Of an estimate: the field it fills and the rule it follows.
struct EstimateOf {
    const char* field;
    const char* rule;
};

/// Fills a figure with the nearest whole number.
void fill_estimate(
    PollingPlace& place,
    std::optional<std::int64_t> PollingPlace::* figure,
    const EstimateOf& of,
    double value
);

/// At most `share` of those who come wait longer than `minutes`.
struct WaitStandard {
    double minutes = 30;
    double share = 0.05;
};

/// The least number of servers that hold the standard, at least one: steady Poisson arrivals,
/// exponential service (Erlang 1917, the C formula). An accessible device is used by few, for
/// long: at the load that suits a scanner its line would be longer than all others.
[[nodiscard]] int servers_that_hold(
    double arrivals_per_minute, double service_minutes, const WaitStandard& standard
);

/// Fills what is missing. The voters expected at the place must be known. Accessible devices: one
/// (Help America Vote Act, section 301(a)(3)(B)), and as many more as keep 19 in 20 of those who
/// use one within 30 minutes in the busiest slot (Presidential Commission on Election
/// Administration).
void equip(PollingPlace& place, const Election& election);

}  // namespace belfry::city
