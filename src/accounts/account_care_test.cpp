#include "accounts/account_care.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/people.hpp"
#include "accounts/test_accounts.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;
using http::Method;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

auto told(Id<Account> reader, const char* what) {
    return AllOf(
        Field(&InboxAlert::reader, reader.value), Field(&InboxAlert::text, HasSubstr(what))
    );
}

class AccountCare : public AnaAndBo {
protected:
    Answer enter(
        Browser& browser, const std::string& who, std::string_view password = TestAccounts::password
    ) {
        const json::Object body{{"email", who + "@city.example"}, {"password", password}};
        return accounts().enter(browser, "/api/v1/session", boost::json::serialize(body));
    }

    void change(Id<Account> id, const std::function<void(Account&)>& how) {
        std::ignore = accounts().services().record.write(
            {record::Actor::belfry(), "account.test", {"account", id.value}},
            [&](record::Writing& w) -> Result<void> {
                auto account = find_account(w.db(), id).value();
                how(account);
                save_account(w.db(), account);
                return {};
            }
        );
    }
};

TEST_P(AccountCare, TellsOfABrowserThatWasNotUsedBefore) {
    Browser desk;
    ASSERT_EQ(enter(desk, "bo").status, 200);
    EXPECT_THAT(accounts().take_alerts(), IsEmpty()) << "the first of all is nobody's news";
    desk.cookie.clear();
    ASSERT_EQ(enter(desk, "bo").status, 200);
    EXPECT_THAT(accounts().take_alerts(), IsEmpty()) << "the same browser, signed out between";
    Browser elsewhere;
    elsewhere.address = "192.0.2.7";
    elsewhere.secure = true;
    ASSERT_EQ(enter(elsewhere, "bo").status, 200);
    EXPECT_THAT(accounts().take_alerts(), ElementsAre(told(bo(), "192.0.2.7")));
    EXPECT_THAT(elsewhere.known, HasSubstr("__Host-belfry-browser="));
    ASSERT_EQ(enter(desk, "ana").status, 200) << "known, but not as hers";
    EXPECT_THAT(accounts().take_alerts(), IsEmpty());
    accounts().clock().advance(browser_life + 1h);
    ASSERT_EQ(enter(desk, "bo").status, 200);
    EXPECT_THAT(accounts().take_alerts(), IsEmpty()) << "all were forgotten: as at first";
}

TEST_P(AccountCare, TellsOfEveryChangeOfAWayIn) {
    const auto browser = accounts().signed_in(bo());
    const auto post = [&](const char* path, const char* body) {
        return accounts().send(browser, Method::post, path, body).status;
    };
    ASSERT_EQ(post("/api/v1/me/tokens", R"({"name":"board","read_only":true})"), 200);
    EXPECT_THAT(accounts().take_alerts(), ElementsAre(told(bo(), "An API token was made")));
    ASSERT_EQ(post("/api/v1/me/totp", ""), 200);
    EXPECT_THAT(accounts().take_alerts(), IsEmpty()) << "an offer opens nothing yet";
    ASSERT_EQ(
        post(
            "/api/v1/me/password",
            R"({"current":"three quiet herons","next":"nineteen grey herons"})"
        ),
        200
    );
    EXPECT_THAT(accounts().take_alerts(), ElementsAre(told(bo(), "Your password was changed")));
}

TEST_P(AccountCare, TellsOfOtherRolesAndOfNewAdministrators) {
    const auto cy = accounts().add("Cy", {Role::administrator});
    const auto browser = accounts().signed_in(ana());
    const auto path = "/api/v1/people/" + std::to_string(bo().value);
    ASSERT_EQ(accounts().act(browser, Method::patch, path, "", R"({"title":"Clerk"})").status, 200);
    EXPECT_THAT(accounts().take_alerts(), IsEmpty());
    ASSERT_EQ(
        accounts().act(browser, Method::patch, path, "", R"({"roles":["planner"]})").status, 200
    );
    EXPECT_THAT(accounts().take_alerts(), ElementsAre(told(bo(), "Planner")));
    ASSERT_EQ(
        accounts().act(browser, Method::patch, path, "", R"({"roles":["administrator"]})").status,
        200
    );
    EXPECT_THAT(
        accounts().take_alerts(),
        UnorderedElementsAre(told(bo(), "Administrator"), told(cy, "Ana made Bo"))
    );
}

