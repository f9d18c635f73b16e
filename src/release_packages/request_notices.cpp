#include "release_packages/request_notices.hpp"

#include <algorithm>

#include "program/local_time.hpp"
#include "program/people.hpp"
#include "program/waiting_notices.hpp"
#include "release_packages/request_store.hpp"

namespace belfry::release_packages {

namespace {

using program::InboxKind;
using program::Notice;

const std::vector<InboxKind> lines{
    InboxKind::request_due, InboxKind::request_today, InboxKind::request_overdue
};

std::optional<InboxKind> line_of(const RecordsRequest& request, Date today) {
    const auto left = program::days_between(today, request.due);
    if (request.state != RequestState::open || left > due_notice_days) {
        return {};
    }
    return left > 0    ? InboxKind::request_due
           : left == 0 ? InboxKind::request_today
                       : InboxKind::request_overdue;
}

std::vector<Notice> notices_of(store::Connection& db, const RecordsRequest& request, Date today) {
    std::vector<Notice> out;
    const auto line = line_of(request, today);
    if (!line) {
        return out;
    }
    auto readers = program::holders_of(db, "records_release");
    if (request.owner && std::ranges::find(readers, request.owner->id) != readers.end()) {
        readers = {request.owner->id};
    }
    for (const auto person : readers) {
        out.push_back(
            {.account = person,
             .kind = *line,
             .object = {"records_request", request.id.value},
             .text = request.title}
        );
    }
    return out;
}

}  // namespace

void tell_of(
    const program::Services& services, record::Writing& writing, const RecordsRequest& after
) {
    auto& db = writing.db();
    program::keep_waiting(
        services,
        writing,
        {lines, record::Object{"records_request", after.id.value}},
        notices_of(db, after, public_records::today_in_city(services, db))
    );
}

bool remind(const program::Services& services) {
    return program::keep_waiting(services, {lines}, [&](store::Connection& db) {
        const auto today = public_records::today_in_city(services, db);
        std::vector<Notice> out;
        for (const auto& request : list_requests(db)) {
            std::ranges::move(notices_of(db, request, today), std::back_inserter(out));
        }
        return out;
    });
}

program::CalendarPart calendar_part() {
    return {"records_read", [](store::Connection& db, const program::Words& words) {
                std::vector<program::CalendarEvent> out;
                for (const auto& request : list_requests(db)) {
                    if (request.state != RequestState::open) {
                        continue;
                    }
                    auto& event = out.emplace_back(program::on_day(
                        request.due,
                        words.say("calendar.records_request", {{"title", request.title}}),
                        program::CalendarKind::deadline,
                        program::CalendarSource::records_request
                    ));
                    event.id = {request.id.value};
                    event.revision = request.revision;
                    event.tlp = record::Tlp::amber;
                }
                return out;
            }};
}

}  // namespace belfry::release_packages
