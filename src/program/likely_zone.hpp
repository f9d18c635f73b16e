#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

/// The time zone of a city of which nobody has said it.
namespace belfry::program {

/// Why it is that one. `said`: somebody said so. `city`: it is the programme's city's. `state`: the
/// whole state has it. `position`: the state has two, and the city lies in this one's part.
/// `most_of_state`: the state has two, and most of its people live in this one.
enum class ZoneRule { said, city, state, position, most_of_state };
BOOST_DESCRIBE_ENUM(ZoneRule, said, city, state, position, most_of_state)

struct LikelyZone {
    std::string zone;  ///< A name of the IANA database.
    ZoneRule rule = ZoneRule::state;

    friend bool operator==(const LikelyZone&, const LikelyZone&) = default;
};

/// Degrees north and east.
struct Whereabouts {
    double lat = 0;
    double lon = 0;
};

/// By the state, "Ohio" or "OH", and where it has two zones by the position: 49 CFR Part 71, with
/// county lines drawn as straight ones, so that only places within some kilometres of the line can
/// be on its wrong side. Empty when the state is not known.
[[nodiscard]] std::optional<LikelyZone> likely_zone(
    std::string_view state, const std::optional<Whereabouts>& position = {}
);

}  // namespace belfry::program
