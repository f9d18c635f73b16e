#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/challenge.hpp"
#include "accounts/own_account.hpp"
#include "accounts/passkey_store.hpp"
#include "accounts/passkeys.hpp"
#include "accounts/people.hpp"
#include "accounts/screen.hpp"
#include "accounts/sign_in.hpp"
#include "accounts/test_accounts.hpp"
#include "accounts/test_authenticator.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;

/// What somebody else does between the look at an account and the write that rests on it.
class Meanwhile : public AnaAndBo {
protected:
    static constexpr auto here = "http://localhost:8080";

    static Party party() { return {"localhost", here}; }

    static Visit visit() { return {.address = "127.0.0.1", .device = "test", .party = party()}; }

    [[nodiscard]] Acting as_bo() const { return {bo().value, "Bo", "en", "127.0.0.1"}; }

    Passkey add_phone(TestAuthenticator& phone) {
        const auto offer = offer_passkey(services(), as_bo(), party()).value();
        phone.user_handle = offer.user_handle;
        return make_passkey(
                   services(), as_bo(), party(), {"A phone", phone.make(party(), offer.challenge)}
        )
            .value()
            .passkey;
    }

    Assertion use(TestAuthenticator& phone) {
        return phone.use(party(), challenge_for_use(services(), party()).challenge);
    }

    void disable_bo() { EXPECT_TRUE(disable_person(services(), {}, {bo()})); }

    void lose_bo() {
        accounts().edit(bo(), [](store::Connection& db, const Account& account) {
            delete_account(db, account.id);
        });
    }

    std::string link_for_bo() {
        const auto link = make_reset_link(services(), {}, {bo()}, here).value().link;
        return link.substr(link.find('#') + 1);
    }

    std::string invite_cy() {
        const auto made =
            invite(services(), {}, {"Cy", "cy@city.example", "", "", {Role::staff}}, here);
        return made->link.substr(made->link.find('#') + 1);
    }

    Id<Account> cy() {
        return services()
            .database
            .read([](store::Connection& db) {
                return find_account(db, std::string_view("cy@city.example"));
            })
            .value()
            .id;
    }
};

TEST_P(Meanwhile, SigningInEndsWithTheAccountAndWithItsPassword) {
    const SignIn wish{"bo@city.example", std::string(TestAccounts::password)};
    accounts().meanwhile("session.start", [&] {
        accounts().edit(bo(), [](store::Connection& db, Account& account) {
            account.password_hash = crypto::hash_password("another password");
            save_account(db, account);
        });
    });
    EXPECT_EQ(code_of(sign_in(services(), wish, visit())), "sign_in_failed");
    const SignIn anew{"bo@city.example", "another password"};
    EXPECT_TRUE(sign_in(services(), anew, visit()));
    accounts().meanwhile("session.start", [&] { disable_bo(); });
    EXPECT_EQ(code_of(sign_in(services(), anew, visit())), "sign_in_failed");
    EXPECT_TRUE(enable_person(services(), {}, {bo()}));
    accounts().meanwhile("session.start", [&] { lose_bo(); });
    EXPECT_EQ(code_of(sign_in(services(), anew, visit())), "sign_in_failed");
}

TEST_P(Meanwhile, APasskeyOpensNoAccountThatWasDisabled) {
    TestAuthenticator phone;
    add_phone(phone);
    ASSERT_TRUE(sign_in_with_passkey(services(), use(phone), visit()));
    accounts().meanwhile("session.start", [&] { disable_bo(); });
    EXPECT_EQ(code_of(sign_in_with_passkey(services(), use(phone), visit())), "passkey_refused");
}

TEST_P(Meanwhile, ALinkForANewPasswordIsUsedOnceAndForALiveAccount) {
    const auto token = link_for_bo();
    const PasswordReset wish{token, "three quiet herons again"};
    accounts().meanwhile("account.reset_password", [&] {
        EXPECT_TRUE(reset_password(services(), wish, visit()));
    });
    EXPECT_EQ(code_of(reset_password(services(), wish, visit())), "link_dead");
    accounts().meanwhile("account.reset_password", [&] { disable_bo(); });
    EXPECT_EQ(
        code_of(reset_password(services(), {link_for_bo(), wish.password}, visit())), "link_dead"
    );
    EXPECT_TRUE(enable_person(services(), {}, {bo()}));
    const auto last = link_for_bo();
    accounts().meanwhile("account.reset_password", [&] { lose_bo(); });
    EXPECT_EQ(code_of(reset_password(services(), {last, wish.password}, visit())), "link_dead");
}

