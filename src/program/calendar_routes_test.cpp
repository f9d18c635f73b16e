#include "program/test_program.hpp"

namespace belfry::program {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class CalendarRoutes : public ProgramTest {
protected:
    Answer feed(const std::string& url) {
        const auto at = url.find("/calendar.ics");
        check(at != std::string::npos, "the feed has another address");
        return city().call(0, http::Method::get, url.substr(at));
    }

    std::string new_feed(std::int64_t who) {
        return std::string(city().post(who, "/calendar/feed").at("url").as_string());
    }
};

TEST_P(CalendarRoutes, AreInTheTimeZoneOfTheStateWhereNobodySaidOne) {
    const auto set = city().call(
        city().mayor,
        http::Method::put,
        "/api/v1/city",
        R"({"name": "Fresno", "state": "California"})",
        {{"If-Match", "\"0\""}}
    );
    EXPECT_EQ(set.at("time_zone"), "America/Los_Angeles");
}

TEST_P(CalendarRoutes, MergesEventsTasksDecisionsAndTheElectionByDay) {
    city().call(
        city().mayor,
        http::Method::put,
        "/api/v1/city",
        R"({"name": "Lakemont", "state": "Ohio", "next_election": "2026-12-20"})",
        {{"If-Match", "\"0\""}}
    );
    const auto event = city().post(
        city().staff,
        "/calendar",
        R"({"title": "Forum", "starts_at": "2026-12-09T15:00:00Z", "place": "Room 204"})"
    );
    ASSERT_EQ(event.status, 201) << event.text;
    city().post(city().staff, "/steps/2/tasks", R"({"title": "Lists", "due": "2026-12-08"})");
    city().post(
        city().staff, "/steps/2/decisions", R"({"title": "Plan", "why": "x", "due": "2026-12-10"})"
    );
    EXPECT_THAT(
        city().get(city().observer, "/calendar").all("title"),
        ElementsAre(
            "Ballots go to military and overseas voters (45 days)",
            "Due: Lists",
            "Forum",
            "Decision due: Plan",
            "Election Day"
        )
    );
    EXPECT_THAT(
        city().get(city().observer, "/calendar?from=2026-12-09&to=2026-12-10").all("title"),
        ElementsAre("Forum", "Decision due: Plan")
    );
    EXPECT_EQ(city().get(city().observer, "/calendar?from=tomorrow").status, 422);

    const auto path = "/calendar/" + std::to_string(event.id());
    EXPECT_EQ(city().patch(city().staff, path, R"({"title": "x"})").code(), "if_match_missing");
    EXPECT_EQ(city().patch(city().auditor, path, R"({"title": "x"})", event.tag()).status, 403);
    const auto moved = city().patch(
        city().staff, path, R"({"starts_at": null, "all_day_on": "2026-12-11"})", event.tag()
    );
    EXPECT_EQ(moved.at("all_day_on"), "2026-12-11") << moved.text;
    EXPECT_EQ(city().patch(city().staff, path, R"({"title": "x"})", event.tag()).status, 409);
    EXPECT_EQ(city().post(city().staff, "/calendar", R"({"title": "x"})").status, 422);
    EXPECT_EQ(city().remove(city().staff, path, "\"2\"").status, 204);
    EXPECT_EQ(city().get(city().staff, path).status, 404);
}

TEST_P(CalendarRoutes, FeedsACalendarOnWhichNineStaysNineWhenTheClocksChange) {
    city().call(
        city().mayor,
        http::Method::put,
        "/api/v1/city",
        R"({"name": "Lakemont", "state": "Ohio", "time_zone": "America/New_York"})",
        {{"If-Match", "\"0\""}}
    );
    // Nine in the morning in New York: UTC-4 before 1 November 2026, UTC-5 after.
    for (const auto* start : {"2026-10-30T13:00:00Z", "2026-11-06T14:00:00Z"}) {
        city().post(
            city().staff,
            "/calendar",
            R"({"title": "Call", "starts_at": ")" + std::string(start) + "\"}"
        );
    }
    city().post(
        city().staff,
        "/calendar",
        R"({"title": "Key ceremony", "place": "Vault", "all_day_on": "2026-11-12",
            "tlp": "amber"})"
    );
    const auto answer = feed(new_feed(city().auditor));
    ASSERT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.headers.find("Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_THAT(answer.text, HasSubstr("DTSTART;TZID=America/New_York:20261030T090000"));
    EXPECT_THAT(answer.text, HasSubstr("DTSTART;TZID=America/New_York:20261106T090000"));
    EXPECT_THAT(answer.text, HasSubstr("BEGIN:VTIMEZONE"));
    EXPECT_THAT(answer.text, Not(HasSubstr("Key ceremony"))) << "phones are not the city's";
    EXPECT_THAT(answer.text, Not(HasSubstr("Vault")));
    EXPECT_THAT(answer.text, HasSubstr("An entry in Belfry"));
}

TEST_P(CalendarRoutes, HasOneSecretAddressAPersonAndForgetsTheOldOne) {
    const auto first = new_feed(city().staff);
    EXPECT_THAT(first, testing::StartsWith("https://belfry.city.example/calendar.ics?token="));
    EXPECT_EQ(feed(first).status, 200);
    const auto second = new_feed(city().staff);
    EXPECT_NE(first, second);
    EXPECT_EQ(feed(first).status, 404);
    EXPECT_EQ(feed(second).status, 200);
    EXPECT_EQ(feed("/calendar.ics").status, 404);
    EXPECT_EQ(feed("/calendar.ics?token=guess").status, 404);
    city().alter("UPDATE account SET state = 'disabled' WHERE name = 'Sam Staff'");
    EXPECT_EQ(feed(second).status, 404) << "who has left reads no more";
}

TEST_P(CalendarRoutes, InboxIsOnesOwn) {
    city().post(
        city().mayor,
        "/steps/2/tasks",
        R"({"title": "Lists", "owner_id": )" + std::to_string(city().staff) + "}"
    );
    const auto mine = city().get(city().staff, "/inbox");
    ASSERT_EQ(mine.count(), 1U);
    EXPECT_EQ(mine.at("items").at(0).at("title"), "Maya Mayor gave you a task");
    EXPECT_EQ(mine.at("items").at(0).at("text"), "Lists");
    EXPECT_THAT(mine.all("link")[0], testing::StartsWith("/tasks/"));
    const auto id = std::to_string(mine.at("items").at(0).at("id").as_int64());
    EXPECT_EQ(city().get(city().other, "/inbox").count(), 0U);
    EXPECT_EQ(city().post(city().other, "/inbox/" + id + "/reading").status, 404);
    EXPECT_EQ(city().get(city().staff, "/inbox").at("items").at(0).at("read"), false);
    EXPECT_EQ(city().post(city().staff, "/inbox/" + id + "/reading").status, 204);
    EXPECT_EQ(city().get(city().staff, "/inbox").at("items").at(0).at("read"), true);
    EXPECT_EQ(city().post(city().staff, "/inbox/reading").status, 204);
    EXPECT_EQ(city().get(0, "/inbox").status, 401);
}

INSTANTIATE_TEST_SUITE_P(Engines, CalendarRoutes, store::all_engines(), store::engine_name);

}  // namespace

}  // namespace belfry::program
