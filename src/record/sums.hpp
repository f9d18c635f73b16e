#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/refusal.hpp"
#include "store/connection.hpp"

/// Sums: what the record says of rows that it cannot show, because they are secret or too long. The
/// entries `sum.change` disclose them; the object `sum/7` has those of whatever has the number 7.
namespace belfry::record {

struct Deed;

/// The object kind of the entries that disclose sums.
inline constexpr std::string_view sum_kind = "sum";

/// The object of the entries that say of which kinds there are sums from then on.
inline constexpr std::string_view sums_kind = "sums";

/// Rows of a table, and what of them is summed.
struct SummedRows {
    std::string_view table;
    std::string_view number;  ///< SQL: of the object that a row belongs to.
    /// SQL: what the sum is called, `'password'`. Rows of one object and name have one sum. Where
    /// it ends with a slash, the sum of the row itself completes it.
    std::string_view field;
    std::vector<std::string_view> words;       ///< SQL: texts and whole numbers.
    std::vector<std::string_view> bytes = {};  ///< SQL: BLOB, BYTEA.
    std::string_view where = {};               ///< SQL; empty: all rows.
};

/// Whose sums a deed may change: those of the object with this number, or of all.
struct SumScope {
    std::optional<std::int64_t> number = {};  ///< Empty: all.

    friend bool operator==(const SumScope&, const SumScope&) = default;
};

/// The sums of one kind. Rows that are to be added to it later need a kind of their own: what there
/// is of a kind is said once, when it is new.
struct Sums {
    std::string_view kind;  ///< As people know the object: `account`.
    std::vector<SummedRows> rows;
    /// Nothing for deeds that change none of the rows. The deed names its object's number; the rows
    /// are as they were before it.
    std::optional<SumScope> (*touched_by)(store::Connection& db, const Deed& deed);
};

/// SHA-256 in hex by number and name (`account.password`).
using SumsByName = std::map<std::pair<std::int64_t, std::string>, std::string>;

/// The sums as the rows are now. The same on both engines.
[[nodiscard]] SumsByName sums_of(store::Connection& db, const Sums& sums, SumScope scope = {});

/// Whether the record has said what there was of the kind, and says since what becomes of it.
[[nodiscard]] bool are_summed(store::Connection& db, std::string_view kind);

/// How many sums are the ones that were disclosed last. Refuses `value_altered` and names the first
/// that is not. Kinds that are not summed yet are passed over.
[[nodiscard]] Result<std::size_t> verify_sums(
    store::Connection& db, std::span<const Sums* const> all
);

}  // namespace belfry::record
