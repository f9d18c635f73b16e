// What every sampler owes, whatever its bytes: rounds that continue, draws that do not hang on the
// order of the list, and no card more likely than another.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "audit/batch_sampler.hpp"
#include "audit/consistent_sampler.hpp"
#include "audit/counter_sampler.hpp"
#include "audit/hash_sampler.hpp"
#include "audit/python_text.hpp"
#include "audit/random_numbers.hpp"

namespace belfry::audit {
namespace {

std::vector<std::string> ids(std::size_t count) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < count; ++at) {
        out.push_back(arlo_ballot_id(
            "J1", "T'1", fmt::format("Batch {}", at / 7), static_cast<std::int64_t>(1 + at % 7)
        ));
    }
    return out;
}

template <class Draw>
void expect_rounds_continue(Draw draw, std::size_t whole) {
    const auto at_once = draw(0, whole);
    Numbers numbers(41);
    for (int trial = 0; trial < 5; ++trial) {
        auto parts = decltype(at_once){};
        while (parts.size() < at_once.size()) {
            const auto more = 1 + numbers.below(at_once.size() - parts.size());
            const auto round = draw(parts.size(), more);
            ASSERT_EQ(round.size(), more);
            parts.insert(parts.end(), round.begin(), round.end());
        }
        EXPECT_EQ(parts, at_once);
    }
}

TEST(Samplers, RoundsThatContinueAreOneLongDraw) {
    const auto list = ids(90);
    for (const bool again : {false, true}) {
        expect_rounds_continue(
            [&](std::size_t skip, std::size_t count) {
                return draw_consistent("2026", list, {skip, count}, again);
            },
            again ? 250 : 90
        );
        expect_rounds_continue(
            [&](std::size_t skip, std::size_t count) {
                const auto draw = again ? draw_with_replacement : draw_without_replacement;
                return draw(
                    "2026",
                    {11, 100},
                    static_cast<std::int64_t>(skip),
                    static_cast<std::int64_t>(count)
                );
            },
            again ? 250 : 90
        );
    }
}

TEST(Samplers, BatchesOfLaterRoundsContinueTheDraw) {
    Numbers numbers(5);
    std::vector<DrawableBatch> batches;
    for (int at = 0; at < 40; ++at) {
        batches.push_back({"J", fmt::format("B{}", at), 0.1 + numbers.share()});
    }
    const auto at_once = draw_batches("seed", batches, {}, 30);
    std::vector<std::size_t> before;
    std::vector<BatchPick> parts;
    for (const std::size_t count : {4U, 1U, 10U, 15U}) {
        for (const auto& pick : draw_batches("seed", batches, before, count)) {
            before.push_back(pick.index);
            parts.push_back(pick);
        }
    }
    EXPECT_EQ(parts, at_once);
}

TEST(Samplers, WithoutReplacementNoCardComesTwiceAndAllCome) {
    const auto list = ids(60);
    std::set<std::size_t> seen;
    for (const auto& draw : draw_consistent("x", list, {0, 1000}, false)) {
        EXPECT_TRUE(seen.insert(draw.index).second);
        EXPECT_EQ(draw.generation, 1);
    }
    EXPECT_EQ(seen.size(), 60U);
    const auto numbers = draw_without_replacement("x", {5, 64}, 0, 1000);
    EXPECT_EQ(std::set(numbers.begin(), numbers.end()).size(), 60U);
    EXPECT_EQ(numbers.size(), 60U);
}

TEST(Samplers, TheOrderOfTheListDoesNotChangeAConsistentSample) {
    auto list = ids(200);
    const auto drawn = [&] {
        std::vector<std::pair<std::string, std::string>> out;
        for (const auto& draw : draw_consistent("7", list, {0, 300})) {
            out.emplace_back(draw.ticket, list[draw.index]);
        }
        return out;
    };
    const auto first = drawn();
    Numbers numbers(1);
    for (int trial = 0; trial < 3; ++trial) {
        numbers.shuffle(list);
        EXPECT_EQ(drawn(), first);
    }
}

