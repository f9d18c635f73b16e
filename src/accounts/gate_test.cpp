#include "accounts/gate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/cookie.hpp"
#include "accounts/test_accounts.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;
using http::Method;

class Gate : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            accounts_.emplace(GetParam());
            ana_ = accounts_->add("ana", {Role::administrator, Role::mayor});
        }
    }

    TestAccounts& accounts() { return *accounts_; }

    Browser browser() { return accounts().signed_in(ana_); }

    /// A client that shows an API token and nothing else.
    static http::Request with_token(
        Method method, std::string_view target, const std::string& secret, std::string body = {}
    ) {
        http::Request request;
        request.method = method;
        check(http::read_target(target, request).has_value());
        request.peer = "203.0.113.5";
        request.headers.add("Host", "belfry.city.example");
        request.headers.add("Authorization", "Bearer " + secret);
        if (!body.empty()) {
            request.headers.add("Content-Type", "application/json");
            request.body = std::move(body);
        }
        return request;
    }

    std::string make_token(const char* wish) {
        const auto made = accounts().send(browser(), Method::post, "/api/v1/me/tokens", wish);
        EXPECT_EQ(made.status, 200) << made.problem();
        return std::string(made.body.at("secret").as_string());
    }

    Id<Account> ana_;

private:
    std::optional<TestAccounts> accounts_;
};

TEST_P(Gate, TellsWhoCalls) {
    const auto caller = accounts().gate().admit(request_from(browser(), Method::get, "/api/v1/me"));
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->account, ana_.value);
    EXPECT_EQ(caller->name, "ana");
    EXPECT_TRUE(caller->may("decisions_answer"));
    EXPECT_THAT(caller->roles, testing::ElementsAre("administrator", "mayor"));
    EXPECT_THAT(caller->session, testing::StartsWith("session/"));
    EXPECT_TRUE(accounts().gate().still_holds(*caller));
    const auto nobody = accounts().gate().admit(request_from(Browser(), Method::get, "/"));
    EXPECT_EQ(nobody->account, 0);
    EXPECT_FALSE(accounts().gate().still_holds(*nobody));
}

TEST_P(Gate, AnswersOneAccountAndOneNetworkOnlySoOften) {
    auto services = accounts().services();
    services.requests_per_minute = 3;
    AccountGate gate(services);
    const auto code_of = [&](const http::Request& request) {
        const auto caller = gate.admit(request);
        return caller ? std::string() : caller.error().code;
    };
    const auto hers = request_from(browser(), Method::get, "/api/v1/me");
    const auto token =
        with_token(Method::get, "/api/v1/me", make_token(R"({"name":"Board","read_only":true})"));
    // Her sessions and tokens count together, wherever she is.
    EXPECT_EQ(code_of(hers), "");
    EXPECT_EQ(code_of(token), "");
    EXPECT_EQ(code_of(hers), "");
    EXPECT_EQ(code_of(hers), "too_many_requests");
    EXPECT_EQ(code_of(token), "too_many_requests");
    EXPECT_EQ(gate.admit(hers).error().wait_seconds, 20);
    // Who is not signed in, or in vain, counts by network.
    auto nobody = request_from(Browser(), Method::get, "/api/v1/session");
    nobody.peer = "198.51.100.1";
    auto guess = with_token(Method::get, "/api/v1/me", "no such token");
    guess.peer = "198.51.100.200";
    EXPECT_EQ(code_of(nobody), "");
    EXPECT_EQ(code_of(guess), "token_refused");
    EXPECT_EQ(code_of(guess), "token_refused");
    EXPECT_EQ(code_of(guess), "too_many_requests");
    EXPECT_EQ(code_of(nobody), "too_many_requests");
    nobody.peer = "198.51.101.1";
    EXPECT_EQ(code_of(nobody), "");
    accounts().clock().advance(20s);
    EXPECT_EQ(code_of(token), "");
    EXPECT_EQ(code_of(hers), "too_many_requests");
    EXPECT_EQ(code_of(guess), "token_refused");
}

