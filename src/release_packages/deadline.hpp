#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"

/// By when a public-records request has to be answered.
namespace belfry::release_packages {

enum class DayCount {
    business,  ///< Not Saturdays, Sundays, federal holidays and days on which the city is closed.
    calendar,  ///< Every day; an end on a day that is no business day moves to the next.
};
BOOST_DESCRIBE_ENUM(DayCount, business, calendar)

/// A day on which offices are closed.
struct Holiday {
    Date day;
    std::string name;  ///< Key: `veterans`, or `city` for a day that the city named.

    friend bool operator==(const Holiday&, const Holiday&) = default;
};
BOOST_DESCRIBE_STRUCT(Holiday, (), (day, name))

/// The legal public holidays of 5 U.S.C. 6103(a), on the days on which offices are closed for them:
/// the Friday before a Saturday, the Monday after a Sunday (5 U.S.C. 6103(b); Executive Order
/// 11582). Those that fall on, or are observed on, days of `year`.
[[nodiscard]] std::vector<Holiday> federal_holidays(std::chrono::year year);

struct Deadline {
    Date due;
    std::vector<Holiday> skipped;  ///< Holidays on weekdays that were not counted.

    friend bool operator==(const Deadline&, const Deadline&) = default;
};
BOOST_DESCRIBE_STRUCT(Deadline, (), (due, skipped))

/// The `days`-th day after `received`, the day itself not counted.
[[nodiscard]] Deadline deadline(
    Date received, std::int64_t days, DayCount counted, std::span<const Date> closed
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
