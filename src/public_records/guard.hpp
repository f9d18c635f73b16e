#pragma once

#include <optional>

#include "public_records/shelf.hpp"
#include "record/record.hpp"

namespace belfry::public_records {

/// For record::Record::forbid_when: refuses to delete what a legal hold keeps (`held`), and files
/// whose bytes would be lost before their period of retention is over (`retention_runs`). Values
/// that are deleted or changed stay in the record, so retention forbids nothing else.
[[nodiscard]] std::optional<Refusal> forbidden(
    store::Connection& db, const Shelves& shelves, const record::Deed& deed, Instant now
);

}  // namespace belfry::public_records
