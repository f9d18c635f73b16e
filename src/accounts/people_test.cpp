#include "accounts/people.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "accounts/command.hpp"
#include "accounts/permission.hpp"
#include "accounts/test_accounts.hpp"
#include "accounts/who_changed.hpp"
#include "text/catalog.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;
using http::Method;

Account someone(std::int64_t id, const Roles& roles) {
    Account account;
    account.id = {id};
    account.name = "Ana";
    account.email = "ana@city.example";
    account.roles = roles;
    return account;
}

PersonChange to_roles(const Roles& roles) {
    PersonChange change;
    change.roles = roles;
    return change;
}

TEST(RoleChange, KeepsTheLastAdministrator) {
    const auto boss = someone(1, {Role::administrator, Role::staff});
    EXPECT_EQ(changed(boss, to_roles({Role::staff}), {2, 1}).error().code, "last_administrator");
    EXPECT_EQ(changed(boss, to_roles({Role::staff}), {0, 1}).error().code, "last_administrator")
        << "not on the command line either";
    EXPECT_TRUE(changed(boss, to_roles({Role::staff}), {2, 2}));
    EXPECT_EQ(disabled(boss, {2, 1}).error().code, "last_administrator");
    EXPECT_TRUE(disabled(boss, {2, 2}));
}

TEST(RoleChange, LetsNobodyPromoteThemselves) {
    const auto me = someone(1, {Role::administrator});
    EXPECT_EQ(
        changed(me, to_roles({Role::administrator, Role::mayor}), {1, 2}).error().code, "own_roles"
    );
    EXPECT_TRUE(changed(me, to_roles({Role::administrator, Role::mayor}), {2, 2}));
    const auto both = someone(1, {Role::administrator, Role::mayor});
    EXPECT_TRUE(changed(both, to_roles({Role::mayor}), {1, 2})) << "giving one up";
    EXPECT_EQ(disabled(both, {1, 2}).error().code, "own_account");
}

TEST(RoleChange, RefusesNoRolesAndKeepsEachOnce) {
    const auto ana = someone(1, {Role::staff});
    EXPECT_EQ(changed(ana, to_roles({}), {2, 1}).error().problems.at(0).code, "roles_required");
    EXPECT_THAT(
        changed(ana, to_roles({Role::staff, Role::mayor, Role::staff}), {2, 1})->roles,
        testing::ElementsAre(Role::mayor, Role::staff)
    );
}

RC_GTEST_PROP(RoleChange, NeverLeavesACityWithoutAdministrator, ()) {
    const auto all = json::all_of<Role>();
    std::vector<Account> people;
    for (std::int64_t id = 1; id <= 3; ++id) {
        people.push_back(someone(id, {*rc::gen::elementOf(std::vector(all.begin(), all.end()))}));
    }
    people[0].roles = {Role::administrator};
    const auto administrators = [&] {
        return static_cast<std::size_t>(std::ranges::count_if(people, is_active_administrator));
    };
    for (int step = 0; step < 10; ++step) {
        auto& person = people[static_cast<std::size_t>(*rc::gen::inRange(0, 3))];
        const Changer by{*rc::gen::inRange<std::int64_t>(0, 4), administrators()};
        const auto next =
            *rc::gen::inRange(0, 3) == 0
                ? disabled(person, by)
                : changed(
                      person,
                      to_roles({*rc::gen::elementOf(std::vector(all.begin(), all.end()))}),
                      by
                  );
        if (next) {
            person = *next;
        }
        RC_ASSERT(administrators() >= 1U);
    }
}

TEST(Profile, TakesQuietHoursWithBothEnds) {
    const auto problem = [](std::optional<std::string> from, std::optional<std::string> to) {
        MeChange change;
        change.quiet_from = std::move(from);
        change.quiet_to = std::move(to);
        const auto next = changed(someone(1, {Role::staff}), change);
        return next ? "" : next.error().problems.at(0).field;
    };
    EXPECT_EQ(problem("22:00", "06:30"), "");
    EXPECT_EQ(problem("22:00", std::nullopt), "quiet_to");
    EXPECT_EQ(problem(std::nullopt, "06:30"), "quiet_from");
    for (const auto* bad : {"24:00", "22:60", "2:00", "22.00", "aa:bb", ""}) {
        EXPECT_EQ(problem(bad, "06:30"), "quiet_from") << bad;
    }
}

