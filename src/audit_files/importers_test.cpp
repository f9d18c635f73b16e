// Small files of every voting system, good and broken.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "audit_files/clear_ballot.hpp"
#include "audit_files/dominion_json.hpp"
#include "audit_files/ess.hpp"
#include "audit_files/hart.hpp"
#include "audit_files/nist.hpp"
#include "audit_files/open.hpp"
#include "audit_files/raire_file.hpp"

namespace belfry::audit_files {
namespace {

using documents::Bytes;
using documents::Source;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Every record is in one of the two counts, and every card in one of the four of its contest.
void expect_whole(const ImportedCards& imported) {
    const auto& summary = imported.summary;
    EXPECT_EQ(summary.rows, summary.read + summary.set_aside);
    EXPECT_EQ(summary.read, summary.cards);
    EXPECT_EQ(static_cast<std::size_t>(summary.cards), imported.cards.size());
    for (const auto& contest : summary.contests) {
        EXPECT_GE(contest.cards, contest.blank + contest.fewer + contest.overvoted);
    }
}

std::vector<std::int64_t> tally(const ImportedCards& imported, std::string_view contest) {
    const auto place = imported.cards.find_contest(contest);
    return place ? imported.cards.tally(*place) : std::vector<std::int64_t>{-1};
}

// Clear Ballot

const std::string clear_header =
    "RowNumber,BoxID,BoxPosition,BallotID,PrecinctID,BallotStyleID,PrecinctStyleName,"
    "ScanComputerName,Status,Remade,Choice_1_1:Mayor: City:Vote For 1:Ada:DEM,"
    "Choice_2_1:Mayor: City:Vote For 1:Bea: B.:REP\n";

TEST(ClearBallot, BlankIsNotOnTheCardAndContestsMayHaveColons) {
    Bytes source(
        "cb.csv",
        clear_header +
            "1,B1,1,1-1,P,S,n,T1,s,r,0,1\n2,B1,2,1-2,P,S,n,T1,s,r,,\n"
            "3,B1,3,1-3,P,S,n,T1,s,r,0,0\n4,B1,4,1-4,P,S,n,T1,s,r,1,1\n"
    );
    const auto read = read_clear_ballot(source);
    ASSERT_TRUE(read) << read.error().summary;
    expect_whole(*read);
    EXPECT_THAT(tally(*read, "Mayor: City"), ElementsAre(0, 1));
    const auto& contest = read->summary.contests.at(0);
    EXPECT_EQ(contest.cards, 3);
    EXPECT_EQ(contest.blank, 1);
    EXPECT_EQ(contest.overvoted, 1);
    EXPECT_EQ(contest.choices.at(1).name, "Bea: B.");
    EXPECT_EQ(read->cards.name(1).imprinted, "1-2");
}

TEST(ClearBallot, WhatIsWrongIsNamedByLineAndColumn) {
    const auto why = [](const std::string& rows) {
        Bytes source("cb.csv", clear_header + rows);
        const auto read = read_clear_ballot(source);
        return read ? std::string() : read.error().summary;
    };
    EXPECT_THAT(why("1,B1,1,1-1,P,S,n,T1,s,r,0\n"), HasSubstr("line 2"));
    EXPECT_THAT(why("1,B1,1,1-1,P,S,n,T1,s,r,0,2\n"), HasSubstr("Choice_2_1"));
    EXPECT_THAT(why("1,B1,1,1-1,P,S,n,T1,s,r,0,\n"), HasSubstr("Mayor: City"));
    EXPECT_THAT(
        why("1,B1,1,1-1,P,S,n,T1,s,r,0,1\n2,B1,1,1-1,P,S,n,T1,s,r,1,0\n"), HasSubstr("line 3")
    );
    EXPECT_EQ(why("1,B1,1,1-1,P,S,n,T1,s,r,0,1\n1,B1,1,1-1,P,S,n,T1,s,r,0,1\n"), "");
}

// ES&S

TEST(Ess, TablesAreJoinedAndUndervoteOvervoteAndBlankDiffer) {
    Bytes records(
        "cvr.csv",
        "Cast Vote Record,Precinct,Ballot Style,Mayor,Council,Council\n"
        "1,p,bs,Ada,Cy,Dee\n2,p,bs,undervote,overvote,overvote\n4,p,bs,,Cy,undervote\n"
    );
    Bytes ballots(
        "ballots.csv",
        "Ballots,,,\nGEN,,,\n,,,\nCast Vote Record,Batch,Ballot Status,Tabulator CVR,Reporting "
        "Group\n1,B1,Not Reviewed,0002003172,Mail\n2,B1,Not Reviewed,2003173,Mail\n"
        "3,B1,Not Reviewed,0002003174,Mail\n4,B2,Not Reviewed,02bc1dc7bc1e7774,Poll\nTotal : 4,,,\n"
    );
    Source* const cvr[] = {&records};
    Source* const where[] = {&ballots};
    const auto read = read_ess(cvr, where);
    ASSERT_TRUE(read) << read.error().summary;
    expect_whole(*read);
    EXPECT_THAT(tally(*read, "Mayor"), ElementsAre(1));
    EXPECT_THAT(tally(*read, "Council"), ElementsAre(2, 1));
    const auto& council = read->summary.contests.at(1);
    EXPECT_EQ(council.votes_allowed, 2);
    EXPECT_EQ(council.overvoted, 1);
    EXPECT_EQ(council.fewer, 1);
    const auto& mayor = read->summary.contests.at(0);
    EXPECT_EQ(mayor.cards, 2);
    EXPECT_EQ(mayor.blank, 1);
    EXPECT_EQ(
        read->cards.name(1), (audit::CardName{"0002", "B1", "2", "0002003173", "bs", "Mail", "p"})
    );
    EXPECT_EQ(read->summary.repaired, 1);
    EXPECT_EQ(read->summary.groups.size(), 2U);
    EXPECT_TRUE(std::ranges::any_of(read->summary.notes, [](const auto& note) {
        return note.what.starts_with("1 cards of the Ballots tables have no record");
    }));
}

TEST(Ess, AFooterThatDoesNotAgreeIsRefused) {
    Bytes records("cvr.csv", "Cast Vote Record,Precinct,Ballot Style,Mayor\n1,p,bs,Ada\n");
    Bytes cut(
        "ballots.csv",
        "Cast Vote Record,Batch,Ballot Status,Tabulator CVR\n1,B1,x,0002003172\nTotal : 2,,,\n"
    );
    Source* const cvr[] = {&records};
    Source* const where[] = {&cut};
    const auto read = read_ess(cvr, where);
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().summary, HasSubstr("ballots.csv, line 3"));
    EXPECT_FALSE(read_ess({}, where));
}

// Hart

std::string hart_card(const std::string& contests, const std::string& number = "1") {
    return "<?xml version=\"1.0\"?><Cvr xmlns=\"http://tempuri.org/CVRDesign.xsd\"><Contests>" +
           contests + "</Contests><BatchSequence>" + number +
           "</BatchSequence><SheetNumber>1</SheetNumber><PrecinctSplit><Name>68059</Name>"
           "</PrecinctSplit><BatchNumber>2280</BatchNumber><CvrGuid>guid-" +
           number + "</CvrGuid></Cvr>";
}

const std::string hart_mayor =
    "<Contest><Name>MAYOR</Name><Options><Option><Name>Ada &amp; Co</Name><Value>1</Value>"
    "</Option></Options></Contest>";

TEST(Hart, CardsAndScansAreJoined) {
    Bytes one("1.xml", hart_card(hart_mayor));
    Bytes two(
        "2.xml",
        hart_card(
            "<Contest><Name>MAYOR</Name><Options/><Undervotes>1</Undervotes></Contest><Contest>"
            "<Name>COUNCIL</Name><Options><Option><Id>x</Id><Value>1</Value></Option></Options>"
            "<Undervotes>2</Undervotes></Contest>",
            "2"
        )
    );
    Bytes scans(
        "scans.csv", "#FormatVersion 1\n#CvrId,UniqueIdentifier,Workstation\nguid-1,u-1,T1\n"
    );
    Source* const cards[] = {&one, &two};
    Source* const scanned[] = {&scans};
    const auto read = read_hart(cards, scanned);
    ASSERT_TRUE(read) << read.error().summary;
    expect_whole(*read);
    EXPECT_THAT(tally(*read, "MAYOR"), ElementsAre(1));
    EXPECT_EQ(read->summary.contests.at(0).blank, 1);
    EXPECT_EQ(read->summary.contests.at(1).votes_allowed, 3);
    EXPECT_EQ(read->summary.contests.at(1).choices.at(0).name, "Write-in");
    EXPECT_EQ(read->cards.name(0), (audit::CardName{"T1", "2280", "1/1", "u-1", "", "", "68059"}));
}

TEST(Hart, EntitiesAreNeverExpanded) {
    Bytes laughs(
        "1.xml", "<?xml version=\"1.0\"?><!DOCTYPE Cvr [<!ENTITY a \"aaaa\">]>\n<Cvr>&a;</Cvr>"
    );
    Source* const cards[] = {&laughs};
    const auto read = read_hart(cards, {});
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().summary, HasSubstr("1.xml, line 1"));
}

