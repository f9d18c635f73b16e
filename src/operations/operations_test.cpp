#include <fstream>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include "accounts/account_store.hpp"
#include "accounts/key_file.hpp"
#include "accounts/renew_key.hpp"
#include "accounts/sign_in.hpp"
#include "operations/backup.hpp"
#include "operations/doctor.hpp"
#include "operations/plain_place.hpp"
#include "record/test_record.hpp"
#include "store/sqlite_session.hpp"

namespace belfry::accounts {
std::span<const EmbeddedFile> sql_files();
}

namespace belfry::operations {
std::span<const EmbeddedFile> sql_files();

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class Care : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            start();
            folder_ = test().place().folder() / "backups";
        }
    }

    Backup make() {
        test().clock().advance(24h);
        return Backups(folder_).make(test().database(), test().clock().now(), {}, test().random());
    }

    fs::path folder_;
};

TEST_P(Care, MakesABackupThatItsHashVouchesFor) {
    const auto made = make();
    const Backups backups(folder_);
    EXPECT_THAT(backups.list(), testing::SizeIs(1));
    EXPECT_EQ(backups.list().front().sha256, made.sha256);
    EXPECT_GT(made.size, 0);
    const auto file = backups.find(made.name);
    ASSERT_TRUE(file);
    EXPECT_TRUE(check_backup(*file));
    EXPECT_EQ(fs::status(*file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    std::ofstream(*file, std::ios::app) << 'x';
    EXPECT_EQ(check_backup(*file).error().code, "backup_damaged");
}

TEST_P(Care, LeavesNoBackupBehindWhoseSumCouldNotBeKept) {
    const auto first = make();
    test().clock().advance(24h);
    // A folder where the sum is to lie: it cannot be put into its place.
    const auto next = instant_from_iso("2026-01-01T00:00:00Z").value();
    fs::create_directories(folder_ / "belfry-20260101T000000Z.backup.sha256" / "full");
    EXPECT_THROW(
        std::ignore = Backups(folder_).make(test().database(), next, {}, test().random()),
        std::system_error
    );
    const auto left = Backups(folder_).list();
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left.front().name, first.name);
}

TEST_P(Care, SaysWhatToDoWhenThereIsNoRoomForABackup) {
    fs::create_directories(folder_);
    if (::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=4k") != 0) {
        GTEST_SKIP() << "may not mount a small disk";
    }
    std::string said;
    try {
        std::ignore = make();
    } catch (const store::DiskFull& full) {
        said = full.what();
    } catch (const std::exception& other) {
        said = fmt::format("something else: {}", other.what());
    }
    EXPECT_THAT(said, testing::StartsWith("There is no room for a backup in " + folder_.string()));
    EXPECT_THAT(said, testing::HasSubstr("Make room on that disk"));
    EXPECT_THAT(Backups(folder_).list(), testing::IsEmpty());
    for (const auto& entry : fs::directory_iterator(folder_)) {
        EXPECT_EQ(entry.path().extension(), ".lock") << entry.path();
    }
    EXPECT_EQ(::umount(folder_.c_str()), 0);
}

TEST_P(Care, KeepsTheNewestBackups) {
    std::vector<std::string> names;
    for (int i = 0; i < 4; ++i) {
        names.push_back(make().name);
    }
    const Backups backups(folder_);
    EXPECT_EQ(backups.prune(2), 2U);
    std::vector<std::string> left;
    for (const auto& each : backups.list()) {
        left.push_back(each.name);
    }
    EXPECT_THAT(left, testing::ElementsAre(names[3], names[2]));
}

TEST_P(Care, FindsNoFileOutsideItsFolder) {
    const auto made = make();
    const Backups backups(folder_);
    EXPECT_FALSE(backups.find("../belfry.db"));
    EXPECT_FALSE(backups.find("belfry-20261125T154036Z.backup/../x"));
    EXPECT_FALSE(backups.find(made.name + ".sha256"));
    EXPECT_FALSE(backups.find(""));
}

INSTANTIATE_TEST_SUITE_P(Engines, Care, store::all_engines(), store::engine_name);

const Instant later = *instant_from_iso("2026-11-26T10:00:00Z");

const store::Migration shelves{
    1,
    "shelves",
    "CREATE TABLE shelf (name TEXT NOT NULL) STRICT",
    "CREATE TABLE shelf (name TEXT NOT NULL)",
};

void add_shelf(const store::Location& location, std::string_view name) {
    store::open(location, {shelves})->writer->write([&](store::Connection& db) {
        db.execute("INSERT INTO shelf (name) VALUES ($1)", name);
    });
}

std::vector<std::string> shelf_names(const store::Location& location) {
    return store::open_to_read(location)->read([](store::Connection& db) {
        return db.query("SELECT name FROM shelf ORDER BY name", [](const store::Row& row) {
            return row.get<std::string>(0);
        });
    });
}

TEST(Restore, PutsTheBackupBackAndKeepsWhatWasThere) {
    const store::TestPlace place(store::Engine::sqlite);
    auto location = place.location();
    add_shelf(location, "then");
    const auto backup = place.folder() / "copy";
    store::open(location, {shelves})->database->back_up(backup);
    add_shelf(location, "now");
    const auto kept = restore(location, backup, {shelves}, later);
    ASSERT_TRUE(kept) << kept.error().summary;
    EXPECT_EQ(kept->filename(), "belfry.db.before-restore-20261126T100000Z");
    EXPECT_EQ(shelf_names(location), (std::vector<std::string>{"then"}));
    location.file = *kept;
    EXPECT_EQ(shelf_names(location), (std::vector<std::string>{"now", "then"}));
}

TEST(Restore, MakesTheFolderForItsOwnerAlone) {
    const store::TestPlace place(store::Engine::sqlite);
    auto location = place.location();
    add_shelf(location, "then");
    const auto backup = place.folder() / "copy";
    store::open(location, {shelves})->database->back_up(backup);
    location.file = place.folder() / "new" / "belfry.db";
    const auto kept = restore(location, backup, {shelves}, later);
    ASSERT_TRUE(kept);
    EXPECT_TRUE(kept->empty());
    EXPECT_EQ(fs::status(place.folder() / "new").permissions(), fs::perms::owner_all);
    EXPECT_EQ(shelf_names(location), (std::vector<std::string>{"then"}));
}

TEST(Restore, RefusesDataThatABelfryHasOpen) {
    const store::TestPlace place(store::Engine::sqlite);
    add_shelf(place.location(), "then");
    const auto backup = place.folder() / "copy";
    const auto open = store::open(place.location(), {shelves});
    open->database->back_up(backup);
    const auto refused = restore(place.location(), backup, {shelves}, later);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "data_in_use");
    EXPECT_EQ(shelf_names(place.location()), (std::vector<std::string>{"then"}));
}

