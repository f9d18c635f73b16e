#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/account_store.hpp"
#include "cli/test_command.hpp"
#include "crypto/password.hpp"
#include "program/disclosure.hpp"
#include "program/note_store.hpp"
#include "store/test_database.hpp"
#include "web/house.hpp"

namespace belfry::cli {
namespace {

using testing::HasSubstr;

/// A data folder with a note and people who sign in with one password.
class RecordsActs : public testing::Test {
protected:
    RecordsActs() {
        const auto house = web::open_house({.data = data()}).value();
        const auto hash = crypto::hash_password(password);
        const auto cho = add(*house, "cho", accounts::Role::chief_of_staff, hash);
        for (const auto& [name, role] :
             {std::pair("eve", accounts::Role::election_official),
              std::pair("maya", accounts::Role::mayor),
              std::pair("sam", accounts::Role::staff)}) {
            add(*house, name, role, hash);
        }
        house->record
            ->write(
                {record::Actor::belfry(), "note.create", {"note", 0}},
                [&](record::Writing& writing) -> Result<void> {
                    program::Note note;
                    note.id = {writing.object().id};
                    note.step = 2;
                    note.text = "Ring Quillfeather at 5550142";
                    note.author = {cho, {}, {}};
                    note.at = writing.at();
                    note.revision = writing.revision();
                    program::add_note(writing.db(), note);
                    program::disclose_new(writing, note);
                    note_ = "note/" + std::to_string(note.id.value);
                    return {};
                }
            )
            .value();
        std::ofstream(password_file()) << password << '\n';
    }

    static std::int64_t add(
        web::House& house, const std::string& name, accounts::Role role, const std::string& hash
    ) {
        return house.record
            ->write(
                {record::Actor::belfry(), "account.create", {"account", 0}},
                [&](record::Writing& writing) -> Result<std::int64_t> {
                    accounts::Account account;
                    account.id = {writing.object().id};
                    account.name = name;
                    account.email = name + "@city.example";
                    account.roles = {role};
                    account.password_hash = hash;
                    account.revision = writing.revision();
                    accounts::add_account(writing.db(), account);
                    writing.set("name", account.name);
                    writing.set("roles", account.roles);
                    writing.set("state", account.state);
                    return account.id.value;
                }
            )
            .value();
    }

    /// `belfry records …` as one of them.
    Said act(const std::string& who, std::vector<std::string> words) {
        words.insert(words.begin(), "records");
        for (const auto& more :
             {std::string("--data"),
              data(),
              std::string("--as"),
              who + "@city.example",
              std::string("--password-file"),
              password_file()}) {
            words.push_back(more);
        }
        return ask(std::move(words));
    }

    Said propose(const std::string& who) {
        return act(who, {"propose", note_, "--statute", "5 ILCS 140/7", "--reason", "Private"});
    }

    [[nodiscard]] std::string data() const { return (place_.folder() / "data").string(); }

    [[nodiscard]] std::string password_file() const {
        return (place_.folder() / "password").string();
    }

    static constexpr auto password = "violet lantern under the bridge";
    std::string note_;

private:
    store::TestPlace place_{store::Engine::sqlite};
};

/// The number in `Redaction 31 proposed.`
std::string number_in(const Said& said) {
    const auto start = said.out.find(' ') + 1;
    return said.out.substr(start, said.out.find(' ', start) - start);
}

TEST_F(RecordsActs, RedactAsTheWebDoesWithTwoOthersWhoApprove) {
    const auto made = propose("cho");
    ASSERT_EQ(made.code, done) << made.error;
    EXPECT_THAT(made.out, HasSubstr("proposed"));
    const auto number = number_in(made);
    EXPECT_THAT(act("cho", {"approve", number}).error, HasSubstr("Nobody approves their own"));
    EXPECT_EQ(act("sam", {"approve", number}).code, refused);
    ASSERT_EQ(act("eve", {"approve", number}).code, done);
    EXPECT_EQ(act("eve", {"approve", number}).code, refused);
    const auto second = act("maya", {"approve", number});
    EXPECT_THAT(second.out, HasSubstr("executed")) << second.error;
    const auto shown = ask({"records", "show", note_, "--data", data()});
    EXPECT_THAT(shown.out, HasSubstr("redacted under 5 ILCS 140/7"));
    EXPECT_THAT(shown.out, testing::Not(HasSubstr("5550142")));
    const auto verified = ask({"record", "verify", "--data", data()});
    EXPECT_EQ(verified.code, done) << verified.error;
}

TEST_F(RecordsActs, LetNobodyActWithoutTheirPassword) {
    std::ofstream(password_file()) << "another password\n";
    const auto made = propose("cho");
    EXPECT_EQ(made.code, refused);
    EXPECT_EQ(ask({"records", "redactions", "--data", data()}).out, "");
}

TEST_F(RecordsActs, PlaceAndReleaseHoldsThatForbidRedaction) {
    const auto placed = act("cho", {"hold", note_, "--matter", "Doe v. City"});
    ASSERT_EQ(placed.code, done) << placed.error;
    EXPECT_THAT(propose("eve").error, HasSubstr("A legal hold keeps this"));
    EXPECT_EQ(act("sam", {"release-hold", number_in(placed), "--reason", "x"}).code, refused);
    ASSERT_EQ(act("eve", {"release-hold", number_in(placed), "--reason", "Settled"}).code, done);
    const auto made = propose("eve");
    ASSERT_EQ(made.code, done) << made.error;
    EXPECT_EQ(act("cho", {"withdraw", number_in(made), "--reason", "No"}).code, refused);
    EXPECT_EQ(act("cho", {"decline", number_in(made), "--reason", "No"}).code, done);
    const auto nothing = act("cho", {"hold", "--matter", "Doe v. City"});
    EXPECT_EQ(nothing.code, refused);
    EXPECT_THAT(nothing.error, HasSubstr("objects"));
}

}  // namespace
}  // namespace belfry::cli
