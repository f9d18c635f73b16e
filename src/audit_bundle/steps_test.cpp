// The order of the steps, what people read, and who may say what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/drawing.hpp"
#include "audit_bundle/reading_sheet.hpp"
#include "audit_bundle/test_audit.hpp"

namespace belfry::audit_bundle {
namespace {

using audit::AuditMethod;
using audit::ItemStage;
using testing::HasSubstr;

audit::Reading for_choice(TestAudit& audit, std::string_view words) {
    const auto contests = contests_of(audit.bundle());
    return {*reading_of(contests->contests[0], false, words)};
}

TEST(Order, ASeedBeforeTheCommitmentsIsRefusedAndSaysWhatComesNext) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.open();
    audit.commit_all();
    const auto seed =
        roll_seed(audit.bundle(), std::vector<audit::Roll>(20, {1, "Ann"}), audit.deed());
    EXPECT_EQ(code(seed), "audit_out_of_order");
    EXPECT_THAT(seed.error().summary, HasSubstr("commit --close"));
    EXPECT_TRUE(audit.progress().seed.empty());
}

TEST(Order, NothingIsDrawnBeforeTheSeed) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.open();
    audit.commit_all();
    audit.close();
    const auto round = draw(audit.bundle(), {}, audit.deed());
    EXPECT_EQ(code(round), "audit_out_of_order");
    EXPECT_THAT(round.error().summary, HasSubstr("twenty digits"));
}

TEST(Order, NothingIsCommittedOnceTheCommitmentsAreClosed) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.open();
    audit.commit_all();
    audit.close();
    audit::CommittedFile file;
    file.role = audit::FileRole::original;
    const auto now = audit.deed();
    EXPECT_EQ(
        code(audit.bundle().commit(file, "late.csv", "late", now.by, now.at)), "audit_out_of_order"
    );
}

TEST(Order, ARoundIsReadBeforeItIsMeasuredAndMeasuredBeforeTheNext) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    EXPECT_EQ(code(measure(audit.bundle(), audit.deed())), "audit_out_of_order");
    audit.draw_round({{"Mayor", 10}});
    EXPECT_EQ(code(measure(audit.bundle(), audit.deed())), "audit_out_of_order");
    EXPECT_EQ(code(draw(audit.bundle(), {}, audit.deed())), "audit_out_of_order");
    EXPECT_EQ(code(close(audit.bundle(), audit.deed())), "audit_out_of_order");
    audit.read_all();
    audit.measure_round();
    EXPECT_EQ(code(draw(audit.bundle(), {{"Mayor", 10}}, audit.deed())), "audit_size");
    EXPECT_EQ(code(draw(audit.bundle(), {{"Sheriff", 99}}, audit.deed())), "audit_size");
}

TEST(Seed, IsMadeOfTwentyDigitsEachWithWhoRolledIt) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.open();
    audit.commit_all();
    audit.close();
    const auto rolls = [](std::size_t count, std::string who) {
        return std::vector<audit::Roll>(count, {4, std::move(who)});
    };
    EXPECT_EQ(code(roll_seed(audit.bundle(), rolls(19, "Ann"), audit.deed())), "audit_seed");
    EXPECT_EQ(code(roll_seed(audit.bundle(), rolls(20, ""), audit.deed())), "audit_roll");
    EXPECT_EQ(code(roll_seed(audit.bundle(), rolls(20, "Ann"), audit.deed())), "accepted");
    EXPECT_EQ(
        code(roll_seed(audit.bundle(), rolls(20, "Ann"), audit.deed())), "audit_out_of_order"
    );
}

TEST(ChangedFiles, AreNamed) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.bundle().write("files/02-North.csv", "container,tabulator,batch,cards\nx,,B1,20\n");
    const auto round = draw(audit.bundle(), {}, audit.deed());
    EXPECT_EQ(code(round), "audit_file_changed");
    EXPECT_THAT(round.error().summary, HasSubstr("files/02-North.csv"));
}