TEST(Restore, SaysWhereABackupOfTheOtherEngineBelongs) {
    const store::TestPlace place(store::Engine::sqlite);
    const auto archive = place.folder() / "archive";
    std::ofstream(archive) << "belfry-copy 1\nend 00\n";
    const auto refused = restore(place.location(), archive, {shelves}, later);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "backup_of_postgres");
    add_shelf(place.location(), "then");
    const auto backup = place.folder() / "copy";
    store::open(place.location(), {shelves})->database->back_up(backup);
    const store::Location server{store::Engine::postgres, {}, "postgres://127.0.0.1:1/x", {}};
    const auto reverse = restore(server, backup, {shelves}, later);
    ASSERT_FALSE(reverse);
    EXPECT_EQ(reverse.error().code, "backup_of_sqlite");
}

/// A whole house, looked at from outside.
class Examined : public store::DatabaseTest {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        DatabaseTest::SetUp();
        data_ = place().folder() / "data";
        fs::create_directories(data_);
        fs::permissions(data_, fs::perms::owner_all);
        location_ = place().location();
        if (GetParam() == store::Engine::sqlite) {
            location_.file = data_ / "belfry.db";
        }
    }

    [[nodiscard]] static store::Migrations migrations() {
        return store::joined(
            {store::migrations_from(record::sql_files()),
             store::migrations_from(accounts::sql_files()),
             store::migrations_from(operations::sql_files())}
        );
    }

    /// Makes the data, with one account whose authenticator app is sealed with `key`.
    void make(const crypto::SealingKey& key) {
        auto opened = store::open(location_, migrations());
        ASSERT_TRUE(opened);
        record::Record record(*opened->database, std::move(opened->writer), clock_, random_);
        accounts::Account account;
        account.name = "Ana";
        account.email = "ana@city.example";
        account.roles = {accounts::Role::mayor};
        ASSERT_TRUE(record.write(
            {record::Actor::belfry(), "account.test", {"account"}},
            [&](record::Writing& w) -> Result<void> {
                account.id = {w.object().id};
                const auto context = accounts::totp_context(account.id);
                account.totp = crypto::seal(key, context, crypto::bytes_of("secret"), random_);
                account.created_at = w.at();
                add_account(w.db(), account);
                return {};
            }
        ));
    }

    crypto::SealingKey make_key() {
        return *accounts::open_key_file(data_ / "belfry.key", random_);
    }

    [[nodiscard]] Patient patient() const {
        return {
            .location = location_,
            .migrations = migrations(),
            .data = data_,
            .key = data_ / "belfry.key",
            .clock = clock_,
            .backups = backups_,
            .thorough = true,
        };
    }

    /// What is found under `key`: its state and detail; empty when nothing is.
    std::string found(std::string_view key) {
        for (const auto& each : examine(patient())) {
            if (each.key == key) {
                return fmt::format("{} {}", json::name_of(each.state), each.detail);
            }
        }
        return {};
    }

    fs::path data_;
    store::Location location_;
    FixedClock clock_{*instant_from_iso("2026-11-25T12:00:00Z")};
    SeededRandom random_;
    Backups backups_{fs::path()};
};

