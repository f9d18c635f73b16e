#pragma once

#include <source_location>

namespace belfry {

/// Ends the program with file and line when `holds` is false: a bug in Belfry, never bad input.
/// Always on, in releases too: a wrong answer is worse than none.
void check(
    bool holds,
    const char* what = "an invariant does not hold",
    std::source_location where = std::source_location::current()
);

}  // namespace belfry
