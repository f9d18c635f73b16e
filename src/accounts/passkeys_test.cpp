#include "accounts/passkeys.hpp"

#include <gtest/gtest.h>

#include "accounts/challenge.hpp"
#include "accounts/people.hpp"
#include "accounts/sign_in_settings.hpp"
#include "accounts/test_accounts.hpp"
#include "accounts/test_authenticator.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;
using http::Method;

class Passkeys : public record::RecordTest {
protected:
    static constexpr auto here = "http://localhost:8080";

    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            accounts_.emplace(GetParam());
            ana_ = accounts().add("Ana", {Role::administrator});
        }
    }

    TestAccounts& accounts() { return *accounts_; }

    [[nodiscard]] Id<Account> ana() const { return ana_; }

    static Party party() { return {"localhost", here}; }

    static json::Object written(const Assertion& given) { return json::write(given).get_object(); }

    /// The answer to making the passkey of `phone`.
    Answer add(const Browser& browser, TestAuthenticator& phone, const Party& at = party()) {
        const auto offer = accounts().send(browser, Method::post, "/api/v1/me/passkeys/offer");
        EXPECT_EQ(offer.status, 200) << offer.code();
        phone.user_handle = offer.body.at("user_handle").as_string();
        const json::Object wish{
            {"name", "Ana's phone"},
            {"credential", json::write(phone.make(at, offer.body.at("challenge").as_string()))},
        };
        return accounts().send(
            browser, Method::post, "/api/v1/me/passkeys", boost::json::serialize(wish)
        );
    }

    Assertion use(TestAuthenticator& phone, const Party& at = party()) {
        const auto asked =
            accounts().send(Browser(), Method::post, "/api/v1/session/passkey/challenge");
        EXPECT_EQ(asked.status, 200);
        return phone.use(at, asked.body.at("challenge").as_string());
    }

    Answer enter(Browser& browser, const Assertion& given) {
        return accounts().enter(
            browser, "/api/v1/session/passkey", boost::json::serialize(written(given))
        );
    }

    Answer enter_with_password(Browser& browser, json::Object more = {}) {
        more["email"] = "ana@city.example";
        more["password"] = TestAccounts::password;
        return accounts().enter(browser, "/api/v1/session", boost::json::serialize(more));
    }

    Answer prove(const Browser& browser, const json::Object& proof) {
        return accounts().send(
            browser, Method::post, "/api/v1/session/proof", boost::json::serialize(proof)
        );
    }

    /// An act that asks for a fresh proof.
    Answer dangerous(const Browser& browser) {
        return accounts().act(
            browser,
            Method::put,
            "/api/v1/sign-in-settings",
            "",
            R"({"passkey_grace_days":14,"proof_minutes":15,"dormant_days":90})"
        );
    }

private:
    std::optional<TestAccounts> accounts_;
    Id<Account> ana_;
};

TEST_P(Passkeys, SignInWithoutANameAndAPassword) {
    TestAuthenticator phone;
    const auto browser = accounts().signed_in(ana());
    const auto made = add(browser, phone);
    ASSERT_EQ(made.status, 201) << made.problem();
    EXPECT_EQ(made.body.at("recovery_codes").as_array().size(), 10U);

    Browser fresh;
    const auto entered = enter(fresh, use(phone));
    ASSERT_EQ(entered.status, 200) << entered.code();
    EXPECT_EQ(entered.body.at("account").at("id").as_int64(), ana().value);
    EXPECT_EQ(entered.body.at("account").at("passkeys").as_int64(), 1);
    const auto list = accounts().send(fresh, Method::get, "/api/v1/me/passkeys");
    EXPECT_EQ(list.body.at("items").at(0).at("name").as_string(), "Ana's phone");
    EXPECT_FALSE(list.body.at("items").at(0).at("last_used_at").is_null());
    EXPECT_TRUE(accounts().services().record.verify());
}

