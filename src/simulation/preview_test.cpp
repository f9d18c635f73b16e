#include "simulation/preview.hpp"

#include <complex>
#include <random>

#include <gtest/gtest.h>

#include "simulation/chain_poles.hpp"
#include "simulation/preview_reference_test.hpp"

namespace belfry::simulation {
namespace {

PreviewStation whole_day() {
    PreviewStation s;
    s.slot_minutes = 60;
    for (const double share : {.10, .10, .05, .05, .05, .10, .10, .05, .05, .05, .10, .10, .10}) {
        s.arrivals_per_minute.push_back(share * 1500 / 60);
    }
    s.service_minutes = 5;
    s.servers = 10;
    return s;
}

TEST(Preview, OfAWholeDayIsExact) {
    const auto day = preview(whole_day());
    EXPECT_NEAR(day.mean_wait, 15.52990, 2e-5);
    EXPECT_NEAR(day.share_over, 0.170793, 2e-6);
    EXPECT_NEAR(day.minutes_to_clear, 59.970, 1e-3);
    EXPECT_FALSE(day.cut_off);
    EXPECT_NEAR(day.line_at_close, 90.6507, 1e-3);
}

TEST(Preview, OfALongQuietDayIsErlangs) {
    PreviewStation s;
    s.slot_minutes = 500;
    s.arrivals_per_minute.assign(60, 1.2);
    s.service_minutes = 2;
    s.servers = 3;
    EXPECT_NEAR(preview(s).mean_wait, 2.157303371, 0.01);
}

TEST(Preview, OfServicesOfNoLengthIsDoneAtOnceAndNobodyWaits) {
    auto s = whole_day();
    s.service_minutes = 1e-6;
    const auto day = preview(s);
    EXPECT_LT(day.mean_wait, 1e-6);
    EXPECT_EQ(day.share_over, 0);
}

TEST(Preview, OneMoreServerNeverLengthensTheWait) {
    double before = 1e9;
    for (int servers = 6; servers < 16; ++servers) {
        auto s = whole_day();
        s.servers = servers;
        s.line_at_opening = 20;
        const auto day = preview(s);
        EXPECT_LT(day.mean_wait, before);
        before = day.mean_wait;
    }
}

/// Stations of all kinds: one to thirty servers, eight seconds to ten minutes, idle to hopeless.
std::vector<PreviewStation> some_stations(std::size_t count) {
    std::mt19937_64 random(2026);
    const auto between = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random() >> 11U) * 0x1p-53;
    };
    std::vector<PreviewStation> all;
    while (all.size() < count) {
        PreviewStation s;
        s.servers = 1 + static_cast<int>(std::exp(between(0, 3.4)));
        s.service_minutes = std::exp(between(-2, 2.3));
        s.slot_minutes = 15 * std::floor(between(1, 4));
        s.line_at_opening = std::max(0.0, between(-10, 20));
        s.limit_minutes = between(5, 45);
        const double busy = std::exp(between(-1.5, 0.4)) * s.servers / s.service_minutes;
        const double morning = between(0, 3);
        const double evening = between(0, 1.5);
        double voters = 0;
        for (double at = 0; at < 13 * 60; at += s.slot_minutes) {
            const double day = at / (13 * 60);
            const double rate =
                busy * (0.5 + morning * std::exp(-12 * day) + evening * std::pow(day, 8));
            s.arrivals_per_minute.push_back(rate);
            voters += rate * s.slot_minutes;
        }
        if (voters < 1'000) {
            all.push_back(s);
        }
    }
    return all;
}

TEST(Preview, IsThatOfTheChainJumpByJumpAtStationsOfAllKinds) {
    const auto stations = some_stations(24);
    const auto fast = previews(stations, 1);
    for (std::size_t k = 0; k < stations.size(); ++k) {
        const auto slow = JumpChain(stations[k], 900).run();
        const auto say = fmt::format(
            "{}: {} servers, {} minutes", k, stations[k].servers, stations[k].service_minutes
        );
        EXPECT_NEAR(fast[k].mean_wait, slow.mean_wait, 1e-6 * (1 + slow.mean_wait)) << say;
        EXPECT_NEAR(fast[k].share_over, slow.share_over, 1e-6) << say;
        EXPECT_NEAR(fast[k].line_at_close, slow.line_at_close, 1e-6 * (1 + slow.line_at_close))
            << say;
        EXPECT_NEAR(
            fast[k].inside_at_close, slow.inside_at_close, 1e-6 * (1 + slow.inside_at_close)
        ) << say;
        EXPECT_NEAR(
            fast[k].minutes_to_clear, slow.minutes_to_clear, 1e-6 * (1 + slow.minutes_to_clear)
        ) << say;
        ASSERT_EQ(fast[k].line.size(), slow.line.size());
        for (std::size_t slot = 0; slot < slow.line.size(); ++slot) {
            EXPECT_NEAR(fast[k].line[slot], slow.line[slot], 1e-6 * (1 + slow.line[slot])) << say;
        }
    }
}

TEST(Preview, OfManyStationsIsThatOfEachAloneToTheBit) {
    const auto stations = some_stations(61);
    for (const unsigned threads : {1U, 3U}) {
        const auto together = previews(stations, threads);
        for (std::size_t k = 0; k < stations.size(); ++k) {
            EXPECT_EQ(together[k], preview(stations[k])) << k << " with " << threads;
        }
    }
    EXPECT_TRUE(previews({}, 2).empty());
}

TEST(ExpPoles, AreThoseOfExpOnTheNegativeHalfLine) {
    for (double x = 0; x < 1e6; x = 1.01 * x + 1e-3) {
        double sum = 0;
        for (const auto& pole : exp_poles) {
            const std::complex<double> weight(pole.weight_re, pole.weight_im);
            sum += 2 * (weight / (-x - std::complex<double>(pole.re, pole.im))).real();
        }
        EXPECT_NEAR(sum, std::exp(-x), 4e-12) << x;
    }
}

}  // namespace
}  // namespace belfry::simulation