// Dominion JSON

std::string session(const std::string& original, const std::string& modified = {}) {
    return R"({"TabulatorId":5,"BatchId":1,"RecordId":"X","CountingGroupId":2,)"
           R"("ImageMask":"D:\\Images\\00005_00001_000022*.*","Original":)" +
           original + (modified.empty() ? "" : ",\"Modified\":" + modified) + "}";
}

std::string marked(bool current, const std::string& contests) {
    return std::string(R"({"PrecinctPortionId":1,"BallotTypeId":7,"IsCurrent":)") +
           (current ? "true" : "false") + R"(,"Cards":[{"Id":1,"PaperIndex":0,"Contests":[)" +
           contests + "]}]}";
}

std::string exported(const std::string& sessions) {
    return R"({"Version":"5.10","ElectionId":"x","Sessions":[)" + sessions + "]}";
}

const std::string vote_for_five =
    R"({"Id":1,"Overvotes":0,"OutstackConditionIds":[4],"Marks":[{"CandidateId":5,"Rank":1,)"
    R"("IsAmbiguous":false,"IsVote":true},{"CandidateId":6,"Rank":1,"IsAmbiguous":true,)"
    R"("IsVote":false}]})";

TEST(DominionJson, TheCurrentRecordIsReadAndNamedByTheManifests) {
    const auto ranked =
        R"({"Id":2,"Overvotes":0,"Marks":[{"CandidateId":9,"Rank":1,"IsVote":true},)"
        R"({"CandidateId":8,"Rank":2,"IsVote":true},{"CandidateId":9,"Rank":3,)"
        R"("IsVote":true}]})";
    Bytes records(
        "CvrExport_0.json",
        exported(session(
            marked(false, R"({"Id":1,"Marks":[]})"), marked(true, vote_for_five + "," + ranked)
        ))
    );
    Bytes contests(
        "ContestManifest.json",
        R"({"Version":"5","List":[{"Description":"Mayor","Id":1,"VoteFor":1,"NumOfRanks":0},)"
        R"({"Description":"Board","Id":2,"VoteFor":1,"NumOfRanks":3}]})"
    );
    Bytes candidates(
        "CandidateManifest.json",
        R"({"List":[{"Description":"Ada","Id":5,"ContestId":1,"Type":"Regular"},)"
        R"({"Description":"Bea","Id":6,"ContestId":1,"Type":"Regular"},)"
        R"({"Description":"Cy","Id":8,"ContestId":2,"Type":"Regular"},)"
        R"({"Description":"Dee","Id":9,"ContestId":2,"Type":"Regular"}]})"
    );
    Bytes groups(
        "CountingGroupManifest.json", R"({"List":[{"Description":"Vote by Mail","Id":2}]})"
    );
    Source* const files[] = {&records, &contests, &candidates, &groups};
    const auto read = read_dominion_json(files);
    ASSERT_TRUE(read) << read.error().summary;
    expect_whole(*read);
    EXPECT_THAT(tally(*read, "Mayor"), ElementsAre(1, 0));
    EXPECT_THAT(
        read->cards.marks(0, read->cards.find_contest("Board").value()).value(), ElementsAre(2, 1)
    );
    EXPECT_EQ(read->summary.adjudicated, 1);
    EXPECT_EQ(read->summary.ambiguous, 1);
    EXPECT_EQ(
        read->cards.name(0), (audit::CardName{"5", "1", "22", "5-1-22", "7", "Vote by Mail", "1"})
    );
}

