#include "operations/drill.hpp"

#include <array>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "operations/backup_settings.hpp"
#include "operations/doctor.hpp"
#include "operations/encrypted_file.hpp"
#include "operations/plain_place.hpp"
#include "record/test_record.hpp"
#include "store/backup.hpp"

namespace belfry::operations {
std::span<const EmbeddedFile> sql_files();

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

store::Migrations own_migrations() {
    return store::migrations_from(sql_files());
}

store::Migrations all_migrations() {
    return store::joined({store::migrations_from(record::sql_files()), own_migrations()});
}

class Drills : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            start(own_migrations());
            backups_ = Backups(test().place().folder() / "backups");
            write(3);
        }
    }

    void write(int entries) {
        for (int i = 0; i < entries; ++i) {
            ASSERT_TRUE(test().record().write(
                {record::Actor::belfry(), "thing.add", {"thing"}},
                [](record::Writing& w) -> Result<void> {
                    w.set("name", "a name");
                    return {};
                }
            ));
        }
    }

    Backup make(const Recipients& recipients = {}, const TryCopy& try_copy = {}) {
        test().clock().advance(24h);
        return backups_.make(
            test().database(), test().clock().now(), recipients, test().random(), try_copy
        );
    }

    Drill drill(const fs::path& copy) { return drill(copy, test().database()); }

    Drill drill(const fs::path& copy, store::Database& live) {
        return restore_for_drill(
            test().place().location(),
            copy,
            all_migrations(),
            test().place().folder() / "drill",
            &live
        );
    }

    /// Besides locks.
    static std::ptrdiff_t files_in(const fs::path& folder) {
        const fs::directory_iterator all(folder);
        return std::ranges::count_if(all, [](const auto& each) {
            return each.path().extension() != ".lock";
        });
    }

    Backups backups_{fs::path()};
};

TEST_P(Drills, RestoreABackupAndLeaveNothingBehind) {
    const auto made = make();
    write(2);
    const auto seen = drill(backups_.folder() / made.name);
    EXPECT_EQ(seen.outcome, "good");
    EXPECT_EQ(seen.entries, 3);
    EXPECT_GT(seen.total_rows, 3);
    EXPECT_EQ(seen.root.size(), 64U);
    EXPECT_TRUE(forgotten_places(test().place().folder()).empty());
    EXPECT_EQ(test().record().head().size, 5U);
}

TEST_P(Drills, FindABackupThatIsDamaged) {
    const auto made = make();
    const auto file = backups_.folder() / made.name;
    fs::resize_file(file, fs::file_size(file) / 2);
    EXPECT_EQ(drill(file).outcome, "backup_damaged");
}

TEST_P(Drills, FindABackupOfAnotherRecord) {
    const auto made = make();
    record::TestRecord other(GetParam(), own_migrations());
    for (int i = 0; i < 4; ++i) {
        ASSERT_TRUE(other.record().write(
            {record::Actor::belfry(), "thing.add", {"thing"}},
            [](record::Writing&) -> Result<void> { return {}; }
        ));
    }
    EXPECT_EQ(
        drill(backups_.folder() / made.name, other.database()).outcome, "backup_of_another_record"
    );
}

TEST_P(Drills, AreKeptInTheRecordAndAlarmWhenTheyFail) {
    int alarms = 0;
    const Alarm alarm = [&](record::Writing&, const Drill&) {
        ++alarms;
    };
    Drill good;
    good.backup = "a";
    note_drill(test().record(), good, alarm);
    EXPECT_EQ(alarms, 0);
    good.outcome = "backup_damaged";
    const auto noted = note_drill(test().record(), good, alarm);
    EXPECT_EQ(alarms, 1);
    const auto all =
        test().database().read([](store::Connection& db) { return list_drills(db, 10); });
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all.front().id, noted.id);
    EXPECT_EQ(test().record().history({"backup_drill", noted.id.value}, 1).size(), 1U);
}

TEST_P(Drills, TryAnEncryptedBackupWhileItsKeyIsKnown) {
    const auto identity = crypto::new_age_identity(test().random());
    Drill seen;
    const auto made = make({identity.recipient()}, [&](const Backup&, const fs::path& copy) {
        seen = drill(copy);
    });
    EXPECT_TRUE(made.encrypted);
    EXPECT_EQ(made.name.substr(made.name.size() - 11), ".backup.age");
    EXPECT_EQ(seen.outcome, "good");
    EXPECT_EQ(seen.entries, 3);
    const auto file = backups_.folder() / made.name;
    EXPECT_TRUE(is_encrypted(file));
    EXPECT_TRUE(check_backup(file));
    EXPECT_EQ(backups_.list().front().name, made.name);
    // Nothing of it lies there in plain.
    EXPECT_EQ(files_in(backups_.folder()), 2);
}

