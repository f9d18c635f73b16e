#include "program/likely_zone.hpp"

#include <algorithm>
#include <array>

#include "text/fold.hpp"

namespace belfry::program {

namespace {

struct State {
    std::string_view code;
    std::string_view name;
    std::string_view zone;  ///< In which most of its people live.
};

constexpr std::string_view eastern = "America/New_York";
constexpr std::string_view central = "America/Chicago";
constexpr std::string_view mountain = "America/Denver";
constexpr std::string_view pacific = "America/Los_Angeles";

constexpr std::array<State, 56> states{{
    {"AL", "Alabama", central},
    {"AK", "Alaska", "America/Anchorage"},
    {"AS", "American Samoa", "Pacific/Pago_Pago"},
    {"AZ", "Arizona", "America/Phoenix"},
    {"AR", "Arkansas", central},
    {"CA", "California", pacific},
    {"CO", "Colorado", mountain},
    {"CT", "Connecticut", eastern},
    {"DE", "Delaware", eastern},
    {"DC", "District of Columbia", eastern},
    {"FL", "Florida", eastern},
    {"GA", "Georgia", eastern},
    {"GU", "Guam", "Pacific/Guam"},
    {"HI", "Hawaii", "Pacific/Honolulu"},
    {"ID", "Idaho", "America/Boise"},
    {"IL", "Illinois", central},
    {"IN", "Indiana", "America/Indiana/Indianapolis"},
    {"IA", "Iowa", central},
    {"KS", "Kansas", central},
    {"KY", "Kentucky", "America/Kentucky/Louisville"},
    {"LA", "Louisiana", central},
    {"ME", "Maine", eastern},
    {"MD", "Maryland", eastern},
    {"MA", "Massachusetts", eastern},
    {"MI", "Michigan", "America/Detroit"},
    {"MN", "Minnesota", central},
    {"MS", "Mississippi", central},
    {"MO", "Missouri", central},
    {"MT", "Montana", mountain},
    {"NE", "Nebraska", central},
    {"NV", "Nevada", pacific},
    {"NH", "New Hampshire", eastern},
    {"NJ", "New Jersey", eastern},
    {"NM", "New Mexico", mountain},
    {"NY", "New York", eastern},
    {"NC", "North Carolina", eastern},
    {"ND", "North Dakota", central},
    {"MP", "Northern Mariana Islands", "Pacific/Saipan"},
    {"OH", "Ohio", eastern},
    {"OK", "Oklahoma", central},
    {"OR", "Oregon", pacific},
    {"PA", "Pennsylvania", eastern},
    {"PR", "Puerto Rico", "America/Puerto_Rico"},
    {"RI", "Rhode Island", eastern},
    {"SC", "South Carolina", eastern},
    {"SD", "South Dakota", central},
    {"TN", "Tennessee", central},
    {"TX", "Texas", central},
    {"VI", "U.S. Virgin Islands", "America/St_Thomas"},
    {"UT", "Utah", mountain},
    {"VT", "Vermont", eastern},
    {"VA", "Virginia", eastern},
    {"WA", "Washington", pacific},
    {"WV", "West Virginia", eastern},
    {"WI", "Wisconsin", central},
    {"WY", "Wyoming", mountain},
}};

/// A part of a state that has another zone than the rest.
struct Part {
    std::string_view state;
    double south;
    double north;
    double west;
    double east;
    std::string_view zone;
};

constexpr double any_north = 90;
constexpr double any_south = -90;
constexpr double any_west = -180;
constexpr double any_east = 180;

constexpr std::array<Part, 22> parts{{
    {"AK", any_south, any_north, any_west, -169.5, "America/Adak"},
    {"AK", any_south, any_north, 170, any_east, "America/Adak"},
    {"FL", 29.95, any_north, any_west, -85.0, central},
    {"ID", 45.45, any_north, any_west, -114.5, pacific},
    {"IN", 40.73, any_north, any_west, -86.93, central},
    {"IN", 41.17, any_north, any_west, -86.5, central},
    {"IN", any_south, 38.45, any_west, -87.4, central},
    {"IN", any_south, 38.2, any_west, -86.6, central},
    {"KS", 37.75, 39.56, any_west, -101.45, mountain},
    {"KY", any_south, any_north, any_west, -86.25, central},
    {"KY", any_south, 37.3, any_west, -85.1, central},
    {"MI", any_south, 46.25, any_west, -87.45, central},
    {"MI", any_south, 46.55, any_west, -89.5, central},
    {"ND", any_south, 47.0, any_west, -101.9, mountain},
    {"ND", any_south, 47.55, any_west, -102.2, mountain},
    {"NE", any_south, any_north, any_west, -101.5, mountain},
    {"NV", 40.6, 40.9, -114.15, any_east, mountain},
    {"OR", any_south, 44.3, -118.2, any_east, "America/Boise"},
    {"SD", any_south, any_north, any_west, -101.0, mountain},
    {"TN", any_south, any_north, -85.4, any_east, eastern},
    // On the plateau, further east, the clocks are Nashville's.
    {"TN", 35.55, any_north, any_west, -84.85, central},
    {"TX", any_south, any_north, any_west, -104.9, mountain},
}};

bool is_in(const Part& part, const Whereabouts& at) {
    return at.lat >= part.south && at.lat <= part.north && at.lon >= part.west &&
           at.lon <= part.east;
}

/// The last that holds the position; none: the rest of the state.
std::string_view zone_at(const State& state, const Whereabouts& at) {
    auto zone = state.zone;
    for (const auto& part : parts) {
        zone = part.state == state.code && is_in(part, at) ? part.zone : zone;
    }
    return zone;
}

}  // namespace

std::optional<LikelyZone> likely_zone(
    std::string_view state, const std::optional<Whereabouts>& position
) {
    const auto folded = text::fold(state);
    const auto known = std::ranges::find_if(states, [&](const State& each) {
        return text::fold(each.code) == folded || text::fold(each.name) == folded;
    });
    if (known == states.end()) {
        return {};
    }
    if (std::ranges::find(parts, known->code, &Part::state) == parts.end()) {
        return LikelyZone{std::string(known->zone), ZoneRule::state};
    }
    return position ? LikelyZone{std::string(zone_at(*known, *position)), ZoneRule::position}
                    : LikelyZone{std::string(known->zone), ZoneRule::most_of_state};
}

}  // namespace belfry::program
