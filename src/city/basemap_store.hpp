#pragma once

#include "city/basemap.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::city {

/// The map; one without features where there is none.
[[nodiscard]] Basemap load_basemap(store::Connection& db);

/// The features of the map are left out.
[[nodiscard]] Basemap basemap_at_a_glance(store::Connection& db);

/// Makes it the map, with the time and revision of the entry that is open. The one before is kept.
[[nodiscard]] Basemap save_basemap(record::Writing& writing, Basemap map);

/// Puts back the one before, in an entry of its own, where the import brought the map.
[[nodiscard]] Result<void> take_basemap_back(
    record::Writing& writing, const record::Actor& actor, std::int64_t import
);

/// What an import brings becomes the map, in an entry of its own, unless people gave one.
[[nodiscard]] Result<void> bring_basemap(
    record::Writing& writing, const record::Actor& actor, Basemap map
);

}  // namespace belfry::city
