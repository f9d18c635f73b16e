#include "record/ledger.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>

#include <fmt/format.h>

namespace belfry::record {

namespace {

std::vector<crypto::Digest> peaks_from(const store::Bytes& bytes) {
    std::vector<crypto::Digest> peaks(bytes.size() / sizeof(crypto::Digest));
    check(bytes.size() % sizeof(crypto::Digest) == 0, "the tree's right edge is damaged");
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * 32), 32, peaks[i].begin());
    }
    return peaks;
}

store::Bytes bytes_from(const std::vector<crypto::Digest>& peaks) {
    store::Bytes bytes;
    for (const auto& peak : peaks) {
        bytes.insert(bytes.end(), peak.begin(), peak.end());
    }
    return bytes;
}

Written written_in(const store::Row& row) {
    return {
        .sequence = row.get<std::uint64_t>(0),
        .actor = {row.get<std::string>(1)},
        .action = row.get<std::string>(2),
        .object = {row.get<std::string>(3), row.integer(4)},
        .revision = row.get<Revision>(5),
        .at = row.get<Instant>(6),
    };
}

/// A change mostly discloses fewer values: then one statement keeps them all.
constexpr std::size_t rows_at_once = 8;

/// Puts `count` disclosures in; $1 is the entry's number, then each one's position, field and text.
std::string insertion_of(std::size_t count) {
    std::string sql = "INSERT INTO record_disclosure (seq, position, field, disclosure) VALUES";
    for (std::size_t row = 0; row < count; ++row) {
        const auto first = 3 * row + 2;
        sql +=
            fmt::format("{} ($1, ${}, ${}, ${})", row == 0 ? "" : ",", first, first + 1, first + 2);
    }
    return sql;
}

json::Value value_in(const std::string& disclosure) {
    const auto read = read_disclosure(disclosure);
    check(read.has_value(), "a disclosure in the log cannot be read");
    return read->value;
}

}  // namespace

LedgerHead read_head(store::Connection& db) {
    const auto head = db.query_one(
        "SELECT size, peaks, next_object FROM record_head WHERE id = 1",
        [](const store::Row& row) {
            return LedgerHead{
                {row.get<std::uint64_t>(0), peaks_from(row.bytes(1))}, row.integer(2)
            };
        }
    );
    check(head.has_value(), "the log has no head");
    return *head;
}

void save_head(store::Connection& db, const LedgerHead& head) {
    db.execute(
        "UPDATE record_head SET size = $1, peaks = $2, next_object = $3 WHERE id = 1",
        head.frontier.size,
        bytes_from(head.frontier.peaks),
        head.next_object
    );
}

std::uint64_t completed_by(const crypto::merkle::Node& node) {
    return ((node.index + 1) << node.level) - 1;
}

crypto::merkle::ReadNode nodes_of(store::Connection& db) {
    return [&db](unsigned level, std::uint64_t index) {
        const auto hash = db.value<crypto::Digest>(
            "SELECT hash FROM record_node WHERE leaf = $1 AND level = $2",
            completed_by({level, index, {}}),
            level
        );
        check(hash.has_value(), "a node of the tree is missing");
        return *hash;
    };
}

std::optional<crypto::Digest> root_when(store::Connection& db, std::uint64_t size) {
    if (size > read_head(db).frontier.size) {
        return {};
    }
    return crypto::merkle::root_at(size, nodes_of(db));
}

Revision current_revision(store::Connection& db, const Object& object) {
    return db
        .value<Revision>(
            "SELECT coalesce(max(revision), 0) FROM record_entry"
            " WHERE object_kind = $1 AND object_id = $2",
            object.kind,
            object.id
        )
        .value();
}

void add_entry(store::Connection& db, const Entry& entry, const std::string& text) {
    db.execute(
        "INSERT INTO record_entry (seq, entry, at, actor, action, object_kind, object_id, revision)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        entry.sequence,
        text,
        entry.at,
        entry.actor,
        entry.action,
        entry.object.kind,
        entry.object.id,
        entry.previous + 1
    );
}

void add_disclosures(
    store::Connection& db, std::uint64_t sequence, const std::vector<DisclosureRow>& rows
) {
    for (std::size_t begin = 0; begin < rows.size(); begin += rows_at_once) {
        const auto count = std::min(rows.size() - begin, rows_at_once);
        std::vector<store::Parameter> parameters{store::Column<std::uint64_t>::bind(sequence)};
        for (std::size_t position = begin; position < begin + count; ++position) {
            const auto& row = rows[position];
            parameters.push_back(store::Column<std::size_t>::bind(position));
            parameters.push_back(store::Column<std::string>::bind(row.field));
            parameters.push_back(store::Column<std::optional<std::string>>::bind(row.disclosure));
        }
        db.run(insertion_of(count), parameters, {});
    }
}

