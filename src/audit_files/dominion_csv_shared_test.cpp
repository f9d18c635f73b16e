// Reads real exports of cast vote records, and broken ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit_files/dominion_csv.hpp"
#include "base/shared_data.hpp"

namespace belfry::audit_files {
namespace {

Result<ImportedCards> read(const std::string& name) {
    documents::Bytes source(name.substr(name.rfind('/') + 1), shared_text(name));
    return read_dominion_csv(source);
}

TEST(DominionFiles, TheSmallElectionHasTheTotalsOfItsSpecification) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto got = read("audit/small/arlo-small-election/Kendall_Park_-_cvrs.csv");
    ASSERT_TRUE(got) << got.error().summary;
    const auto treasure = got->cards.find_contest("Secretary of Treasure").value();
    EXPECT_THAT(got->cards.tally(treasure), ::testing::ElementsAre(450, 20, 0));
    EXPECT_EQ(got->cards.size(), 500U);
}

TEST(DominionFiles, EveryKindOfExportIsRead) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const char* name :
         {"audit/formats/dominion-cvr-counting-group.csv",
          "audit/formats/dominion-cvr-leading-equal-signs.csv",
          "audit/formats/dominion-cvr-newline-in-header.csv",
          "audit/formats/dominion-cvr-unique-voting-identifier.csv",
          "audit/formats/dominion-cvr-irv-boulder-2023.csv",
          "audit/small/colorado-dominion-2017-cvr-export.csv"}) {
        const auto got = read(name);
        ASSERT_TRUE(got) << name << ": " << got.error().summary;
        EXPECT_GT(got->cards.size(), 2U) << name;
        EXPECT_EQ(got->summary.rows, got->summary.read + got->summary.set_aside) << name;
    }
    const auto redacted =
        read("audit/formats/dominion-cvr-with-redactions-boulder-2024-recount.csv");
    ASSERT_TRUE(redacted) << redacted.error().summary;
    EXPECT_EQ(redacted->cards.size(), 5U);
    EXPECT_EQ(redacted->summary.set_aside, 8);
}

TEST(DominionFiles, DefectsAreNamed) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto repeated = read("defects/dominion-cvr-duplicate-line.csv");
    ASSERT_TRUE(repeated) << repeated.error().summary;
    EXPECT_EQ(repeated->summary.set_aside, 1);
    EXPECT_FALSE(read("defects/dominion-cvr-missing-column-arlo.csv"));
    EXPECT_FALSE(read("defects/xls-mislabeled-as-csv-arlo.csv"));
    EXPECT_FALSE(read("audit/formats/clearballot-cvr.csv"));
}

}  // namespace
}  // namespace belfry::audit_files
