// What people write down wrongly, what is lost, and disks that fail.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include "audit_bundle/reading_sheet.hpp"
#include "audit_bundle/test_audit.hpp"

namespace belfry::audit_bundle {
namespace {

namespace fs = std::filesystem;

using audit::AuditMethod;
using audit::Sight;
using testing::HasSubstr;

template <class T>
std::string sentence(const Result<T>& result) {
    return result ? "accepted" : result.error().summary;
}

using Votes = std::map<std::string, std::int64_t>;

audit::ContestTerms contest(audit::CountingRule rule = audit::CountingRule::plurality) {
    audit::ContestTerms out;
    out.name = "Mayor";
    out.rule = rule;
    out.choices = {{"Ada", 0}, {"Bea; Cy", 0}, {"blank", 0}};
    return out;
}

TEST(WrittenReadings, SayWhatStandsOnACard) {
    const auto sight = [](std::string_view text) {
        const auto read = reading_of(contest(), false, text);
        return read && read->votes.empty() ? std::optional(read->sight) : std::nullopt;
    };
    EXPECT_EQ(sight("blank"), Sight::blank);
    EXPECT_EQ(sight(" undervote\t"), Sight::blank);
    EXPECT_EQ(sight("overvoted"), Sight::overvoted);
    EXPECT_EQ(sight("not on card"), Sight::not_on_card);
    EXPECT_EQ(sight("cannot agree"), Sight::cannot_agree);
    const auto votes = [](std::string_view text, audit::CountingRule rule) {
        const auto read = reading_of(contest(rule), false, text);
        return read ? read->votes : Votes();
    };
    const auto plurality = audit::CountingRule::plurality;
    EXPECT_EQ(votes("Ada", plurality), (Votes{{"Ada", 1}}));
    EXPECT_EQ(votes("\"blank\"", plurality), (Votes{{"blank", 1}})) << "a choice of that name";
    EXPECT_EQ(votes("Bea; Cy", plurality), (Votes{{"Bea; Cy", 1}})) << "one name";
    EXPECT_EQ(
        votes("Ada; " + std::string(other_choice), plurality),
        (Votes{{"Ada", 1}, {std::string(other_choice), 1}})
    );
    EXPECT_EQ(
        votes("blank > Ada", audit::CountingRule::instant_runoff), (Votes{{"blank", 1}, {"Ada", 2}})
    );
    for (const auto* wrong : {"", "Dan", "Ada; Dan", "Ada; Ada", "\"", "Ada > blank"}) {
        EXPECT_EQ(code(reading_of(contest(), false, wrong)), "audit_reading_text") << wrong;
    }
}

TEST(WrittenReadings, SayTheVotesOfABatch) {
    const auto counted = [](std::string_view text) {
        return reading_of(contest(), true, text);
    };
    auto plain = contest();
    plain.choices = {{"Ada", 0}, {"Bea", 0}};
    const auto read = reading_of(plain, true, "Ada: 120; Bea:0");
    ASSERT_TRUE(read) << sentence(read);
    EXPECT_EQ(read->votes, (Votes{{"Ada", 120}, {"Bea", 0}}));
    EXPECT_EQ(read->sight, Sight::counted);
    EXPECT_THAT(sentence(reading_of(plain, true, "Ada: 120")), HasSubstr("votes of “Bea”"));
    for (const auto* wrong :
         {"",
          "Ada",
          "Ada: ",
          "Ada: -1",
          "Ada: 1.5",
          "Ada: 1; Ada: 1",
          "Dan: 1",
          "Ada: 99999999999999999999"}) {
        EXPECT_EQ(code(counted(wrong)), "audit_reading_text") << wrong;
    }
}

TEST(FilledInLists, AreRefusedByTheLineThatIsWrong) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 3}});
    const auto contests = *contests_of(audit.bundle());
    const auto read = [&](const std::string& text) {
        return read_sheet(text, "sheet.csv", contests, audit.progress());
    };
    EXPECT_THAT(sentence(read("number,Mayor\n1,Ada\n")), HasSubstr("a column “item”"));
    EXPECT_THAT(sentence(read("item,Mayor\n1,Ada\n4711,Ada\n")), HasSubstr("line 3"));
    EXPECT_THAT(sentence(read("item,Mayor\none,Ada\n")), HasSubstr("no item “one”"));
    EXPECT_THAT(sentence(read("item,Mayor\n,Ada\n")), HasSubstr("no item “”"));
    EXPECT_NE(code(read(std::string("\xD0\xCF\x11\xE0\0\0", 6))), "accepted");
    const auto short_row = read("item,Mayor\n1\n2;Ada\n");
    EXPECT_FALSE(short_row) << "the second row is in another form";
    const auto without = read("item;Sheriff\n1;Ada\n");
    ASSERT_TRUE(without) << sentence(without);
    EXPECT_TRUE(without->empty()) << "nothing is said of the contest that is audited";
}

