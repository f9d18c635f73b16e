#include "audit/bravo.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "audit/binomial.hpp"
#include "audit/sawtooth.hpp"
#include "base/check.hpp"

namespace belfry::audit {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::int64_t seen_of(const PollingSample& sample, std::size_t choice, bool loser) {
    const auto votes = choice < sample.votes.size() ? sample.votes[choice] : 0;
    return votes + (loser ? sample.not_found : 0);
}

/// As many votes as all cards together can carry.
bool counted_in_full(const Contest& contest, const PollingSample& sample) {
    const auto votes = std::accumulate(sample.votes.begin(), sample.votes.end(), std::int64_t{0});
    return votes >= contest.cards * contest.votes_allowed;
}

double log_ratio(const Contest& contest, const PollingSample& sample, const Pair& pair) {
    return log_wald_ratio(
        contest.choices[pair.winner].votes,
        contest.choices[pair.loser].votes,
        seen_of(sample, pair.winner, false),
        seen_of(sample, pair.loser, true)
    );
}

}  // namespace

double log_wald_ratio(
    std::int64_t winner_votes,
    std::int64_t loser_votes,
    std::int64_t sampled_winner,
    std::int64_t sampled_loser
) {
    const double both = static_cast<double>(winner_votes + loser_votes);
    if (both <= 0.0) {
        return 0.0;
    }
    const double share = static_cast<double>(winner_votes) / both;
    double out = static_cast<double>(sampled_winner) * std::log(2.0 * share);
    if (sampled_loser > 0) {
        out += loser_votes == 0
                   ? -infinity
                   : static_cast<double>(sampled_loser) * std::log(2.0 * (1.0 - share));
    }
    return out;
}

std::vector<PairRisk> bravo_risks(const Contest& contest, const PollingSample& sample) {
    const auto outcome = outcome_of(contest);
    const bool counted = counted_in_full(contest, sample);
    std::vector<PairRisk> out;
    for (const auto& pair : outcome.pairs) {
        const double p = counted ? 0.0 : std::min(1.0, std::exp(-log_ratio(contest, sample, pair)));
        out.push_back({pair, p});
    }
    return out;
}

PollingState bravo_state(const Contest& contest, const PollingSample& sample, double risk_limit) {
    const auto standing = outcome_of(contest).standing;
    if (standing != Standing::decided) {
        return standing == Standing::tied ? PollingState::tied : PollingState::no_losers;
    }
    if (counted_in_full(contest, sample)) {
        return PollingState::counted;
    }
    const auto risks = bravo_risks(contest, sample);
    const bool over = std::ranges::all_of(risks, [&](const PairRisk& risk) {
        return risk.p_value <= risk_limit;
    });
    return over ? PollingState::over : PollingState::open;
}

namespace {

/// (1 + x) ln(1 + x) + (1 − x) ln(1 − x); of close contests by its series Σ x^2k / (k (2k − 1)), as
/// the two logarithms nearly cancel.
double drift_of(double lead) {
    const double square = lead * lead;
    if (square < 1e-3) {
        return square * (1.0 + square * (1.0 / 6.0 + square * (1.0 / 15.0 + square / 28.0)));
    }
    return (1.0 + lead) * std::log1p(lead) + (1.0 - lead) * std::log1p(-lead);
}

}  // namespace

std::optional<std::int64_t> bravo_average_size(
    const Contest& contest, const PollingSample& sample, double risk_limit
) {
    const auto outcome = outcome_of(contest);
    if (outcome.standing != Standing::decided) {
        return {};
    }
    double most = 0.0;
    for (const auto& pair : outcome.pairs) {
        const auto winner = static_cast<double>(contest.choices[pair.winner].votes);
        const auto loser = static_cast<double>(contest.choices[pair.loser].votes);
        if (loser == 0.0) {
            continue;
        }
        const double lead = (winner - loser) / (winner + loser);
        const double z_winner = std::log1p(lead);
        const double wanted = -std::log(risk_limit) - log_ratio(contest, sample, pair);
        if (wanted <= 0.0) {
            continue;
        }
        const auto cards = static_cast<double>(contest.cards);
        const double drift = 0.5 * (winner + loser) / cards * drift_of(lead);
        most = std::max(most, std::ceil((wanted + z_winner / 2.0) / drift));
    }
    if (most == 0.0) {
        return {};
    }
    return static_cast<std::int64_t>(most);
}

