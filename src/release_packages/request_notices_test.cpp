#include "release_packages/request_notices.hpp"

#include "release_packages/test_releases.hpp"

namespace belfry::release_packages {
namespace {

using namespace std::chrono;
using testing::ElementsAre;
using testing::IsEmpty;

/// One that Eve Official entered, due on 17 November 2026.
class RequestNotices : public Releases {
protected:
    std::vector<std::string> inbox_of(std::int64_t person) {
        return city().get(person, "/inbox").all("kind");
    }

    bool remind_on(Date day) {
        city().clock().set(sys_days(day) + hours(17));
        return remind(city().services());
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, RequestNotices, store::all_engines(), store::engine_name);

TEST_P(RequestNotices, ComeThreeDaysBeforeOnTheDayAndAfterItAndGoWithTheAnswer) {
    const auto request = ask("vault");
    EXPECT_EQ(
        city().get(official, request).at("request").at("owner").at("name").as_string(),
        "Eve Official"
    );
    EXPECT_FALSE(remind_on(2026y / 11 / 13));
    EXPECT_TRUE(remind_on(2026y / 11 / 14));
    EXPECT_THAT(inbox_of(official), ElementsAre("request_due"));
    EXPECT_EQ(city().get(official, "/inbox").at("items").at(0).at("link").as_string(), request);
    EXPECT_FALSE(remind_on(2026y / 11 / 16)) << "once for each of the three";
    EXPECT_TRUE(remind_on(2026y / 11 / 17));
    EXPECT_THAT(inbox_of(official), ElementsAre("request_today"));
    EXPECT_TRUE(remind_on(2026y / 11 / 18));
    EXPECT_THAT(inbox_of(official), ElementsAre("request_overdue"));
    EXPECT_FALSE(remind_on(2026y / 12 / 18));
    EXPECT_THAT(inbox_of(city().admin), IsEmpty()) << "somebody else answers it";
    ASSERT_EQ(act(request, "/closing", R"({"state": "withdrawn"})").status, 200);
    EXPECT_THAT(inbox_of(official), IsEmpty());
    EXPECT_FALSE(remind(city().services()));
}

TEST_P(RequestNotices, StandInTheCalendarWhileTheRequestIsOpen) {
    const auto request = ask("vault");
    const program::Words words(city().services().catalog, "en");
    const auto dates = [&] {
        return city().services().database.read([&](store::Connection& db) {
            return program::dates_of({calendar_part()}, db, words, {"records_read"});
        });
    };
    const auto open = dates();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open.front().title, "Records request due: The vault's upkeep");
    EXPECT_EQ(open.front().all_day_on, Date(2026y / 11 / 17));
    EXPECT_EQ(program::link_to_event(open.front()), request);
    EXPECT_EQ(program::for_outside(open.front(), words).title, "An entry in Belfry");
    ASSERT_EQ(act(request, "/closing", R"({"state": "withdrawn"})").status, 200);
    EXPECT_THAT(dates(), IsEmpty());
}

TEST_P(RequestNotices, GoToAllWhoAnswerRequestsWhereTheOwnerMayNotAnyMore) {
    const auto other = city().add_person("Bo Both", accounts::Role::election_official);
    ask("vault");
    EXPECT_TRUE(remind_on(2026y / 11 / 17));
    EXPECT_THAT(inbox_of(other), IsEmpty());
    city().alter("UPDATE account SET state = 'disabled' WHERE id = " + std::to_string(official));
    EXPECT_TRUE(remind(city().services()));
    EXPECT_THAT(inbox_of(other), ElementsAre("request_today"));
}

TEST_P(RequestNotices, FollowTheOwnerAndTheDueDay) {
    const auto other = city().add_person("Bo Both", accounts::Role::election_official);
    const auto request = ask("vault");
    EXPECT_TRUE(remind_on(2026y / 11 / 17));
    const auto change = [&](json::Object more) {
        json::Object wish{
            {"title", "The vault's upkeep"}, {"received", "2026-11-02"}, {"days", 10}
        };
        for (auto& member : more) {
            wish[member.key()] = member.value();
        }
        return city().call(
            official,
            http::Method::put,
            "/api/v1" + request,
            json::canonical(wish),
            {{"If-Match", city().get(official, request).tag()}}
        );
    };
    ASSERT_EQ(change({{"owner_id", other}}).status, 200);
    EXPECT_THAT(inbox_of(official), IsEmpty());
    EXPECT_THAT(inbox_of(other), ElementsAre("request_today"));
    const auto extended = change({{"extra_days", 10}, {"extra_reason", "Many records"}});
    ASSERT_EQ(extended.status, 200) << extended.text;
    EXPECT_EQ(extended.at("request").at("owner").at("id").as_int64(), other);
    EXPECT_THAT(inbox_of(other), IsEmpty());
    const auto refused = change({{"owner_id", city().auditor}});
    EXPECT_EQ(refused.at("problems").at(0).at("code").as_string(), "may_not_answer_requests");
    ASSERT_EQ(change({{"owner_id", nullptr}}).status, 200);
    EXPECT_TRUE(city().get(official, request).at("request").at("owner").is_null());
}

}  // namespace
}  // namespace belfry::release_packages
