#include "store/search_recent.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace belfry::store::search::recent {

namespace {

constexpr std::int64_t most_waiting = 64;
/// Longer ones do not wait, so that looking through those that do takes no time to speak of.
constexpr std::size_t most_waiting_bytes = 4000;

constexpr double title_weight = 10;  // as find() weighs the columns of search_words

/// Up to here entries are in the index; those after it wait.
std::int64_t indexed_to(Connection& db) {
    return db.value<std::int64_t>("SELECT indexed_to FROM search_head WHERE id = 1").value();
}

std::optional<std::int64_t> position_of(Connection& db, std::string_view kind, std::int64_t id) {
    return db.value<std::int64_t>(
        "SELECT position FROM search_entry WHERE kind = $1 AND id = $2", kind, id
    );
}

/// Where an entry stands among the others.
struct Places {
    std::int64_t indexed_to;
    std::optional<std::int64_t> before;  ///< Its own place; empty for a new one.
    std::int64_t newest;
};

/// In one question: every write asks it.
Places places_for(Connection& db, const Entry& entry) {
    return db
        .query_one(
            "SELECT indexed_to, (SELECT position FROM search_entry WHERE kind = $1 AND id = $2),"
            " (SELECT coalesce(max(position), 0) FROM search_entry) FROM search_head WHERE id = 1",
            [](const Row& row) {
                return Places{
                    row.integer(0), row.get<std::optional<std::int64_t>>(1), row.integer(2)
                };
            },
            entry.kind,
            entry.id
        )
        .value();
}

/// Before the entry changes: the index is told what it knows of it.
void take_from_index(Connection& db, std::int64_t position) {
    db.execute(
        "INSERT INTO search_words (search_words, rowid, title, text)"
        " SELECT 'delete', position, title, text FROM search_entry WHERE position = $1",
        position
    );
}

void index_those_waiting(Connection& db, std::int64_t after, std::int64_t last) {
    db.execute(
        "INSERT INTO search_words (rowid, title, text)"
        " SELECT position, title, text FROM search_entry WHERE position > $1 ORDER BY position",
        after
    );
    db.execute("UPDATE search_head SET indexed_to = $1 WHERE id = 1", last);
}

/// How many words of `text` begin with `beginning`.
int count_in(std::string_view text, std::string_view beginning) {
    int count = 0;
    for (auto at = text.find(beginning); at != std::string_view::npos;
         at = text.find(beginning, at + 1)) {
        count += at == 0 || text[at - 1] == ' ' ? 1 : 0;
    }
    return count;
}

/// An entry that has all words, and how much it has of each.
struct Match {
    Hit hit;
    std::vector<double> weights;
};

std::vector<Match> matches(Connection& db, const std::vector<std::string_view>& words) {
    std::vector<Match> found;
    db.query(
        "SELECT kind, id, title, text FROM search_entry WHERE position > $1",
        [&](const Row& row) {
            Match match{{row.get<std::string>(0), row.integer(1), 0}, {}};
            for (const auto word : words) {
                match.weights.push_back(
                    title_weight * count_in(row.text(2), word) + count_in(row.text(3), word)
                );
            }
            if (std::ranges::all_of(match.weights, [](double weight) { return weight > 0; })) {
                found.push_back(std::move(match));
            }
            return 0;
        },
        indexed_to(db)
    );
    return found;
}

/// How much it says that an entry has a word: as the index takes it, by how many in it have one.
double telling(Connection& db, std::string_view word) {
    const auto all =
        db.value<double>("SELECT count(*) FROM search_entry WHERE position <= $1", indexed_to(db));
    const auto having = db.value<double>(
        "SELECT count(*) FROM search_words WHERE search_words MATCH $1",
        fmt::format("\"{}\"*", word)
    );
    return std::max(std::log((*all - *having + 0.5) / (*having + 0.5)), 1e-6);
}

}  // namespace

void put(Connection& db, const Entry& entry) {
    const auto [after, before, newest] = places_for(db, entry);
    if (before && *before <= after) {
        take_from_index(db, *before);
    }
    const auto next = std::max(newest, after) + 1;
    db.execute(
        before ? "UPDATE search_entry SET position = $1, title = $4, text = $5"
                 " WHERE kind = $2 AND id = $3"
               : "INSERT INTO search_entry (position, kind, id, title, text)"
                 " VALUES ($1, $2, $3, $4, $5)",
        before && *before > after ? *before : next,
        entry.kind,
        entry.id,
        entry.title,
        entry.text
    );
    const auto bytes = entry.title.size() + entry.text.size();
    if (next - after >= most_waiting || bytes > most_waiting_bytes) {
        index_those_waiting(db, after, next);
    }
}

void remove(Connection& db, std::string_view kind, std::int64_t id) {
    const auto position = position_of(db, kind, id);
    if (!position) {
        return;
    }
    if (*position <= indexed_to(db)) {
        take_from_index(db, *position);
    }
    db.execute("DELETE FROM search_entry WHERE position = $1", *position);
}

std::vector<Hit> find(Connection& db, const std::vector<std::string_view>& words) {
    constexpr double saturation = 1.2;  // k1 of FTS5's bm25
    auto found = matches(db, words);
    for (std::size_t i = 0; i < words.size() && !found.empty(); ++i) {
        const auto worth = telling(db, words[i]);
        for (auto& [hit, weights] : found) {
            hit.rank += worth * weights[i] * (saturation + 1) / (weights[i] + saturation);
        }
    }
    std::vector<Hit> hits;
    for (auto& match : found) {
        hits.push_back(std::move(match.hit));
    }
    return hits;
}

}  // namespace belfry::store::search::recent
