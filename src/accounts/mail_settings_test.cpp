#include "accounts/mail_settings.hpp"

#include <filesystem>
#include <fstream>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/outbox.hpp"
#include "accounts/test_accounts.hpp"
#include "mail/smtp_server.hpp"

namespace belfry::accounts {
namespace {

using namespace std::chrono_literals;
using http::Method;
using testing::HasSubstr;

class OutgoingMailTest : public record::RecordTest {
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

    Answer put_settings(const json::Object& changes) {
        json::Object body{
            {"host", "127.0.0.1"},
            {"port", 25},
            {"security", "none"},
            {"username", ""},
            {"sender", "City of Port Ellery <belfry@city.example>"},
            {"public_url", "https://belfry.city.example/"}
        };
        for (const auto& member : changes) {
            body[member.key()] = member.value();
        }
        return accounts().act(
            boss(), Method::put, "/api/v1/mail-settings", "", boost::json::serialize(body)
        );
    }

    Answer invite(const std::string& email) {
        return accounts().send(
            boss(),
            Method::post,
            "/api/v1/invitations",
            R"({"name":"Bea","title":"","agency":"","roles":["staff"],"email":")" + email + R"("})"
        );
    }

    OutboxState state() { return accounts().services().database.read(outbox_state); }

    std::filesystem::path folder(const char* name) { return accounts().place().folder() / name; }

