#include "program/routes.hpp"

#include "program/attachment_routes.hpp"
#include "program/calendar_routes.hpp"
#include "program/city_routes.hpp"
#include "program/decision_routes.hpp"
#include "program/demo_routes.hpp"
#include "program/history_routes.hpp"
#include "program/inbox_routes.hpp"
#include "program/note_routes.hpp"
#include "program/search_routes.hpp"
#include "program/step_routes.hpp"
#include "program/task_routes.hpp"
#include "program/week_routes.hpp"

namespace belfry::program {

[[nodiscard]] std::span<const EmbeddedFile> sql_files();

store::Migrations migrations() {
    return store::migrations_from(sql_files());
}

void add_routes(
    http::Router& router,
    const Services& services,
    std::vector<Finder> finders,
    const std::vector<CalendarPart>& dates
) {
    add_city_routes(router, services);
    add_step_routes(router, services);
    add_task_routes(router, services);
    add_decision_routes(router, services);
    add_note_routes(router, services);
    add_comment_routes(router, services);
    add_attachment_routes(router, services);
    add_week_routes(router, services);
    add_calendar_routes(router, services, dates);
    add_feed_routes(router, services, dates);
    add_inbox_routes(router, services);
    add_search_routes(router, services, std::move(finders));
    add_history_routes(router, services);
    add_demo_routes(router, services);
}

}  // namespace belfry::program
