// Holds the formulas against values that other audit systems gave for the same inputs.
#include <cmath>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/batch_comparison.hpp"
#include "audit/bravo.hpp"
#include "audit/comparison.hpp"
#include "audit/hybrid.hpp"
#include "audit/minerva.hpp"
#include "audit/overstatement.hpp"
#include "base/shared_data.hpp"
#include "json/json.hpp"

namespace belfry::audit {
namespace {

using json::Array;
using json::Object;
using json::Value;

Array vectors(const std::string& name) {
    const auto text = shared_text("audit-vectors/" + name);
    return boost::json::parse(text).as_object().at("vectors").as_array();
}

double number(const Value& value) {
    if (value.is_object()) {
        return std::stod(std::string(value.as_object().at("decimal").as_string()));
    }
    if (value.is_string()) {
        return std::stod(std::string(value.as_string()));
    }
    return value.to_number<double>();
}

std::int64_t whole(const Value& value) {
    return std::llround(number(value));
}

void expect_close(double ours, double theirs, const std::string& what) {
    EXPECT_NEAR(ours, theirs, 1e-9 * std::max(1.0, std::abs(theirs)) + 1e-14) << what;
}

void expect_relative(double ours, double theirs, const std::string& what) {
    if (theirs == 0.0) {
        EXPECT_NEAR(ours, 0.0, 1e-300) << what;
    } else {
        EXPECT_NEAR(ours / theirs, 1.0, 2e-9) << what << ": ours " << ours << ", theirs " << theirs;
    }
}

std::string text_of(const Value& value) {
    return boost::json::serialize(value).substr(0, 600);
}

Contest contest_of(const Object& given) {
    Contest out;
    out.name = given.at("name").as_string();
    out.cards = whole(given.at("ballots"));
    out.winners = static_cast<int>(whole(given.at("numWinners")));
    out.votes_allowed = static_cast<int>(whole(given.at("votesAllowed")));
    for (const auto& each : given.at("candidates").as_array()) {
        out.choices.push_back(
            {std::string(each.as_array()[0].as_string()), whole(each.as_array()[1])}
        );
    }
    return out;
}

TEST(ComparisonVectors, ColoradoStatesSizesOfEveryContestIn2024And2025) {
    BELFRY_NEEDS_SHARED_DATA();
    int seen = 0;
    int estimated_apart = 0;
    for (const auto& each : vectors("colorado_2024_2025_contests.json")) {
        const auto& row = each.as_object();
        ++seen;
        if (whole(row.at("min_margin")) <= 0) {
            // A tie: the state says 0, "not auditable".
            EXPECT_EQ(whole(row.at("optimistic_samples_to_audit")), 0);
            continue;
        }
        const ComparisonTerms terms{
            number(row.at("risk_limit")),
            number(row.at("min_margin")) / number(row.at("ballot_card_count")),
            number(row.at("gamma"))
        };
        const Discrepancies found{
            whole(row.at("o1")), whole(row.at("o2")), whole(row.at("u1")), whole(row.at("u2"))
        };
        const auto optimistic = smallest_comparison_sample(terms, found);
        EXPECT_EQ(optimistic, whole(row.at("optimistic_samples_to_audit"))) << text_of(each);
        const auto estimated =
            colorado_estimate(optimistic, whole(row.at("audited_sample_count")), found);
        estimated_apart += estimated != whole(row.at("estimated_samples_to_audit"));
    }
    EXPECT_EQ(seen, 3495);
    EXPECT_LE(estimated_apart, 3);
}

TEST(ComparisonVectors, AgreesWithRlacalc) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("rlacalc.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("in").as_object();
        const std::string function(row.at("f").as_string());
        const auto value = [&](const char* name) {
            return number(in.at(name));
        };
        if (function == "nmin") {
            const auto count = [&](const char* name) {
                return in.contains(name) ? whole(in.at(name)) : 0;
            };
            const Discrepancies found{count("o1"), count("o2"), count("u1"), count("u2")};
            const ComparisonTerms terms{value("alpha"), value("margin"), value("gamma")};
            EXPECT_EQ(smallest_comparison_sample(terms, found), whole(row.at("out")))
                << text_of(each);
        } else if (function == "KM_P_value") {
            const Discrepancies found{
                whole(in.at("o1")), whole(in.at("o2")), whole(in.at("u1")), whole(in.at("u2"))
            };
            const ComparisonTerms terms{0.05, value("margin"), value("gamma")};
            expect_relative(
                std::exp(log_kaplan_markov(terms, whole(in.at("n")), found)),
                number(row.at("out")),
                text_of(each)
            );
        } else if (function == "KM_Expected_sample_size_rounded") {
            const ErrorRates rates{value("or1"), value("or2"), value("ur1"), value("ur2")};
            const ComparisonTerms terms{value("alpha"), value("margin"), value("gamma")};
            EXPECT_EQ(
                expected_comparison_sample(
                    terms, rates, ComparisonSizeRule::iterated_rates, 1'000'000'000
                ),
                whole(row.at("out"))
            ) << text_of(each);
        } else if (function == "findAsn") {
            const double share = (1.0 + value("margin")) / 2.0;
            const double z = std::log(2.0 * share);
            const double l = std::log(2.0 - 2.0 * share);
            const Contest contest{
                "x",
                1'000'000'000,
                1,
                1,
                {{"w", std::llround(1e9 * share)}, {"l", std::llround(1e9 * (1.0 - share))}}
            };
            const auto asn = bravo_average_size(contest, {0, {0, 0}, 0}, value("alpha"));
            ASSERT_TRUE(asn) << z << l;
            EXPECT_NEAR(static_cast<double>(*asn), number(row.at("out")), 1.0) << text_of(each);
        } else if (function == "ballot_polling_risk_level") {
            expect_relative(
                std::exp(-log_wald_ratio(
                    whole(in.at("winner_votes")),
                    whole(in.at("loser_votes")),
                    whole(in.at("winner_obs")),
                    whole(in.at("loser_obs"))
                )),
                number(row.at("out")),
                text_of(each)
            );
        }
    }
}

TEST(ComparisonVectors, AgreesWithArlosSizes) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("arlo_supersimple.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const auto function = row.at("function").as_string();
        if (function == "supersimple.nMin") {
            const auto contest = contest_of(in.at("contest").as_object());
            const ComparisonTerms terms{
                number(in.at("alpha")), outcome_of(contest).diluted_margin, gamma_default
            };
            const Discrepancies found{
                whole(in.at("o1")), whole(in.at("o2")), whole(in.at("u1")), whole(in.at("u2"))
            };
            EXPECT_EQ(smallest_comparison_sample(terms, found), whole(row.at("output")))
                << text_of(each);
        } else if (function == "supersimple.get_sample_sizes" && row.contains("output")) {
            const auto contest = contest_of(in.at("contest").as_object());
            const ComparisonTerms terms{
                number(in.at("risk_limit")) / 100.0,
                outcome_of(contest).diluted_margin,
                gamma_default
            };
            std::int64_t size = 0;
            if (in.at("sample_results").is_null()) {
                size = expected_comparison_sample(
                    terms, {}, ComparisonSizeRule::first_round_rates, contest.cards
                );
            } else {
                const auto& seen = in.at("sample_results").as_object();
                const Discrepancies found{
                    whole(seen.at("1-over")),
                    whole(seen.at("2-over")),
                    whole(seen.at("1-under")),
                    whole(seen.at("2-under"))
                };
                size = further_comparison_sample(
                    terms, whole(seen.at("sample_size")), found, contest.cards
                );
            }
            EXPECT_EQ(size, whole(row.at("output"))) << text_of(each);
        }
    }
}