TEST_P(Examined, FindNothingBadInGoodDataWhileAServerHasThemOpen) {
    make(make_key());
    const auto open = store::open(location_, migrations());
    std::set<std::string> keys;
    for (const auto& each : examine(patient())) {
        EXPECT_TRUE(keys.insert(each.key).second) << each.key << " is found twice";
        // A server for tests may be set up to lose what it acknowledged.
        EXPECT_TRUE(each.state != FindingState::bad || each.detail == "not_durable")
            << each.key << ' ' << each.detail;
    }
    EXPECT_THAT(
        keys,
        testing::ElementsAre(
            "backup",
            "clock",
            "database",
            "disk",
            "drill",
            "folder",
            "key",
            "layout",
            "plain_copies",
            "record",
            "time_sync"
        )
    );
}

TEST_P(Examined, MissTheirKey) {
    EXPECT_EQ(found("layout"), "attention none_yet");
    make(make_key());
    EXPECT_EQ(found("key"), "good fits");
    fs::rename(data_ / "belfry.key", data_ / "elsewhere");
    EXPECT_EQ(found("key"), "bad missing");
    (void)make_key();
    EXPECT_EQ(found("key"), "bad other");
    std::ofstream(data_ / "belfry.key") << "short";
    EXPECT_EQ(found("key"), "bad key_file_damaged");
}

TEST_P(Examined, AskForANewKeyOnceAYear) {
    make(make_key());
    const auto key = data_ / "belfry.key";
    const auto at = [&](std::chrono::hours ago) {
        fs::last_write_time(key, std::chrono::file_clock::from_sys(clock_.now() - ago));
        return found("key");
    };
    EXPECT_EQ(at(key_life - 1h), "good fits");
    EXPECT_EQ(at(key_life), "attention old");
    EXPECT_EQ(at(-1h), "good fits") << "a clock that was put back";
}

