#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "public_records/redaction.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

/// The table of redactions, and the values they are about.
namespace belfry::public_records {

/// Newest first; people by number alone.
[[nodiscard]] std::vector<Redaction> list_redactions(store::Connection& db);
[[nodiscard]] std::optional<Redaction> find_redaction(store::Connection& db, Id<Redaction> id);

/// Adds it or writes over it.
void save_redaction(store::Connection& db, const Redaction& redaction);

/// Dispositions that are proposed or approved, by each object they are about.
[[nodiscard]] std::map<record::Object, Id<Redaction>> open_dispositions(store::Connection& db);

/// One value that the record has of an object.
struct KeptValue {
    std::int64_t entry = 0;
    Instant at;
    std::string actor;  ///< As in the record.
    std::string action;
    std::string field;
    std::optional<json::Value> value;  ///< Absent: redacted.
    bool newest = false;               ///< No later entry says what the field is.
};

/// Every value of `object`, in the order of the log.
[[nodiscard]] std::vector<KeptValue> kept_values(
    store::Connection& db, const record::Object& object
);

}  // namespace belfry::public_records
