#include "store/examine.hpp"

#include <algorithm>

#include "store/postgres_session.hpp"
#include "store/schema.hpp"
#include "store/sqlite_session.hpp"

namespace belfry::store {

namespace {

using Level = Finding::Level;

bool has_tables(Connection& db) {
    const auto* const sql =
        db.engine() == Engine::sqlite
            ? "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
            : "SELECT count(*) FROM information_schema.tables WHERE table_schema ="
              " current_schema()";
    return db.value<int>(sql) != 0;
}

bool pages_are_intact(Connection& db) {
    const auto answers = db.query("PRAGMA integrity_check(1)", [](const Row& row) {
        return std::string(row.text(0));
    });
    return answers == std::vector<std::string>{"ok"};
}

/// A table whose rows point to rows that are missing.
std::optional<std::string> broken_table(Connection& db) {
    const auto broken = db.query("PRAGMA foreign_key_check", [](const Row& row) {
        return std::string(row.text(0));
    });
    return broken.empty() ? std::nullopt : std::optional(broken.front());
}

Finding examine_file(Connection& db, bool thorough) {
    if (!thorough) {
        return {Level::good, "database", "sqlite"};
    }
    if (!pages_are_intact(db)) {
        return {Level::problem, "database", "damaged"};
    }
    if (const auto table = broken_table(db)) {
        return {Level::problem, "database", "points_nowhere", {{"table", *table}}};
    }
    return {Level::good, "database", "intact"};
}

Finding examine_server(Connection& db) {
    const auto setting = [&](std::string_view name) {
        return db.value<std::string>("SELECT current_setting($1)", name).value();
    };
    if (setting("server_encoding") != "UTF8") {
        return {Level::problem, "database", "not_utf8"};
    }
    if (setting("fsync") != "on" || setting("full_page_writes") != "on") {
        return {Level::problem, "database", "not_durable"};
    }
    return {Level::good, "database", "postgres"};
}

Finding examine_layout(Connection& db, const Migrations& migrations) {
    const auto applied = applied_migrations(db);
    if (applied.empty()) {
        return has_tables(db) ? Finding{Level::problem, "layout", "foreign"}
                              : Finding{Level::warning, "layout", "none_yet"};
    }
    if (const auto allowed = may_open(applied, migrations, db.engine()); !allowed) {
        return {Level::problem, "layout", allowed.error().code};
    }
    if (applied.size() == migrations.size()) {
        return {Level::good, "layout", "current"};
    }
    const auto missing = std::to_string(migrations.size() - applied.size());
    return {Level::warning, "layout", "older", {{"count", missing}}};
}

std::unique_ptr<Session> session_with(const Location& location) {
    return location.engine == Engine::sqlite ? open_sqlite(location.file, SqliteRole::reader)
                                             : open_postgres(location.url, PostgresRole::reader);
}

}  // namespace

std::vector<Finding> examine(
    const Location& location, const Migrations& migrations, bool thorough
) {
    const bool sqlite = location.engine == Engine::sqlite;
    if (sqlite && !std::filesystem::exists(location.file)) {
        return {{Level::warning, "layout", "none_yet"}};
    }
    std::vector<Finding> found;
    try {
        const auto session = session_with(location);
        session->begin_reading();
        found.push_back(sqlite ? examine_file(*session, thorough) : examine_server(*session));
        found.push_back(examine_layout(*session, migrations));
        session->roll_back();
    } catch (const std::exception& failure) {
        found = {{Level::problem, "database", "unreadable", {{"reason", failure.what()}}}};
    }
    return found;
}

}  // namespace belfry::store
