// Holds ballot comparison against values that other audit systems gave for the same inputs.
#include <map>
#include <set>

#include "audit/bravo.hpp"
#include "audit/comparison.hpp"
#include "audit/discrepancy.hpp"
#include "audit/shared_vectors.hpp"
#include "documents/delimited.hpp"

namespace belfry::audit {
namespace {

using namespace vectors;  // NOLINT(google-build-using-namespace): test support

TEST(ComparisonVectors, ColoradoStatesSizesOfEveryContestIn2024And2025) {
    BELFRY_NEEDS_SHARED_DATA();
    int seen = 0;
    int estimated_apart = 0;
    for (const auto& each : rows("colorado_2024_2025_contests.json")) {
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
        EXPECT_EQ(optimistic, whole(row.at("optimistic_samples_to_audit"))) << shown(each);
        const auto estimated =
            colorado_estimate(optimistic, whole(row.at("audited_sample_count")), found);
        estimated_apart += estimated != whole(row.at("estimated_samples_to_audit"));
    }
    EXPECT_GT(seen, 0);
    // The state's own estimates follow another rule in three of 3,495 rows.
    EXPECT_LE(estimated_apart, 1 + seen / 1000);
}

/// The 2025 coordinated election as the state published it: contests with their votes.
std::map<std::string, Contest> colorado_contests() {
    const auto rows_of = [](const std::string& name, const auto& each) {
        const auto text =
            documents::plain_text(shared_text("audit/colorado-2025-coordinated/" + name), name);
        std::map<std::string, std::size_t> columns;
        documents::read_rows(text->text, ',', [&](const documents::DelimitedRow& row) {
            if (columns.empty()) {
                for (std::size_t at = 0; at < row.fields.size(); ++at) {
                    columns[std::string(row.fields[at])] = at;
                }
            } else {
                each([&](const char* column) {
                    return std::string(row.fields.at(columns.at(column)));
                });
            }
            return true;
        });
    };
    std::map<std::string, Contest> out;
    rows_of("round1-contest.csv", [&](const auto& field) {
        Contest contest;
        contest.name = field("contest_name");
        contest.cards = std::stoll(field("ballot_card_count"));
        contest.winners = std::stoi(field("winners_allowed"));
        contest.votes_allowed = contest.winners;
        out[contest.name] = contest;
    });
    rows_of("tabulatePlurality.csv", [&](const auto& field) {
        if (const auto found = out.find(field("contest_name")); found != out.end()) {
            found->second.choices.push_back({field("choice"), std::stoll(field("votes"))});
        }
    });
    return out;
}

TEST(ComparisonVectors, ColoradosSizesFollowFromTheVotesItPublishedIn2025) {
    BELFRY_NEEDS_SHARED_DATA();
    const auto contests = colorado_contests();
    std::set<std::string> seen;
    std::set<std::string> without_votes;
    for (const auto& each : rows("colorado_2024_2025_contests.json")) {
        const auto& row = each.as_object();
        const auto found = contests.find(text(row.at("contest")));
        if (!text(row.at("file")).starts_with("corla2025") || found == contests.end()) {
            continue;
        }
        if (found->second.choices.empty()) {
            without_votes.insert(found->first);
            continue;
        }
        seen.insert(found->first);
        const auto outcome = outcome_of(found->second);
        EXPECT_EQ(outcome.smallest_margin, whole(row.at("min_margin"))) << shown(each);
        if (outcome.standing == Standing::decided) {
            const Discrepancies errors{
                whole(row.at("o1")), whole(row.at("o2")), whole(row.at("u1")), whole(row.at("u2"))
            };
            const ComparisonTerms terms{
                number(row.at("risk_limit")), outcome.diluted_margin, number(row.at("gamma"))
            };
            EXPECT_EQ(
                smallest_comparison_sample(terms, errors),
                whole(row.at("optimistic_samples_to_audit"))
            ) << shown(each);
        } else {
            EXPECT_EQ(whole(row.at("optimistic_samples_to_audit")), 0) << shown(each);
        }
    }
    // Ranked contests are tabulated elsewhere; their sizes follow from the state's margins (above).
    EXPECT_EQ(
        without_votes,
        (std::set<std::string>{
            "City of Fort Collins Councilmember - District 1",
            "City of Fort Collins Councilmember - District 3",
            "City of Fort Collins Mayor"
        })
    );
    EXPECT_EQ(seen.size() + without_votes.size(), contests.size());
}

TEST(ComparisonVectors, AgreesWithRlacalc) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("rlacalc.json")) {
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
                << shown(each);
        } else if (function == "KM_P_value") {
            const Discrepancies found{
                whole(in.at("o1")), whole(in.at("o2")), whole(in.at("u1")), whole(in.at("u2"))
            };
            const ComparisonTerms terms{0.05, value("margin"), value("gamma")};
            expect_relative(
                std::exp(log_kaplan_markov(terms, whole(in.at("n")), found)),
                number(row.at("out")),
                each
            );
        } else if (function == "KM_Expected_sample_size_rounded") {
            const ErrorRates rates{value("or1"), value("or2"), value("ur1"), value("ur2")};
            const ComparisonTerms terms{value("alpha"), value("margin"), value("gamma")};
            EXPECT_EQ(
                expected_comparison_sample(
                    terms, rates, ComparisonSizeRule::iterated_rates, 1'000'000'000
                ),
                whole(row.at("out"))
            ) << shown(each);
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
            EXPECT_NEAR(static_cast<double>(*asn), number(row.at("out")), 1.0) << shown(each);
        } else if (function == "rho") {
            expect_relative(
                sample_multiplier(value("alpha"), value("gamma"), value("lambdatol")),
                number(row.at("out")),
                each
            );
        } else if (function == "ballot_polling_risk_level") {
            expect_relative(
                std::exp(-log_wald_ratio(
                    whole(in.at("winner_votes")),
                    whole(in.at("loser_votes")),
                    whole(in.at("winner_obs")),
                    whole(in.at("loser_obs"))
                )),
                number(row.at("out")),
                each
            );
        }
    }
}

