#pragma once

#include <optional>
#include <vector>

#include "public_records/retention.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

/// The tables of retention: rows in, rows out.
namespace belfry::public_records {

/// By name.
[[nodiscard]] std::vector<RetentionSeries> list_series(store::Connection& db);
[[nodiscard]] std::optional<RetentionSeries> find_series(
    store::Connection& db, Id<RetentionSeries> id
);

/// Adds it or writes over it.
void save_series(store::Connection& db, const RetentionSeries& series);
void delete_series(store::Connection& db, Id<RetentionSeries> id);

/// By object.
[[nodiscard]] std::vector<RetentionAssignment> list_assignments(store::Connection& db);
[[nodiscard]] std::optional<RetentionAssignment> find_assignment(
    store::Connection& db, Id<RetentionAssignment> id
);

/// That of the object itself, else that of its kind.
[[nodiscard]] std::optional<RetentionAssignment> assignment_of(
    store::Connection& db, const record::Object& object
);
void save_assignment(store::Connection& db, const RetentionAssignment& assignment);
void delete_assignment(store::Connection& db, Id<RetentionAssignment> id);

}  // namespace belfry::public_records
