#pragma once

#include "http/router.hpp"
#include "public_records/services.hpp"
#include "store/migration.hpp"

namespace belfry::public_records {

/// The tables of exemptions, holds, retention and redactions.
[[nodiscard]] store::Migrations migrations();

/// Every route below `/api/v1/records`. For the composition root.
void add_routes(http::Router& router, const Services& services);

void add_exemption_routes(http::Router& router, const Services& services);
void add_hold_routes(http::Router& router, const Services& services);
void add_retention_routes(http::Router& router, const Services& services);
void add_redaction_routes(http::Router& router, const Services& services);

}  // namespace belfry::public_records
