#include "simulation/preview.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace belfry::simulation
