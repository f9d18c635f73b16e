#include "audit/batch_comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace belfry::audit {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double sum(const std::vector<double>& votes) {
    return std::accumulate(votes.begin(), votes.end(), 0.0);
}

double votes_of(const BatchTally& batch, std::size_t choice) {
    return choice < batch.votes.size() ? batch.votes[choice] : 0.0;
}

/// A comparison of two sums of votes: the margin, and how a batch contributes to it.
struct Comparison {
    double margin = 0.0;
    std::optional<Pair> pair;  ///< Empty: a choice against half of all votes.
    std::size_t choice = 0;
    bool over_half = true;

    [[nodiscard]] double of(const BatchTally& batch) const {
        if (pair) {
            return votes_of(batch, pair->winner) - votes_of(batch, pair->loser);
        }
        const double lead = 2.0 * votes_of(batch, choice) - sum(batch.votes);
        return over_half ? lead : -lead;
    }
};

std::int64_t all_votes(const Contest& contest) {
    return std::accumulate(
        contest.choices.begin(),
        contest.choices.end(),
        std::int64_t{0},
        [](std::int64_t total, const Choice& choice) { return total + choice.votes; }
    );
}

std::vector<Comparison> comparisons_of(const BatchTerms& terms) {
    std::vector<Comparison> out;
    const auto deduct = static_cast<double>(terms.pending + terms.unauditable);
    auto contest = terms.contest;
    if (terms.majority_or_runoff) {
        const auto first = outcome_of(contest).winners.front();
        const auto lead = 2 * contest.choices[first].votes - all_votes(contest);
        contest.winners = lead > 0 ? 1 : 2;
        Comparison half;
        half.choice = first;
        half.over_half = lead > 0;
        half.margin = std::abs(static_cast<double>(lead)) - deduct;
        out.push_back(half);
    }
    for (const auto& pair : outcome_of(contest).pairs) {
        out.push_back({static_cast<double>(pair.margin) - deduct, pair, 0, true});
    }
    return out;
}

}  // namespace

std::int64_t unauditable_cards(const Contest& contest, std::span<const BatchTally> batches) {
    double in_batches = 0.0;
    for (const auto& batch : batches) {
        in_batches += sum(batch.votes);
    }
    return static_cast<std::int64_t>(std::ceil(
        (static_cast<double>(all_votes(contest)) - in_batches) /
        static_cast<double>(contest.votes_allowed)
    ));
}

double batch_error_bound(const BatchTerms& terms, const BatchTally& reported) {
    double most = 0.0;
    for (const auto& comparison : comparisons_of(terms)) {
        if (comparison.margin <= 0.0) {
            return infinity;
        }
        const double hidden = comparison.of(reported) + static_cast<double>(reported.cards);
        most = std::max(most, hidden / comparison.margin);
    }
    return most;
}

double signed_batch_error(
    const BatchTerms& terms, const BatchTally& reported, const BatchTally& counted
) {
    const auto comparisons = comparisons_of(terms);
    if (comparisons.empty()) {
        return 0.0;
    }
    double most = -infinity;
    for (const auto& comparison : comparisons) {
        const double overstated = comparison.of(reported) - comparison.of(counted);
        if (comparison.margin > 0.0) {
            most = std::max(most, overstated / comparison.margin);
        } else {
            most = std::max(most, overstated > 0.0 ? infinity : 0.0);
        }
    }
    return most;
}

double batch_error(const BatchTerms& terms, const BatchTally& reported, const BatchTally& counted) {
    return std::max(0.0, signed_batch_error(terms, reported, counted));
}

BatchTally combined(std::span<const BatchTally> batches) {
    BatchTally out;
    for (const auto& batch : batches) {
        out.cards += batch.cards;
        out.votes.resize(std::max(out.votes.size(), batch.votes.size()), 0.0);
        for (std::size_t at = 0; at < batch.votes.size(); ++at) {
            out.votes[at] += batch.votes[at];
        }
    }
    return out;
}

double total_error_bound(const BatchTerms& terms, std::span<const BatchTally> batches) {
    double total = 0.0;
    for (const auto& batch : batches) {
        total += batch_error_bound(terms, batch);
    }
    return total;
}

double batch_p_value(double total_bound, std::span<const BatchDraw> draws) {
    if (!(total_bound < infinity) || draws.empty()) {
        return 1.0;
    }
    if (total_bound <= 1.0) {
        return 0.0;
    }
    const double step = std::log1p(-1.0 / total_bound);
    double log_p = 0.0;
    for (const auto& draw : draws) {
        const double taint = draw.bound > 0.0 ? draw.error / draw.bound : 0.0;
        if (taint >= 1.0) {
            return 1.0;
        }
        log_p += step - std::log1p(-taint);
    }
    return std::min(1.0, std::exp(log_p));
}

double batch_draws(double total_bound, double risk_limit) {
    return total_bound <= 1.0 ? 1.0 : std::log(risk_limit) / std::log1p(-1.0 / total_bound);
}

std::int64_t batch_sample(
    double total_bound, double risk_limit, double p_value, std::int64_t batches
) {
    if (!(total_bound < infinity) || p_value <= 0.0) {
        return batches;
    }
    if (total_bound <= 1.0) {
        return std::min<std::int64_t>(1, batches);
    }
    const double size =
        std::ceil((std::log(risk_limit) - std::log(p_value)) / std::log1p(-1.0 / total_bound));
    return std::min(static_cast<std::int64_t>(size) + 1, batches);
}

}  // namespace belfry::audit
