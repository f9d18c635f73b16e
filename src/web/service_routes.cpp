#include <charconv>
#include <limits>

#include "accounts/routes.hpp"
#include "http/health.hpp"
#include "web/modules.hpp"
#include "web/standing.hpp"
#include "web/visibility.hpp"

namespace belfry::web {

namespace {

using http::Access;

Result<void> answers(store::Database& database) {
    database.read([](store::Connection& db) { return db.value<std::int64_t>("SELECT 1"); });
    return {};
}

/// Numbers tell an outsider when a city is busy: for this machine, and for administrators' tokens.
bool may_see_metrics(const http::Call& call) {
    const auto& peer = call.request.peer;
    return peer.starts_with("127.") || peer == "::1" || call.caller.may("settings_edit");
}

http::Route api_document(const std::string& document) {
    http::Route route{
        http::Method::get,
        "/api/v1/openapi.json",
        Access::anyone(),
        "This document.",
        [&document](const http::Call&) {
            http::Response answer;
            answer.headers.set("Content-Type", "application/json");
            answer.headers.set("Cache-Control", "no-cache");
            answer.body = std::make_shared<const std::string>(document);
            return answer;
        }
    };
    route.output = [](json::Components&) {
        return json::Value(json::Object{{"type", "object"}});
    };
    return route;
}

/// Empty for a reader that begins. What is no number stands behind every event: the reader has to
/// reload.
std::optional<std::uint64_t> last_event(const http::Request& request) {
    const auto text = request.headers.find("Last-Event-ID");
    std::uint64_t number = 0;
    if (!text || text->empty()) {
        return {};
    }
    const auto* end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? number
                                                     : std::numeric_limits<std::uint64_t>::max();
}

http::Route events(
    accounts::AccountGate& gate, record::Follower& follower, const Standing& standing
) {
    http::Route route{
        http::Method::get,
        "/api/v1/events",
        Access::signed_in().open_to(std::string(accounts::wall_screen)),
        "What changes, as it happens (server-sent events): kind, id and revision of each object.",
        [&gate, &follower, &standing](const http::Call& call) {
            http::EventBody body;
            body.topics = kinds_heard();
            body.after = last_event(call.request);
            if (body.after) {
                // The server that the reader comes from may have been the first to hear of it.
                follower.catch_up();
            }
            body.still_allowed = [&gate, caller = call.caller] {
                return gate.still_holds(caller);
            };
            standing.spare(body);
            body.may_see = [caller = call.caller](std::string_view topic, const json::Value& data) {
                return may_hear(caller, topic, data);
            };
            http::Response answer;
            answer.body = std::move(body);
            return answer;
        }
    };
    route.output_type = "text/event-stream";
    return route;
}

}  // namespace

void add_service_routes(http::Router& router, const Wiring& all) {
    router.add(http::health_route([&house = all.house] { return answers(*house.database); }));
    router.add(http::metrics_route(
        all.metrics,
        Access::anyone().and_when("from this machine or with settings_edit", may_see_metrics)
    ));
    router.add(api_document(all.document));
    router.add(events(all.gate, all.follower, all.standing));
}

}  // namespace belfry::web
