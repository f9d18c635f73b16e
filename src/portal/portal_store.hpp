#pragma once

#include "base/instant.hpp"
#include "portal/public_view.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"
#include "store/migration.hpp"

namespace belfry::portal {

[[nodiscard]] store::Migrations migrations();

/// Before anybody chose: nothing published, at revision 0.
[[nodiscard]] PublicPages find_pages(store::Connection& db);

void save_pages(store::Connection& db, const PublicPages& pages);

/// What the pages are made of at `now`. The fictional city publishes everything.
[[nodiscard]] PublicView public_view(store::Connection& db, Instant now, Instant updated);

}  // namespace belfry::portal
