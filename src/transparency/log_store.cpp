#include "transparency/log_store.hpp"

#include <bit>

#include "base/check.hpp"
#include "crypto/bytes.hpp"
#include "record/ledger.hpp"

namespace belfry::transparency {

namespace {

void append_entry(std::string& out, std::string_view entry) {
    out += static_cast<char>(entry.size() >> 8U & 0xFFU);
    out += static_cast<char>(entry.size() & 0xFFU);
    out += entry;
}

}  // namespace

crypto::merkle::Head head_of(store::Connection& db) {
    const auto frontier = record::read_head(db).frontier;
    check(
        frontier.peaks.size() == static_cast<std::size_t>(std::popcount(frontier.size)),
        "the log's head has another size than its tree"
    );
    return {frontier.size, crypto::merkle::root_of(frontier)};
}

std::string bytes_of(store::Connection& db, const Tile& tile) {
    std::string out;
    const auto first = tile.index * tile_width;
    if (tile.entries) {
        db.query(
            "SELECT entry FROM record_entry WHERE seq > $1 AND seq <= $2 ORDER BY seq",
            [&](const store::Row& row) {
                append_entry(out, row.text(0));
                return 0;
            },
            first,
            first + tile.width
        );
        return out;
    }
    // Node by node, as those of one level lie far apart.
    const auto level = 8 * tile.level;
    const auto of = [&](std::uint64_t index) {
        return record::completed_by({level, index, {}});
    };
    db.query(
        "WITH RECURSIVE wanted (leaf) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT leaf + $2"
        " FROM wanted WHERE leaf < $3) SELECT n.hash FROM wanted w"
        " JOIN record_node n ON n.leaf = w.leaf AND n.level = $4 ORDER BY w.leaf",
        [&](const store::Row& row) {
            const auto hash = row.bytes(0);
            out.append(reinterpret_cast<const char*>(hash.data()), hash.size());
            return 0;
        },
        of(first),
        std::uint64_t{1} << level,
        of(first + tile.width - 1),
        level
    );
    return out;
}

std::string cut(const std::string& piece, bool entries, std::uint64_t width) {
    if (!entries) {
        return piece.substr(0, width * sizeof(crypto::Digest));
    }
    std::size_t end = 0;
    for (; width > 0; --width) {
        check(end + 2 <= piece.size(), "a piece of the log is shorter than it should be");
        const auto high = static_cast<unsigned char>(piece[end]);
        const auto low = static_cast<unsigned char>(piece[end + 1]);
        end += 2 + (std::size_t{high} << 8U) + low;
    }
    return piece.substr(0, end);
}

std::optional<std::string> entry_text(store::Connection& db, std::uint64_t sequence) {
    return db.value<std::string>("SELECT entry FROM record_entry WHERE seq = $1", sequence);
}

}  // namespace belfry::transparency