TEST(FilledInLists, AreFilledInWholeOrNotAtAll) {
    auto election = mayor(AuditMethod::comparison);
    auto second = election.contests.contests[0];
    second.name = "=Clerk";  // what a spreadsheet would take for a formula
    election.contests.contests.push_back(second);
    for (auto& batch : election.batches) {
        for (auto& card : batch.cards) {
            card.push_back(card[0]);
        }
    }
    TestAudit audit(election);
    audit.until_seeded();
    audit.draw_round({{"Mayor", 3}, {"=Clerk", 3}});
    const auto contests = *contests_of(audit.bundle());
    const auto read = [&](const std::string& row) {
        return read_sheet("item,Mayor,'=Clerk\n" + row, "sheet.csv", contests, audit.progress());
    };
    const auto whole = read("1,Ada,Bea\n");
    ASSERT_TRUE(whole) << sentence(whole);
    EXPECT_EQ(whole->at(0).reading.size(), 2U);
    EXPECT_THAT(sentence(read("1,Ada,\n")), HasSubstr("filled in in part"));
    const auto gone = read("1,not found,\n");
    ASSERT_TRUE(gone) << sentence(gone);
    EXPECT_TRUE(gone->at(0).not_found);
}

TEST(RecordedReadings, AreRefusedByTheBallotThatIsWrong) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 3}});
    const auto contests = *contests_of(audit.bundle());
    const auto& drawn = audit.progress().find(1)->item;
    const auto read = [&](const std::string& votes) {
        const auto text = R"({"ballots": [{"id": ")" + drawn.batch + "_" +
                          std::to_string(drawn.position) + R"(", "votes": {"Mayor": )" + votes +
                          "}}]}";
        return read_recorded(text, "mvr.json", contests, audit.progress());
    };
    const auto several = read(R"({"Ada": true, "Bea": false, "Dan": 3, "Eve": 2, "Cy": 0})");
    ASSERT_TRUE(several) << sentence(several);
    EXPECT_EQ(
        several->at(0).reading.at(0).votes, (Votes{{"Ada", 1}, {std::string(other_choice), 1}})
    ) << "names are their own where there are no numbers";
    for (const auto* mark : {"-1", "251", "1.5", "\"1\"", "null", "[]"}) {
        EXPECT_THAT(sentence(read(std::string(R"({"Ada": )") + mark + "}")), HasSubstr("no rank"))
            << mark;
    }
    const auto broken = read_recorded("{", "mvr.json", contests, audit.progress());
    ASSERT_FALSE(broken);
    EXPECT_THAT(sentence(broken), HasSubstr("mvr.json: "));
}

TEST(Choices, AreThoseOfTheContest) {
    audit::ContestsFile contests;
    contests.contests = {contest()};
    const auto checked = [&](const std::string& name, const std::string& choice) {
        return code(check_choices(contests, {{name, Sight::marked, {{choice, 1}}}}));
    };
    EXPECT_EQ(checked("Mayor", "Ada"), "accepted");
    EXPECT_EQ(checked("Mayor", std::string(other_choice)), "accepted");
    EXPECT_EQ(checked("Mayor", "Dan"), "audit_unknown_choice");
    EXPECT_EQ(checked("Sheriff", "Ada"), "audit_unknown_choice");
}

TEST(Folders, AreOnesOwnOrRefused) {
    const TemporaryFolder home;
    const auto terms = mayor(AuditMethod::comparison).terms;
    const auto now = *instant_from_iso("2026-11-10T09:00:00Z");
    const auto create = [&](const fs::path& folder, const audit::AuditTerms& about) {
        return code(Bundle::create(folder, about, {"Clerk"}, now));
    };
    EXPECT_EQ(code(Bundle::open(home.path())), "audit_no_bundle");
    std::ofstream(home.path() / "note") << "mine";
    EXPECT_EQ(create(home.path(), terms), "audit_folder_taken");
    EXPECT_EQ(create(home.path() / "note", terms), "audit_folder_taken");
    auto untitled = terms;
    untitled.title.clear();
    EXPECT_NE(create(home.path() / "new", untitled), "accepted");
    EXPECT_FALSE(fs::exists(home.path() / "new"));
    EXPECT_EQ(create(home.path() / "new", terms), "accepted");
    EXPECT_EQ(create(home.path() / "new", terms), "audit_folder_taken");
}

TEST(Folders, WithoutTheirFirstEventOrWithABrokenOneAreNamed) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.open();
    audit.let_go();
    const auto first = audit.folder() / "events/000001.json";
    std::ofstream(first) << "{}";
    EXPECT_EQ(code(Bundle::open(audit.folder())), "audit_bundle_damaged");
    fs::remove(first);
    EXPECT_THAT(sentence(Bundle::open(audit.folder())), HasSubstr("the first event is missing"));
}