TEST_P(Gate, TakesTheNameOfATokensSchemeInAnyCase) {
    const auto secret = make_token(R"({"name":"board","read_only":true})");
    for (const auto* scheme : {"bearer ", "BEARER ", "Bearer "}) {
        auto request = with_token(Method::get, "/api/v1/me", secret);
        request.headers.set("Authorization", scheme + secret);
        EXPECT_EQ(accounts().send(request).status, 200) << scheme;
    }
    auto request = with_token(Method::get, "/api/v1/me", secret);
    request.headers.set("Authorization", "Basic " + secret);
    EXPECT_EQ(accounts().send(request).status, 401);
}

TEST_P(Gate, SpeaksTheLanguageOfSomebodyNotSignedIn) {
    const auto language = [&](const char* wanted) {
        auto request = request_from(Browser(), Method::get, "/");
        request.headers.add("Accept-Language", wanted);
        return accounts().gate().admit(request)->language;
    };
    EXPECT_EQ(language("es-MX,es;q=0.9,en;q=0.5"), "es");
    EXPECT_EQ(language("xx, es"), "es");
    EXPECT_EQ(language(""), "en");
    EXPECT_EQ(language(",,;"), "en");
}

TEST_P(Gate, RefusesWhatAnotherSiteMadeTheBrowserSend) {
    const auto me = browser();
    const auto code = [&](const std::function<void(http::Request&)>& spoil) {
        auto request = request_from(me, Method::patch, "/api/v1/me", "{}");
        spoil(request);
        return accounts().send(request).code();
    };
    EXPECT_EQ(code([](http::Request&) {}), "if_match_missing") << "past the gate";
    EXPECT_EQ(code([](auto& r) { r.headers.set("X-CSRF-Token", "guess"); }), "csrf");
    EXPECT_EQ(code([](auto& r) { r.headers.set("Origin", "https://localhost:8080"); }), "csrf");
    EXPECT_EQ(code([](auto& r) { r.headers.set("Origin", "null"); }), "csrf");
    EXPECT_EQ(code([](auto& r) { r.headers.set("Origin", "http://localhost:8081"); }), "csrf");
    EXPECT_EQ(code([](auto& r) { r.headers.set("Sec-Fetch-Site", "cross-site"); }), "csrf");
    EXPECT_EQ(code([](auto& r) { r.headers.set("Sec-Fetch-Site", "none"); }), "csrf");
}

TEST_P(Gate, WantsAProofOfOriginFromEverySession) {
    const auto me = browser();
    auto request = request_from(me, Method::patch, "/api/v1/me", "{}");
    http::Headers kept_fields;
    for (const auto& [name, value] : request.headers.all()) {
        if (name != "Origin" && name != "Sec-Fetch-Site") {
            kept_fields.add(name, value);
        }
    }
    request.headers = kept_fields;
    EXPECT_EQ(accounts().send(request).code(), "csrf") << "neither header";
    request.headers.add("Origin", "http://localhost:8080");
    EXPECT_EQ(accounts().send(request).code(), "if_match_missing") << "an older browser";
}

TEST_P(Gate, RefusesSigningInFromAnotherSite) {
    auto request = request_from(
        Browser(), Method::post, "/api/v1/session", R"({"email":"ana@city.example","password":"x"})"
    );
    request.headers.set("Origin", "http://evil.example");
    EXPECT_EQ(accounts().send(request).code(), "csrf");
}

TEST_P(Gate, TakesTheProtectedCookieOverHttpsOnly) {
    const auto me = browser();
    auto request = request_from(me, Method::get, "/api/v1/me");
    request.secure = true;
    EXPECT_EQ(accounts().send(request).status, 401) << "the loopback cookie over HTTPS";
    request.headers.set("Cookie", "__Host-" + me.cookie);
    EXPECT_EQ(accounts().send(request).status, 200);
    request.secure = false;
    EXPECT_EQ(accounts().send(request).status, 401) << "the protected cookie over plain HTTP";
    request.headers.set("Cookie", me.cookie);
    request.peer = "192.0.2.1";
    EXPECT_EQ(accounts().send(request).status, 401) << "the loopback cookie from elsewhere";
}

TEST_P(Gate, SurvivesMalformedCookies) {
    for (const auto* cookie :
         {"belfry=", "belfry", "=", ";;;", "belfry=%00", "belfry=a; belfry=b"}) {
        Browser odd;
        odd.cookie = cookie;
        const auto answer = accounts().send(odd, Method::get, "/api/v1/me");
        EXPECT_EQ(answer.status, 401) << cookie;
        EXPECT_EQ(accounts().send(odd, Method::get, "/api/v1/session").status, 200) << cookie;
    }
}

