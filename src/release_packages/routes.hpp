#pragma once

#include "http/router.hpp"
#include "release_packages/services.hpp"
#include "store/migration.hpp"

namespace belfry::release_packages {

/// The tables of requests, reviews and packages.
[[nodiscard]] store::Migrations migrations();

/// Every route below `/api/v1/records/requests`. For the composition root.
void add_routes(http::Router& router, const Services& services);

void add_holiday_routes(http::Router& router, const Services& services);
void add_request_routes(http::Router& router, const Services& services);
void add_review_routes(http::Router& router, const Services& services);
void add_package_routes(http::Router& router, const Services& services);

/// Reading: records_read.
[[nodiscard]] http::Access readers();

/// Keeping requests, reviewing and making packages: records_release.
[[nodiscard]] http::Access releasers();

}  // namespace belfry::release_packages
