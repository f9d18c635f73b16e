#pragma once

#include <optional>
#include <vector>

#include "public_records/exemption.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

/// The tables of exemptions: rows in, rows out.
namespace belfry::public_records {

/// By name.
[[nodiscard]] std::vector<Exemption> list_exemptions(store::Connection& db);
[[nodiscard]] std::optional<Exemption> find_exemption(store::Connection& db, Id<Exemption> id);

/// Adds it or writes over it.
void save_exemption(store::Connection& db, const Exemption& exemption);
void delete_exemption(store::Connection& db, Id<Exemption> id);

/// All of them, by object.
[[nodiscard]] std::vector<ExemptionMark> list_exemption_marks(store::Connection& db);

/// Those that cover `object` or a field of it, those on its whole kind included.
[[nodiscard]] std::vector<ExemptionMark> exemption_marks_on(
    store::Connection& db, const record::Object& object
);

[[nodiscard]] std::optional<ExemptionMark> find_exemption_mark(
    store::Connection& db, Id<ExemptionMark> id
);
void save_exemption_mark(store::Connection& db, const ExemptionMark& mark);
void delete_exemption_mark(store::Connection& db, Id<ExemptionMark> id);

}  // namespace belfry::public_records