TEST_P(Passkeys, AnswerAChallengeOnce) {
    TestAuthenticator phone;
    ASSERT_EQ(add(accounts().signed_in(ana()), phone).status, 201);
    const auto given = use(phone);
    Browser first;
    EXPECT_EQ(enter(first, given).status, 200);
    Browser again;
    EXPECT_EQ(enter(again, given).code(), "passkey_refused");
    EXPECT_TRUE(again.cookie.empty());
    const auto late = use(phone);
    accounts().clock().advance(challenge_life);
    EXPECT_EQ(enter(again, late).code(), "passkey_refused");
    EXPECT_EQ(enter(again, phone.use(party(), "bm90IGEgY2hhbGxlbmdl")).code(), "passkey_refused");
    const auto offer =
        accounts().send(first, Method::post, "/api/v1/me/passkeys/offer").body.at("challenge");
    EXPECT_EQ(enter(again, phone.use(party(), offer.as_string())).code(), "passkey_refused")
        << "a challenge for a new passkey is none for its use";
}

TEST_P(Passkeys, AreGoodForTheirOwnersAndTheirHostOnly) {
    TestAuthenticator phone;
    ASSERT_EQ(add(accounts().signed_in(ana()), phone).status, 201);
    Browser browser;
    auto given = use(phone);
    given.user_handle = user_handle(accounts().services(), {4711});
    EXPECT_EQ(enter(browser, given).code(), "passkey_refused");
    given = use(phone);
    given.user_handle.reset();
    EXPECT_EQ(enter(browser, given).code(), "passkey_refused") << "nobody is named";
    EXPECT_EQ(enter(browser, use(phone, {"evil.example", here})).code(), "passkey_refused");
    EXPECT_EQ(
        enter(browser, use(phone, {"localhost", "http://localhost:9"})).code(), "passkey_refused"
    );
    phone.bits = TestAuthenticator::present;
    EXPECT_EQ(enter(browser, use(phone)).code(), "passkey_refused") << "nobody was made sure of";
    phone.bits |= TestAuthenticator::verified;

    const auto bo = accounts().add("Bo", {Role::staff});
    const auto bo_browser = accounts().signed_in(bo);
    EXPECT_EQ(add(bo_browser, phone).code(), "passkey_known");
    EXPECT_EQ(prove(bo_browser, {{"passkey", written(use(phone))}}).code(), "passkey_refused");
    const auto list =
        accounts().send(accounts().signed_in(ana()), Method::get, "/api/v1/me/passkeys");
    const auto id = std::to_string(list.body.at("items").at(0).at("id").as_int64());
    auto removal =
        request_from(bo_browser, Method::post, "/api/v1/me/passkeys/" + id + "/removal", "{}");
    removal.headers.set("If-Match", "\"1\"");
    EXPECT_EQ(accounts().send(removal).code(), "no_such_passkey");

    auto account = accounts().account(ana());
    account.state = PersonState::disabled;
    std::ignore = accounts().services().record.write(
        {record::Actor::belfry(), "account.test", {"account", ana().value}},
        [&](record::Writing& w) -> Result<void> {
            save_account(w.db(), account);
            return {};
        }
    );
    EXPECT_EQ(enter(browser, use(phone)).code(), "passkey_refused");
}

TEST_P(Passkeys, AreTheSecondFactorThatCountsWhereOneIsDemanded) {
    TestAuthenticator phone;
    const auto made = add(accounts().signed_in(ana()), phone);
    ASSERT_EQ(made.status, 201);
    Browser browser;
    EXPECT_EQ(enter_with_password(browser).code(), "passkey_needed");
    EXPECT_EQ(enter_with_password(browser, {{"code", "123456"}}).code(), "second_factor_wrong");
    phone.bits = TestAuthenticator::present;
    EXPECT_EQ(enter_with_password(browser, {{"passkey", written(use(phone))}}).status, 200)
        << "beside the password a touch is enough";
    const auto& codes = made.body.at("recovery_codes");
    EXPECT_EQ(enter_with_password(browser, {{"code", codes.at(0)}}).status, 200);
    EXPECT_EQ(enter_with_password(browser, {{"code", codes.at(0)}}).code(), "second_factor_wrong");
}

