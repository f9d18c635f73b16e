#include "audit/minerva.hpp"

#include <algorithm>
#include <cmath>

#include "audit/binomial.hpp"
#include "audit/sawtooth.hpp"
#include "base/check.hpp"

namespace belfry::audit {

namespace {

__extension__ using Product = __int128;

/// ln [ pmf_½(k; n) / pmf_share(k; n) ].
double log_point_ratio(const PollingRound& seen, double share) {
    const auto winner = static_cast<double>(seen.winner);
    const auto loser = static_cast<double>(seen.ballots - seen.winner);
    return winner * (std::log(0.5) - std::log(share)) +
           (loser == 0.0 ? 0.0 : loser * (std::log(0.5) - std::log1p(-share)));
}

/// P_½[X ≥ k] / P_share[X ≥ k]. Where the tails are too small for a double, the ratio of the masses
/// at k, which is never less.
double tail_ratio(const PollingRound& round, double share) {
    const double reported = binomial_tail(round.winner, round.ballots, share);
    if (reported > 1e-290) {
        return binomial_tail(round.winner, round.ballots, 0.5) / reported;
    }
    return std::exp(log_point_ratio(round, share));
}

/// Whether `winner` of `ballots` are enough. Falls with `ballots`, rises with `winner`.
bool enough(std::int64_t winner, std::int64_t ballots, double share, double risk_limit) {
    return winner <= ballots && tail_ratio({ballots, winner}, share) <= risk_limit;
}

/// The fewest votes for the winner that can ever be enough: all ballots are hers.
std::int64_t fewest_votes(double share, double risk_limit) {
    auto votes = static_cast<std::int64_t>(
        std::floor(std::log(risk_limit) / (std::log(0.5) - std::log(share)))
    );
    votes = std::max<std::int64_t>(votes - 1, 1);
    while (!enough(votes, votes, share, risk_limit)) {
        ++votes;
    }
    return votes;
}

/// The largest size at which `votes`, enough among themselves, are enough; sought from `near`.
std::int64_t last_enough(std::int64_t votes, std::int64_t near, double share, double risk_limit) {
    const auto still = [&](std::int64_t size) {
        return size <= votes || enough(votes, size, share, risk_limit);
    };
    auto low = std::max(near, votes);
    auto high = low;
    std::int64_t step = 1;
    if (still(low)) {
        for (high = low + step; still(high); high += step) {
            low = high;
            step *= 2;
        }
    } else {
        for (low = high - step; !still(low); low -= step) {
            high = low;
            step *= 2;
        }
        low = std::max(low, votes);
    }
    while (high - low > 1) {
        const auto middle = low + (high - low) / 2;
        (still(middle) ? low : high) = middle;
    }
    return low;
}

}  // namespace

std::optional<std::int64_t> least_winner_count(
    std::int64_t ballots, double share, double risk_limit
) {
    if (!enough(ballots, ballots, share, risk_limit)) {
        return {};
    }
    std::int64_t low = 0;
    auto high = ballots;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (enough(middle, ballots, share, risk_limit)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

double first_round_stops(std::int64_t ballots, double share, double risk_limit) {
    const auto least = least_winner_count(ballots, share, risk_limit);
    return least ? binomial_tail(*least, ballots, share) : 0.0;
}

std::int64_t smallest_round(double share, double risk_limit, double certainty) {
    check(share > 0.5 && share <= 1.0, "a share of a winner is over one half");
    if (risk_limit >= 1.0) {
        return 0;
    }
    const RoundRule rule{
        share,
        fewest_votes(share, risk_limit),
        [&](std::int64_t votes, std::int64_t near) {
            const auto size = last_enough(votes, near, share, risk_limit);
            const double here = std::log(tail_ratio({size, votes}, share));
            const double next = std::log(tail_ratio({size + 1, votes}, share));
            const double room = (std::log(risk_limit) - here) / (next - here);
            return LastSize{size, std::clamp(room, 0.0, 1.0)};
        }
    };
    return smallest_on_teeth(rule, certainty);
}

std::int64_t smallest_round_that_can_stop(double share, double risk_limit) {
    check(share > 0.5 && share <= 1.0, "a share of a winner is over one half");
    return risk_limit >= 1.0 ? 0 : fewest_votes(share, risk_limit);
}

namespace {

/// Probability of each cumulative count of the winner, not yet stopped, from `from` upwards.
struct Surviving {
    std::int64_t from = 0;
    std::vector<double> mass{1.0};

    /// Mass at `k` or above.
    [[nodiscard]] double tail(std::int64_t k) const {
        double sum = 0.0;
        const auto start = std::max<std::int64_t>(k - from, 0);
        for (auto at = static_cast<std::int64_t>(mass.size()) - 1; at >= start; --at) {
            sum += mass[static_cast<std::size_t>(at)];
        }
        return sum;
    }
};

/// Counts outside this many standard deviations carry less than a double can tell from nothing.
constexpr double window_deviations = 38.0;

Surviving after_draw(const Surviving& before, std::int64_t ballots, double share) {
    const auto n = static_cast<double>(ballots);
    const double spread = window_deviations * std::sqrt(n * 0.25) + 40.0;
    const auto low = std::max<std::int64_t>(0, static_cast<std::int64_t>(n * share - spread));
    const auto high = std::min(ballots, static_cast<std::int64_t>(n * share + spread) + 1);
    std::vector<double> drawn;
    drawn.reserve(static_cast<std::size_t>(high - low + 1));
    for (auto k = low; k <= high; ++k) {
        drawn.push_back(binomial_mass(k, ballots, share));
    }
    Surviving out;
    out.from = before.from + low;
    out.mass.assign(before.mass.size() + drawn.size() - 1, 0.0);
    for (std::size_t at = 0; at < before.mass.size(); ++at) {
        const double weight = before.mass[at];
        if (weight == 0.0) {
            continue;
        }
        for (std::size_t more = 0; more < drawn.size(); ++more) {
            out.mass[at + more] += weight * drawn[more];
        }
    }
    return out;
}

void stop_at(Surviving& of, std::int64_t least) {
    const auto start = std::max<std::int64_t>(least - of.from, 0);
    if (start < static_cast<std::int64_t>(of.mass.size())) {
        of.mass.resize(static_cast<std::size_t>(start));
    }
    if (of.mass.empty()) {
        of.mass.push_back(0.0);
    }
}

/// Minerva's two measures over the rounds: under the reported share, and under a tie.
class MinervaMeasures {
public:
    MinervaMeasures(double share, double risk_limit) : share_(share), risk_limit_(risk_limit) {}

    void draw(std::int64_t ballots) {
        reported_ = after_draw(reported_, ballots, share_);
        tied_ = after_draw(tied_, ballots, 0.5);
        cumulative_ += ballots;
    }

    [[nodiscard]] double p_value(std::int64_t winner) const {
        const double reported = reported_.tail(winner);
        return reported > 0.0 ? tied_.tail(winner) / reported
                              : (winner > cumulative_ / 2 ? 0.0 : 1.0);
    }

    [[nodiscard]] std::optional<std::int64_t> least() const {
        auto low = std::int64_t{0};
        auto high = cumulative_ + 1;
        while (low < high) {
            const auto middle = low + (high - low) / 2;
            if (middle > cumulative_ ||
                risk_limit_ * reported_.tail(middle) >= tied_.tail(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low > cumulative_ || reported_.tail(low) <= 0.0) {
            return {};
        }
        return low;
    }

    void end_round() {
        if (const auto stops = least()) {
            stop_at(reported_, *stops);
            stop_at(tied_, *stops);
        }
    }

private:
    double share_;
    double risk_limit_;
    Surviving reported_;
    Surviving tied_;
    std::int64_t cumulative_ = 0;
};

}  // namespace

std::vector<double> minerva_p_values(
    std::span<const PollingRound> rounds, double share, double risk_limit
) {
    MinervaMeasures measures(share, risk_limit);
    std::vector<double> out;
    std::int64_t drawn = 0;
    for (const auto& round : rounds) {
        if (drawn == 0) {
            out.push_back(std::min(1.0, tail_ratio(round, share)));
            if (rounds.size() == 1) {
                return out;
            }
        }
        measures.draw(round.ballots - drawn);
        if (drawn != 0) {
            out.push_back(std::min(1.0, measures.p_value(round.winner)));
        }
        drawn = round.ballots;
        measures.end_round();
    }
    return out;
}

std::vector<std::optional<std::int64_t>> minerva_least_counts(
    std::span<const std::int64_t> sizes, double share, double risk_limit
) {
    MinervaMeasures measures(share, risk_limit);
    std::vector<std::optional<std::int64_t>> out;
    std::int64_t drawn = 0;
    for (const auto size : sizes) {
        measures.draw(size - drawn);
        drawn = size;
        out.push_back(measures.least());
        measures.end_round();
    }
    return out;
}

double minerva_stops(
    std::span<const PollingRound> rounds, std::int64_t size, double share, double risk_limit
) {
    MinervaMeasures measures(share, risk_limit);
    PollingRound seen;
    for (const auto& round : rounds) {
        measures.draw(round.ballots - seen.ballots);
        measures.end_round();
        seen = round;
    }
    measures.draw(size - seen.ballots);
    const auto least = measures.least();
    return least ? binomial_tail(*least - seen.winner, size - seen.ballots, share) : 0.0;
}

std::int64_t minerva_next_round(std::int64_t first, int rounds) {
    return static_cast<std::int64_t>(static_cast<double>(first) * std::pow(1.5, rounds));
}

double providence_p_value(std::span<const PollingRound> rounds, double share) {
    if (rounds.empty()) {
        return 1.0;
    }
    const auto& last = rounds.back();
    const auto before = rounds.size() < 2 ? PollingRound{} : rounds[rounds.size() - 2];
    const PollingRound drawn{last.ballots - before.ballots, last.winner - before.winner};
    return std::min(1.0, std::exp(log_point_ratio(before, share)) * tail_ratio(drawn, share));
}

std::int64_t further_providence_round(
    const PollingRound& seen, double share, double risk_limit, double certainty
) {
    const double left = std::log(risk_limit) - log_point_ratio(seen, share);
    return left >= 0.0 ? 0 : smallest_round(share, std::exp(left), certainty);
}

std::optional<std::int64_t> first_round_ballots(
    const Contest& contest, double risk_limit, double certainty
) {
    const auto outcome = outcome_of(contest);
    if (outcome.standing != Standing::decided) {
        return {};
    }
    std::int64_t most = 0;
    for (const auto& pair : outcome.pairs) {
        const auto winner = contest.choices[pair.winner].votes;
        const auto loser = contest.choices[pair.loser].votes;
        const double share = static_cast<double>(winner) / static_cast<double>(winner + loser);
        const auto relevant = smallest_round(share, risk_limit, certainty);
        most = std::max(most, scaled_to_ballots(relevant, contest.cards, winner, loser));
    }
    return std::min(most, contest.cards);
}

std::int64_t scaled_to_ballots(
    std::int64_t relevant, std::int64_t cards, std::int64_t winner_votes, std::int64_t loser_votes
) {
    const auto both = winner_votes + loser_votes;
    check(both > 0, "a pair without votes cannot be polled");
    // Exact: relevant · cards / both fits in 128 bits and is rounded up.
    const auto product = static_cast<Product>(relevant) * cards;
    return static_cast<std::int64_t>((product + both - 1) / both);
}

}  // namespace belfry::audit
