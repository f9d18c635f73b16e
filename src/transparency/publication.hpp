#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "record/record.hpp"
#include "store/connection.hpp"
#include "transparency/proof_file.hpp"

/// Published documents: each is committed in the record by its SHA-256, so that anybody can later
/// show that it is what the city published, and when.
namespace belfry::transparency {

/// SHA-256 in hexadecimal, by the address a document is published at.
using Documents = std::map<std::string, std::string, std::less<>>;

/// A document and the entry that committed it.
struct Publication {
    std::string path;
    std::string sha256;
    std::uint64_t sequence = 0;  ///< Of the entry, from 1.
    Committed committed;
};

/// Commits, in one entry, those documents that are not what was last committed for their address;
/// gives whether there were any.
bool commit(store::Database& database, record::Record& record, const Documents& documents);

/// The newest of each address.
[[nodiscard]] std::vector<Publication> current_publications(store::Connection& db);

/// The newest with these bytes, wherever it was published.
[[nodiscard]] std::optional<Publication> find_publication(
    store::Connection& db, const std::string& sha256
);

/// The proof that the entry of `publication` is in the log of `checkpoint`.
[[nodiscard]] std::string proof_of(
    store::Connection& db, const Publication& publication, const SignedCheckpoint& checkpoint
);

/// The proof that entry `sequence`, counted from 1, is in the log of `checkpoint`.
[[nodiscard]] std::string proof_of_entry(
    store::Connection& db,
    std::uint64_t sequence,
    crypto::Bytes extra,
    const SignedCheckpoint& checkpoint
);

/// `/steps/4` → `/steps/4.tlog-proof`, `/es/` → `/es/index.tlog-proof`
[[nodiscard]] std::string proof_address(std::string_view document);

}  // namespace belfry::transparency
