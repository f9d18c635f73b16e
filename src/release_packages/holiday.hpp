#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "base/refusal.hpp"

/// Days on which offices are closed, as laws say them: rules that hold for every year.
namespace belfry::release_packages {

/// How a law says when a holiday is.
enum class HolidayOn {
    date,     ///< The same date each year.
    weekday,  ///< The second Monday in October.
    easter,   ///< Days before or after Easter Sunday.
    once,     ///< One day of one year, such as a day of mourning.
};
BOOST_DESCRIBE_ENUM(HolidayOn, date, weekday, easter, once)

/// On which day offices close for a holiday that falls on a weekend.
enum class Observed {
    as_it_falls,        ///< On none.
    monday_for_sunday,  ///< The Monday after a Sunday; for a Saturday on none.
    nearest,            ///< The Friday before a Saturday, the Monday after a Sunday.
};
BOOST_DESCRIBE_ENUM(Observed, as_it_falls, monday_for_sunday, nearest)

enum class HolidayYears { every, even, odd };
BOOST_DESCRIBE_ENUM(HolidayYears, every, even, odd)

struct HolidayRule {
    std::string name = {};  ///< As people call it, or a key of one that is known: `veterans`.
    HolidayOn on = HolidayOn::date;
    std::int64_t month = 1;    ///< 1 to 12; with `date` and `weekday`.
    std::int64_t day = 1;      ///< Of the month; with `date`.
    std::int64_t week = 1;     ///< With `weekday`: 1 to 4; 5: the last one of the month.
    std::int64_t weekday = 1;  ///< With `weekday`: 0 Sunday to 6 Saturday.
    std::int64_t shift = 0;    ///< With `weekday` and `easter`: days after it; negative: before.
    std::optional<Date> once = std::nullopt;
    HolidayYears years = HolidayYears::every;
    Observed observed = Observed::as_it_falls;

    friend bool operator==(const HolidayRule&, const HolidayRule&) = default;
};
BOOST_DESCRIBE_STRUCT(
    HolidayRule, (), (name, on, month, day, week, weekday, shift, once, years, observed)
)

/// The holidays of a place and the law that names them.
struct HolidayList {
    std::string place = {};   ///< `US-TX`, `US` for federal offices; as its reader wrote it.
    std::string source = {};  ///< `Tex. Gov't Code 662.003(a), (b)`; stands beside due days.
    std::vector<HolidayRule> rules = {};
    std::int64_t revision = 0;  ///< 0: nobody has chosen, so these are the federal ones.

    friend bool operator==(const HolidayList&, const HolidayList&) = default;
};
BOOST_DESCRIBE_STRUCT(HolidayList, (), (place, source, rules, revision))

/// A day on which offices are closed.
struct Holiday {
    Date day;
    std::string name;  ///< Of its rule, or `city` for a day that the city named.

    friend bool operator==(const Holiday&, const Holiday&) = default;
};
BOOST_DESCRIBE_STRUCT(Holiday, (), (day, name))

/// Those that fall on, or are observed on, days of `year`, in their order.
[[nodiscard]] std::vector<Holiday> holidays_in(const HolidayList& list, std::chrono::year year);

/// Of federal offices: 5 U.S.C. 6103(a), on the days of 6103(b) and Executive Order 11582.
[[nodiscard]] const HolidayList& federal_holidays();

/// Federal and of states whose law is known here; the federal ones first. A proposal, no advice.
[[nodiscard]] std::span<const HolidayList> holiday_presets();

struct HolidayListWish {
    std::string place;
    std::string source;
    std::vector<HolidayRule> rules;
};
BOOST_DESCRIBE_STRUCT(HolidayListWish, (), (place, source, rules))

/// `list` as wished. Refuses, by field, an empty place or source, a holiday without a name, a day
/// that no month has (`holiday_unknown_day`), and more than 100 (`too_many_days`).
[[nodiscard]] Result<HolidayList> changed(HolidayList list, const HolidayListWish& wish);

}  // namespace belfry::release_packages
