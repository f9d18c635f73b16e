#include "public_records/routes.hpp"

namespace belfry::public_records {

[[nodiscard]] std::span<const EmbeddedFile> sql_files();

store::Migrations migrations() {
    return store::migrations_from(sql_files());
}

void add_routes(http::Router& router, const Services& services) {
    add_exemption_routes(router, services);
    add_hold_routes(router, services);
    add_retention_routes(router, services);
    add_redaction_routes(router, services);
}

}  // namespace belfry::public_records
