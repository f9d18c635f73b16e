#include "transparency/publication.hpp"

#include "base/check.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "record/ledger.hpp"
#include "transparency/log_store.hpp"

namespace belfry::transparency {

namespace {

constexpr auto columns =
    "SELECT p.path, p.sha256, p.seq, e.entry, d.disclosure FROM publication p"
    " JOIN record_entry e ON e.seq = p.seq"
    " JOIN record_disclosure d ON d.seq = p.seq AND d.field = p.path";

Publication publication_in(const store::Row& row) {
    return {
        row.get<std::string>(0),
        row.get<std::string>(1),
        row.get<std::uint64_t>(2),
        {row.get<std::string>(3), row.get<std::optional<std::string>>(4).value_or("")}
    };
}

/// Those that differ from what was last committed for their address.
Documents changed(store::Connection& db, const Documents& documents) {
    auto out = documents;
    db.query(
        "SELECT path, sha256 FROM publication p WHERE seq ="
        " (SELECT max(seq) FROM publication n WHERE n.path = p.path)",
        [&](const store::Row& row) {
            const auto found = out.find(row.text(0));
            if (found != out.end() && found->second == row.text(1)) {
                out.erase(found);
            }
            return 0;
        }
    );
    return out;
}

}  // namespace

bool commit(store::Database& database, record::Record& record, const Documents& documents) {
    // Asked first without a write: nearly always nothing has changed.
    if (database.read([&](store::Connection& db) { return changed(db, documents); }).empty()) {
        return false;
    }
    const auto committed = record.write(
        {record::Actor::belfry(),
         "publication.add",
         {"publication"},
         std::nullopt,
         record::Tlp::clear},
        [&](record::Writing& writing) -> Result<bool> {
            auto& db = writing.db();
            const auto fresh = changed(db, documents);
            if (fresh.empty()) {
                return refuse(
                    Refusal::Kind::conflict, "published_already", "This is published already."
                );
            }
            // The entry is appended when this ends.
            const auto sequence = record::read_head(db).frontier.size + 1;
            for (const auto& [path, sha256] : fresh) {
                db.execute(
                    "INSERT INTO publication (sha256, path, seq) VALUES ($1, $2, $3)"
                    " ON CONFLICT (sha256, path) DO UPDATE SET seq = excluded.seq",
                    sha256,
                    path,
                    sequence
                );
                writing.set(path, sha256);
            }
            return true;
        }
    );
    return committed.value_or(false);
}

std::vector<Publication> current_publications(store::Connection& db) {
    return db.query(
        std::string(columns) +
            " WHERE p.seq = (SELECT max(seq) FROM publication n WHERE n.path = p.path)",
        publication_in
    );
}

std::optional<Publication> find_publication(store::Connection& db, const std::string& sha256) {
    const auto found = db.query(
        std::string(columns) + " WHERE p.sha256 = $1 ORDER BY p.seq DESC, p.path LIMIT 1",
        publication_in,
        sha256
    );
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::string proof_of(
    store::Connection& db, const Publication& publication, const SignedCheckpoint& checkpoint
) {
    return proof_of_entry(db, publication.sequence, extra_of(publication.committed), checkpoint);
}

std::string proof_of_entry(
    store::Connection& db,
    std::uint64_t sequence,
    crypto::Bytes extra,
    const SignedCheckpoint& checkpoint
) {
    const auto size = checkpoint.checkpoint.head.size;
    check(sequence >= 1 && sequence <= size, "a proof from a checkpoint before its entry");
    return text_of(ProofFile{
        std::move(extra),
        sequence - 1,
        crypto::merkle::inclusion_proof(sequence - 1, size, record::nodes_of(db)),
        text_of(checkpoint.note)
    });
}

std::string proof_address(std::string_view document) {
    std::string out(document);
    if (out.ends_with('/')) {
        out += "index";
    }
    return out + ".tlog-proof";
}

}  // namespace belfry::transparency
