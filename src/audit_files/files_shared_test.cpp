// Real exports, manifests and tables, and broken ones. Expected counts were made with other
// programs from the same files.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit_files/open.hpp"
#include "base/shared_data.hpp"

namespace belfry::audit_files {
namespace {

using documents::Bytes;
using documents::Source;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<OpenedFiles> open(const std::vector<std::string>& names) {
    std::vector<std::unique_ptr<Bytes>> sources;
    std::vector<Source*> files;
    for (const auto& name : names) {
        sources.push_back(
            std::make_unique<Bytes>(name.substr(name.rfind('/') + 1), shared_text(name))
        );
        files.push_back(sources.back().get());
    }
    return open_files(files);
}

/// Checks that every record is accounted for.
ImportedCards cards_of(const std::vector<std::string>& names) {
    auto opened = open(names);
    EXPECT_TRUE(opened) << opened.error().summary;
    if (!opened || !opened->cards) {
        return {};
    }
    const auto& summary = opened->cards->summary;
    EXPECT_EQ(summary.rows, summary.read + summary.set_aside);
    return std::move(*opened->cards);
}

template <class T>
T table_of(const std::string& name) {
    auto opened = open({name});
    EXPECT_TRUE(opened) << opened.error().summary;
    if (!opened || opened->others.empty() || !std::holds_alternative<T>(opened->others[0])) {
        ADD_FAILURE() << name << " is something else";
        return {};
    }
    auto out = std::get<T>(std::move(opened->others[0]));
    EXPECT_EQ(out.summary.rows, out.summary.read + out.summary.set_aside);
    return out;
}

const ContestSummary* contest(const ImportedCards& imported, std::string_view name) {
    const auto found = std::ranges::find(imported.summary.contests, name, &ContestSummary::name);
    return found == imported.summary.contests.end() ? nullptr : &*found;
}

std::int64_t votes(const ContestSummary& of, std::string_view choice) {
    const auto found = std::ranges::find(of.choices, choice, &audit::Choice::name);
    return found == of.choices.end() ? -1 : found->votes;
}

TEST(RealFiles, SanFrancisco2024InDominionJson) {
    BELFRY_NEEDS_SHARED_DATA();
    const std::string folder = "audit/sf-2024-dominion-json/";
    std::vector<std::string> names;
    for (const char* name :
         {"CvrExport_0",
          "BallotTypeContestManifest",
          "BallotTypeManifest",
          "CandidateManifest",
          "ContestManifest",
          "CountingGroupManifest",
          "ElectionEventManifest",
          "OutstackConditionManifest",
          "PartyManifest",
          "PrecinctManifest",
          "PrecinctPortionManifest",
          "TabulatorManifest"}) {
        names.push_back(folder + name + ".json");
    }
    const auto read = cards_of(names);
    EXPECT_EQ(read.summary.cards, 74);
    EXPECT_EQ(read.summary.adjudicated, 6);
    EXPECT_EQ(read.summary.ambiguous, 1);
    EXPECT_EQ(read.summary.contests.size(), 53U);
    EXPECT_EQ(read.summary.groups, (std::vector<GroupSummary>{{"Vote by Mail", 74}}));
    const auto* president = contest(read, "PRESIDENT AND VICE PRESIDENT");
    ASSERT_NE(president, nullptr);
    EXPECT_EQ(president->cards, 18);
    EXPECT_EQ(votes(*president, "KAMALA D. HARRIS / TIM WALZ"), 15);
    EXPECT_EQ(votes(*president, "DONALD J. TRUMP / JD VANCE"), 2);
    EXPECT_EQ(votes(*president, "JILL STEIN / RUDOLPH WARE"), 0);
    const auto* mayor = contest(read, "MAYOR");
    ASSERT_NE(mayor, nullptr);
    EXPECT_EQ(mayor->ranks, 10);
    EXPECT_EQ(mayor->cards, 19);
    EXPECT_EQ(votes(*mayor, "DANIEL LURIE"), 7);
    const auto* board = contest(read, "TRUSTEE, COMMUNITY COLLEGE BOARD");
    ASSERT_NE(board, nullptr);
    EXPECT_EQ(board->votes_allowed, 4);
    EXPECT_EQ(board->blank, 6);
    EXPECT_EQ(votes(*board, "HEATHER McCARTY"), 9);
    EXPECT_EQ(read.cards.name(0).record, "22");
}

TEST(RealFiles, DominionJsonOfTwoVersions) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto old = cards_of({"audit/formats/shangrla-test_5.2.18.2.Dominion.json"});
    EXPECT_EQ(old.summary.cards, 2);
    EXPECT_EQ(old.summary.adjudicated, 1);
    const auto newer = cards_of({"audit/formats/shangrla-test_5.10.50.85.Dominion.json"});
    EXPECT_EQ(newer.summary.cards, 3);
    EXPECT_EQ(newer.cards.name(1).record, "119");
    const auto parts = cards_of(
        {"audit/formats/shangrla-CvrExport_0.json", "audit/formats/shangrla-CvrExport_1.json"}
    );
    EXPECT_GE(parts.summary.cards, 2);
}

TEST(RealFiles, EssClearBallotAndHart) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto ess = cards_of(
        {"audit/formats/ess-cvr.csv",
         "audit/formats/ess-ballots-1.csv",
         "audit/formats/ess-ballots-2.csv"}
    );
    EXPECT_EQ(ess.summary.cards, 14);
    const auto* first = contest(ess, "Contest 1");
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->blank, 1);
    EXPECT_EQ(first->overvoted, 1);
    EXPECT_EQ(votes(*first, "Choice 1-1"), 6);
    EXPECT_EQ(votes(*first, "Choice 1-2"), 6);
    EXPECT_EQ(ess.cards.name(0).tabulator, "0001");
    const auto machines =
        cards_of({"audit/formats/ess-cvr.csv", "audit/formats/ess-ballots-machine-column.csv"});
    EXPECT_EQ(machines.cards.name(4).tabulator, "0002");
    const auto clear = cards_of({"audit/formats/clearballot-cvr.csv"});
    EXPECT_EQ(clear.summary.cards, 14);
    EXPECT_EQ(contest(clear, "Contest 1")->cards, 11);
    EXPECT_EQ(contest(clear, "Contest 1")->overvoted, 1);
    EXPECT_FALSE(open({"audit/formats/clearballot-cvr-invalid.csv"}));
    const auto hart = cards_of(
        {"audit/formats/shangrla-test_Hart_CVR_1.xml",
         "audit/formats/shangrla-test_Hart_CVR_2.xml",
         "audit/formats/hart-scanned-ballot-information.csv"}
    );
    EXPECT_EQ(hart.summary.cards, 2);
    EXPECT_EQ(votes(*contest(hart, "PRESIDENT"), "George Washington"), 2);
    EXPECT_EQ(contest(hart, "GOVERNOR")->blank, 2);
    EXPECT_EQ(votes(*contest(hart, "MAYOR"), "Write-in"), 2);
}

