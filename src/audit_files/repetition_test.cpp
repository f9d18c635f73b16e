// Identifiers that stand in an export twice: one rule for the exports of every voting system.
#include <deque>
#include <functional>
#include <map>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "audit_files/clear_ballot.hpp"
#include "audit_files/dominion_csv.hpp"
#include "audit_files/dominion_json.hpp"
#include "audit_files/ess.hpp"
#include "audit_files/hart.hpp"
#include "audit_files/nist.hpp"
#include "audit_files/record_watch.hpp"

namespace belfry::audit_files {
namespace {

using documents::Bytes;
using documents::Source;
using ::testing::HasSubstr;

/// What a record says of itself, whatever the system calls it.
struct Record {
    std::string position;  ///< In the batch B.
    std::string printed;
    std::string number;
    bool for_ada = true;
};

using Records = std::vector<Record>;

Result<ImportedCards> dominion_csv(const Records& records) {
    std::string text =
        "City,5.17\n,,,,,Mayor (Vote For=1),Mayor (Vote For=1)\n,,,,,Ada,Bea\n"
        "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,,\n";
    for (const auto& each : records) {
        text += fmt::format(
            "{},T,B,{},{},{}\n",
            each.number,
            each.position,
            each.printed,
            each.for_ada ? "1,0" : "0,1"
        );
    }
    Bytes source("cvr.csv", text);
    return read_dominion_csv(source);
}

Result<ImportedCards> dominion_json(const Records& records) {
    std::string text = R"({"Version":"5.10","Sessions":[)";
    for (const auto& each : records) {
        text += fmt::format(
            R"({}{{"TabulatorId":"T","BatchId":"B","RecordId":"{}","UniqueVotingIdentifier":"{}",)"
            R"("Original":{{"IsCurrent":true,"Cards":[{{"Contests":[{{"Id":1,"Marks":[)"
            R"({{"CandidateId":{},"Rank":1,"IsVote":true}}]}}]}}]}}}})",
            text.ends_with('[') ? "" : ",\n",
            each.position,
            each.printed,
            each.for_ada ? 1 : 2
        );
    }
    Bytes source("CvrExport.json", text + "]}");
    Source* const files[] = {&source};
    return read_dominion_json(files);
}

/// The place of a card is its turn among the numbers of its batch: numbers take the part of
/// positions.
Result<ImportedCards> ess(const Records& records) {
    std::string votes = "Cast Vote Record,Precinct,Ballot Style,Mayor\n";
    std::map<std::string, std::string> printed;
    for (const auto& each : records) {
        votes += fmt::format("{},p,s,{}\n", each.position, each.for_ada ? "Ada" : "Bea");
        printed[each.position] = each.printed;
    }
    std::string places = "Cast Vote Record,Batch,Ballot Status,Tabulator CVR\n";
    for (const auto& [position, print] : printed) {
        places += fmt::format("{},B,x,{}\n", position, print);
    }
    Bytes cvr("cvr.csv", votes);
    Bytes ballots("ballots.csv", places);
    Source* const cards[] = {&cvr};
    Source* const tables[] = {&ballots};
    return read_ess(cards, tables);
}

Result<ImportedCards> clear_ballot(const Records& records) {
    std::string text =
        "RowNumber,BoxID,BoxPosition,BallotID,ScanComputerName,"
        "Choice_1:Mayor:Vote For 1:Ada:,Choice_2:Mayor:Vote For 1:Bea:\n";
    for (const auto& each : records) {
        text += fmt::format(
            "{},B,{},{},T,{}\n",
            each.number,
            each.position,
            each.printed,
            each.for_ada ? "1,0" : "0,1"
        );
    }
    Bytes source("cb.csv", text);
    return read_clear_ballot(source);
}

Result<ImportedCards> hart(const Records& records) {
    std::string scans = "#FormatVersion 1\n#CvrId,UniqueIdentifier,Workstation\n";
    std::deque<Bytes> cards;
    for (const auto& each : records) {
        const auto guid = fmt::format("g{}", cards.size());
        scans += fmt::format("{},{},T\n", guid, each.printed);
        cards.emplace_back(
            fmt::format("{}.xml", cards.size() + 1),
            fmt::format(
                "<Cvr><Contests><Contest><Name>Mayor</Name><Options><Option><Name>{}</Name>"
                "<Value>1</Value></Option></Options></Contest></Contests><BatchSequence>{}"
                "</BatchSequence><SheetNumber>1</SheetNumber><BatchNumber>B</BatchNumber>"
                "<CvrGuid>{}</CvrGuid></Cvr>",
                each.for_ada ? "Ada" : "Bea",
                each.position,
                guid
            )
        );
    }
    Bytes table("scans.csv", scans);
    std::vector<Source*> files;
    for (auto& card : cards) {
        files.push_back(&card);
    }
    Source* const tables[] = {&table};
    return read_hart(files, tables);
}

Result<ImportedCards> nist(const Records& records) {
    std::string text = R"({"@type":"CVR.CastVoteRecordReport","Version":"1.0.0","CVR":[)";
    for (const auto& each : records) {
        text += fmt::format(
            R"({}{{"CurrentSnapshotId":"s","UniqueId":"{}","BatchId":"B","BatchSequenceId":{},)"
            R"("BallotAuditId":"{}","CVRSnapshot":[{{"@id":"s","Type":"original","CVRContest":[)"
            R"({{"ContestId":"c","CVRContestSelection":[{{"ContestSelectionId":"{}",)"
            R"("TotalNumberVotes":1,"SelectionPosition":[{{"HasIndication":"yes",)"
            R"("NumberVotes":1,"IsAllocable":"yes"}}]}}]}}]}}]}})",
            text.ends_with('[') ? "" : ",\n",
            each.number,
            each.position,
            each.printed,
            each.for_ada ? "a" : "b"
        );
    }
    Bytes source("cvr.json", text + R"(],"Election":[]})");
    return read_nist_json(source);
}

struct System {
    std::string name;
    std::function<Result<ImportedCards>(const Records&)> read;
    std::vector<std::string> rows;  ///< How the first and the third record are called.
    bool numbers = false;           ///< Records have a number beside their place.
};

std::vector<System> systems() {
    return {
        {"Dominion CSV", dominion_csv, {"line 5", "line 7"}, true},
        {"Dominion JSON", dominion_json, {"Sessions[0]", "Sessions[2]"}, false},
        {"ES&S", ess, {"line 2", "line 4"}, false},
        {"Clear Ballot", clear_ballot, {"line 2", "line 4"}, true},
        {"Hart", hart, {"1.xml", "3.xml"}, false},
        {"NIST", nist, {"CVR[0]", "CVR[2]"}, true},
    };
}

/// Where a note, or what it repeats, stands: in the words of the table above.
std::string row(std::string_view file, std::size_t line, const std::string& element) {
    return element.ends_with(']') ? element
           : line > 0             ? fmt::format("line {}", line)
                                  : std::string(file);
}

std::vector<Note> repetitions(const ImportedCards& imported) {
    std::vector<Note> out;
    for (const auto& note : imported.summary.notes) {
        if (note.repeats) {
            out.push_back(note);
        }
    }
    return out;
}

void expect_noted(const System& system, const ImportedCards& read, Identifier identifier) {
    const auto found = repetitions(read);
    ASSERT_EQ(found.size(), 1U) << system.name;
    const auto& note = found.front();
    EXPECT_EQ(note.repeats->identifier, identifier) << system.name;
    EXPECT_EQ(row(note.repeats->file, note.repeats->line, note.repeats->element), system.rows[0]);
    EXPECT_EQ(row(note.file, note.line, note.column), system.rows[1]) << system.name;
    EXPECT_THAT(note.what, HasSubstr(system.rows[0])) << system.name;
}

TEST(Repetition, OfAPlaceWithTheSameVotesIsSetAsideAndBothRowsAreNamed) {
    for (const auto& system : systems()) {
        const auto read = system.read(
            {{"1", "1000000001", "1"}, {"2", "1000000002", "2"}, {"1", "1000000001", "1"}}
        );
        ASSERT_TRUE(read) << system.name << ": " << read.error().summary;
        EXPECT_EQ(read->cards.size(), 2U) << system.name;
        EXPECT_EQ(read->summary.duplicates, 1) << system.name;
        EXPECT_EQ(read->summary.repeated_labels, 0) << system.name;
        expect_noted(system, *read, Identifier::place);
    }
}

TEST(Repetition, OfAPlaceWithOtherVotesIsRefusedAndBothRowsAreNamed) {
    for (const auto& system : systems()) {
        const auto read = system.read(
            {{"1", "1000000001", "1"}, {"2", "1000000002", "2"}, {"1", "1000000001", "1", false}}
        );
        ASSERT_FALSE(read) << system.name;
        EXPECT_THAT(read.error().summary, HasSubstr(system.rows[0])) << system.name;
        EXPECT_THAT(read.error().summary, HasSubstr(system.rows[1])) << system.name;
    }
}

TEST(Repetition, OfWhatIsPrintedOnACardIsNotedAndBothCardsAreKept) {
    for (const auto& system : systems()) {
        const auto read = system.read(
            {{"1", "1000000001", "1"}, {"2", "1000000002", "2"}, {"3", "1000000001", "3"}}
        );
        ASSERT_TRUE(read) << system.name << ": " << read.error().summary;
        EXPECT_EQ(read->cards.size(), 3U) << system.name;
        EXPECT_EQ(read->summary.repeated_labels, 1) << system.name;
        expect_noted(system, *read, Identifier::printed);
    }
}

TEST(Repetition, OfARecordsNumberIsNotedAndBothCardsAreKept) {
    for (const auto& system : systems()) {
        if (!system.numbers) {
            continue;
        }
        const auto read = system.read(
            {{"1", "1000000001", "7"}, {"2", "1000000002", "8"}, {"3", "1000000003", "7"}}
        );
        ASSERT_TRUE(read) << system.name << ": " << read.error().summary;
        EXPECT_EQ(read->cards.size(), 3U) << system.name;
        EXPECT_EQ(read->summary.repeated_labels, 1) << system.name;
        expect_noted(system, *read, Identifier::number);
    }
}

TEST(Repetition, IsNotSeenWhereNothingComesAgain) {
    for (const auto& system : systems()) {
        // A blank is no label.
        const auto read = system.read(
            {{"1", "1000000001", "9"}, {"2", "1000000002", "8"}, {"3", "1000000003", "7"}}
        );
        ASSERT_TRUE(read) << system.name << ": " << read.error().summary;
        EXPECT_TRUE(repetitions(*read).empty()) << system.name;
    }
    const auto blank = dominion_csv({{"1", "", ""}, {"2", "", ""}});
    ASSERT_TRUE(blank);
    EXPECT_TRUE(repetitions(*blank).empty());
}

TEST(Repetition, InAnotherFileIsCalledByThatFile) {
    Bytes one(
        "CvrExport_0.json",
        R"({"Sessions":[{"TabulatorId":1,"BatchId":1,"RecordId":1,)"
        R"("UniqueVotingIdentifier":"u","Original":{"IsCurrent":true,)"
        R"("Cards":[{"Contests":[]}]}}]})"
    );
    Bytes two(
        "CvrExport_1.json",
        R"({"Sessions":[{"TabulatorId":1,"BatchId":1,"RecordId":2,)"
        R"("UniqueVotingIdentifier":"u","Original":{"IsCurrent":true,)"
        R"("Cards":[{"Contests":[]}]}}]})"
    );
    Source* const files[] = {&one, &two};
    const auto read = read_dominion_json(files);
    ASSERT_TRUE(read) << read.error().summary;
    const auto found = repetitions(*read);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].what, HasSubstr("Sessions[0] of CvrExport_0.json"));
    EXPECT_EQ(found[0].repeats->file, "CvrExport_0.json");
    EXPECT_EQ(found[0].file, "CvrExport_1.json");
}