TEST(DominionJson, WithoutManifestsThingsAreCalledByTheirNumbersAndItIsSaid) {
    Bytes records("CvrExport_0.json", exported(session(marked(true, vote_for_five))));
    const auto read = open_cvr(records);
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_EQ(read->summary.contests.at(0).name, "Contest 1");
    EXPECT_EQ(read->summary.contests.at(0).choices.at(0).name, "Candidate 5");
    EXPECT_GE(read->summary.notes.size(), 2U);
}

TEST(DominionJson, ADarkOvervoteCountsForNobody) {
    Bytes records(
        "CvrExport_0.json",
        exported(session(marked(
            true, R"({"Id":1,"Overvotes":1,"Marks":[{"CandidateId":5,"Rank":1,"IsVote":true}]})"
        )))
    );
    const auto read = open_cvr(records);
    ASSERT_TRUE(read);
    EXPECT_THAT(tally(*read, "Contest 1"), ElementsAre(0));
    EXPECT_EQ(read->summary.contests.at(0).overvoted, 1);
}

TEST(DominionJson, RepeatedAndBrokenSessionsAreSaid) {
    const auto one = session(marked(true, vote_for_five));
    Bytes twice("CvrExport_0.json", exported(one + "," + one));
    const auto read = open_cvr(twice);
    ASSERT_TRUE(read);
    expect_whole(*read);
    EXPECT_EQ(read->summary.duplicates, 1);
    Bytes unlike(
        "CvrExport_0.json", exported(one + ",\n" + session(marked(true, R"({"Id":1,"Marks":[]})")))
    );
    EXPECT_THAT(open_cvr(unlike).error().summary, HasSubstr("line 2"));
    Bytes none("CvrExport_0.json", exported(session(marked(false, vote_for_five))));
    EXPECT_EQ(open_cvr(none)->summary.set_aside, 1);
    for (const auto* broken :
         {R"({"TabulatorId":5,"BatchId":[]})", R"({"Original":3})", R"({"a":})"}) {
        Bytes source("CvrExport_0.json", exported(broken));
        const auto refused = open_cvr(source);
        ASSERT_FALSE(refused) << broken;
        EXPECT_THAT(refused.error().summary, HasSubstr("line 1"));
    }
    Bytes cut("CvrExport_0.json", exported(one).substr(0, 200));
    EXPECT_FALSE(open_cvr(cut));
    for (const auto* nameless : {R"({"Marks":[]})", R"({"Id":1,"Marks":[{"IsVote":true}]})"}) {
        Bytes source("CvrExport_0.json", exported(session(marked(true, nameless))));
        EXPECT_FALSE(open_cvr(source)) << nameless;
    }
}

