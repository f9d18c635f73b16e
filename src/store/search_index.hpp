#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "store/connection.hpp"

/// Full-text search over whatever modules put in, the same on both engines. Words are compared as
/// they are: the caller folds case and accents (text::fold) of entries and of what is looked for.
namespace belfry::store::search {

/// One object that can be found; a word of its title counts more than one of its text. Of a text
/// only the first 200,000 bytes are searched.
struct Entry {
    std::string kind;
    std::int64_t id = 0;
    std::string title;
    std::string text;
};

/// Puts an entry in, in place of an older one of the same object.
void put(Connection& db, const Entry& entry);

/// Takes an object out, if it is in.
void remove(Connection& db, std::string_view kind, std::int64_t id);

/// Rewrites the index so that words of what was put in before and taken out or replaced are in no
/// part of it any more. Reads the whole index; for what the law had removed.
void forget_traces(Connection& db);

struct Hit {
    std::string kind;
    std::int64_t id = 0;
    double rank = 0;  ///< More is better; comparable within one answer only.

    friend bool operator==(const Hit&, const Hit&) = default;
};

/// The `most` best entries that have, for each word, one that begins with it. Empty when `words`
/// holds no letter or digit.
[[nodiscard]] std::vector<Hit> find(Connection& db, std::string_view words, std::size_t most);

}  // namespace belfry::store::search

namespace belfry::store {

/// The tables of the search index, for migrations_from.
[[nodiscard]] std::span<const EmbeddedFile> sql_files();

}  // namespace belfry::store
