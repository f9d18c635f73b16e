#pragma once

#include "program/services.hpp"
#include "program/week.hpp"
#include "program/words.hpp"

namespace belfry::program {

/// For whom the first screen is made.
struct WeekReader {
    std::int64_t account = 0;
    bool decides_for_office = false;
    Words words;
};

/// The first screen, as it stands now.
[[nodiscard]] ThisWeek this_week(const Services& services, const WeekReader& reader);

}  // namespace belfry::program
