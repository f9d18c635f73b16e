#include "program/demo_routes.hpp"

#include "program/demo.hpp"

namespace belfry::program {

namespace {

http::Access may_manage() {
    return http::Access::needs("demo_manage");
}

Result<DemoState> show(const Services& services, const http::Call&) {
    return demo_state(services);
}

Result<DemoState> load(const Services& services, const http::Call& call) {
    return load_demo(services, record::Actor::account(call.caller.account), call.caller.language);
}

Result<void> remove(const Services& services, const http::Call& call) {
    const auto removed = remove_demo(services, record::Actor::account(call.caller.account));
    return removed ? Result<void>() : std::unexpected(removed.error());
}

}  // namespace

void add_demo_routes(http::Router& router, const Services& services) {
    router.add(http::get<DemoState>(
        "/api/v1/demo",
        http::Access::signed_in(),
        "Whether the fictional city is loaded.",
        std::bind_front(show, services)
    ));
    router.add(http::without_body<DemoState>(
        http::Method::post,
        "/api/v1/demo",
        may_manage(),
        "Fills Belfry with the fictional city.",
        std::bind_front(load, services)
    ));
    router.add(http::end<void>(
        "/api/v1/demo",
        may_manage().with_fresh_proof(),
        "Removes exactly what the fictional city brought.",
        std::bind_front(remove, services)
    ));
}

}  // namespace belfry::program