TEST_P(Gate, LetsProgramsActWithATokenAndWithoutCsrf) {
    const auto secret = make_token(R"({"name":"board","read_only":false,"expires_on":null})");
    const auto answer = accounts().send(with_token(Method::get, "/api/v1/people", secret));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(accounts().send(with_token(Method::get, "/api/v1/me", secret)).status, 200);
    EXPECT_EQ(
        accounts().send(with_token(Method::get, "/api/v1/me", secret + "x")).code(), "token_refused"
    );
    EXPECT_EQ(accounts().send(with_token(Method::get, "/api/v1/me", "")).code(), "token_refused");
}

TEST_P(Gate, KeepsTokensFromGivingRightsOrChangingWhatProtectsTheAccount) {
    const auto secret = make_token(R"({"name":"board","read_only":false})");
    const auto code = [&](Method method, std::string_view target, const char* body) {
        return accounts().send(with_token(method, target, secret, body)).code();
    };
    EXPECT_EQ(
        code(Method::post, "/api/v1/me/tokens", R"({"name":"more","read_only":false})"),
        "not_allowed"
    );
    EXPECT_EQ(
        code(Method::post, "/api/v1/me/password", R"({"current":"a","next":"b"})"), "not_allowed"
    );
    EXPECT_EQ(code(Method::post, "/api/v1/me/totp", ""), "not_allowed");
    EXPECT_EQ(code(Method::get, "/api/v1/me/sessions", ""), "not_allowed");
    EXPECT_EQ(code(Method::get, "/api/v1/invitations", ""), "not_allowed");
    EXPECT_EQ(code(Method::get, "/api/v1/mail-settings", ""), "not_allowed");
    EXPECT_EQ(
        code(Method::patch, "/api/v1/people/" + std::to_string(ana_.value), "{}"), "not_allowed"
    );
}

TEST_P(Gate, LetsAReadOnlyTokenOnlyRead) {
    const auto secret = make_token(R"({"name":"board","read_only":true})");
    EXPECT_EQ(accounts().send(with_token(Method::get, "/api/v1/people", secret)).status, 200);
    EXPECT_EQ(
        accounts().send(with_token(Method::patch, "/api/v1/me", secret, "{}")).code(),
        "token_read_only"
    );
}

TEST_P(Gate, EndsATokenAfterItsLastDay) {
    const auto secret =
        make_token(R"({"name":"board","read_only":true,"expires_on":"2026-11-04"})");
    EXPECT_EQ(
        accounts()
            .send(
                browser(),
                Method::post,
                "/api/v1/me/tokens",
                R"({"name":"late","read_only":true,"expires_on":"2026-11-02"})"
            )
            .problem(),
        "in_the_past"
    );
    const auto works = [&] {
        return accounts().send(with_token(Method::get, "/api/v1/me", secret)).status == 200;
    };
    EXPECT_TRUE(works());
    accounts().clock().advance(35h);
    EXPECT_TRUE(works()) << "23:00 on the last day";
    accounts().clock().advance(1h);
    EXPECT_FALSE(works());
}

TEST_P(Gate, GivesNoTokenToWhoeverFindsABrowserOpen) {
    const auto left_open = browser();
    accounts().clock().advance(15min);
    EXPECT_EQ(
        accounts()
            .send(
                left_open, Method::post, "/api/v1/me/tokens", R"({"name":"board","read_only":true})"
            )
            .code(),
        "proof_needed"
    );
    EXPECT_TRUE(accounts()
                    .send(left_open, Method::get, "/api/v1/me/tokens")
                    .body.at("items")
                    .as_array()
                    .empty());
}

TEST_P(Gate, ShowsATokensSecretOnceAndItsUse) {
    const auto secret = make_token(R"({"name":"board","read_only":true})");
    std::ignore = accounts().send(with_token(Method::get, "/api/v1/me", secret));
    const auto list = accounts().send(browser(), Method::get, "/api/v1/me/tokens");
    EXPECT_FALSE(boost::json::serialize(list.body).contains(secret));
    const auto& token = list.body.at("items").at(0);
    EXPECT_EQ(token.at("name").as_string(), "board");
    EXPECT_TRUE(token.at("last_used_at").is_string());
    const auto path = "/api/v1/me/tokens/" + std::to_string(token.at("id").as_int64());
    EXPECT_EQ(accounts().send(browser(), Method::delete_, path).status, 204);
    EXPECT_EQ(accounts().send(browser(), Method::delete_, path).code(), "no_such_token");
    EXPECT_EQ(
        accounts().send(with_token(Method::get, "/api/v1/me", secret)).code(), "token_refused"
    );
}

