#pragma once

#include <vector>

#include "program/week.hpp"
#include "program/words.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// What somebody did to one object.
struct Happening {
    std::int64_t by = 0;  ///< 0: Belfry itself.
    std::string action;
    record::Object object;
    Instant at;
};

/// One sentence for what a person did to an object, newest first, in the reader's words: "R.
/// Castillo finished “Choose a course”." Several changes by one person to one thing are one
/// sentence. Left out: what the reader did, what has no sentence, what is gone. At most `most`.
[[nodiscard]] std::vector<WeekChange> change_sentences(
    store::Connection& db,
    std::vector<Happening> happenings,
    std::int64_t reader,
    const Words& words,
    std::size_t most
);

}  // namespace belfry::program
