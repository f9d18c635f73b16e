#pragma once

#include <optional>
#include <vector>

#include "public_records/hold.hpp"
#include "public_records/shelf.hpp"
#include "store/connection.hpp"

/// The table of legal holds, and what it forbids.
namespace belfry::public_records {

/// Newest first; people by number alone.
[[nodiscard]] std::vector<LegalHold> list_holds(store::Connection& db);
[[nodiscard]] std::optional<LegalHold> find_hold(store::Connection& db, Id<LegalHold> id);

/// Adds it or writes over it.
void save_hold(store::Connection& db, const LegalHold& hold);

/// An object, what it hangs on, what that hangs on, and so on; of what was deleted, what it hung on
/// as far as the record still says it.
[[nodiscard]] std::vector<record::Object> chain_of(
    store::Connection& db, const Shelves& shelves, const record::Object& object
);

/// The holds in force that cover `object`.
[[nodiscard]] std::vector<LegalHold> holds_on(
    store::Connection& db, const Shelves& shelves, const record::Object& object, Date today
);

/// The refusal `held`.
[[nodiscard]] Refusal held();

}  // namespace belfry::public_records
