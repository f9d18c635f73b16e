// Two real elections from the command line, from the first command to the check by the second path.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/shared_data.hpp"
#include "cli/audit_command_line.hpp"

namespace belfry::cli {
namespace {

/// San Francisco's pilot of 2019: the files as they were published, the seed that was rolled, the
/// cards that it chose, and what people read on them.
class SanFranciscosPilot : public AuditFromTheCommandLine {
protected:
    /// By the names that its files have numbers for, with the first preferences of the records.
    static audit::ContestsFile contest() {
        audit::ContestTerms terms;
        terms.name = "District Attorney";
        terms.rule = audit::CountingRule::instant_runoff;
        terms.reported_winner = "SUZY LOFTUS";
        terms.cards = 146662;
        terms.choices = {
            {"SUZY LOFTUS", 0}, {"LEIF DAUTCH", 0}, {"NANCY TUNG", 0}, {"CHESA BOUDIN", 0}
        };
        std::map<std::string, std::string> spellings{
            {"339", terms.name}, {"DISTRICT ATTORNEY", terms.name}
        };
        for (std::size_t at = 0; at < terms.choices.size(); ++at) {
            spellings.emplace(std::to_string(15 + at), terms.choices[at].name);
        }
        for (const auto& row : rows_of(shared_text("audit/sf-2019-da/sf-2019-da-vbm.raire"))) {
            if (row.size() > 2 && row[0] == "339" && spellings.contains(row[2])) {
                const auto& first = spellings.at(row[2]);
                std::ranges::find(terms.choices, first, &audit::Choice::name)->votes++;
            }
        }
        return {{terms}, spellings};
    }

    /// The list that was published: number of every card by its place.
    static std::map<std::string, std::int64_t> published() {
        std::map<std::string, std::int64_t> out;
        for (const auto& row : rows_of(shared_text("audit/sf-2019-da/sample.csv"))) {
            if (row.size() == 7 && row[0] != "cart") {
                out[row[5]] = std::stoll(row[6]);
            }
        }
        return out;
    }

    void until_drawn() {
        const auto where = (shared_data() / "audit/sf-2019-da").string();
        const auto contests =
            file("contests.json", json::canonical(json::write(SanFranciscosPilot::contest())));
        const std::string city = "San Francisco";
        for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
                 {"init",
                  "--title",
                  "Pilot",
                  "--election",
                  "5 November 2019",
                  "--jurisdiction",
                  city,
                  "--sampling",
                  "index",
                  "--risk-limit",
                  "0.1",
                  "--card-styles"},
                 {"commit",
                  "--contests",
                  contests,
                  "--manifest",
                  fmt::format("{}={}/N19-manifest.csv", city, where),
                  "--records",
                  fmt::format("{}={}/sf-2019-da-vbm.raire", city, where),
                  "--close"},
                 {"seed", "--roll", "93686630803205229070:Department of Elections"},
                 {"draw", "--size", "District Attorney=200"}
             }) {
            ASSERT_EQ(belfry(command), done) << command[0];
        }
    }
};

TEST_F(SanFranciscosPilot, DrawsThePublishedCardsFromItsSeedAndMeasuresWhatWasRead) {
    BELFRY_NEEDS_SHARED_DATA();
    until_drawn();
    const auto list = published();
    const auto round = drawn_round();
    ASSERT_EQ(round.items.size(), 200U);
    EXPECT_EQ(list.size(), 200U);
    for (const auto& pick : round.draws.at(0).picks) {
        const auto& item = round.items.at(static_cast<std::size_t>(pick.item - 1));
        const auto place = fmt::format("{}-{}-{}", item.tabulator, item.batch, item.position);
        ASSERT_TRUE(list.contains(place)) << place;
        EXPECT_EQ(std::stoll(pick.ticket), list.at(place) + 1) << place;
    }
    const auto readings = (shared_data() / "audit/sf-2019-da/mvr_prepilot_test.json").string();
    ASSERT_EQ(belfry({"enter", "--by", "Ann", "--sheet", readings}), done);
    ASSERT_EQ(belfry({"enter", "--by", "Ben", "--sheet", readings}), done);
    ASSERT_EQ(belfry({"measure"}), done);
    const auto risk = last_measurement().contests.at(0);
    EXPECT_EQ(risk.draws, 200);
    // 200 cards without an error, and the smallest margin of the published assertions: 4,242 votes.
    // That is 6.1 %; at 5 % this test would ask for some cards more than the pilot looked at.
    EXPECT_NEAR(risk.p_value, std::pow(1.0 - 4242.0 / 146662.0 / (2.0 * 1.03905), 200), 1e-9);
    EXPECT_EQ(risk.verdict, audit::Verdict::confirmed);
    for (const auto& claim : risk.claims) {
        EXPECT_EQ(claim.found, audit::Discrepancies{}) << claim.words;
    }
    close_and_verify();
}