PollingSample sample_of(const Contest& contest, const Value& rounds) {
    PollingSample out;
    out.votes.assign(contest.choices.size(), 0);
    const auto add = [&](const Object& round) {
        for (std::size_t at = 0; at < contest.choices.size(); ++at) {
            if (const auto* votes = round.if_contains(contest.choices[at].name)) {
                out.votes[at] += whole(*votes);
            }
        }
    };
    if (rounds.is_object()) {
        for (const auto& [name, round] : rounds.as_object()) {
            if (round.is_object()) {
                add(round.as_object());
            }
        }
    }
    return out;
}

TEST(BravoVectors, AgreesWithArlo) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("arlo_bravo.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const auto function = row.at("function").as_string();
        if (!row.contains("output")) {
            continue;
        }
        if (function == "bravo.compute_risk") {
            const auto contest = contest_of(in.at("contest").as_object());
            const auto risks = bravo_risks(contest, sample_of(contest, in.at("sample_results")));
            for (const auto& theirs :
                 row.at("output").as_array()[0].as_object().at("map").as_array()) {
                const auto& names = theirs.as_array()[0].as_array();
                for (const auto& risk : risks) {
                    if (contest.choices[risk.pair.winner].name == names[0].as_string() &&
                        contest.choices[risk.pair.loser].name == names[1].as_string()) {
                        expect_close(risk.p_value, number(theirs.as_array()[1]), text_of(each));
                    }
                }
            }
        } else if (function == "bravo.get_expected_sample_size") {
            const auto contest = contest_of(in.at("contest").as_object());
            const Object rounds{{"all", in.at("cumulative_sample_results")}};
            const auto size =
                bravo_average_size(contest, sample_of(contest, rounds), number(in.at("alpha")));
            ASSERT_TRUE(size) << text_of(each);
            EXPECT_EQ(*size, whole(row.at("output").as_object().at("size"))) << text_of(each);
        } else if (function == "bravo.bravo_sample_sizes") {
            const PollingPair pair{
                number(in.at("p_w")),
                number(in.at("p_r")),
                whole(in.at("sample_w")),
                whole(in.at("sample_r"))
            };
            const auto size = bravo_quantile_size(
                pair,
                number(in.at("alpha")),
                number(in.at("p_completion")),
                whole(in.at("total_ballots"))
            );
            // One of Arlo's answers is a rounding of a decimal fraction: 1683/0.68 is 2475.
            EXPECT_NEAR(static_cast<double>(size), number(row.at("output")), 1.0) << text_of(each);
        } else if (function == "bravo.expected_prob" && number(in.at("alpha")) < 1.0) {
            const PollingPair pair{
                number(in.at("p_w")),
                number(in.at("p_r")),
                whole(in.at("sample_w")),
                whole(in.at("sample_r"))
            };
            EXPECT_NEAR(
                bravo_probability_at(pair, number(in.at("alpha")), whole(in.at("asn"))),
                number(row.at("output")),
                0.00501
            ) << text_of(each);
        }
    }
}

