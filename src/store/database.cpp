#include "store/database.hpp"

#include <fmt/format.h>

#include "store/backup.hpp"
#include "store/durable_file.hpp"
#include "store/file_lock.hpp"
#include "store/group_writer.hpp"
#include "store/postgres_archive.hpp"
#include "store/postgres_session.hpp"
#include "store/reader_pool.hpp"
#include "store/schema.hpp"
#include "store/sqlite_session.hpp"

namespace belfry::store {

namespace {

void copy_to(Session& session, const std::filesystem::path& file) {
    replace_durably(file, [&](const auto& part) { copy_sqlite(session, part); });
}

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const std::filesystem::path& file, std::shared_ptr<FileLock> lock)
        : file_(file),
          lock_(std::move(lock)),
          readers_([file] { return open_sqlite(file, SqliteRole::reader); }) {}

    [[nodiscard]] Engine engine() const override { return Engine::sqlite; }

    void reading(const std::function<void(Connection&)>& work) override { readers_.read(work); }

    void back_up(const std::filesystem::path& file) override {
        const auto session = open_sqlite(file_, SqliteRole::reader);
        copy_to(*session, file);
    }

private:
    std::filesystem::path file_;
    std::shared_ptr<FileLock> lock_;
    ReaderPool readers_;
};

/// `belfry.db.before-0061`: the data as it was before this program's newest migration.
std::filesystem::path snapshot_file(const Location& location, const Migrations& migrations) {
    const auto name =
        fmt::format("{}.before-{:04}", location.file.filename().string(), migrations.back().number);
    return (location.snapshots.empty() ? location.file.parent_path() : location.snapshots) / name;
}

std::unexpected<Refusal> in_use() {
    return refuse(
        Refusal::Kind::conflict,
        "data_in_use",
        "Another Belfry is already working with this data. Stop it first."
    );
}

Result<void> bring_up_to_date(const Location& location, const Migrations& migrations) {
    const auto session = open_sqlite(location.file, SqliteRole::writer);
    return migrate(*session, migrations, [&] {
        copy_to(*session, snapshot_file(location, migrations));
    });
}

/// Claims a place among those that have the file open, and sees that its layout is this program's.
Result<void> enter(
    const FileLock& lock, const Location& location, const Migrations& migrations, Opener opener
) {
    using enum FileLock::Claim;
    using enum FileLock::Hold;
    constexpr std::chrono::seconds patience{2};  // another may be opening it at this moment
    if (opener == Opener::server && !lock.take(serving, exclusive)) {
        return in_use();
    }
    if (lock.take(presence, exclusive)) {
        finish_restore(location.file);
        auto done = bring_up_to_date(location, migrations);
        check(lock.take(presence, shared), "a lock can always be made weaker");
        return done;
    }
    if (!lock.take(presence, shared, patience)) {
        return in_use();
    }
    const auto session = open_sqlite(location.file, SqliteRole::reader);
    const auto current = is_current(*session, migrations);
    if (!current) {
        return std::unexpected(current.error());
    }
    return *current ? Result<void>() : in_use();
}

Result<Opened> open_file(const Location& location, const Migrations& migrations, Opener opener) {
    if (location.file.has_parent_path()) {
        std::filesystem::create_directories(location.file.parent_path());
    }
    const auto lock = FileLock::beside(location.file);
    if (auto entered = enter(*lock, location, migrations, opener); !entered) {
        return std::unexpected(entered.error());
    }
    auto database = std::make_unique<SqliteDatabase>(location.file, lock);
    auto writer = std::make_unique<GroupWriter>([file = location.file, lock] {
        auto writing = open_sqlite(file, SqliteRole::writer, lock);
        enforce_foreign_keys(*writing);
        return writing;
    });
    return Opened{std::move(database), std::move(writer)};
}

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(const std::string& url)
        : url_(url), readers_([url] { return open_postgres(url, PostgresRole::reader); }) {}

    [[nodiscard]] Engine engine() const override { return Engine::postgres; }

    void reading(const std::function<void(Connection&)>& work) override { readers_.read(work); }

    void back_up(const std::filesystem::path& file) override {
        const auto session = open_postgres(url_, PostgresRole::reader);
        write_archive(*session, file);
    }

private:
    std::string url_;
    ReaderPool readers_;
};

Result<Opened> open_server(const Location& location, const Migrations& migrations) {
    auto session = open_postgres(location.url, PostgresRole::writer);
    auto migrated = migrate(*session, migrations, [&] {
        if (!location.snapshots.empty()) {
            const auto copying = open_postgres(location.url, PostgresRole::reader);
            write_archive(*copying, snapshot_file(location, migrations));
        }
    });
    if (!migrated) {
        return std::unexpected(migrated.error());
    }
    auto database = std::make_unique<PostgresDatabase>(location.url);
    auto writer = std::make_unique<GroupWriter>([url = location.url] {
        return open_postgres(url, PostgresRole::writer);
    });
    return Opened{std::move(database), std::move(writer)};
}

}  // namespace

Result<Opened> open(const Location& location, const Migrations& migrations, Opener opener) {
    return location.engine == Engine::sqlite ? open_file(location, migrations, opener)
                                             : open_server(location, migrations);
}

std::unique_ptr<Database> open_to_read(const Location& location) {
    if (location.engine == Engine::sqlite) {
        return std::make_unique<SqliteDatabase>(location.file, nullptr);
    }
    return std::make_unique<PostgresDatabase>(location.url);
}

}  // namespace belfry::store
