#pragma once

#include "http/router.hpp"
#include "program/calendar_view.hpp"
#include "program/services.hpp"

namespace belfry::program {

/// The calendar: listed, added to, changed, deleted.
void add_calendar_routes(
    http::Router& router, const Services& services, const std::vector<CalendarPart>& parts
);

/// The calendar as a feed for phones and desktop programs, behind a secret address.
void add_feed_routes(
    http::Router& router, const Services& services, const std::vector<CalendarPart>& parts
);

}  // namespace belfry::program
