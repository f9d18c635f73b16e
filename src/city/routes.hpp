#pragma once

#include "http/router.hpp"
#include "program/services.hpp"
#include "store/migration.hpp"

namespace belfry::city {

using program::Services;

/// The tables of places, precincts, the election and imports.
[[nodiscard]] store::Migrations migrations();

/// Lists of places and precincts, and one place: shown, made, edited, deleted.
void add_place_routes(http::Router& router, const Services& services);

/// From upload to undo.
void add_import_routes(http::Router& router, const Services& services);

/// The election, what is estimated of it, and fits from logs.
void add_election_routes(http::Router& router, const Services& services);

/// The map under the polling places.
void add_basemap_routes(http::Router& router, const Services& services);

/// All of the above.
void add_routes(http::Router& router, const Services& services);

/// Reading: places_see. Changing: places_edit.
[[nodiscard]] http::Access may_see_places();
[[nodiscard]] http::Access may_edit_places();

}  // namespace belfry::city