namespace {

/// The pair's test as a walk: `plus` for a vote of the winner, `minus` for one of the loser.
struct Walk {
    double share;
    double plus;
    double minus;
    double wanted;  ///< How far it still has to climb.
};

Walk walk_of(const PollingPair& pair, double risk_limit) {
    const double share = pair.winner_share / (pair.winner_share + pair.loser_share);
    const double plus = std::log(2.0 * share);
    const double minus = std::log(2.0 * (1.0 - share));
    const double climbed =
        static_cast<double>(pair.sampled_winner) * plus +
        (pair.sampled_loser == 0 ? 0.0 : static_cast<double>(pair.sampled_loser) * minus);
    return {share, plus, minus, std::max(0.0, -std::log(risk_limit) - climbed)};
}

/// Where the normal approximation of the walk's height reaches the mark with the certainty asked.
std::int64_t approximate_size(const Walk& walk, double certainty) {
    const double z = -normal_quantile(certainty);
    const double spread = walk.share * (1.0 - walk.share);
    const double f = walk.wanted / (walk.plus - walk.minus);
    const double g = walk.minus / (walk.plus - walk.minus) + walk.share;
    const double a = g * g;
    const double b = -(z * z * spread + 2.0 * f * g);
    const double c = f * f;
    const double root = std::sqrt(std::max(0.0, b * b - 4.0 * a * c));
    const double size = (-b + (certainty <= 0.5 ? -root : root)) / (2.0 * a);
    return static_cast<std::int64_t>(std::floor(size));
}

/// The first size from `size` on, at most `cards`, at which the exact binomial quantile of the
/// winner's votes is enough. Over the sizes that ask for the same count the chance of it rises, so
/// that only the last of them has to be tried before going on.
std::int64_t first_certain(
    const Walk& walk, double certainty, std::int64_t size, std::int64_t cards
) {
    constexpr double slack = 1e-9;
    size = std::clamp<std::int64_t>(size, 0, cards);
    while (size < cards) {
        const auto all = static_cast<double>(size);
        const double mark = (walk.wanted - all * walk.minus) / (walk.plus - walk.minus);
        const auto votes = static_cast<std::int64_t>(std::max(0.0, std::ceil(mark - slack)));
        const double spare = static_cast<double>(votes) * walk.plus - walk.wanted;
        const auto last = std::max(
            size, votes + static_cast<std::int64_t>(std::floor(spare / -walk.minus + slack))
        );
        if (binomial_tail(votes, last, walk.share) > certainty) {
            auto high = last;
            while (size < high) {
                const auto middle = size + (high - size) / 2;
                if (binomial_tail(votes, middle, walk.share) > certainty) {
                    high = middle;
                } else {
                    size = middle + 1;
                }
            }
            break;
        }
        size = last + 1;
    }
    return size;
}

}  // namespace

std::int64_t bravo_quantile_size(
    const PollingPair& pair, double risk_limit, double certainty, std::int64_t cards
) {
    const auto walk = walk_of(pair, risk_limit);
    const double relevant = pair.winner_share + pair.loser_share;
    if (pair.loser_share <= 0.0) {
        return walk.wanted <= 0.0 ? 0 : 1;
    }
    if (walk.wanted <= 0.0) {
        return 0;
    }
    const auto size = first_certain(walk, certainty, approximate_size(walk, certainty), cards);
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(size) / relevant));
}