TEST(Profile, RefusesLanguagesBelfryDoesNotSpeakAndOddNames) {
    MeChange change;
    change.language = "tlh";
    change.name = " ";
    change.title = std::string("a\nb");
    const auto refused = changed(someone(1, {Role::staff}), change);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().problems.size(), 3U);
    change = {};
    change.name = "Ana\xE2\x80\xAEnimda";
    EXPECT_EQ(changed(someone(1, {}), change).error().problems.at(0).field, "name")
        << "it would read as another name";
}

class PeopleRoutes : public record::RecordTest {
protected:
    void SetUp() override {
        RecordTest::SetUp();
        if (!IsSkipped()) {
            accounts_.emplace(GetParam());
            boss_ = accounts_->add("boss", {Role::administrator});
        }
    }

    TestAccounts& accounts() { return *accounts_; }

    Browser boss() { return accounts().signed_in(boss_); }

    Answer invite(const std::string& email, const std::string& roles = R"("staff")") {
        return accounts().send(
            boss(),
            Method::post,
            "/api/v1/invitations",
            R"({"name":"Bea","email":")" + email +
                R"(","title":"clerk","agency":"Elections","roles":[)" + roles + "]}"
        );
    }

    static std::string secret_in(const json::Value& made) {
        const auto link = std::string(made.at("link").as_string());
        return link.substr(link.find('#') + 1);
    }

    Answer accept(Browser& browser, const std::string& secret) {
        return accounts().enter(
            browser,
            "/api/v1/invitations/acceptance",
            R"({"name":"Beatriz","password":"three quiet herons","language":"es","token":")" +
                secret + R"("})"
        );
    }

    static std::string path(Id<Account> id, const char* action = "") {
        return "/api/v1/people/" + std::to_string(id.value) + action;
    }

    Id<Account> boss_;

private:
    std::optional<TestAccounts> accounts_;
};

TEST_P(PeopleRoutes, InviteSomebodyWhoThenSetsNamePasswordAndLanguage) {
    const auto made = invite("bea@city.example");
    ASSERT_EQ(made.status, 200) << made.problem();
    EXPECT_FALSE(made.body.at("mailed").as_bool()) << "no mail server is set";
    EXPECT_THAT(
        std::string(made.body.at("link").as_string()),
        testing::StartsWith("http://localhost:8080/invitation#")
    );
    const auto list = accounts().send(boss(), Method::get, "/api/v1/invitations");
    ASSERT_EQ(list.body.at("items").as_array().size(), 1U);
    EXPECT_EQ(list.body.at("items").at(0).at("invited_by").at("name").as_string(), "boss");

    Browser bea;
    const auto checked = accounts().send(
        bea,
        Method::post,
        "/api/v1/invitations/check",
        R"({"token":")" + secret_in(made.body) + R"("})"
    );
    EXPECT_EQ(checked.body.at("email").as_string(), "bea@city.example");
    EXPECT_EQ(checked.body.at("city_name").as_string(), "Port Ellery");

    const auto joined = accept(bea, secret_in(made.body));
    ASSERT_EQ(joined.status, 200) << joined.problem();
    EXPECT_EQ(joined.body.at("account").at("name").as_string(), "Beatriz");
    EXPECT_EQ(joined.body.at("account").at("language").as_string(), "es");
    EXPECT_EQ(joined.body.at("account").at("roles").at(0).as_string(), "staff");
    Browser second;
    EXPECT_EQ(accept(second, secret_in(made.body)).code(), "link_dead");
    const auto empty = accounts().send(boss(), Method::get, "/api/v1/invitations");
    EXPECT_TRUE(empty.body.at("items").as_array().empty());
    EXPECT_TRUE(accounts().services().record.verify());
}

