#include "accounts/own_account.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include "accounts/challenge.hpp"
#include "accounts/passkeys.hpp"
#include "accounts/people.hpp"
#include "accounts/provider.hpp"
#include "accounts/sign_in.hpp"
#include "accounts/test_accounts.hpp"
#include "accounts/test_authenticator.hpp"
#include "crypto/one_time_code.hpp"
#include "crypto/secret.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;

/// Acts of Bo (staff) and Ana (administrator), past the routes.
class OwnAccount : public AnaAndBo {
protected:
    static constexpr auto here = "http://localhost:8080";

    static Party party() { return {"localhost", here}; }

    static Visit visit(const std::string& browser = "one") {
        return {.address = "127.0.0.1", .device = "test", .party = party(), .browser = browser};
    }

    static Acting as(Id<Account> who) { return {who.value, "", "en", "127.0.0.1"}; }

    [[nodiscard]] Acting as_bo() const { return as(bo()); }

    Result<PasskeyMade> add_phone(TestAuthenticator& phone, Id<Account> who) {
        const auto offer = offer_passkey(services(), as(who), party()).value();
        phone.user_handle = offer.user_handle;
        return make_passkey(
            services(), as(who), party(), {"A phone", phone.make(party(), offer.challenge)}
        );
    }

    Assertion use(TestAuthenticator& phone) {
        return phone.use(party(), challenge_for_use(services(), party()).challenge);
    }

    /// Gives an account an app with a secret that is known.
    void set_up_app(Id<Account> who) {
        accounts().edit(who, [&](store::Connection& db, Account& account) {
            account.totp =
                crypto::seal(services().key, totp_context(who), app(), services().random);
            save_account(db, account);
        });
    }

    static crypto::Bytes app() { return crypto::Bytes(20, std::byte{7}); }

    std::string code_of_app() {
        return crypto::counter_code(app(), crypto::code_step(accounts().clock().now()));
    }

    SignIn password_of(const std::string& name) {
        return {name + "@city.example", std::string(TestAccounts::password)};
    }

    std::string link_for(Id<Account> who) {
        const auto link = make_reset_link(services(), {}, {who}, here).value().link;
        return link.substr(link.find('#') + 1);
    }

    std::string invite_cy() {
        const auto made =
            invite(services(), {}, {"Cy", "cy@city.example", "", "", {Role::staff}}, here);
        return made->link.substr(made->link.find('#') + 1);
    }

    std::int64_t entries() {
        return services()
            .database
            .read([](store::Connection& db) {
                return db.value<std::int64_t>("SELECT count(*) FROM record_entry");
            })
            .value_or(0);
    }
};

TEST_P(OwnAccount, KeepsAsItWasWhatItsOwnerCannotBeToldOf) {
    ASSERT_TRUE(sign_in(services(), password_of("bo"), visit("one")));
    const auto invitation = invite_cy();
    const auto link = link_for(bo());
    const auto before = accounts().account(bo());
    services().put_into_inbox = [](record::Writing&, const InboxAlert&) -> Result<void> {
        return refuse(Refusal::Kind::conflict, "inbox_closed", "Nobody can be told.");
    };
    TestAuthenticator phone;
    EXPECT_EQ(code_of(add_phone(phone, bo())), "inbox_closed");
    EXPECT_EQ(code_of(make_token(services(), as_bo(), {"A program", true, {}})), "inbox_closed");
    EXPECT_EQ(
        code_of(change_password(
            services(), as_bo(), {std::string(TestAccounts::password), "four quiet herons"}
        )),
        "inbox_closed"
    );
    EXPECT_EQ(code_of(sign_in(services(), password_of("bo"), visit("new"))), "inbox_closed");
    EXPECT_EQ(
        code_of(reset_password(services(), {link, "three quiet herons again"}, visit("one"))),
        "inbox_closed"
    );
    EXPECT_EQ(
        code_of(reset_password(services(), {link, "three quiet herons again"}, visit("new"))),
        "inbox_closed"
    );
    EXPECT_EQ(accounts().account(bo()), before);
    EXPECT_TRUE(own_tokens(services(), as_bo()).empty());
    EXPECT_TRUE(own_passkeys(services(), as_bo()).empty());
    EXPECT_TRUE(check_invitation(services(), {invitation}, visit()));
    EXPECT_TRUE(services().record.verify());
}