/// What a jurisdiction's export says of each card.
struct SmallElection {
    std::vector<std::string> jurisdictions{
        "Kendall Park", "Mount Olive", "Siletz", "Waurika", "Worthington Hills"
    };
    std::vector<audit::ContestTerms> contests;
    std::map<Row, std::map<std::string, std::string>> paper;  ///< By place, then contest.

    static std::string path(const std::string& jurisdiction, const std::string& rest) {
        auto name = jurisdiction;
        std::ranges::replace(name, ' ', '_');
        return "audit/small/arlo-small-election/" + name + "_-_" + rest;
    }

    audit::ContestTerms& contest(const std::string& name) {
        const auto found = std::ranges::find(contests, name, &audit::ContestTerms::name);
        if (found != contests.end()) {
            return *found;
        }
        audit::ContestTerms fresh;
        fresh.name = name;
        return contests.emplace_back(fresh);
    }

    void read(const std::string& jurisdiction) {
        const auto rows = rows_of(shared_text(path(jurisdiction, "cvrs.csv")));
        for (std::size_t at = 4; at < rows.size(); ++at) {
            std::map<std::string, std::vector<std::string>> marked;
            for (std::size_t column = 8; column < rows[at].size(); ++column) {
                const auto name = rows[1][column].substr(0, rows[1][column].find(" (Vote"));
                auto& choices = contest(name).choices;
                if (std::ranges::find(choices, rows[2][column], &audit::Choice::name) ==
                    choices.end()) {
                    choices.push_back({rows[2][column], 0});
                }
                if (!rows[at][column].empty()) {
                    auto& marks = marked[name];
                    if (rows[at][column] == "1") {
                        marks.push_back(rows[2][column]);
                    }
                }
            }
            auto& card = paper[{jurisdiction, rows[at][1], rows[at][2], rows[at][3]}];
            for (const auto& [name, marks] : marked) {
                card[name] = marks.empty() ? "blank" : marks.size() > 1 ? "overvote" : marks[0];
                auto& terms = contest(name);
                ++terms.cards;
                if (marks.size() == 1) {
                    std::ranges::find(terms.choices, marks[0], &audit::Choice::name)->votes++;
                }
            }
        }
    }
};

TEST_F(AuditFromTheCommandLine, ArloSmallElectionByComparisonOfSeveralContests) {
    BELFRY_NEEDS_SHARED_DATA();
    SmallElection election;
    std::vector<std::string> commit{"commit"};
    std::vector<std::string> open{
        "init", "--title", "Small", "--election", "Small Election", "--card-styles"
    };
    for (const auto& name : election.jurisdictions) {
        election.read(name);
        open.insert(open.end(), {"--jurisdiction", name});
        const auto path = [&](const std::string& rest) {
            return name + "=" + (shared_data() / SmallElection::path(name, rest)).string();
        };
        commit.insert(
            commit.end(), {"--manifest", path("ballot_manifest.csv"), "--records", path("cvrs.csv")}
        );
    }
    ASSERT_EQ(election.contests.size(), 3U);
    election.contest("Master of Magic").method = audit::AuditMethod::betting_comparison;
    ASSERT_EQ(belfry(open), done);
    commit.insert(commit.end(), {"--contests", contests(election.contests), "--close"});
    ASSERT_EQ(belfry(commit), done);
    roll_seed();
    ASSERT_EQ(belfry({"draw"}), done);
    read_round("lists/round-1.csv", [&](const Row& row, const std::string& contest) {
        return election.paper.at({row[1], row[3], row[4], row[5]}).at(contest);
    });
    ASSERT_EQ(belfry({"measure"}), done);
    for (const auto& risk : last_measurement().contests) {
        EXPECT_EQ(risk.verdict, audit::Verdict::confirmed) << risk.contest;
    }
    close_and_verify();
}