TEST(MinervaVectors, KeepsTheSmallestRoundOfTheExactTable) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("minerva_first_round_exact.json")) {
        const auto& row = each.as_object();
        const double share = number(row.at("winner_share"));
        const double alpha = number(row.at("alpha"));
        const auto size = smallest_round(share, alpha, number(row.at("stop_prob")));
        EXPECT_EQ(size, whole(row.at("smallest_n"))) << text_of(each);
        EXPECT_EQ(least_winner_count(size, share, alpha), whole(row.at("kmin_at_smallest")));
    }
}

TEST(MinervaVectors, CountsAndRiskLevelsOfR2b2) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("r2b2.json")) {
        const auto& row = each.as_object();
        if (row.at("class").as_string() == "EOR_BRAVO" || !row.at("tally").is_array() ||
            row.contains("raises")) {
            continue;
        }
        const auto& tally = row.at("tally").as_array();
        const double share = number(tally[0]) / (number(tally[0]) + number(tally[1]));
        const double alpha = number(row.at("alpha"));
        const auto kind = row.at("kind").as_string();
        if (kind == "kmins") {
            std::vector<std::int64_t> sizes;
            for (const auto& size : row.at("cumulative_rounds").as_array()) {
                sizes.push_back(whole(size));
            }
            const auto ours = minerva_least_counts(sizes, share, alpha);
            for (std::size_t at = 0; at < sizes.size(); ++at) {
                EXPECT_EQ(ours[at], whole(row.at("kmins").as_array()[at])) << text_of(each);
            }
        } else if (kind == "rounds") {
            std::vector<PollingRound> rounds;
            for (const auto& round : row.at("rounds_cumulative").as_array()) {
                rounds.push_back({whole(round.as_array()[0]), whole(round.as_array()[1])});
            }
            const auto ours = minerva_p_values(rounds, share, alpha);
            const auto& theirs = row.at("pvalue_schedule").as_array();
            for (std::size_t at = 0; at < theirs.size(); ++at) {
                expect_close(ours[at], std::min(1.0, number(theirs[at])), text_of(each));
            }
        } else if (kind == "first_round_size") {
            const auto ours = smallest_round(share, alpha, number(row.at("sprob")));
            EXPECT_LE(ours, whole(row.at("size"))) << text_of(each);
            EXPECT_GE(first_round_stops(ours, share, alpha), number(row.at("sprob")) - 1e-12);
            expect_close(
                first_round_stops(whole(row.at("size")), share, alpha),
                number(row.at("stop_prob")),
                text_of(each)
            );
        }
    }
}

double worst_minerva(const Contest& contest, const Value& results, double alpha, bool providence) {
    double worst = 0.0;
    for (const auto& pair : outcome_of(contest).pairs) {
        const auto& winner = contest.choices[pair.winner];
        const auto& loser = contest.choices[pair.loser];
        if (winner.votes == loser.votes) {
            return 1.0;
        }
        const double share =
            static_cast<double>(winner.votes) / static_cast<double>(winner.votes + loser.votes);
        std::vector<PollingRound> rounds;
        PollingRound seen;
        for (const auto& [name, round] : results.as_object()) {
            const auto w = whole(round.as_object().at(winner.name));
            seen.ballots += w + whole(round.as_object().at(loser.name));
            seen.winner += w;
            rounds.push_back(seen);
        }
        worst = std::max(
            worst,
            providence ? providence_p_value(rounds, share)
                       : minerva_p_values(rounds, share, alpha).back()
        );
    }
    return worst;
}