void add_node(store::Connection& db, const crypto::merkle::Node& node) {
    db.execute(
        "INSERT INTO record_node (leaf, level, hash) VALUES ($1, $2, $3)",
        completed_by(node),
        node.level,
        node.hash
    );
}

std::vector<Refusal::Difference> differences(
    store::Connection& db, const Object& object, Revision since
) {
    std::map<std::string, std::string> seen;
    std::map<std::string, Refusal::Difference> changed;
    db.query(
        "SELECT d.field, d.disclosure, e.actor, e.at, e.revision FROM record_entry e"
        " JOIN record_disclosure d ON d.seq = e.seq"
        " WHERE e.object_kind = $1 AND e.object_id = $2 ORDER BY e.seq, d.position",
        [&](const store::Row& row) {
            const auto field = row.get<std::string>(0);
            const auto disclosure = row.get<std::optional<std::string>>(1);
            auto value = disclosure ? json::canonical(value_in(*disclosure)) : "null";
            if (row.get<Revision>(4) <= since) {
                seen[field] = std::move(value);
                return 0;
            }
            const auto before = seen.try_emplace(field, "null").first->second;
            changed[field] = {
                field,
                before,
                std::move(value),
                row.get<std::string>(2),
                to_iso(row.get<Instant>(3))
            };
            return 0;
        },
        object.kind,
        object.id
    );
    std::vector<Refusal::Difference> out;
    for (auto& [field, difference] : changed) {
        out.push_back(std::move(difference));
    }
    return out;
}

std::vector<HistoryEntry> history_of(
    store::Connection& db, const Object& object, std::size_t most
) {
    std::vector<HistoryEntry> out;
    std::map<std::string, std::optional<json::Value>> known;
    db.query(
        "SELECT e.seq, e.revision, e.at, e.actor, e.action, d.field, d.disclosure"
        " FROM record_entry e LEFT JOIN record_disclosure d ON d.seq = e.seq"
        " WHERE e.object_kind = $1 AND e.object_id = $2 ORDER BY e.seq, d.position",
        [&](const store::Row& row) {
            const auto sequence = row.get<std::uint64_t>(0);
            if (out.empty() || out.back().sequence != sequence) {
                out.push_back({
                    .sequence = sequence,
                    .revision = row.get<Revision>(1),
                    .at = row.get<Instant>(2),
                    .actor = {row.get<std::string>(3)},
                    .action = row.get<std::string>(4),
                    .changes = {},
                });
            }
            if (const auto field = row.get<std::optional<std::string>>(5)) {
                const auto disclosure = row.get<std::optional<std::string>>(6);
                auto value = disclosure ? std::optional(value_in(*disclosure)) : std::nullopt;
                auto& last = known[*field];
                out.back().changes.push_back({*field, last, value});
                last = std::move(value);
            }
            return 0;
        },
        object.kind,
        object.id
    );
    std::ranges::reverse(out);
    out.resize(std::min(out.size(), most));
    return out;
}

std::vector<Written> activity_before(
    store::Connection& db,
    std::optional<std::uint64_t> before,
    std::size_t most,
    std::span<const std::string_view> without
) {
    constexpr std::int64_t end = std::numeric_limits<std::int64_t>::max();
    std::string wanted;
    for (const auto kind : without) {
        check(kind.find('\'') == std::string_view::npos, "a kind of object has no quotation marks");
        wanted += " AND object_kind <> '" + std::string(kind) + '\'';
    }
    return db.query(
        "SELECT seq, actor, action, object_kind, object_id, revision, at FROM record_entry"
        " WHERE seq < $1" +
            wanted + " ORDER BY seq DESC LIMIT $2",
        written_in,
        before ? static_cast<std::int64_t>(*before) : end,
        most
    );
}

std::vector<Written> activity_after(store::Connection& db, std::uint64_t after, std::size_t most) {
    return db.query(
        "SELECT seq, actor, action, object_kind, object_id, revision, at FROM record_entry"
        " WHERE seq > $1 ORDER BY seq LIMIT $2",
        written_in,
        after,
        most
    );
}

}  // namespace belfry::record
