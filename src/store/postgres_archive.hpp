#pragma once

#include <filesystem>
#include <functional>

#include "base/refusal.hpp"
#include "store/migration.hpp"
#include "store/postgres_session.hpp"

/// A copy of a PostgreSQL schema's rows in one file, of one moment, while others write. Its form
/// (docs/storage.md):
///
///     belfry-copy 1
///     table step number,owner,status        one for each table, those it points to first
///     1<tab>7<tab>late                      COPY's text format
///     \.
///     end 5f70bf18…                         SHA-256 of all that stands before
namespace belfry::store {

/// How every archive begins.
inline constexpr std::string_view archive_begins = "belfry-copy ";

/// Writes the archive to `file`, complete or not at all.
void write_archive(PostgresSession& session, const std::filesystem::path& file);

/// Whether the archive is whole and one this program can read. Refuses as read_archive does.
[[nodiscard]] Result<void> check_archive(
    const std::filesystem::path& file, const Migrations& migrations
);

/// Fills an empty schema from an archive: makes the tables by the migrations the archive names,
/// then copies the rows in, all in one transaction. Refuses `backup_damaged`, `data_is_newer`,
/// `migration_changed`.
[[nodiscard]] Result<void> read_archive(
    PostgresSession& session, const std::filesystem::path& file, const Migrations& migrations
);

}  // namespace belfry::store
