#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/merkle.hpp"
#include "record/entry.hpp"
#include "store/connection.hpp"

/// The tables of the log: rows in, rows out. Rules are in record.cpp and verify.cpp.
namespace belfry::record {

/// Where the log stands: the tree's right edge, and the number the next new object gets.
struct LedgerHead {
    crypto::merkle::Frontier frontier;
    std::int64_t next_object = 1;
};

[[nodiscard]] LedgerHead read_head(store::Connection& db);
void save_head(store::Connection& db, const LedgerHead& head);

/// The last leaf under a node, counted from 0: the one that completed it. Nodes lie by it.
[[nodiscard]] std::uint64_t completed_by(const crypto::merkle::Node& node);

/// Reads nodes of the tree.
[[nodiscard]] crypto::merkle::ReadNode nodes_of(store::Connection& db);

/// The root that the log had when it had `size` entries; empty when it never had as many.
[[nodiscard]] std::optional<crypto::Digest> root_when(store::Connection& db, std::uint64_t size);

/// The newest revision; 0 when there is no such object.
[[nodiscard]] Revision current_revision(store::Connection& db, const Object& object);

/// A value behind a digest, as it lies in its table.
struct DisclosureRow {
    std::string field;
    std::optional<std::string> disclosure;  ///< Absent when it was redacted.
};

void add_entry(store::Connection& db, const Entry& entry, const std::string& text);
void add_disclosures(
    store::Connection& db, std::uint64_t sequence, const std::vector<DisclosureRow>& rows
);
void add_node(store::Connection& db, const crypto::merkle::Node& node);

/// The differences between revision `since` and now: for each field that changed, the value then
/// and the newest.
[[nodiscard]] std::vector<Refusal::Difference> differences(
    store::Connection& db, const Object& object, Revision since
);

[[nodiscard]] std::vector<HistoryEntry> history_of(
    store::Connection& db, const Object& object, std::size_t most
);

[[nodiscard]] std::vector<Written> activity_before(
    store::Connection& db,
    std::optional<std::uint64_t> before,
    std::size_t most,
    std::span<const std::string_view> without = {}
);

/// Oldest first.
[[nodiscard]] std::vector<Written> activity_after(
    store::Connection& db, std::uint64_t after, std::size_t most
);

}  // namespace belfry::record
