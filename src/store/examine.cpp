#include "store/examine.hpp"

#include <fmt/format.h>

#include "store/postgres_session.hpp"
#include "store/schema.hpp"
#include "store/sqlite_session.hpp"

namespace belfry::store {

namespace {

using Level = Finding::Level;

constexpr std::uintmax_t little_room = 1024UL * 1024 * 1024;
constexpr std::uintmax_t no_room = 100UL * 1024 * 1024;

void examine_permissions(const std::filesystem::path& file, std::vector<Finding>& found) {
    const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    const bool open_to_others =
        (std::filesystem::status(file).permissions() & others) != std::filesystem::perms::none;
    if (open_to_others) {
        found.push_back(
            {Level::problem,
             "file_open_to_others",
             fmt::format(
                 "Other accounts of this machine may read {0}. Run: chmod 600 {0}", file.string()
             ),
             {{"file", file.string()}}}
        );
    } else {
        found.push_back(
            {Level::good, "file_private", "Only Belfry's own account may read the data.", {}}
        );
    }
}

void examine_room(const std::filesystem::path& file, std::vector<Finding>& found) {
    const auto folder = file.has_parent_path() ? file.parent_path() : ".";
    const auto free = std::filesystem::space(folder).available;
    const auto megabytes = std::to_string(free / (1024UL * 1024));
    const auto level = free < no_room       ? Level::problem
                       : free < little_room ? Level::warning
                                            : Level::good;
    found.push_back(
        {level,
         level == Level::good ? "room_left" : "little_room_left",
         level == Level::good
             ? fmt::format("{} MB of the disk are free.", megabytes)
             : fmt::format("Only {} MB of the disk are free. Make room.", megabytes),
         {{"megabytes", megabytes}}}
    );
}

void examine_pages(Connection& db, std::vector<Finding>& found) {
    const auto answers = db.query("PRAGMA integrity_check(5)", [](const Row& row) {
        return std::string(row.text(0));
    });
    if (answers == std::vector<std::string>{"ok"}) {
        found.push_back({Level::good, "file_intact", "The database file is intact.", {}});
    } else {
        found.push_back(
            {Level::problem,
             "file_damaged",
             "The database file is damaged. Stop Belfry, keep the file, and restore the newest"
             " backup; then look at the disk.",
             {}}
        );
    }
}

void examine_pointers(Connection& db, std::vector<Finding>& found) {
    const auto broken = db.query("PRAGMA foreign_key_check", [](const Row& row) {
        return std::string(row.text(0));
    });
    if (!broken.empty()) {
        found.push_back(
            {Level::problem,
             "rows_point_nowhere",
             fmt::format("Rows of “{}” point to rows that are missing.", broken.front()),
             {{"table", broken.front()}}}
        );
    }
}

void examine_migrations(Connection& db, const Migrations& migrations, std::vector<Finding>& found) {
    const auto applied = applied_migrations(db);
    if (const auto allowed = may_open(applied, migrations, db.engine()); !allowed) {
        found.push_back({Level::problem, allowed.error().code, allowed.error().summary, {}});
        return;
    }
    const auto missing = std::to_string(migrations.size() - applied.size());
    if (applied.size() == migrations.size()) {
        found.push_back({Level::good, "layout_current", "The data's layout is this program's.", {}}
        );
    } else {
        found.push_back(
            {Level::warning,
             "layout_older",
             fmt::format(
                 "The data's layout is older by {} steps; the next start brings it up to date after"
                 " a copy.",
                 missing
             ),
             {{"count", missing}}}
        );
    }
}

void examine_server(Connection& db, std::vector<Finding>& found) {
    const auto setting = [&](std::string_view name) {
        return db.value<std::string>("SELECT current_setting($1)", name).value();
    };
    if (setting("fsync") == "on" && setting("full_page_writes") == "on") {
        found.push_back(
            {Level::good, "server_durable", "The server keeps what it has acknowledged.", {}}
        );
    } else {
        found.push_back(
            {Level::problem,
             "server_not_durable",
             "The PostgreSQL server may lose what it has acknowledged: set fsync and"
             " full_page_writes to on.",
             {}}
        );
    }
    if (setting("server_encoding") != "UTF8") {
        found.push_back(
            {Level::problem,
             "server_not_utf8",
             "The PostgreSQL database does not hold UTF-8. Make one with ENCODING 'UTF8'.",
             {}}
        );
    }
}

void examine_file(
    const std::filesystem::path& file, const Migrations& migrations, std::vector<Finding>& found
) {
    if (!std::filesystem::exists(file)) {
        found.push_back({Level::warning, "no_data_yet", "There is no data here yet.", {}});
        return;
    }
    examine_permissions(file, found);
    examine_room(file, found);
    const auto session = open_sqlite(file, SqliteRole::reader);
    session->begin_reading();
    examine_pages(*session, found);
    examine_pointers(*session, found);
    examine_migrations(*session, migrations, found);
}

}  // namespace

std::vector<Finding> examine(const Location& location, const Migrations& migrations) {
    std::vector<Finding> found;
    try {
        if (location.engine == Engine::sqlite) {
            examine_file(location.file, migrations, found);
        } else {
            const auto session = open_postgres(location.url, PostgresRole::reader);
            examine_server(*session, found);
            examine_migrations(*session, migrations, found);
        }
    } catch (const std::exception& failure) {
        found.push_back(
            {Level::problem,
             "data_unreadable",
             fmt::format("The data cannot be read: {}", failure.what()),
             {{"reason", failure.what()}}}
        );
    }
    return found;
}

}  // namespace belfry::store
