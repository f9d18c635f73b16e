// How many draws a round should have. The rule's name stands beside every number.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "audit/batch_comparison.hpp"
#include "audit/binomial.hpp"
#include "audit/bravo.hpp"
#include "audit/comparison.hpp"
#include "audit/drawing.hpp"
#include "audit/hybrid.hpp"
#include "audit/measuring.hpp"
#include "audit/minerva.hpp"
#include "audit/overstatement.hpp"
#include "audit/preparation.hpp"

namespace belfry::audit {

namespace {

constexpr double certainty = 0.9;

/// A later round of a method without a rule of its own.
std::int64_t half_again(std::int64_t draws) {
    return draws + std::max<std::int64_t>(1, (draws + 1) / 2);
}

Outcome outcome_over(const AuditInputs& inputs, const PreparedContest& contest) {
    const auto number = inputs.contest_number(contest.contest);
    return outcome_of(reported(inputs.contests.contests[number], contest.population));
}

ComparisonTerms comparison_terms(const AuditInputs& inputs, const PreparedContest& contest) {
    return {inputs.terms.risk_limit, contest.diluted_margin, inputs.terms.gamma};
}

/// Draws of a betting comparison if one-vote overstatements come at a rate.
std::int64_t betting_size(const AuditInputs& inputs, const PreparedContest& contest, double rate) {
    std::int64_t most = 0;
    const auto& terms = inputs.contests.contests[inputs.contest_number(contest.contest)];
    for (const auto& claim : contest.claims) {
        const double upper = upper_bound(assertion_of(terms, claim));
        const double no_error = no_error_value(upper, claim.margin);
        const TestTerms test{
            static_cast<double>(contest.population), 0.5, overstatement_upper(upper, claim.margin)
        };
        most = std::max(
            most,
            tiled_comparison_sample(
                test,
                cobra_adaptive(ComparisonRates{}, no_error),
                no_error,
                rate,
                inputs.terms.risk_limit
            )
        );
    }
    return most;
}

/// Draws of a poll, by Lindeman's quantile, for a margin like the smallest claim's.
std::int64_t polling_size(const AuditInputs& inputs, const PreparedContest& contest) {
    const double margin = contest.diluted_margin;
    return bravo_quantile_size(
        {(1.0 + margin) / 2.0, (1.0 - margin) / 2.0, 0, 0},
        inputs.terms.risk_limit,
        certainty,
        contest.population
    );
}

std::int64_t bravo_size(const AuditInputs& inputs, const PreparedContest& contest) {
    const auto number = inputs.contest_number(contest.contest);
    const auto& choices = inputs.contests.contests[number].choices;
    const auto cards = static_cast<double>(contest.population);
    std::int64_t most = 1;
    for (const auto& pair : outcome_over(inputs, contest).pairs) {
        const PollingPair shares{
            static_cast<double>(choices[pair.winner].votes) / cards,
            static_cast<double>(choices[pair.loser].votes) / cards,
            0,
            0
        };
        if (shares.loser_share > 0.0) {
            most = std::max(
                most,
                bravo_quantile_size(shares, inputs.terms.risk_limit, certainty, contest.population)
            );
        }
    }
    return most;
}

/// Minerva and Providence begin alike: the smallest round that stops with the certainty.
std::int64_t first_polling_round(const AuditInputs& inputs, const PreparedContest& contest) {
    const auto number = inputs.contest_number(contest.contest);
    const auto& choices = inputs.contests.contests[number].choices;
    std::int64_t most = 1;
    for (const auto& pair : outcome_over(inputs, contest).pairs) {
        const auto winner = choices[pair.winner].votes;
        const auto loser = choices[pair.loser].votes;
        const double share = static_cast<double>(winner) / static_cast<double>(winner + loser);
        // Without a vote for the loser every ballot for the winner halves the risk.
        const auto relevant =
            share >= 1.0 ? static_cast<std::int64_t>(std::ceil(-std::log2(inputs.terms.risk_limit)))
                         : smallest_round(share, inputs.terms.risk_limit, certainty);
        most = std::max(most, scaled_to_ballots(relevant, contest.population, winner, loser));
    }
    return most;
}

std::int64_t hybrid_size(const AuditInputs& inputs, const PreparedContest& contest) {
    const auto number = inputs.contest_number(contest.contest);
    std::int64_t most = 1;
    for (const auto& pair : outcome_over(inputs, contest).pairs) {
        const auto size =
            hybrid_sample(reported_strata(inputs, number, pair), inputs.terms.risk_limit);
        most = std::max(most, size ? size->comparison + size->polling : contest.population);
    }
    return most;
}

std::int64_t stratified_size(const AuditInputs& inputs, const PreparedContest& contest) {
    std::int64_t most = 1;
    for (const auto& claim : contest.claims) {
        const auto sizes = stratified_sample(
            strata_for(inputs, contest, claim), inputs.terms.risk_limit, normal_quantile(certainty)
        );
        const auto all = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
        most = std::max(most, sizes.empty() ? contest.population : all);
    }
    return most;
}

std::int64_t batches_size(
    const AuditInputs& inputs, const PreparedContest& contest, double p_value
) {
    return batch_sample(
        *contest.error_bound, inputs.terms.risk_limit, p_value, most_draws(inputs, contest)
    );
}

std::int64_t one_audit_size(const AuditInputs& inputs, const PreparedContest& contest) {
    std::int64_t most = 1;
    for (const auto& claim : contest.claims) {
        const auto outlook = one_audit_outlook(inputs, contest, claim);
        most = std::max(
            most, outlook_sample(outlook, inputs.terms.risk_limit, certainty, contest.population)
        );
    }
    return most;
}

RoundSize within(RoundSize size, const AuditInputs& inputs, const PreparedContest& contest) {
    const auto most = most_draws(inputs, contest);
    if (size.draws >= most && !inputs.terms.with_replacement) {
        return {most, size.rule + "; these are all"};
    }
    return size;
}

RoundSize first_by_rule(const AuditInputs& inputs, const PreparedContest& contest) {
    const auto& terms = inputs.contests.contests[inputs.contest_number(contest.contest)];
    switch (terms.method) {
        case AuditMethod::comparison:
            return {
                expected_comparison_sample(
                    comparison_terms(inputs, contest),
                    ErrorRates{},
                    ComparisonSizeRule::first_round_rates,
                    contest.population
                ),
                "super-simple with one-vote errors on 1 in 1,000 cards and two-vote errors on 1 in "
                "10,000"
            };
        case AuditMethod::betting_comparison:
            return {
                betting_size(inputs, contest, ComparisonRates{}.o1),
                "COBRA with a one-vote overstatement on every 1,000th card"
            };
        case AuditMethod::one_audit:
            return {
                one_audit_size(inputs, contest),
                "bets on what the groups' totals let expect, 90 % by the normal approximation"
            };
        case AuditMethod::bravo:
            return {bravo_size(inputs, contest), "BRAVO, 90 % quantile (Lindeman)"};
        case AuditMethod::alpha:
            return {
                polling_size(inputs, contest),
                "BRAVO's 90 % quantile for two choices with the smallest margin"
            };
        case AuditMethod::minerva:
        case AuditMethod::providence:
            return {
                first_polling_round(inputs, contest),
                "smallest first round that stops with probability 90 %"
            };
        case AuditMethod::hybrid:
            return {hybrid_size(inputs, contest), "SUITE, bisection to the risk limit"};
        case AuditMethod::stratified:
            return {
                stratified_size(inputs, contest),
                "stratified betting with polls that fall short as one in ten does"
            };
        case AuditMethod::batch_comparison:
            return {batches_size(inputs, contest, 1.0), "MACRO without errors, and one batch more"};
        case AuditMethod::fixed_percentage:
            break;
    }
    const auto batches = static_cast<double>(most_draws(inputs, contest));
    return {
        static_cast<std::int64_t>(std::ceil(*terms.batches_share * batches - 1e-9)),
        fmt::format("{:g} % of the batches, rounded up", 100.0 * *terms.batches_share)
    };
}

std::int64_t draws_of_round(const Progress& progress, std::string_view contest, int round) {
    std::int64_t draws = 0;
    for (const auto& each : progress.rounds) {
        for (const auto& draw : each.draws) {
            if (each.round == round && draw.contest == contest) {
                draws += static_cast<std::int64_t>(draw.picks.size());
            }
        }
    }
    return draws;
}

/// Minerva's schedule is known before the first card is seen: round r has ⌊first · 1.5^(r−1)⌋.
std::int64_t minerva_total(const Progress& progress, const ContestRisk& risk) {
    int rounds = 0;
    std::int64_t first = 0;
    for (const auto& round : progress.rounds) {
        const auto draws = draws_of_round(progress, risk.contest, round.round);
        first = first == 0 ? draws : first;
        rounds += draws > 0 ? 1 : 0;
    }
    return risk.draws +
           static_cast<std::int64_t>(std::floor(static_cast<double>(first) * std::pow(1.5, rounds))
           );
}

std::int64_t further_comparison(
    const AuditInputs& inputs, const PreparedContest& contest, const ContestRisk& risk
) {
    // The claim with the most overstatements speaks for the contest.
    Discrepancies worst;
    for (const auto& claim : risk.claims) {
        if (claim.found && claim.found->o1 + 2 * claim.found->o2 > worst.o1 + 2 * worst.o2) {
            worst = {claim.found->o1, claim.found->o2, 0, 0};
        }
    }
    return risk.draws + further_comparison_sample(
                            comparison_terms(inputs, contest), risk.draws, worst, contest.population
                        );
}

std::int64_t further_bets(
    const AuditInputs& inputs, const PreparedContest& contest, const ContestRisk& risk
) {
    double rate = ComparisonRates{}.o1;
    for (const auto& claim : risk.claims) {
        if (claim.found && risk.draws > 0) {
            rate = std::max(
                rate,
                static_cast<double>(claim.found->o1 + 2 * claim.found->o2) /
                    static_cast<double>(risk.draws)
            );
        }
    }
    return std::max(betting_size(inputs, contest, rate), half_again(risk.draws));
}

RoundSize further_by_rule(
    const AuditInputs& inputs,
    const Progress& progress,
    const PreparedContest& contest,
    const ContestRisk& risk
) {
    switch (risk.method) {
        case AuditMethod::comparison: {
            const auto draws = further_comparison(inputs, contest, risk);
            if (draws > risk.draws) {
                return {draws, "super-simple with the overstatement rates seen so far"};
            }
            break;
        }
        case AuditMethod::betting_comparison:
            return {
                further_bets(inputs, contest, risk), "COBRA with the overstatement rate seen so far"
            };
        case AuditMethod::minerva:
            return {
                minerva_total(progress, risk),
                "Minerva's fixed rounds: each 1.5 times the one before"
            };
        case AuditMethod::batch_comparison: {
            const auto draws = risk.draws + batches_size(inputs, contest, risk.p_value);
            return {
                std::min(draws, most_draws(inputs, contest)),
                "MACRO without further errors, and one batch more"
            };
        }
        default:
            break;
    }
    return {half_again(risk.draws), "half as many again as were drawn"};
}

}  // namespace

RoundSize first_round(const AuditInputs& inputs, const PreparedContest& contest) {
    auto size = first_by_rule(inputs, contest);
    size.draws = std::max<std::int64_t>(1, size.draws);
    return within(std::move(size), inputs, contest);
}

RoundSize further_round(
    const AuditInputs& inputs, const Progress& progress, const ContestRisk& risk
) {
    const auto number = inputs.contest_number(risk.contest);
    const auto& contest = progress.preparation->contests[number];
    return within(further_by_rule(inputs, progress, contest, risk), inputs, contest);
}

}  // namespace belfry::audit