TEST_P(Examined, SealTheirSecretsWithANewKey) {
    const auto old = make_key();
    make(old);
    const auto renew = [&](accounts::OldKey before) {
        auto opened = store::open(location_, migrations());
        record::Record record(*opened->database, std::move(opened->writer), clock_, random_);
        return accounts::renew_key(
            {*opened->database, record, random_, data_ / "belfry.key"}, before
        );
    };
    const auto renewed = renew(accounts::OldKey::there);
    ASSERT_TRUE(renewed);
    EXPECT_EQ(renewed->sealed, 1U);
    EXPECT_NE(make_key(), old);
    EXPECT_EQ(found("key"), "good fits");
    EXPECT_EQ(renew(accounts::OldKey::there)->sealed, 1U);
    EXPECT_TRUE(fs::exists(data_ / "belfry.key.old") && fs::exists(data_ / "belfry.key.old-2"))
        << "each opens the backups of its time";
    fs::rename(data_ / "belfry.key", data_ / "belfry.key.new");  // as if stopped on the way
    EXPECT_TRUE(renew(accounts::OldKey::there));
    EXPECT_EQ(found("key"), "good fits");
    for (const auto* key : {"belfry.key", "belfry.key.old", "belfry.key.old-2"}) {
        fs::remove(data_ / key);
    }
    EXPECT_EQ(renew(accounts::OldKey::there).error().code, "key_file_missing");
    EXPECT_EQ(renew(accounts::OldKey::lost)->given_up, 1U);
    EXPECT_EQ(found("key"), "good fits");
}

TEST_P(Examined, GiveNothingUpThatAKeyOfBeforeOpens) {
    // A backup from before renewals was put back: only one of the old keys opens it, and somebody
    // took others away.
    make(make_key());
    fs::rename(data_ / "belfry.key", data_ / "belfry.key.old-2");
    (void)make_key();
    fs::rename(data_ / "belfry.key", data_ / "belfry.key.old-4");
    (void)make_key();
    std::ofstream(data_ / "belfry.key.old-x") << "no key";
    std::ofstream(data_ / "belfry.key.older") << "no key";
    EXPECT_EQ(found("key"), "bad other");
    const auto renew = [&](accounts::OldKey before) {
        auto opened = store::open(location_, migrations());
        record::Record record(*opened->database, std::move(opened->writer), clock_, random_);
        return accounts::renew_key(
            {*opened->database, record, random_, data_ / "belfry.key"}, before
        );
    };
    const auto renewed = renew(accounts::OldKey::lost);
    ASSERT_TRUE(renewed);
    EXPECT_EQ(renewed->given_up, 0U);
    EXPECT_EQ(renewed->sealed, 1U);
    EXPECT_EQ(found("key"), "good fits");
    EXPECT_TRUE(fs::exists(data_ / "belfry.key.old-5")) << "the newest of them has the last number";
    fs::remove(data_ / "belfry.key");
    const auto again = renew(accounts::OldKey::there);
    EXPECT_EQ(again.error().code, "key_file_missing") << "the newest is gone, and it alone opens";
}

TEST_P(Examined, ShowCopiesInPlainThatSomebodyLeft) {
    make(make_key());
    EXPECT_EQ(found("plain_copies"), "good none");
    std::ofstream(data_ / "belfry.db.plain-1-1") << "everything";
    EXPECT_EQ(found("plain_copies"), "attention left");
    {
        const PlainPlace working(data_ / "drill");
        EXPECT_EQ(found("plain_copies"), "good none") << "somebody works with one";
        EXPECT_EQ(remove_forgotten_places(data_), 0U);
    }
    EXPECT_EQ(remove_forgotten_places(data_), 1U);
    EXPECT_EQ(found("plain_copies"), "good none");
    EXPECT_FALSE(fs::exists(data_ / "belfry.db.plain-1-1"));
}