TEST_P(Passkeys, CannotBeUsedByACopyThatCountedLess) {
    TestAuthenticator phone;
    phone.count = 5;
    ASSERT_EQ(add(accounts().signed_in(ana()), phone).status, 201);
    Browser browser;
    phone.count = 6;
    EXPECT_EQ(enter(browser, use(phone)).status, 200);
    EXPECT_EQ(enter(browser, use(phone)).code(), "passkey_refused");
    phone.count = 7;
    EXPECT_EQ(enter(browser, use(phone)).status, 200);
}

TEST_P(Passkeys, AreDemandedOfThoseWhoRunBelfryAndNothingElseGoesOnWithout) {
    Browser browser;
    const auto entered = enter_with_password(browser);
    ASSERT_EQ(entered.status, 200);
    EXPECT_FALSE(entered.body.at("passkey_due").is_null());
    const auto people = [&] {
        return accounts().send(browser, Method::get, "/api/v1/people");
    };
    EXPECT_EQ(people().status, 200);
    accounts().clock().advance(std::chrono::days(14));
    Browser later;
    ASSERT_EQ(enter_with_password(later).status, 200);
    browser = later;
    EXPECT_EQ(people().code(), "passkey_demanded");
    EXPECT_EQ(accounts().send(browser, Method::get, "/api/v1/me").status, 200);
    EXPECT_EQ(
        accounts().send(browser, Method::get, "/api/v1/me/tokens").code(), "passkey_demanded"
    );
    TestAuthenticator phone;
    ASSERT_EQ(add(browser, phone).status, 201);
    EXPECT_EQ(people().status, 200);

    const auto bo = accounts().signed_in(accounts().add("Bo", {Role::staff}));
    const auto state = accounts().send(bo, Method::get, "/api/v1/session");
    EXPECT_TRUE(state.body.at("passkey_due").is_null()) << "nobody asks staff for one";
}

TEST_P(Passkeys, LeaveNobodyWithoutTheOneThatIsDemanded) {
    TestAuthenticator phone;
    const auto browser = accounts().signed_in(ana());
    const auto made = add(browser, phone);
    const auto removal = [&](const Answer& which) {
        const auto& passkey = which.body.at("passkey");
        auto request = request_from(
            browser,
            Method::post,
            "/api/v1/me/passkeys/" + std::to_string(passkey.at("id").as_int64()) + "/removal",
            "{}"
        );
        request.headers.set(
            "If-Match", '"' + std::to_string(passkey.at("revision").as_int64()) + '"'
        );
        return accounts().send(request);
    };
    EXPECT_EQ(removal(made).code(), "passkey_demanded_last");
    TestAuthenticator key;
    key.credential = "a security key";
    ASSERT_EQ(add(browser, key).status, 201);
    EXPECT_EQ(removal(made).status, 204);
    Browser other;
    EXPECT_EQ(enter(other, use(phone)).code(), "passkey_refused");
    EXPECT_EQ(enter(other, use(key)).status, 200);
}

TEST_P(Passkeys, KeepTheirNames) {
    TestAuthenticator phone;
    const auto browser = accounts().signed_in(ana());
    const auto made = add(browser, phone);
    const auto& passkey = made.body.at("passkey");
    const auto path = "/api/v1/me/passkeys/" + std::to_string(passkey.at("id").as_int64());
    const auto rename = [&](std::int64_t revision, const char* body) {
        auto request = request_from(browser, Method::patch, path, body);
        request.headers.set("If-Match", '"' + std::to_string(revision) + '"');
        return accounts().send(request);
    };
    const auto revision = passkey.at("revision").as_int64();
    EXPECT_EQ(rename(revision, R"({"name":""})").problem(), "required");
    const auto renamed = rename(revision, R"({"name":"The old phone"})");
    EXPECT_EQ(renamed.status, 200);
    EXPECT_EQ(renamed.body.at("name").as_string(), "The old phone");
    EXPECT_EQ(rename(revision, R"({"name":"The new phone"})").code(), "changed_meanwhile");
}