TEST(Repetition, OfAPlaceInTheBallotsTableOfEssNamesBothRows) {
    Bytes cvr("cvr.csv", "Cast Vote Record,Precinct,Ballot Style,Mayor\n1,p,s,Ada\n");
    Bytes ballots(
        "ballots.csv",
        "Cast Vote Record,Batch,Ballot Status,Tabulator CVR\n1,B,x,1000000001\n2,B,x,1000000002\n"
        "1,C,x,1000000001\n"
    );
    Source* const cards[] = {&cvr};
    Source* const tables[] = {&ballots};
    const auto read = read_ess(cards, tables);
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().summary, HasSubstr("ballots.csv, line 4"));
    EXPECT_THAT(read.error().summary, HasSubstr("(line 2)"));
}

TEST(Repetition, SheetsOfOneHartBallotShareTheirIdentifier) {
    const auto sheet = [](int number) {
        return fmt::format(
            "<Cvr><Contests><Contest><Name>M{0}</Name><Options/><Undervotes>1</Undervotes>"
            "</Contest></Contests><BatchSequence>4</BatchSequence><SheetNumber>{0}</SheetNumber>"
            "<BatchNumber>B</BatchNumber><CvrGuid>g</CvrGuid></Cvr>",
            number
        );
    };
    Bytes one("1.xml", sheet(1));
    Bytes two("2.xml", sheet(2));
    Source* const files[] = {&one, &two};
    const auto read = read_hart(files, {});
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_EQ(read->cards.size(), 2U);
    EXPECT_TRUE(repetitions(*read).empty());
}