TEST_P(Gate, ShutsSomebodyOutTheMomentTheyAreDisabled) {
    const auto bob = accounts().add("bob", {Role::staff});
    const auto his = accounts().signed_in(bob);
    const auto caller = accounts().gate().admit(request_from(his, Method::get, "/"));
    const auto made =
        accounts().send(his, Method::post, "/api/v1/me/tokens", R"({"name":"x","read_only":true})");
    const std::string token(made.body.at("secret").as_string());
    const auto path = "/api/v1/people/" + std::to_string(bob.value);
    EXPECT_EQ(accounts().act(browser(), Method::post, path, "/disabling").status, 200);
    EXPECT_EQ(accounts().send(his, Method::get, "/api/v1/me").status, 401);
    EXPECT_EQ(
        accounts().send(with_token(Method::get, "/api/v1/me", token)).code(), "token_refused"
    );
    EXPECT_FALSE(accounts().gate().still_holds(*caller)) << "a stream of events ends";
    EXPECT_EQ(accounts().act(browser(), Method::post, path, "/enabling").status, 200);
    EXPECT_EQ(accounts().send(his, Method::get, "/api/v1/me").status, 401) << "stays signed out";
}

TEST_P(Gate, LetsASessionReadWithoutAnyProofOfOrigin) {
    for (const auto method : {Method::get, Method::head, Method::options}) {
        auto request = request_from(browser(), Method::get, "/api/v1/me");
        request.method = method;
        const auto caller = accounts().gate().admit(request);
        ASSERT_TRUE(caller) << json::name_of(method);
        EXPECT_EQ(caller->account, ana_.value) << json::name_of(method);
    }
}

TEST_P(Gate, LetsProgramsWithoutASessionSignInWithoutSayingWhereTheyComeFrom) {
    auto request = request_from(
        Browser(), Method::get, "/api/v1/session", R"({"email":"ana@city.example","password":"x"})"
    );
    request.method = Method::post;
    EXPECT_EQ(accounts().send(request).code(), "sign_in_failed") << "past the gate";
}

TEST_P(Gate, ShutsSomebodyOutAfterTheLastDayOfTheirAccount) {
    Account until;
    until.name = "Cy";
    until.email = "cy@city.example";
    until.roles = {Role::auditor};
    until.expires_on = date_from_iso("2026-11-03");
    const auto his = accounts().signed_in(put_account(accounts().services().record, until));
    const auto made =
        accounts().send(his, Method::post, "/api/v1/me/tokens", R"({"name":"x","read_only":true})");
    const auto by_token =
        with_token(Method::get, "/api/v1/me", std::string(made.body.at("secret").as_string()));
    const auto caller = accounts().gate().admit(request_from(his, Method::get, "/"));
    accounts().clock().advance(6h);
    EXPECT_EQ(accounts().send(his, Method::get, "/api/v1/me").status, 200);
    EXPECT_EQ(accounts().send(by_token).status, 200);
    EXPECT_TRUE(accounts().gate().still_holds(*caller));
    accounts().clock().advance(6h);
    EXPECT_EQ(accounts().send(his, Method::get, "/api/v1/me").code(), "session_expired");
    EXPECT_EQ(accounts().send(by_token).code(), "token_refused");
    EXPECT_FALSE(accounts().gate().still_holds(*caller));
}

TEST_P(Gate, OpensToNobodyWhoseAccountIsGone) {
    const auto bob = accounts().add("bob", {Role::staff});
    const auto his = accounts().signed_in(bob);
    const auto made =
        accounts().send(his, Method::post, "/api/v1/me/tokens", R"({"name":"x","read_only":true})");
    const std::string token(made.body.at("secret").as_string());
    const auto caller = accounts().gate().admit(request_from(his, Method::get, "/"));
    ASSERT_TRUE(accounts().services().record.write(
        {record::Actor::belfry(), "account.delete", {"account", bob.value}},
        [&](record::Writing& w) -> Result<void> {
            delete_account(w.db(), bob);
            return {};
        }
    ));
    EXPECT_EQ(accounts().send(his, Method::get, "/api/v1/me").code(), "session_expired");
    EXPECT_EQ(
        accounts().send(with_token(Method::get, "/api/v1/me", token)).code(), "token_refused"
    );
    EXPECT_FALSE(accounts().gate().still_holds(*caller));
}