TEST(Readings, TheFirstStaysSealedUntilTheSecondIsIn) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 5}});
    ASSERT_EQ(*audit.read(1, "Ann"), Entered::first);
    for (const auto& [path, bytes] : public_files(audit.folder())) {
        if (path.starts_with("events/")) {
            EXPECT_THAT(bytes, testing::Not(HasSubstr("\"sight\""))) << path;
        }
    }
    const audit::Reading other{{"Mayor", audit::Sight::overvoted, {}}};
    EXPECT_EQ(code(audit.read(1, "Ann", other)), "audit_same_reader");
    EXPECT_EQ(*audit.read(1, "Ben"), Entered::agreed);
    EXPECT_EQ(code(audit.read(1, "Cora")), "audit_read_already");
    EXPECT_EQ(code(audit.read(1, "Ann", other)), "audit_read_already");
    EXPECT_FALSE(audit.bundle().sealed(1, 0));
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(Readings, ThatDifferAreSettledByAThirdPersonOrByAgreement) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 5}});
    const auto ada = for_choice(audit, "Ada");
    const auto bea = for_choice(audit, "Bea");
    ASSERT_TRUE(audit.read(1, "Ann", ada));
    EXPECT_EQ(*audit.read(1, "Ben", bea), Entered::differ);
    using audit::Settlement;
    const audit::ReadingSettled third{1, Settlement::third_reading, "", bea};
    EXPECT_EQ(code(settle(audit.bundle(), third, audit.deed({"Ann"}))), "audit_third_reader");
    const audit::ReadingSettled agreed{1, Settlement::agreement, "A faint mark.", bea};
    EXPECT_EQ(code(settle(audit.bundle(), agreed, audit.deed({"Ann"}))), "audit_two_people");
    EXPECT_TRUE(settle(audit.bundle(), agreed, audit.deed({"Ann", "Ben"})));
    EXPECT_EQ(code(settle(audit.bundle(), third, audit.deed({"Cora"}))), "audit_nothing_to_settle");

    ASSERT_TRUE(audit.read(2, "Ann", ada));
    ASSERT_TRUE(audit.read(2, "Ben", bea));
    auto by_cora = third;
    by_cora.item = 2;
    EXPECT_TRUE(settle(audit.bundle(), by_cora, audit.deed({"Cora"})));
    EXPECT_EQ(audit.progress().find(2)->reading, bea);
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(People, AreNotTwoForSpellingTheirNameInTwoWays) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 3}});
    ASSERT_TRUE(audit.read(1, "Ann Lee"));
    const audit::Reading other{{"Mayor", audit::Sight::overvoted, {}}};
    for (const auto* const same : {"ann lee", " Ann  Lee ", "ANN\tLEE", "Ánn Lee"}) {
        EXPECT_EQ(code(audit.read(1, same, other)), "audit_same_reader") << same;
        EXPECT_EQ(*audit.read(1, same), Entered::before) << same;
    }
    EXPECT_EQ(code(audit.read(2, "  ")), "audit_reader");
    ASSERT_TRUE(not_found(audit.bundle(), 2, "", audit.deed({"Ann Lee"})));
    EXPECT_EQ(
        code(not_found(audit.bundle(), 2, "", audit.deed({"ANN LEE"}))), "audit_same_searcher"
    );
    ASSERT_TRUE(audit.read(1, "Ann Leeds"));
    EXPECT_EQ(
        code(wrong_card(audit.bundle(), 1, "Another batch.", audit.deed({"Ann Lee", "ann lee"}))),
        "audit_two_people"
    );
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(Readings, MayBeEnteredAgainAfterAnInterruptionAndAddNothing) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 5}});
    ASSERT_EQ(*audit.read(1, "Ann"), Entered::first);
    EXPECT_EQ(*audit.read(1, "Ann"), Entered::before);
    ASSERT_EQ(*audit.read(1, "Ben"), Entered::agreed);
    const auto events = audit.progress().events;
    audit.let_go();
    audit.reopen();
    for (const auto* const reader : {"Ann", "Ben"}) {
        EXPECT_EQ(*audit.read(1, reader), Entered::before) << reader;
    }
    EXPECT_EQ(audit.progress().events, events);
    // Read anew after a wrong card: what was said before is of another card.
    ASSERT_TRUE(wrong_card(audit.bundle(), 1, "Another batch.", audit.deed({"Ann", "Ben"})));
    EXPECT_EQ(*audit.read(1, "Ann"), Entered::first);
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(MissingCards, AreLookedForTwiceByDifferentPeopleBeforeTheyCount) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 5}});
    EXPECT_EQ(*not_found(audit.bundle(), 1, "", audit.deed({"Ann"})), 1);
    EXPECT_EQ(audit.progress().find(1)->stage, ItemStage::looked_once);
    EXPECT_EQ(code(not_found(audit.bundle(), 1, "", audit.deed({"Ann"}))), "audit_same_searcher");
    EXPECT_EQ(*not_found(audit.bundle(), 1, "", audit.deed({"Ben"})), 2);
    // Found on the second look: it is read like any other.
    EXPECT_EQ(*not_found(audit.bundle(), 2, "", audit.deed({"Ann"})), 1);
    audit.read_all();
    const auto& risk = audit.measure_round();
    EXPECT_EQ(risk.not_found, 1);
    EXPECT_EQ(risk.claims[0].found->o2, 1);
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(Disputes, CountAgainstTheOutcome) {
    TestAudit audit(mayor(AuditMethod::alpha));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 5}});
    const auto unclear = for_choice(audit, "cannot agree");
    ASSERT_TRUE(audit.read(1, "Ann", unclear));
    ASSERT_TRUE(audit.read(1, "Ben", unclear));
    audit.read_all();
    const double with = audit.measure_round().p_value;
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());

    TestAudit other(mayor(AuditMethod::alpha));
    other.until_seeded();
    other.draw_round({{"Mayor", 5}});
    other.read_all();
    EXPECT_GE(with, other.measure_round().p_value);
}