TEST_P(OwnAccount, OpensNoSessionThatTheRecordForbidsNorWhatComesWithIt) {
    const auto invitation = invite_cy();
    const auto link = link_for(bo());
    services().record.forbid_when(
        [](store::Connection&, const record::Deed& deed) -> std::optional<Refusal> {
            return deed.action == "session.start"
                       ? std::optional(
                             refuse(Refusal::Kind::conflict, "forbidden_here", "Not now.").error()
                         )
                       : std::nullopt;
        }
    );
    EXPECT_EQ(
        code_of(accept_invitation(
            services(), {invitation, "Cy", "three quiet herons again", "en"}, visit()
        )),
        "forbidden_here"
    );
    EXPECT_EQ(
        code_of(reset_password(services(), {link, "three quiet herons again"}, visit())),
        "forbidden_here"
    );
    services().record.forbid_when({});
    EXPECT_TRUE(check_invitation(services(), {invitation}, visit())) << "it is still open";
    EXPECT_TRUE(sign_in(services(), password_of("bo"), visit())) << "with the password as it was";
}

TEST_P(OwnAccount, KeepsItsIdentityAndPasskeysWithANewPasswordAndLosesTheIdentityByALink) {
    const std::string issuer = "https://login.city.example";
    const auto linked = [&] {
        return services().database.read([&](store::Connection& db) {
            return has_identity(db, issuer, bo());
        });
    };
    accounts().edit(bo(), [&](store::Connection& db, const Account& account) {
        add_identity(db, issuer, "bo", account.id, accounts().clock().now());
    });
    TestAuthenticator phone;
    ASSERT_TRUE(add_phone(phone, bo()));
    ASSERT_TRUE(change_password(
        services(), as_bo(), {std::string(TestAccounts::password), "four quiet herons"}
    ));
    EXPECT_TRUE(linked());
    EXPECT_EQ(own_passkeys(services(), as_bo()).size(), 1U);
    ASSERT_TRUE(reset_password(services(), {link_for(bo()), "five quiet herons"}, visit()));
    EXPECT_FALSE(linked());
    EXPECT_EQ(own_passkeys(services(), as_bo()).size(), 1U);
}

TEST_P(OwnAccount, AsksToWaitWhileTooManyPasswordsAreTried) {
    Passwords full(accounts().clock(), {0, 0});
    const auto& s = services();
    Services busy{
        s.database,
        s.record,
        s.clock,
        s.random,
        s.key,
        full,
        s.version,
        s.city_name,
        s.put_into_inbox,
        s.provider_cache
    };
    const std::string next = "four quiet herons again";
    auto proved_already = as_bo();
    proved_already.freshly_proved = true;
    EXPECT_EQ(code_of(proved(busy, as_bo(), TestAccounts::password, "password")), "too_busy");
    EXPECT_EQ(code_of(sign_in(busy, password_of("bo"), visit())), "too_busy");
    EXPECT_EQ(code_of(reset_password(busy, {link_for(bo()), next}, visit())), "too_busy");
    EXPECT_EQ(
        code_of(accept_invitation(busy, {invite_cy(), "Cy", next, "en"}, visit())), "too_busy"
    );
    accounts().edit(bo(), [](store::Connection& db, Account& account) {
        account.password_hash.reset();
        save_account(db, account);
    });
    EXPECT_EQ(code_of(change_password(busy, proved_already, {{}, next})), "too_busy");
    EXPECT_FALSE(accounts().account(bo()).password_hash);
    TestAccounts empty(GetParam());
    const auto link = setup_link(empty.services(), here).value();
    Services busy_first{
        empty.services().database,
        empty.services().record,
        s.clock,
        s.random,
        s.key,
        full,
        "1",
        s.city_name
    };
    const accounts::Setup wish{link.substr(link.find('#') + 1), "Ana", "ana@city.example", next};
    EXPECT_EQ(code_of(set_up(busy_first, wish, visit())), "too_busy");
    EXPECT_TRUE(set_up(empty.services(), wish, visit()));
}

TEST_P(OwnAccount, SetsNothingUpForSomebodyWhoSaysNotWhoTheyAre) {
    TestAccounts empty(GetParam());
    const auto link = setup_link(empty.services(), here).value();
    const accounts::Setup good{
        link.substr(link.find('#') + 1), "Ana", "ana@city.example", "three quiet herons", "en"
    };
    auto wish = good;
    wish.name = "";
    EXPECT_EQ(code_of(set_up(empty.services(), wish, visit())), "required");
    wish = good;
    wish.language = "la";
    EXPECT_EQ(code_of(set_up(empty.services(), wish, visit())), "not_one_of");
    EXPECT_TRUE(set_up(empty.services(), good, visit()));
}

