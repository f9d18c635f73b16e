#include "accounts/sign_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/test_accounts.hpp"
#include "crypto/bytes.hpp"
#include "crypto/one_time_code.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;
using http::Method;
using testing::HasSubstr;

class SigningIn : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            accounts_.emplace(GetParam());
        }
    }

    TestAccounts& accounts() { return *accounts_; }

    static std::string sign_in_body(
        std::string_view email,
        std::string_view password = TestAccounts::password,
        std::optional<std::string> code = {}
    ) {
        json::Object body{{"email", email}, {"password", password}};
        if (code) {
            body["code"] = *code;
        }
        return boost::json::serialize(body);
    }

    Answer try_to_sign_in(
        Browser& browser,
        std::string_view email,
        std::string_view password = TestAccounts::password,
        std::optional<std::string> code = {}
    ) {
        return accounts().enter(
            browser, "/api/v1/session", sign_in_body(email, password, std::move(code))
        );
    }

    bool is_signed_in(const Browser& browser) {
        const auto state = accounts().send(browser, Method::get, "/api/v1/session");
        return state.status == 200 && state.body.at("signed_in").as_bool();
    }

    /// The part of a link behind `#`.
    static std::string secret_in(std::string_view link) {
        return std::string(link.substr(link.find('#') + 1));
    }

    /// Sets an authenticator app up; gives its secret and the recovery codes.
    struct App {
        crypto::Bytes secret;
        std::vector<std::string> codes;

        [[nodiscard]] std::string code(Instant when) const {
            return crypto::counter_code(secret, crypto::code_step(when));
        }
    };

    App set_up_app(const Browser& browser) {
        const auto offer = accounts().send(browser, Method::post, "/api/v1/me/totp");
        EXPECT_EQ(offer.status, 200);
        App app{from_base32(offer.body.at("secret").as_string()), {}};
        const auto confirmed = accounts().send(
            browser,
            Method::post,
            "/api/v1/me/totp/confirmation",
            R"({"code":")" + app.code(accounts().clock().now()) + R"("})"
        );
        EXPECT_EQ(confirmed.status, 200) << confirmed.problem();
        for (const auto& code : confirmed.body.at("recovery_codes").as_array()) {
            app.codes.emplace_back(code.as_string());
        }
        return app;
    }

    static crypto::Bytes from_base32(std::string_view text) {
        constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        crypto::Bytes out;
        unsigned bits = 0;
        unsigned value = 0;
        for (const char c : text) {
            value = value << 5U | static_cast<unsigned>(letters.find(c));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.push_back(static_cast<std::byte>(value >> bits & 0xFFU));
            }
        }
        return out;
    }

private:
    std::optional<TestAccounts> accounts_;
};

TEST_P(SigningIn, StartsWithTheSetUpLinkAndNothingElse) {
    Browser browser;
    auto state = accounts().send(browser, Method::get, "/api/v1/session");
    EXPECT_TRUE(state.body.at("setup_needed").as_bool());
    EXPECT_FALSE(state.body.at("signed_in").as_bool());
    EXPECT_EQ(state.body.at("version").as_string(), "1.2.3");

    const auto link = setup_link(accounts().services(), "http://localhost:8080");
    ASSERT_TRUE(link);
    EXPECT_THAT(*link, testing::StartsWith("http://localhost:8080/setup#"));
    const auto body = [](const std::string& token) {
        return R"({"name":"Ana","email":"Ana@City.example","password":"three quiet herons","token":")" +
               token + R"("})";
    };
    EXPECT_EQ(accounts().enter(browser, "/api/v1/setup", body("guess")).code(), "link_dead");
    const auto newer = setup_link(accounts().services(), "http://localhost:8080");
    ASSERT_NE(link, newer) << "a second start prints a link of its own";

    const auto made = accounts().enter(browser, "/api/v1/setup", body(secret_in(*link)));
    ASSERT_EQ(made.status, 200) << made.problem();
    EXPECT_EQ(made.body.at("account").at("roles").at(0).as_string(), "administrator");
    EXPECT_TRUE(is_signed_in(browser));
    Browser second;
    EXPECT_EQ(
        accounts().enter(second, "/api/v1/setup", body(secret_in(*newer))).code(), "link_dead"
    ) << "once somebody is there, no link works any more";
    EXPECT_FALSE(setup_link(accounts().services(), "x")) << "no link once somebody is there";
    EXPECT_TRUE(accounts().services().record.verify());
}