TEST(WrongCards, AreReadAnewAndTheMeasurementIsMadeAgain) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 5}});
    ASSERT_TRUE(audit.read(1, "Ann", for_choice(audit, "overvote")));
    ASSERT_TRUE(audit.read(1, "Ben", for_choice(audit, "overvote")));
    audit.read_all();
    audit.measure_round();
    EXPECT_EQ(
        code(wrong_card(audit.bundle(), 1, "Imprint 4-17.", audit.deed({"Ann"}))),
        "audit_two_people"
    );
    EXPECT_EQ(
        code(wrong_card(audit.bundle(), 1, "", audit.deed({"Ann", "Ben"}))),
        "audit_wrong_card_reason"
    );
    ASSERT_TRUE(wrong_card(audit.bundle(), 1, "Imprint 4-17.", audit.deed({"Ann", "Ben"})));
    EXPECT_FALSE(audit.progress().measurement);
    EXPECT_EQ(code(draw(audit.bundle(), {}, audit.deed())), "audit_out_of_order");
    audit.read_all();
    EXPECT_EQ(audit.measure_round().claims[0].found, audit::Discrepancies{});
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(Minerva, KeepsToTheRoundsThatWereFixedInAdvance) {
    TestAudit audit(mayor(AuditMethod::minerva));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 8}});
    audit.read_all();
    ASSERT_EQ(audit.measure_round().verdict, audit::Verdict::more);
    EXPECT_EQ(code(draw(audit.bundle(), {{"Mayor", 30}}, audit.deed())), "audit_size");
    audit.draw_round();
    EXPECT_EQ(audit.progress().rounds[1].draws[0].picks.size(), 12U);
    audit.read_all();
    audit.measure_round();
    EXPECT_TRUE(audit.verified().holds) << words(audit.verified());
}

