#include "public_records/retention.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "public_records/retention_view.hpp"
#include "public_records/test_records.hpp"

namespace belfry::public_records {
namespace {

using namespace std::chrono;

RetentionSeries series(std::int64_t period, RetentionUnit unit) {
    RetentionSeries out;
    out.period = period;
    out.unit = unit;
    out.disposition = Disposition::destroy;
    return out;
}

TEST(Retention, OfFederalElectionRecordsIsTwentyTwoMonthsFromElectionDay) {
    const auto federal = series(22, RetentionUnit::months);
    EXPECT_EQ(kept_until(federal, 2026y / 11 / 3), Date(2028y / 9 / 3));
    EXPECT_EQ(kept_until(federal, 2024y / 11 / 5), Date(2026y / 9 / 5));
}

TEST(Retention, EndsOnTheLastDayOfAMonthThatIsTooShort) {
    EXPECT_EQ(kept_until(series(6, RetentionUnit::months), 2026y / 8 / 31), Date(2027y / 2 / 28));
    EXPECT_EQ(kept_until(series(1, RetentionUnit::years), 2028y / 2 / 29), Date(2029y / 2 / 28));
    EXPECT_EQ(kept_until(series(4, RetentionUnit::years), 2028y / 2 / 29), Date(2032y / 2 / 29));
    EXPECT_EQ(kept_until(series(60, RetentionUnit::days), 2026y / 11 / 3), Date(2027y / 1 / 2));
}

TEST(Retention, NeverEndsForWhatIsPermanent) {
    auto forever = series(22, RetentionUnit::months);
    forever.disposition = Disposition::permanent;
    EXPECT_EQ(kept_until(forever, 2026y / 11 / 3), std::nullopt);
}

/// The same counted the slow way: month by month.
Date months_later(Date start, int months) {
    auto year = static_cast<int>(start.year());
    auto month = static_cast<unsigned>(start.month());
    for (int i = 0; i < months; ++i) {
        year += month == 12 ? 1 : 0;
        month = month == 12 ? 1 : month + 1;
    }
    auto day = static_cast<unsigned>(start.day());
    while (!Date(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)).ok()) {
        --day;
    }
    return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
}

RC_GTEST_PROP(Retention, CountsMonthsAsOneCountsThemOneByOne, ()) {
    const auto start = Date(sys_days(days(*rc::gen::inRange(10'000, 40'000))));
    const int months = *rc::gen::inRange(1, 1'200);
    RC_ASSERT(
        kept_until(series(months, RetentionUnit::months), start) ==
        std::optional(months_later(start, months))
    );
}

TEST(Retention, BeginsWithTheFirstElectionAfterARecordWasMade) {
    auto one = series(22, RetentionUnit::months);
    one.starts_with = RetentionStart::election;
    const RetentionFacts facts{2026y / 3 / 1, {}, {2026y / 2 / 28, 2026y / 3 / 17, 2026y / 11 / 3}};
    EXPECT_EQ(start_of(one, {}, facts), Date(2026y / 3 / 17));
    EXPECT_EQ(start_of(one, {}, {2026y / 11 / 3, {}, facts.elections}), Date(2026y / 11 / 3));
    EXPECT_EQ(start_of(one, {}, {2026y / 11 / 4, {}, facts.elections}), std::nullopt);
    EXPECT_EQ(start_of(one, 2026y / 11 / 3, facts), Date(2026y / 11 / 3));
    one.starts_with = RetentionStart::closing;
    EXPECT_EQ(start_of(one, {}, facts), std::nullopt);
    one.starts_with = RetentionStart::creation;
    EXPECT_EQ(start_of(one, {}, facts), Date(2026y / 3 / 1));
}

class RetentionLists : public RecordsTest {
protected:
    std::int64_t add_series(std::string_view rest) {
        const auto made = city().post(
            chief,
            "/records/series",
            R"({"name": "Election records", "citation": "52 U.S.C. 20701", "unit": "months",)" +
                std::string(rest) + "}"
        );
        EXPECT_EQ(made.status, 201) << made.text;
        return made.id();
    }

    program::Answer assign(std::int64_t series, std::string kind, std::int64_t id = 0) {
        return city().post(
            chief,
            "/records/assignments",
            json::canonical(
                json::Object{{"series", series}, {"object_kind", kind}, {"object_id", id}}
            )
        );
    }

    std::int64_t add_task(std::string_view title) {
        return city()
            .post(
                chief,
                "/steps/2/tasks",
                json::canonical(json::Object{{"title", std::string(title)}})
            )
            .id();
    }

    [[nodiscard]] std::vector<std::string> due() {
        const auto list = city().get(chief, "/records/due");
        std::vector<std::string> out;
        for (const auto& item : list.at("items").as_array()) {
            out.push_back(
                std::string(item.at("title").as_string()) + ' ' +
                std::string(item.at("state").as_string())
            );
        }
        return out;
    }

    void set_next_election(const std::string& day) {
        const auto tag = city().get(city().admin, "/city").tag();
        const auto set = city().call(
            city().admin,
            http::Method::put,
            "/api/v1/city",
            json::canonical(json::Object{
                {"name", "Port Ellery"},
                {"state", "Ohio"},
                {"time_zone", "America/New_York"},
                {"next_election", day}
            }),
            {{"If-Match", tag}}
        );
        EXPECT_EQ(set.status, 200) << set.text;
    }

    void on_day(Date day) { city().clock().set(sys_days(day) + hours(17)); }
};

INSTANTIATE_TEST_SUITE_P(Engines, RetentionLists, store::all_engines(), store::engine_name);

constexpr auto by_election = R"("starts_with": "election", "period": 22, "disposition": "destroy")";

TEST_P(RetentionLists, ShowARecordWhenItsTimeIsOverAndNotBefore) {
    set_next_election("2026-11-03");
    ASSERT_EQ(assign(add_series(by_election), "task").status, 201);
    add_task("Walk the warehouse");
    EXPECT_EQ(due(), std::vector<std::string>());
    on_day(2028y / 7 / 1);
    EXPECT_EQ(due(), std::vector<std::string>{"Walk the warehouse soon"});
    on_day(2028y / 9 / 3);
    EXPECT_EQ(due(), std::vector<std::string>{"Walk the warehouse soon"});
    on_day(2028y / 9 / 4);
    EXPECT_EQ(due(), std::vector<std::string>{"Walk the warehouse due"});
    EXPECT_EQ(city().get(chief, "/records").at("due").as_int64(), 1);
}

TEST_P(RetentionLists, TakeAnElectionThatWasCorrectedBeforeItCameForNone) {
    set_next_election("2026-11-04");
    set_next_election("2026-11-10");
    on_day(2026y / 11 / 20);
    set_next_election("2027-03-16");
    const auto days = city().services().database.read(election_days);
    EXPECT_EQ(days, (std::vector<Date>{2026y / 11 / 10, 2027y / 3 / 16}));
}

TEST_P(RetentionLists, LetASingleRecordBelongToASeriesOfItsOwn) {
    const auto shorter =
        add_series(R"("starts_with": "creation", "period": 1, "disposition": "review")");
    const auto forever = add_series(R"("starts_with": "creation", "disposition": "permanent")");
    const auto one = add_task("Kept for ever");
    add_task("Kept for a month");
    ASSERT_EQ(assign(shorter, "task").status, 201);
    ASSERT_EQ(assign(forever, "task", one).status, 201);
    EXPECT_EQ(assign(shorter, "task", one).status, 422);
    on_day(2027y / 1 / 1);
    EXPECT_EQ(due(), std::vector<std::string>{"Kept for a month due"});
    EXPECT_EQ(city().get(chief, "/records/due?all=true").count(), 2U);
    EXPECT_EQ(
        city().remove(chief, "/records/series/" + std::to_string(forever)).code(), "series_in_use"
    );
}

TEST_P(RetentionLists, KeepWhatTheRecordHoldsSumsOfUntilItsTimeIsOver) {
    const auto monthly =
        add_series(R"("starts_with": "creation", "period": 1, "disposition": "destroy")");
    ASSERT_EQ(assign(monthly, "task").status, 201);
    const record::Object task{"task", add_task("A rehearsal")};
    const record::Deed deed{record::Actor::account(chief), "task.delete", task};
    const auto refusal = [&](bool by_sums) {
        auto shelves = test_shelves();
        std::ranges::find(shelves.shelves, "task", &Shelf::kind)->recorded_by_sums = by_sums;
        const auto found = city().services().database.read([&](store::Connection& db) {
            return forbidden(db, shelves, deed, city().clock().now());
        });
        return found ? found->code : "";
    };
    EXPECT_EQ(refusal(false), "") << "the record keeps it";
    EXPECT_EQ(refusal(true), "retention_runs");
    on_day(2027y / 1 / 1);
    EXPECT_EQ(refusal(true), "");
}

TEST_P(RetentionLists, CountFromTheDayATaskWasDone) {
    ASSERT_EQ(
        assign(
            add_series(R"("starts_with": "closing", "period": 1, "disposition": "destroy")"), "task"
        )
            .status,
        201
    );
    const auto task = add_task("Test the alarm");
    on_day(2027y / 6 / 1);
    EXPECT_EQ(due(), std::vector<std::string>());
    const auto done =
        city().act(chief, "/tasks/" + std::to_string(task), "/completion", R"({"note": "Tested"})");
    ASSERT_EQ(done.status, 200) << done.text;
    on_day(2027y / 7 / 2);
    EXPECT_EQ(due(), std::vector<std::string>{"Test the alarm due"});
}

TEST_P(RetentionLists, RefuseAPeriodThatIsNone) {
    for (const auto* period : {"0", "-1", "1201"}) {
        const auto made = city().post(
            chief,
            "/records/series",
            std::string(R"({"name": "X", "citation": "Y", "unit": "months", "starts_with":)") +
                R"( "creation", "disposition": "destroy", "period": )" + period + "}"
        );
        EXPECT_EQ(made.status, 422) << period;
    }
}

}  // namespace
}  // namespace belfry::public_records
