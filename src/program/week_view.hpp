#pragma once

#include "program/services.hpp"
#include "program/week.hpp"
#include "program/words.hpp"

namespace belfry::program {

/// For whom the first screen is made.
struct WeekReader {
    Decider who;
    Words words;
};

/// The first screen, as it stands now.
[[nodiscard]] ThisWeek this_week(const Services& services, const WeekReader& reader);

}  // namespace belfry::program
