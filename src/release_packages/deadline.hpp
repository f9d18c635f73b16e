#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "release_packages/holiday.hpp"

/// By when a public-records request has to be answered.
namespace belfry::release_packages {

enum class DayCount {
    business,  ///< Not Saturdays, Sundays, holidays and days on which the city is closed.
    calendar,  ///< Every day; an end on a day that is no business day moves to the next.
};
BOOST_DESCRIBE_ENUM(DayCount, business, calendar)

struct Deadline {
    Date due;
    std::vector<Holiday> skipped;  ///< Holidays on weekdays that were not counted.

    friend bool operator==(const Deadline&, const Deadline&) = default;
};
BOOST_DESCRIBE_STRUCT(Deadline, (), (due, skipped))

/// Days on which no business is done, besides weekends.
struct Closures {
    const HolidayList& holidays;
    std::span<const Date> closed;  ///< Days that the city named.
};

/// The `days`-th day after `received`, the day itself not counted.
[[nodiscard]] Deadline deadline(
    Date received, std::int64_t days, DayCount counted, const Closures& closures
);

/// A time limit as a law says it.
struct DeadlineRule {
    std::string place;  ///< `US-IL`, or `US` for federal agencies.
    std::string law;
    std::int64_t days = 0;
    DayCount counted = DayCount::business;
};
BOOST_DESCRIBE_STRUCT(DeadlineRule, (), (place, law, days, counted))

/// Laws that name a number of days, for filling in a request: a proposal, no advice.
[[nodiscard]] std::span<const DeadlineRule> deadline_rules();

}  // namespace belfry::release_packages
