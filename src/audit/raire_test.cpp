// Instant runoffs against brute force: all elimination orders, all assertions.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include <gtest/gtest.h>

#include "audit/contest_rules.hpp"
#include "audit/raire_proof.hpp"
#include "audit/random_numbers.hpp"

namespace belfry::audit {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

using Order = std::vector<std::size_t>;

std::vector<RankedBallots> random_profile(Numbers& numbers, std::size_t choices) {
    std::map<Order, std::int64_t> counted;
    // Few kinds of ballots with large counts, or many with small ones.
    const auto kinds = 1 + numbers.below(25);
    // Some choices are liked more: otherwise nearly all contests are ties.
    std::vector<double> weight(choices);
    for (auto& each : weight) {
        each = 0.2 + numbers.share();
    }
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        Order left(choices);
        std::iota(left.begin(), left.end(), std::size_t{0});
        Order ballot;
        const auto length = numbers.below(choices + 1);
        while (ballot.size() < length) {
            const auto one = numbers.below(left.size());
            const auto other = numbers.below(left.size());
            const auto at = weight[left[one]] > weight[left[other]] ? one : other;
            ballot.push_back(left[at]);
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
        }
        counted[ballot] += static_cast<std::int64_t>(1 + numbers.below(60));
    }
    std::vector<RankedBallots> out;
    for (const auto& [ballot, count] : counted) {
        out.push_back({count, ballot});
    }
    return out;
}

std::int64_t cards_of(const std::vector<RankedBallots>& profile) {
    std::int64_t out = 0;
    for (const auto& ballots : profile) {
        out += ballots.count;
    }
    return out;
}

/// Ballots by the first of those standing, for every set of choices (as bits) that can stand.
class AllTallies {
public:
    AllTallies(const std::vector<RankedBallots>& profile, std::size_t choices)
        : tallies_(std::size_t{1} << choices, std::vector<std::int64_t>(choices, 0)) {
        for (std::size_t standing = 0; standing < tallies_.size(); ++standing) {
            for (const auto& ballots : profile) {
                const auto first = std::ranges::find_if(ballots.preferences, [&](std::size_t each) {
                    return (standing >> each & 1U) != 0;
                });
                if (first != ballots.preferences.end()) {
                    tallies_[standing][*first] += ballots.count;
                }
            }
        }
    }

    [[nodiscard]] std::int64_t of(std::size_t choice, std::size_t standing) const {
        return tallies_[standing][choice];
    }

private:
    std::vector<std::vector<std::int64_t>> tallies_;
};

/// The easiest assertion that this order contradicts, among all there are.
double easiest_against(
    const AllTallies& tallies, const Order& order, const Difficulty& difficulty
) {
    double best = infinity;
    const auto consider = [&](std::int64_t winner, std::int64_t loser) {
        if (winner > loser) {
            best = std::min(best, difficulty(winner, loser));
        }
    };
    const auto all = (std::size_t{1} << order.size()) - 1;
    auto standing = all;
    for (std::size_t at = 0; at < order.size(); ++at) {
        const auto gone = order[at];
        for (std::size_t later = at + 1; later < order.size(); ++later) {
            const auto stays = order[later];
            const auto both = std::size_t{1} << gone | std::size_t{1} << stays;
            // It goes out before the other, though it is never behind that one …
            consider(tallies.of(gone, all), tallies.of(stays, both));
            // … or though it is ahead of it when just these are left.
            consider(tallies.of(gone, standing), tallies.of(stays, standing));
        }
        standing &= ~(std::size_t{1} << gone);
    }
    return best;
}

/// The hardest of the assertions that no set can do without.
double least_difficulty(
    const std::vector<RankedBallots>& profile,
    std::size_t choices,
    std::size_t winner,
    const Difficulty& difficulty
) {
    const AllTallies tallies(profile, choices);
    Order order(choices);
    std::iota(order.begin(), order.end(), std::size_t{0});
    double hardest = 0.0;
    do {
        if (order.back() != winner) {
            hardest = std::max(hardest, easiest_against(tallies, order, difficulty));
        }
    } while (!std::isinf(hardest) && std::ranges::next_permutation(order).found);
    return hardest;
}

bool ruled_out(const std::vector<RankedAssertion>& assertions, const Order& order) {
    return std::ranges::any_of(assertions, [&](const RankedAssertion& each) {
        return contradicts(each.assertion, order);
    });
}

void expect_sufficient(
    const std::vector<RankedAssertion>& assertions, std::size_t choices, std::size_t winner
) {
    Order order(choices);
    std::iota(order.begin(), order.end(), std::size_t{0});
    do {
        if (order.back() != winner) {
            ASSERT_TRUE(ruled_out(assertions, order));
        }
    } while (std::ranges::next_permutation(order).found);
}

/// None of the assertions could be left out.
void expect_needed(
    const std::vector<RankedAssertion>& assertions, std::size_t choices, std::size_t winner
) {
    for (std::size_t at = 0; at < assertions.size(); ++at) {
        auto fewer = assertions;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at));
        Order order(choices);
        std::iota(order.begin(), order.end(), std::size_t{0});
        bool gap = false;
        do {
            gap = gap || (order.back() != winner && !ruled_out(fewer, order));
        } while (!gap && std::ranges::next_permutation(order).found);
        EXPECT_TRUE(gap);
    }
}

