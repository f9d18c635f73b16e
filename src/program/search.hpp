#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "http/access.hpp"
#include "program/words.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Something found.
struct SearchHit {
    std::string kind;  ///< `task`; a person is an `account`.
    std::int64_t id = 0;
    std::string title;
    std::string snippet;  ///< The words around what was found; may be empty.
    std::string link;
};
BOOST_DESCRIBE_STRUCT(SearchHit, (), (kind, id, title, snippet, link))

struct SearchAnswer {
    std::vector<SearchHit> hits;
};
BOOST_DESCRIBE_STRUCT(SearchAnswer, (), (hits))

/// What another module finds for some words: things that are few and are looked through, instead of
/// being in the index. Only what the caller may see; `matches` (snippet.hpp) compares.
using Finder = std::function<std::vector<SearchHit>(
    store::Connection& db, const http::Caller& caller, const Words& words, std::string_view query
)>;

/// The `most` things that fit best and that the caller may see, for words without regard to case
/// and accents. Each word has to begin one of the thing's words. Nothing for nothing.
[[nodiscard]] SearchAnswer search(
    store::Connection& db,
    const http::Caller& caller,
    const Words& words,
    std::string_view query,
    std::size_t most,
    const std::vector<Finder>& finders = {}
);

}  // namespace belfry::program
