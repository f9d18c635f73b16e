// docs/audit.md, walked through from the command line: everything that can happen to a card, every
// way a contest can end, every method.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "audit/progress.hpp"
#include "cli/audit_command_line.hpp"

namespace belfry::cli {
namespace {

using audit::AuditMethod;
using audit::CountingRule;
using audit::EventKind;
using audit::Verdict;

constexpr int cards_in_batch = 20;
constexpr int batches_in_place = 10;

/// Of every ten cards six are for Ada, three for Bea, one is blank; the same in both places.
std::string paper(std::int64_t batch, std::int64_t position) {
    const auto kind = (batch * cards_in_batch + position) * 7 % 10;
    return kind < 6 ? "Ada" : kind < 9 ? "Bea, \"the younger\"" : "blank";
}

std::int64_t number_of(const std::string& batch) {
    return std::stoll(batch.substr(1));
}

class WalkThrough : public AuditFromTheCommandLine {
protected:
    static audit::ContestTerms mayor(AuditMethod method) {
        audit::ContestTerms out;
        out.name = "Mayor, 2026";
        out.method = method;
        out.cards = 2L * cards_in_batch * batches_in_place;
        out.choices = {{"Ada", 240}, {"Bea, \"the younger\"", 120}, {"Cy", 0}};
        return out;
    }

    /// Opens an audit of two places, of which the second has records only where `all_records`, and
    /// commits its files.
    int opened(const std::vector<audit::ContestTerms>& terms, bool all_records = true) {
        const auto contests_file = contests(terms);
        std::vector<std::string> commit{"commit", "--contests", contests_file};
        for (const std::string place : {"Port Ellery", "Harbour"}) {
            const bool records = all_records || place != "Harbour";
            commit.insert(commit.end(), {"--manifest", place + "=" + manifest(place)});
            if (records) {
                commit.insert(commit.end(), {"--records", place + "=" + records_of(place, terms)});
            }
            for (const auto& contest : terms) {
                const bool counted = contest.method == AuditMethod::batch_comparison ||
                                     contest.method == AuditMethod::fixed_percentage ||
                                     (contest.method == AuditMethod::one_audit && !records);
                if (counted) {
                    commit.insert(
                        commit.end(),
                        {"--batch-totals", place + "/" + contest.name + "=" + totals(contest)}
                    );
                }
            }
        }
        commit.emplace_back("--close");
        const int code = belfry(
            {"init",
             "--title",
             "Walk",
             "--election",
             "Municipal 2026",
             "--election-day",
             "2026-11-03",
             "--jurisdiction",
             "Port Ellery",
             "--jurisdiction",
             "Harbour",
             "--by",
             "Clerk"}
        );
        return code == done ? belfry(commit) : code;
    }

    /// What `belfry audit plan` answers; it needs no folder.
    int planned(const std::vector<audit::ContestTerms>& terms) {
        std::vector<std::string> words{"belfry", "audit", "plan", contests(terms)};
        std::vector<char*> arguments;
        for (auto& word : words) {
            arguments.push_back(word.data());
        }
        return run(Program{"test", {}}, arguments);
    }

    /// What two people find on every card and in every batch of a round, but for items that were
    /// entered before.
    void read_open(int round, const std::set<std::string>& entered = {}) {
        read_round(
            fmt::format("lists/round-{}.csv", round),
            [&](const Row& row, const std::string&) {
                if (entered.contains(row[0])) {
                    return std::string();
                }
                const auto batch = number_of(row[4]);
                if (row[5] != "whole batch") {
                    return paper(batch, std::stoll(row[5]));
                }
                std::map<std::string, int> votes;
                for (int position = 1; position <= cards_in_batch; ++position) {
                    ++votes[paper(batch, position)];
                }
                return fmt::format(
                    "Ada: {}; Bea, \"the younger\": {}; Cy: 0",
                    votes["Ada"],
                    votes["Bea, \"the younger\""]
                );
            }
        );
    }

