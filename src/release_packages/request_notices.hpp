#pragma once

#include "program/calendar_view.hpp"
#include "public_records/services.hpp"
#include "release_packages/request.hpp"

/// Requests that have to be answered soon, today or since days, as lines of inboxes.
namespace belfry::release_packages {

/// Days before the due day from which on its owner is told.
inline constexpr int due_notice_days = 3;

/// In the act that changes it: tells its owner, or where it has none (any more) all who answer
/// requests, how it stands today; what does not hold any more goes.
void tell_of(
    const program::Services& services, record::Writing& writing, const RecordsRequest& after
);

/// All requests as of today; gives whether something was written.
bool remind(const program::Services& services);

/// The days by which open requests have to be answered, in the calendar of those who see public
/// records; outside Belfry only that there is something.
[[nodiscard]] program::CalendarPart calendar_part();

}  // namespace belfry::release_packages
