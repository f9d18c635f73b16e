#include "store/schema.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::store {

namespace {

const std::string& script_of(const Migration& migration, Engine engine) {
    return engine == Engine::sqlite ? migration.sqlite : migration.postgres;
}

void create_table(Session& session) {
    session.script(
        session.engine() == Engine::sqlite
            ? "CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
              " sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT"
            : "CREATE TABLE schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL,"
              " sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)"
    );
}

void apply(Session& session, const Migration& migration) {
    session.script(script_of(migration, session.engine()));
    const auto mark = mark_of(migration, session.engine());
    session.execute(
        session.engine() == Engine::sqlite
            ? "INSERT INTO schema_migration (number, name, sha256, applied_at)"
              " VALUES ($1, $2, $3, unixepoch() * 1000)"
            : "INSERT INTO schema_migration (number, name, sha256, applied_at)"
              " VALUES ($1, $2, $3, floor(extract(epoch FROM now()) * 1000)::bigint)",
        mark.number,
        mark.name,
        mark.sha256
    );
}

/// SQLite migrations may rebuild tables with the check of foreign keys off.
void check_foreign_keys(Session& session) {
    if (session.engine() == Engine::sqlite) {
        const auto broken = session.query("PRAGMA foreign_key_check", [](const Row& row) {
            return std::string(row.text(0));
        });
        if (!broken.empty()) {
            throw SqlError("a migration left rows that point to missing rows in: " + broken[0]);
        }
    }
}

}  // namespace

bool has_table(Connection& connection, const std::string& name) {
    const auto* const sql =
        connection.engine() == Engine::sqlite
            ? "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1"
            : "SELECT count(*) FROM information_schema.tables"
              " WHERE table_schema = current_schema() AND table_name = $1";
    return connection.value<int>(sql, name) != 0;
}

std::vector<AppliedMigration> applied_migrations(Connection& connection) {
    if (!has_table(connection, "schema_migration")) {
        return {};
    }
    return connection.query(
        "SELECT number, name, sha256 FROM schema_migration ORDER BY number",
        [](const Row& row) {
            return AppliedMigration{
                row.get<int>(0), row.get<std::string>(1), row.get<std::string>(2)
            };
        }
    );
}

AppliedMigration mark_of(const Migration& migration, Engine engine) {
    return {
        migration.number,
        migration.name,
        crypto::to_hex(crypto::sha256(script_of(migration, engine)))
    };
}

Result<void> may_open(
    const std::vector<AppliedMigration>& applied, const Migrations& migrations, Engine engine
) {
    for (const auto& mark : applied) {
        const auto known = std::ranges::find(migrations, mark.number, &Migration::number);
        if (known == migrations.end()) {
            return refuse(
                Refusal::Kind::conflict,
                "data_is_newer",
                fmt::format(
                    "The data was written by a newer Belfry (step {:04} “{}”). Install that version"
                    " or a later one, or restore a backup made before the upgrade.",
                    mark.number,
                    mark.name
                )
            );
        }
        if (mark_of(*known, engine) != mark) {
            return refuse(
                Refusal::Kind::conflict,
                "migration_changed",
                fmt::format(
                    "Step {:04} “{}” of the data's layout is not the one this program has. The"
                    " program was built from altered sources; install a released version.",
                    mark.number,
                    mark.name
                )
            );
        }
    }
    return {};
}

namespace {

Migrations missing_from(const std::vector<AppliedMigration>& applied, const Migrations& all) {
    Migrations missing;
    std::ranges::copy_if(all, std::back_inserter(missing), [&](const auto& migration) {
        return std::ranges::find(applied, migration.number, &AppliedMigration::number) ==
               applied.end();
    });
    return missing;
}

}  // namespace

Result<bool> is_current(Connection& connection, const Migrations& migrations) {
    const auto applied = applied_migrations(connection);
    if (auto allowed = may_open(applied, migrations, connection.engine()); !allowed) {
        return std::unexpected(allowed.error());
    }
    return missing_from(applied, migrations).empty();
}

void apply_all(Session& session, const Migrations& migrations) {
    if (!has_table(session, "schema_migration")) {
        create_table(session);
    }
    for (const auto& migration : migrations) {
        apply(session, migration);
    }
    check_foreign_keys(session);
}

Result<void> migrate(
    Session& session, const Migrations& migrations, const std::function<void()>& snapshot
) {
    const auto applied = applied_migrations(session);
    if (auto allowed = may_open(applied, migrations, session.engine()); !allowed) {
        return allowed;
    }
    if (missing_from(applied, migrations).empty()) {
        return {};
    }
    if (!applied.empty()) {
        snapshot();
    }
    transact(session, [&] {
        // Asked again inside the transaction: another server may have been quicker.
        apply_all(session, missing_from(applied_migrations(session), migrations));
    });
    return {};
}

}  // namespace belfry::store