TEST(RealFiles, NistInBothSpellingsSaysTheSame) {
    BELFRY_NEEDS_SHARED_DATA();
    const std::vector<std::pair<std::string, std::int64_t>> reports = {
        {"gen-01", 40}, {"gen-02", 63}, {"prim-01", 40}
    };
    for (const auto& [name, cards] : reports) {
        const auto stem = fmt::format("cdf/nist-test-data/synthetic/{0}/cvr_v1/cvr-{0}", name);
        const auto xml = cards_of({stem + ".xml"});
        const auto json = cards_of({stem + ".json"});
        EXPECT_EQ(xml.summary.cards, cards);
        EXPECT_EQ(json.summary.cards, cards);
        // Selections that nobody chose may come in another order: compare by name.
        const auto sorted = [](std::vector<ContestSummary> contests) {
            for (auto& each : contests) {
                std::ranges::sort(each.choices, {}, &audit::Choice::name);
            }
            std::ranges::sort(contests, {}, &ContestSummary::name);
            return contests;
        };
        EXPECT_EQ(sorted(xml.summary.contests), sorted(json.summary.contests)) << name;
    }
    const auto general = cards_of({"cdf/nist-test-data/synthetic/gen-02/cvr_v1/cvr-gen-02.json"});
    const auto* president = contest(general, "President of the United States");
    ASSERT_NE(president, nullptr);
    EXPECT_EQ(president->overvoted, 3);
    EXPECT_EQ(votes(*president, "Albina Sepich"), 30);
    EXPECT_EQ(contest(general, "Sheriff of Morgan County")->ranks, 3);
    const auto primary = cards_of({"cdf/nist-test-data/synthetic/prim-01/cvr_v1/cvr-prim-01.xml"});
    EXPECT_EQ(primary.summary.contests.size(), 30U);
    EXPECT_NE(contest(primary, "U.S. Senator (Democratic)"), nullptr);
    for (const char* example : {"cdf/schema/cvr-example_1.xml", "cdf/schema/cvr-example_2.xml"}) {
        EXPECT_GT(cards_of({example}).summary.cards, 0) << example;
    }
}