TEST(MinervaVectors, RiskLevelsOfArlo) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const bool providence : {false, true}) {
        for (const auto& each :
             vectors(providence ? "arlo_providence.json" : "arlo_minerva.json")) {
            const auto& row = each.as_object();
            if (!row.at("function").as_string().ends_with("compute_risk")) {
                continue;
            }
            const auto& in = row.at("input").as_object();
            const auto contest = contest_of(in.at("contest").as_object());
            const double ours = worst_minerva(
                contest, in.at("sample_results"), number(in.at("risk_limit")) / 100.0, providence
            );
            const auto& theirs =
                row.at("output").as_array()[0].as_object().at("map").as_array()[0].as_array()[1];
            expect_close(ours, number(theirs), text_of(each));
        }
    }
}

TEST(ProvidenceVectors, FurtherRoundsAreNoLargerThanArlos) {
    BELFRY_NEEDS_SHARED_DATA();
    // 100 ballots showed 54 for the winner; Arlo says 235, 258 and 312 for .7, .8 and .9.
    const PollingRound seen{100, 54};
    EXPECT_LE(further_providence_round(seen, 0.6, 0.1, 0.9), 212 + 100);
    EXPECT_EQ(smallest_round(0.6, 0.1, 0.9), 173);
}

BatchTally batch_of(const Contest& contest, const Value* given) {
    BatchTally out;
    out.votes.assign(contest.choices.size(), 0.0);
    if (given == nullptr || !given->is_object()) {
        return out;
    }
    const auto* votes = given->as_object().if_contains(contest.name);
    if (votes == nullptr) {
        return out;
    }
    out.cards = whole(votes->as_object().at("ballots"));
    for (std::size_t at = 0; at < contest.choices.size(); ++at) {
        out.votes[at] = number(votes->as_object().at(contest.choices[at].name));
    }
    return out;
}

TEST(BatchVectors, AgreesWithArlo) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("arlo_macro.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const auto& given = in.at("contest").as_object();
        BatchTerms terms{contest_of(given), whole(given.at("pendingBallots")), 0, false};
        terms.majority_or_runoff = given.at("isSubjectToRunoff").as_bool();
        const auto function = row.at("function").as_string();
        const auto* reported = in.if_contains("reported_results");
        if (function == "macro.compute_max_error") {
            terms.unauditable = whole(in.at("unauditable_ballots"));
            const Object wrapped(in.at("batch_results").as_object());
            const Value batch(wrapped);
            expect_close(
                batch_error_bound(terms, batch_of(terms.contest, &batch)),
                number(row.at("output")),
                text_of(each)
            );
        } else if (function == "macro.compute_U") {
            std::vector<BatchTally> batches;
            for (const auto& [name, batch] : reported->as_object()) {
                batches.push_back(batch_of(terms.contest, &batch));
            }
            terms.unauditable = unauditable_cards(terms.contest, batches);
            expect_close(
                total_error_bound(terms, batches), number(row.at("output")), text_of(each)
            );
        } else if (function == "macro.get_sample_sizes" && row.contains("output") &&
                   in.at("sample_results").as_object().empty()) {
            std::vector<BatchTally> batches;
            for (const auto& [name, batch] : reported->as_object()) {
                batches.push_back(batch_of(terms.contest, &batch));
            }
            terms.unauditable = unauditable_cards(terms.contest, batches);
            EXPECT_EQ(
                batch_sample(
                    total_error_bound(terms, batches),
                    number(in.at("risk_limit")) / 100.0,
                    1.0,
                    static_cast<std::int64_t>(batches.size())
                ),
                whole(row.at("output"))
            ) << text_of(each);
        }
    }
}

