#pragma once

#include <functional>

#include "http/metrics.hpp"
#include "http/route.hpp"

namespace belfry::http {

/// `GET /healthz`: 200 `ok` while `healthy` refuses nothing, 503 with the reason when it does or
/// throws. For whoever restarts the program or takes it out of a balancer; names nothing private.
[[nodiscard]] Route health_route(std::function<Result<void>()> healthy);

/// `GET /metrics` in Prometheus' text format; `metrics` outlives the router.
[[nodiscard]] Route metrics_route(const Metrics& metrics, Access access);

}  // namespace belfry::http
