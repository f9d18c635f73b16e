#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/embedded.hpp"

namespace belfry::store {

/// One numbered step of one module's schema, in the dialect of each engine. Numbers are unique
/// over all modules and only grow: `0030_program_tasks`.
struct Migration {
    int number = 0;
    std::string name;
    std::string sqlite;
    std::string postgres;

    friend bool operator==(const Migration&, const Migration&) = default;
};

/// All migrations of this program, in the order of their numbers.
using Migrations = std::vector<Migration>;

/// The migrations of one module from its embedded `sqlite/NNNN_name.sql` and
/// `postgres/NNNN_name.sql` (`belfry::<module>::sql_files()`). A step that only one engine has, or
/// a file named otherwise, is a bug.
[[nodiscard]] Migrations migrations_from(std::span<const EmbeddedFile> files);

/// Those of all modules in one order. Two with the same number are a bug.
[[nodiscard]] Migrations joined(const std::vector<Migrations>& modules);

}  // namespace belfry::store