TEST(HybridVectors, StrataAndCombinationOfArloAndCorla18) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("arlo_suite.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const std::string function(row.at("function").as_string());
        if (!function.ends_with("compute_pvalue") || !row.contains("output")) {
            continue;
        }
        const auto& self = in.at("self").as_object();
        const std::string winner(in.at("winner").as_string());
        const std::string loser(in.at("loser").as_string());
        const auto votes = [&](const std::string& name) {
            return whole(self.at("vote_totals").as_object().at(name));
        };
        double ours = 0.0;
        if (function.find("Polling") != std::string::npos) {
            PollingStratum stratum{whole(self.at("num_ballots")), votes(winner), votes(loser)};
            stratum.drawn = whole(self.at("sample_size"));
            for (const auto& [name, round] : self.at("sample").as_object()) {
                stratum.sampled_winner += whole(round.as_object().at(winner));
                stratum.sampled_loser += whole(round.as_object().at(loser));
            }
            ours = polling_stratum_p(
                stratum, whole(in.at("reported_margin")), number(in.at("null_lambda"))
            );
        } else if (whole(self.at("sample_size")) >= whole(self.at("num_ballots"))) {
            // Arlo takes as many draws as cards for a full count. Drawn with replacement they are
            // none, and the bound stays what it is.
            continue;
        } else {
            ComparisonStratum stratum{whole(self.at("num_ballots")), votes(winner), votes(loser)};
            stratum.drawn = whole(self.at("sample_size"));
            const auto& found = self.at("misstatements")
                                    .as_object()
                                    .at("map")
                                    .as_array()[0]
                                    .as_array()[1]
                                    .as_object();
            stratum.found = {
                whole(found.at("o1")),
                whole(found.at("o2")),
                whole(found.at("u1")),
                whole(found.at("u2"))
            };
            ours = comparison_stratum_p(
                stratum,
                whole(in.at("reported_margin")),
                number(in.at("null_lambda")),
                gamma_default
            );
        }
        expect_close(ours, number(row.at("output")), text_of(each));
    }
    expect_close(fisher_combined(0.01, 0.9), 0.05139477631481326, "Fisher");
    PollingStratum sample{1000, 0, 0, 100, 60, 30};
    sample.winner = 600;
    sample.loser = 300;
    EXPECT_GT(trihypergeometric_p(sample, 100.0), 0.0);
}

HybridPair hybrid_of(const Object& in) {
    HybridPair out;
    const std::string winner(in.at("winner").as_string());
    const std::string loser(in.at("loser").as_string());
    const auto& polling = in.at("bp_stratum").as_object();
    const auto& comparison = in.at("cvr_stratum").as_object();
    const auto votes = [](const Object& stratum, const std::string& name) {
        return whole(stratum.at("vote_totals").as_object().at(name));
    };
    out.comparison = {
        whole(comparison.at("num_ballots")), votes(comparison, winner), votes(comparison, loser)
    };
    out.comparison.drawn = whole(comparison.at("sample_size"));
    out.polling = {whole(polling.at("num_ballots")), votes(polling, winner), votes(polling, loser)};
    out.polling.drawn = whole(polling.at("sample_size"));
    for (const auto& [name, round] : polling.at("sample").as_object()) {
        out.polling.sampled_winner += whole(round.as_object().at(winner));
        out.polling.sampled_loser += whole(round.as_object().at(loser));
    }
    for (const auto& entry : comparison.at("misstatements").as_object().at("map").as_array()) {
        const auto& names = entry.as_array()[0].as_array();
        if (names[0].as_string() == winner && names[1].as_string() == loser) {
            const auto& found = entry.as_array()[1].as_object();
            out.comparison.found = {
                whole(found.at("o1")),
                whole(found.at("o2")),
                whole(found.at("u1")),
                whole(found.at("u2"))
            };
        }
    }
    return out;
}

TEST(HybridVectors, LargestCombinedRiskOfArlo) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("arlo_suite.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const std::string function(row.at("function").as_string());
        if (function == "suite.maximize_fisher_combined_pvalue") {
            expect_close(
                hybrid_p_value(hybrid_of(in), number(in.at("alpha"))),
                number(row.at("output")),
                text_of(each)
            );
        } else if (function == "suite.try_n") {
            expect_close(
                hybrid_p_if_drawn(hybrid_of(in), number(in.at("alpha")), whole(in.at("n"))),
                number(row.at("output")),
                text_of(each)
            );
        }
    }
}

TEST(HybridVectors, ComparisonStratumOfCorla18) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("corla18_suite.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("in").as_object();
        if (row.at("f").as_string() == "ballot_comparison_pvalue") {
            ComparisonStratum stratum{whole(in.at("N")), 0, 0, whole(in.at("n"))};
            stratum.found = {
                whole(in.at("o1")), whole(in.at("o2")), whole(in.at("u1")), whole(in.at("u2"))
            };
            const double ours = comparison_stratum_p(
                stratum,
                whole(in.at("reported_margin")),
                number(in.at("null_lambda")),
                number(in.at("gamma"))
            );
            expect_close(ours, std::min(1.0, number(row.at("out"))), text_of(each));
        }
    }
}

}  // namespace
}  // namespace belfry::audit
