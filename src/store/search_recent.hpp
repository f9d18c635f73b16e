#pragma once

#include <string_view>
#include <vector>

#include "store/search_index.hpp"

/// The entries of an SQLite search index, whose full-text index takes many at once: each write of
/// its own to it touches as many pages as all else that a change writes. What waits for its turn is
/// looked through word by word, so that it is found like the rest. Everything given is nothing but
/// words separated by one space.
namespace belfry::store::search::recent {

void put(Connection& db, const Entry& entry);
void remove(Connection& db, std::string_view kind, std::int64_t id);

/// Those that wait for the index and have, for each of `words`, one that begins with it. Ranked as
/// FTS5's bm25 would, were all texts equally long.
[[nodiscard]] std::vector<Hit> find(Connection& db, const std::vector<std::string_view>& words);

}  // namespace belfry::store::search::recent