TEST_P(AccountCare, TellsOnceOfFailedSignInsToAnAdministrator) {
    Browser browser;
    for (int i = 0; i < failures_told - 1; ++i) {
        EXPECT_EQ(enter(browser, "ana", "a wrong guess").code(), "sign_in_failed");
    }
    EXPECT_EQ(tell_of_failed_sign_ins(accounts().services()), 0U);
    EXPECT_EQ(enter(browser, "ana", "a wrong guess").code(), "sign_in_failed");
    EXPECT_EQ(tell_of_failed_sign_ins(accounts().services()), 1U);
    EXPECT_THAT(accounts().take_alerts(), ElementsAre(told(ana(), "failed 5 times")));
    EXPECT_EQ(tell_of_failed_sign_ins(accounts().services()), 0U);
    for (int i = 0; i < failures_told; ++i) {
        enter(browser, "bo", "a wrong guess");
        enter(browser, "nobody", "a wrong guess");
    }
    EXPECT_EQ(tell_of_failed_sign_ins(accounts().services()), 0U) << "no administrators";
    for (int i = 0; i < failures_told; ++i) {
        enter(browser, "ana", "a wrong guess");
    }
    accounts().clock().advance(61min);
    EXPECT_EQ(tell_of_failed_sign_ins(accounts().services()), 0U) << "over an hour ago";
}

TEST_P(AccountCare, EndsTemporaryAccountsOnTheirLastDay) {
    const auto today = std::chrono::floor<std::chrono::days>(accounts().clock().now());
    const auto browser = accounts().signed_in(bo());
    const auto admin = accounts().signed_in(ana());
    const auto path = "/api/v1/people/" + std::to_string(bo().value);
    const auto last = R"({"expires_on":")" + to_iso(Date(today)) + R"("})";
    ASSERT_EQ(accounts().act(admin, Method::patch, path, "", last).status, 200);
    EXPECT_EQ(accounts().send(browser, Method::get, "/api/v1/me").status, 200);
    EXPECT_EQ(expire_accounts(accounts().services()), 0U) << "the last day itself is one more";
    accounts().clock().set(today + std::chrono::days(1));
    EXPECT_EQ(accounts().send(browser, Method::get, "/api/v1/me").code(), "session_expired")
        << "at once, before anything has looked";
    Browser other;
    EXPECT_EQ(enter(other, "bo").code(), "sign_in_failed");
    EXPECT_EQ(expire_accounts(accounts().services()), 1U);
    EXPECT_THAT(accounts().take_alerts(), ElementsAre(told(ana(), "Bo has ended")));
    EXPECT_EQ(accounts().account(bo()).state, PersonState::disabled);
    EXPECT_EQ(expire_accounts(accounts().services()), 0U);

    const auto again = accounts().signed_in(ana());
    EXPECT_EQ(accounts().act(again, Method::post, path, "/enabling").status, 200);
    EXPECT_EQ(enter(other, "bo").status, 200) << "let in again without a last day";
    EXPECT_EQ(expire_accounts(accounts().services()), 0U);
    EXPECT_EQ(
        accounts()
            .act(
                again,
                Method::patch,
                "/api/v1/people/" + std::to_string(ana().value),
                "",
                R"({"expires_on":"2099-01-01"})"
            )
            .problem(),
        "temporary_administrator"
    );
}

TEST_P(AccountCare, FlagsAccountsThatNobodyUsesOnce) {
    change(ana(), [&](Account& account) { account.last_seen_at = accounts().clock().now(); });
    accounts().clock().advance(std::chrono::days(60));
    change(ana(), [&](Account& account) { account.last_seen_at = accounts().clock().now(); });
    EXPECT_EQ(flag_dormant_accounts(accounts().services()), 0U);
    accounts().clock().advance(std::chrono::days(31));
    EXPECT_EQ(flag_dormant_accounts(accounts().services()), 1U);
    EXPECT_THAT(accounts().take_alerts(), ElementsAre(told(ana(), "Bo")));
    EXPECT_EQ(flag_dormant_accounts(accounts().services()), 0U);
    EXPECT_TRUE(find_person(accounts().services(), bo())->dormant);
    EXPECT_EQ(accounts().services().database.read(accounts_state).dormant, 1U);
    EXPECT_EQ(accounts().services().database.read(accounts_state).without_passkey, 1U);
    Browser browser;
    ASSERT_EQ(enter(browser, "bo").status, 200);
    EXPECT_FALSE(find_person(accounts().services(), bo())->dormant) << "somebody uses it again";
}