TEST_P(OwnAccount, CountsTriesWhereverASecretIsAskedFor) {
    const auto limited = [&](const auto& again) {
        std::string code;
        for (int i = 0; i < 101 && code != "too_many_tries"; ++i) {
            code = again(i);
        }
        accounts().clock().advance(1h);
        return code == "too_many_tries";
    };
    EXPECT_TRUE(limited([&](int) {
        return code_of(proved(services(), as_bo(), "a wrong password", "password"));
    }));
    EXPECT_TRUE(limited([&](int) { return code_of(confirm_totp(services(), as_bo(), {"123456"})); })
    );
    EXPECT_TRUE(limited([&](int) {
        return code_of(prove(services(), as_bo(), party(), {{}, "123456", {}}));
    }));
    EXPECT_TRUE(limited([&](int) {
        return code_of(check_invitation(services(), {"unknown"}, visit()));
    }));
    EXPECT_TRUE(limited([&](int) {
        return code_of(accept_invitation(services(), {"unknown", "", "", "en"}, visit()));
    }));
    EXPECT_TRUE(limited([&](int) {
        return code_of(reset_password(services(), {"unknown", ""}, visit()));
    }));
    EXPECT_TRUE(limited([&](int) { return code_of(set_up(services(), {}, visit())); }));
    EXPECT_TRUE(limited([&](int) { return code_of(sign_in_with_passkey(services(), {}, visit())); })
    );
}

TEST_P(OwnAccount, HashesAnewWhatWasHashedMoreWeaklyAtTheNextSignIn) {
    std::array<char, crypto_pwhash_STRBYTES> weak{};
    ASSERT_EQ(
        crypto_pwhash_str(
            weak.data(),
            TestAccounts::password.data(),
            TestAccounts::password.size(),
            crypto_pwhash_OPSLIMIT_MIN,
            crypto_pwhash_MEMLIMIT_MIN
        ),
        0
    );
    accounts().edit(bo(), [&](store::Connection& db, Account& account) {
        account.password_hash = weak.data();
        save_account(db, account);
    });
    ASSERT_TRUE(sign_in(services(), password_of("bo"), visit()));
    const auto after = accounts().account(bo()).password_hash.value();
    EXPECT_NE(after, weak.data());
    EXPECT_FALSE(crypto::needs_rehash(after));
    EXPECT_TRUE(sign_in(services(), password_of("bo"), visit()));
}

TEST_P(OwnAccount, TakesTheCodeOfAnAppFromWhoeverNeedsNoPasskey) {
    for (const auto who : {ana(), bo()}) {
        set_up_app(who);
        TestAuthenticator phone;
        phone.credential = "a phone of " + std::to_string(who.value);
        ASSERT_TRUE(add_phone(phone, who));
        auto wish = password_of(who == bo() ? "bo" : "ana");
        const auto may = who == bo() ? "" : "second_factor_wrong";
        EXPECT_EQ(
            code_of(sign_in(services(), wish, visit())),
            who == bo() ? "second_factor_needed" : "passkey_needed"
        );
        wish.code = code_of_app();
        EXPECT_EQ(code_of(sign_in(services(), wish, visit())), may);
        accounts().clock().advance(1min);
        EXPECT_EQ(
            code_of(prove(services(), as(who), party(), {{}, code_of_app(), {}})),
            who == bo() ? "" : "proof_by_passkey"
        );
        EXPECT_EQ(
            code_of(
                prove(services(), as(who), party(), {std::string(TestAccounts::password), {}, {}})
            ),
            who == bo() ? "" : "proof_by_passkey"
        );
        wish.code.reset();
        wish.passkey = phone.use(party(), "bm90IGEgY2hhbGxlbmdl");
        EXPECT_EQ(code_of(sign_in(services(), wish, visit())), "passkey_refused");
    }
}

