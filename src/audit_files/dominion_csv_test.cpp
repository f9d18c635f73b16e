#include "audit_files/dominion_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace belfry::audit_files {
namespace {

using audit::CardName;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<ImportedCards> read_text(std::string text, std::string name) {
    documents::Bytes source(std::move(name), std::move(text));
    return read_dominion_csv(source);
}

const std::string header =
    "City election,5.17\r\n"
    ",,,,,,Mayor (Vote For=1),Mayor (Vote For=1),\"Council\n(Vote For=2)\",\"Council\n(Vote "
    "For=2)\"\r\n"
    ",,,,,,Ada,Bea,Cy,Dee\r\n"
    "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,BallotType,,,,\r\n";

TEST(DominionCsv, BlankIsNotOnTheCardAndNeverZero) {
    const auto read = read_text(
        header +
            "1,T,B1,1,T-B1-1,S1,1,0,1,1\r\n2,T,B1,2,T-B1-2,S2,,,0,1\r\n"
            "=\"3\",=\"T\",=\"B1\",=\"3\",=\"T-B1-3\",S1,1,1,0,0\r\n",
        "votes.csv"
    );
    ASSERT_TRUE(read) << read.error().summary;
    const auto& cards = read->cards;
    ASSERT_EQ(cards.size(), 3U);
    const auto mayor = cards.find_contest("Mayor").value();
    const auto council = cards.find_contest("Council").value();
    EXPECT_EQ(cards.contests()[council].votes_allowed, 2);
    EXPECT_EQ(cards.cards_with(mayor), 2);
    EXPECT_EQ(cards.marks(1, mayor), std::nullopt);
    EXPECT_THAT(cards.marks(0, council).value(), ElementsAre(1, 1));
    // The third card marks both for mayor: it counts for nobody.
    EXPECT_THAT(cards.tally(mayor), ElementsAre(1, 0));
    EXPECT_THAT(cards.tally(council), ElementsAre(1, 2));
    EXPECT_EQ(cards.name(2), (CardName{"T", "B1", "3", "T-B1-3", "S1", "", ""}));
    EXPECT_EQ(read->summary.read, 3);
}

TEST(DominionCsv, TitlesMayBeBrokenByAnyLineEndAndTermsMayBeSmall) {
    for (const std::string end : {"\r\n", "\n", "\r"}) {
        auto titles = header;
        titles.replace(
            titles.find("Council\n(Vote For=2)"), 20, "At" + end + "large" + end + "(vote for=2)"
        );
        titles.replace(
            titles.find("Council\n(Vote For=2)"), 20, "At" + end + "large" + end + "(vote for=2)"
        );
        const auto read = read_text(titles + "1,T,B1,1,T-B1-1,S1,1,0,1,1\r\n", "votes.csv");
        ASSERT_TRUE(read) << read.error().summary;
        ASSERT_EQ(read->summary.contests.size(), 2U);
        EXPECT_EQ(read->summary.contests[1].name, "At large");
        EXPECT_EQ(read->summary.contests[1].votes_allowed, 2);
    }
}

TEST(DominionCsv, AShortRowAndAStrangeCellAreRefusedByLine) {
    const auto cut = read_text(header + "1,T,B1,1,T-B1-1,S1,1,0,1\r\n", "votes.csv");
    ASSERT_FALSE(cut);
    EXPECT_THAT(cut.error().summary, HasSubstr("votes.csv, line 7"));
    const auto odd = read_text(header + "1,T,B1,1,T-B1-1,S1,2,0,1,1\r\n", "votes.csv");
    ASSERT_FALSE(odd);
    EXPECT_THAT(odd.error().summary, HasSubstr("column “Mayor”"));
    EXPECT_FALSE(read_text("ChoiceID,ContestID\r\n1,1\r\n", "other.csv"));
}

TEST(DominionCsv, ARepeatedRecordIsSetAsideAndSaid) {
    const auto read = read_text(
        header + "1,T,B1,1,T-B1-1,S1,1,0,1,1\r\n1,T,B1,1,T-B1-1,S1,1,0,1,1\r\n", "votes.csv"
    );
    ASSERT_TRUE(read);
    EXPECT_EQ(read->cards.size(), 1U);
    EXPECT_EQ(read->summary.set_aside, 1);
    ASSERT_EQ(read->summary.notes.size(), 1U);
    EXPECT_EQ(read->summary.rows, read->summary.read + read->summary.set_aside);
}

TEST(DominionCsv, WhatIsNoCardAndWhatAllowsNoVoteIsNotGuessed) {
    const auto refused = [](const std::string& text) {
        const auto read = read_text(text, "votes.csv");
        return read ? std::string() : read.error().summary;
    };
    const std::string card = "1,T,B1,1,T-B1-1,S1,1,0,1,1\r\n";
    EXPECT_THAT(refused(header + card + "Total,,,,,,1,0,1,1\r\n"), HasSubstr("line 8"));
    EXPECT_THAT(refused(header + "1,T,,1,T-B1-1,S1,1,0,1,1\r\n"), HasSubstr("BatchId"));
    EXPECT_THAT(refused(header), HasSubstr("no record"));
    const auto with = [&](const std::string& terms) {
        auto text = header + card;
        for (auto at = text.find("(Vote For=1)"); at != std::string::npos;
             at = text.find("(Vote For=1)")) {
            text.replace(at, 12, terms);
        }
        return text;
    };
    EXPECT_THAT(refused(with("(Vote For=0)")), HasSubstr("column “Mayor”"));
    EXPECT_THAT(refused(with("(Vote For=x)")), HasSubstr("column “Mayor”"));
    const auto silent = read_text(with(""), "votes.csv");
    ASSERT_TRUE(silent) << silent.error().summary;
    ASSERT_EQ(silent->summary.notes.size(), 1U);
    EXPECT_THAT(silent->summary.notes[0].what, HasSubstr("one is taken"));
}

TEST(DominionCsv, RanksStandBehindTheNames) {
    const std::string ranked =
        "City election,5.17\n"
        ",,,,,\"Mayor (Number of positions=1, Number of ranks=2)\","
        "\"Mayor (Number of positions=1, Number of ranks=2)\","
        "\"Mayor (Number of positions=1, Number of ranks=2)\","
        "\"Mayor (Number of positions=1, Number of ranks=2)\"\n"
        ",,,,,Ada(1),Bea(1),Ada(2),Bea(2)\n"
        "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,,,,\n";
    const auto read = read_text(
        ranked + "1,T,B,1,x,1,0,0,1\n2,T,B,2,y,0,1,1,0\n3,T,B,3,z,1,1,0,0\n", "ranked.csv"
    );
    ASSERT_TRUE(read) << read.error().summary;
    const auto mayor = read->cards.find_contest("Mayor").value();
    EXPECT_THAT(read->cards.marks(1, mayor).value(), ElementsAre(2, 1));
    const auto rankings = read->cards.rankings(mayor);
    // The third card ranks two first: nothing of it can be counted.
    ASSERT_EQ(rankings.size(), 3U);
    EXPECT_TRUE(rankings.front().preferences.empty());
    EXPECT_THAT(rankings[1].preferences, ElementsAre(0, 1));
}

}  // namespace
}  // namespace belfry::audit_files
