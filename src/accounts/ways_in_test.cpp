#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/test_accounts.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;
using http::Method;

/// What lets somebody in beside the password, and what ends it.
class WaysIn : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            accounts_.emplace(GetParam());
        }
    }

    TestAccounts& accounts() { return *accounts_; }

private:
    std::optional<TestAccounts> accounts_;
};

TEST_P(WaysIn, SaysWhatANewPasswordEndedAndWhichTokensStillWork) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto mine = accounts().signed_in(ana);
    std::ignore = accounts().signed_in(ana);
    const auto digest = kept("calendar secret");
    std::ignore = accounts().services().record.write(
        {record::Actor::account(ana.value), "calendar_feed.test", {"calendar_feed", 1}},
        [&](record::Writing& w) -> Result<void> {
            put_link(w.db(), {LinkKind::calendar, ana, w.at() + 24h}, digest, w.at());
            add_token(w.db(), Token{{77}, "board", true, {}, w.at(), {}}, ana, kept("token"));
            return {};
        }
    );
    const auto change = [&](const char* from, const char* to, const char* more) {
        return accounts().send(
            mine,
            Method::post,
            "/api/v1/me/password",
            std::string(R"({"current":")") + from + R"(","next":")" + to + '"' + more + '}'
        );
    };
    const auto first = change("three quiet herons", "nineteen grey herons", "");
    ASSERT_EQ(first.status, 200) << first.problem();
    EXPECT_EQ(first.body.at("sessions_ended"), 1);
    EXPECT_TRUE(first.body.at("calendar_address_ended").as_bool());
    EXPECT_EQ(first.body.at("tokens").at(0).at("name").as_string(), "board");
    EXPECT_FALSE(accounts().services().database.read([&](store::Connection& db) {
        return find_link(db, LinkKind::calendar, digest, accounts().clock().now());
    }));
    const auto second =
        change("nineteen grey herons", "twenty white herons", R"(,"remove_tokens":true)");
    EXPECT_EQ(second.body.at("sessions_ended"), 0);
    EXPECT_FALSE(second.body.at("calendar_address_ended").as_bool());
    EXPECT_TRUE(second.body.at("tokens").as_array().empty());
}

TEST_P(WaysIn, SetsNoAppUpForWhoeverFindsABrowserOpen) {
    const auto browser = accounts().signed_in(accounts().add("ana", {Role::staff}));
    accounts().clock().advance(15min);
    for (const auto* path :
         {"/api/v1/me/totp",
          "/api/v1/me/totp/removal",
          "/api/v1/me/recovery-codes",
          "/api/v1/me/tokens",
          "/api/v1/me/passkeys"}) {
        EXPECT_EQ(accounts().send(browser, Method::post, path, "{}").code(), "proof_needed")
            << path;
    }
}

TEST_P(WaysIn, EndsNothingForWhoeverFindsABrowserOpen) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto stale = accounts().signed_in(ana);
    accounts().clock().advance(15min);
    const auto fresh = accounts().signed_in(ana);
    const auto list = accounts().send(fresh, Method::get, "/api/v1/me/sessions");
    for (const auto& session : list.body.at("items").as_array()) {
        if (session.at("current").as_bool()) {
            continue;
        }
        const auto path = fmt::format("/api/v1/me/sessions/{}", session.at("id").as_int64());
        EXPECT_EQ(accounts().send(stale, Method::delete_, path).code(), "proof_needed");
        EXPECT_EQ(accounts().send(fresh, Method::delete_, path).status, 204);
    }
    EXPECT_EQ(accounts().send(stale, Method::get, "/api/v1/me").status, 401);
    EXPECT_EQ(accounts().send(fresh, Method::get, "/api/v1/me").status, 200);
    const auto other = accounts().signed_in(ana);
    accounts().clock().advance(15min);
    EXPECT_EQ(
        accounts().send(other, Method::delete_, "/api/v1/me/tokens/1").code(), "proof_needed"
    );
}

TEST_P(WaysIn, GivesAFirstPasswordForAFreshProof) {
    Account without;
    without.name = "Cy";
    without.email = "cy@city.example";
    without.roles = {Role::staff};
    const auto cy = put_account(accounts().services().record, std::move(without));
    const auto stale = accounts().signed_in(cy);
    accounts().clock().advance(15min);
    const auto fresh = accounts().signed_in(cy);
    const auto choose = [&](const Browser& browser, const char* body) {
        return accounts().send(browser, Method::post, "/api/v1/me/password", body).problem();
    };
    EXPECT_EQ(choose(stale, R"({"next":"nineteen grey herons"})"), "proof_needed");
    EXPECT_EQ(choose(fresh, R"({"next":"short"})"), "password_too_short");
    EXPECT_EQ(choose(fresh, R"({"next":"nineteen grey herons"})"), "");
    EXPECT_EQ(choose(fresh, R"({"next":"twenty white herons"})"), "password_wrong")
        << "now there is one to show";
}

TEST_P(WaysIn, NeverLetsAnybodyInAsAPersonOfTheFictionalCity) {
    const auto boss = accounts().add("boss", {Role::administrator});
    Account made_up;
    made_up.name = "A. Delacroix";
    made_up.email = "delacroix@port-ellery.example";
    made_up.roles = {Role::mayor};
    made_up.state = PersonState::fictional;
    const auto mayor = put_account(accounts().services().record, made_up);
    const auto path = "/api/v1/people/" + std::to_string(mayor.value);
    const auto as_boss = accounts().signed_in(boss);
    EXPECT_EQ(accounts().act(as_boss, Method::post, path, "/reset-link").code(), "not_active");
    EXPECT_EQ(accounts().act(as_boss, Method::post, path, "/disabling").code(), "not_active");
    EXPECT_EQ(accounts().act(as_boss, Method::post, path, "/enabling").code(), "not_disabled");
    EXPECT_EQ(
        accounts()
            .send(
                as_boss,
                Method::post,
                "/api/v1/invitations",
                R"({"name":"A","email":"delacroix@port-ellery.example","title":"","agency":"",
                    "roles":["mayor"]})"
            )
            .problem(),
        "email_taken"
    );
    // Even with a link that was made before, or by hand.
    std::ignore = accounts().services().record.write(
        {record::Actor::belfry(), "accounts.test", {"accounts", 1}},
        [&](record::Writing& w) -> Result<void> {
            for (const auto kind : {LinkKind::reset, LinkKind::invitation}) {
                put_link(w.db(), {kind, mayor, w.at() + 24h}, kept(json::name_of(kind)), w.at());
            }
            return {};
        }
    );
    Browser browser;
    EXPECT_EQ(
        accounts()
            .enter(
                browser,
                "/api/v1/password-resets/acceptance",
                R"({"token":"reset","password":"nineteen grey herons"})"
            )
            .code(),
        "link_dead"
    );
    EXPECT_EQ(
        accounts()
            .enter(
                browser,
                "/api/v1/invitations/acceptance",
                R"({"token":"invitation","name":"X","password":"nineteen grey herons",
                    "language":"en"})"
            )
            .code(),
        "link_dead"
    );
    EXPECT_FALSE(accounts().account(mayor).password_hash);
}

INSTANTIATE_TEST_SUITE_P(Engines, WaysIn, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
