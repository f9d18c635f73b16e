#include "operations/download_links.hpp"

#include <gtest/gtest.h>

#include "base/seeded_random.hpp"

namespace belfry::operations {
namespace {

using namespace std::chrono_literals;

class Links : public testing::Test {
protected:
    FixedClock clock_{*instant_from_iso("2026-11-25T12:00:00Z")};
    SeededRandom random_;
    DownloadLinks links_{clock_, random_};
};

TEST_F(Links, WorkOnceForAMinuteInTheSessionTheyWereMadeIn) {
    const auto link = links_.make({"a.backup", "session/1"});
    EXPECT_FALSE(links_.use(link, "session/2"));
    EXPECT_FALSE(links_.use(link + "x", "session/1"));
    EXPECT_EQ(links_.use(link, "session/1"), "a.backup");
    EXPECT_FALSE(links_.use(link, "session/1"));
    const auto late = links_.make({"a.backup", "session/1"});
    clock_.advance(DownloadLinks::life);
    EXPECT_FALSE(links_.use(late, "session/1"));
}

TEST_F(Links, AreAtMostSoManyTheOldestDyingFirst) {
    const auto first = links_.make({"first", "session/1"});
    clock_.advance(1s);
    const auto second = links_.make({"second", "session/1"});
    clock_.advance(1s);
    for (std::size_t i = 1; i < DownloadLinks::most; ++i) {
        std::ignore = links_.make({"more", "session/1"});
    }
    EXPECT_FALSE(links_.use(first, "session/1"));
    EXPECT_EQ(links_.use(second, "session/1"), "second");
}

}  // namespace
}  // namespace belfry::operations