TEST(DominionJson, WhatIsNoJsonIsRefusedAlsoWhereNothingIsReadFrom) {
    for (const std::string broken :
         {R"([1,2})",
          "[1,,2]",
          "tru",
          "01",
          "\"\\x\"",
          "\"\x01\"",
          "{\"a\" 1}",
          "\"\xff\"",
          "[1]]",
          "-",
          "\"\\ud800\"",
          "1e",
          "{a:1}",
          "'a'",
          "NaN",
          "[1 2]",
          "{\"a\":1,}"}) {
        const auto inside = session(marked(true, vote_for_five));
        const auto at = inside.rfind('}');
        Bytes in_session(
            "CvrExport_0.json",
            exported(
                inside + ",\n" + inside.substr(0, at) + ",\n\"Notes\": " + broken +
                inside.substr(at)
            )
        );
        const auto refused = open_cvr(in_session);
        ASSERT_FALSE(refused) << broken;
        if (broken != "[1]]") {
            EXPECT_THAT(refused.error().summary, HasSubstr("line 3, column “Sessions[1]”"))
                << broken;
            EXPECT_THAT(refused.error().summary, HasSubstr("character ")) << broken;
        }
        Bytes beside(
            "CvrExport_0.json",
            R"({"Version":"5.10",)"
            "\n"
            R"("Notes":)" +
                broken + R"(,"Sessions":[)" + inside + "]}"
        );
        EXPECT_FALSE(open_cvr(beside)) << broken;
    }
    const auto one = session(marked(true, vote_for_five));
    Bytes twice("CvrExport_0.json", R"({"Sessions":[)" + one + R"(],"Sessions":[)" + one + "]}");
    EXPECT_THAT(open_cvr(twice).error().summary, HasSubstr("twice"));
}

