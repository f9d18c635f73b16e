#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "store/migration.hpp"
#include "store/session.hpp"

namespace belfry::store {

/// A migration as the database remembers it.
struct AppliedMigration {
    int number = 0;
    std::string name;
    std::string sha256;  ///< Of the script that ran, in hexadecimal.

    friend bool operator==(const AppliedMigration&, const AppliedMigration&) = default;
};

/// Empty for a database that was never used.
[[nodiscard]] std::vector<AppliedMigration> applied_migrations(Connection& connection);

[[nodiscard]] bool has_table(Connection& connection, const std::string& name);

/// What this program would have written down for `migration` on `engine`.
[[nodiscard]] AppliedMigration mark_of(const Migration& migration, Engine engine);

/// Whether this program may work on data with these migrations. Refuses `data_is_newer` and
/// `migration_changed`.
[[nodiscard]] Result<void> may_open(
    const std::vector<AppliedMigration>& applied, const Migrations& migrations, Engine engine
);

/// Whether nothing is missing from the data's layout. Refuses as may_open does.
[[nodiscard]] Result<bool> is_current(Connection& connection, const Migrations& migrations);

/// Applies `migrations`, inside the transaction that is open.
void apply_all(Session& session, const Migrations& migrations);

/// Brings the schema up to date in one transaction: all missing migrations or none. Calls
/// `snapshot` first when there is data that could be lost.
[[nodiscard]] Result<void> migrate(
    Session& session, const Migrations& migrations, const std::function<void()>& snapshot
);

}  // namespace belfry::store