TEST_P(AccountCare, ShowsAdministratorsWhereOthersAreSignedInAndEndsIt) {
    const auto browser = accounts().signed_in(bo());
    const auto admin = accounts().signed_in(ana());
    const auto path = "/api/v1/people/" + std::to_string(bo().value) + "/sessions";
    const auto list = accounts().send(admin, Method::get, path);
    ASSERT_EQ(list.status, 200) << list.code();
    ASSERT_EQ(list.body.at("items").as_array().size(), 1U);
    const auto session = std::to_string(list.body.at("items").at(0).at("id").as_int64());
    const auto own = "/api/v1/people/" + std::to_string(ana().value) + "/sessions/" + session;
    EXPECT_EQ(accounts().send(admin, Method::delete_, own).code(), "no_such_session")
        << "another's";
    EXPECT_EQ(accounts().send(admin, Method::delete_, path + "/" + session).status, 204);
    EXPECT_EQ(accounts().send(browser, Method::get, "/api/v1/me").code(), "session_expired");
    EXPECT_EQ(
        accounts().send(admin, Method::get, "/api/v1/people/4711/sessions").code(), "no_such_person"
    );
    EXPECT_EQ(accounts().send(accounts().signed_in(bo()), Method::get, path).code(), "not_allowed");
}

TEST_P(AccountCare, EndsNoAccountThatWasGivenMoreTimeMeanwhile) {
    const auto ends = [&](const std::optional<Date>& day) {
        accounts().edit(bo(), [&](store::Connection& db, Account& account) {
            account.state = PersonState::active;
            account.expires_on = day;
            save_account(db, account);
        });
    };
    const Date past = std::chrono::year(2026) / 11 / 2;
    ends(past);
    accounts().meanwhile("account.expire", [&] { ends({}); });
    expire_accounts(accounts().services());
    EXPECT_EQ(accounts().account(bo()).state, PersonState::active);
    ends(past);
    accounts().meanwhile("account.expire", [&] {
        accounts().edit(bo(), [](store::Connection& db, Account& account) {
            account.state = PersonState::fictional;
            save_account(db, account);
        });
    });
    expire_accounts(accounts().services());
    EXPECT_EQ(accounts().account(bo()).state, PersonState::fictional);
    ends(past);
    EXPECT_EQ(expire_accounts(accounts().services()), 1U);
    EXPECT_EQ(accounts().account(bo()).state, PersonState::disabled);
    ends(past);
    accounts().meanwhile("account.expire", [&] {
        accounts().edit(bo(), [](store::Connection& db, const Account& account) {
            delete_account(db, account.id);
        });
    });
    EXPECT_EQ(expire_accounts(accounts().services()), 1U);
}

TEST_P(AccountCare, NamesTenOfTheAccountsThatNobodyUses) {
    for (int i = 0; i < 12; ++i) {
        const auto who = accounts().add("Person " + std::to_string(i), {Role::staff});
        accounts().edit(who, [](store::Connection& db, Account& account) {
            account.last_seen_at = Instant();
            save_account(db, account);
        });
    }
    std::ignore = accounts().take_alerts();
    EXPECT_GE(flag_dormant_accounts(accounts().services()), 12U);
    const auto alerts = accounts().take_alerts();
    ASSERT_FALSE(alerts.empty());
    EXPECT_THAT(alerts.front().text, HasSubstr(", …"));
    EXPECT_EQ(alerts.front().about, 0) << "it is about no single one";
    const auto state = accounts().services().database.read(accounts_state);
    EXPECT_GE(state.dormant, 12U);
    EXPECT_EQ(state.without_passkey, 1U) << "Ana runs Belfry";
}

INSTANTIATE_TEST_SUITE_P(Engines, AccountCare, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