RecordMark mark_of(const Value& value) {
    const auto written = value.is_string() ? text(value) : std::to_string(whole(value));
    if (written == "o") {
        return RecordMark::overvote;
    }
    if (written == "u") {
        return RecordMark::undervote;
    }
    return written == "0" || written.empty() ? RecordMark::none : RecordMark::vote;
}

/// Votes of one contest on a card, or nothing where the card lacks it.
const Object* votes_in(const Value& card, const Contest& contest) {
    const auto* votes = card.is_object() ? card.as_object().if_contains(contest.name) : nullptr;
    return votes != nullptr && votes->is_object() ? &votes->as_object() : nullptr;
}

CardRecord record_of(const Value* card, const Contest& contest) {
    CardRecord out;
    out.exists = card != nullptr && card->is_object();
    if (const auto* votes = out.exists ? votes_in(*card, contest) : nullptr) {
        for (const auto& choice : contest.choices) {
            const auto* mark = votes->if_contains(choice.name);
            out.marks.push_back(mark != nullptr ? mark_of(*mark) : RecordMark::none);
        }
    }
    return out;
}

HandReading reading_of(const Value& card, const Contest& contest) {
    HandReading out;
    out.found = card.is_object();
    if (const auto* votes = votes_in(card, contest)) {
        for (const auto& choice : contest.choices) {
            const auto* mark = votes->if_contains(choice.name);
            out.marks.push_back(mark != nullptr && mark_of(*mark) == RecordMark::vote ? 1 : 0);
        }
    }
    return out;
}

std::vector<std::pair<std::string, ComparedCard>> compared(
    const Object& in, const Contest& contest
) {
    std::vector<std::pair<std::string, ComparedCard>> out;
    const auto outcome = outcome_of(contest);
    for (const auto& [id, sampled] : in.at("sample_cvr").as_object()) {
        const auto* record = in.at("cvrs").as_object().if_contains(id);
        const auto& draw = sampled.as_object();
        out.push_back(
            {id,
             {card_discrepancy(
                  contest, outcome, record_of(record, contest), reading_of(draw.at("cvr"), contest)
              ),
              whole(draw.at("times_sampled"))}}
        );
    }
    return out;
}

