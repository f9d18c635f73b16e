#include "accounts/account_store.hpp"
#include "accounts/permission.hpp"
#include "accounts/secret.hpp"
#include "accounts/session_store.hpp"
#include "crypto/secret.hpp"
#include "program/calendar_routes.hpp"
#include "program/calendar_view.hpp"
#include "program/city_store.hpp"
#include "program/deed.hpp"
#include "program/people.hpp"

namespace belfry::program {

namespace {

/// It works until a new one is made or the password changes; calendars ask for years.
constexpr std::chrono::years address_life{100};

/// Calendars outside need the whole address: the public one, or that under which the caller
/// reached Belfry.
std::string origin(const Services& services, store::Connection& db, const http::Request& request) {
    if (auto url = services.public_url(db); !url.empty()) {
        return url;
    }
    const auto host = request.headers.find("Host").value_or("localhost");
    return (request.secure ? "https://" : "http://") + std::string(host);
}

Result<CalendarFeed> make_link(const Services& services, const http::Call& call) {
    const auto deed = deed_by(call, "calendar_feed.create", {"calendar_feed", call.caller.account});
    const auto key = crypto::random_token(services.random);
    return services.record.write(deed, [&](record::Writing& writing) -> Result<CalendarFeed> {
        const accounts::Link link{
            accounts::LinkKind::calendar, {call.caller.account}, writing.at() + address_life
        };
        accounts::put_link(writing.db(), link, accounts::kept(key), writing.at());
        return CalendarFeed{
            origin(services, writing.db(), call.request) + "/calendar.ics?token=" + key
        };
    });
}

std::string feed_text(
    const Services& services,
    store::Connection& db,
    const Words& words,
    std::vector<CalendarEvent> more
) {
    const auto city = find_city(db);
    auto events = whole_calendar(db, words, std::move(more));
    for (auto& event : events) {
        event = for_outside(std::move(event), words);
    }
    return to_ics(
        events,
        city.time_zone,
        words.say("calendar.title", {{"city", city.name}}),
        services.clock.now()
    );
}

http::Response feed(
    const Services& services, const std::vector<CalendarPart>& parts, const http::Call& call
) {
    return services.database.read([&](store::Connection& db) {
        const auto key = call.request.query_value("token").value_or("");
        const auto link = accounts::find_link(
            db, accounts::LinkKind::calendar, accounts::kept(key), services.clock.now()
        );
        if (!link || !check_person(db, "token", link->account.value)) {
            return http::problem_response(no_such_thing().error());
        }
        const Words words(services.catalog, language_of(db, link->account.value));
        http::Response response;
        response.headers.set("Content-Type", "text/calendar; charset=utf-8");
        response.headers.set("Cache-Control", "private, no-cache");
        const auto reader = accounts::find_account(db, link->account);
        const auto may = accounts::permissions_of(reader.value().roles);
        response.body = feed_text(services, db, words, dates_of(parts, db, words, may));
        return response;
    });
}

}  // namespace

void add_feed_routes(
    http::Router& router, const Services& services, const std::vector<CalendarPart>& parts
) {
    router.add(http::without_body<CalendarFeed>(
        http::Method::post,
        "/api/v1/calendar/feed",
        http::Access::needs("program_see"),
        "Makes the caller's secret calendar address; an earlier one stops working. Shown once.",
        std::bind_front(make_link, services)
    ));
    http::Route route{
        http::Method::get,
        "/calendar.ics",
        http::Access::anyone(),
        "The calendar (RFC 5545) for whoever has a person's secret address.",
        std::bind_front(feed, services, parts)
    };
    route.query = {{"token", "The secret of the address.", {}}};
    route.output_type = "text/calendar";
    router.add(std::move(route));
}

}  // namespace belfry::program