double mean_of(const Assertion& assertion, const std::vector<RankedBallots>& profile) {
    double sum = 0.0;
    for (const auto& ballots : profile) {
        std::vector<std::uint8_t> marks(8, 0);
        for (std::size_t rank = 0; rank < ballots.preferences.size(); ++rank) {
            marks[ballots.preferences[rank]] = static_cast<std::uint8_t>(rank + 1);
        }
        sum += assort(assertion, marks) * static_cast<double>(ballots.count);
    }
    return sum / static_cast<double>(cards_of(profile));
}

/// What raire gives for a profile, held against brute force. True where assertions were found.
bool expect_best(Numbers& numbers, std::size_t choices) {
    const auto profile = random_profile(numbers, choices);
    const auto order = instant_runoff(choices, profile);
    if (!order) {
        return false;
    }
    const auto winner = order->back();
    const auto cards = cards_of(profile);
    const auto difficulty = std::array{
        one_on_margin(cards),
        comparison_cards(cards, 0.05, gamma_default),
        polling_ballots(cards, 0.05)
    }[numbers.below(3)];
    const auto ours = raire(choices, profile, winner, difficulty);
    const double least = least_difficulty(profile, choices, winner, difficulty);
    if (std::isinf(least)) {
        EXPECT_EQ(ours.state, RaireResult::State::full_count);
        return false;
    }
    EXPECT_EQ(ours.state, RaireResult::State::assertions);
    EXPECT_NEAR(ours.difficulty, least, 1e-9 * least);
    expect_sufficient(ours.assertions, choices, winner);
    expect_needed(ours.assertions, choices, winner);
    for (const auto& each : ours.assertions) {
        EXPECT_FALSE(contradicts(each.assertion, *order));
        const double margin = 2.0 * mean_of(each.assertion, profile) - 1.0;
        EXPECT_NEAR(margin * static_cast<double>(cards), static_cast<double>(each.margin), 1e-6);
    }
    const auto other = (winner + 1) % choices;
    EXPECT_EQ(raire(choices, profile, other, difficulty).state, RaireResult::State::wrong_winner);
    return true;
}

TEST(Raire, NoSetOfAssertionsIsEasierAndNoneIsMissing) {
    Numbers numbers(2018);
    int found = 0;
    for (const auto& [choices, profiles] : std::vector<std::pair<std::size_t, int>>{
             {2, 300}, {3, 1500}, {4, 1500}, {5, 300}, {6, 60}
         }) {
        for (int at = 0; at < profiles; ++at) {
            found += expect_best(numbers, choices) ? 1 : 0;
        }
    }
    EXPECT_GT(found, 1500);
}

TEST(Raire, WhoeverMeetsAllAssertionsHasTheSameWinner) {
    // Assertions of one profile tried on others: where all are true, so is the outcome.
    Numbers numbers(77);
    int met = 0;
    for (int trial = 0; trial < 400; ++trial) {
        const auto choices = 3 + numbers.below(3);
        const auto profile = random_profile(numbers, choices);
        const auto order = instant_runoff(choices, profile);
        if (!order) {
            continue;
        }
        const auto result =
            raire(choices, profile, order->back(), one_on_margin(cards_of(profile)));
        if (result.state != RaireResult::State::assertions) {
            continue;
        }
        for (int other = 0; other < 30; ++other) {
            auto changed = profile;
            for (auto& ballots : changed) {
                numbers.shuffle(ballots.preferences);
                ballots.count = static_cast<std::int64_t>(1 + numbers.below(60));
            }
            const bool all = std::ranges::all_of(result.assertions, [&](const auto& each) {
                return mean_of(each.assertion, changed) > 0.5 + 1e-12;
            });
            if (all) {
                ++met;
                const auto again = instant_runoff(choices, changed);
                EXPECT_TRUE(!again || again->back() == order->back());
            }
        }
    }
    EXPECT_GT(met, 100);
}

TEST(Raire, GivesUpWhereTheSearchIsTooLarge) {
    Numbers numbers(4);
    const auto profile = random_profile(numbers, 6);
    const auto order = instant_runoff(6, profile);
    ASSERT_TRUE(order);
    const auto state = raire(6, profile, order->back(), one_on_margin(cards_of(profile)), 0).state;
    EXPECT_TRUE(
        state == RaireResult::State::too_many || state == RaireResult::State::full_count ||
        state == RaireResult::State::assertions
    );
}

TEST(Raire, TheProofFollowsEveryBranchToItsEnd) {
    // Ada leads, Bea is second; Cy's ballots go to Bea, but not enough of them.
    const std::vector<RankedBallots> profile{{60, {0}}, {35, {1, 0}}, {20, {2, 1}}};
    const auto result = raire(3, profile, 0, one_on_margin(115));
    ASSERT_EQ(result.state, RaireResult::State::assertions);
    const std::vector<Choice> choices{{"Ada", 60}, {"Bea", 35}, {"Cy", 20}};
    for (const char* language : {"en", "es"}) {
        const auto lines = proof_in_words(result, choices, language);
        ASSERT_FALSE(lines.empty());
        std::size_t ends = 0;
        for (std::size_t at = 0; at < lines.size(); ++at) {
            EXPECT_EQ(lines[at].text.find('{'), std::string::npos) << lines[at].text;
            ends += lines[at].ruled_out ? 1U : 0U;
            // A line that does not end its branch is followed by one that goes on.
            if (!lines[at].ruled_out) {
                ASSERT_LT(at + 1, lines.size());
                EXPECT_EQ(lines[at + 1].depth, lines[at].depth + 1);
            }
        }
        EXPECT_EQ(ends, result.proof.size());
        EXPECT_NE(lines.front().text.find("Bea"), std::string::npos) << lines.front().text;
    }
}

}  // namespace
}  // namespace belfry::audit
