#pragma once

#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace belfry::program {

/// Turns the days of the fictional city into days of the calendar.
class DemoDays {
public:
    /// `today` and `now` in the city's zone when it is loaded.
    DemoDays(std::string zone, Instant now);

    [[nodiscard]] Date today() const { return today_; }

    /// So many days from today; a Saturday or Sunday becomes the next Monday.
    [[nodiscard]] Date in(int days) const;

    /// So many days back, on a weekday, at an hour of the working day that differs from thing to
    /// thing; never later than now.
    [[nodiscard]] Instant ago(int days, std::size_t thing) const;

    /// The Tuesday of the week in which `days` from today falls: elections are on Tuesdays.
    [[nodiscard]] Date tuesday_in(int days) const;

    /// `09:00` on the city's clock.
    [[nodiscard]] Instant at(Date day, std::string_view clock) const;

private:
    std::string zone_;
    Instant now_;
    Date today_;
};

}  // namespace belfry::program
