#include "release_packages/review_store.hpp"

#include <algorithm>
#include <set>

#include "program/snippet.hpp"
#include "record/entry.hpp"
#include "release_packages/package.hpp"

namespace belfry::release_packages {

namespace {

FieldState state_in(const store::Row& row) {
    if (row.is_null(8)) {
        return FieldState::removed;
    }
    if (row.is_null(9)) {
        return FieldState::undecided;
    }
    return row.is_null(10) ? FieldState::release : FieldState::withhold;
}

}  // namespace

std::vector<std::uint64_t> search_record(store::Connection& db, const Search& search) {
    std::vector<std::uint64_t> out;
    std::uint64_t current = 0;
    std::string words;
    const auto finish = [&] {
        if (current != 0 && out.size() <= most_entries &&
            (search.words.empty() || program::matches(words, search.words))) {
            out.push_back(current);
        }
        words.clear();
    };
    db.query(
        "SELECT e.seq, e.object_kind, d.disclosure FROM record_entry e"
        " LEFT JOIN record_disclosure d ON d.seq = e.seq WHERE e.at >= $1 AND e.at < $2"
        " AND NOT (e.object_kind = $3 AND e.object_id = $4)"
        " ORDER BY e.seq, d.position",
        [&](const store::Row& row) {
            const auto sequence = row.get<std::uint64_t>(0);
            if (std::ranges::find(search.kinds, row.text(1)) == search.kinds.end()) {
                return 0;
            }
            if (sequence != current) {
                finish();
                current = sequence;
            }
            if (!search.words.empty() && !row.is_null(2)) {
                words += shown_value(row.text(2)) + '\n';
            }
            return 0;
        },
        search.from,
        search.until,
        search.except.kind,
        search.except.id
    );
    finish();
    return out;
}

void keep_items(
    store::Connection& db, Id<RecordsRequest> request, const std::vector<std::uint64_t>& entries
) {
    const auto had = db.query(
        "SELECT seq FROM release_item WHERE request = $1",
        [](const store::Row& row) { return row.get<std::uint64_t>(0); },
        request
    );
    const std::set<std::uint64_t> before(had.begin(), had.end());
    const std::set<std::uint64_t> now(entries.begin(), entries.end());
    for (const auto sequence : before) {
        if (!now.contains(sequence)) {
            db.execute(
                "DELETE FROM release_item WHERE request = $1 AND seq = $2", request, sequence
            );
            db.execute(
                "DELETE FROM release_choice WHERE request = $1 AND seq = $2", request, sequence
            );
        }
    }
    for (const auto sequence : now) {
        if (!before.contains(sequence)) {
            db.execute(
                "INSERT INTO release_item (request, seq, outside) VALUES ($1, $2, 0)",
                request,
                sequence
            );
        }
    }
}

std::vector<ReviewedEntry> review_of(store::Connection& db, Id<RecordsRequest> request) {
    std::vector<ReviewedEntry> out;
    db.query(
        "SELECT i.seq, e.entry, e.at, e.actor, e.action, e.object_kind, e.object_id, d.position,"
        " d.disclosure, c.position, c.exemption, d.field, i.outside FROM release_item i"
        " JOIN record_entry e ON e.seq = i.seq LEFT JOIN record_disclosure d ON d.seq = i.seq"
        " LEFT JOIN release_choice c ON c.request = i.request AND c.seq = i.seq"
        " AND c.position = d.position WHERE i.request = $1 ORDER BY i.seq, d.position",
        [&](const store::Row& row) {
            const auto sequence = row.get<std::uint64_t>(0);
            if (out.empty() || out.back().sequence != sequence) {
                out.push_back({
                    .sequence = sequence,
                    .text = row.get<std::string>(1),
                    .at = row.get<Instant>(2),
                    .actor = {row.get<std::string>(3)},
                    .action = row.get<std::string>(4),
                    .object = {row.get<std::string>(5), row.integer(6)},
                    .outside = row.integer(12) != 0,
                });
            }
            if (!row.is_null(7)) {
                out.back().fields.push_back({
                    .position = row.integer(7),
                    .name = row.get<std::string>(11),
                    .disclosure = row.get<std::optional<std::string>>(8).value_or(""),
                    .state = state_in(row),
                    .exemption = row.get<std::optional<Id<Exemption>>>(10),
                });
            }
            return 0;
        },
        request
    );
    return out;
}

Standing standing_of(store::Connection& db, Id<RecordsRequest> request) {
    const auto counted = db.query_one(
        "SELECT count(DISTINCT CASE WHEN i.outside = 0 THEN i.seq END),"
        " count(DISTINCT CASE WHEN i.outside = 1 THEN i.seq END),"
        " coalesce(sum(CASE WHEN i.outside = 0 AND d.disclosure IS NOT NULL"
        "  AND c.position IS NULL THEN 1 ELSE 0 END), 0),"
        " coalesce(sum(CASE WHEN i.outside = 0 AND d.disclosure IS NOT NULL"
        "  AND c.position IS NOT NULL AND c.exemption IS NULL THEN 1 ELSE 0 END), 0),"
        " coalesce(sum(CASE WHEN i.outside = 0 AND d.disclosure IS NOT NULL"
        "  AND c.exemption IS NOT NULL THEN 1 ELSE 0 END), 0),"
        " coalesce(sum(CASE WHEN i.outside = 0 AND d.position IS NOT NULL"
        "  AND d.disclosure IS NULL THEN 1 ELSE 0 END), 0)"
        " FROM release_item i LEFT JOIN record_disclosure d ON d.seq = i.seq"
        " LEFT JOIN release_choice c ON c.request = i.request AND c.seq = i.seq"
        " AND c.position = d.position WHERE i.request = $1",
        [](const store::Row& row) {
            return Standing{
                row.integer(0),
                row.integer(1),
                row.integer(2),
                row.integer(3),
                row.integer(4),
                row.integer(5)
            };
        },
        request
    );
    return counted.value_or(Standing());
}

bool put_outside(
    store::Connection& db, Id<RecordsRequest> request, std::int64_t entry, bool outside
) {
    return db.execute(
               "UPDATE release_item SET outside = $3 WHERE request = $1 AND seq = $2",
               request,
               entry,
               outside
           ) == 1;
}

std::string kind_of(store::Connection& db, std::int64_t entry) {
    return db.value<std::string>("SELECT object_kind FROM record_entry WHERE seq = $1", entry)
        .value_or("");
}

bool decide(
    store::Connection& db,
    Id<RecordsRequest> request,
    const FieldRef& field,
    FieldState state,
    std::optional<Id<Exemption>> exemption
) {
    const auto there = db.value<std::int64_t>(
        "SELECT count(*) FROM release_item i JOIN record_disclosure d ON d.seq = i.seq"
        " WHERE i.request = $1 AND i.seq = $2 AND d.position = $3 AND d.disclosure IS NOT NULL",
        request,
        field.entry,
        field.position
    );
    if (there != 1) {
        return false;
    }
    if (state == FieldState::undecided) {
        db.execute(
            "DELETE FROM release_choice WHERE request = $1 AND seq = $2 AND position = $3",
            request,
            field.entry,
            field.position
        );
        return true;
    }
    db.execute(
        "INSERT INTO release_choice (request, seq, position, exemption) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (request, seq, position) DO UPDATE SET exemption = excluded.exemption",
        request,
        field.entry,
        field.position,
        exemption
    );
    return true;
}

}  // namespace belfry::release_packages