TEST_P(Gate, EndsAStreamWithItsTokenOrSession) {
    const auto me = browser();
    const auto token = [&](const char* wish) {
        const auto made = accounts().send(me, Method::post, "/api/v1/me/tokens", wish);
        const std::string secret(made.body.at("secret").as_string());
        return std::pair(
            accounts().gate().admit(with_token(Method::get, "/", secret)).value(),
            "/api/v1/me/tokens/" + std::to_string(made.body.at("id").as_int64())
        );
    };
    const auto [of_board, board] = token(R"({"name":"board","read_only":true})");
    const auto [of_wall, wall] =
        token(R"({"name":"wall","read_only":true,"expires_on":"2026-11-03"})");
    const auto of_session = accounts().gate().admit(request_from(me, Method::get, "/")).value();
    const auto holds = [&](const http::Caller& caller) {
        return accounts().gate().still_holds(caller);
    };
    EXPECT_TRUE(holds(of_board) && holds(of_wall) && holds(of_session));
    EXPECT_EQ(accounts().send(me, Method::delete_, board).status, 204);
    EXPECT_FALSE(holds(of_board)) << "removed";
    EXPECT_TRUE(holds(of_wall));
    accounts().clock().advance(session_idle_life);
    EXPECT_FALSE(holds(of_session)) << "not used for a working day";
    EXPECT_TRUE(holds(of_wall));
    accounts().clock().advance(4h);
    EXPECT_FALSE(holds(of_wall)) << "after its last day";

    const auto again = browser();
    const auto here = accounts().gate().admit(request_from(again, Method::get, "/")).value();
    EXPECT_TRUE(holds(here));
    EXPECT_EQ(accounts().send(again, Method::delete_, "/api/v1/session").status, 204);
    EXPECT_FALSE(holds(here)) << "signed out";
}

TEST_P(Gate, WantsNoPasskeyOfSomebodyWhoseRolesNoLongerDemandOne) {
    Account asked;
    asked.passkey_asked_at = accounts().clock().now() - std::chrono::days(60);
    const auto code = [&](const char* name, Role role) {
        asked.name = name;
        asked.email = asked.name + "@city.example";
        asked.roles = {role};
        const auto theirs = accounts().signed_in(put_account(accounts().services().record, asked));
        return accounts().send(theirs, Method::get, "/api/v1/me/tokens").code();
    };
    EXPECT_EQ(code("dee", Role::administrator), "passkey_demanded");
    EXPECT_EQ(code("eve", Role::staff), "");
}

TEST_P(Gate, KnowsThePermissionsOfTheTable) {
    EXPECT_TRUE(accounts().gate().knows("people_manage"));
    EXPECT_FALSE(accounts().gate().knows("root"));
}

TEST(PlainLoopback, IsThisMachineByAnyOfItsNamesAndNothingElse) {
    const auto is_here = [](const char* peer, const char* host, bool secure = false) {
        http::Request request;
        request.peer = peer;
        request.secure = secure;
        request.headers.add("Host", host);
        return is_plain_loopback(request);
    };
    for (const auto* peer : {"127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1"}) {
        for (const auto* host :
             {"localhost", "localhost:8080", "127.0.0.1:8080", "[::1]", "[::1]:8080"}) {
            EXPECT_TRUE(is_here(peer, host)) << peer << ' ' << host;
            EXPECT_FALSE(is_here(peer, host, true)) << "over TLS it is not plain";
        }
        for (const auto* host :
             {"", "belfry.city.example", "localhost.evil.example", "127.0.0.2"}) {
            EXPECT_FALSE(is_here(peer, host)) << peer << ' ' << host;
        }
    }
    for (const auto* peer : {"", "10.0.0.1", "::2", "::ffff:10.0.0.1", "1127.0.0.1"}) {
        EXPECT_FALSE(is_here(peer, "localhost")) << peer;
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, Gate, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
