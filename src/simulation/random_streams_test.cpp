#include "simulation/random_streams.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "simulation/exact_math.hpp"
#include "simulation/moment.hpp"
#include "simulation/sampler.hpp"

namespace belfry::simulation {
namespace {

TEST(Philox, GivesThePublishedNumbers) {
    EXPECT_EQ(philox({0, 0, 0, 0}, 0, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    // The known-answer vectors of Random123.
    EXPECT_EQ(
        philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, 0xffffffff, 0xffffffff),
        (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd})
    );
    EXPECT_EQ(
        philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0),
        (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1})
    );
}

TEST(ExactMath, AgreesWithTheMathematicsLibrary) {
    for (std::uint64_t word = 0; word <= 0xFFFFFFFF; word += 65'521) {
        const double middle = (static_cast<double>(word >> 1U) + 0.5) * 0x1p-31;
        const double exact = -std::log(middle);
        const double draw = exponential_draw(static_cast<std::uint32_t>(word));
        ASSERT_NEAR(draw, exact, 2e-7 * std::max(1.0, exact)) << word;
    }
    for (double x = -30; x < 5; x += 0.01) {
        EXPECT_NEAR(exact_exp(x) / std::exp(x), 1, 1e-14);
    }
}

TEST(EntryDraws, AreThoseOfOneVoterAtATime) {
    const Day day{0x123456789ABCDEF, 77};
    EntryDraws drawn;
    draw_entries(day, 9, 32, drawn);
    for (std::uint32_t i = 0; i < EntryDraws::count; ++i) {
        EXPECT_EQ(drawn.gap[i], exponential_draw(day.draw(9, 32 + i, enter)[0]));
        for (std::uint32_t stage = 0; stage < early_stages; ++stage) {
            const auto word = day.service_word(9, 32 + i, stage);
            EXPECT_EQ(drawn.services[i].word[stage], word);
            EXPECT_EQ(drawn.services[i].exponential[stage], exponential_draw(word));
        }
    }
}

void expect_moments(const Distribution& d, double mean, double sd) {
    const Sampler sampler(d);
    double sum = 0;
    double squares = 0;
    constexpr int count = 1 << 20;
    for (int i = 0; i < count; ++i) {
        const auto word = static_cast<std::uint32_t>((std::uint64_t(i) * 2 + 1) << 11U);
        const double value = sampler(word);
        sum += value;
        squares += value * value;
    }
    EXPECT_NEAR(sum / count, mean, 2e-4 * mean);
    EXPECT_NEAR(std::sqrt(squares / count - mean * mean), sd, 3e-3 * sd);
}

TEST(Sampling, HasTheMeanAndSpreadThatWereAsked) {
    expect_moments(exponential(3), 3, 3);
    expect_moments({Shape::gamma, 4.0, 2.0, {}}, 4, 2);
    expect_moments({Shape::gamma, 60.0, 20.0, {}}, 60, 20);
    expect_moments({Shape::lognormal, 3.0, 1.5, {}}, 3, 1.5);
    expect_moments({Shape::empirical, {}, {}, {{0, 2, 4}}}, 2, 2 / std::sqrt(3.0));
    EXPECT_EQ(Sampler(always(5))(77), 5);
}

TEST(Moment, CarriesItsRiderAndStaysExact) {
    const double noon = moment_at(720.123);
    const double ridden = with_rider(noon, 4711);
    EXPECT_EQ(moment_of(ridden), noon);
    EXPECT_EQ(rider_of(ridden), 4711);
    EXPECT_NEAR(minutes_at(noon), 720.123, quantum);
    EXPECT_EQ(noon + quantum - noon, quantum);
    EXPECT_LT(with_rider(noon, nobody), noon + quantum);
}

}  // namespace
}  // namespace belfry::simulation
