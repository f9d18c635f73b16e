// Whole batches: who won and lost by votes, and how far a batch can be from its totals.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "audit_verify/facts.hpp"

namespace belfry::audit_verify {

namespace {

constexpr double boundless = std::numeric_limits<double>::infinity();

}  // namespace

std::vector<std::size_t> batches_with(const Facts& facts, std::size_t contest) {
    std::vector<std::size_t> out;
    for (std::size_t at = 0; at < facts.batches.size(); ++at) {
        if (facts.may_hold(contest, facts.batches[at].jurisdiction) &&
            facts.totals[contest].contains(at)) {
            out.push_back(at);
        }
    }
    return out;
}

Decided pairs_by_votes(const Contest& contest, const std::vector<std::int64_t>& votes) {
    std::vector<std::size_t> order(votes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return votes[a] != votes[b] ? votes[a] > votes[b] : a < b;
    });
    Decided out;
    const auto seats = static_cast<std::size_t>(contest.winners);
    if (seats >= order.size()) {
        out.standing = "no_losers";
        return out;
    }
    if (votes[order[seats - 1]] <= votes[order[seats]]) {
        out.standing = "tied";
    }
    for (std::size_t winner = 0; winner < seats; ++winner) {
        for (std::size_t loser = seats; loser < order.size(); ++loser) {
            out.pairs.emplace_back(order[winner], order[loser]);
        }
    }
    return out;
}

namespace {

/// Votes of the contest that stand in no batch, over the votes of a card, rounded up.
double outside_batches(const Facts& facts, std::size_t contest) {
    const auto& terms = facts.contests[contest];
    auto left = std::accumulate(terms.votes.begin(), terms.votes.end(), std::int64_t{0});
    for (const auto batch : batches_with(facts, contest)) {
        for (const auto votes : facts.totals[contest].at(batch)) {
            left -= votes;
        }
    }
    return std::ceil(static_cast<double>(left) / terms.votes_allowed);
}

}  // namespace

double batch_bound(const Facts& facts, std::size_t contest, std::size_t batch) {
    const auto& terms = facts.contests[contest];
    const auto& votes = facts.totals[contest].at(batch);
    double largest = 0.0;
    for (const auto& [winner, loser] : pairs_by_votes(terms, terms.votes).pairs) {
        const double margin = static_cast<double>(terms.votes[winner] - terms.votes[loser]) -
                              outside_batches(facts, contest);
        if (margin <= 0.0) {
            return boundless;
        }
        const auto hidden = votes[winner] - votes[loser] + facts.batches[batch].cards;
        largest = std::max(largest, static_cast<double>(hidden) / margin);
    }
    return largest;
}

double batch_error(
    const Facts& facts,
    std::size_t contest,
    std::size_t batch,
    const std::vector<std::int64_t>& counted
) {
    const auto& terms = facts.contests[contest];
    const auto& votes = facts.totals[contest].at(batch);
    double largest = 0.0;
    for (const auto& [winner, loser] : pairs_by_votes(terms, terms.votes).pairs) {
        const double margin = static_cast<double>(terms.votes[winner] - terms.votes[loser]) -
                              outside_batches(facts, contest);
        const auto over = (votes[winner] - votes[loser]) - (counted[winner] - counted[loser]);
        if (over > 0) {
            largest =
                std::max(largest, margin <= 0.0 ? boundless : static_cast<double>(over) / margin);
        }
    }
    return largest;
}

}  // namespace belfry::audit_verify