TEST_P(OwnAccount, KeepsRecoveryCodesAsLongAsThereIsASecondFactor) {
    TestAuthenticator phone;
    const auto made = add_phone(phone, bo());
    ASSERT_TRUE(made);
    set_up_app(bo());
    const auto& codes = made->recovery_codes;
    ASSERT_TRUE(remove_passkey(services(), as_bo(), {made->passkey.id}, {})) << "the app stays";
    auto wish = password_of("bo");
    auto typed = codes.at(0);
    std::ranges::transform(typed, typed.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    wish.code = typed;
    EXPECT_EQ(code_of(sign_in(services(), wish, visit())), "") << "in small letters as well";

    TestAuthenticator key;
    key.credential = "a security key";
    const auto second = add_phone(key, bo());
    ASSERT_TRUE(second);
    EXPECT_TRUE(second->recovery_codes.empty()) << "those that there are go on";
    ASSERT_TRUE(remove_totp(services(), as_bo(), {})) << "the passkey stays";
    wish.code = codes.at(1);
    EXPECT_EQ(code_of(sign_in(services(), wish, visit())), "");
    EXPECT_EQ(
        code_of(remove_passkey(services(), as_bo(), {second->passkey.id}, {"a wrong password"})),
        "password_wrong"
    );
    ASSERT_TRUE(remove_passkey(
        services(), as_bo(), {second->passkey.id}, {std::string(TestAccounts::password)}
    ));
    EXPECT_EQ(code_of(renew_recovery_codes(services(), as_bo())), "totp_off");
    wish.code = codes.at(2);
    EXPECT_EQ(code_of(sign_in(services(), wish, visit())), "") << "the password is enough again";
}

TEST_P(OwnAccount, SetsAnAppUpOnceAndOnlyWithItsCode) {
    EXPECT_EQ(code_of(confirm_totp(services(), as_bo(), {"123456"})), "totp_off")
        << "nothing was offered";
    ASSERT_TRUE(offer_totp(services(), as_bo()));
    EXPECT_EQ(code_of(confirm_totp(services(), as_bo(), {"12345"})), "second_factor_wrong");
    EXPECT_FALSE(accounts().account(bo()).totp);
    set_up_app(bo());
    EXPECT_EQ(code_of(offer_totp(services(), as_bo())), "totp_on");
}

TEST_P(OwnAccount, HasNamesAndTimesThatCanBeWritten) {
    MeChange change;
    change.name = std::string(most_name + 1, 'n');
    EXPECT_EQ(code_of(change_me(services(), as_bo(), change, {})), "too_long");
    change.name = "   ";
    EXPECT_EQ(code_of(change_me(services(), as_bo(), change, {})), "required");
    change.name = "Bo\nBoss";
    EXPECT_EQ(code_of(change_me(services(), as_bo(), change, {})), "control_character");
    change.name = "Bo Diaz";
    change.title = "Clerk";
    const auto changed = change_me(services(), as_bo(), change, {});
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->name + ", " + changed->title, "Bo Diaz, Clerk");
    const auto at = [&](const std::string& from) {
        MeChange quiet;
        quiet.quiet_from = std::optional(from);
        quiet.quiet_to = std::optional(std::string("07:00"));
        return code_of(change_me(services(), as_bo(), quiet, {}));
    };
    for (const auto* time : {"00:00", "19:09", "23:59"}) {
        EXPECT_EQ(at(time), "") << time;
    }
    for (const auto* time :
         {"",
          "7:00",
          "24:00",
          "22:60",
          "22.00",
          "x2:00",
          "2x:00",
          "22:x0",
          "22:0x",
          "/2:00",
          "2:\u00e90",
          "22:000"}) {
        EXPECT_EQ(at(time), "not_a_time_of_day") << time;
    }
}

TEST_P(OwnAccount, HasAsManyPasskeysAndTokensAsItMayAndNoMore) {
    for (std::size_t i = 0; i <= most_tokens; ++i) {
        EXPECT_EQ(
            code_of(make_token(services(), as_bo(), {"A program", true, {}})),
            i < most_tokens ? "" : "too_many_tokens"
        );
    }
    for (std::size_t i = 0; i <= most_passkeys; ++i) {
        TestAuthenticator phone;
        phone.credential = "phone " + std::to_string(i);
        EXPECT_EQ(code_of(add_phone(phone, bo())), i < most_passkeys ? "" : "too_many_passkeys");
    }
}

TEST_P(OwnAccount, GetsAPasskeyForAnswerToItsOwnChallengeOnce) {
    const auto offer = offer_passkey(services(), as_bo(), party()).value();
    const auto make = [&](const std::string& name, TestAuthenticator& phone, const Party& at) {
        return code_of(
            make_passkey(services(), as_bo(), party(), {name, phone.make(at, offer.challenge)})
        );
    };
    TestAuthenticator phone;
    EXPECT_EQ(make("", phone, party()), "required");
    EXPECT_EQ(make("Phone", phone, {"evil.example", here}), "passkey_refused");
    EXPECT_EQ(make("Phone", phone, party()), "");
    TestAuthenticator other;
    other.credential = "another phone";
    EXPECT_EQ(make("Phone", other, party()), "passkey_refused") << "the challenge was answered";
    const auto late = offer_passkey(services(), as_bo(), party()).value();
    accounts().clock().advance(challenge_life);
    EXPECT_EQ(
        code_of(make_passkey(
            services(), as_bo(), party(), {"Phone", other.make(party(), late.challenge)}
        )),
        "passkey_refused"
    );
}

