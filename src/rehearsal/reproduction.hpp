#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "rehearsal/run_store.hpp"
#include "store/database.hpp"

namespace belfry::rehearsal {

/// One cell of a run, simulated again.
struct Reproduction {
    std::string scenario;
    std::string plan;
    std::int64_t days = 0;
    std::string sha256;        ///< Of all sums, as stored.
    std::string again_sha256;  ///< As they came out now.
    bool equal = false;
    RunCell figures;  ///< As they came out now.
};
BOOST_DESCRIBE_STRUCT(
    Reproduction, (), (scenario, plan, days, sha256, again_sha256, equal, figures)
)

/// A search, done again.
struct SearchAgain {
    std::string sha256;        ///< Of all that was found, as stored.
    std::string again_sha256;  ///< As it came out now.
    bool equal = false;
    Optimization found;  ///< As it came out now.
};
BOOST_DESCRIBE_STRUCT(SearchAgain, (), (sha256, again_sha256, equal, found))

struct Again {
    unsigned threads = 0;
    std::stop_token cancel;
    std::function<void(std::int64_t done, std::int64_t of)> progress;  ///< Days, or plans of 0.
};

/// Simulates every cell of a comparison again, from the inputs that the run saw. Refuses a run that
/// is not there, one without results, a search, and one of another version of the engine.
[[nodiscard]] Result<std::vector<Reproduction>> reproduce(
    store::Database& database, Id<Run> id, const Again& again
);

/// The same of a search. Refuses a comparison, one of another version of the engine, and one that
/// was stopped before its end: what it came to depends on when that was.
[[nodiscard]] Result<SearchAgain> search_again(
    store::Database& database, Id<Run> id, const Again& again
);

}  // namespace belfry::rehearsal
