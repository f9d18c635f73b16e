#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "base/bug.hpp"

namespace belfry {

namespace {

thread_local bool bugs_are_thrown = false;

}  // namespace

BugsAreThrown::BugsAreThrown() : before_(bugs_are_thrown) {
    bugs_are_thrown = true;
}

BugsAreThrown::~BugsAreThrown() {
    bugs_are_thrown = before_;
}

BugsEndTheProgram::BugsEndTheProgram() : before_(bugs_are_thrown) {
    bugs_are_thrown = false;
}

BugsEndTheProgram::~BugsEndTheProgram() {
    bugs_are_thrown = before_;
}

void check(bool holds, const char* what, std::source_location where) {
    if (holds) {
        return;
    }
    // The log may be what is broken: write straight to the standard error stream.
    static_cast<void>(
        std::fprintf(stderr, "belfry: bug: %s (%s:%u)\n", what, where.file_name(), where.line())
    );
    if (bugs_are_thrown) {
        throw Bug(fmt::format("bug: {} ({}:{})", what, where.file_name(), where.line()));
    }
    std::abort();
}

}  // namespace belfry
