#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "city/date_order.hpp"

/// When something happened, in the forms in which logs say it.
namespace belfry::city {

/// The day where the log says one, and minutes after midnight by the wall clock.
struct Moment {
    std::optional<Date> day;
    double minute = 0;

    friend bool operator==(const Moment&, const Moment&) = default;
};

/// `2026-11-03`, `11/3/2026`, `11/3/26`, `11-3-2026`, `13.11.2026`, `Nov 3, 2026`, `3-NOV-26`.
/// Numbers alone are read in `order` where that gives a day, or else in the other one.
[[nodiscard]] std::optional<Date> day_in_cell(
    std::string_view cell, DateOrder order = DateOrder::month_first
);

/// Whether the cell holds an instant, which is a time of day only on the clock of some zone.
[[nodiscard]] bool needs_zone(std::string_view cell);

/// A day and a time in one cell, or a time alone; an instant with its offset (`…T13:05:12.5Z`) and
/// seconds or milliseconds since 1970 are put on the clock of `zone`; a spreadsheet's days since
/// 1899-12-30. Empty for anything else.
[[nodiscard]] std::optional<Moment> moment_in_cell(
    std::string_view cell, const std::string& zone, DateOrder order = DateOrder::month_first
);

}  // namespace belfry::city
