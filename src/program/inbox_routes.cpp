#include "program/inbox_routes.hpp"

#include <fmt/format.h>

#include "program/deed.hpp"
#include "program/inbox_store.hpp"
#include "program/named.hpp"
#include "program/people.hpp"

namespace belfry::program {

namespace {

constexpr std::int64_t most_inbox = 200;

/// Pages of what lies above the programme, which name_of_object does not know.
std::string page_of(const Notice& notice) {
    switch (notice.kind) {
        case InboxKind::log_alarm:
            return "/admin/witnesses";
        case InboxKind::redaction_asked:
        case InboxKind::redaction_ended:
            return fmt::format("/records/redactions/{}", notice.object.id);
        case InboxKind::exemption_review:
            return "/records/exemptions";
        case InboxKind::hold_ends:
            return "/records/holds";
        case InboxKind::request_due:
        case InboxKind::request_today:
        case InboxKind::request_overdue:
            return fmt::format("/records/requests/{}", notice.object.id);
        default:
            return {};
    }
}

InboxItem shown_item(
    store::Connection& db, const Notice& notice, const People& people, const Words& words
) {
    PersonRef by{notice.actor, {}, {}};
    complete(people, by);
    const auto named = name_of_object(db, notice.object, words);
    return {
        .id = notice.id,
        .kind = notice.kind,
        .title = words.say(
            fmt::format("inbox.{}", json::name_of(notice.kind)),
            {{"by", by.name.empty() ? words.say("inbox.somebody") : by.name}}
        ),
        .text = notice.text,
        .link = named ? named->link : page_of(notice),
        .at = notice.at,
        .read = notice.read,
    };
}

Result<http::Listing<InboxItem>> list(const Services& services, const http::Call& call) {
    const Words words(services.catalog, call.caller.language);
    return services.database.read([&](store::Connection& db) {
        const auto people = everybody(db);
        http::Listing<InboxItem> items;
        for (const auto& notice : list_inbox(db, call.caller.account, most_inbox)) {
            items.items.push_back(shown_item(db, notice, people, words));
        }
        return items;
    });
}

/// What a person has read is their own affair: the object is their inbox, not the notice.
record::Deed reading(const http::Call& call) {
    return deed_by(call, "inbox.read", {"inbox", call.caller.account});
}

Result<void> read_one(const Services& services, const http::Call& call) {
    return services.record.write(reading(call), [&](record::Writing& writing) -> Result<void> {
        if (!mark_read(writing.db(), call.caller.account, call.id<InboxItem>("item"))) {
            return no_such_thing();
        }
        return {};
    });
}

Result<void> read_all(const Services& services, const http::Call& call) {
    return services.record.write(reading(call), [&](record::Writing& writing) -> Result<void> {
        mark_all_read(writing.db(), call.caller.account);
        return {};
    });
}

}  // namespace

void add_inbox_routes(http::Router& router, const Services& services) {
    router.add(http::list<InboxItem>(
        "/api/v1/inbox",
        http::Access::signed_in(),
        "What the caller should look at, newest first.",
        std::bind_front(list, services)
    ));
    router.add(http::without_body<void>(
        http::Method::post,
        "/api/v1/inbox/{item}/reading",
        http::Access::signed_in(),
        "Marks one item of the caller's inbox as read.",
        std::bind_front(read_one, services)
    ));
    router.add(http::without_body<void>(
        http::Method::post,
        "/api/v1/inbox/reading",
        http::Access::signed_in(),
        "Marks the caller's whole inbox as read.",
        std::bind_front(read_all, services)
    ));
}

}  // namespace belfry::program
