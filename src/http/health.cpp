#include "http/health.hpp"

#include "http/problem.hpp"

namespace belfry::http {

namespace {

Response health(const std::function<Result<void>()>& healthy) {
    try {
        if (const auto result = healthy(); !result) {
            return problem_response(503, result.error());
        }
    } catch (const std::exception&) {
        return problem_response(
            503, {Refusal::Kind::invalid, "not_healthy", "The server cannot work now.", {}, {}}
        );
    }
    auto response = text_response(200, "ok\n");
    response.headers.set("Cache-Control", "no-store");
    return response;
}

json::Value plain_text(json::Components&) {
    return json::Object{{"type", "string"}};
}

}  // namespace

Route health_route(std::function<Result<void>()> healthy) {
    Route route{
        Method::get,
        "/healthz",
        Access::anyone(),
        "Says whether the server works.",
        [healthy = std::move(healthy)](const Call&) {
            return health(healthy);
        }
    };
    route.output = plain_text;
    route.output_type = "text/plain";
    return route;
}

Route metrics_route(const Metrics& metrics, Access access) {
    Route route{
        Method::get,
        "/metrics",
        std::move(access),
        "Counts and gauges for Prometheus.",
        [&metrics](const Call&) {
            auto response = text_response(200, metrics.text());
            response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            response.headers.set("Cache-Control", "no-store");
            return response;
        }
    };
    route.output = plain_text;
    route.output_type = "text/plain";
    return route;
}

}  // namespace belfry::http
