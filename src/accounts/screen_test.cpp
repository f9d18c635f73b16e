#include "accounts/screen.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/test_accounts.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;
using http::Method;

class Screens : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            accounts_.emplace(GetParam());
            admin_ = accounts().signed_in(accounts().add("Ana", {Role::administrator}));
        }
    }

    TestAccounts& accounts() { return *accounts_; }

    [[nodiscard]] const Browser& admin() const { return admin_; }

    Answer make(std::chrono::days life = std::chrono::days(30)) {
        const auto today = std::chrono::floor<std::chrono::days>(accounts().clock().now());
        const json::Object body{
            {"name", "Hall"},
            {"pages", "steps"},
            {"language", "es"},
            {"expires_on", to_iso(Date(today + life))},
        };
        return accounts().send(
            admin(), Method::post, "/api/v1/screens", boost::json::serialize(body)
        );
    }

    Answer pair(Browser& device, const Answer& made) {
        const std::string link(made.body.at("link").as_string());
        const json::Object body{{"token", link.substr(link.find('#') + 1)}};
        auto answer = accounts().send(
            device, Method::post, "/api/v1/screens/pairing", boost::json::serialize(body)
        );
        for (const auto& [name, value] : answer.headers.all()) {
            if (name == "Set-Cookie" && value.starts_with("belfry-screen=")) {
                device.cookie = value.substr(0, value.find(';'));
            }
        }
        return answer;
    }

    /// As administrators do it, on what the list says now.
    Answer act(Method method, const std::string& what) {
        const auto list = accounts().send(admin(), Method::get, "/api/v1/screens");
        const auto& screen = list.body.at("items").at(0);
        auto request = request_from(
            admin(), method, "/api/v1/screens/" + std::to_string(screen.at("id").as_int64()) + what
        );
        request.headers.set(
            "If-Match", '"' + std::to_string(screen.at("revision").as_int64()) + '"'
        );
        return accounts().send(request);
    }

    json::Value state(const Browser& device) {
        return accounts().send(device, Method::get, "/api/v1/session").body;
    }

private:
    std::optional<TestAccounts> accounts_;
    Browser admin_;
};

TEST_P(Screens, ArePairedOnceByALinkAndThenShowTheirPages) {
    const auto made = make();
    ASSERT_EQ(made.status, 201) << made.problem();
    EXPECT_THAT(
        std::string(made.body.at("link").as_string()),
        testing::StartsWith("http://localhost:8080/screen#")
    );
    Browser device;
    EXPECT_EQ(pair(device, made).status, 204);
    EXPECT_EQ(state(device).at("screen").at("name").as_string(), "Hall");
    EXPECT_EQ(state(device).at("screen").at("language").as_string(), "es");
    EXPECT_FALSE(state(device).at("signed_in").as_bool());
    EXPECT_TRUE(state(device).at("account").is_null());
    Browser other;
    EXPECT_EQ(pair(other, made).code(), "link_dead") << "the link works once";
    const auto list = accounts().send(admin(), Method::get, "/api/v1/screens");
    EXPECT_FALSE(list.body.at("items").at(0).at("paired_at").is_null());
    EXPECT_EQ(list.body.at("items").at(0).at("made_by").at("name").as_string(), "Ana");
}

TEST_P(Screens, ReadNothingElseAndChangeNothing) {
    Browser device;
    ASSERT_EQ(pair(device, make()).status, 204);
    std::size_t asked = 0;
    for (const auto& route : accounts().router().routes()) {
        if (route.path.contains('{')) {
            continue;
        }
        auto request = request_from(device, route.method, route.path, route.input ? "{}" : "");
        const auto answer = accounts().send(request);
        const bool open_to_all = !route.access.wants_sign_in();
        if (!open_to_all) {
            EXPECT_EQ(answer.code(), "screen_only_shows") << route.path;
            ++asked;
        }
    }
    EXPECT_GT(asked, 20U);
}