TEST(Samplers, BatchesInAnotherOrderAreAnotherSample) {
    // Documented: the running sum of probabilities is taken in the order of the list.
    std::vector<DrawableBatch> batches;
    for (int at = 0; at < 30; ++at) {
        batches.push_back({"J", fmt::format("B{:02}", at), 1.0 + at});
    }
    const auto names = [](const std::vector<DrawableBatch>& list) {
        std::vector<std::string> out;
        for (const auto& pick : draw_batches("9", list, {}, 12)) {
            out.push_back(list[pick.index].batch);
        }
        return out;
    };
    const auto first = names(batches);
    std::ranges::reverse(batches);
    EXPECT_NE(names(batches), first);
}

/// Pearson's statistic of counts against their expectation; five deviations over its mean fail.
void expect_as_likely(const std::vector<double>& counts, const std::vector<double>& expected) {
    double statistic = 0.0;
    for (std::size_t at = 0; at < counts.size(); ++at) {
        statistic += (counts[at] - expected[at]) * (counts[at] - expected[at]) / expected[at];
    }
    const auto freedom = static_cast<double>(counts.size() - 1);
    EXPECT_LT(statistic, freedom + 5.0 * std::sqrt(2.0 * freedom));
    EXPECT_GT(statistic, freedom - 5.0 * std::sqrt(2.0 * freedom));
}

TEST(Samplers, EveryCardIsAsLikelyAsAnyOther) {
    constexpr std::size_t cards = 50;
    constexpr int seeds = 1500;
    const auto list = ids(cards);
    std::vector<double> consistent(cards, 0.0);
    std::vector<double> counter(cards, 0.0);
    std::vector<double> hashed(cards, 0.0);
    for (int seed = 0; seed < seeds; ++seed) {
        const auto text = std::to_string(seed);
        for (const auto& draw : draw_consistent(text, list, {0, 10})) {
            ++consistent[draw.index];
        }
        for (const auto number : draw_with_replacement(text, {1, cards}, 0, 10)) {
            ++counter[static_cast<std::size_t>(number - 1)];
        }
        HashGenerator generator(text);
        for (const auto number : sample_by_index(generator, cards, 10, true)) {
            ++hashed[static_cast<std::size_t>(number - 1)];
        }
    }
    const std::vector<double> expected(cards, seeds * 10.0 / cards);
    expect_as_likely(consistent, expected);
    expect_as_likely(counter, expected);
    expect_as_likely(hashed, expected);
}

TEST(Samplers, BatchesComeInProportionToTheirBounds) {
    std::vector<DrawableBatch> batches;
    std::vector<double> expected;
    double total = 0.0;
    for (int at = 1; at <= 30; ++at) {
        batches.push_back({"J", std::to_string(at), static_cast<double>(at)});
        total += at;
    }
    constexpr int seeds = 2000;
    std::vector<double> counts(batches.size(), 0.0);
    for (int seed = 0; seed < seeds; ++seed) {
        for (const auto& pick : draw_batches(std::to_string(seed), batches, {}, 10)) {
            ++counts[pick.index];
        }
    }
    for (const auto& batch : batches) {
        expected.push_back(seeds * 10.0 * batch.bound / total);
    }
    expect_as_likely(counts, expected);
}

/// Contests of three jurisdictions: one everywhere, one in the first, one in parts of two.
CardStyles three_contests() {
    CardStyles out;
    out.contests_of = {{0, 1}, {0, 2}, {0}, {}, {2}};
    Numbers numbers(3);
    for (int card = 0; card < 400; ++card) {
        out.style_of.push_back(static_cast<std::uint32_t>(numbers.below(5)));
    }
    return out;
}

bool holds(const CardStyles& styles, std::size_t card, std::uint32_t contest) {
    const auto& contests = styles.contests_of[styles.style_of[card]];
    return std::ranges::find(contests, contest) != contests.end();
}

