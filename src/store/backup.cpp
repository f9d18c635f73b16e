#include "store/backup.hpp"

#include <fstream>

#include "store/durable_file.hpp"
#include "store/file_lock.hpp"
#include "store/postgres_archive.hpp"
#include "store/schema.hpp"
#include "store/sqlite_session.hpp"

namespace belfry::store {

namespace {

std::unexpected<Refusal> damaged() {
    return refuse(
        Refusal::Kind::invalid,
        "backup_damaged",
        "The backup is not complete or was changed after it was made. Use another one."
    );
}

std::unexpected<Refusal> not_empty() {
    return refuse(
        Refusal::Kind::conflict,
        "data_not_empty",
        "There is data in the place to restore to. Move it away first."
    );
}

bool begins_like_sqlite(const std::filesystem::path& file) {
    std::string begin(16, '\0');
    std::ifstream(file, std::ios::binary).read(begin.data(), 16);
    return begin == std::string("SQLite format 3\0", 16);
}

Result<void> check_file(const std::filesystem::path& copy, const Migrations& migrations) {
    if (!begins_like_sqlite(copy)) {
        return damaged();
    }
    try {
        const auto session = open_sqlite(copy, SqliteRole::copy);
        if (session->value<std::string>("PRAGMA quick_check(1)") != "ok") {
            return damaged();
        }
        const auto applied = applied_migrations(*session);
        if (applied.empty()) {
            return damaged();
        }
        return may_open(applied, migrations, Engine::sqlite);
    } catch (const SqlError&) {
        return damaged();
    }
}

Result<void> restore_file(
    const std::filesystem::path& file,
    const std::filesystem::path& copy,
    const Migrations& migrations
) {
    if (auto good = check_file(copy, migrations); !good) {
        return good;
    }
    if (file.has_parent_path()) {
        std::filesystem::create_directories(file.parent_path());
    }
    const auto lock = FileLock::take(file);
    if (!lock) {
        return refuse(
            Refusal::Kind::conflict,
            "data_in_use",
            "Another Belfry is already working with this data. Stop it first."
        );
    }
    if (std::filesystem::exists(file)) {
        return not_empty();
    }
    // The log of a database that was moved away would be played into the restored one.
    std::filesystem::remove(with_ending(file, "-wal"));
    std::filesystem::remove(with_ending(file, "-shm"));
    replace_durably(file, [&](const auto& part) { std::filesystem::copy_file(copy, part); });
    return {};
}

Result<void> restore_server(
    const std::string& url, const std::filesystem::path& copy, const Migrations& migrations
) {
    const auto session = open_postgres(url, PostgresRole::writer);
    if (has_table(*session, "schema_migration")) {
        return not_empty();
    }
    return read_archive(*session, copy, migrations);
}

}  // namespace

Result<void> restore(
    const Location& location, const std::filesystem::path& copy, const Migrations& migrations
) {
    return location.engine == Engine::sqlite ? restore_file(location.file, copy, migrations)
                                             : restore_server(location.url, copy, migrations);
}

Result<void> check_backup(
    Engine engine, const std::filesystem::path& copy, const Migrations& migrations
) {
    return engine == Engine::sqlite ? check_file(copy, migrations)
                                    : check_archive(copy, migrations);
}

}  // namespace belfry::store