TEST_P(Examined, ShowLooseRights) {
    make(make_key());
    EXPECT_EQ(found("folder"), "good closed");
    fs::permissions(data_ / "belfry.key", fs::perms(0640));
    EXPECT_EQ(found("folder"), "attention file_open");
    EXPECT_EQ(found("key"), "bad key_file_open");
    fs::permissions(data_, fs::perms(0755));
    EXPECT_EQ(found("folder"), "bad file_open");
    fs::permissions(data_ / "belfry.key", fs::perms(0600));
    EXPECT_EQ(found("folder"), "attention open");
}

TEST_P(Examined, ShowAnotherProgramsDatabaseAndANewerOne) {
    if (GetParam() == store::Engine::postgres) {
        store::open_postgres(location_.url, store::PostgresRole::writer)
            ->script("CREATE TABLE theirs (id BIGINT)");
    } else {
        store::open_sqlite(location_.file, store::SqliteRole::writer)
            ->script("CREATE TABLE theirs (id INTEGER)");
    }
    EXPECT_EQ(found("layout"), "bad foreign");
    EXPECT_EQ(found("record"), "");
    auto newer = migrations();
    newer.push_back({9000, "newer", "SELECT 1", "SELECT 1"});
    ASSERT_TRUE(store::open(location_, newer));
    EXPECT_EQ(found("layout"), "bad data_is_newer");
}

TEST_P(Examined, NameADamagedBackup) {
    make(make_key());
    backups_ = Backups(data_ / "backups");
    const auto made = backups_.make(*store::open_to_read(location_), clock_.now(), {}, random_);
    EXPECT_EQ(found("backup"), "attention plain");
    std::ofstream(data_ / "backups" / made.name, std::ios::app) << 'x';
    EXPECT_EQ(found("backup"), "bad damaged");
}

INSTANTIATE_TEST_SUITE_P(Engines, Examined, store::all_engines(), store::engine_name);

TEST(Doctor, JudgesTheClockByTheNewestEntry) {
    const auto now = *instant_from_iso("2026-11-25T12:00:00Z");
    EXPECT_EQ(clock_finding(std::nullopt, now).detail, "plausible");
    EXPECT_EQ(clock_finding(now + 5min, now).detail, "plausible");
    EXPECT_EQ(clock_finding(now + 6min, now).state, FindingState::bad);
    EXPECT_EQ(clock_finding(now - 30 * 24h, now).detail, "plausible");
    EXPECT_EQ(clock_finding(now - 31 * 24h, now).detail, "ahead");
}

TEST(Doctor, JudgesDiskAndBackupsByNumbers) {
    EXPECT_EQ(disk_finding(99'000'000).state, FindingState::bad);
    EXPECT_EQ(disk_finding(100'000'000).state, FindingState::attention);
    EXPECT_EQ(disk_finding(1'000'000'000).state, FindingState::good);
    const auto now = *instant_from_iso("2026-11-25T12:00:00Z");
    EXPECT_EQ(backup_finding({}, now).state, FindingState::attention);
    EXPECT_EQ(backup_finding({{"a", 1, now - 50h, {}, true}}, now).state, FindingState::good);
    EXPECT_EQ(backup_finding({{"a", 1, now - 51h, {}, true}}, now).detail, "old");
    EXPECT_EQ(backup_finding({{"a", 1, now - 50h, {}, false}}, now).detail, "plain");
}

TEST(Doctor, SaysSizesAsPeopleDo) {
    EXPECT_EQ(size_text(0), "0 bytes");
    EXPECT_EQ(size_text(999), "999 bytes");
    EXPECT_EQ(size_text(1000), "1.0 kB");
    EXPECT_EQ(size_text(12'345'678), "12.3 MB");
}

}  // namespace
}  // namespace belfry::operations
