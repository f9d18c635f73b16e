#include "audit/plan_sizes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "audit/batch_comparison.hpp"
#include "audit/binomial.hpp"
#include "audit/bravo.hpp"
#include "audit/comparison.hpp"
#include "audit/hybrid.hpp"
#include "audit/minerva.hpp"
#include "audit/oneaudit.hpp"
#include "audit/stratified.hpp"

namespace belfry::audit {

namespace {

/// A test whose logarithm grows by `none` with a correct card, and falls with an error.
struct Growth {
    double none = 0.0;
    double one_vote = 0.0;
    double two_votes = 0.0;
};

/// P[the test is over after n cards] with errors as independent events at their rates: the sum over
/// the few two-vote errors that can occur of the one-vote errors that still leave it over.
double over_after(std::int64_t n, const Growth& growth, const PlanTerms& terms) {
    const double wanted = -std::log(terms.risk_limit);
    double sum = 0.0;
    double left = 1.0;
    const auto cards = static_cast<double>(n);
    // Of fewer than these there is no chance to speak of (10⁻¹⁴); in a large contest they are many.
    const double mean = cards * terms.two_vote_rate;
    const auto first =
        static_cast<std::int64_t>(std::max(0.0, std::floor(mean - 8.0 * std::sqrt(mean) - 8.0)));
    for (std::int64_t two = first; two <= n && left > 1e-9; ++two) {
        const double mass = binomial_mass(two, n, terms.two_vote_rate);
        left -= mass;
        const double height = static_cast<double>(two) * (growth.two_votes - growth.none) +
                              cards * growth.none - wanted;
        if (height < 0.0) {
            break;
        }
        const double most = std::floor(height / (growth.none - growth.one_vote));
        const auto beyond = static_cast<std::int64_t>(std::min(most, cards)) + 1;
        sum += mass * (1.0 - binomial_tail(beyond, n, terms.one_vote_rate));
    }
    return sum;
}

/// The smallest n ≤ cards at which the test is over with the certainty asked.
std::int64_t size_at(
    double certainty, const Growth& growth, const PlanTerms& terms, std::int64_t cards
) {
    if (growth.none <= 0.0 || over_after(cards, growth, terms) < certainty) {
        return cards;
    }
    std::int64_t low = 0;
    auto high = cards;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (over_after(middle, growth, terms) >= certainty) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

MethodSizes comparison_sizes(const Contest& contest, const PlanTerms& terms) {
    const double margin = outcome_of(contest).diluted_margin;
    const ComparisonTerms with{terms.risk_limit, margin, terms.gamma};
    const Growth growth{
        -log_kaplan_markov(with, 1, {}),
        -log_kaplan_markov(with, 1, {1, 0, 0, 0}),
        -log_kaplan_markov(with, 1, {0, 1, 0, 0})
    };
    const ErrorRates rates{terms.one_vote_rate, terms.two_vote_rate, 0.0, 0.0};
    const auto rule = ComparisonSizeRule::first_round_rates;
    return {
        expected_comparison_sample(with, rates, rule, contest.cards),
        size_at(0.8, growth, terms, contest.cards),
        size_at(0.9, growth, terms, contest.cards),
        SizeRule::stated_error_rates,
        SizeRule::binomial_errors
    };
}

/// `none` is what a card without error shows.
MethodSizes betting_sizes(double none, const PlanTerms& terms, std::int64_t cards) {
    const double right = 1.0 - terms.one_vote_rate - terms.two_vote_rate;
    const std::array outlook{
        Outlook{none, right},
        Outlook{none / 2.0, terms.one_vote_rate},
        Outlook{0.0, std::max(terms.two_vote_rate, 1e-5)}
    };
    const double bet = best_bet(outlook, 0.5);
    const Growth growth{
        std::log1p(bet * (none - 0.5)), std::log1p(bet * (none / 2.0 - 0.5)), std::log1p(-bet * 0.5)
    };
    return {
        outlook_sample(outlook, terms.risk_limit, 0.5, cards),
        size_at(0.8, growth, terms, cards),
        size_at(0.9, growth, terms, cards),
        SizeRule::mean_growth,
        SizeRule::binomial_errors
    };
}

MethodSizes betting_sizes(const Contest& contest, const PlanTerms& terms) {
    const double none = no_error_value(1.0, outcome_of(contest).diluted_margin);
    return betting_sizes(none, terms, contest.cards);
}

/// How hard a pair is to poll: ballots go about with this.
double hardness(const Contest& contest, const Pair& pair) {
    const auto both = contest.choices[pair.winner].votes + contest.choices[pair.loser].votes;
    const auto margin = static_cast<double>(pair.margin);
    return static_cast<double>(both) / (margin * margin);
}

/// The pairs that can need the most ballots: those nearly as hard as the hardest.
std::vector<Pair> hard_pairs(const Contest& contest) {
    auto pairs = outcome_of(contest).pairs;
    double most = 0.0;
    for (const auto& pair : pairs) {
        most = std::max(most, hardness(contest, pair));
    }
    std::erase_if(pairs, [&](const Pair& pair) { return hardness(contest, pair) < 0.6 * most; });
    return pairs;
}

using PairSize = std::function<std::int64_t(const Pair&)>;

std::int64_t largest(const Contest& contest, const PairSize& size) {
    std::int64_t most = 0;
    for (const auto& pair : hard_pairs(contest)) {
        most = std::max(most, size(pair));
    }
    return std::min(most, contest.cards);
}

MethodSizes growth_sizes(
    const std::vector<Outlook>& outlook, const PlanTerms& terms, std::int64_t cards
) {
    const auto at = [&](double certainty) {
        return outlook_sample(outlook, terms.risk_limit, certainty, cards);
    };
    return {at(0.5), at(0.8), at(0.9), SizeRule::mean_growth, SizeRule::growth_quantile};
}

/// The same growth rule for a poll and for batches as pools: both see single cards.
MethodSizes growth_sizes(
    const Contest& contest,
    const PlanTerms& terms,
    const std::function<std::vector<Outlook>(const Pair&)>& outlook
) {
    const auto at = [&](double certainty) {
        return largest(contest, [&](const Pair& pair) {
            return outlook_sample(outlook(pair), terms.risk_limit, certainty, contest.cards);
        });
    };
    return {at(0.5), at(0.8), at(0.9), SizeRule::mean_growth, SizeRule::growth_quantile};
}

/// All of the contest as one pool.
PoolTotals totals_of(const Contest& contest) {
    PoolTotals out{contest.cards, {}, {}};
    for (const auto& choice : contest.choices) {
        out.votes.push_back(choice.votes);
    }
    return out;
}

/// Every batch a pool with the contest's own average.
std::vector<Outlook> pool_of_all(const Contest& contest, const Assertion& assertion) {
    const auto all = totals_of(contest);
    const double margin = 2.0 * pool_mean(assertion, all).value_or(0.5) - 1.0;
    return pool_outlook(assertion, std::span(&all, 1), {margin, 0, {}});
}

Assertion more_votes(const Pair& pair) {
    return {AssertionKind::more_votes, pair.winner, pair.loser};
}

/// How often a card shows the assorter's values.
std::vector<Outlook> poll_of(const Contest& contest, const Pair& pair) {
    auto out = poll_outlook(more_votes(pair), totals_of(contest));
    for (auto& each : out) {
        each.rate = std::max(0.0, each.rate);  // Cards for both count as cards for either.
    }
    return out;
}

/// Whole batches, all of one size and with the contest's shares; a batch drawn twice is counted
/// once.
MethodSizes batch_sizes(const Contest& contest, const PlanTerms& terms) {
    const auto batches = std::max<std::int64_t>(
        1, (contest.cards + terms.cards_per_batch - 1) / terms.cards_per_batch
    );
    const auto margin = static_cast<double>(outcome_of(contest).smallest_margin);
    const double bound = (margin + static_cast<double>(contest.cards)) / margin;
    const auto draws = batch_sample(bound, terms.risk_limit, 1.0, batches);
    const auto all = static_cast<double>(batches);
    const double distinct =
        draws >= batches ? all
                         : all * -std::expm1(static_cast<double>(draws) * std::log1p(-1.0 / all));
    // At most as many batches as draws: that is sure to be enough.
    const auto cards_of = [&](double count) {
        const auto cards = std::ceil(count) * static_cast<double>(terms.cards_per_batch);
        return std::min(contest.cards, static_cast<std::int64_t>(cards));
    };
    const auto most = cards_of(static_cast<double>(std::min(draws, batches)));
    const auto rule = SizeRule::batches_without_error;
    return {cards_of(distinct), most, most, rule, rule};
}

MethodSizes round_sizes(const Contest& contest, const PlanTerms& terms) {
    const std::array<double, 3> certainties{0.5, 0.8, 0.9};
    std::array<std::int64_t, 3> most{};
    for (const auto& pair : hard_pairs(contest)) {
        const auto winner = contest.choices[pair.winner].votes;
        const auto loser = contest.choices[pair.loser].votes;
        const double share = static_cast<double>(winner) / static_cast<double>(winner + loser);
        const double stops = first_round_stops(winner + loser, share, terms.risk_limit);
        for (std::size_t at = 0; at < certainties.size(); ++at) {
            // Where not even all their ballots would do the search goes far beyond them.
            const auto ballots = stops < certainties[at]
                                     ? contest.cards
                                     : scaled_to_ballots(
                                           smallest_round(share, terms.risk_limit, certainties[at]),
                                           contest.cards,
                                           winner,
                                           loser
                                       );
            most[at] = std::max(most[at], std::min(ballots, contest.cards));
        }
    }
    const auto rule = SizeRule::smallest_round;
    return {most[0], most[1], most[2], rule, rule};
}

MethodSizes bravo_sizes(const Contest& contest, const PlanTerms& terms) {
    const auto cards = static_cast<double>(contest.cards);
    const auto at = [&](double certainty) {
        return largest(contest, [&](const Pair& pair) {
            const PollingPair shares{
                static_cast<double>(contest.choices[pair.winner].votes) / cards,
                static_cast<double>(contest.choices[pair.loser].votes) / cards
            };
            return bravo_quantile_size(shares, terms.risk_limit, certainty, contest.cards);
        });
    };
    const PollingSample nothing{0, std::vector<std::int64_t>(contest.choices.size(), 0)};
    const auto average = bravo_average_size(contest, nothing, terms.risk_limit);
    return {
        std::min(average.value_or(1), contest.cards),
        at(0.8),
        at(0.9),
        SizeRule::wald_average,
        SizeRule::binomial_quantile
    };
}

std::int64_t part(std::int64_t whole, const PlanTerms& terms) {
    return std::llround(static_cast<double>(whole) * terms.share_with_records);
}

MethodSizes hybrid_sizes(const Contest& contest, const PlanTerms& terms) {
    const auto at = [&](double deviations) {
        return largest(contest, [&](const Pair& pair) {
            const auto winner = contest.choices[pair.winner].votes;
            const auto loser = contest.choices[pair.loser].votes;
            HybridPair hybrid;
            hybrid.gamma = terms.gamma;
            hybrid.comparison = {
                part(contest.cards, terms), part(winner, terms), part(loser, terms)
            };
            hybrid.polling = {
                contest.cards - hybrid.comparison.cards,
                winner - hybrid.comparison.winner,
                loser - hybrid.comparison.loser
            };
            const auto size = hybrid_sample(hybrid, terms.risk_limit, deviations);
            return size ? size->comparison + size->polling : contest.cards;
        });
    };
    return {
        at(0.0),
        at(normal_quantile(0.8)),
        at(normal_quantile(0.9)),
        SizeRule::reported_sample,
        SizeRule::short_sample
    };
}

MethodSizes stratified_sizes(const Contest& contest, const PlanTerms& terms) {
    std::int64_t before = 0;
    const auto at = [&](double deviations) {
        return largest(contest, [&](const Pair& pair) {
            const double margin =
                static_cast<double>(pair.margin) / static_cast<double>(contest.cards);
            // About what a comparison of all cards would take; whoever falls short needs more than
            // whoever does not.
            const auto near = before > 0 ? before
                                         : static_cast<std::int64_t>(std::min(
                                               -2.0 * std::log(terms.risk_limit) / margin,
                                               static_cast<double>(contest.cards)
                                           ));
            const auto with = static_cast<double>(part(contest.cards, terms));
            const StratumReport compared{with, 1.0, poll_of(contest, pair)};
            StratumReport polled = compared;
            polled.cards = static_cast<double>(contest.cards) - with;
            const ComparisonRates rates{terms.one_vote_rate, terms.two_vote_rate, 0.0, 0.0};
            const auto sizes = stratified_sample(
                {compared_stratum(compared, margin, rates), polled_stratum(polled, margin)},
                terms.risk_limit,
                deviations,
                near
            );
            return sizes.empty() ? contest.cards : sizes[0] + sizes[1];
        });
    };
    MethodSizes out{0, 0, 0, SizeRule::reported_sample, SizeRule::short_sample};
    out.expected = before = at(0.0);
    out.at_80 = before = at(normal_quantile(0.8));
    out.at_90 = at(normal_quantile(0.9));
    return out;
}

MethodSizes alike(std::int64_t cards, SizeRule rule) {
    return {cards, cards, cards, rule, rule};
}

MethodSizes whatever_the_margin(PlanMethod method, const Contest& contest, const PlanTerms& terms) {
    if (method == PlanMethod::fixed_percentage) {
        const double share = static_cast<double>(contest.cards) * terms.fixed_share;
        return alike(static_cast<std::int64_t>(std::ceil(share)), SizeRule::fixed_share);
    }
    return alike(contest.cards, SizeRule::every_card);
}

MethodSizes larger(const MethodSizes& one, const MethodSizes& other) {
    return {
        std::max(one.expected, other.expected),
        std::max(one.at_80, other.at_80),
        std::max(one.at_90, other.at_90),
        one.expected_rule,
        one.certain_rule
    };
}

}  // namespace

std::optional<MethodSizes> method_sizes(
    PlanMethod method, const Contest& contest, const PlanTerms& terms
) {
    const bool all_records = terms.share_with_records >= 1.0;
    const bool some_records =
        part(contest.cards, terms) > 0 && part(contest.cards, terms) < contest.cards;
    switch (method) {
        case PlanMethod::comparison:
            return all_records ? std::optional(comparison_sizes(contest, terms)) : std::nullopt;
        case PlanMethod::betting_comparison:
            return all_records ? std::optional(betting_sizes(contest, terms)) : std::nullopt;
        case PlanMethod::batches_as_one:
            return growth_sizes(contest, terms, [&](const Pair& pair) {
                return pool_of_all(contest, more_votes(pair));
            });
        case PlanMethod::batch_comparison:
            return batch_sizes(contest, terms);
        case PlanMethod::hybrid:
            return some_records ? std::optional(hybrid_sizes(contest, terms)) : std::nullopt;
        case PlanMethod::stratified_betting:
            return some_records ? std::optional(stratified_sizes(contest, terms)) : std::nullopt;
        case PlanMethod::providence:
        case PlanMethod::minerva:
            return round_sizes(contest, terms);
        case PlanMethod::betting_polling:
            return growth_sizes(contest, terms, [&](const Pair& pair) {
                return poll_of(contest, pair);
            });
        case PlanMethod::bravo:
            return bravo_sizes(contest, terms);
        case PlanMethod::fixed_percentage:
        case PlanMethod::full_count:
            break;
    }
    return whatever_the_margin(method, contest, terms);
}

std::optional<MethodSizes> method_sizes(
    PlanMethod method,
    const Contest& contest,
    std::span<const Assertion> assertions,
    const PlanTerms& terms
) {
    if (method == PlanMethod::fixed_percentage || method == PlanMethod::full_count) {
        return whatever_the_margin(method, contest, terms);
    }
    const auto all = totals_of(contest);
    std::optional<MethodSizes> out;
    for (const auto& assertion : assertions) {
        const auto mean = pool_mean(assertion, all);
        std::optional<MethodSizes> each;
        if (mean && method == PlanMethod::betting_comparison && terms.share_with_records >= 1.0) {
            const double none = no_error_value(upper_bound(assertion), 2.0 * *mean - 1.0);
            each = betting_sizes(none, terms, contest.cards);
        } else if (mean && method == PlanMethod::batches_as_one) {
            each = growth_sizes(pool_of_all(contest, assertion), terms, contest.cards);
        } else if (mean && method == PlanMethod::betting_polling) {
            each = growth_sizes(poll_outlook(assertion, all), terms, contest.cards);
        }
        if (!each) {
            return {};
        }
        out = out ? larger(*out, *each) : *each;
    }
    return out;
}

}  // namespace belfry::audit
