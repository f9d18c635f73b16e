#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/instant.hpp"
#include "base/random.hpp"
#include "base/refusal.hpp"
#include "crypto/secret.hpp"
#include "operations/backup.hpp"
#include "record/record.hpp"
#include "store/database.hpp"

namespace belfry::web {

/// Where a city's data lie: a folder with everything in it, or a folder for keys and backups beside
/// a PostgreSQL server.
struct Place {
    std::filesystem::path data;
    std::string database = {};  ///< `postgres://…`; empty: an SQLite file in the folder.

    [[nodiscard]] store::Location location() const;

    [[nodiscard]] std::filesystem::path backups() const { return data / "backups"; }

    /// What the names of places begin with that drills restore to; there only while they do.
    [[nodiscard]] std::filesystem::path scratch() const { return data / "drill"; }

    [[nodiscard]] std::filesystem::path key() const { return data / "belfry.key"; }
};

/// The tables of every module.
[[nodiscard]] store::Migrations all_migrations();

/// An open database with its record: what commands and the server work on.
struct House {
    Place place;
    SystemClock clock = {};
    SystemRandom random = {};
    std::unique_ptr<store::Database> database = {};
    std::unique_ptr<record::Record> record = {};
    operations::Backups backups{{}};
};

/// Opens the data, making the folder (for its owner alone) and the tables where they are missing.
/// Refuses what store::open refuses: data of a newer Belfry, data that another Belfry has open.
[[nodiscard]] Result<std::unique_ptr<House>> open_house(
    const Place& place, store::Opener opener = store::Opener::server
);

/// For a command, and data that must be there already: refuses a folder without any, and makes
/// nothing.
[[nodiscard]] Result<std::unique_ptr<House>> open_existing_house(const Place& place);

/// The key file, made where nothing has been sealed yet. Without the right one people could not
/// sign in with their authenticator apps, and what is sealed from now on would not open with the
/// old one. Refuses `key_file_missing`, `key_file_other` and what open_key_file refuses.
[[nodiscard]] Result<crypto::SealingKey> key_of(House& house);

}  // namespace belfry::web
