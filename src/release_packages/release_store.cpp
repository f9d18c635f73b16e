#include "release_packages/release_store.hpp"

#include "base/check.hpp"
#include "crypto/bytes.hpp"

namespace belfry::release_packages {

namespace {

/// Whether a value that the package of the row gave out is gone.
#define BELFRY_RELEASE_GONE                                                            \
    " EXISTS (SELECT 1 FROM release_given g JOIN record_disclosure d ON d.seq = g.seq" \
    " AND d.position = g.position WHERE g.request = release_package.request"           \
    " AND g.number = release_package.number AND d.disclosure IS NULL)"

#define BELFRY_RELEASE_COLUMNS                                                                \
    "SELECT request, number, made_at, made_by, sha256, entries, released, withheld, removed," \
    " CASE WHEN content IS NULL OR" BELFRY_RELEASE_GONE                                       \
    " THEN 0 ELSE 1 END, seq"                                                                 \
    " FROM release_package"

Release read_release(const store::Row& row) {
    return {
        .request = row.integer(0),
        .number = row.integer(1),
        .made_at = row.get<Instant>(2),
        .made_by = {row.integer(3), {}, {}},
        .sha256 = row.get<std::string>(4),
        .entries = row.integer(5),
        .released = row.integer(6),
        .withheld = row.integer(7),
        .removed = row.integer(8),
        .available = row.integer(9) != 0,
        .seq = row.integer(10),
    };
}

}  // namespace

std::vector<Release> list_releases(store::Connection& db, Id<RecordsRequest> request) {
    return db.query(
        BELFRY_RELEASE_COLUMNS " WHERE request = $1 ORDER BY number DESC", read_release, request
    );
}

std::optional<Release> find_release(
    store::Connection& db, Id<RecordsRequest> request, std::int64_t number
) {
    return db.query_one(
        BELFRY_RELEASE_COLUMNS " WHERE request = $1 AND number = $2", read_release, request, number
    );
}

Result<void> add_release(
    store::Connection& db,
    const Release& release,
    const std::string& content,
    const std::vector<FieldRef>& given
) {
    const auto bytes = crypto::bytes_of(content);
    db.execute(
        "INSERT INTO release_package (request, number, seq, made_at, made_by, sha256, entries,"
        " released, withheld, removed, content)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        release.request,
        release.number,
        release.seq,
        release.made_at,
        release.made_by.id,
        release.sha256,
        release.entries,
        release.released,
        release.withheld,
        release.removed,
        store::Bytes(bytes.begin(), bytes.end())
    );
    for (const auto& [entry, position] : given) {
        db.execute(
            "INSERT INTO release_given (request, number, seq, position) VALUES ($1, $2, $3, $4)",
            release.request,
            release.number,
            entry,
            position
        );
    }
    const auto added = find_release(db, Id<RecordsRequest>{release.request}, release.number);
    check(added.has_value(), "a package that was just added is not there");
    if (!added->available) {
        return release_gone();
    }
    return {};
}

std::vector<FieldRef> own_words(store::Connection& db, Id<RecordsRequest> request) {
    std::vector<FieldRef> out;
    for (const auto* field : {"title", "words"}) {
        const auto newest = db.query_one(
            "SELECT d.seq, d.position FROM record_disclosure d WHERE d.field = $1"
            " AND d.disclosure IS NOT NULL AND d.seq = (SELECT max(n.seq) FROM record_disclosure n"
            " JOIN record_entry e ON e.seq = n.seq WHERE n.field = $1"
            " AND e.object_kind = 'records_request' AND e.object_id = $2)",
            [](const store::Row& row) { return FieldRef{row.integer(0), row.integer(1)}; },
            std::string_view(field),
            request
        );
        if (newest) {
            out.push_back(*newest);
        }
    }
    return out;
}

std::unexpected<Refusal> release_gone() {
    return refuse(
        Refusal::Kind::conflict,
        "release_gone",
        "A value in this package has since been removed by law. Make a new package."
    );
}

std::optional<std::string> content_of(store::Connection& db, const Release& release) {
    const auto bytes = db.value<std::optional<store::Bytes>>(
        "SELECT content FROM release_package WHERE request = $1 AND number = $2",
        release.request,
        release.number
    );
    return bytes && *bytes && release.available
               ? std::optional(
                     std::string(reinterpret_cast<const char*>((*bytes)->data()), (*bytes)->size())
                 )
               : std::nullopt;
}

void forget_removed(store::Connection& db) {
    db.execute(
        "UPDATE release_package SET content = NULL"
        " WHERE content IS NOT NULL AND" BELFRY_RELEASE_GONE
    );
}

}  // namespace belfry::release_packages