TEST(Copies, HoldWhatIsPublicAndVerify) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 5}});
    ASSERT_EQ(*audit.read(1, "Ann"), Entered::first);
    const TemporaryFolder home;
    const auto copied = export_public(audit.folder(), home.path() / "public");
    ASSERT_TRUE(copied) << sentence(copied);
    EXPECT_TRUE(fs::exists(audit.folder() / "sealed"));
    EXPECT_FALSE(fs::exists(home.path() / "public/sealed")) << "one reading waits for the second";
    EXPECT_EQ(public_files(home.path() / "public"), public_files(audit.folder()));
    EXPECT_EQ(*copied, public_files(audit.folder()).size());
    EXPECT_TRUE(audit_verify::verify(public_files(home.path() / "public")).holds);
    EXPECT_EQ(code(export_public(audit.folder(), home.path() / "public")), "audit_folder_taken");
}

TEST(LostSeals, AreSaidAndTheCardIsReadAnew) {
    for (const bool damaged : {false, true}) {
        TestAudit audit(mayor(AuditMethod::comparison));
        audit.until_seeded();
        audit.draw_round({{"Mayor", 5}});
        ASSERT_EQ(*audit.read(1, "Ann"), Entered::first);
        const auto seal = audit.folder() / "sealed/1-0.json";
        ASSERT_TRUE(fs::exists(seal));
        if (damaged) {
            std::ofstream(seal) << "{";
        } else {
            fs::remove(seal);
        }
        EXPECT_EQ(code(audit.read(1, "Ben")), "audit_seal_lost");
        audit.reopen();
        EXPECT_EQ(code(finish_readings(audit.bundle(), audit.deed().at)), "audit_seal_lost");
        ASSERT_TRUE(
            wrong_card(audit.bundle(), 1, "A sealed reading was lost.", audit.deed({"Ann", "Ben"}))
        );
        EXPECT_EQ(*audit.read(1, "Ann"), Entered::first);
        EXPECT_EQ(*audit.read(1, "Ann"), Entered::before) << "said again";
        EXPECT_EQ(*audit.read(1, "Ben"), Entered::agreed);
        EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
    }
}

TEST(FullCounts, AreOfAContestThatThereIs) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.open();
    const audit::FullCountRecorded sheriff{"Sheriff", {}, {{"Ada", 1}}, false};
    EXPECT_EQ(code(record_full_count(audit.bundle(), sheriff, audit.deed())), "audit_no_contests");
    audit.commit_all();
    EXPECT_EQ(
        code(record_full_count(audit.bundle(), sheriff, audit.deed())), "audit_unknown_contest"
    );
    const audit::FullCountRecorded half{"Mayor", {}, {{"Ada", 1}}, false};
    EXPECT_NE(code(record_full_count(audit.bundle(), half, audit.deed())), "accepted");
    const audit::FullCountRecorded whole{
        "Mayor", {}, {{"Ada", 240}, {"Bea", 120}, {"Cy", 0}}, false
    };
    EXPECT_EQ(
        code(record_full_count(audit.bundle(), whole, audit.deed({"Ann", "Ben"}))),
        "audit_full_count_first"
    ) << "nobody ordered one";
}

TEST(FullDisks, LeaveAnAuditThatGoesOnWhereItStood) {
    const TemporaryFolder home;
    const auto disk = home.path() / "disk";
    fs::create_directory(disk);
    if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0) {
        GTEST_SKIP() << "may not mount a small disk";
    }
    const auto now = *instant_from_iso("2026-11-10T09:00:00Z");
    audit::CommittedFile file;
    file.role = audit::FileRole::original;
    const std::string large(800'000, 'x');
    {
        auto bundle =
            Bundle::create(disk / "audit", mayor(AuditMethod::comparison).terms, {"Clerk"}, now);
        ASSERT_TRUE(bundle) << sentence(bundle);
        ASSERT_TRUE(bundle->commit(file, "first.csv", "a,b\n", {"Clerk"}, now));
        std::ofstream(disk / "ballast") << std::string(500'000, 'x');
        try {
            (void)bundle->commit(file, "large.csv", large, {"Clerk"}, now);
            ADD_FAILURE() << "a full disk took it";
        } catch (const std::system_error& failure) {
            EXPECT_EQ(failure.code().value(), ENOSPC) << failure.what();
        }
    }
    fs::remove(disk / "ballast");
    {
        auto bundle = Bundle::open(disk / "audit");
        ASSERT_TRUE(bundle) << sentence(bundle);
        EXPECT_EQ(bundle->progress().files.size(), 1U);
        EXPECT_TRUE(audit_verify::verify(public_files(disk / "audit")).holds);
        EXPECT_TRUE(bundle->commit(file, "large.csv", large, {"Clerk"}, now));
        EXPECT_TRUE(audit_verify::verify(public_files(disk / "audit")).holds);
    }
    EXPECT_EQ(::umount(disk.c_str()), 0);
}

}  // namespace
}  // namespace belfry::audit_bundle