TEST_P(SigningIn, HasASetUpLinkThatExpires) {
    const auto link = setup_link(accounts().services(), "x");
    accounts().clock().advance(24h);
    Browser browser;
    const auto made = accounts().enter(
        browser,
        "/api/v1/setup",
        R"({"name":"Ana","email":"a@b","password":"three quiet herons","token":")" +
            secret_in(*link) + R"("})"
    );
    EXPECT_EQ(made.code(), "link_dead");
}

TEST_P(SigningIn, GivesACookieThatScriptsAndOtherSitesDoNotSee) {
    accounts().add("ana", {Role::staff});
    Browser browser;
    auto answer = try_to_sign_in(browser, "ANA@city.example");
    ASSERT_EQ(answer.status, 200);
    EXPECT_THAT(
        std::string(answer.headers.find("Set-Cookie").value()),
        testing::MatchesRegex("belfry=.{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=86400")
    );
    EXPECT_TRUE(is_signed_in(browser));

    Browser secure;
    secure.secure = true;
    secure.address = "203.0.113.9";
    answer = try_to_sign_in(secure, "ana@city.example");
    ASSERT_EQ(answer.status, 200) << answer.code();
    EXPECT_THAT(
        std::string(answer.headers.find("Set-Cookie").value()),
        testing::MatchesRegex(
            "__Host-belfry=.{43}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=86400"
        )
    );
    EXPECT_TRUE(is_signed_in(secure));
}

TEST_P(SigningIn, IsRefusedOverPlainHttpFromAnotherMachine) {
    accounts().add("ana", {Role::staff});
    Browser browser;
    browser.address = "192.0.2.4";
    EXPECT_EQ(try_to_sign_in(browser, "ana@city.example").code(), "https_needed");
    auto request =
        request_from(Browser(), Method::post, "/api/v1/session", sign_in_body("ana@city.example"));
    request.headers.set("Host", "belfry.city.example");
    request.headers.set("Origin", "http://belfry.city.example");
    EXPECT_EQ(accounts().send(request).code(), "https_needed") << "a proxy that speaks plain HTTP";
}

TEST_P(SigningIn, SaysTheSameOfAnUnknownAddressAWrongPasswordAndADisabledAccount) {
    accounts().add("ana", {Role::staff});
    const auto gone = accounts().add("gone", {Role::staff});
    auto account = accounts().account(gone);
    account.state = PersonState::disabled;
    std::ignore = accounts().services().record.write(
        {record::Actor::belfry(), "account.test", {"account", gone.value}},
        [&](record::Writing& w) -> Result<void> {
            save_account(w.db(), account);
            return {};
        }
    );
    Browser browser;
    const auto wrong = try_to_sign_in(browser, "ana@city.example", "three quiet heronz");
    const auto unknown = try_to_sign_in(browser, "who@city.example");
    const auto disabled = try_to_sign_in(browser, "gone@city.example");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.code(), "sign_in_failed");
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_EQ(wrong.body, disabled.body);
}

TEST_P(SigningIn, TakesAsLongForAnUnknownAddressAsForAWrongPassword) {
    accounts().add("ana", {Role::staff});
    const auto shortest = [&](std::string_view email) {
        auto best = std::chrono::steady_clock::duration::max();
        for (int i = 0; i < 4; ++i) {
            Browser browser;
            const auto start = std::chrono::steady_clock::now();
            std::ignore = try_to_sign_in(browser, email, "three quiet heronz");
            best = std::min(best, std::chrono::steady_clock::now() - start);
        }
        return std::chrono::duration<double, std::milli>(best).count();
    };
    const auto known = shortest("ana@city.example");
    const auto unknown = shortest("who@city.example");
    EXPECT_LT(known, 2 * unknown);
    EXPECT_LT(unknown, 2 * known);
}

TEST_P(SigningIn, GetsANewSessionEachTimeAndEndsTheOneBefore) {
    accounts().add("ana", {Role::staff});
    Browser browser;
    std::ignore = try_to_sign_in(browser, "ana@city.example");
    const auto first = browser;
    std::ignore = try_to_sign_in(browser, "ana@city.example");
    EXPECT_NE(first.cookie, browser.cookie);
    EXPECT_FALSE(is_signed_in(first)) << "rotated";
    EXPECT_TRUE(is_signed_in(browser));
}

