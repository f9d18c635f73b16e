#include "program/deed.hpp"
#include "program/disclosure.hpp"
#include "program/inbox_store.hpp"
#include "release_packages/holiday_store.hpp"
#include "release_packages/request_keeping.hpp"
#include "release_packages/request_notices.hpp"
#include "release_packages/routes.hpp"

namespace belfry::release_packages {

namespace {

using ShownHolidays = http::Versioned<HolidayList>;

ShownHolidays versioned(HolidayList list) {
    const auto revision = list.revision;
    return {std::move(list), revision};
}

/// Open requests are due by the new list from now on: each that moves is changed by an entry of its
/// own.
Result<void> move_due_days(
    const Services& services,
    record::Writing& writing,
    const record::Actor& actor,
    const HolidayList& holidays
) {
    auto& db = writing.db();
    for (auto& request : list_requests(db)) {
        const auto due = deadline_of(request, holidays).due;
        if (request.state != RequestState::open || due == request.due) {
            continue;
        }
        const record::Object object{"records_request", request.id.value};
        if (auto begun = writing.also({actor, "records_request.update", object}); !begun) {
            return begun;
        }
        request.due = due;
        request.revision = writing.revision();
        writing.set("due", to_iso(due));
        save_request(db, request);
        tell_of(services.records.program, writing, request);
    }
    return {};
}

Result<ShownHolidays> edit(
    const Services& services, const http::Call& call, const HolidayListWish& wish
) {
    const auto& program = services.records.program;
    const auto deed = program::change_by(call, "holidays.update", {"holidays", 1});
    return accounts::saying_who(program.database, [&] {
        return program.record.write(deed, [&](record::Writing& writing) -> Result<ShownHolidays> {
            const auto told = program::newest_notice(writing.db());
            const auto before = find_holidays(writing.db());
            auto after = changed(before, wish);
            if (!after) {
                return std::unexpected(after.error());
            }
            after->revision = writing.revision();
            save_holidays(writing.db(), *after);
            if (before.revision == 0) {
                program::disclose_new(writing, *after);
            } else {
                program::disclose_changes(writing, before, *after);
            }
            if (auto moved = move_due_days(services, writing, deed.actor, *after); !moved) {
                return std::unexpected(moved.error());
            }
            if (auto heard = program::tell_readers(writing, deed.actor, told); !heard) {
                return std::unexpected(heard.error());
            }
            return versioned(std::move(*after));
        });
    });
}

}  // namespace

void add_holiday_routes(http::Router& router, const Services& services) {
    router.add(http::get<ShownHolidays>(
        "/api/v1/records/holidays",
        readers(),
        "The days on which the city's offices are closed each year, by which due days are counted.",
        [services](const http::Call&) -> Result<ShownHolidays> {
            return versioned(services.records.program.database.read(find_holidays));
        }
    ));
    router.add(http::put<HolidayListWish, ShownHolidays>(
        "/api/v1/records/holidays",
        http::Access::needs("records_manage"),
        "Says on which days the city's offices are closed. Due days of open requests follow.",
        std::bind_front(edit, services)
    ));
    router.add(http::list<HolidayList>(
        "/api/v1/records/holidays/presets",
        readers(),
        "Holidays by the laws of some states and of the United States, to start from.",
        [](const http::Call&) -> Result<http::Listing<HolidayList>> {
            const auto all = holiday_presets();
            return http::Listing<HolidayList>{{all.begin(), all.end()}, {}};
        }
    ));
}

}  // namespace belfry::release_packages