TEST_P(Passkeys, AreGoneWithTheAdministratorsLinkForThoseWhoLostThem) {
    TestAuthenticator phone;
    ASSERT_EQ(add(accounts().signed_in(ana()), phone).status, 201);
    const auto link =
        make_reset_link(accounts().services(), {}, {ana()}, "http://localhost:8080", true);
    ASSERT_TRUE(link);
    EXPECT_EQ(accounts().account(ana()).passkeys, 0);
    Browser browser;
    const auto entered = accounts().enter(
        browser,
        "/api/v1/password-resets/acceptance",
        R"({"password":"three quiet herons again","token":")" +
            link->link.substr(link->link.find('#') + 1) + R"("})"
    );
    EXPECT_EQ(entered.status, 200) << entered.problem();
    EXPECT_TRUE(entered.body.at("signed_in").as_bool());
}

TEST_P(Passkeys, OrAPasswordProveOnceMoreWhoItIs) {
    const auto browser = accounts().signed_in(ana());
    EXPECT_EQ(dangerous(browser).status, 200) << "somebody has just signed in";
    accounts().clock().advance(15min);
    EXPECT_EQ(dangerous(browser).code(), "proof_needed");
    EXPECT_EQ(prove(browser, {{"password", "a wrong password"}}).problem(), "password_wrong");
    EXPECT_EQ(prove(browser, {}).problem(), "password_wrong");
    EXPECT_EQ(prove(browser, {{"code", "123456"}}).problem(), "second_factor_wrong");
    EXPECT_EQ(dangerous(browser).code(), "proof_needed");
    EXPECT_EQ(prove(browser, {{"password", TestAccounts::password}}).status, 204);
    EXPECT_EQ(dangerous(browser).status, 200);

    TestAuthenticator phone;
    ASSERT_EQ(add(browser, phone).status, 201);
    accounts().clock().advance(15min);
    EXPECT_EQ(prove(browser, {{"password", TestAccounts::password}}).code(), "proof_by_passkey");
    EXPECT_EQ(prove(browser, {{"passkey", written(use(phone))}}).status, 204);
    EXPECT_EQ(dangerous(browser).status, 200);
    const auto other = accounts().signed_in(ana());
    accounts().clock().advance(15min);
    EXPECT_EQ(prove(other, {{"passkey", written(use(phone))}}).status, 204);
    EXPECT_EQ(dangerous(browser).code(), "proof_needed") << "proved in another session";
}

TEST_P(Passkeys, ActsOnOnesAccountAreHeldToTheRevisionTheySay) {
    const auto browser = accounts().signed_in(ana());
    const auto act = [&](const char* tag) {
        auto request = request_from(
            browser,
            Method::post,
            "/api/v1/me/password",
            R"({"current":"three quiet herons","next":"four quiet herons"})"
        );
        request.headers.set("If-Match", tag);
        return accounts().send(request);
    };
    EXPECT_EQ(act("seven").status, 400);
    EXPECT_EQ(act("\"4711\"").code(), "revision_unknown");
    const auto me = accounts().send(browser, Method::get, "/api/v1/me");
    EXPECT_EQ(act(std::string(me.headers.find("ETag").value_or("")).c_str()).status, 200);
}

TEST_P(Passkeys, SettingsOfSigningInStayInTheirRanges) {
    const auto browser = accounts().signed_in(ana());
    const auto put = [&](const char* body) {
        return accounts().act(browser, Method::put, "/api/v1/sign-in-settings", "", body);
    };
    EXPECT_EQ(
        put(R"({"passkey_grace_days":91,"proof_minutes":15,"dormant_days":90})").problem(),
        "not_in_range"
    );
    EXPECT_EQ(
        put(R"({"passkey_grace_days":0,"proof_minutes":4,"dormant_days":90})").problem(),
        "not_in_range"
    );
    const auto changed = put(R"({"passkey_grace_days":0,"proof_minutes":5,"dormant_days":30})");
    EXPECT_EQ(changed.status, 200) << changed.problem();
    EXPECT_EQ(changed.body.at("proof_minutes").as_int64(), 5);
    accounts().clock().advance(5min);
    EXPECT_EQ(put("{}").code(), "proof_needed");
}

INSTANTIATE_TEST_SUITE_P(Engines, Passkeys, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