TEST_P(SigningIn, NeverTakesOverASessionSecretFromOutside) {
    accounts().add("ana", {Role::staff});
    Browser browser;
    browser.cookie = "belfry=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    EXPECT_EQ(try_to_sign_in(browser, "ana@city.example").status, 200)
        << "a stale cookie is no bar";
    EXPECT_THAT(browser.cookie, testing::Not(HasSubstr("AAAAAAAAAAAA")));
}

TEST_P(SigningIn, IsOverAtOnceAfterSigningOut) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto browser = accounts().signed_in(ana);
    const auto out = accounts().send(browser, Method::delete_, "/api/v1/session");
    EXPECT_EQ(out.status, 204);
    EXPECT_THAT(std::string(out.headers.find("Set-Cookie").value()), HasSubstr("Max-Age=0"));
    EXPECT_FALSE(is_signed_in(browser));
    EXPECT_EQ(accounts().send(browser, Method::get, "/api/v1/me").code(), "session_expired");
}

TEST_P(SigningIn, EndsAfterADayAndAfterAWorkingDayWithoutUse) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto idle = accounts().signed_in(ana);
    accounts().clock().advance(8h - 1ms);
    EXPECT_TRUE(is_signed_in(idle));
    accounts().clock().advance(7h);
    EXPECT_TRUE(is_signed_in(idle)) << "its use was noted";
    accounts().clock().advance(9h - 1ms);
    EXPECT_FALSE(is_signed_in(idle)) << "nine hours without use";

    const auto busy = accounts().signed_in(ana);
    for (int hour = 0; hour < 23; ++hour) {
        accounts().clock().advance(1h);
        EXPECT_TRUE(is_signed_in(busy)) << hour;
    }
    accounts().clock().advance(1h);
    EXPECT_FALSE(is_signed_in(busy)) << "a day";
    drop_expired(accounts().services());
    const auto left = accounts().services().database.read([&](store::Connection& db) {
        return list_sessions(db, ana).size();
    });
    EXPECT_EQ(left, 0U);
}

TEST_P(SigningIn, KeepsOnlyTheNewestTwentySessions) {
    const auto ana = accounts().add("ana", {Role::staff});
    std::vector<Browser> browsers;
    for (std::size_t i = 0; i < most_sessions; ++i) {
        accounts().clock().advance(1s);
        browsers.push_back(accounts().signed_in(ana));
    }
    accounts().clock().advance(1s);
    ASSERT_EQ(try_to_sign_in(browsers.emplace_back(), "ana@city.example").status, 200);
    EXPECT_FALSE(is_signed_in(browsers.front()));
    EXPECT_TRUE(is_signed_in(browsers[1]));
    EXPECT_TRUE(is_signed_in(browsers.back()));
}

TEST_P(SigningIn, LimitsTriesForAnAccountFromOneNetwork) {
    accounts().add("ana", {Role::staff});
    Browser browser;
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(try_to_sign_in(browser, "ana@city.example", "wrong").code(), "sign_in_failed");
    }
    EXPECT_EQ(try_to_sign_in(browser, "ana@city.example").code(), "too_many_tries");
    EXPECT_EQ(try_to_sign_in(browser, "ana@city.example").status, 429);
    Browser elsewhere;
    elsewhere.address = "198.51.100.7";
    elsewhere.secure = true;
    EXPECT_EQ(try_to_sign_in(elsewhere, "ana@city.example").status, 200) << "Ana is not locked out";
    accounts().clock().advance(15min);
    EXPECT_EQ(try_to_sign_in(browser, "ana@city.example").status, 200);
}

TEST_P(SigningIn, DoesNotCountSuccesses) {
    accounts().add("ana", {Role::staff});
    for (int i = 0; i < 15; ++i) {
        Browser browser;
        EXPECT_EQ(try_to_sign_in(browser, "ana@city.example").status, 200) << i;
    }
}

TEST_P(SigningIn, LimitsTheUseOfLinksFromOneNetwork) {
    Browser browser;
    std::string last;
    for (int i = 0; i < 101; ++i) {
        last = accounts()
                   .send(browser, Method::post, "/api/v1/invitations/check", R"({"token":"guess"})")
                   .code();
    }
    EXPECT_EQ(last, "too_many_tries");
}

