#pragma once

#include <source_location>

namespace belfry {

/// Ends the program, or the request or job at hand (bug.hpp), when `holds` is false: a bug in
/// Belfry, never bad input. In releases too: a wrong answer is worse than none.
void check(
    bool holds,
    const char* what = "an invariant does not hold",
    std::source_location where = std::source_location::current()
);

}  // namespace belfry
