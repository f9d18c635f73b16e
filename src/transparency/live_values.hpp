#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "record/sums.hpp"
#include "store/connection.hpp"

/// What the tables say now, held to what the record disclosed last.
namespace belfry::transparency {

/// A column that holds a member of what is disclosed as an object.
struct LivePart {
    std::string_view column;
    std::string_view field;
    std::string_view member;
};

/// What a column holds until an entry says something of it, where that is not nothing.
struct LiveDefault {
    std::string_view column;
    std::optional<std::string_view> value = {};  ///< Empty: anything.
};

/// Where the values of a kind of object lie.
struct LiveTable {
    std::string_view kind;   ///< As in the record: `task`.
    std::string_view table;  ///< Each row is an object of that kind.
    std::string_view id;     ///< Column with the object's number.
    /// Columns that are named as the fields they hold.
    std::vector<std::string_view> columns = {};
    /// A column with a JSON object whose members are the fields; empty: none.
    std::string_view document = {};
    std::vector<LivePart> parts = {};
    std::vector<LiveDefault> defaults = {};
    /// SQL for objects with bytes: number, SHA-256 in hex as the table says it, and the bytes piece
    /// by piece, ordered by number; empty: there are none.
    std::string_view content = {};
};

struct LiveValues {
    std::size_t objects = 0;
    std::size_t values = 0;  ///< That were compared.
};

/// Refuses `value_altered` and names the first value that is not what was disclosed last, value in
/// a column of which nothing was ever disclosed, row that the record does not know, row that is
/// gone without an entry that says so, or rows whose sum is not the one that was disclosed last.
/// Disclosed values that no table holds are passed over; so are redacted ones, and sums of kinds
/// that the record has not begun to sum.
[[nodiscard]] Result<LiveValues> verify_live_values(
    store::Connection& db,
    std::span<const LiveTable> tables,
    std::span<const record::Sums* const> sums = {}
);

}  // namespace belfry::transparency
