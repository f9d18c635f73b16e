#include "accounts/provider.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/identity_provider.hpp"
#include "accounts/passkey_store.hpp"
#include "accounts/people.hpp"
#include "accounts/provider_dialogue.hpp"
#include "accounts/provider_sign_in.hpp"
#include "accounts/test_accounts.hpp"
#include "base/percent_encoding.hpp"
#include "crypto/secret.hpp"
#include "http/fetch.hpp"

namespace belfry::accounts {
namespace {

using http::Method;

TEST(Issuer, IsAnHttpsAddressWithoutQuery) {
    EXPECT_TRUE(is_issuer("https://login.city.example", false));
    EXPECT_TRUE(is_issuer("https://login.city.example:8443/realms/city", false));
    EXPECT_TRUE(is_issuer("http://localhost:9000/good", true));
    for (const auto* url :
         {"",
          "https://",
          "http://login.city.example",
          "http://localhost:9000/good",
          "https://a.example?x=1",
          "https://a.example#x",
          "https://user@a.example",
          "https://a.example:port/",
          "javascript:alert(1)"}) {
        EXPECT_FALSE(is_issuer(url, false)) << url;
    }
    EXPECT_FALSE(is_issuer("http://login.city.example", true));
}

class ProviderSignIn : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            accounts_.emplace(GetParam());
            accounts().clock().set(SystemClock().now());
            ana_ = accounts().add("Ana", {Role::administrator});
            bo_ = accounts().add("Bo", {Role::staff});
        }
    }

    TestAccounts& accounts() { return *accounts_; }

    [[nodiscard]] Id<Account> ana() const { return ana_; }

    [[nodiscard]] Id<Account> bo() const { return bo_; }

    static IdentityProviderServer& server() {
        static IdentityProviderServer server;
        return server;
    }

    Answer configure(
        const std::string& issuer, const char* secret = IdentityProviderServer::secret
    ) {
        const json::Object body{
            {"name", "City login"},
            {"issuer", issuer},
            {"client", IdentityProviderServer::client},
            {"secret", secret},
            {"own_network", true},
        };
        return accounts().act(
            accounts().signed_in(ana()),
            Method::put,
            "/api/v1/identity-provider",
            "",
            boost::json::serialize(body)
        );
    }

    static std::string after(std::string_view text, std::string_view name) {
        const auto at = text.find(name);
        check(at != std::string_view::npos, "a value is missing");
        const auto rest = text.substr(at + name.size());
        return std::string(rest.substr(0, rest.find('&')));
    }

    /// Begins in `browser`, signs in at the provider as `email`, gives what it comes back with.
    json::Object visit(Browser& browser, const std::string& email) {
        auto started = accounts().send(browser, Method::post, "/api/v1/session/provider");
        EXPECT_EQ(started.status, 200) << started.code();
        const auto cookie = started.headers.find("Set-Cookie").value_or("");
        browser.cookie = std::string(cookie.substr(0, cookie.find(';')));
        const std::string url(started.body.at("url").as_string());
        return {{"code", code_for(url, email)}, {"state", after(url, "&state=")}};
    }

    /// Signs in at the provider as `email`.
    static json::Value code_for(const std::string& url, const std::string& email) {
        http::Question question;
        question.url = url + "&login_hint=" + percent_encoded(email);
        question.own_network = true;
        const auto said = http::fetch(question);
        EXPECT_TRUE(said && said->status == 200);
        return boost::json::parse(said ? said->body : R"({"code":""})").at("code");
    }

    Answer come_back(Browser& browser, const json::Object& with) {
        return accounts().enter(
            browser, "/api/v1/session/provider/answer", boost::json::serialize(with)
        );
    }

    /// Begins anew in the browser of somebody who is signed in, as `email`.
    Answer prove(Browser& browser, const std::string& email) {
        accounts().clock().set(std::max(accounts().clock().now(), SystemClock().now()));
        auto started = accounts().send(browser, Method::post, "/api/v1/session/provider");
        EXPECT_EQ(started.status, 200) << started.code();
        const auto cookie = started.headers.find("Set-Cookie").value_or("");
        const std::string url(started.body.at("url").as_string());
        const json::Object with{{"code", code_for(url, email)}, {"state", after(url, "&state=")}};
        browser.cookie += "; " + std::string(cookie.substr(0, cookie.find(';')));
        return come_back(browser, with);
    }

    bool may_act(const Browser& browser) {
        return accounts().send(browser, Method::post, "/api/v1/me/recovery-codes").code() !=
               "proof_needed";
    }

    Answer enter(const std::string& mode, const std::string& email, Browser browser = {}) {
        // The provider's clock is the machine's.
        accounts().clock().set(std::max(accounts().clock().now(), SystemClock().now()));
        EXPECT_EQ(configure(server().issuer(mode)).status, 200);
        return come_back(browser, visit(browser, email));
    }

