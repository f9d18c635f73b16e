#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace belfry {

void check(bool holds, const char* what, std::source_location where) {
    if (!holds) {
        // The log may be what is broken: write straight to the standard error stream.
        static_cast<void>(
            std::fprintf(stderr, "belfry: bug: %s (%s:%u)\n", what, where.file_name(), where.line())
        );
        std::abort();
    }
}

}  // namespace belfry