TEST_P(Meanwhile, AnInvitationIsAcceptedOnceAndNotOnceWithdrawn) {
    const Acceptance wish{invite_cy(), "Cy", "three quiet herons again", "en"};
    accounts().meanwhile("account.join", [&] {
        EXPECT_TRUE(withdraw_invitation(services(), {}, {cy()}));
    });
    EXPECT_EQ(code_of(accept_invitation(services(), wish, visit())), "link_dead");
    auto next = wish;
    next.token = invite_cy();
    accounts().meanwhile("account.join", [&] { invite_cy(); });
    EXPECT_EQ(code_of(accept_invitation(services(), next, visit())), "link_dead")
        << "a newer link took its place";
    next.token = invite_cy();
    accounts().meanwhile("account.join", [&] {
        EXPECT_TRUE(accept_invitation(services(), next, visit()));
    });
    EXPECT_EQ(code_of(accept_invitation(services(), next, visit())), "link_dead");
}

TEST_P(Meanwhile, APasskeyGoesOnlyOnce) {
    TestAuthenticator phone;
    const auto passkey = add_phone(phone);
    const FactorRemoval removal{std::string(TestAccounts::password)};
    // The administrator's link removes passkeys without an entry for each.
    const auto lose_passkeys = [&] {
        EXPECT_TRUE(make_reset_link(services(), {}, {bo()}, here, true));
    };
    accounts().meanwhile("passkey.update", lose_passkeys);
    EXPECT_EQ(
        code_of(rename_passkey(services(), as_bo(), {passkey.id}, {"Mine"})), "no_such_passkey"
    );
    TestAuthenticator other;
    const auto again = add_phone(other);
    accounts().meanwhile("passkey.delete", lose_passkeys);
    EXPECT_EQ(code_of(remove_passkey(services(), as_bo(), {again.id}, removal)), "no_such_passkey");
}

TEST_P(Meanwhile, NoSecondFactorGoesOnTheStrengthOfAnotherThatWent) {
    TestAuthenticator phone;
    TestAuthenticator key;
    key.credential = "a security key";
    const auto first = add_phone(phone);
    const auto second = add_phone(key);
    // Two passkeys: none asks for the password. Once the other has gone, it would.
    accounts().meanwhile("passkey.delete", [&] {
        accounts().edit(bo(), [&](store::Connection& db, const Account&) {
            delete_passkey(db, second.id);
        });
    });
    EXPECT_EQ(code_of(remove_passkey(services(), as_bo(), {first.id}, {})), "no_such_passkey");
    EXPECT_EQ(own_passkeys(services(), as_bo()).size(), 1U);

    const auto switch_app = [&](bool on) {
        accounts().edit(bo(), [&](store::Connection& db, Account& account) {
            account.totp = on ? std::optional(store::Bytes(20)) : std::nullopt;
            save_account(db, account);
        });
    };
    switch_app(true);
    accounts().meanwhile("passkey.delete", [&] { switch_app(false); });
    EXPECT_EQ(code_of(remove_passkey(services(), as_bo(), {first.id}, {})), "no_such_passkey");
    switch_app(true);
    accounts().meanwhile("account.totp_off", [&] {
        accounts().edit(bo(), [&](store::Connection& db, const Account& account) {
            delete_passkeys(db, account.id);
        });
    });
    EXPECT_EQ(code_of(remove_totp(services(), as_bo(), {})), "totp_off");
    EXPECT_TRUE(accounts().account(bo()).totp);
}

TEST_P(Meanwhile, AnAccountThatIsGoneLeavesNothingToActOn) {
    TestAuthenticator phone;
    const auto passkey = add_phone(phone);
    const auto given = use(phone);
    accounts().meanwhile("session.prove", [&] { lose_bo(); });
    EXPECT_EQ(code_of(prove(services(), as_bo(), party(), {{}, {}, given})), "passkey_refused");
    const auto answer = phone.make(party(), challenge_for_use(services(), party()).challenge);
    const std::vector<std::string> codes{
        code_of(own_account(services(), as_bo())),
        code_of(change_me(services(), as_bo(), {}, {})),
        code_of(change_password(services(), as_bo(), {"a", "b"})),
        code_of(offer_totp(services(), as_bo())),
        code_of(confirm_totp(services(), as_bo(), {"123456"})),
        code_of(remove_totp(services(), as_bo(), {})),
        code_of(renew_recovery_codes(services(), as_bo())),
        code_of(offer_passkey(services(), as_bo(), party())),
        code_of(remove_passkey(services(), as_bo(), {passkey.id}, {})),
        code_of(prove(services(), as_bo(), party(), {"a", {}, {}})),
        code_of(proved(services(), as_bo(), "a", "password")),
    };
    EXPECT_THAT(codes, testing::Each("no_such_person"));
    EXPECT_EQ(
        code_of(make_passkey(services(), as_bo(), party(), {"Phone", answer})), "passkey_refused"
    );
    EXPECT_EQ(code_of(sign_in_with_passkey(services(), use(phone), visit())), "passkey_refused");
}