TEST(RealFiles, RaireFilesHoldEveryBallot) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto sf = cards_of({"audit/sf-2019-da/sf-2019-da-vbm.raire"});
    EXPECT_EQ(sf.summary.cards, 146'662);
    const auto& attorney = sf.summary.contests.at(0);
    EXPECT_EQ(attorney.blank, 10'263);
    EXPECT_EQ(
        attorney.choices,
        (std::vector<audit::Choice>{{"15", 43'360}, {"16", 20'442}, {"17", 29'166}, {"18", 43'431}})
    );
    EXPECT_EQ(sf.cards.name(0).tabulator, "99813");
    EXPECT_LT(sf.cards.bytes() / sf.cards.size(), 150U);
    const auto aspen = cards_of({"audit/irv/Aspen_2009_Mayor.raire"});
    EXPECT_EQ(aspen.summary.cards, 2'528);
    EXPECT_EQ(aspen.summary.contests.at(0).reported_winner, "4");
    EXPECT_EQ(votes(aspen.summary.contests.at(0), "4"), 1'090);
    EXPECT_EQ(cards_of({"audit/irv/Oakland_2010_D4CityCouncil.raire"}).summary.cards, 20'994);
    EXPECT_EQ(cards_of({"audit/irv/Berkeley_2010_D7CityCouncil.raire"}).summary.cards, 4'184);
    EXPECT_EQ(cards_of({"audit/irv/Aspen_2009_CityCouncil.raire"}).summary.cards, 2'487);
}

TEST(RealFiles, Manifests) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto sf = table_of<Manifest>("audit/sf-2019-da/N19-manifest.csv");
    EXPECT_EQ(sf.batches.size(), 5'481U);
    EXPECT_EQ(sf.cards, 293'555);
    EXPECT_EQ(table_of<Manifest>("audit/small/colorado-arapahoe-manifest.csv").cards, 165);
    const std::string folder = "audit/small/arlo-small-election/";
    EXPECT_EQ(table_of<Manifest>(folder + "Siletz_-_ballot_manifest.csv").cards, 57);
    const auto windows = table_of<Manifest>("defects/windows-1252-arlo.csv");
    EXPECT_EQ(windows.summary.files.at(0).text->encoding, documents::Encoding::windows_1252);
    EXPECT_EQ(windows.batches.at(0).batch, "City of Ann Arbor, Ward 1, Precinct 1");
    EXPECT_GT(windows.summary.repaired, 0);
}

TEST(RealFiles, TheSmallElectionsTablesAgreeWithItsRecords) {
    BELFRY_NEEDS_SHARED_DATA();
    const std::string folder = "audit/small/arlo-small-election/";
    const auto contests =
        table_of<StandardContests>(folder + "Small_Election_-_standardized_contests.csv");
    ASSERT_EQ(contests.contests.size(), 3U);
    EXPECT_TRUE(contests.contests[0].everywhere);
    EXPECT_EQ(contests.contests[1].jurisdictions.size(), 3U);
    const auto tallies = table_of<BatchTallies>(
        folder + "Kendall_Park_-_Secretary_of_Treasure_-_candidate_totals_by_batch.csv"
    );
    EXPECT_THAT(tallies.choices, ElementsAre("Denny Vargas", "Jackie Sweet", "Emerson Thornton"));
    std::int64_t vargas = 0;
    for (const auto& batch : tallies.batches) {
        vargas += batch.votes[0].value();
    }
    const auto records = cards_of({folder + "Kendall_Park_-_cvrs.csv"});
    EXPECT_EQ(votes(*contest(records, "Secretary of Treasure"), "Denny Vargas"), vargas);
    EXPECT_EQ(vargas, 450);
}

TEST(RealFiles, Colorado2025) {
    BELFRY_NEEDS_SHARED_DATA();
    const std::string folder = "audit/colorado-2025-coordinated/";
    const auto round = table_of<ColoradoContests>(folder + "round1-contest.csv");
    ASSERT_EQ(round.contests.size(), 660U);
    std::int64_t samples = 0;
    for (const auto& each : round.contests) {
        samples += each.optimistic_samples_to_audit;
    }
    EXPECT_EQ(samples, 3'412'279);
    EXPECT_THAT(
        round.contests[0].winners, ElementsAre("Holly Tripp", "Susan Payne", "Eddie Waldrep")
    );
    EXPECT_DOUBLE_EQ(round.contests[0].gamma, 1.03905);
    EXPECT_EQ(table_of<ColoradoContests>(folder + "round2-contest.csv").contests.size(), 660U);
    std::size_t drawn = 0;
    for (const auto& each :
         table_of<ColoradoSelections>(folder + "round1-contestSelection.csv").contests) {
        drawn += each.cvr_ids.size();
    }
    EXPECT_EQ(drawn, 8'284U);
    const auto targets =
        table_of<ColoradoTargets>(folder + "2025CoordinatedRLASelectedContests.csv");
    EXPECT_EQ(targets.contests.size(), 75U);
    EXPECT_EQ(targets.contests[0].margin, 230'132);
    EXPECT_DOUBLE_EQ(targets.contests[0].risk_limit, 0.03);
    EXPECT_EQ(targets.summary.set_aside, 1);
    const auto counts = table_of<BatchCounts>(folder + "batchCountComparison.csv");
    EXPECT_EQ(counts.batches.size(), 26'278U);
    EXPECT_EQ(counts.summary.cards, 1'972'682);
    const auto canonical = table_of<CanonicalContests>(folder + "canonicalList.csv");
    EXPECT_EQ(canonical.contests.size(), 971U);
    EXPECT_EQ(
        canonical.contests[0].choices.at(1),
        "Ren\xC3\xA9"
        "e Malloy Ludlam"
    );
    const auto totals = table_of<ReportedContests>(folder + "tabulatePlurality.csv");
    EXPECT_EQ(totals.contests.size(), 657U);
    EXPECT_EQ(totals.contests[0].choices.at(0).votes, 19'545);
}

TEST(RealFiles, EveryFileOfThePublicSetIsReadOrRefusedInWords) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const char* folder : {"audit", "cdf", "defects"}) {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(shared_data() / folder)) {
            if (!entry.is_regular_file()) {
                continue;
            }
            const auto name = std::filesystem::relative(entry.path(), shared_data()).string();
            const auto opened = open({name});
            if (!opened) {
                EXPECT_THAT(opened.error().summary, HasSubstr(entry.path().filename().string()));
            }
        }
    }
}

TEST(RealFiles, DefectsAreNamed) {
    BELFRY_NEEDS_SHARED_DATA();
    EXPECT_THAT(
        open({"defects/xls-mislabeled-as-csv-arlo.csv"}).error().summary, HasSubstr("old Excel")
    );
    EXPECT_THAT(
        open({"defects/dominion-cvr-missing-column-arlo.csv"}).error().summary,
        HasSubstr("CvrNumber")
    );
    EXPECT_EQ(cards_of({"defects/dominion-cvr-duplicate-line.csv"}).summary.duplicates, 1);
    EXPECT_FALSE(open({"defects/fixed-width-report-nebraska-2018.txt"}));
}

}  // namespace
}  // namespace belfry::audit_files
