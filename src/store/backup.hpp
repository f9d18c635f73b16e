#pragma once

#include <filesystem>

#include "base/refusal.hpp"
#include "store/database.hpp"
#include "store/migration.hpp"

namespace belfry::store {

/// Puts a copy that Database::back_up wrote in the place of empty data; what newer migrations add,
/// the next `open` does. The copy itself stays as it is. Refuses `backup_damaged`,
/// `data_not_empty`, `data_in_use`, `data_is_newer`, `migration_changed`; then the data is as it
/// was.
[[nodiscard]] Result<void> restore(
    const Location& location, const std::filesystem::path& copy, const Migrations& migrations
);

/// Whether `copy` is whole, and one this program can restore. Refuses as restore does.
[[nodiscard]] Result<void> check_backup(
    Engine engine, const std::filesystem::path& copy, const Migrations& migrations
);

}  // namespace belfry::store
