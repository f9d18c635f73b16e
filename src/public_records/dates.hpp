#pragma once

#include "program/calendar_view.hpp"
#include "program/services.hpp"

namespace belfry::public_records {

/// Days of review and last days of exemptions, and last days of legal holds in force, in the
/// calendar of those who see public records; outside Belfry only that there is something.
[[nodiscard]] program::CalendarPart calendar_part(const program::Services& services);

}  // namespace belfry::public_records