private:
    std::optional<TestAccounts> accounts_;
    Id<Account> ana_;
    Id<Account> bo_;
};

TEST_P(ProviderSignIn, LinksAnAccountByItsVerifiedAddressAndKnowsItAgain) {
    for (int i = 0; i < 2; ++i) {
        const auto entered = enter("good", "bo@city.example");
        ASSERT_EQ(entered.status, 200) << entered.code();
        EXPECT_EQ(entered.body.at("account").at("id").as_int64(), bo().value);
    }
    EXPECT_EQ(enter("es256", "bo@city.example").status, 200);
    EXPECT_EQ(enter("eddsa", "bo@city.example").status, 200);
    EXPECT_EQ(enter("skewed", "bo@city.example").status, 200) << "clocks are a little off";
    EXPECT_EQ(enter("many-with-party", "bo@city.example").status, 200);
    EXPECT_TRUE(accounts().services().record.verify());
}

TEST_P(ProviderSignIn, KeepsAnAccountFromAnotherPersonWithItsAddress) {
    ASSERT_EQ(configure(server().issuer("other-subject")).status, 200);
    ASSERT_TRUE(accounts().services().record.write(
        {record::Actor::belfry(), "account.test", {"account", bo().value}},
        [&](record::Writing& w) -> Result<void> {
            add_identity(w.db(), server().issuer("other-subject"), "subject of Bo", bo(), w.at());
            return {};
        }
    ));
    EXPECT_EQ(enter("other-subject", "bo@city.example").code(), "provider_other_identity");
    std::vector<std::int64_t> told;
    for (const auto& alert : accounts().take_alerts()) {
        EXPECT_EQ(alert.about, bo().value);
        told.push_back(alert.reader);
    }
    EXPECT_THAT(told, testing::UnorderedElementsAre(ana().value, bo().value));
    EXPECT_FALSE(accounts().services().database.read([&](store::Connection& db) {
        return find_identity(db, server().issuer("other-subject"), "somebody else");
    }));
    const auto recorded = accounts().services().database.read([](store::Connection& db) {
        return db.value<std::int64_t>(
            "SELECT count(*) FROM record_entry WHERE entry LIKE '%account.refuse_identity%'"
        );
    });
    EXPECT_EQ(recorded, 1);
    // The administrator's link for a new password frees the way.
    const auto link = make_reset_link(accounts().services(), {}, {bo()}, "http://localhost:8080");
    ASSERT_TRUE(link);
    Browser browser;
    ASSERT_EQ(
        accounts()
            .enter(
                browser,
                "/api/v1/password-resets/acceptance",
                R"({"password":"three quiet herons again","token":")" +
                    link->link.substr(link->link.find('#') + 1) + R"("})"
            )
            .status,
        200
    );
    EXPECT_EQ(enter("other-subject", "bo@city.example").status, 200);
}

TEST_P(ProviderSignIn, TellsNobodyOfAnAccountThatIsGoneMeanwhile) {
    accounts().edit(bo(), [&](store::Connection& db, const Account& account) {
        add_identity(db, server().issuer("good"), "another subject", account.id, Instant());
    });
    accounts().meanwhile("account.refuse_identity", [&] {
        accounts().edit(bo(), [](store::Connection& db, const Account& account) {
            delete_account(db, account.id);
        });
    });
    EXPECT_EQ(enter("good", "bo@city.example").code(), "provider_other_identity");
    EXPECT_THAT(accounts().take_alerts(), testing::IsEmpty());
}