std::int64_t bravo_further_size(
    const Contest& contest, const PollingSample& sample, double risk_limit, double certainty
) {
    const auto outcome = outcome_of(contest);
    if (outcome.standing == Standing::tied) {
        return contest.cards;
    }
    std::int64_t most = 0;
    const auto cards = static_cast<double>(contest.cards);
    for (const auto& pair : outcome.pairs) {
        const PollingPair shares{
            static_cast<double>(contest.choices[pair.winner].votes) / cards,
            static_cast<double>(contest.choices[pair.loser].votes) / cards,
            seen_of(sample, pair.winner, false),
            seen_of(sample, pair.loser, true)
        };
        most = std::max(most, bravo_quantile_size(shares, risk_limit, certainty, contest.cards));
    }
    return std::min(most, contest.cards);
}

double bravo_probability_at(const PollingPair& pair, double risk_limit, std::int64_t size) {
    const auto walk = walk_of(pair, risk_limit);
    const double n = static_cast<double>(size) * (pair.winner_share + pair.loser_share);
    const double mark = (walk.wanted - walk.minus * n) / (walk.plus - walk.minus);
    const double z = (mark - n * walk.share) / std::sqrt(n * walk.share * (1.0 - walk.share));
    return normal_below(-z);
}

std::optional<std::int64_t> bravo_least_count(
    std::int64_t ballots, double share, double risk_limit
) {
    check(share > 0.5 && share <= 1.0, "a share of a winner is over one half");
    const double plus = std::log(2.0 * share);
    const double wanted = -std::log(risk_limit);
    const auto all = static_cast<double>(ballots);
    // A walk exactly at the mark is over; the slack is far below one vote.
    constexpr double slack = 1e-9;
    if (share == 1.0) {
        return all * plus >= wanted - slack ? std::optional(ballots) : std::nullopt;
    }
    const double minus = std::log(2.0 * (1.0 - share));
    const double mark = std::ceil((wanted - all * minus) / (plus - minus) - slack);
    const auto votes = static_cast<std::int64_t>(std::max(mark, 0.0));
    return votes <= ballots ? std::optional(votes) : std::nullopt;
}

std::int64_t bravo_smallest_round(double share, double risk_limit, double certainty) {
    check(share > 0.5 && share <= 1.0, "a share of a winner is over one half");
    if (risk_limit >= 1.0) {
        return 0;
    }
    const double plus = std::log(2.0 * share);
    const double wanted = -std::log(risk_limit);
    const auto fewest = static_cast<std::int64_t>(std::ceil(wanted / plus - 1e-9));
    if (share == 1.0) {
        return fewest;
    }
    const double minus = std::log(2.0 * (1.0 - share));
    const RoundRule rule{share, fewest, [&](std::int64_t votes, std::int64_t) {
                             const double spare = static_cast<double>(votes) * plus - wanted;
                             const double losers = spare / -minus + 1e-9;
                             const double whole = std::floor(losers);
                             return LastSize{
                                 votes + static_cast<std::int64_t>(whole), losers - whole
                             };
                         }};
    return smallest_on_teeth(rule, certainty);
}

std::vector<double> bravo_stopping_times(double share, double risk_limit, std::int64_t most) {
    check(share > 0.5 && share < 1.0, "a share of a winner is over one half");
    const double plus = std::log(2.0 * share);
    const double minus = std::log(2.0 * (1.0 - share));
    const double wanted = -std::log(risk_limit);
    const auto length = static_cast<std::size_t>(most) + 1;
    std::vector<double> at(length + 1, 0.0);  // P[k votes for the winner, not over]
    std::vector<double> out(length, 0.0);
    at[0] = 1.0;
    std::size_t top = 0;  // No mass above.
    for (std::size_t n = 1; n < length; ++n) {
        const double mark = (wanted - static_cast<double>(n) * minus) / (plus - minus);
        for (std::size_t k = top + 1; k > 0; --k) {
            at[k] = at[k] * (1.0 - share) + at[k - 1] * share;
        }
        at[0] *= 1.0 - share;
        ++top;
        // A walk exactly at the mark is over; the slack is far below one vote.
        while (top > 0 && static_cast<double>(top) >= mark - 1e-9) {
            out[n] += at[top];
            at[top] = 0.0;
            --top;
        }
    }
    return out;
}

}  // namespace belfry::audit
