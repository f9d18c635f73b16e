#include "rehearsal/preview_memory.hpp"

#include <gtest/gtest.h>

namespace belfry::rehearsal {
namespace {

simulation::PreviewStation station(double rate, int servers) {
    simulation::PreviewStation out;
    out.arrivals_per_minute = {rate, 2 * rate, rate};
    out.service_minutes = 2;
    out.servers = servers;
    return out;
}

TEST(PreviewMemory, WorksOutAnewWhatIsAskedOtherwiseAndNothingElse) {
    PreviewMemory memory;
    const auto hall = memory.of("hall", 0, station(0.9, 2));
    const auto gym = memory.of("gym", 0, station(0.4, 1));
    EXPECT_EQ(memory.worked_out(), 2U);
    EXPECT_EQ(memory.of("gym", 0, station(0.4, 1)).mean_wait, gym.mean_wait);
    EXPECT_EQ(memory.worked_out(), 2U);
    const auto more = memory.of("hall", 0, station(0.9, 3));
    EXPECT_EQ(memory.worked_out(), 3U);
    EXPECT_LT(more.mean_wait, hall.mean_wait);
    EXPECT_EQ(more.line, simulation::preview(station(0.9, 3)).line);
    auto stricter = station(0.9, 3);
    stricter.limit_minutes = 1;
    EXPECT_GT(memory.of("hall", 0, stricter).share_over, more.share_over);
    EXPECT_EQ(memory.worked_out(), 4U) << "another limit is another question";
    EXPECT_NE(memory.of("hall", 1, station(0.4, 1)).line, more.line);
}

}  // namespace
}  // namespace belfry::rehearsal