    int enter(std::int64_t item, std::vector<std::string> more) {
        more.insert(more.begin(), {"enter", "--item", std::to_string(item)});
        return belfry(more);
    }

    std::string paper_of(std::int64_t item) {
        const auto items = drawn_round().items;
        const auto found = std::ranges::find(items, item, &audit::DrawnItem::item);
        return paper(number_of(found->batch), found->position);
    }

    std::string report(const std::string& name) {
        std::ifstream in(folder() / "report" / name);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    std::string manifest(const std::string& place) {
        std::string text = "Container,Batch Name,Number of Ballots\n";
        for (int batch = 1; batch <= batches_in_place; ++batch) {
            text += fmt::format("Box {},B{},{}\n", batch % 3, batch, cards_in_batch);
        }
        return file(place + "-manifest.csv", text);
    }

    std::string records_of(
        const std::string& place, const std::vector<audit::ContestTerms>& contests
    ) {
        std::vector<std::string> header{"tabulator", "batch", "position", "imprinted", "style"};
        for (const auto& contest : contests) {
            header.push_back(contest.name);
        }
        auto text = audit::csv_line(header);
        for (int batch = 1; batch <= batches_in_place; ++batch) {
            for (int position = 1; position <= cards_in_batch; ++position) {
                const auto vote = paper(batch, position);
                const auto* const cell = vote == "Ada" ? "1" : vote == "blank" ? "-" : "2";
                std::vector<std::string> row{
                    "", fmt::format("B{}", batch), std::to_string(position), "", "1"
                };
                row.insert(row.end(), contests.size(), cell);
                text += audit::csv_line(row);
            }
        }
        return file(place + "-records.csv", text);
    }

    std::string totals(const audit::ContestTerms& contest) {
        std::vector<std::string> header{"Batch Name"};
        for (const auto& choice : contest.choices) {
            header.push_back(choice.name);
        }
        auto text = audit::csv_line(header);
        for (int batch = 1; batch <= batches_in_place; ++batch) {
            std::vector<std::string> row{fmt::format("B{}", batch)};
            for (const auto& choice : contest.choices) {
                int votes = 0;
                for (int position = 1; position <= cards_in_batch; ++position) {
                    votes += paper(batch, position) == choice.name ? 1 : 0;
                }
                row.push_back(std::to_string(votes));
            }
            text += audit::csv_line(row);
        }
        return file("totals.csv", text);
    }
};

TEST_F(WalkThrough, EverythingThatCanHappenToACard) {
    ASSERT_EQ(opened({mayor(AuditMethod::comparison)}), done);
    EXPECT_NE(belfry({"draw"}), done);  // The seed comes first.
    roll_seed();
    ASSERT_EQ(belfry({"draw", "--size", "Mayor, 2026=30"}), done);
    EXPECT_EQ(belfry({"list"}), done);
    EXPECT_EQ(belfry({"list", "--labels"}), done);
    const auto vote = [](const std::string& what) {
        return "Mayor, 2026=" + what;
    };
    // Read differently: a third person, or two who agree.
    ASSERT_EQ(enter(1, {"--by", "Ann", "--vote", vote("blank")}), done);
    EXPECT_EQ(enter(1, {"--by", "Ann", "--vote", vote("blank")}), done);  // Adds nothing.
    EXPECT_NE(enter(1, {"--by", "ann ", "--vote", vote("Cy")}), done);    // Not twice by one.
    ASSERT_EQ(enter(1, {"--by", "Ben", "--vote", vote("overvote")}), done);
    EXPECT_NE(enter(1, {"--by", "Ben", "--third-reading", "--vote", vote("Cy")}), done);
    ASSERT_EQ(enter(1, {"--by", "Cora", "--third-reading", "--vote", vote(paper_of(1))}), done);
    ASSERT_EQ(enter(2, {"--by", "Ann", "--vote", vote("Cy")}), done);
    ASSERT_EQ(enter(2, {"--by", "Ben", "--vote", vote("Ada; Cy")}), done);
    EXPECT_NE(enter(2, {"--by", "Ann", "--agreement", "--vote", vote("Cy")}), done);
    ASSERT_EQ(
        enter(
            2,
            {"--by",
             "Ann",
             "--by",
             "Ben",
             "--agreement",
             "--vote",
             vote(paper_of(2)),
             "--reason",
             "A faint mark."}
        ),
        done
    );
    // Not found, and found by whoever looked again.
    ASSERT_EQ(enter(3, {"--by", "Ann", "--not-found"}), done);
    EXPECT_NE(enter(3, {"--by", "Ann", "--not-found"}), done);
    ASSERT_EQ(enter(3, {"--by", "Ben", "--vote", vote(paper_of(3))}), done);
    ASSERT_EQ(enter(3, {"--by", "Cora", "--vote", vote(paper_of(3))}), done);
    // Not found by two.
    ASSERT_EQ(enter(4, {"--by", "Ann", "--not-found", "--reason", "Not in the box."}), done);
    ASSERT_EQ(enter(4, {"--by", "Ben", "--not-found"}), done);
    // The people at the table cannot agree.
    ASSERT_EQ(enter(5, {"--by", "Ann", "--vote", vote("cannot agree")}), done);
    ASSERT_EQ(enter(5, {"--by", "Ben", "--vote", vote("cannot agree")}), done);
    read_open(1, {"1", "2", "3", "4", "5"});
    ASSERT_EQ(belfry({"measure"}), done);
    const auto before = last_measurement().contests.at(0);
    EXPECT_EQ(before.not_found, 1);
    EXPECT_EQ(before.verdict, Verdict::more);
    EXPECT_GT(before.next, 30);
    // The wrong card was read: it is read anew, and the round is measured again.
    EXPECT_NE(enter(6, {"--by", "Ann", "--wrong-card", "--reason", "Batch B2."}), done);
    ASSERT_EQ(
        enter(6, {"--by", "Ann", "--by", "Ben", "--wrong-card", "--reason", "Batch B2."}), done
    );
    EXPECT_NE(belfry({"draw"}), done);
    ASSERT_EQ(enter(6, {"--by", "Ann", "--vote", vote(paper_of(6))}), done);
    ASSERT_EQ(enter(6, {"--by", "Ben", "--vote", vote(paper_of(6))}), done);
    ASSERT_EQ(belfry({"measure"}), done);
    EXPECT_EQ(last_measurement().contests.at(0).p_value, before.p_value);
    EXPECT_EQ(belfry({"status"}), done);
    for (int round = 2; round <= 6 && last_measurement().contests.at(0).verdict == Verdict::more;
         ++round) {
        ASSERT_EQ(belfry({"draw"}), done);
        read_open(round);
        ASSERT_EQ(belfry({"measure"}), done);
    }
    EXPECT_EQ(last_measurement().contests.at(0).verdict, Verdict::confirmed);
    close_and_verify();
    EXPECT_THAT(report("report.md"), testing::HasSubstr("What it does not show"));
    ASSERT_EQ(belfry({"report", "--language", "es"}), done);
    EXPECT_THAT(report("report.html"), testing::HasSubstr("cota de Kaplan–Markov"));
    const auto copy = (folder().parent_path() / "public").string();
    ASSERT_EQ(belfry({"export", copy}), done);
    EXPECT_FALSE(std::filesystem::exists(copy + "/sealed"));
}

TEST_F(WalkThrough, AWrongOutcomeEndsInAFullCountThatCorrectsIt) {
    ASSERT_EQ(opened({mayor(AuditMethod::bravo)}), done);
    roll_seed();
    ASSERT_EQ(belfry({"draw", "--size", "Mayor, 2026=20"}), done);
    read_round("lists/round-1.csv", [](const Row&, const std::string&) {
        return std::string("Bea, \"the younger\"");
    });
    ASSERT_EQ(belfry({"measure"}), done);
    EXPECT_EQ(last_measurement().contests.at(0).verdict, Verdict::more);
    EXPECT_NE(belfry({"close", "--by", "Clerk"}), done);
    const std::vector<std::string> mayors{"full-count", "--contest", "Mayor, 2026"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), mayors.begin(), mayors.end());
        return belfry(more);
    };
    ASSERT_EQ(with({"--by", "Clerk", "--reason", "Too many for Bea."}), done);
    const std::vector<std::string> votes{
        "--votes", "Ada=100", "--votes", "Bea, \"the younger\"=290", "--votes", "Cy=0"
    };
    auto one = votes;
    one.insert(one.end(), {"--by", "Ann"});
    EXPECT_NE(with(one), done);  // Two people count.
    one.insert(one.end(), {"--by", "Ben"});
    ASSERT_EQ(with(one), done);
    close_and_verify();
    EXPECT_EQ(
        newest<audit::Closing>(EventKind::audit_closed).contests.at(0).verdict,
        Verdict::counted_other
    );
}

TEST_F(WalkThrough, ACommandThatWasInterruptedHalfWayIsGivenAgain) {
    const std::vector terms{mayor(AuditMethod::comparison)};
    ASSERT_EQ(
        belfry(
            {"init",
             "--title",
             "Walk",
             "--election",
             "Municipal 2026",
             "--election-day",
             "2026-11-03",
             "--jurisdiction",
             "Port Ellery",
             "--by",
             "Clerk"}
        ),
        done
    );
    const auto events = [&] {
        const std::filesystem::directory_iterator all(folder() / "events");
        return std::distance(begin(all), end(all));
    };
    const auto before = events();
    const auto file = contests(terms);
    ASSERT_EQ(belfry({"commit", "--contests", file}), done);
    const std::vector<std::string> whole{
        "commit",
        "--contests",
        file,
        "--manifest",
        "Port Ellery=" + manifest("Port Ellery"),
        "--records",
        "Port Ellery=" + records_of("Port Ellery", terms)
    };
    ASSERT_EQ(belfry(whole), done);
    EXPECT_EQ(events(), before + 4);  // The manifest as it came and in plain form.
    ASSERT_EQ(belfry(whole), done);
    EXPECT_EQ(events(), before + 4);  // The manifest as it came and in plain form.
    EXPECT_EQ(belfry({"verify"}), done);
    // Another file in the same place is no repetition.
    auto other = terms;
    other[0].cards += 1;
    EXPECT_NE(belfry({"commit", "--contests", contests(other)}), done);
}

TEST_F(WalkThrough, ContestsThatNoSampleCanDecideAreResults) {
    auto tied = mayor(AuditMethod::bravo);
    tied.name = "Tied";
    tied.choices = {{"Ada", 120}, {"Bea, \"the younger\"", 120}};
    auto alone = mayor(AuditMethod::comparison);
    alone.name = "Alone";
    alone.winners = 3;
    auto far = mayor(AuditMethod::batch_comparison);
    far.name = "Far";
    far.choices[0].votes += 300;
    far.choices[1].votes += 300;
    far.cards = 1200;
    ASSERT_EQ(opened({tied, alone, far}), done);
    const auto prepared = newest<audit::Preparation>(EventKind::commitments_closed);
    EXPECT_EQ(prepared.contests.at(0).standing, audit::Auditability::tied);
    EXPECT_EQ(prepared.contests.at(1).standing, audit::Auditability::no_losers);
    EXPECT_EQ(prepared.contests.at(2).standing, audit::Auditability::unreachable);
    EXPECT_EQ(belfry({"status"}), done);
    EXPECT_EQ(belfry({"verify"}), done);
    EXPECT_EQ(belfry({"report", "--language", "es"}), done);
}

TEST_F(WalkThrough, TransferableVotesAreRefusedWithTheAdviceToCountEveryCard) {
    auto council = mayor(AuditMethod::comparison);
    council.rule = CountingRule::single_transferable_vote;
    council.winners = 2;
    testing::internal::CaptureStderr();
    EXPECT_NE(opened({council}), done);
    EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::HasSubstr("count every card"));
    testing::internal::CaptureStdout();
    EXPECT_EQ(planned({council}), done);
    EXPECT_THAT(testing::internal::GetCapturedStdout(), testing::HasSubstr("count every card"));
}

