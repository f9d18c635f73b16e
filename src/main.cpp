#include <exception>
#include <span>

#include <fmt/format.h>
#include <malloc.h>

#include "cli/commands.hpp"

namespace belfry {
std::span<const EmbeddedFile> web_app_files();
}

int main(int count, char** arguments) {
    // A city's server has few threads; an arena for each would keep memory that nobody uses.
    ::mallopt(M_ARENA_MAX, 2);
    try {
        const belfry::cli::Program program{BELFRY_VERSION, belfry::web_app_files()};
        return belfry::cli::run(program, std::span(arguments, static_cast<std::size_t>(count)));
    } catch (const std::exception& error) {
        fmt::print(stderr, "belfry: {}\n", error.what());
        return belfry::cli::failed;
    }
}
