#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "release_packages/request.hpp"
#include "release_packages/review.hpp"
#include "store/connection.hpp"

namespace belfry::release_packages {

/// What a search looks for in the record.
struct Search {
    std::string words;               ///< Each begins a word of a value of the entry; empty: any.
    std::vector<std::string> kinds;  ///< Of objects.
    Instant from = Instant::min();
    Instant until = Instant::max();  ///< No longer.
    record::Object except = {};      ///< Its entries are not found: the request that asks.
};

/// A package of more entries could not be read by anybody.
inline constexpr std::size_t most_entries = 2'000;

/// Numbers of the entries, in the order of the log; at most one more than `most_entries`.
[[nodiscard]] std::vector<std::uint64_t> search_record(store::Connection& db, const Search& search);

/// Makes these the entries of a request. Decisions on those that stay are kept.
void keep_items(
    store::Connection& db, Id<RecordsRequest> request, const std::vector<std::uint64_t>& entries
);

/// In the order of the log; values as they are in the record now.
[[nodiscard]] std::vector<ReviewedEntry> review_of(
    store::Connection& db, Id<RecordsRequest> request
);

[[nodiscard]] Standing standing_of(store::Connection& db, Id<RecordsRequest> request);

/// False where the request has no such entry.
bool put_outside(
    store::Connection& db, Id<RecordsRequest> request, std::int64_t entry, bool outside
);

/// A value of an entry.
struct FieldRef {
    std::int64_t entry = 0;
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(FieldRef, (), (entry, position))

/// Of the object that an entry is about; empty where there is no such entry.
[[nodiscard]] std::string kind_of(store::Connection& db, std::int64_t entry);

/// False where the request has no such value, or the value is gone from the record.
bool decide(
    store::Connection& db,
    Id<RecordsRequest> request,
    const FieldRef& field,
    FieldState state,
    std::optional<Id<Exemption>> exemption
);

}  // namespace belfry::release_packages
