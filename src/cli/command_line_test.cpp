#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/commands.hpp"
#include "cli/nearest.hpp"
#include "cli/test_command.hpp"
#include "store/test_database.hpp"

namespace belfry::cli {

std::span<const EmbeddedFile> completion_files();

namespace {

using testing::HasSubstr;

TEST(CommandLine, NamesTheNearestCommand) {
    const auto wrong = ask({"sevre"});
    EXPECT_EQ(wrong.code, wrong_usage);
    EXPECT_THAT(wrong.error, HasSubstr("“sevre”. Did you mean “serve”?"));
    EXPECT_THAT(ask({"user", "ad"}).error, HasSubstr("Did you mean “add”?"));
    const auto strange = ask({"foo"});
    EXPECT_EQ(strange.code, wrong_usage);
    EXPECT_THAT(strange.error, HasSubstr("There are: serve, user, backup"));
}

TEST(CommandLine, SaysInJsonWhatItDoesNotUnderstand) {
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"foo", "--json"}, {"serve", "--json", "--port", "99999"}, {"user", "add", "--json"}
         }) {
        const auto said = ask(arguments);
        EXPECT_EQ(said.code, wrong_usage);
        const auto error = json::parse(said.error);
        ASSERT_TRUE(error) << said.error;
        EXPECT_EQ(error->at("error").at("code"), json::Value("wrong_usage"));
    }
}

TEST(CommandLine, NamesTheOptionThatIsWrongAndWhereHelpIs) {
    const auto port = ask({"serve", "--port", "99999"});
    EXPECT_EQ(port.code, wrong_usage);
    EXPECT_THAT(port.error, HasSubstr("--port"));
    EXPECT_THAT(port.error, HasSubstr("99999"));
    EXPECT_THAT(port.error, HasSubstr("65535"));
    EXPECT_THAT(port.error, HasSubstr("`belfry serve --help`"));
    EXPECT_THAT(ask({"restore"}).error, HasSubstr("`belfry restore --help`"));
}

TEST(CommandLine, RefusesACertificateByName) {
    const store::TestPlace place(store::Engine::sqlite);
    const auto file = [&](const char* name) {
        return (place.folder() / name).string();
    };
    const auto data = file("data");
    const auto missing =
        ask({"serve", "--data", data, "--tls-cert", file("none"), "--tls-key", file("none")});
    EXPECT_EQ(missing.code, refused);
    EXPECT_THAT(missing.error, HasSubstr(file("none") + " cannot be read: No such file"));
    std::ofstream(file("text")) << "no certificate";
    const auto wrong =
        ask({"serve", "--data", data, "--tls-cert", file("text"), "--tls-key", file("text")});
    EXPECT_EQ(wrong.code, refused);
    EXPECT_THAT(wrong.error, HasSubstr(file("text") + " holds no certificate"));
    EXPECT_FALSE(std::filesystem::exists(data));
}

TEST(CommandLine, SaysWhichSettingOfTheFileIsWrong) {
    const store::TestPlace place(store::Engine::sqlite);
    const auto file = (place.folder() / "belfry.toml").string();
    std::ofstream(file) << "port = 99999\n";
    const auto wrong = ask({"serve", "--config=" + file});
    EXPECT_EQ(wrong.code, refused);
    EXPECT_THAT(wrong.error, HasSubstr(file + ": port: "));
    std::ofstream(file) << "publicport = 80\n";
    EXPECT_THAT(
        ask({"serve", "--config", file}).error,
        HasSubstr("there is no setting publicport. Did you mean public-port?")
    );
}

TEST(CommandLine, RefusesASettingsFileThatShowsThePasswordOfTheDatabaseToOthers) {
    using std::filesystem::perms;
    const store::TestPlace place(store::Engine::sqlite);
    const auto file = (place.folder() / "belfry.toml").string();
    const auto code_with = [&](const std::string& database, perms rights) {
        std::ofstream(file) << "database = \"" << database << "\"\nport = 99999\n";
        std::filesystem::permissions(file, rights);
        const auto said = ask({"serve", "--config", file}).error;
        return said.find("others may read it. Run: chmod 600") != std::string::npos ? "open"
               : said.find(": port: ") != std::string::npos                         ? "read on"
                                                                                    : said;
    };
    const auto mine = perms::owner_read | perms::owner_write;
    for (const auto* secret :
         {"postgres://belfry:secret@db.city.example/belfry",
          "postgresql://belfry:a%40b@db:5433",
          "postgres://db/belfry?password=secret",
          "postgres://belfry@db/belfry?sslmode=verify-full&sslpassword=secret"}) {
        EXPECT_EQ(code_with(secret, mine | perms::others_read), "open") << secret;
        EXPECT_EQ(code_with(secret, mine | perms::group_read), "open") << secret;
        EXPECT_EQ(code_with(secret, mine), "read on") << secret;
    }
    for (const auto* open :
         {"postgres://belfry@db.city.example:5433/belfry", "postgres://[::1]:5433/a:b@c"}) {
        EXPECT_EQ(code_with(open, mine | perms::others_read), "read on") << open;
    }
}

TEST(CommandLine, TeachesWithEachHelp) {
    for (const auto* command : {"serve", "user", "backup", "restore", "doctor"}) {
        const auto help = ask({command, "--help"});
        EXPECT_EQ(help.code, done);
        EXPECT_GT(help.out.size(), 400U) << command;
    }
    EXPECT_THAT(ask({"--help"}).out, HasSubstr("A first start:"));
    EXPECT_THAT(ask({"--version"}).out, HasSubstr("1.2.3"));
}

TEST(Completion, KnowsEveryCommandAndOption) {
    const auto script = std::string(completion_files().front().content);
    for (const auto& word : all_words({"1.2.3", {}})) {
        EXPECT_THAT(script, HasSubstr(word));
    }
}

TEST(Nearest, IsTheWordWithTheFewestMistakes) {
    const std::vector<std::string> known{"serve", "user", "demo", "completion"};
    EXPECT_EQ(nearest("serve", known), "serve");
    EXPECT_EQ(nearest("sreve", known), "serve");
    EXPECT_EQ(nearest("usr", known), "user");
    EXPECT_EQ(nearest("comp", known), "completion");
    EXPECT_EQ(nearest("xyz", known), std::nullopt);
    EXPECT_EQ(nearest("", known), std::nullopt);
}

}  // namespace
}  // namespace belfry::cli
