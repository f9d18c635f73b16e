#include "store/search_index.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "store/search_recent.hpp"

namespace belfry::store::search {

namespace {

constexpr std::size_t most_bytes = 200'000;
constexpr std::size_t most_words = 16;

/// Bytes of the UTF-8 character that starts with `lead`.
std::size_t length_of(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Letters and digits; outside ASCII all but the signs of U+0080–U+00BF and the punctuation of
/// U+2000–U+206F.
bool is_word_character(std::string_view character) {
    const char c = character.front();
    if (character.size() == 1) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    return !character.starts_with("\xC2") && !character.starts_with("\xE2\x80") &&
           !character.starts_with("\xE2\x81");
}

/// Words separated by one space. Both engines cut text their own way (PostgreSQL keeps a web
/// address together); text that is nothing but words they cut alike.
std::string words_only(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size() && out.size() < most_bytes;) {
        const auto character = text.substr(i, length_of(text[i]));
        i += character.size();
        if (is_word_character(character)) {
            out += character;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    return out;
}

/// The first words of `text`, which are separated by one space.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin < text.size() && words.size() < most_words;) {
        const auto end = std::min(text.find(' ', begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// What both engines understand as "a word that begins so": `"till"*` and `'till':*`.
std::string query_of(Engine engine, const std::vector<std::string_view>& words) {
    std::string out;
    for (const auto word : words) {
        if (engine == Engine::sqlite) {
            out += fmt::format("{}\"{}\"*", out.empty() ? "" : " AND ", word);
        } else {
            out += fmt::format("{}'{}':*", out.empty() ? "" : " & ", word);
        }
    }
    return out;
}

/// The `most` best of the full-text index.
std::vector<Hit> indexed(Connection& db, const std::string& query, std::size_t most) {
    const auto* const sql =
        db.engine() == Engine::sqlite
            ? "SELECT e.kind, e.id, -bm25(search_words, 10.0, 1.0) AS rank FROM search_words w"
              " JOIN search_entry e ON e.position = w.rowid WHERE search_words MATCH $1"
              " ORDER BY rank DESC, e.kind, e.id LIMIT $2"
            : "SELECT kind, id, ts_rank('{0.1, 0.2, 0.4, 1.0}', words, to_tsquery('simple', $1))"
              " AS rank FROM search_entry WHERE words @@ to_tsquery('simple', $1)"
              " ORDER BY rank DESC, kind, id LIMIT $2";
    return db.query(
        sql,
        [](const Row& row) { return Hit{row.get<std::string>(0), row.integer(1), row.real(2)}; },
        query,
        most
    );
}

bool stands_before(const Hit& a, const Hit& b) {
    return std::tie(b.rank, a.kind, a.id) < std::tie(a.rank, b.kind, b.id);
}

}  // namespace

void put(Connection& db, const Entry& entry) {
    const Entry words{entry.kind, entry.id, words_only(entry.title), words_only(entry.text)};
    if (db.engine() == Engine::sqlite) {
        recent::put(db, words);
        return;
    }
    db.execute(
        "INSERT INTO search_entry (kind, id, title, text) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (kind, id) DO UPDATE SET title = excluded.title, text = excluded.text",
        words.kind,
        words.id,
        words.title,
        words.text
    );
}

void remove(Connection& db, std::string_view kind, std::int64_t id) {
    if (db.engine() == Engine::sqlite) {
        recent::remove(db, kind, id);
        return;
    }
    db.execute("DELETE FROM search_entry WHERE kind = $1 AND id = $2", kind, id);
}

void forget_traces(Connection& db) {
    // SQLite's index notes a removal beside the words; only merging all its parts drops both.
    // PostgreSQL keeps the words in the row alone, and vacuuming drops its old version.
    if (db.engine() == Engine::sqlite) {
        db.execute("INSERT INTO search_words (search_words) VALUES ('optimize')");
    }
}

std::vector<Hit> find(Connection& db, std::string_view words, std::size_t most) {
    const auto text = words_only(words);
    const auto wanted = words_of(text);
    if (wanted.empty()) {
        return {};
    }
    auto hits = indexed(db, query_of(db.engine(), wanted), most);
    if (db.engine() == Engine::sqlite) {
        std::ranges::move(recent::find(db, wanted), std::back_inserter(hits));
        std::ranges::sort(hits, stands_before);
        hits.resize(std::min(hits.size(), most));
    }
    return hits;
}

}  // namespace belfry::store::search
