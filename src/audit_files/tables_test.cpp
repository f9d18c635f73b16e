// Manifests and tables of contests, good and broken.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit_files/open.hpp"
#include "audit_files/table.hpp"
#include "documents/table.hpp"

namespace belfry::audit_files {
namespace {

using documents::Bytes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(WholeNumber, TakesThousandsCommasAndRefusesTheRest) {
    EXPECT_EQ(whole_number("1,448,499"), 1448499);
    EXPECT_EQ(whole_number("27.0"), 27);
    EXPECT_EQ(whole_number("0"), 0);
    for (const char* text :
         {"", "-1", "1,2", "1,2345", ",123", "1.5", "x", "12,34,567", "99999999999999999999"}) {
        EXPECT_EQ(whole_number(text), std::nullopt) << text;
    }
}

Result<Manifest> manifest(std::string text) {
    Bytes source("m.csv", std::move(text));
    return read_manifest(source);
}

TEST(Manifests, EveryShapeIsReadByItsColumns) {
    const auto arlo = manifest("Number of Ballots,Batch Name\n27,B1\n\"1,000\",B2\n");
    ASSERT_TRUE(arlo) << arlo.error().summary;
    EXPECT_EQ(arlo->cards, 1027);
    const auto colorado = manifest(
        "CountyID,ScannerID,BatchID,NumBallots,StorageLocation\nArapahoe,\"10\",\"2\",25,Bin 22\n"
    );
    EXPECT_EQ(
        colorado->batches, (std::vector<ManifestBatch>{{"Arapahoe", "Bin 22", "10", "2", 25, 2}})
    );
    const auto boulder =
        manifest("County,TabulatorNum,BatchId,RecordId,Location\nBoulder,101,1,110,Shelf 3\n");
    EXPECT_EQ(
        boulder->batches, (std::vector<ManifestBatch>{{"Boulder", "Shelf 3", "101", "1", 110, 2}})
    );
    const auto dominion = manifest(
        "Tray #,Tabulator Number,Batch Number,Total Ballots,VBMCart.Cart number\n1,99808,78,116,3\n"
    );
    EXPECT_EQ(
        dominion->batches,
        (std::vector<ManifestBatch>{{"", "cart 3, tray 1", "99808", "78", 116, 2}})
    );
}

TEST(Manifests, DefectsAreNamed) {
    EXPECT_THAT(
        manifest("Batch Name,Number of Ballots\nB1,-3\n").error().summary,
        HasSubstr("line 2, column “Number of Ballots”")
    );
    EXPECT_THAT(manifest("Batch Name\nB1\n").error().summary, HasSubstr("Number of Ballots"));
    EXPECT_THAT(
        manifest("Batch Name,Number of Ballots\nB1,3\nB1,4\n").error().summary, HasSubstr("line 3")
    );
    EXPECT_THAT(
        manifest("Batch Name,Number of Ballots\nB1,3\nTotal,4\n").error().summary,
        HasSubstr("add up to 3")
    );
    const auto mended = manifest("Batch Name,Number of Ballots\n\" B1\",3\nB1,3\nTotal,3\n");
    ASSERT_TRUE(mended) << mended.error().summary;
    EXPECT_EQ(mended->summary.duplicates, 1);
    EXPECT_EQ(mended->summary.set_aside, 2);
    EXPECT_EQ(mended->summary.repaired, 1);
    EXPECT_EQ(mended->summary.rows, mended->summary.read + mended->summary.set_aside);
}

TEST(Manifests, AWorkbookIsReadLikeItsCsv) {
    documents::Table table{
        "Batches", {"Batch Name", "Number of Ballots"}, {{"B1", std::int64_t{27}}}
    };
    Bytes source("m.xlsx", documents::to_xlsx(table));
    EXPECT_EQ(recognise(source)->kind, Kind::manifest);
    EXPECT_EQ(read_manifest(source)->cards, 27);
}

TEST(ContestTotals, RowsBecomeContests) {
    Bytes source(
        "t.csv",
        "contest_name,choice,votes,winners_allowed,vote_for,ballot_card_count\n"
        "Mayor,Ada,\"1,200\",1,1,3000\nMayor,Bea,800,1,1,3000\nTax,Yes,10,1,1,99\n"
    );
    const auto read = read_contest_totals(source);
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_EQ(
        read->contests.at(0), (audit::Contest{"Mayor", 3000, 1, 1, {{"Ada", 1200}, {"Bea", 800}}})
    );
    Bytes unlike("t.csv", "contest,choice,votes,cards\nM,a,1,5\nM,b,1,6\n");
    EXPECT_THAT(read_contest_totals(unlike).error().summary, HasSubstr("line 3"));
    Bytes twice("t.csv", "contest,choice,votes\nM,a,1\nM,a,1\n");
    EXPECT_FALSE(read_contest_totals(twice));
}

TEST(StandardContests, NamesOfJurisdictionsArePartedByCommas) {
    Bytes source("s.csv", "Contest Name,Jurisdictions\nFarming,all\nMagic,\"Kendall, Waurika\"\n");
    const auto read = read_standard_contests(source);
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_TRUE(read->contests.at(0).everywhere);
    EXPECT_THAT(read->contests.at(1).jurisdictions, ElementsAre("Kendall", "Waurika"));
}

TEST(BatchTallies, BlankIsNotZeroAndTotalsAreChecked) {
    Bytes source("t.csv", "Batch Name,Ada,Bea\nB1,0,\nB2,3,4\nTotals,3,4\n");
    const auto read = read_batch_tallies(source);
    ASSERT_TRUE(read) << read.error().summary;
    EXPECT_EQ(read->batches.at(0).votes, (std::vector<std::optional<std::int64_t>>{0, {}}));
    EXPECT_EQ(read->summary.set_aside, 1);
    Bytes wrong("t.csv", "Batch Name,Ada\nB1,1\nTotal,2\n");
    EXPECT_THAT(read_batch_tallies(wrong).error().summary, HasSubstr("column “Ada”"));
    Bytes odd("t.csv", "Batch Name,Ada\nB1,x\n");
    EXPECT_THAT(read_batch_tallies(odd).error().summary, HasSubstr("line 2"));
}

}  // namespace
}  // namespace belfry::audit_files