TEST_P(PeopleRoutes, RefuseAnAddressThatHasAnAccountHoweverItIsSpelled) {
    EXPECT_EQ(invite("BOSS@city.example").problem(), "email_taken");
    EXPECT_EQ(invite("not an address").problem(), "not_an_email");
    EXPECT_EQ(invite("bea@city.example", "").problem(), "roles_required");
    EXPECT_EQ(invite("bea@city.example", R"("king")").problem(), "not_one_of");
}

TEST_P(PeopleRoutes, ReplaceAnEarlierInvitationByANewLink) {
    const auto first = invite("bea@city.example");
    const auto second = invite("Bea@city.example");
    EXPECT_EQ(first.body.at("id"), second.body.at("id"));
    Browser bea;
    EXPECT_EQ(accept(bea, secret_in(first.body)).code(), "link_dead");
    EXPECT_EQ(accept(bea, secret_in(second.body)).status, 200);
}

TEST_P(PeopleRoutes, EndAnInvitationAfterAWeekOrWhenItIsWithdrawn) {
    const auto late = invite("late@city.example");
    const auto withdrawn = invite("bea@city.example");
    const auto withdraw = [&](std::int64_t id, const char* tag) {
        auto request =
            request_from(boss(), Method::delete_, "/api/v1/invitations/" + std::to_string(id));
        request.headers.add("If-Match", tag);
        return accounts().send(request);
    };
    const auto id = withdrawn.body.at("id").as_int64();
    const auto list = accounts().send(boss(), Method::get, "/api/v1/invitations");
    EXPECT_EQ(list.body.at("items").at(1).at("revision"), 1);
    EXPECT_EQ(withdraw(id, "\"2\"").code(), "revision_unknown");
    EXPECT_EQ(withdraw(id, "\"1\"").status, 204);
    EXPECT_EQ(withdraw(id, "\"1\"").code(), "no_such_invitation");
    EXPECT_EQ(withdraw(boss_.value, "\"1\"").code(), "no_such_invitation")
        << "not a way to delete accounts";
    Browser bea;
    EXPECT_EQ(accept(bea, secret_in(withdrawn.body)).code(), "link_dead");
    accounts().clock().advance(invitation_life);
    EXPECT_EQ(accept(bea, secret_in(late.body)).code(), "link_dead");
}

TEST_P(PeopleRoutes, DoNotLetTheInvitedSignInOrBeNamed) {
    std::ignore = invite("bea@city.example");
    Browser bea;
    const auto answer = accounts().enter(
        bea, "/api/v1/session", R"({"email":"bea@city.example","password":"three quiet herons"})"
    );
    EXPECT_EQ(answer.code(), "sign_in_failed");
    accounts().services().database.read([](store::Connection& db) {
        const auto people = all_people(db);
        EXPECT_EQ(people.size(), 1U);
        int named = 0;
        for (std::int64_t id = 0; id < 10; ++id) {
            const PersonRef wanted{id, {}, {}};
            auto of_all = wanted;
            auto found = wanted;
            complete(people, of_all);
            complete(PersonFinder(db), found);
            EXPECT_EQ(found, of_all);
            named += found.name.empty() ? 0 : 1;
        }
        EXPECT_EQ(named, 1);
    });
    const auto list = accounts().send(boss(), Method::get, "/api/v1/people?state=invited");
    EXPECT_EQ(list.body.at("items").as_array().size(), 1U);
}

TEST_P(PeopleRoutes, FindPeopleByTextRoleAndState) {
    accounts().add("José", {Role::mayor});
    const auto found = [&](const char* query) {
        const auto list =
            accounts().send(boss(), Method::get, std::string("/api/v1/people") + query);
        return list.status == 200 ? list.body.at("items").as_array().size() : 99;
    };
    EXPECT_EQ(found(""), 2U);
    EXPECT_EQ(found("?q=jose"), 1U);
    EXPECT_EQ(found("?q=CITY.example"), 2U);
    EXPECT_EQ(found("?role=mayor"), 1U);
    EXPECT_EQ(found("?state=disabled"), 0U);
    EXPECT_EQ(
        accounts().send(boss(), Method::get, "/api/v1/people?role=king").problem(), "not_one_of"
    );
}

