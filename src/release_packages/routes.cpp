#include "release_packages/routes.hpp"

namespace belfry::release_packages {

[[nodiscard]] std::span<const EmbeddedFile> sql_files();

store::Migrations migrations() {
    return store::migrations_from(sql_files());
}

http::Access readers() {
    return http::Access::needs("records_read");
}

http::Access releasers() {
    return http::Access::needs("records_release");
}

void add_routes(http::Router& router, const Services& services) {
    add_holiday_routes(router, services);
    add_request_routes(router, services);
    add_review_routes(router, services);
    add_package_routes(router, services);
}

}  // namespace belfry::release_packages
