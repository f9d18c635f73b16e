#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "store/connection.hpp"

namespace belfry::store {

/// One numbered step of one module's schema, in the dialect of each engine. Numbers are unique
/// over all modules and only grow: `0030_program_tasks`.
struct Migration {
    int number = 0;
    std::string name;
    std::string sqlite;
    std::string postgres;
};

/// All migrations of this program, in the order of their numbers.
using Migrations = std::vector<Migration>;

}  // namespace belfry::store
