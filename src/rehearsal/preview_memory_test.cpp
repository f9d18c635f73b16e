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
    const AskedStation hall{"hall", 0, station(0.9, 2)};
    const AskedStation gym{"gym", 0, station(0.4, 1)};
    const auto both = memory.of({hall, gym});
    EXPECT_EQ(memory.worked_out(), 2U);
    EXPECT_EQ(memory.of({gym, hall}), (std::vector{both[1], both[0]})) << "in the order of asking";
    EXPECT_EQ(memory.worked_out(), 2U);
    const AskedStation larger{"hall", 0, station(0.9, 3)};
    const auto more = memory.of({gym, larger});
    EXPECT_EQ(memory.worked_out(), 3U);
    EXPECT_EQ(more[0], both[1]);
    EXPECT_LT(more[1].mean_wait, both[0].mean_wait);
    EXPECT_EQ(more[1], simulation::preview(station(0.9, 3)));
    auto stricter = larger;
    stricter.asked.limit_minutes = 1;
    EXPECT_GT(memory.of({stricter})[0].share_over, more[1].share_over);
    EXPECT_EQ(memory.worked_out(), 4U) << "another limit is another question";
    EXPECT_NE(memory.of({{"hall", 1, station(0.4, 1)}})[0].line, more[1].line);
}

}  // namespace
}  // namespace belfry::rehearsal
