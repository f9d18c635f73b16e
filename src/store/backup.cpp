#include "store/backup.hpp"

#include <fstream>

#include "base/bug.hpp"
#include "store/durable_file.hpp"
#include "store/file_lock.hpp"
#include "store/postgres_archive.hpp"
#include "store/schema.hpp"
#include "store/sqlite_session.hpp"

namespace belfry::store {

namespace {

namespace fs = std::filesystem;

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

bool begins_with(const fs::path& file, std::string_view wanted) {
    std::string begin(wanted.size(), '\0');
    std::ifstream(file, std::ios::binary).read(begin.data(), std::ssize(begin));
    return begin == wanted;
}

constexpr std::string_view sqlite_begins{"SQLite format 3\0", 16};

Result<void> check_file(const fs::path& copy, const Migrations& migrations) {
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
        const BugsAreThrown alone;  // a column that holds something else is not ours either
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
    } catch (const Bug&) {
        return damaged();
    }
}

/// The copy on its way to its place. Once it has this name it is whole and on the disk.
fs::path arriving_of(const fs::path& file) {
    return with_ending(file, ".restoring");
}

/// Gives a database, with the log that is a part of it, a second name.
void keep_as(const fs::path& file, const fs::path& name) {
    for (const std::string_view part : {"-wal", ""}) {
        if (const auto old = with_ending(file, part); fs::exists(old)) {
            std::error_code cannot;
            fs::create_hard_link(old, with_ending(name, part), cannot);
            if (cannot) {
                replace_durably(with_ending(name, part), [&](const auto& copy) {
                    fs::copy_file(old, copy);
                });
            }
        }
    }
    sync_folder(name);
}

Result<void> restore_file(const fs::path& file, const fs::path& copy, const fs::path& set_aside) {
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
    // The copy is whole and on the disk before anything of the old data goes.
    replace_durably(arriving_of(file), [&](const auto& part) {
        fs::copy_file(copy, part, fs::copy_options::overwrite_existing);
    });
    if (there) {
        keep_as(file, set_aside);
        fs::remove(file);
        sync_folder(file);
    }
    finish_restore(file);
    return {};
}

Result<void> restore_server(
    const std::string& url, const fs::path& copy, const Migrations& migrations
) {
    const auto session = open_postgres(url, PostgresRole::writer);
    if (has_table(*session, "schema_migration")) {
        return not_empty();
    }
    return read_archive(*session, copy, migrations);
}

}  // namespace

/// While the old file is there the restore has not begun; what is there beside it is worth nothing.
/// Once it is gone all of it lies under its other name, and only the copy is waited for.
void finish_restore(const fs::path& file) {
    if (!fs::exists(arriving_of(file))) {
        return;
    }
    if (fs::exists(file)) {
        fs::remove(arriving_of(file));
        return;
    }
    // The log of the old database would be played into the new one.
    fs::remove(with_ending(file, "-wal"));
    fs::remove(with_ending(file, "-shm"));
    sync_folder(file);
    fs::rename(arriving_of(file), file);
    sync_folder(file);
}

bool has_data(const fs::path& file) {
    return fs::exists(file) || fs::exists(arriving_of(file));
}

fs::path left_by_restore(const fs::path& file) {
    const auto part = part_of(arriving_of(file));
    return !has_data(file) && fs::exists(part) ? part : fs::path();
}

Result<void> check_backup(Engine engine, const fs::path& copy, const Migrations& migrations) {
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
    const fs::path& copy,
    const Migrations& migrations,
    const fs::path& set_aside
) {
    if (auto whole = check_backup(location.engine, copy, migrations); !whole) {
        return whole;
    }
    return location.engine == Engine::sqlite ? restore_file(location.file, copy, set_aside)
                                             : restore_server(location.url, copy, migrations);
}

}  // namespace belfry::store