TEST(RetrievalList, CanBeFilledInAndReadBack) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.until_seeded();
    audit.draw_round({{"Mayor", 3}});
    const auto contests = *contests_of(audit.bundle());
    auto list = *audit.bundle().content("lists/round-1.csv");
    EXPECT_THAT(
        list, HasSubstr("item,jurisdiction,container,tabulator,batch,position,imprinted,Mayor")
    );
    const auto unfilled = read_sheet(list, "sheet.csv", contests, audit.progress());
    ASSERT_TRUE(unfilled);
    EXPECT_TRUE(unfilled->empty());
    std::string filled = "item,Mayor\n1,Ada\n2,not found\n3,overvote\n";
    const auto rows = read_sheet(filled, "sheet.csv", contests, audit.progress());
    ASSERT_TRUE(rows) << rows.error().summary;
    ASSERT_EQ(rows->size(), 3U);
    EXPECT_EQ(rows->at(0).reading[0].votes, (std::map<std::string, std::int64_t>{{"Ada", 1}}));
    EXPECT_TRUE(rows->at(1).not_found);
    EXPECT_EQ(rows->at(2).reading[0].sight, audit::Sight::overvoted);
    const auto wrong = read_sheet("item,Mayor\n1,Dan\n", "sheet.csv", contests, audit.progress());
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().summary, HasSubstr("sheet.csv, line 2"));
}

TEST(RecordedReadings, AreReadByPlaceAndByTheNamesOfTheirNumbers) {
    auto election = mayor(AuditMethod::comparison);
    election.contests.spellings = std::map<std::string, std::string>{{"Madame Ada", "Ada"}};
    TestAudit audit(election);
    audit.until_seeded();
    audit.draw_round({{"Mayor", 3}});
    const auto contests = *contests_of(audit.bundle());
    const auto place = [&](std::int64_t item) {
        const auto& drawn = audit.progress().find(item)->item;
        return drawn.batch + "-" + std::to_string(drawn.position);
    };
    const auto file = [&](const std::string& ballots) {
        return R"({"contests": [{"id": 1, "description": "Mayor"}],
                   "candidates": [{"id": 7, "description": "Madame Ada"}],
                   "ballots": [)" +
               ballots + "]}";
    };
    const auto rows = read_recorded(
        file(
            R"({"id": ")" + place(1) + R"(", "votes": {"1": {"7": 1}}},
               {"id": ")" +
            place(2) + R"(", "votes": {"1": {}}},
               {"id": ")" +
            place(3) + R"(", "votes": {}})"
        ),
        "mvr.json",
        contests,
        audit.progress()
    );
    ASSERT_TRUE(rows) << rows.error().summary;
    EXPECT_EQ(rows->at(0).item, 1);
    EXPECT_EQ(rows->at(0).reading[0].votes, (std::map<std::string, std::int64_t>{{"Ada", 1}}));
    EXPECT_EQ(rows->at(1).reading[0].sight, audit::Sight::blank);
    EXPECT_EQ(rows->at(2).reading[0].sight, audit::Sight::not_on_card);
    const auto strange = read_recorded(
        file(R"({"id": "B99-1", "votes": {}})"), "mvr.json", contests, audit.progress()
    );
    ASSERT_FALSE(strange);
    EXPECT_THAT(strange.error().summary, HasSubstr("mvr.json: ballot B99-1"));
    const auto rank = read_recorded(
        file(R"({"id": ")" + place(1) + R"(", "votes": {"1": {"7": "x"}}})"),
        "mvr.json",
        contests,
        audit.progress()
    );
    ASSERT_FALSE(rank);
    EXPECT_THAT(rank.error().summary, HasSubstr("no rank"));
}

TEST(OneAtATime, ASecondProgramIsTurnedAway) {
    TestAudit audit(mayor(AuditMethod::comparison));
    audit.open();
    EXPECT_EQ(code(Bundle::open(audit.folder())), "audit_in_use");
}

}  // namespace
}  // namespace belfry::audit_bundle
