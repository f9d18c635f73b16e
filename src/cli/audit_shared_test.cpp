// Two real elections from the command line, from the first command to the check by the second path.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "audit/event_bodies.hpp"
#include "audit/plain_files.hpp"
#include "audit_bundle/bundle.hpp"
#include "base/shared_data.hpp"
#include "cli/commands.hpp"

namespace belfry::cli {
namespace {

namespace fs = std::filesystem;

using Row = std::vector<std::string>;

/// Comma-separated rows without quotes, with either line end.
std::vector<Row> rows_of(const std::string& text) {
    std::vector<Row> out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        Row row(1);
        for (const char c : line) {
            if (c == ',') {
                row.emplace_back();
            } else {
                row.back() += c;
            }
        }
        out.push_back(row);
    }
    return out;
}

class AuditFromTheCommandLine : public testing::Test {
protected:
    void SetUp() override {
        auto name = (fs::temp_directory_path() / "belfry-cli-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        home_ = name;
    }

    void TearDown() override {
        std::error_code ignored;
        fs::remove_all(home_, ignored);
    }

    int belfry(std::vector<std::string> words) {
        words.insert(words.begin(), {"belfry", "audit"});
        words.insert(words.begin() + 3, folder().string());
        std::vector<char*> arguments;
        for (auto& word : words) {
            arguments.push_back(word.data());
        }
        const Program program{"test", {}};
        return run(program, arguments);
    }

    [[nodiscard]] fs::path folder() const { return home_ / "audit"; }

    std::string file(const std::string& name, const std::string& text) {
        const auto path = home_ / name;
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }

    std::string contests(const std::vector<audit::ContestTerms>& terms) {
        return file("contests.json", json::canonical(json::write(audit::ContestsFile{terms})));
    }

    /// Both people fill in the newest list: `cell(row, contest)` says what is on the paper.
    void read_round(
        const std::string& list,
        const std::function<std::string(const Row& row, const std::string& contest)>& cell
    ) {
        const auto bytes = audit_bundle::public_files(folder()).at(list);
        const auto rows = rows_of(bytes);
        auto sheet = audit::csv_line(rows[0]);
        for (std::size_t at = 1; at < rows.size(); ++at) {
            auto row = rows[at];
            for (std::size_t column = 7; column < row.size(); ++column) {
                if (row[column].empty()) {
                    row[column] = cell(row, rows[0][column]);
                }
            }
            sheet += audit::csv_line(row);
        }
        const auto path = file("sheet.csv", sheet);
        ASSERT_EQ(belfry({"enter", "--by", "Ann", "--sheet", path}), done);
        ASSERT_EQ(belfry({"enter", "--by", "Ben", "--sheet", path}), done);
    }

    audit::Measurement last_measurement() {
        audit::Measurement out;
        for (const auto& [path, bytes] : audit_bundle::public_files(folder())) {
            if (path.starts_with("events/")) {
                const auto event = audit::read_event(bytes);
                if (event->kind == audit::EventKind::risk_measured) {
                    out = *json::read<audit::Measurement>(event->body);
                }
            }
        }
        return out;
    }

    void close_and_verify() {
        EXPECT_EQ(belfry({"close", "--by", "Clerk"}), done);
        EXPECT_EQ(
            belfry(
                {"sign",
                 "--by",
                 "Clerk",
                 "--role",
                 "clerk",
                 "--key",
                 (home_ / "clerk.key").string(),
                 "--new-key"}
            ),
            done
        );
        EXPECT_EQ(belfry({"report", "--language", "en"}), done);
        EXPECT_EQ(belfry({"verify"}), done);
    }

    void roll_seed() {
        ASSERT_EQ(belfry({"seed", "--roll", "5341796066:Ann", "--roll", "1093690826:Ben"}), done);
    }

private:
    fs::path home_;
};

TEST_F(AuditFromTheCommandLine, SanFranciscoDistrictAttorney2019) {
    BELFRY_NEEDS_SHARED_DATA();
    const std::string where = "audit/sf-2019-da/";
    const std::map<std::string, std::string> names{
        {"15", "SUZY LOFTUS"}, {"16", "LEIF DAUTCH"}, {"17", "NANCY TUNG"}, {"18", "CHESA BOUDIN"}
    };
    const std::vector<std::string> order{"15", "16", "17", "18"};
    const std::string contest = "DISTRICT ATTORNEY";

    audit::ContestTerms terms;
    terms.name = contest;
    terms.rule = audit::CountRule::ranked;
    terms.method = audit::AuditMethod::comparison;
    terms.reported_winner = "SUZY LOFTUS";
    for (const auto& id : order) {
        terms.choices.push_back({names.at(id), 0});
    }
    std::string records = "tabulator,batch,position,imprinted,style," + contest + "\n";
    const auto ballots = rows_of(shared_text(where + "sf-2019-da-vbm.raire"));
    for (std::size_t at = 2; at < ballots.size(); ++at) {
        const auto& row = ballots[at];
        const auto first = row[1].find('_');
        const auto second = row[1].find('_', first + 1);
        std::string cell;
        for (std::size_t rank = 2; rank < row.size() && !row[rank].empty(); ++rank) {
            const auto choice = std::ranges::find(order, row[rank]) - order.begin();
            cell += fmt::format("{}{}", cell.empty() ? "" : ">", choice + 1);
            terms.choices[static_cast<std::size_t>(choice)].votes += rank == 2 ? 1 : 0;
        }
        const auto tabulator = row[1].substr(0, first);
        const auto batch = row[1].substr(first + 1, second - first - 1);
        const auto card = row[1].substr(second + 1);
        records += fmt::format(
            "{0},{1},{2},{0}-{1}-{2},,{3}\n", tabulator, batch, card, cell.empty() ? "-" : cell
        );
        ++terms.cards;
    }
    EXPECT_EQ(terms.cards, 146662);
    std::string sample = "jurisdiction,tabulator,batch,position\n";
    std::set<std::string> drawn;
    for (const auto& row : rows_of(shared_text(where + "sample.csv"))) {
        if (row[0] != "cart" && drawn.insert(row[5]).second) {
            sample += fmt::format("San Francisco,{},{},{}\n", row[2], row[3], row[4]);
        }
    }
    EXPECT_EQ(drawn.size(), 200U);

    ASSERT_EQ(
        belfry(
            {"init",
             "--title",
             "Pilot",
             "--election",
             "5 November 2019",
             "--jurisdiction",
             "San Francisco",
             "--sampling",
             "elsewhere",
             "--card-styles",
             "--by",
             "Clerk"}
        ),
        done
    );
    const auto manifest = (shared_data() / where / "N19-manifest.csv").string();
    ASSERT_EQ(
        belfry(
            {"commit",
             "--contests",
             contests({terms}),
             "--manifest",
             "San Francisco=" + manifest,
             "--records",
             "San Francisco=" + file("records.csv", records),
             "--sample",
             file("sample.csv", sample),
             "--close"}
        ),
        done
    );
    roll_seed();
    ASSERT_EQ(belfry({"draw"}), done);

    std::map<std::string, std::string> paper;
    const auto read = boost::json::parse(shared_text(where + "mvr_prepilot_test.json"));
    for (const auto& ballot : read.at("ballots").as_array()) {
        std::map<std::int64_t, std::string> ranks;
        const auto& votes = ballot.at("votes").as_object();
        if (votes.contains("339")) {
            for (const auto& vote : votes.at("339").as_object()) {
                const std::string id(vote.key());
                ranks[vote.value().as_int64()] = names.contains(id) ? names.at(id) : "(other)";
            }
        }
        std::string cell;
        for (const auto& [rank, name] : ranks) {
            cell += (cell.empty() ? "" : " > ") + name;
        }
        paper[std::string(ballot.at("id").as_string())] = cell.empty() ? "blank" : cell;
    }
    read_round("lists/round-1.csv", [&](const Row& row, const std::string&) {
        return paper.at(row[6]);
    });
    ASSERT_EQ(belfry({"measure"}), done);
    const auto risk = last_measurement().contests.at(0);
    EXPECT_EQ(risk.draws, 200);
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

TEST_F(AuditFromTheCommandLine, ArloSmallElectionByBatchesAndByPolling) {
    BELFRY_NEEDS_SHARED_DATA();
    SmallElection election;
    std::vector<std::string> open{"init", "--title", "Small", "--election", "Small Election"};
    std::vector<std::string> commit{"commit"};
    std::map<std::pair<std::string, std::string>, Row> totals;
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
             name + "=" + (shared_data() / manifest).string(),
             "--batch-totals",
             name + "/" + batches + "=" + (shared_data() / votes).string()}
        );
        for (const auto& row : rows_of(shared_text(votes))) {
            totals[{name, row[0]}] = row;
        }
    }
    auto& farming = election.contest(batches);
    farming.method = audit::AuditMethod::batch_comparison;
    farming.cards = 1508;
    for (std::size_t choice = 0; choice < farming.choices.size(); ++choice) {
        farming.choices[choice].votes = 0;
        for (const auto& [where, row] : totals) {
            farming.choices[choice].votes +=
                where.second == "Batch Name" ? 0 : std::stoll(row[choice + 1]);
        }
    }
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
                    const auto& votes = totals.at({row[1], row[4]});
                    std::string cell;
                    for (std::size_t at = 0; at < farming.choices.size(); ++at) {
                        cell += fmt::format(
                            "{}{}: {}", at == 0 ? "" : "; ", farming.choices[at].name, votes[at + 1]
                        );
                    }
                    return cell;
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