TEST(SharedSample, EachContestCountsItsOwnFirstCards) {
    const auto styles = three_contests();
    const auto numbers = sample_numbers("42", styles.style_of.size());
    const std::vector<std::size_t> sizes{30, 12, 45};
    const auto sample = sample_contests(numbers, styles, sizes);
    EXPECT_TRUE(std::ranges::is_sorted(sample.cards, {}, [&](std::size_t card) {
        return numbers[card];
    }));
    for (std::uint32_t contest = 0; contest < sizes.size(); ++contest) {
        // The slow way: all cards of the contest in order of their numbers.
        std::vector<std::size_t> own;
        for (std::size_t card = 0; card < numbers.size(); ++card) {
            if (holds(styles, card, contest)) {
                own.push_back(card);
            }
        }
        std::ranges::sort(own, {}, [&](std::size_t card) { return numbers[card]; });
        EXPECT_EQ(sample.thresholds[contest], numbers[own[sizes[contest] - 1]]);
        for (std::size_t at = 0; at < sizes[contest]; ++at) {
            EXPECT_NE(std::ranges::find(sample.cards, own[at]), sample.cards.end());
        }
    }
}

TEST(SharedSample, LargerSizesKeepEarlierCards) {
    const auto styles = three_contests();
    const auto numbers = sample_numbers("42", styles.style_of.size());
    const auto first = sample_contests(numbers, styles, std::vector<std::size_t>{20, 5, 10});
    const auto second = sample_contests(numbers, styles, std::vector<std::size_t>{20, 50, 11});
    for (const auto card : first.cards) {
        EXPECT_NE(std::ranges::find(second.cards, card), second.cards.end());
    }
    // More than there are: all of them, and no more.
    const auto all = sample_contests(numbers, styles, std::vector<std::size_t>{0, 0, 100'000});
    EXPECT_EQ(
        static_cast<std::ptrdiff_t>(all.cards.size()),
        std::ranges::count_if(
            styles.style_of, [](std::uint32_t style) { return style == 1 || style == 4; }
        )
    );
    EXPECT_FALSE(all.thresholds[0]);
}

TEST(SharedSample, AContestNobodySampledForCountsOnlyWhatIsUniform) {
    // Contest 3 lies on cards of contest 0 and on cards of contest 1.
    CardStyles styles;
    styles.contests_of = {{0, 3}, {1, 3}, {0}, {1}};
    Numbers random(8);
    for (int card = 0; card < 2000; ++card) {
        styles.style_of.push_back(static_cast<std::uint32_t>(random.below(4)));
    }
    const auto numbers = sample_numbers("1", styles.style_of.size());
    const auto sample = sample_contests(numbers, styles, std::vector<std::size_t>{40, 200, 0, 0});
    const auto threshold = opportunistic_threshold(styles, sample.thresholds, 3);
    ASSERT_TRUE(threshold);
    EXPECT_EQ(*threshold, std::min(*sample.thresholds[0], *sample.thresholds[1]));
    for (std::size_t card = 0; card < numbers.size(); ++card) {
        if (holds(styles, card, 3) && numbers[card] <= *threshold) {
            EXPECT_NE(std::ranges::find(sample.cards, card), sample.cards.end());
        }
    }
    // As soon as one of its cards lies outside every sample there is no random sample of it.
    styles.contests_of.push_back({3});
    styles.style_of.back() = 4;
    EXPECT_FALSE(opportunistic_threshold(styles, sample.thresholds, 3));
    EXPECT_FALSE(opportunistic_threshold(styles, sample.thresholds, 7));
}

TEST(HashGenerator, BitsAreTheDigestsFromTheirLowEnd) {
    HashGenerator whole("5");
    HashGenerator pieces("5");
    const auto digest = whole.next();
    for (unsigned at = 0; at < 256; at += 32) {
        EXPECT_EQ(pieces.bits(32), digest.bits_from(at) & 0xffffffffU);
    }
    // Over the seam of two digests: what is left of the one, then the lowest bits of the next.
    HashGenerator seam("5");
    for (int at = 0; at < 5; ++at) {
        (void)seam.bits(50);
    }
    const auto next = whole.next();
    EXPECT_EQ(seam.bits(64), (digest.bits_from(250) & 0x3fU) | (next.bits_from(0) << 6U));
}

TEST(HashGenerator, AShuffleIsAPermutation) {
    HashGenerator generator("a");
    auto order = shuffled(generator, 500, 500);
    std::ranges::sort(order);
    std::vector<std::size_t> all(500);
    std::iota(all.begin(), all.end(), std::size_t{0});
    EXPECT_EQ(order, all);
    EXPECT_TRUE(shuffled(generator, 0, 10).empty());
    EXPECT_EQ(generator.whole(3, 4), 3);
}

}  // namespace
}  // namespace belfry::audit
