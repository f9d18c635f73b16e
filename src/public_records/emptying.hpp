#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "public_records/shelf.hpp"

/// Taking values out of the tables of the modules.
namespace belfry::public_records {

[[nodiscard]] bool has_row(store::Connection& db, const Shelf& shelf, const record::Object& object);

/// Puts what the shelf says in place of a field's value: `bar` where people read words.
void empty_field(
    store::Connection& db,
    const Shelf& shelf,
    const record::Object& object,
    std::string_view field,
    std::string_view bar
);

void set_revision(
    store::Connection& db, const Shelf& shelf, const record::Object& object, std::int64_t revision
);

/// The row with its bytes.
void delete_row(store::Connection& db, const Shelf& shelf, const record::Object& object);

/// Puts `bar` where rows about the object, or about what it hangs on, repeat one of `texts` or its
/// beginning. `chain`: the object with what it hangs on, as it was before values were removed.
void empty_echoes(
    store::Connection& db,
    const Shelves& shelves,
    const std::vector<record::Object>& chain,
    const std::vector<std::string>& texts,
    std::string_view bar
);

}  // namespace belfry::public_records
