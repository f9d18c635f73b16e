// What columns mean, said on the command line.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/test_command.hpp"
#include "store/test_database.hpp"

namespace belfry::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class Columns : public testing::Test {
protected:
    [[nodiscard]] std::string file(const std::string& name) const {
        return (place_.folder() / name).string();
    }

    [[nodiscard]] std::string written(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories(std::filesystem::path(file(name)).parent_path());
        std::ofstream(file(name), std::ios::binary) << text;
        return file(name);
    }

    [[nodiscard]] Said import(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"import", "--data", file("data")});
        return ask(std::move(arguments));
    }

    store::TestPlace place_{store::Engine::sqlite};
    std::string strange_ =
        written("strange.csv", "aa,bb,cc\nFire Station,12 Main St,900\nLibrary,5 Elm St,1100\n");
};

TEST_F(Columns, AreAskedForByTheOptionWhereNoneIsKnown) {
    const auto said = import({strange_});
    EXPECT_EQ(said.code, refused);
    EXPECT_THAT(said.error, HasSubstr("--column place_name=COLUMN"));
    EXPECT_THAT(said.error, HasSubstr("“aa”: Fire Station"));
}

TEST_F(Columns, AreSaidOnceAndRememberedForTheNextList) {
    const auto saved = file("columns.json");
    const auto first = import(
        {strange_,
         "--column",
         "place_name=aa",
         "--column",
         "address=bb",
         "--column",
         "voters=cc",
         "--save-mapping",
         saved}
    );
    ASSERT_EQ(first.code, done) << first.error;
    EXPECT_THAT(first.out, HasSubstr("cc = Registered voters"));
    EXPECT_THAT(first.out, HasSubstr("Places: 2 new"));
    const auto next = import({strange_});
    ASSERT_EQ(next.code, done) << next.error;
    EXPECT_THAT(next.out, HasSubstr("as an earlier import with these headings had them"));
    EXPECT_THAT(next.out, HasSubstr("Places: 0 new, 0 changed, 2 unchanged"));
    const auto elsewhere =
        ask({"import", strange_, "--data", file("other"), "--mapping", saved, "--dry-run"});
    ASSERT_EQ(elsewhere.code, done) << elsewhere.error;
    EXPECT_THAT(elsewhere.out, HasSubstr("Places: 2 new"));
}

TEST_F(Columns, ThatAreNotThereAreRefusedAndNothingStays) {
    const auto said = import({strange_, "--column", "place_name=zz"});
    EXPECT_EQ(said.code, refused);
    EXPECT_THAT(said.error, HasSubstr("No column is called “zz”"));
    EXPECT_THAT(said.error, HasSubstr("“aa”, “bb”, “cc”"));
    const auto broken = written("broken.json", R"({"tables": [{"columns": [{"column": "aa"}]}]})");
    const auto mapping = import({strange_, "--mapping", broken});
    EXPECT_EQ(mapping.code, refused);
    EXPECT_THAT(mapping.error, HasSubstr("broken.json"));
    EXPECT_THAT(mapping.error, HasSubstr("tables[0].columns[0].meaning"));
    EXPECT_EQ(import({strange_, "--column", "colour=aa"}).code, refused);
}

TEST_F(Columns, OnceImportedAreNotAskedForByARehearsalOfTheData) {
    const std::vector<std::string> rehearse{"rehearse", "--data", file("data"), "--days", "16"};
    EXPECT_THAT(ask(rehearse).error, HasSubstr("no data of Belfry in"));
    const auto brought =
        import({strange_, "--column", "place_name=aa", "--column", "registered_voters=cc"});
    ASSERT_EQ(brought.code, done) << brought.error;
    const auto said = ask(rehearse);
    ASSERT_EQ(said.code, done) << said.error;
    EXPECT_THAT(said.out, testing::StartsWith("2 polling places, 16 days, seed 1"));
    EXPECT_THAT(said.out, HasSubstr("Fire Station"));
    auto compared = rehearse;
    compared.insert(compared.end(), {"--plan", "none", "--plan", "durham-nc-2016"});
    const auto pair = ask(compared);
    ASSERT_EQ(pair.code, done) << pair.error;
    EXPECT_THAT(pair.out, testing::StartsWith("2 polling places, seed 1."));
}

TEST_F(Columns, GiveTheTimeZoneOfTheStateAndNoOther) {
    const auto zone_said = [&](const std::string& name) {
        return ask({"election", "show", "--data", file(name)}).out;
    };
    ASSERT_EQ(import({strange_, "--column", "place_name=aa"}).code, done);
    EXPECT_THAT(zone_said("data"), HasSubstr("a time zone that nobody said"));
    const auto angeles =
        written("la/sites.csv", "name,address,state,registered_voters\nGym,1 A St,CA,900\n");
    ASSERT_EQ(ask({"import", angeles, "--data", file("la_data")}).code, done);
    EXPECT_THAT(zone_said("la_data"), HasSubstr("America/Los_Angeles (by the state"));
    EXPECT_THAT(
        ask({"rehearse", "--city", file("la"), "--days", "16"}).out,
        HasSubstr("Hours are those of America/Los_Angeles")
    );
}

TEST_F(Columns, OfAFolderAreSaidToARehearsalAndKeptBesideTheLists) {
    const auto folder = file("lists");
    std::ignore = written("lists/sites.csv", "aa,bb,cc\nFire Station,12 Main St,900\n");
    const auto unknown = ask({"rehearse", "--city", folder, "--days", "16"});
    EXPECT_EQ(unknown.code, refused);
    EXPECT_THAT(unknown.error, HasSubstr("--column place_name=COLUMN"));
    const auto said = ask(
        {"rehearse",
         "--city",
         folder,
         "--days",
         "16",
         "--column",
         "place_name=aa",
         "--column",
         "registered_voters=cc",
         "--save-mapping",
         folder + "/mapping.json"}
    );
    ASSERT_EQ(said.code, done) << said.error;
    const auto again = ask({"rehearse", "--city", folder, "--days", "16"});
    ASSERT_EQ(again.code, done) << again.error;
    EXPECT_EQ(again.out, said.out);
    EXPECT_THAT(
        ask({"rehearse", "--city", "none.json", "--column", "voters=cc"}).error,
        HasSubstr("no folder of lists")
    );
}

}  // namespace
}  // namespace belfry::cli