struct Way {
    const char* name;
    AuditMethod method;
    CountingRule rule = CountingRule::plurality;
    bool all_records = true;
    int winners = 1;
    double share = 0.5;  ///< Ada has two thirds of the votes.
};

class EveryWay : public WalkThrough, public testing::WithParamInterface<Way> {};

TEST_P(EveryWay, IsReachedFromTheCommandLineAndVerified) {
    const auto& way = GetParam();
    auto contest = mayor(way.method);
    contest.rule = way.rule;
    if (way.method == AuditMethod::fixed_percentage) {
        contest.batches_share = 0.1;
    }
    if (way.rule == CountingRule::threshold) {
        contest.share = way.share;
    }
    if (way.rule == CountingRule::instant_runoff) {
        contest.reported_winner = "Ada";
    }
    contest.winners = way.winners;
    ASSERT_EQ(opened({contest}, way.all_records), done);
    roll_seed();
    for (int round = 1; round <= 8; ++round) {
        ASSERT_EQ(belfry({"draw"}), done);
        read_open(round);
        ASSERT_EQ(belfry({"measure"}), done);
        const auto verdict = last_measurement().contests.at(0).verdict;
        if (verdict != Verdict::more) {
            EXPECT_EQ(
                verdict,
                way.method == AuditMethod::fixed_percentage ? Verdict::reported_only
                                                            : Verdict::confirmed
            );
            close_and_verify();
            return;
        }
    }
    FAIL() << "the audit never came to an end";
}

