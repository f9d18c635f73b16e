#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "store/connection.hpp"

/// What the tables say now, held to what the record disclosed last.
namespace belfry::transparency {

/// Where the values of a kind of object lie.
struct LiveTable {
    std::string_view kind;   ///< As in the record: `task`.
    std::string_view table;  ///< Each row is an object of that kind.
    std::string_view id;     ///< Column with the object's number.
    /// Columns that are named as the fields they hold.
    std::vector<std::string_view> columns = {};
    /// A column with a JSON object whose members are the fields; empty: none.
    std::string_view document = {};
};

struct LiveValues {
    std::size_t objects = 0;
    std::size_t values = 0;  ///< That were compared.
};

/// Refuses `value_altered` and names the first value that is not what was disclosed last, row that
/// the record does not know, or row that is gone without an entry that says so. Values that the
/// tables do not hold under the field's name are passed over; so are redacted ones.
[[nodiscard]] Result<LiveValues> verify_live_values(
    store::Connection& db, std::span<const LiveTable> tables
);

}  // namespace belfry::transparency
