#pragma once

#include "release_packages/holiday.hpp"
#include "store/connection.hpp"

/// The city's own list of holidays.
namespace belfry::release_packages {

/// The federal ones where nobody has chosen.
[[nodiscard]] HolidayList find_holidays(store::Connection& db);
void save_holidays(store::Connection& db, const HolidayList& list);

}  // namespace belfry::release_packages
