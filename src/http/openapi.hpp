#pragma once

#include <string>
#include <vector>

#include "http/route.hpp"

namespace belfry::http {

/// What the API document says about itself.
struct ApiTitle {
    std::string title = "Belfry";
    std::string version;
};

/// The OpenAPI 3.1 document of a route table: paths, parameters, bodies, answers, and in `x-access`
/// who may call. The order is that of the table, so the same table gives the same bytes.
[[nodiscard]] json::Value openapi(const std::vector<Route>& routes, const ApiTitle& about);

}  // namespace belfry::http