TEST_P(ProviderSignIn, ProvesOnceMoreWhereTheProviderAsksAnew) {
    Browser browser;
    ASSERT_EQ(configure(server().issuer("says-when")).status, 200);
    ASSERT_EQ(come_back(browser, visit(browser, "bo@city.example")).status, 200);
    EXPECT_FALSE(may_act(browser)) << "the provider asked an hour ago";
    ASSERT_EQ(prove(browser, "bo@city.example").status, 200);
    EXPECT_TRUE(may_act(browser));
    ASSERT_EQ(configure(server().issuer("good")).status, 200);
    Browser other;
    ASSERT_EQ(come_back(other, visit(other, "bo@city.example")).status, 200);
    EXPECT_FALSE(may_act(other)) << "the provider does not say when it asked";
    for (const auto* mode : {"good", "deaf"}) {
        ASSERT_EQ(configure(server().issuer(mode)).status, 200);
        auto signed_in = accounts().signed_in(bo());
        EXPECT_EQ(prove(signed_in, "bo@city.example").code(), "provider_not_anew") << mode;
    }
}

TEST_P(ProviderSignIn, RefusesEverythingThatIsNotWholeAndForUs) {
    for (const auto* mode :
         {"wrong-issuer",
          "wrong-audience",
          "many-audiences",
          "wrong-party",
          "expired",
          "future",
          "wrong-nonce",
          "no-subject",
          "unverified",
          "unverified-text",
          "none",
          "confused",
          "shared",
          "other-kind",
          "unknown-key",
          "forged",
          "critical",
          "cut"}) {
        const auto answer = enter(mode, "bo@city.example");
        EXPECT_EQ(answer.status, 401) << mode;
        EXPECT_EQ(answer.code(), "provider_refused") << mode;
    }
    EXPECT_EQ(accounts().send(Browser(), Method::get, "/api/v1/session").status, 200);
}

TEST_P(ProviderSignIn, BelievesNoProviderThatIsNotWhatItSays) {
    for (const auto* mode : {"elsewhere", "huge", "impostor"}) {
        ASSERT_EQ(configure(server().issuer(mode)).status, 200);
        const auto started = accounts().send(Browser(), Method::post, "/api/v1/session/provider");
        EXPECT_EQ(started.code(), "provider_unreachable") << mode;
    }
    EXPECT_EQ(enter("metadata", "bo@city.example").code(), "provider_unreachable")
        << "keys from an address that nobody is at";
}

TEST_P(ProviderSignIn, MakesNobodyAnAdministratorAndNoAccounts) {
    EXPECT_EQ(enter("good", "ana@city.example").code(), "provider_refused");
    EXPECT_EQ(enter("good", "stranger@city.example").code(), "provider_refused");
    const auto invite_as = [&](const char* name, Role role) {
        return invite(
            accounts().services(),
            {},
            {name, std::string(name) + "@city.example", "", "", {role}},
            "http://localhost:8080"
        );
    };
    ASSERT_TRUE(invite_as("cy", Role::staff));
    ASSERT_TRUE(invite_as("di", Role::administrator));
    const auto entered = enter("good", "cy@city.example");
    EXPECT_EQ(entered.status, 200) << "an invitation is accepted that way";
    EXPECT_FALSE(entered.body.at("account").at("password_on").as_bool());
    EXPECT_EQ(enter("good", "di@city.example").code(), "provider_refused");
    ASSERT_EQ(enter("good", "bo@city.example").status, 200);
    ASSERT_TRUE(change_person(
        accounts().services(), {}, {bo()}, {{}, {}, {}, Roles{Role::administrator}, {}}
    ));
    EXPECT_EQ(enter("good", "bo@city.example").code(), "passkey_needed")
        << "who became one comes in with the passkey";
    ASSERT_TRUE(
        change_person(accounts().services(), {}, {bo()}, {{}, {}, {}, Roles{Role::staff}, {}})
    );
    ASSERT_TRUE(disable_person(accounts().services(), {}, {bo()}));
    EXPECT_EQ(enter("good", "bo@city.example").code(), "provider_refused");
}

