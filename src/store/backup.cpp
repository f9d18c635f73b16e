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

bool begins_with(const std::filesystem::path& file, std::string_view wanted) {
    std::string begin(wanted.size(), '\0');
    std::ifstream(file, std::ios::binary).read(begin.data(), std::ssize(begin));
    return begin == wanted;
}

constexpr std::string_view sqlite_begins{"SQLite format 3\0", 16};

Result<void> check_file(const std::filesystem::path& copy, const Migrations& migrations) {
    if (begins_with(copy, archive_begins)) {
        return refuse(
            Refusal::Kind::invalid,
            "backup_of_postgres",
            "This backup was made of a PostgreSQL database and can be restored to one only: add"
            " --database postgres://…"
        );
    }
    if (!begins_with(copy, sqlite_begins)) {
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

/// Moves a database with what belongs to it; what stands in its log is a part of it.
void move_away(const std::filesystem::path& file, const std::filesystem::path& to) {
    for (const std::string_view part : {"", "-wal", "-shm"}) {
        if (const auto old = with_ending(file, part); std::filesystem::exists(old)) {
            std::filesystem::rename(old, with_ending(to, part));
        }
    }
}

Result<void> restore_file(
    const std::filesystem::path& file,
    const std::filesystem::path& copy,
    const std::filesystem::path& set_aside
) {
    const auto lock = FileLock::beside(file);
    if (!lock->take(FileLock::Claim::presence, FileLock::Hold::exclusive)) {
        return refuse(
            Refusal::Kind::conflict,
            "data_in_use",
            "Another Belfry is already working with this data. Stop it first."
        );
    }
    const bool there = std::filesystem::exists(file);
    if (there && set_aside.empty()) {
        return not_empty();
    }
    // The copy is whole and on the disk before anything of the old data is moved.
    const auto arriving = with_ending(file, ".restoring");
    try {
        replace_durably(arriving, [&](const auto& part) {
            std::filesystem::copy_file(
                copy, part, std::filesystem::copy_options::overwrite_existing
            );
        });
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(arriving, ignored);
        throw;
    }
    if (there) {
        move_away(file, set_aside);
    }
    // The log of a database that was moved away by hand would be played into the restored one.
    std::filesystem::remove(with_ending(file, "-wal"));
    std::filesystem::remove(with_ending(file, "-shm"));
    replace_durably(file, [&](const auto& part) { std::filesystem::rename(arriving, part); });
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

Result<void> check_backup(
    Engine engine, const std::filesystem::path& copy, const Migrations& migrations
) {
    if (engine == Engine::sqlite) {
        return check_file(copy, migrations);
    }
    if (begins_with(copy, sqlite_begins)) {
        return refuse(
            Refusal::Kind::invalid,
            "backup_of_sqlite",
            "This backup was made of an SQLite file and can be restored to one only: leave"
            " --database away."
        );
    }
    return check_archive(copy, migrations);
}

Result<void> restore(
    const Location& location,
    const std::filesystem::path& copy,
    const Migrations& migrations,
    const std::filesystem::path& set_aside
) {
    if (auto whole = check_backup(location.engine, copy, migrations); !whole) {
        return whole;
    }
    return location.engine == Engine::sqlite ? restore_file(location.file, copy, set_aside)
                                             : restore_server(location.url, copy, migrations);
}

}  // namespace belfry::store
