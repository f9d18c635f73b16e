#include "audit/fixed_percentage.hpp"

#include <algorithm>
#include <cmath>

#include "audit/counter_sampler.hpp"
#include "base/check.hpp"

namespace belfry::audit {

std::vector<std::size_t> draw_fixed_share(
    std::string_view seed, std::span<const std::int64_t> cards, const FixedShare& terms
) {
    const auto batches = static_cast<std::int64_t>(cards.size());
    if (batches == 0) {
        return {};
    }
    // A share of 2 % of 50 batches is one batch, and not two because of rounding.
    const auto by_share =
        static_cast<std::int64_t>(std::ceil(terms.share * static_cast<double>(batches) - 1e-9));
    const auto wanted = std::min(batches, std::max(by_share, terms.least_batches));
    std::vector<std::size_t> out;
    std::int64_t held = 0;
    for (const auto number : draw_without_replacement(seed, {1, batches}, 0, batches)) {
        if (static_cast<std::int64_t>(out.size()) >= wanted && held >= terms.least_cards) {
            break;
        }
        out.push_back(static_cast<std::size_t>(number - 1));
        held += cards[out.back()];
    }
    return out;
}

FixedShareReport compare_fixed_share(
    const Contest& contest,
    std::span<const BatchTally> reported,
    std::span<const std::size_t> drawn,
    std::span<const BatchTally> counted
) {
    check(drawn.size() == counted.size(), "every drawn batch was counted");
    FixedShareReport out;
    std::vector<double> lost(contest.choices.size(), 0.0);  // Reported − counted, by choice.
    for (std::size_t at = 0; at < drawn.size(); ++at) {
        const auto& before = reported[drawn[at]];
        ++out.batches;
        out.cards += before.cards;
        bool differs = false;
        for (std::size_t choice = 0; choice < lost.size(); ++choice) {
            const double said = choice < before.votes.size() ? before.votes[choice] : 0.0;
            const double found =
                choice < counted[at].votes.size() ? counted[at].votes[choice] : 0.0;
            lost[choice] += said - found;
            if (said != found) {
                differs = true;
                out.differences.push_back({drawn[at], choice, said, found});
            }
        }
        out.batches_that_differ += differs ? 1 : 0;
    }
    for (const auto& pair : outcome_of(contest).pairs) {
        out.margin_lost = std::max(out.margin_lost, lost[pair.winner] - lost[pair.loser]);
    }
    return out;
}

}  // namespace belfry::audit