TEST(ComparisonVectors, DiscrepanciesOfArlo) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("arlo_supersimple.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const auto function = text(row.at("function"));
        const auto contest = contest_of(in.at("contest"));
        if (function == "supersimple.discrepancy") {
            const auto pair = pair_of(contest, text(in.at("winner")), text(in.at("loser")));
            const int ours = pair_discrepancy(
                contest,
                pair,
                record_of(&in.at("reported"), contest),
                reading_of(in.at("audited"), contest)
            );
            const auto& theirs = row.at("output");
            EXPECT_EQ(ours, theirs.is_null() ? 0 : whole(theirs.as_object().at("counted_as")))
                << shown(each);
            if (!theirs.is_null() && pair.margin > 0) {
                expect_close(
                    static_cast<double>(ours) / static_cast<double>(pair.margin),
                    number(theirs.as_object().at("weighted_error")),
                    each
                );
            }
        } else if (function == "supersimple.compute_discrepancies") {
            const auto& theirs = row.at("output").as_object();
            const bool one_pair = outcome_of(contest).pairs.size() == 1;
            for (const auto& [id, card] : compared(in, contest)) {
                const auto* found = theirs.if_contains(id);
                const auto& ours = card.discrepancy;
                // Documented: where pairs differ in sign the peer leaves out those without error.
                if (found == nullptr || found->is_null()) {
                    EXPECT_EQ(ours.votes, 0) << id << shown(each);
                } else if (one_pair || ours.votes > 0) {
                    EXPECT_EQ(ours.votes, whole(found->as_object().at("counted_as"))) << id;
                    // Documented: the peer takes the pair with the most votes, not the most error.
                    EXPECT_GE(
                        ours.relative, number(found->as_object().at("weighted_error")) - 1e-15
                    ) << id;
                }
            }
        }
    }
}

TEST(ComparisonVectors, RiskOfArlo) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("arlo_supersimple.json")) {
        const auto& row = each.as_object();
        if (text(row.at("function")) != "supersimple.compute_risk" || !row.contains("output")) {
            continue;
        }
        const auto& in = row.at("input").as_object();
        const auto contest = contest_of(in.at("contest"));
        std::vector<ComparedCard> cards;
        std::int64_t draws = 0;
        for (const auto& [id, card] : compared(in, contest)) {
            cards.push_back(card);
            draws += card.times;
        }
        const double ours = comparison_risk(contest, cards);
        const double theirs = number(row.at("output").as_array()[0]);
        if (draws >= contest.cards) {
            // Documented: the peer calls as many draws as cards a full count.
            EXPECT_EQ(theirs, 0.0) << shown(each);
            EXPECT_GE(ours, theirs);
        } else if (outcome_of(contest).pairs.size() > 1) {
            EXPECT_GE(ours, theirs - 1e-12) << shown(each);
        } else {
            expect_close(ours, theirs, each);
        }
        EXPECT_EQ(
            theirs < number(in.at("risk_limit")) / 100.0 && theirs > 0.0,
            row.at("output").as_array()[1].as_bool() && theirs > 0.0
        ) << shown(each);
    }
}

TEST(ComparisonVectors, SizeByMeanGrowthOfCorla18) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("corla18_suite.json")) {
        const auto& row = each.as_object();
        if (text(row.at("f")) == "findNmin_ballot_comparison_rates") {
            const auto& in = row.at("in").as_object();
            const ErrorRates rates{
                number(in.at("r1")), number(in.at("r2")), number(in.at("s1")), number(in.at("s2"))
            };
            const ComparisonTerms terms{
                number(in.at("alpha")),
                number(in.at("reported_margin")) / number(in.at("N")),
                number(in.at("gamma"))
            };
            EXPECT_EQ(
                expected_comparison_sample(
                    terms, rates, ComparisonSizeRule::mean_growth, 1'000'000'000
                ),
                whole(row.at("out"))
            ) << shown(each);
        }
    }
}

TEST(ComparisonVectors, AgreesWithArlosSizes) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("arlo_supersimple.json")) {
        const auto& row = each.as_object();
        const auto& in = row.at("input").as_object();
        const auto function = text(row.at("function"));
        if (function == "supersimple.nMin") {
            const auto contest = contest_of(in.at("contest"));
            const ComparisonTerms terms{
                number(in.at("alpha")), outcome_of(contest).diluted_margin, gamma_default
            };
            const Discrepancies found{
                whole(in.at("o1")), whole(in.at("o2")), whole(in.at("u1")), whole(in.at("u2"))
            };
            EXPECT_EQ(smallest_comparison_sample(terms, found), whole(row.at("output")))
                << shown(each);
        } else if (function == "supersimple.get_sample_sizes" && row.contains("output")) {
            const auto contest = contest_of(in.at("contest"));
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
            EXPECT_EQ(size, whole(row.at("output"))) << shown(each);
        }
    }
}

}  // namespace
}  // namespace belfry::audit
