#pragma once

#include <string>

#include "base/refusal.hpp"
#include "simulation/city.hpp"
#include "store/connection.hpp"

namespace belfry::rehearsal {

/// The city's Election Day as it is described now (city/day_model.hpp).
struct Day {
    simulation::City city;
    std::string canonical;  ///< The city as canonical JSON.
    std::string sha256;     ///< Of that, in hexadecimal.
};

/// Refuses a city without places and what the engine refuses.
[[nodiscard]] Result<Day> load_day(store::Connection& db);

/// The same city without more; one without sites where load_day refuses.
[[nodiscard]] simulation::City city_as_far_as_known(store::Connection& db);

/// SHA-256 of a text in hexadecimal.
[[nodiscard]] std::string sha256_of(std::string_view text);

}  // namespace belfry::rehearsal