TEST(DominionJson, OfAMemberThatStandsTwiceTheLastCountsAsForEveryReader) {
    const auto other = R"({"Id":1,"Marks":[{"CandidateId":6,"Rank":1,"IsVote":true}],)"
                       R"("Marks":[{"CandidateId":5,"Rank":1,"IsVote":true}]})";
    Bytes records("CvrExport_0.json", exported(session(marked(true, other))));
    const auto read = open_cvr(records);
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_THAT(tally(*read, "Contest 1"), ElementsAre(1));
    EXPECT_EQ(read->summary.contests.at(0).choices.at(0).name, "Candidate 5");
}

// NIST SP 1500-103

std::string nist_selection(const std::string& id, const std::string& allocable, int total) {
    return "<CVRContestSelection><ContestSelectionId>" + id +
           "</ContestSelectionId><SelectionPosition><HasIndication>yes</HasIndication>"
           "<IsAllocable>" +
           allocable + "</IsAllocable><NumberVotes>1</NumberVotes></SelectionPosition>" +
           (total < 0 ? "" : "<TotalNumberVotes>" + std::to_string(total) + "</TotalNumberVotes>") +
           "</CVRContestSelection>";
}

std::string nist_cvr(const std::string& number, const std::string& contest) {
    return "<CVR><CurrentSnapshotId>s2-" + number +
           "</CurrentSnapshotId><CVRSnapshot ObjectId=\"s1-" + number +
           "\"><CVRContest><ContestId>c</ContestId></CVRContest><Type>original</Type>"
           "</CVRSnapshot><CVRSnapshot ObjectId=\"s2-" +
           number + "\">" + contest + "<Type>modified</Type></CVRSnapshot><UniqueId>" + number +
           "</UniqueId></CVR>\n";
}

const std::string nist_election =
    "<Election ObjectId=\"e\"><Candidate ObjectId=\"ca\"><Name>Ada</Name></Candidate>"
    "<Contest ObjectId=\"c\" xsi:type=\"CandidateContest\"><ContestSelection ObjectId=\"b\">"
    "<IsWriteIn>true</IsWriteIn></ContestSelection><ContestSelection ObjectId=\"a\">"
    "<CandidateIds>ca</CandidateIds></ContestSelection><Name>Mayor</Name>"
    "<VotesAllowed>1</VotesAllowed></Contest></Election>";

std::string nist_report(const std::string& inside) {
    return "<?xml version=\"1.0\"?>\n<n:CastVoteRecordReport "
           "xmlns:n=\"http://itl.nist.gov/ns/voting/1500-103/v1\" "
           "xmlns=\"http://itl.nist.gov/ns/voting/1500-103/v1\" "
           "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" +
           inside + "</n:CastVoteRecordReport>";
}