TEST_P(Screens, AreOpenToNothingThatChangesAnything) {
    for (const auto& route : accounts().router().routes()) {
        if (route.access.wants_sign_in() && route.access.is_open_to(wall_screen)) {
            EXPECT_EQ(route.method, Method::get) << route.path;
        }
    }
}

TEST_P(Screens, LetAPersonSignInAtTheirBrowserAndShowTheirPagesAgainAfterwards) {
    Browser device;
    ASSERT_EQ(pair(device, make()).status, 204);
    const auto of_screen = device.cookie;
    Browser person = device;
    std::ignore = accounts().add("Bo", {Role::staff});
    const auto entered = accounts().enter(
        person, "/api/v1/session", R"({"email":"bo@city.example","password":"three quiet herons"})"
    );
    ASSERT_EQ(entered.status, 200) << entered.problem();
    person.cookie += "; " + of_screen;
    EXPECT_EQ(state(person).at("account").at("name").as_string(), "Bo");
    EXPECT_EQ(accounts().send(person, Method::patch, "/api/v1/me", "{}").status, 428)
        << "a session like any other";
    EXPECT_EQ(accounts().send(person, Method::delete_, "/api/v1/session").status, 204);
    EXPECT_EQ(state(person).at("screen").at("name").as_string(), "Hall");
    EXPECT_EQ(accounts().send(person, Method::patch, "/api/v1/me", "{}").code(), "session_expired")
        << "who acts in a session that has ended is told so";
}

TEST_P(Screens, StopWhenTheyAreRemovedPairedAnewOrOver) {
    Browser device;
    ASSERT_EQ(pair(device, make()).status, 204);
    const auto works = [&] {
        return !state(device).at("screen").is_null();
    };
    auto& gate = accounts().gate();
    auto watching = gate.admit(request_from(device, Method::get, "/")).value();
    EXPECT_TRUE(works());
    EXPECT_TRUE(gate.still_holds(watching));
    const auto again = act(Method::post, "/link");
    ASSERT_EQ(again.status, 200) << again.code();
    EXPECT_FALSE(works());
    EXPECT_FALSE(gate.still_holds(watching)) << "a stream of events ends";
    ASSERT_EQ(pair(device, again).status, 204);
    EXPECT_TRUE(works());
    EXPECT_EQ(act(Method::delete_, "").status, 204);
    EXPECT_FALSE(works());
    EXPECT_FALSE(gate.still_holds(watching));
    ASSERT_EQ(pair(device, make(std::chrono::days(1))).status, 204);
    watching = gate.admit(request_from(device, Method::get, "/")).value();
    accounts().clock().advance(std::chrono::days(1));
    EXPECT_TRUE(works());
    EXPECT_TRUE(gate.still_holds(watching));
    accounts().clock().advance(std::chrono::days(1));
    EXPECT_FALSE(works());
    EXPECT_FALSE(gate.still_holds(watching));
}

TEST_P(Screens, HaveLimits) {
    EXPECT_EQ(make(std::chrono::days(-1)).problem(), "in_the_past");
    EXPECT_EQ(make(longest_screen + std::chrono::days(1)).problem(), "too_far_off");
    const auto made = make();
    accounts().clock().advance(pairing_life);
    Browser device;
    EXPECT_EQ(pair(device, made).code(), "link_dead");
    for (std::size_t i = 1; i < most_screens; ++i) {
        std::ignore = make_screen(
            accounts().services(),
            {},
            {"S",
             ScreenPages::both,
             "en",
             Date(std::chrono::floor<std::chrono::days>(accounts().clock().now()))},
            ""
        );
    }
    EXPECT_EQ(
        make_screen(
            accounts().services(),
            {},
            {"S",
             ScreenPages::both,
             "en",
             Date(std::chrono::floor<std::chrono::days>(accounts().clock().now()))},
            ""
        )
            .error()
            .code,
        "too_many_screens"
    );
}

INSTANTIATE_TEST_SUITE_P(Engines, Screens, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