INSTANTIATE_TEST_SUITE_P(
    Audits,
    EveryWay,
    testing::Values(
        Way{"comparison", AuditMethod::comparison},
        Way{"approval", AuditMethod::betting_comparison, CountingRule::approval},
        Way{"instant_runoff", AuditMethod::betting_comparison, CountingRule::instant_runoff},
        Way{"seats", AuditMethod::betting_comparison, CountingRule::dhondt, true, 3},
        Way{"several_winners", AuditMethod::comparison, CountingRule::plurality, true, 2},
        Way{"several_winners_polled", AuditMethod::bravo, CountingRule::plurality, true, 2},
        Way{"several_winners_by_batch",
            AuditMethod::batch_comparison,
            CountingRule::plurality,
            true,
            2},
        Way{"share_not_reached",
            AuditMethod::betting_comparison,
            CountingRule::threshold,
            true,
            1,
            0.75},
        Way{"share_not_reached_polled", AuditMethod::alpha, CountingRule::threshold, true, 1, 0.75},
        Way{"majority", AuditMethod::alpha, CountingRule::threshold},
        Way{"one_audit", AuditMethod::one_audit, CountingRule::plurality, false},
        Way{"bravo", AuditMethod::bravo},
        Way{"minerva", AuditMethod::minerva},
        Way{"providence", AuditMethod::providence},
        Way{"alpha", AuditMethod::alpha},
        Way{"batch_comparison", AuditMethod::batch_comparison},
        Way{"hybrid", AuditMethod::hybrid, CountingRule::plurality, false},
        Way{"stratified", AuditMethod::stratified, CountingRule::plurality, false},
        Way{"fixed_percentage", AuditMethod::fixed_percentage}
    ),
    [](const auto& way) { return std::string(way.param.name); }
);

}  // namespace
}  // namespace belfry::cli
