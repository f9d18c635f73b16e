#include "web/house.hpp"

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/key_file.hpp"
#include "accounts/sealed_values.hpp"
#include "city/routes.hpp"
#include "jobs/job_store.hpp"
#include "operations/plain_place.hpp"
#include "portal/portal_store.hpp"
#include "public_records/guard.hpp"
#include "public_records/routes.hpp"
#include "rehearsal/routes.hpp"
#include "release_packages/routes.hpp"
#include "store/backup.hpp"
#include "transparency/identity.hpp"
#include "web/live_tables.hpp"
#include "web/shelves.hpp"

namespace belfry::store {
std::span<const EmbeddedFile> sql_files();
}

namespace belfry::record {
std::span<const EmbeddedFile> sql_files();
}

namespace belfry::accounts {
std::span<const EmbeddedFile> sql_files();
}

namespace belfry::program {
std::span<const EmbeddedFile> sql_files();
}

namespace belfry::operations {
std::span<const EmbeddedFile> sql_files();
}

namespace belfry::web {

store::Location Place::location() const {
    store::Location where;
    where.snapshots = backups();
    if (database.empty()) {
        where.engine = store::Engine::sqlite;
        where.file = data / "belfry.db";
    } else {
        where.engine = store::Engine::postgres;
        where.url = database;
    }
    return where;
}

store::Migrations all_migrations() {
    return store::joined({
        store::migrations_from(store::sql_files()),
        store::migrations_from(record::sql_files()),
        store::migrations_from(accounts::sql_files()),
        store::migrations_from(program::sql_files()),
        jobs::migrations(),
        store::migrations_from(operations::sql_files()),
        portal::migrations(),
        city::migrations(),
        rehearsal::migrations(),
        transparency::migrations(),
        public_records::migrations(),
        release_packages::migrations(),
    });
}

namespace {

/// New data are never begun where there were others: what is left of them says so.
Result<void> is_not_a_ruin(const Place& place) {
    namespace fs = std::filesystem;
    const auto location = place.location();
    if (location.engine != store::Engine::sqlite) {
        return {};
    }
    const auto& file = location.file;
    if (fs::exists(file) && fs::file_size(file) == 0 && fs::exists(place.key())) {
        return refuse(
            Refusal::Kind::conflict,
            "data_emptied",
            fmt::format(
                "{} is empty, but its key lies beside it: the data were lost. Restore a backup"
                " (belfry restore); to begin anew, move the key file away first.",
                file.string()
            )
        );
    }
    if (const auto part = store::left_by_restore(file); !part.empty()) {
        return refuse(
            Refusal::Kind::conflict,
            "restore_unfinished",
            fmt::format(
                "A restore into {} ended in the middle. Restore again (belfry restore); to begin"
                " anew, delete {}.",
                place.data.string(),
                part.string()
            )
        );
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<House>> open_house(const Place& place, store::Opener opener) {
    namespace fs = std::filesystem;
    if (auto sound = is_not_a_ruin(place); !sound) {
        return std::unexpected(std::move(sound.error()));
    }
    if (!fs::exists(place.data)) {
        fs::create_directories(place.data);
        fs::permissions(place.data, fs::perms::owner_all);
    }
    fs::create_directories(place.backups());
    fs::permissions(place.backups(), fs::perms::owner_all);
    operations::remove_forgotten_places(place.data);
    operations::remove_forgotten_places(place.backups());
    auto opened = store::open(place.location(), all_migrations(), opener);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    auto house = std::make_unique<House>();
    house->place = place;
    house->database = std::move(opened->database);
    house->record = std::make_unique<record::Record>(
        *house->database, std::move(opened->writer), house->clock, house->random
    );
    house->record->forbid_when([&clock = house->clock](store::Connection& db, const auto& deed) {
        return public_records::forbidden(db, shelves(), deed, clock.now());
    });
    house->record->sum(live_sums());
    house->backups = operations::Backups(place.backups());
    return house;
}

Result<std::unique_ptr<House>> open_existing_house(const Place& place) {
    const auto location = place.location();
    if (location.engine == store::Engine::sqlite && !store::has_data(location.file)) {
        return refuse(
            Refusal::Kind::not_found,
            "data_missing",
            "There are no data of Belfry in " + place.data.string() +
                ". Name their folder with --data; `belfry serve` makes new ones."
        );
    }
    return open_house(place, store::Opener::command);
}

Result<crypto::SealingKey> key_of(House& house) {
    const auto file = house.place.key();
    const auto fit = [&](const crypto::SealingKey& key) {
        return house.database->read([&](store::Connection& db) {
            return accounts::try_key(db, key);
        });
    };
    const auto anything_sealed = [&] {
        return fit({}) != accounts::KeyFit::nothing_sealed ||
               house.database->read(transparency::find_identity).has_value();
    };
    if (!std::filesystem::exists(file) && anything_sealed()) {
        return refuse(
            Refusal::Kind::conflict,
            "key_file_missing",
            fmt::format(
                "{} is missing. Put it back from where you keep it; if it is lost, run"
                " `belfry key lost`.",
                file.string()
            )
        );
    }
    auto key = accounts::open_key_file(file, house.random);
    if (key && fit(*key) == accounts::KeyFit::does_not_open) {
        return refuse(
            Refusal::Kind::conflict,
            "key_file_other",
            fmt::format(
                "{} is another key than the data were sealed with. Put the right one back; if it"
                " is lost, run `belfry key lost`.",
                file.string()
            )
        );
    }
    return key;
}

}  // namespace belfry::web