TEST_P(PeopleRoutes, SignSomebodyOutWhenTheirRolesChange) {
    const auto bea = accounts().add("bea", {Role::staff});
    const auto hers = accounts().signed_in(bea);
    const auto renamed =
        accounts().act(boss(), Method::patch, path(bea), "", R"({"title":"head clerk"})");
    EXPECT_EQ(renamed.status, 200);
    EXPECT_EQ(accounts().send(hers, Method::get, "/api/v1/me").status, 200);
    const auto changed =
        accounts().act(boss(), Method::patch, path(bea), "", R"({"roles":["planner","staff"]})");
    EXPECT_EQ(changed.status, 200) << changed.problem();
    EXPECT_EQ(changed.body.at("sessions_ended"), 1);
    EXPECT_EQ(renamed.body.at("sessions_ended"), 0);
    EXPECT_EQ(accounts().send(hers, Method::get, "/api/v1/me").status, 401);
}

TEST_P(PeopleRoutes, RefuseASaveOnAnOldRevision) {
    const auto bea = accounts().add("bea", {Role::staff});
    auto request = request_from(boss(), Method::patch, path(bea), R"({"title":"clerk"})");
    request.headers.add("If-Match", "\"1\"");
    EXPECT_EQ(accounts().send(request).status, 200);
    auto again = request_from(boss(), Method::patch, path(bea), R"({"title":"deputy"})");
    again.headers.add("If-Match", "\"1\"");
    const auto refused = accounts().send(again);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.body.at("differences").at(0).at("field").as_string(), "title");
    EXPECT_TRUE(refused.body.at("differences").at(0).at("before").is_null());
    EXPECT_EQ(refused.body.at("differences").at(0).at("after").as_string(), "clerk");
    EXPECT_EQ(refused.body.at("differences").at(0).at("who").as_string(), "boss");
    for (const auto* action : {"/disabling", "/reset-link", "/sign-out-everywhere"}) {
        auto blind = request_from(boss(), Method::post, path(bea, action));
        EXPECT_EQ(accounts().send(blind).status, 428) << action;
        blind.headers.add("If-Match", "\"1\"");
        EXPECT_EQ(accounts().send(blind).status, 409) << action;
    }
    EXPECT_EQ(accounts().account(bea).state, PersonState::active);
}

TEST_P(PeopleRoutes, RefuseAChangeThatDoesNotSayWhatItIsBasedOn) {
    const auto bea = accounts().add("bea", {Role::staff});
    EXPECT_EQ(accounts().send(boss(), Method::patch, path(bea), "{}").status, 428);
    EXPECT_EQ(accounts().send(boss(), Method::patch, "/api/v1/me", "{}").status, 428);
    auto mine = request_from(boss(), Method::patch, "/api/v1/me", R"({"title":"chief"})");
    mine.headers.add("If-Match", "\"2\"");
    EXPECT_EQ(accounts().send(mine).code(), "revision_unknown");
}

TEST_P(PeopleRoutes, SayOfNobodyThatThereIsNoSuchPersonWhateverTheChangeIsBasedOn) {
    const Id<Account> nobody{987654321};
    for (const auto* action : {"/disabling", "/enabling", "/reset-link", "/sign-out-everywhere"}) {
        auto blind = request_from(boss(), Method::post, path(nobody, action));
        blind.headers.add("If-Match", "\"1\"");
        EXPECT_EQ(accounts().send(blind).code(), "no_such_person") << action;
    }
    auto blind = request_from(boss(), Method::patch, path(nobody), R"({"title":"chief"})");
    blind.headers.add("If-Match", "\"1\"");
    EXPECT_EQ(accounts().send(blind).code(), "no_such_person");
}

TEST_P(PeopleRoutes, KeepTheLastAdministratorEvenFromThemselves) {
    EXPECT_EQ(
        accounts().act(boss(), Method::patch, path(boss_), "", R"({"roles":["staff"]})").code(),
        "own_roles"
    );
    EXPECT_EQ(
        accounts().act(boss(), Method::post, path(boss_), "/disabling").code(), "last_administrator"
    );
    EXPECT_EQ(
        accounts().act(boss(), Method::post, path(boss_), "/reset-link").code(), "own_account"
    );
}

