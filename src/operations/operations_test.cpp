#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "operations/backup.hpp"
#include "operations/doctor.hpp"
#include "record/test_record.hpp"
#include "store/durable_file.hpp"
#include "store/file_lock.hpp"

namespace belfry::operations {
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
        return Backups(folder_).make(test().database(), test().clock().now());
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

TEST_P(Care, FindsAnIntactRecordGood) {
    const Backups backups(folder_);
    const auto found = examine(
        {test().database(),
         test().record(),
         test().clock(),
         backups,
         test().place().folder(),
         true,
         {}}
    );
    for (const auto& observation : found) {
        EXPECT_NE(observation.state, FindingState::bad) << observation.key;
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, Care, store::all_engines(), store::engine_name);

TEST(Restore, PutsTheBackupBackAndKeepsWhatWasThere) {
    const store::TestPlace place(store::Engine::sqlite);
    const auto database = place.folder() / "belfry.db";
    const auto backup = place.folder() / "belfry-20261125T154036Z.backup";
    std::ofstream(database) << "now";
    std::ofstream(store::with_ending(database, "-wal")) << "log of now";
    std::ofstream(backup) << "then";
    const auto kept = restore_file(backup, database, *instant_from_iso("2026-11-26T10:00:00Z"));
    ASSERT_TRUE(kept);
    const auto content = [](const fs::path& file) {
        std::ifstream in(file);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    EXPECT_EQ(content(database), "then");
    EXPECT_FALSE(fs::exists(store::with_ending(database, "-wal")));
    EXPECT_EQ(content(*kept), "now");
    EXPECT_EQ(content(store::with_ending(*kept, "-wal")), "log of now");
}

TEST(Restore, RefusesDataThatABelfryHasOpen) {
    const store::TestPlace place(store::Engine::sqlite);
    const auto database = place.folder() / "belfry.db";
    std::ofstream(place.folder() / "copy") << "then";
    const auto lock = store::FileLock::take(database);
    const auto refused = restore_file(place.folder() / "copy", database, Instant());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "data_in_use");
}

TEST(Doctor, JudgesDiskAndBackupsByNumbers) {
    EXPECT_EQ(disk_finding(99'000'000).state, FindingState::bad);
    EXPECT_EQ(disk_finding(100'000'000).state, FindingState::attention);
    EXPECT_EQ(disk_finding(1'000'000'000).state, FindingState::good);
    const auto now = *instant_from_iso("2026-11-25T12:00:00Z");
    EXPECT_EQ(backup_finding({}, now).state, FindingState::attention);
    EXPECT_EQ(backup_finding({{"a", 1, now - 50h, {}}}, now).state, FindingState::good);
    EXPECT_EQ(backup_finding({{"a", 1, now - 51h, {}}}, now).state, FindingState::attention);
}

TEST(Doctor, SaysSizesAsPeopleDo) {
    EXPECT_EQ(size_text(0), "0 bytes");
    EXPECT_EQ(size_text(999), "999 bytes");
    EXPECT_EQ(size_text(1000), "1.0 kB");
    EXPECT_EQ(size_text(12'345'678), "12.3 MB");
}

}  // namespace
}  // namespace belfry::operations