RC_GTEST_PROP(RowNumbers, FindEveryRowWhoseNumberStandsFurtherUp, ()) {
    const auto given = *rc::gen::container<std::vector<unsigned>>(rc::gen::inRange(0U, 12U));
    RowNumbers numbers;
    std::map<unsigned, std::size_t> seen;
    std::size_t wanted = 0;
    for (std::size_t at = 0; at < given.size(); ++at) {
        numbers.add(std::to_string(given[at]), 5 + 2 * (at / 3) + at);
        wanted += seen[given[at]]++ > 0 ? 1U : 0U;
    }
    const auto found = numbers.all_again();
    RC_ASSERT(found.size() == wanted);
    const auto number_on = [&](std::size_t line) {
        for (std::size_t at = 0; at < given.size(); ++at) {
            if (5 + 2 * (at / 3) + at == line) {
                return std::uint64_t{given[at]};
            }
        }
        return std::uint64_t{99};
    };
    for (const auto& each : found) {
        RC_ASSERT(each.first < each.again);
        RC_ASSERT(number_on(each.first) == each.number);
        RC_ASSERT(number_on(each.again) == each.number);
    }
}

RC_GTEST_PROP(RecordOrigins, RememberEachCardsRow, ()) {
    RecordOrigins origins;
    std::vector<RecordOrigin> given;
    std::size_t line = 1;
    const auto steps = *rc::gen::container<std::vector<unsigned>>(rc::gen::inRange(0U, 4U));
    for (const auto step : steps) {
        line += step;
        const bool counted = given.size() % 7 > 3;
        given.push_back(
            {given.size() < 20 ? "a.csv" : "b.csv",
             line,
             counted ? std::string_view("Sessions") : std::string_view(),
             counted ? line / 2 + given.size() : 0}
        );
        origins.add(given.back());
    }
    for (std::size_t card = 0; card < given.size(); ++card) {
        RC_ASSERT(origins.of(card) == given[card]);
    }
}

}  // namespace
}  // namespace belfry::audit_files