TEST(Nist, TheCurrentSnapshotCountsByItsTotals) {
    const auto in = [](const std::string& inside) {
        return "<CVRContest><ContestId>c</ContestId>" + inside + "</CVRContest>";
    };
    Bytes source(
        "cvr.xml",
        nist_report(
            nist_cvr("1", in(nist_selection("a", "yes", 1))) +
            nist_cvr("2", in("<Undervotes>1</Undervotes>")) +
            nist_cvr(
                "3",
                in(nist_selection("a", "no", 0) + nist_selection("b", "no", 0) +
                   "<Overvotes>1</Overvotes>")
            ) +
            nist_cvr("4", in(nist_selection("a", "unknown", -1))) +
            nist_cvr("5", in(nist_selection("b", "yes", -1))) + nist_cvr("6", "") + nist_election
        )
    );
    const auto read = open_cvr(source);
    ASSERT_TRUE(read) << read.error().summary;
    expect_whole(*read);
    EXPECT_EQ(read->summary.cards, 6);
    EXPECT_EQ(read->summary.adjudicated, 6);
    const auto& mayor = read->summary.contests.at(0);
    EXPECT_EQ(mayor.name, "Mayor");
    EXPECT_EQ(mayor.cards, 5);
    EXPECT_EQ(mayor.blank, 2);
    EXPECT_EQ(mayor.overvoted, 1);
    EXPECT_EQ(read->summary.ambiguous, 1);
    EXPECT_EQ(mayor.choices, (std::vector<audit::Choice>{{"Ada", 1}, {"Write-in", 1}}));
}

TEST(Nist, ARecordWithoutItsSnapshotIsRefused) {
    Bytes source(
        "cvr.xml",
        nist_report("\n<CVR><CurrentSnapshotId>none</CurrentSnapshotId></CVR>" + nist_election)
    );
    EXPECT_THAT(open_cvr(source).error().summary, HasSubstr("line 3"));
    Bytes stray("cvr.xml", nist_report("<SelectionPosition/>"));
    EXPECT_FALSE(open_cvr(stray));
}

TEST(Nist, JsonSaysTheSame) {
    Bytes source(
        "cvr.json",
        R"({"@type":"CVR.CastVoteRecordReport","Version":"1.0.0","CVR":[{"CurrentSnapshotId":"s",)"
        R"("UniqueId":"1","BatchSequenceId":3,"CVRSnapshot":[{"@id":"s","Type":"original",)"
        R"("CVRContest":[{"ContestId":"c","CVRContestSelection":[{"ContestSelectionId":"a",)"
        R"("TotalNumberVotes":1,"SelectionPosition":[{"HasIndication":"yes","NumberVotes":1,)"
        R"("IsAllocable":"yes"}]}]}]}]}],"Election":[{"@id":"e","Candidate":[{"@id":"x",)"
        R"("Name":"Ada"}],"Contest":[{"@id":"c","Name":"Mayor","ContestSelection":[{"@id":"a",)"
        R"("CandidateIds":["x"]},{"@id":"z","Selection":"No"}]}]}]})"
    );
    const auto read = open_cvr(source);
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_EQ(
        read->summary.contests.at(0).choices, (std::vector<audit::Choice>{{"Ada", 1}, {"No", 0}})
    );
    EXPECT_EQ(read->cards.name(0).record, "3");
}

// RAIRE

TEST(RaireFile, BallotsOfSeveralContestsMeetOnTheirCards) {
    Bytes source(
        "two.raire",
        "2\nContest,1,3,11,12,13,winner,12\nContest,2,2,21,22\n1,9_8_7,12,11\n1,b\n"
        "2,9_8_7,22\n1,9_8_7,12,11\n1,c,11,11,13\n"
    );
    const auto read = open_cvr(source);
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_EQ(read->cards.size(), 3U);
    EXPECT_THAT(read->cards.marks(0, 0).value(), ElementsAre(2, 1, 0));
    EXPECT_THAT(read->cards.marks(0, 1).value(), ElementsAre(0, 1));
    EXPECT_EQ(read->cards.marks(1, 1), std::nullopt);
    EXPECT_THAT(read->cards.marks(2, 0).value(), ElementsAre(1, 0, 2));
    EXPECT_EQ(read->cards.name(0).batch, "8");
    EXPECT_EQ(read->summary.contests.at(0).reported_winner, "12");
    EXPECT_EQ(read->summary.contests.at(0).blank, 1);
    EXPECT_EQ(read->summary.duplicates, 1);
    EXPECT_EQ(read->summary.repaired, 1);
    EXPECT_EQ(read->summary.rows, read->summary.read + read->summary.set_aside);
}