TEST_P(Drills, AndBackupsAtTheSameTimeDoNotTripOverEachOther) {
    constexpr int at_once = 3;
    const auto identity = crypto::new_age_identity(test().random());
    const auto now = test().clock().now();
    std::array<Drill, at_once> seen;
    {
        std::vector<std::jthread> threads;
        for (auto& each : seen) {
            threads.emplace_back([&] {
                SystemRandom random;
                const Backups backups(backups_.folder());
                (void)backups.make(
                    test().database(),
                    now,
                    {identity.recipient()},
                    random,
                    [&](const Backup&, const fs::path& copy) { each = drill(copy); }
                );
            });
        }
        threads.emplace_back([&] {
            const auto plain = make();
            (void)drill(backups_.folder() / plain.name);
        });
    }
    for (const auto& each : seen) {
        EXPECT_EQ(each.outcome, "good");
    }
    EXPECT_EQ(files_in(backups_.folder()), 2 * (at_once + 1)) << "each under a name of its own";
    EXPECT_TRUE(forgotten_places(backups_.folder()).empty());
    EXPECT_TRUE(forgotten_places(test().place().folder()).empty());
}

TEST_P(Drills, OpenAnEncryptedBackupWithItsIdentityAlone) {
    const auto identity = crypto::new_age_identity(test().random());
    const auto made = make({identity.recipient()});
    const auto file = backups_.folder() / made.name;
    const auto scratch = test().place().folder() / "plain";
    EXPECT_EQ(PlainCopy::of(file, {}, scratch).error().code, "backup_encrypted");
    const auto other = crypto::new_age_identity(test().random());
    EXPECT_EQ(PlainCopy::of(file, {other}, scratch).error().code, "age_not_for_identity");
    EXPECT_TRUE(forgotten_places(test().place().folder()).empty());
    {
        const auto copy = PlainCopy::of(file, {identity}, scratch);
        ASSERT_TRUE(copy);
        EXPECT_EQ(drill(copy->path()).outcome, "good");
    }
    EXPECT_TRUE(forgotten_places(test().place().folder()).empty());
}

TEST_P(Drills, SettingsAreCheckedKeptAndRecorded) {
    const auto read = [&] {
        return test().database().read(backup_settings);
    };
    EXPECT_EQ(read().keep, 14);
    const auto change = [&](BackupSettingsChange wish) {
        return change_backup_settings(
            test().database(), test().record(), accounts::Acting(), wish, read().revision
        );
    };
    const auto who = crypto::new_age_identity(test().random()).recipient().text();
    EXPECT_EQ(
        change({{who, "age1nobody"}, "02:30", 14, Weekday::sunday}).error().problems[0].code,
        "not_a_recipient"
    );
    EXPECT_EQ(change({{}, "24:00", 14, Weekday::sunday}).error().problems[0].code, "not_a_time");
    EXPECT_EQ(change({{}, "02:30", 1, Weekday::sunday}).error().problems[0].field, "keep");
    ASSERT_TRUE(change({{who}, "23:15", 30, Weekday::friday}));
    EXPECT_EQ(recipients_of(read()).size(), 1U);
    EXPECT_EQ(backup_rhythm(read()).at, 23h + 15min);
    EXPECT_EQ(drill_rhythm(read()).at, 45min);
    EXPECT_EQ(drill_rhythm(read()).on, std::chrono::Friday);
    EXPECT_EQ(test().record().history({"backup_settings", 1}, 9).size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Engines, Drills, store::all_engines(), store::engine_name);

TEST(Doctor, JudgesDrillsByTheirOutcomeAndAge) {
    const auto now = *instant_from_iso("2026-11-25T12:00:00Z");
    EXPECT_EQ(drill_finding({}, now).detail, "none");
    Drill drill;
    drill.at = now - 8 * 24h;
    EXPECT_EQ(drill_finding({drill}, now).detail, "restored");
    drill.at = now - 9 * 24h;
    EXPECT_EQ(drill_finding({drill}, now).state, FindingState::attention);
    drill.outcome = "backup_damaged";
    EXPECT_EQ(drill_finding({drill}, now).state, FindingState::bad);
}

TEST(Doctor, JudgesCertificatesByTheirEnd) {
    const auto now = *instant_from_iso("2026-11-25T12:00:00Z");
    EXPECT_EQ(certificate_finding(now, now).state, FindingState::bad);
    EXPECT_EQ(certificate_finding(now + 29 * 24h, now).state, FindingState::attention);
    EXPECT_EQ(certificate_finding(now + 30 * 24h, now).state, FindingState::good);
}

}  // namespace
}  // namespace belfry::operations