TEST_P(PeopleRoutes, SignSomebodyOutEverywhere) {
    const auto bea = accounts().add("bea", {Role::staff});
    const auto hers = accounts().signed_in(bea);
    const auto out = accounts().act(boss(), Method::post, path(bea), "/sign-out-everywhere");
    EXPECT_EQ(out.status, 200);
    EXPECT_EQ(out.body.at("sessions_ended"), 1);
    EXPECT_EQ(accounts().send(hers, Method::get, "/api/v1/me").status, 401);
}

TEST_P(PeopleRoutes, TellTheRecordWhoDidWhatAndNoSecrets) {
    std::ignore = invite("bea@city.example");
    const auto activity = accounts().services().record.activity({}, 50);
    const auto invited = std::ranges::find(activity, "account.invite", &record::Written::action);
    ASSERT_NE(invited, activity.end());
    EXPECT_EQ(invited->actor, record::Actor::account(boss_.value));
    for (const auto& entry : accounts().services().record.history(invited->object, 10)) {
        for (const auto& change : entry.changes) {
            EXPECT_FALSE(change.field.contains("password"));
        }
    }
}

TEST_P(PeopleRoutes, ListRolesInTheReadersLanguage) {
    auto request = request_from(boss(), Method::get, "/api/v1/roles");
    const auto roles = accounts().send(request);
    ASSERT_EQ(roles.body.at("items").as_array().size(), 10U);
    EXPECT_EQ(roles.body.at("items").at(1).at("role").as_string(), "mayor");
    EXPECT_EQ(
        std::string(roles.body.at("items").at(1).at("title").as_string()),
        text::Catalog::embedded().say("en", "role.mayor")
    );
}

TEST_P(PeopleRoutes, AreOnTheCommandLineToo) {
    auto& services = accounts().services();
    const auto made = command::add(
        services, {"Bea", "bea@city.example", "", "", {Role::staff}}, "https://belfry.example"
    );
    ASSERT_TRUE(made);
    EXPECT_THAT(made->link, testing::StartsWith("https://belfry.example/invitation#"));
    EXPECT_EQ(command::list(services).size(), 2U);
    const auto cal = accounts().add("cal", {Role::staff});
    EXPECT_EQ(
        command::set_roles(services, "CAL@city.example", {Role::administrator})->roles,
        Roles{Role::administrator}
    );
    EXPECT_TRUE(command::disable(services, "boss@city.example"));
    EXPECT_EQ(command::disable(services, "cal@city.example").error().code, "last_administrator");
    EXPECT_TRUE(command::enable(services, "boss@city.example"));
    EXPECT_EQ(command::enable(services, "who@city.example").error().code, "no_such_person");
    auto account = accounts().account(cal);
    account.totp = store::Bytes(8);
    std::ignore = services.record.write(
        {record::Actor::belfry(), "account.test", {"account", cal.value}},
        [&](record::Writing& w) -> Result<void> {
            save_account(w.db(), account);
            return {};
        }
    );
    EXPECT_TRUE(command::reset_link(services, "cal@city.example", "https://b", false));
    EXPECT_TRUE(accounts().account(cal).totp.has_value());
    EXPECT_TRUE(command::reset_link(services, "cal@city.example", "https://b", true));
    EXPECT_FALSE(accounts().account(cal).totp.has_value());
    EXPECT_EQ(*command::roles_from("staff,mayor"), (Roles{Role::mayor, Role::staff}));
    EXPECT_FALSE(command::roles_from("king"));
}

