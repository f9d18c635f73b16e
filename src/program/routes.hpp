#pragma once

#include "http/router.hpp"
#include "program/calendar_view.hpp"
#include "program/search.hpp"
#include "program/services.hpp"
#include "store/migration.hpp"

namespace belfry::program {

/// The tables of the programme.
[[nodiscard]] store::Migrations migrations();

/// Every route of the programme, and what other modules add to its search and its calendar. For the
/// composition root.
void add_routes(
    http::Router& router,
    const Services& services,
    std::vector<Finder> finders = {},
    const std::vector<CalendarPart>& dates = {}
);

}  // namespace belfry::program
