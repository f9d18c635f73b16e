#pragma once

#include <filesystem>
#include <memory>

#include "store/file_lock.hpp"
#include "store/session.hpp"

namespace belfry::store {

enum class SqliteRole {
    writer,  ///< The one connection of this process that writes and checkpoints.
    reader,  ///< Cannot change anything and never checkpoints.
    copy,    ///< Reads a file that nobody works with, and leaves nothing beside it.
};

/// Opens an SQLite file (reference: sqlite.org/wal.html; docs/storage.md gives the reasons of each
/// setting). A writer creates the file when there is none, readable by its owner alone. With
/// `lock`, which holds `presence`, it takes turns with the writers of other processes; without,
/// there are none.
[[nodiscard]] std::unique_ptr<Session> open_sqlite(
    const std::filesystem::path& file, SqliteRole role, const std::shared_ptr<FileLock>& lock = {}
);

/// From here on, rows that point to missing rows are refused. Off while migrations rebuild tables.
void enforce_foreign_keys(Connection& connection);

/// Writes a consistent copy of the whole database to `file`, which must not exist, while others
/// write. The session is of no other use afterwards.
void copy_sqlite(Connection& connection, const std::filesystem::path& file);

}  // namespace belfry::store