TEST(RaireFile, UnknownCandidatesAndContestsAreRefusedByLine) {
    for (const char* rows : {"1,b,99\n", "7,b,11\n", "1,,11\n"}) {
        Bytes source("x.raire", std::string("1\nContest,1,2,11,12\n") + rows);
        EXPECT_THAT(open_cvr(source).error().summary, HasSubstr("line 3")) << rows;
    }
    Bytes cut("x.raire", "2\nContest,1,2,11,12\n");
    EXPECT_FALSE(open_cvr(cut));
}

// Several files

std::string zipped(const std::vector<std::pair<std::string, std::string>>& members) {
    zip_error_t error;
    zip_error_init(&error);
    auto* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(buffer);
    auto* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
    for (const auto& [name, text] : members) {
        auto* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        EXPECT_GE(zip_file_add(archive, name.c_str(), source, 0), 0);
    }
    EXPECT_EQ(zip_close(archive), 0);
    EXPECT_EQ(zip_source_open(buffer), 0);
    zip_source_seek(buffer, 0, SEEK_END);
    std::string out(static_cast<std::size_t>(zip_source_tell(buffer)), '\0');
    zip_source_seek(buffer, 0, SEEK_SET);
    EXPECT_EQ(
        zip_source_read(buffer, out.data(), out.size()), static_cast<zip_int64_t>(out.size())
    );
    zip_source_close(buffer);
    zip_source_free(buffer);
    return out;
}

TEST(OpenFiles, AZipFileIsLookedInto) {
    Bytes source(
        "hart.zip",
        zipped(
            {{"a/1.xml", hart_card(hart_mayor)},
             {"a/2.xml", hart_card(hart_mayor, "2")},
             {"note.txt", "hello"},
             {"scans.csv", "#FormatVersion 1\n#CvrId,UniqueIdentifier,Workstation\nguid-1,u,T\n"}}
        )
    );
    Source* const files[] = {&source};
    const auto opened = open_files(files);
    ASSERT_TRUE(opened) << opened.error().summary;
    ASSERT_TRUE(opened->cards);
    EXPECT_EQ(opened->cards->cards.size(), 2U);
    EXPECT_THAT(opened->passed_over, ElementsAre("hart.zip/note.txt"));
    const auto whole = zipped({{"1.xml", hart_card(hart_mayor)}});
    for (std::size_t cut = 0; cut < whole.size(); cut += 37) {
        Bytes broken("hart.zip", whole.substr(0, cut));
        EXPECT_FALSE(open_cvr(broken)) << cut;
    }
    auto damaged = whole;
    damaged[60] = static_cast<char>(damaged[60] ^ 0x55);
    Bytes wrong("hart.zip", damaged);
    EXPECT_THAT(open_cvr(wrong).error().summary, HasSubstr("hart.zip/1.xml"));
}

TEST(OpenFiles, TwoSystemsAndUnknownFilesAreRefused) {
    Bytes raire("x.raire", "1\nContest,1,2,11,12\n1,b,11\n");
    Bytes hart("1.xml", hart_card(hart_mayor));
    Source* const both[] = {&raire, &hart};
    EXPECT_THAT(open_files(both).error().summary, HasSubstr("x.raire is RAIRE"));
    Bytes poem("poem.txt", "Roses are red,\nviolets are blue\n");
    Source* const unknown[] = {&poem};
    EXPECT_THAT(open_files(unknown).error().summary, HasSubstr("Roses are red"));
    Bytes empty("e.csv", "");
    EXPECT_FALSE(open_cvr(empty));
}

}  // namespace
}  // namespace belfry::audit_files
