#pragma once

#include <optional>

#include "city/merge.hpp"
#include "city/place.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::city {

/// Everything, by number.
[[nodiscard]] CityData load_city(store::Connection& db);

[[nodiscard]] std::optional<PollingPlace> find_place(store::Connection& db, Id<PollingPlace> id);

/// Makes the city `after`: every place that is new, changed, gone or back is an entry of its own in
/// the record, so that its history begins with where it came from (`origin`, as `import/17`).
[[nodiscard]] Result<void> apply(
    record::Writing& writing,
    const record::Actor& actor,
    const CityData& before,
    CityData after,
    const std::string& origin
);

/// Says in the record what changed of a place; where a value comes from is no change of its own.
void disclose_place(
    record::Writing& writing, const PollingPlace& before, const PollingPlace& after
);

/// Saves one place as it is now.
void save_place(store::Connection& db, const PollingPlace& place);

/// Adds one, with its number from the record.
void add_place(store::Connection& db, const PollingPlace& place);

/// Has exactly the precincts with these numbers vote at the place; those that did and are not named
/// have no place then. What was moved by hand stays when lists come again. Refuses (field
/// `precincts[…]`) one that is not there.
[[nodiscard]] Result<void> assign_precincts(
    store::Connection& db, const PollingPlace& place, const std::vector<std::string>& keys
);

/// Deletes one; its precincts are without a place then.
void delete_place(store::Connection& db, const PollingPlace& place);

}  // namespace belfry::city