/// Rows of totals by jurisdiction and batch.
using Totals = std::map<std::pair<std::string, std::string>, Row>;

/// The contest's votes are those of its batches.
void add_up(audit::ContestTerms& contest, const Totals& totals) {
    for (std::size_t choice = 0; choice < contest.choices.size(); ++choice) {
        contest.choices[choice].votes = 0;
        for (const auto& [where, row] : totals) {
            contest.choices[choice].votes +=
                where.second == "Batch Name" ? 0 : std::stoll(row[choice + 1]);
        }
    }
}

/// The counts of a whole batch, from its row of totals.
std::string counts_cell(const audit::ContestTerms& contest, const Row& row) {
    std::string cell;
    for (std::size_t at = 0; at < contest.choices.size(); ++at) {
        cell +=
            fmt::format("{}{}: {}", at == 0 ? "" : "; ", contest.choices[at].name, row.at(at + 1));
    }
    return cell;
}

TEST_F(AuditFromTheCommandLine, ArloSmallElectionByBatchesAndByPolling) {
    BELFRY_NEEDS_SHARED_DATA();
    SmallElection election;
    std::vector<std::string> open{"init", "--title", "Small", "--election", "Small Election"};
    std::vector<std::string> commit{"commit"};
    Totals totals;
    const std::string batches = "Minister of Farming";
    for (const auto& name : election.jurisdictions) {
        election.read(name);
        open.insert(open.end(), {"--jurisdiction", name});
        const auto manifest = SmallElection::path(name, "ballot_manifest.csv");
        const auto votes =
            SmallElection::path(name, "Minister_of_Farming_-_candidate_totals_by_batch.csv");
        commit.insert(
            commit.end(),
            {"--manifest",
             fmt::format("{}={}", name, (shared_data() / manifest).string()),
             "--batch-totals",
             fmt::format("{}/{}={}", name, batches, (shared_data() / votes).string())}
        );
        for (const auto& row : rows_of(shared_text(votes))) {
            totals[{name, row[0]}] = row;
        }
    }
    auto& farming = election.contest(batches);
    farming.method = audit::AuditMethod::batch_comparison;
    farming.cards = 1508;
    add_up(farming, totals);
    auto& magic = election.contest("Master of Magic");
    magic.method = audit::AuditMethod::providence;
    magic.jurisdictions = {"Kendall Park", "Waurika", "Worthington Hills"};
    magic.cards = 1420;
    const std::vector<audit::ContestTerms> audited{farming, magic};
    ASSERT_EQ(belfry(open), done);
    commit.insert(commit.end(), {"--contests", contests(audited), "--close"});
    ASSERT_EQ(belfry(commit), done);
    roll_seed();
    for (int round = 1; round <= 6; ++round) {
        ASSERT_EQ(belfry({"draw"}), done);
        read_round(
            fmt::format("lists/round-{}.csv", round),
            [&](const Row& row, const std::string& contest) {
                if (row[5] == "whole batch") {
                    return counts_cell(farming, totals.at({row[1], row[4]}));
                }
                const auto& card = election.paper.at({row[1], row[3], row[4], row[5]});
                return card.contains(contest) ? card.at(contest) : std::string("not on card");
            }
        );
        ASSERT_EQ(belfry({"measure"}), done);
        const auto measured = last_measurement();
        if (std::ranges::all_of(measured.contests, [](const audit::ContestRisk& risk) {
                return risk.verdict == audit::Verdict::confirmed;
            })) {
            close_and_verify();
            return;
        }
    }
    FAIL() << "the audit never came to an end";
}

}  // namespace
}  // namespace belfry::cli