TEST_P(SigningIn, AsksForTheCodeOfTheAppOnceItIsSetUp) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto app = set_up_app(accounts().signed_in(ana));
    EXPECT_EQ(app.codes.size(), 10U);
    accounts().clock().advance(1min);
    Browser browser;
    EXPECT_EQ(
        try_to_sign_in(browser, "ana@city.example", "wrong password").code(), "sign_in_failed"
    );
    EXPECT_EQ(try_to_sign_in(browser, "ana@city.example").code(), "second_factor_needed");
    const auto now = accounts().clock().now();
    EXPECT_EQ(
        try_to_sign_in(browser, "ana@city.example", TestAccounts::password, app.code(now + 2min))
            .code(),
        "second_factor_wrong"
    );
    const auto code = app.code(now);
    EXPECT_EQ(
        try_to_sign_in(browser, "ana@city.example", TestAccounts::password, code).status, 200
    );
    Browser second;
    EXPECT_EQ(
        try_to_sign_in(second, "ana@city.example", TestAccounts::password, code).code(),
        "second_factor_wrong"
    ) << "a code is good once";
}

TEST_P(SigningIn, SpendsTheCodeThatConfirmedTheApp) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto app = set_up_app(accounts().signed_in(ana));
    Browser browser;
    EXPECT_EQ(
        try_to_sign_in(
            browser, "ana@city.example", TestAccounts::password, app.code(accounts().clock().now())
        )
            .code(),
        "second_factor_wrong"
    );
}

TEST_P(SigningIn, TakesEachRecoveryCodeOnce) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto app = set_up_app(accounts().signed_in(ana));
    Browser browser;
    EXPECT_EQ(
        try_to_sign_in(browser, "ana@city.example", TestAccounts::password, app.codes[3]).status,
        200
    );
    Browser second;
    EXPECT_EQ(
        try_to_sign_in(second, "ana@city.example", TestAccounts::password, app.codes[3]).code(),
        "second_factor_wrong"
    );
    const auto renewed = accounts().send(browser, Method::post, "/api/v1/me/recovery-codes");
    EXPECT_EQ(renewed.body.at("recovery_codes").as_array().size(), 10U);
    EXPECT_EQ(
        try_to_sign_in(second, "ana@city.example", TestAccounts::password, app.codes[4]).code(),
        "second_factor_wrong"
    ) << "the old ones are dead";
}

TEST_P(SigningIn, SwitchesTheAppOffWithAPasswordThatStandsAlone) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto browser = accounts().signed_in(ana);
    std::ignore = set_up_app(browser);
    const auto remove = [&](const char* password) {
        return accounts()
            .send(
                browser,
                Method::post,
                "/api/v1/me/totp/removal",
                std::string(R"({"password":")") + password + R"("})"
            )
            .problem();
    };
    EXPECT_EQ(remove("wrong"), "password_wrong");
    const auto shorter = accounts().send(
        browser,
        Method::post,
        "/api/v1/me/password",
        R"({"current":"three quiet herons","next":"nine-herons"})"
    );
    EXPECT_EQ(shorter.status, 200) << shorter.problem();
    EXPECT_EQ(remove("nine-herons"), "password_too_short");
    std::ignore = accounts().send(
        browser,
        Method::post,
        "/api/v1/me/password",
        R"({"current":"nine-herons","next":"nineteen grey herons"})"
    );
    EXPECT_EQ(remove("nineteen grey herons"), "");
    Browser again;
    EXPECT_EQ(try_to_sign_in(again, "ana@city.example", "nineteen grey herons").status, 200);
}

TEST_P(SigningIn, KeepsAnAuthenticatorSecretSealed) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto app = set_up_app(accounts().signed_in(ana));
    const auto stored = accounts().account(ana).totp.value();
    const auto found =
        std::search(stored.begin(), stored.end(), app.secret.begin(), app.secret.end());
    EXPECT_EQ(found, stored.end());
}

TEST_P(SigningIn, EndsOtherSessionsWhenThePasswordChanges) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto mine = accounts().signed_in(ana);
    const auto other = accounts().signed_in(ana);
    const auto change = [&](const char* current, const char* next) {
        return accounts()
            .send(
                mine,
                Method::post,
                "/api/v1/me/password",
                std::string(R"({"current":")") + current + R"(","next":")" + next + R"("})"
            )
            .problem();
    };
    EXPECT_EQ(change("wrong", "nineteen grey herons"), "password_wrong");
    EXPECT_EQ(change("three quiet herons", "short"), "password_too_short");
    EXPECT_EQ(change("three quiet herons", "PortEllery-12345"), "password_from_names");
    EXPECT_TRUE(is_signed_in(other));
    EXPECT_EQ(change("three quiet herons", "nineteen grey herons"), "");
    EXPECT_TRUE(is_signed_in(mine));
    EXPECT_FALSE(is_signed_in(other));
}

