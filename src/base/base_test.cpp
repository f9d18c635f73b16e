#include <cmath>
#include <limits>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "base/bug.hpp"
#include "base/check.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/random.hpp"
#include "base/share.hpp"

namespace belfry {
namespace {

using namespace std::chrono_literals;

const Instant polls_open{std::chrono::sys_days{std::chrono::year{2026} / 11 / 3} + 11h};

TEST(Instants, AreWrittenInUtcWithMilliseconds) {
    EXPECT_EQ(to_iso(polls_open + 7ms), "2026-11-03T11:00:00.007Z");
    EXPECT_EQ(to_iso(Instant(-1ms)), "1969-12-31T23:59:59.999Z");
}

TEST(Instants, AreReadWithAnyOffset) {
    EXPECT_EQ(instant_from_iso("2026-11-03T11:00:00Z"), polls_open);
    EXPECT_EQ(instant_from_iso("2026-11-03t06:00:00.000-05:00"), polls_open);
    EXPECT_EQ(instant_from_iso("2026-11-03T16:30+05:30"), polls_open);
    EXPECT_EQ(instant_from_iso("2026-11-03T11:00:00.0079Z"), polls_open + 7ms);
}

TEST(Instants, GiveBackWhatWasWrittenOverAWideRange) {
    for (std::int64_t ms = -62'000'000'000'000; ms < 250'000'000'000'000; ms += 977'777'777'777) {
        const Instant when(std::chrono::milliseconds{ms});
        EXPECT_EQ(instant_from_iso(to_iso(when)), when);
    }
}

TEST(Instants, RefuseWhatIsNoMoment) {
    for (const auto* text :
         {"",
          "2026-11-03",
          "2026-11-03T11:00:00",
          "2026-11-03T24:00:00Z",
          "2026-11-03T11:60:00Z",
          "2026-02-29T11:00:00Z",
          "2026-11-03T11:00:00.Z",
          "2026-11-03T11:00:00Zx",
          "2026-11-03T11:00:00+24:00",
          "-026-11-03T11:00:00Z",
          "2026-11-03T11:00:61Z"}) {
        EXPECT_EQ(instant_from_iso(text), std::nullopt) << text;
    }
}

TEST(Dates, AreDaysOfTheCalendar) {
    EXPECT_EQ(date_from_iso("2028-02-29"), std::chrono::year(2028) / 2 / 29);
    EXPECT_EQ(to_iso(std::chrono::year(2028) / 2 / 29), "2028-02-29");
    for (const auto* text : {"2027-02-29", "2026-13-01", "2026-1-01", "2026-01-01 ", "20260101"}) {
        EXPECT_EQ(date_from_iso(text), std::nullopt) << text;
    }
}

TEST(MonotonicTime, DoesNotStepBackWithAFixedClock) {
    FixedClock clock(polls_open);
    const auto before = clock.monotonic();
    clock.advance(90s);
    EXPECT_EQ(clock.monotonic() - before, 90s);
    EXPECT_EQ(clock.now(), polls_open + 90s);
}

TEST(MoneyAmounts, AreExactToTheCent) {
    EXPECT_EQ(Money::dollars(84'000) + Money::cents(5), Money::cents(8'400'005));
    EXPECT_EQ(Money::cents(333) * 3 - Money::dollars(10), Money::cents(-1));
}

TEST(Shares, ExistOnlyFromZeroToOne) {
    EXPECT_EQ(Share::of(0.95)->value(), 0.95);
    EXPECT_TRUE(Share::of(0.0) && Share::of(1.0));
    for (const double value :
         {-0.01, 1.01, std::nan(""), std::numeric_limits<double>::infinity()}) {
        EXPECT_EQ(Share::of(value), std::nullopt);
    }
}

TEST(RandomBytes, DifferFromCallToCall) {
    SystemRandom random;
    std::set<std::array<std::byte, 16>> seen;
    for (int i = 0; i < 100; ++i) {
        std::array<std::byte, 16> bytes{};
        random.fill(bytes);
        seen.insert(bytes);
    }
    EXPECT_EQ(seen.size(), 100U);
}

TEST(CheckDeathTest, EndsTheProgramAndNamesThePlace) {
    EXPECT_DEATH(check(false, "the tree has no root"), "bug: the tree has no root .*base_test");
}

TEST(CheckDeathTest, GivesUpOnePieceOfWorkWhereSomebodyAnswersForIt) {
    {
        const BugsAreThrown outer;
        {
            const BugsAreThrown inner;
        }
        EXPECT_DEATH(
            {
                const BugsEndTheProgram for_others;
                check(false, "what is done for others");
            },
            "bug: what is done for others"
        );
        {
            const BugsEndTheProgram for_others;
        }
        EXPECT_THROW(check(false, "the tree has no root"), Bug);
        EXPECT_NO_THROW(check(true));
        EXPECT_DEATH(std::thread([] { check(false, "elsewhere"); }).join(), "bug: elsewhere");
    }
    EXPECT_DEATH(check(false, "nobody answers"), "bug: nobody answers");
}

}  // namespace
}  // namespace belfry
