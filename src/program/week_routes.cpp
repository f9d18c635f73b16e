#include "program/week_routes.hpp"

#include "program/deed.hpp"
#include "program/rules.hpp"
#include "program/seen_store.hpp"
#include "program/week_view.hpp"

namespace belfry::program {

namespace {

Result<ThisWeek> show(const Services& services, const http::Call& call) {
    return this_week(
        services, {decider_of(call.caller), Words(services.catalog, call.caller.language)}
    );
}

Result<void> seen(const Services& services, const http::Call& call) {
    const auto newest = services.record.activity({}, 1);
    const auto sequence = newest.empty() ? 0 : newest.front().sequence;
    const auto deed = deed_by(call, "seen.update", {"seen", call.caller.account});
    return services.record.write(deed, [&](record::Writing& writing) -> Result<void> {
        save_seen(writing.db(), call.caller.account, {sequence, writing.at()});
        return {};
    });
}

}  // namespace

void add_week_routes(http::Router& router, const Services& services) {
    router.add(http::get<ThisWeek>(
        "/api/v1/this-week",
        may_see(),
        "The first screen: season, decisions that wait for the caller, changes, dates, steps.",
        std::bind_front(show, services)
    ));
    router.add(http::without_body<void>(
        http::Method::post,
        "/api/v1/this-week/seen",
        may_see(),
        "The caller has seen what changed up to now.",
        std::bind_front(seen, services)
    ));
}

}  // namespace belfry::program