TEST_P(SigningIn, SetsUpInTheLanguageOfTheBrowserOrTheOneChosen) {
    const auto link = setup_link(accounts().services(), "x");
    auto request = request_from(
        Browser(),
        Method::post,
        "/api/v1/setup",
        R"({"name":"Ana","email":"ana@city.example","password":"three quiet herons","token":")" +
            secret_in(*link) + R"("})"
    );
    request.headers.add("Accept-Language", "es-MX,es;q=0.9");
    const auto made = accounts().send(request);
    ASSERT_EQ(made.status, 200) << made.problem();
    EXPECT_EQ(made.body.at("account").at("language").as_string(), "es");
}

TEST_P(SigningIn, WorksWithANewPasswordFromAnAdministratorsLink) {
    const auto boss = accounts().add("boss", {Role::administrator});
    const auto ana = accounts().add("ana", {Role::staff});
    const auto old = accounts().signed_in(ana);
    const auto path = "/api/v1/people/" + std::to_string(ana.value);
    const auto made = accounts().act(accounts().signed_in(boss), Method::post, path, "/reset-link");
    ASSERT_EQ(made.status, 200) << made.code();
    const std::string link(made.body.at("link").as_string());
    EXPECT_THAT(link, testing::StartsWith("http://localhost:8080/password-reset#"));
    const auto reset = [&](Browser& browser, const char* password) {
        return accounts().enter(
            browser,
            "/api/v1/password-resets/acceptance",
            R"({"token":")" + secret_in(link) + R"(","password":")" + password + R"("})"
        );
    };
    Browser browser;
    EXPECT_EQ(reset(browser, "short").problem(), "password_too_short");
    EXPECT_EQ(reset(browser, "nineteen grey herons").status, 200);
    EXPECT_TRUE(is_signed_in(browser));
    EXPECT_FALSE(is_signed_in(old));
    EXPECT_EQ(reset(browser, "nineteen grey herons").code(), "link_dead") << "used";
    Browser again;
    EXPECT_EQ(try_to_sign_in(again, "ana@city.example").code(), "sign_in_failed") << "the old one";
}

TEST_P(SigningIn, StillAsksForTheCodeAfterAResetLink) {
    const auto boss = accounts().add("boss", {Role::administrator});
    const auto ana = accounts().add("ana", {Role::staff});
    std::ignore = set_up_app(accounts().signed_in(ana));
    const auto path = "/api/v1/people/" + std::to_string(ana.value);
    const auto made = accounts().act(accounts().signed_in(boss), Method::post, path, "/reset-link");
    Browser browser;
    const auto answer = accounts().send(
        browser,
        Method::post,
        "/api/v1/password-resets/acceptance",
        R"({"token":")" + secret_in(made.body.at("link").as_string()) +
            R"(","password":"nineteen grey herons"})"
    );
    EXPECT_EQ(answer.status, 200) << answer.problem();
    EXPECT_FALSE(answer.body.at("signed_in").as_bool());
    EXPECT_TRUE(answer.body.at("second_factor_needed").as_bool());
    EXPECT_FALSE(answer.headers.find("Set-Cookie"));
}

TEST_P(SigningIn, StillTakesRecoveryCodesWhenTheKeyFileWasLost) {
    const auto ana = accounts().add("ana", {Role::staff});
    const auto app = set_up_app(accounts().signed_in(ana));
    accounts().services().key.fill(std::byte{7});
    accounts().clock().advance(1min);
    Browser browser;
    EXPECT_EQ(
        try_to_sign_in(
            browser, "ana@city.example", TestAccounts::password, app.code(accounts().clock().now())
        )
            .code(),
        "second_factor_wrong"
    );
    EXPECT_EQ(
        try_to_sign_in(browser, "ana@city.example", TestAccounts::password, app.codes[0]).status,
        200
    );
}

INSTANTIATE_TEST_SUITE_P(Engines, SigningIn, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