TEST_P(Meanwhile, AnAccountThatGoesBetweenLookAndWriteIsNotChanged) {
    TestAuthenticator phone;
    const auto passkey = add_phone(phone);
    TestAuthenticator key;
    key.credential = "a security key";
    add_phone(key);
    const auto bo_before = accounts().account(bo());
    const auto come_back = [&] {
        accounts().edit(ana(), [&](store::Connection& db, const Account&) {
            add_account(db, bo_before);
        });
    };
    accounts().meanwhile("passkey.delete", [&] { lose_bo(); });
    EXPECT_EQ(code_of(remove_passkey(services(), as_bo(), {passkey.id}, {})), "no_such_passkey");
    come_back();
    EXPECT_EQ(own_passkeys(services(), as_bo()).size(), 2U);
    accounts().meanwhile("account.change_password", [&] { lose_bo(); });
    const PasswordChange change{std::string(TestAccounts::password), "four quiet herons"};
    EXPECT_EQ(code_of(change_password(services(), as_bo(), change)), "no_such_person");
    come_back();
    EXPECT_TRUE(change_password(services(), as_bo(), change));
}

TEST_P(Meanwhile, BelfryIsSetUpOnceAndWhileTheLinkLives) {
    TestAccounts empty(GetParam());
    const auto token = [&] {
        const auto link = setup_link(empty.services(), here).value();
        return link.substr(link.find('#') + 1);
    };
    const auto set_up_as = [&](const std::string& name, const std::string& secret) {
        return set_up(
            empty.services(), {secret, name, name + "@city.example", "three quiet herons"}, visit()
        );
    };
    const auto late = token();
    empty.meanwhile("account.set_up", [&] { empty.clock().advance(24h); });
    EXPECT_EQ(code_of(set_up_as("ana", late)), "link_dead");
    const auto first = token();
    const auto second = token();
    empty.meanwhile("account.set_up", [&] { EXPECT_TRUE(set_up_as("bo", second)); });
    EXPECT_EQ(code_of(set_up_as("ana", first)), "link_dead");
    EXPECT_EQ(setup_link(empty.services(), here), std::nullopt);
}

TEST_P(Meanwhile, NobodyIsChangedOrWithdrawnOnceTheyAreGoneOrHaveCome) {
    const Acceptance wish{invite_cy(), "Cy", "three quiet herons again", "en"};
    const auto id = cy();
    accounts().meanwhile("account.delete", [&] {
        EXPECT_TRUE(accept_invitation(services(), wish, visit()));
    });
    EXPECT_EQ(code_of(withdraw_invitation(services(), {}, {id})), "no_such_invitation");
    EXPECT_EQ(accounts().account(id).state, PersonState::active);
    accounts().meanwhile("account.update", [&] { lose_bo(); });
    EXPECT_EQ(
        code_of(change_person(services(), {}, {bo()}, {"Bob", {}, {}, {}})), "no_such_person"
    );
}

TEST_P(Meanwhile, AnAddressIsInvitedOnce) {
    const NewInvitation wish{"Cy", "cy@city.example", "", "", {Role::staff}};
    accounts().meanwhile("account.invite", [&] { invite_cy(); });
    EXPECT_EQ(code_of(invite(services(), {}, wish, here)), "email_taken");
    const auto token = invite_cy();
    accounts().meanwhile("account.invite", [&] {
        EXPECT_TRUE(
            accept_invitation(services(), {token, "Cy", "three quiet herons again", "en"}, visit())
        );
    });
    EXPECT_EQ(code_of(invite(services(), {}, wish, here)), "email_taken");
}

TEST_P(Meanwhile, ALinkOfAScreenIsUsedOnce) {
    const auto made = make_screen(
        services(),
        {},
        {"Lobby", ScreenPages::both, "en", Date(std::chrono::year(2026) / 12 / 1)},
        here
    );
    ASSERT_TRUE(made);
    const auto token = made->link.substr(made->link.find('#') + 1);
    accounts().meanwhile("screen.pair", [&] { EXPECT_TRUE(pair(services(), token, "127.0.0.1")); });
    EXPECT_EQ(code_of(pair(services(), token, "127.0.0.1")), "link_dead");
    accounts().meanwhile("screen.delete", [&] {
        EXPECT_TRUE(remove_screen(services(), {}, {made->id}));
    });
    EXPECT_FALSE(remove_screen(services(), {}, {made->id}));
    EXPECT_EQ(screen_shown(services(), caller_of_screen(made->id)), std::nullopt);
    std::string code;
    for (int i = 0; i < 101 && code != "too_many_tries"; ++i) {
        code = code_of(pair(services(), "unknown", "127.0.0.1"));
    }
    EXPECT_EQ(code, "too_many_tries");
}

INSTANTIATE_TEST_SUITE_P(Engines, Meanwhile, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