TEST_P(ProviderSignIn, TakesAnAnswerOnceAndFromTheBrowserThatAskedOnly) {
    ASSERT_EQ(configure(server().issuer("good")).status, 200);
    Browser mine;
    const auto with = visit(mine, "bo@city.example");
    Browser other;
    EXPECT_EQ(come_back(other, with).code(), "provider_refused") << "nobody asked there";
    visit(other, "bo@city.example");
    EXPECT_EQ(come_back(other, with).code(), "provider_refused") << "asked for something else";
    auto spoiled = with;
    spoiled["state"] = "another";
    EXPECT_EQ(come_back(mine, spoiled).code(), "provider_refused");
    spoiled = with;
    spoiled["issuer"] = "https://evil.example";
    EXPECT_EQ(come_back(mine, spoiled).code(), "provider_refused") << "mixed up (RFC 9207)";
    const auto waiting = mine.cookie;
    EXPECT_EQ(come_back(mine, with).status, 200);
    mine.cookie = waiting;
    EXPECT_NE(come_back(mine, with).status, 200);
    const auto late = visit(mine, "bo@city.example");
    accounts().clock().advance(provider_visit);
    EXPECT_EQ(come_back(mine, late).code(), "provider_refused");
}

TEST_P(ProviderSignIn, FollowsTheProvidersKeysWhenTheyChange) {
    if (GetParam() != store::Engine::sqlite) {
        GTEST_SKIP() << "the provider's keys change once";
    }
    ASSERT_EQ(enter("rotate", "bo@city.example").status, 200);
    http::Question question;
    question.url = server().issuer("rotate-now");
    question.own_network = true;
    ASSERT_TRUE(http::fetch(question));
    EXPECT_EQ(enter("rotate", "bo@city.example").code(), "provider_refused")
        << "asked for less than a minute ago";
    accounts().clock().advance(std::chrono::seconds(61));
    EXPECT_EQ(enter("rotate", "bo@city.example").status, 200);
}

TEST_P(ProviderSignIn, KeepsTheSecretForTheProviderItIsFor) {
    ASSERT_EQ(configure("https://login.city.example").status, 200);
    const auto put = [&](const char* body) {
        return accounts().act(
            accounts().signed_in(ana()), Method::put, "/api/v1/identity-provider", "", body
        );
    };
    EXPECT_EQ(
        put(R"({"name":"City","issuer":"https://evil.example","client":"belfry","own_network":false})"
        )
            .problem(),
        "secret_again"
    );
    EXPECT_EQ(
        put(R"({"name":"City","issuer":"http://login.city.example","client":"b","own_network":true})"
        )
            .problem(),
        "not_a_secure_link"
    );
    const auto off = put(R"({"name":"","issuer":"","client":"","own_network":false})");
    EXPECT_EQ(off.status, 200) << off.problem();
    EXPECT_FALSE(off.body.at("secret_set").as_bool());
    EXPECT_EQ(
        accounts().send(Browser(), Method::post, "/api/v1/session/provider").code(), "provider_off"
    );
}

TEST_P(ProviderSignIn, LinksByAnAddressThatIsSaidAndOnlyWhoMayComeIn) {
    EXPECT_EQ(enter("no-email", "bo@city.example").code(), "provider_refused");
    accounts().edit(bo(), [](store::Connection& db, Account& account) {
        account.expires_on = std::chrono::year(2026) / 1 / 1;
        save_account(db, account);
    });
    EXPECT_EQ(enter("good", "bo@city.example").code(), "provider_refused") << "their time is over";
    for (const auto state : {PersonState::disabled, PersonState::fictional}) {
        accounts().edit(bo(), [&](store::Connection& db, Account& account) {
            account.expires_on.reset();
            account.state = state;
            save_account(db, account);
        });
        EXPECT_EQ(enter("good", "bo@city.example").code(), "provider_refused");
    }
    const auto cy = invite(
        accounts().services(),
        {},
        {"Cy", "cy@city.example", "", "", {Role::staff}},
        "http://localhost:8080"
    );
    ASSERT_TRUE(cy);
    const auto end_invitation = [&](auto change) {
        accounts().edit(cy->id, [&](store::Connection& db, const Account& account) {
            const Link link{
                LinkKind::invitation, account.id, accounts().clock().now() - std::chrono::hours(1)
            };
            change(db, link);
        });
    };
    end_invitation([&](store::Connection& db, const Link& link) {
        put_link(db, link, kept("any"), accounts().clock().now());
    });
    EXPECT_EQ(enter("good", "cy@city.example").code(), "provider_refused") << "it has expired";
    end_invitation([](store::Connection& db, const Link& link) {
        delete_links(db, link.kind, link.account);
    });
    EXPECT_EQ(enter("good", "cy@city.example").code(), "provider_refused") << "there is none";
}

