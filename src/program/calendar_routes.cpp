#include "program/calendar_routes.hpp"

#include "accounts/routes.hpp"
#include "program/calendar_view.hpp"
#include "program/change.hpp"
#include "program/city_store.hpp"
#include "program/query.hpp"
#include "program/rules.hpp"

namespace belfry::program {

namespace {

using ShownEvent = http::Versioned<CalendarEvent>;

Result<http::Listing<CalendarEvent>> list(
    const Services& services, const std::vector<CalendarPart>& parts, const http::Call& call
) {
    const auto from = day_in(call, "from");
    const auto to = day_in(call, "to");
    if (!from || !to) {
        return std::unexpected(!from ? from.error() : to.error());
    }
    const Words words(services.catalog, call.caller.language);
    return services.database.read([&](store::Connection& db) {
        const auto zone = find_city(db).time_zone;
        auto more = dates_of(parts, db, words, call.caller.permissions);
        auto events = within(whole_calendar(db, words, std::move(more)), zone, *from, *to);
        if (call.caller.account < 0) {
            // Whoever walks past a screen reads it.
            std::erase_if(events, [](const auto& event) { return event.tlp > record::Tlp::green; });
        }
        return http::Listing<CalendarEvent>{std::move(events), {}};
    });
}

Result<ShownEvent> create(
    const Services& services, const http::Call& call, const CalendarEventNew& wish
) {
    return add<CalendarEvent>(services, call, [&](record::Writing&, const CalendarEvent& blank) {
        auto event = new_event(wish);
        if (event) {
            event->id = blank.id;
            event->revision = blank.revision;
        }
        return event;
    });
}

Result<ShownEvent> edit(
    const Services& services, const http::Call& call, const CalendarEventEdit& wish
) {
    return change<CalendarEvent>(
        services,
        change_by(call, "calendar_event.update", {"calendar_event", call.number("event")}),
        [&](record::Writing&, CalendarEvent event) { return edited(std::move(event), wish); }
    );
}

http::Access may_edit_calendar() {
    return http::Access::needs("calendar_edit");
}

}  // namespace

void add_calendar_routes(
    http::Router& router, const Services& services, const std::vector<CalendarPart>& parts
) {
    auto events = http::list<CalendarEvent>(
        "/api/v1/calendar",
        may_see().open_to(std::string(accounts::wall_screen)),
        "Everything with a date: events, due tasks and decisions, the election.",
        std::bind_front(list, services, parts)
    );
    events.query.push_back({"from", "From this day on, YYYY-MM-DD.", {}});
    events.query.push_back({"to", "Up to this day, YYYY-MM-DD.", {}});
    router.add(http::shared(std::move(events)));
    router.add(http::create<CalendarEventNew, ShownEvent>(
        "/api/v1/calendar",
        may_edit_calendar(),
        "Puts an event into the calendar.",
        std::bind_front(create, services)
    ));
    router.add(http::get<ShownEvent>(
        "/api/v1/calendar/{event}",
        may_see(),
        "One event of the calendar's own.",
        [services](const http::Call& call) {
            return shown<CalendarEvent>(services, call.id<CalendarEvent>("event"));
        }
    ));
    router.add(http::patch<CalendarEventEdit, ShownEvent>(
        "/api/v1/calendar/{event}",
        may_edit_calendar(),
        "Changes an event, based on the revision in If-Match.",
        std::bind_front(edit, services)
    ));
    router.add(http::remove<void>(
        "/api/v1/calendar/{event}",
        may_edit_calendar(),
        "Deletes an event.",
        [services](const http::Call& call) {
            return erase<CalendarEvent>(services, call, call.id<CalendarEvent>("event"));
        }
    ));
}

}  // namespace belfry::program
