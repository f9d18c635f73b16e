#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "city/election.hpp"
#include "city/estimate.hpp"
#include "city/place.hpp"
#include "simulation/city.hpp"

namespace belfry::city {

/// Why a place is not part of Election Day: `early_vote`, `no_voters`, `no_place_yet` for
/// what only stands for a place ("Undetermined").
struct LeftOut {
    std::string key;
    std::string name;
    std::string reason;

    friend bool operator==(const LeftOut&, const LeftOut&) = default;
};
BOOST_DESCRIBE_STRUCT(LeftOut, (), (key, name, reason))

/// What the rehearsal engine takes, and how it came about.
struct DayModel {
    simulation::City city;
    std::vector<RuleUse> rules;
    std::vector<LeftOut> left_out;
    std::int64_t precincts_without_place = 0;
    std::int64_t voters_without_place = 0;  ///< Registered in those.
};

/// The city's Election Day. A place's id is its key; stations are `check_in`, `booth`, `device` and
/// `scanner`. Refuses a city without places (`city_has_no_places`), figures larger than a place can
/// have (`place_figure_too_large`, by place) and what else the engine refuses.
[[nodiscard]] Result<DayModel> day_model(
    const CityData& data, const Election& election, const std::string& name
);

}  // namespace belfry::city
