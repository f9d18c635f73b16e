#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

/// Test support: public data sets that lie beside the project's folder and are never part of it.
namespace belfry {

/// `../shared/data` of the sources, or what BELFRY_SHARED_DATA names.
[[nodiscard]] inline std::filesystem::path shared_data() {
    if (const char* named = std::getenv("BELFRY_SHARED_DATA")) {
        return named;
    }
    const char* sources = std::getenv("BELFRY_SOURCE_DIR");
    return std::filesystem::path(sources != nullptr ? sources : ".") / ".." / "shared" / "data";
}

[[nodiscard]] inline std::string shared_text(const std::string& name) {
    std::ifstream file(shared_data() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace belfry

/// Ends the test as skipped where the data sets are not there.
#define BELFRY_NEEDS_SHARED_DATA()                           \
    if (!std::filesystem::exists(::belfry::shared_data())) { \
        GTEST_SKIP() << "../shared/data is not there";       \
    }