TEST_P(PeopleRoutes, TellOfOtherRolesWhoeverCanReadIt) {
    const auto bea = accounts().add("Bea", {Role::staff});
    const auto change = [&](const Roles& roles) {
        Acting by;
        by.id = boss_.value;
        by.name = "boss";
        return change_person(accounts().services(), by, {bea}, to_roles(roles));
    };
    ASSERT_TRUE(change({Role::administrator}));
    std::ignore = accounts().take_alerts();
    ASSERT_TRUE(change({Role::administrator, Role::staff}));
    EXPECT_EQ(accounts().take_alerts().size(), 1U) << "she is told; she was one before";
    accounts().edit(bea, [](store::Connection& db, Account& account) {
        account.state = PersonState::disabled;
        save_account(db, account);
    });
    ASSERT_TRUE(change({Role::staff}));
    EXPECT_TRUE(accounts().take_alerts().empty()) << "who cannot come in reads nothing";
    accounts().edit(bea, [](store::Connection& db, Account& account) {
        account.state = PersonState::active;
        save_account(db, account);
    });
    accounts().services().put_into_inbox = [](record::Writing&, const InboxAlert&) -> Result<void> {
        return refuse(Refusal::Kind::conflict, "inbox_closed", "Nobody can be told.");
    };
    const auto untold = change({Role::planner});
    ASSERT_FALSE(untold);
    EXPECT_EQ(untold.error().code, "inbox_closed");
    EXPECT_EQ(accounts().account(bea).roles, Roles{Role::staff});
    accounts().services().put_into_inbox = {};
    EXPECT_TRUE(change({Role::planner})) << "a Belfry without inboxes sends e-mail alone";
}

TEST_P(PeopleRoutes, InviteForAWhileButNotForATimeThatIsOver) {
    const auto invite_until = [&](const Date& day) {
        return belfry::accounts::invite(
            accounts().services(),
            {},
            {"Cy", "cy@city.example", "", "", {Role::staff}, day},
            "http://localhost:8080"
        );
    };
    const Date today(std::chrono::floor<std::chrono::days>(accounts().clock().now()));
    const auto over = invite_until(Date(std::chrono::sys_days(today) - std::chrono::days(1)));
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().problems.at(0).code, "in_the_past");
    const auto made = invite_until(today);
    ASSERT_TRUE(made);
    EXPECT_EQ(accounts().account(made->id).expires_on, today);
}

TEST_P(PeopleRoutes, CallNobodyUnusedWhoCannotComeIn) {
    const auto bea = accounts().add("Bea", {Role::staff});
    for (const auto state : {PersonState::active, PersonState::disabled}) {
        accounts().edit(bea, [&](store::Connection& db, Account& account) {
            account.state = state;
            account.dormant_told_at = accounts().clock().now();
            save_account(db, account);
        });
        EXPECT_EQ(find_person(accounts().services(), bea)->dormant, state == PersonState::active);
    }
}

TEST_P(PeopleRoutes, NameTheBrowserInPlainLettersOnly) {
    const auto bea = accounts().add("Bea", {Role::staff});
    auto request = request_from(
        Browser(),
        Method::post,
        "/api/v1/session",
        R"({"email":"bea@city.example","password":"three quiet herons"})"
    );
    request.headers.set("User-Agent", "Browser \xE2\x80\xAE 1.0\x7F");
    ASSERT_EQ(accounts().send(request).status, 200);
    const auto sessions = sessions_of(accounts().services(), {}, bea);
    ASSERT_TRUE(sessions);
    EXPECT_EQ(sessions->at(0).device, "Browser ??? 1.0?");
}

TEST(Clash, NamesPeopleWhereTheyStandByNumberAlone) {
    const People people{{5, PersonRef{5, "Ana", "Mayor"}}};
    const auto said = [&](const char* text) {
        return json::canonical(with_names(*json::parse(text), people));
    };
    EXPECT_THAT(said(R"({"id":5})"), testing::HasSubstr("Ana"));
    EXPECT_THAT(said(R"({"owner":{"id":5}})"), testing::HasSubstr("Ana"));
    for (const auto* text :
         {R"({"id":"5"})", R"({"number":5})", R"({"id":5,"x":1})", R"({"id":6.5})", "5"}) {
        EXPECT_EQ(said(text), text);
    }
    Refusal clash;
    clash.differences = {
        {"owner", R"({"id":5})", "not JSON", record::Actor::account(5).opaque, ""},
        {"name", "1", "2", "belfry", ""}
    };
    const auto named = with_names(clash, people);
    EXPECT_EQ(named.differences.at(0).who, "Ana");
    EXPECT_EQ(named.differences.at(0).after, "not JSON");
    EXPECT_EQ(named.differences.at(1).who, "belfry");
}

INSTANTIATE_TEST_SUITE_P(Engines, PeopleRoutes, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