    Id<Account> boss_;

private:
    std::optional<TestAccounts> accounts_;
};

TEST_P(OutgoingMailTest, SendsAnInvitationWithItsLinkBelowThePublicAddress) {
    const mail::SmtpServer server(folder("mail"), MailSecurity::none);
    ASSERT_EQ(put_settings({{"port", server.address().port}}).status, 200);
    const auto made = invite("bea@city.example");
    ASSERT_EQ(made.status, 200) << made.problem();
    EXPECT_TRUE(made.body.at("mailed").as_bool());
    const std::string link(made.body.at("link").as_string());
    EXPECT_THAT(link, testing::StartsWith("https://belfry.city.example/invitation#"));
    EXPECT_EQ(state().waiting, 1U);

    EXPECT_EQ(deliver_due(accounts().services()), (Delivery{1, 0, 0}));
    EXPECT_EQ(deliver_due(accounts().services()), Delivery());
    const auto taken = server.taken();
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_THAT(taken[0], HasSubstr("bea@city.example"));
    EXPECT_THAT(taken[0], HasSubstr("Subject: Port Ellery invites you to Belfry"));
    const auto plain = std::regex_replace(taken[0], std::regex("=\r\n"), "");
    EXPECT_THAT(plain, HasSubstr(link.substr(link.find('#'))));
    EXPECT_EQ(state().waiting, 0U);
    EXPECT_FALSE(state().last_problem);
}

TEST_P(OutgoingMailTest, QueuesNothingWhenTheWriteItBelongsToIsRefused) {
    ASSERT_EQ(put_settings({}).status, 200);
    EXPECT_EQ(invite("boss@city.example").problem(), "email_taken");
    EXPECT_EQ(state().waiting, 0U);
}

TEST_P(OutgoingMailTest, KeepsLinksSealedWhileTheyWaitAndForgetsThemAfterwards) {
    const mail::SmtpServer server(folder("mail"), MailSecurity::none);
    ASSERT_EQ(put_settings({{"port", server.address().port}}).status, 200);
    const auto made = invite("bea@city.example");
    const auto secret = std::string(made.body.at("link").as_string()).substr(30);
    const auto content = [&] {
        return accounts().services().database.read([](store::Connection& db) {
            return db.value<std::optional<store::Bytes>>("SELECT content FROM outgoing_mail")
                .value();
        });
    };
    const auto sealed = content().value();
    const std::string_view text(reinterpret_cast<const char*>(sealed.data()), sealed.size());
    EXPECT_THAT(std::string(text), testing::Not(HasSubstr(secret)));
    EXPECT_THAT(std::string(text), testing::Not(HasSubstr("invitation")));
    std::ignore = deliver_due(accounts().services());
    EXPECT_FALSE(content());
}

TEST_P(OutgoingMailTest, TriesAgainLaterAndLaterAndThenGivesUpForAllToSee) {
    const mail::SmtpServer server(folder("mail"), MailSecurity::none);
    ASSERT_EQ(put_settings({{"port", server.address().port}}).status, 200);
    ASSERT_EQ(invite("nobody@city.example").status, 200);
    auto& services = accounts().services();
    EXPECT_EQ(deliver_due(services), (Delivery{0, 1, 0}));
    EXPECT_EQ(state().last_problem, "mail_not_taken");
    EXPECT_EQ(deliver_due(services), Delivery()) << "not at once";
    for (const auto pause : {1min, 5min, 15min, 60min, 240min, 720min}) {
        accounts().clock().advance(pause - 1s);
        EXPECT_EQ(deliver_due(services), Delivery()) << pause.count();
        accounts().clock().advance(1s);
        EXPECT_EQ(deliver_due(services), (Delivery{0, 1, 0})) << pause.count();
    }
    accounts().clock().advance(24h);
    EXPECT_EQ(deliver_due(services), (Delivery{0, 0, 1}));
    EXPECT_EQ(state().given_up, 1U);
    EXPECT_EQ(state().waiting, 0U);
}

TEST_P(OutgoingMailTest, WaitsUntilAServerIsThere) {
    const mail::SmtpServer server(folder("mail"), MailSecurity::none);
    ASSERT_EQ(put_settings({{"port", server.address().port}}).status, 200);
    ASSERT_EQ(invite("bea@city.example").status, 200);
    ASSERT_EQ(put_settings({{"host", ""}}).status, 200) << "switched off";
    EXPECT_EQ(deliver_due(accounts().services()), Delivery());
    ASSERT_EQ(put_settings({{"port", server.address().port}}).status, 200);
    EXPECT_EQ(deliver_due(accounts().services()), (Delivery{1, 0, 0}));
}

TEST_P(OutgoingMailTest, NeverShowsThePasswordAndKeepsItSealed) {
    const auto set = put_settings({{"username", "belfry"}, {"password", "gull feather"}});
    ASSERT_EQ(set.status, 200) << set.problem();
    EXPECT_TRUE(set.body.at("password_set").as_bool());
    const auto shown = accounts().send(boss(), Method::get, "/api/v1/mail-settings");
    EXPECT_FALSE(boost::json::serialize(shown.body).contains("gull"));
    EXPECT_EQ(shown.body.at("public_url").as_string(), "https://belfry.city.example");
    accounts().services().database.read([&](store::Connection& db) {
        const auto sealed = db.value<store::Bytes>("SELECT password FROM mail_settings").value();
        const std::string_view text(reinterpret_cast<const char*>(sealed.data()), sealed.size());
        EXPECT_FALSE(text.contains("gull"));
        EXPECT_EQ(mailer(accounts().services(), db)->server.password, "gull feather");
    });
    EXPECT_EQ(put_settings({{"username", "belfry"}}).status, 200) << "kept";
    EXPECT_TRUE(put_settings({{"username", "belfry"}}).body.at("password_set").as_bool());
    EXPECT_FALSE(put_settings({{"password", ""}}).body.at("password_set").as_bool()) << "removed";
}

TEST_P(OutgoingMailTest, DoesNotHandAKeptPasswordToAnotherServer) {
    ASSERT_EQ(put_settings({{"username", "belfry"}, {"password", "gull feather"}}).status, 200);
    EXPECT_EQ(put_settings({{"host", "localhost"}}).problem(), "password_again");
    EXPECT_EQ(put_settings({{"port", 26}}).problem(), "password_again");
    EXPECT_EQ(put_settings({{"host", "localhost"}, {"password", "gull feather"}}).status, 200);
}

TEST_P(OutgoingMailTest, RefusesSettingsThatCannotWork) {
    EXPECT_EQ(put_settings({{"host", "mail/../x"}}).problem(), "not_a_host");
    EXPECT_EQ(put_settings({{"port", 0}}).problem(), "not_a_port");
    EXPECT_EQ(put_settings({{"port", 70000}}).problem(), "not_a_port");
    EXPECT_EQ(put_settings({{"sender", "city"}}).problem(), "not_an_email");
    EXPECT_EQ(put_settings({{"sender", "a\r\nBcc: b <a@b>"}}).problem(), "not_an_email");
    EXPECT_EQ(put_settings({{"username", "a\nb"}}).problem(), "control_character");
    for (const auto* bad :
         {"belfry",
          "javascript:alert(1)",
          "https://",
          "https://a/b?c#d",
          "https://a b",
          "https://a.example:",
          "https://a.example:123456",
          "https://a.example:80x",
          "https://[::1]]:80"}) {
        EXPECT_EQ(put_settings({{"public_url", bad}}).problem(), "not_a_web_address") << bad;
    }
    for (const auto* good : {"https://a.example:8443", "https://[2001:db8::7]"}) {
        EXPECT_EQ(put_settings({{"public_url", good}}).status, 200) << good;
    }
    EXPECT_EQ(put_settings({{"username", std::string(251, 'u')}}).problem(), "control_character");
    EXPECT_EQ(
        put_settings({{"host", "mail.city.example"}, {"username", "belfry"}}).problem(),
        "mail_not_protected"
    );
}

TEST_P(OutgoingMailTest, SaysAtOnceWhetherATestMessageWasTaken) {
    const auto test = [&](const char* to) {
        return accounts().send(
            boss(),
            Method::post,
            "/api/v1/mail-settings/test",
            std::string(R"({"to":")") + to + R"("})"
        );
    };
    EXPECT_EQ(test("bea@city.example").code(), "mail_off");
    const mail::SmtpServer server(folder("mail"), MailSecurity::none);
    ASSERT_EQ(put_settings({{"port", server.address().port}}).status, 200);
    EXPECT_EQ(test("bea@city.example").status, 204);
    EXPECT_EQ(server.taken().size(), 1U);
    EXPECT_EQ(test("nobody@city.example").code(), "mail_not_taken");
    EXPECT_EQ(test("nobody").problem(), "not_an_email");
}

TEST_P(OutgoingMailTest, RemembersThatATestFailedUntilSomethingIsTakenOrSetOtherwise) {
    const mail::SmtpServer server(folder("mail"), MailSecurity::none);
    const json::Object settings{{"port", server.address().port}};
    ASSERT_EQ(put_settings(settings).status, 200);
    const auto test = [&](const char* to) {
        const auto body = std::string(R"({"to":")") + to + R"("})";
        std::ignore = accounts().send(boss(), Method::post, "/api/v1/mail-settings/test", body);
        return state().test_failed;
    };
    EXPECT_TRUE(test("nobody@city.example"));
    EXPECT_EQ(state().last_problem, "mail_not_taken");
    EXPECT_FALSE(test("bea@city.example"));
    EXPECT_TRUE(test("nobody@city.example"));
    ASSERT_EQ(put_settings(settings).status, 200);
    EXPECT_FALSE(state().test_failed);
    EXPECT_TRUE(test("nobody@city.example"));
    ASSERT_EQ(invite("bea@city.example").status, 200);
    EXPECT_EQ(deliver_due(accounts().services()), (Delivery{1, 0, 0}));
    EXPECT_FALSE(state().test_failed);
    EXPECT_FALSE(state().last_problem);
}

TEST_P(OutgoingMailTest, SaysThatTheKeyFileWasLost) {
    const mail::SmtpServer server(folder("mail"), MailSecurity::none);
    ASSERT_EQ(put_settings({{"port", server.address().port}}).status, 200);
    ASSERT_EQ(invite("bea@city.example").status, 200);
    accounts().services().key.fill(std::byte{7});
    EXPECT_EQ(deliver_due(accounts().services()), (Delivery{0, 1, 0}));
    EXPECT_EQ(state().last_problem, "key_file_other");
}

INSTANTIATE_TEST_SUITE_P(Engines, OutgoingMailTest, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::accounts
