#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"

/// Whether 05/11/2024 is the fifth of November or the eleventh of May: decided for a whole log, and
/// said.
namespace belfry::city {

enum class DateOrder { month_first, day_first };
BOOST_DESCRIBE_ENUM(DateOrder, month_first, day_first)

/// What settled it: a person; a date of the log that is one in this order only, or dates that lie
/// within weeks in this order only; an election's day, which the log has in this order only; or
/// nothing, and the order of the United States was assumed.
enum class OrderBasis { person, log, election, assumed };
BOOST_DESCRIBE_ENUM(OrderBasis, person, log, election, assumed)

struct DateReading {
    DateOrder order = DateOrder::month_first;
    OrderBasis basis = OrderBasis::assumed;
    std::string example;         ///< A date of the log that is another one in the other order.
    std::optional<Date> is_day;  ///< The day that it was taken for.

    friend bool operator==(const DateReading&, const DateReading&) = default;
};
BOOST_DESCRIBE_STRUCT(DateReading, (), (order, basis, example, is_day))

/// `05/11/2024`, `5-11-24`, `05.11.2024 7:05`: a date of numbers whose year stands last.
struct NumericDate {
    std::string text;
    int first = 0;
    int second = 0;
    int year = 0;

    /// Empty where the order gives no day of the calendar.
    [[nodiscard]] std::optional<Date> read(DateOrder order) const;
};

/// Empty for a cell without such a date.
[[nodiscard]] std::optional<NumericDate> numeric_date_in(std::string_view cell);

/// Of all cells of a log that may have dates. Empty where no date depends on the order.
[[nodiscard]] std::optional<DateReading> reading_of_dates(
    const std::vector<std::string_view>& cells,
    const std::optional<Date>& election,
    std::optional<DateOrder> said
);

}  // namespace belfry::city