TEST_P(ProviderSignIn, HoldsToWhatIsTrueWhenTheSessionIsWritten) {
    const auto now_and_then = [&](const char* action, const auto& change) {
        accounts().meanwhile(action, [&] { accounts().edit(bo(), change); });
        return enter("good", "bo@city.example").code();
    };
    EXPECT_EQ(
        now_and_then(
            "account.link_identity",
            [](store::Connection& db, Account& account) {
                account.roles = {Role::administrator};
                save_account(db, account);
            }
        ),
        "provider_refused"
    ) << "became an administrator";
    accounts().edit(bo(), [](store::Connection& db, Account& account) {
        account.roles = {Role::staff};
        save_account(db, account);
    });
    EXPECT_EQ(
        now_and_then(
            "account.link_identity",
            [&](store::Connection& db, const Account& account) {
                add_identity(
                    db, server().issuer("good"), "subject of bo@city.example", ana(), Instant()
                );
                EXPECT_NE(account.id, ana());
            }
        ),
        "provider_refused"
    ) << "the identity was linked with another account";
    accounts().edit(ana(), [](store::Connection& db, const Account& account) {
        delete_identities(db, account.id);
    });
    ASSERT_EQ(enter("good", "bo@city.example").status, 200);
    EXPECT_EQ(
        now_and_then(
            "session.start",
            [](store::Connection& db, Account& account) {
                account.roles = {Role::administrator};
                save_account(db, account);
            }
        ),
        "provider_refused"
    ) << "a linked account became an administrator's";
    accounts().edit(bo(), [](store::Connection& db, Account& account) {
        account.roles = {Role::staff};
        save_account(db, account);
    });
    EXPECT_EQ(
        now_and_then(
            "session.start",
            [](store::Connection& db, const Account& account) { delete_account(db, account.id); }
        ),
        "provider_refused"
    ) << "the account is gone";
    EXPECT_EQ(enter("good", "bo@city.example").code(), "provider_refused");
}

TEST_P(ProviderSignIn, TakesTheSameAnswerFromTwoBrowsersOnce) {
    ASSERT_EQ(enter("good", "bo@city.example").status, 200);
    Browser browser;
    const auto with = visit(browser, "bo@city.example");
    accounts().meanwhile("session.start", [&] {
        accounts().edit(bo(), [&](store::Connection& db, const Account&) {
            const std::string state(with.at("state").as_string());
            EXPECT_TRUE(
                spend_challenge(db, state, accounts().clock().now() + std::chrono::minutes(5))
            );
        });
    });
    EXPECT_EQ(come_back(browser, with).code(), "provider_refused");
}

TEST_P(ProviderSignIn, LinksNobodyWhoCannotBeToldOfIt) {
    ASSERT_EQ(configure(server().issuer("good")).status, 200);
    const auto take_over = [&](const char* code) {
        accounts().services().put_into_inbox =
            [code](record::Writing&, const InboxAlert&) -> Result<void> {
            return refuse(Refusal::Kind::conflict, code, "Nobody can be told.");
        };
    };
    take_over("inbox_closed");
    Browser browser;
    const auto with = visit(browser, "bo@city.example");
    EXPECT_EQ(come_back(browser, with).code(), "inbox_closed");
    EXPECT_FALSE(accounts().services().database.read([&](store::Connection& db) {
        return has_identity(db, server().issuer("good"), bo());
    }));
    accounts().services().record.forbid_when(
        [](store::Connection&, const record::Deed& deed) -> std::optional<Refusal> {
            return deed.action == "session.start"
                       ? std::optional(
                             refuse(Refusal::Kind::conflict, "forbidden_here", "Not now.").error()
                         )
                       : std::nullopt;
        }
    );
    Browser other;
    const auto again = visit(other, "bo@city.example");
    EXPECT_EQ(come_back(other, again).code(), "forbidden_here");
}