TEST_P(OwnAccount, IsProvedByItsOwnPasskeysOnThisHostOnly) {
    TestAuthenticator phone;
    ASSERT_TRUE(add_phone(phone, bo()));
    const auto prove_with = [&](const Assertion& given, const Party& at) {
        return code_of(prove(services(), as_bo(), at, {{}, {}, given}));
    };
    auto given = use(phone);
    given.user_handle.reset();
    EXPECT_EQ(prove_with(given, party()), "") << "security keys need not say whose they are";
    const Party elsewhere{"other.example", "https://other.example"};
    EXPECT_EQ(
        prove_with(
            phone.use(elsewhere, challenge_for_use(services(), elsewhere).challenge), elsewhere
        ),
        "passkey_refused"
    ) << "it was made for another host";
    given = use(phone);
    given.id = "not base64url!";
    EXPECT_EQ(prove_with(given, party()), "passkey_refused");
    EXPECT_EQ(code_of(sign_in_with_passkey(services(), given, visit())), "passkey_refused");
    TestAuthenticator stranger;
    stranger.credential = "a stranger's";
    EXPECT_EQ(prove_with(use(stranger), party()), "passkey_refused");
    EXPECT_EQ(
        code_of(prove(services(), as_bo(), party(), {{}, "000000", {}})), "second_factor_wrong"
    );
}

TEST_P(OwnAccount, CountsEachWrongProofAndEachPasskeyThatIsRefused) {
    TestAuthenticator phone;
    ASSERT_TRUE(add_phone(phone, bo()));
    const auto failures = [&] {
        const auto all = services().passwords.take_failures(1);
        return all.empty() ? 0 : all.at(0).second;
    };
    ASSERT_EQ(failures(), 0);
    auto given = use(phone);
    given.signature.at(10) = given.signature.at(10) == 'A' ? 'B' : 'A';
    EXPECT_EQ(code_of(sign_in_with_passkey(services(), given, visit())), "passkey_refused");
    EXPECT_EQ(failures(), 1);
    EXPECT_EQ(code_of(prove(services(), as_bo(), party(), {{}, {}, given})), "passkey_refused");
    EXPECT_EQ(
        code_of(prove(services(), as_bo(), party(), {{}, "000000", {}})), "second_factor_wrong"
    );
    EXPECT_EQ(
        code_of(prove(services(), as_bo(), party(), {"no password of mine", {}, {}})),
        "password_wrong"
    );
    EXPECT_EQ(failures(), 3);
    EXPECT_EQ(code_of(prove(services(), as_bo(), party(), {{}, {}, use(phone)})), "");
    EXPECT_EQ(failures(), 0);
}

TEST_P(OwnAccount, IsToldToAProgramWithoutWhatABrowserNeeds) {
    const auto by_token = session_state(services(), bo().value, "");
    EXPECT_TRUE(by_token.signed_in);
    EXPECT_FALSE(by_token.csrf) << "it has no session to forge";
    EXPECT_TRUE(session_state(services(), bo().value, "a session's secret").csrf);
}

TEST_P(OwnAccount, TakesNoChallengeThatIsCutShort) {
    const auto whole = challenge_for_use(services(), party()).challenge;
    const auto now = accounts().clock().now();
    EXPECT_TRUE(challenge_end(services(), whole, "enter", now));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(challenge_end(services(), whole.substr(0, size), "enter", now)) << size;
    }
    EXPECT_FALSE(challenge_end(services(), whole + "AAAA", "enter", now));
    EXPECT_FALSE(challenge_end(services(), "not base64url!", "enter", now));
}

TEST_P(OwnAccount, RefusesAnAcceptanceWithoutAName) {
    const auto token = invite_cy();
    EXPECT_EQ(
        code_of(
            accept_invitation(services(), {token, " ", "three quiet herons again", "en"}, visit())
        ),
        "required"
    );
    EXPECT_TRUE(check_invitation(services(), {token}, visit())) << "the link is not used up";
}

TEST_P(OwnAccount, DropsWhatHasExpiredAndWritesNothingWhereNothingHas) {
    const auto before = entries();
    drop_expired(services());
    EXPECT_EQ(entries(), before);
    ASSERT_TRUE(sign_in(services(), password_of("bo"), visit()));
    accounts().clock().advance(session_life);
    const auto signed_in = entries();
    drop_expired(services());
    EXPECT_EQ(entries(), signed_in + 2) << "what expired, and the sums of what is left";
    drop_expired(services());
    EXPECT_EQ(entries(), signed_in + 2);
}

INSTANTIATE_TEST_SUITE_P(Engines, OwnAccount, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
