#pragma once

#include <filesystem>

#include "base/refusal.hpp"
#include "store/database.hpp"
#include "store/migration.hpp"

namespace belfry::store {

/// Puts a copy that Database::back_up wrote in the place of empty data; what newer migrations add,
/// the next `open` does. The copy itself stays as it is. With `set_aside`, an SQLite file that is
/// there is moved to that name first, with its log; a PostgreSQL database has to be empty. Refuses
/// `backup_damaged`, `backup_of_sqlite`, `backup_of_postgres`, `data_not_empty`, `data_in_use`,
/// `data_is_newer`, `migration_changed`; then the data is as it was.
[[nodiscard]] Result<void> restore(
    const Location& location,
    const std::filesystem::path& copy,
    const Migrations& migrations,
    const std::filesystem::path& set_aside = {}
);

/// Goes on with a restore of an SQLite file that ended in the middle: afterwards the data are the
/// old or the new ones. Only for whoever has the file alone.
void finish_restore(const std::filesystem::path& file);

/// Whether there is an SQLite file, or one that a restore was about to put in its place.
[[nodiscard]] bool has_data(const std::filesystem::path& file);

/// What a restore into an empty place left that ended before its copy was whole; empty: nothing.
[[nodiscard]] std::filesystem::path left_by_restore(const std::filesystem::path& file);

/// Whether `copy` is whole, and one this program can restore. Refuses as restore does.
[[nodiscard]] Result<void> check_backup(
    Engine engine, const std::filesystem::path& copy, const Migrations& migrations
);

}  // namespace belfry::store