TEST_P(ProviderSignIn, TakesNoAnswerWithoutACodeOrForAVisitThatIsNotItsOwn) {
    ASSERT_EQ(configure(server().issuer("good")).status, 200);
    Browser browser;
    auto with = visit(browser, "bo@city.example");
    const auto cookie = browser.cookie;
    auto without = with;
    without["code"] = "";
    EXPECT_EQ(come_back(browser, without).code(), "provider_refused");
    const auto name = cookie.substr(0, cookie.find('=') + 1);
    const auto sealed = [&](std::string_view text) {
        auto& services = accounts().services();
        return crypto::to_base64url(crypto::seal(
            services.key, "identity_provider visit", crypto::bytes_of(text), services.random
        ));
    };
    for (const auto& kept :
         {std::string("no*base64url"), std::string("c2VhbGVk"), sealed("{}"), sealed("[")}) {
        browser.cookie = name + kept;
        EXPECT_EQ(come_back(browser, with).code(), "provider_refused") << kept;
    }
    ASSERT_EQ(configure("").status, 200);
    browser.cookie = cookie;
    EXPECT_EQ(come_back(browser, with).code(), "provider_refused") << "switched off meanwhile";
    std::string code;
    for (int i = 0; i < 101 && code != "too_many_tries"; ++i) {
        code = come_back(browser, with).code();
    }
    EXPECT_EQ(code, "too_many_tries");
    EXPECT_EQ(
        accounts().send(browser, Method::post, "/api/v1/session/provider").code(), "too_many_tries"
    );
}

TEST_P(ProviderSignIn, SaysOfAProviderThatItDoesNotAnswerAsItShould) {
    for (const auto* mode : {"no-json", "no-object", "unprotected"}) {
        ASSERT_EQ(configure(server().issuer(mode)).status, 200);
        const auto started = accounts().send(Browser(), Method::post, "/api/v1/session/provider");
        EXPECT_EQ(started.code(), "provider_unreachable") << mode;
    }
    EXPECT_EQ(enter("no-keys", "bo@city.example").code(), "provider_unreachable");
    EXPECT_EQ(enter("no-token", "bo@city.example").code(), "provider_unreachable");
    ASSERT_EQ(configure(server().issuer("good")).status, 200);
    Browser browser;
    const auto with = visit(browser, "bo@city.example");
    ASSERT_EQ(configure(server().issuer("no-json")).status, 200);
    EXPECT_EQ(come_back(browser, with).code(), "provider_unreachable") << "another one meanwhile";
}

TEST_P(ProviderSignIn, FindsItsWayToProvidersThatAreWrittenOtherwise) {
    ASSERT_EQ(configure(server().issuer("with-query")).status, 200);
    const auto started = accounts().send(Browser(), Method::post, "/api/v1/session/provider");
    EXPECT_THAT(
        std::string(started.body.at("url").as_string()),
        testing::HasSubstr("/authorize?realm=city&response_type=code&")
    );
    ASSERT_EQ(configure(server().issuer("slash") + "/").status, 200);
    EXPECT_EQ(accounts().send(Browser(), Method::post, "/api/v1/session/provider").status, 200);
    ASSERT_EQ(configure(server().issuer("public"), "").status, 200) << "a client without a secret";
    accounts().clock().set(std::max(accounts().clock().now(), SystemClock().now()));
    Browser browser;
    EXPECT_EQ(come_back(browser, visit(browser, "bo@city.example")).status, 200);
    // An hour later it is asked anew what it says of itself.
    accounts().clock().advance(std::chrono::hours(1));
    EXPECT_EQ(accounts().send(Browser(), Method::post, "/api/v1/session/provider").status, 200);
}

INSTANTIATE_TEST_SUITE_P(Engines, ProviderSignIn, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
