#include "city/column_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace belfry::city {
namespace {

using testing::HasSubstr;

TableToMap table(const std::string& file, const std::string& sheet, ColumnMapping columns) {
    return {file, sheet, std::move(columns)};
}

TableToMap places() {
    return table(
        "places.csv",
        "",
        {{"Hall", Meaning::ignored, 0},
         {"Site", Meaning::place_name, 1},
         {"Reg 2022", Meaning::registered_voters, 0.6},
         {"REG_VOTERS", Meaning::ignored, 0}}
    );
}

std::vector<Meaning> meanings(const ColumnMapping& columns) {
    std::vector<Meaning> out;
    for (const auto& column : columns) {
        out.push_back(column.meaning);
    }
    return out;
}

TEST(ColumnChoice, IsSaidByNameOrByAHeadingThatMeansIt) {
    EXPECT_EQ(meaning_called("registered_voters"), Meaning::registered_voters);
    EXPECT_EQ(meaning_called("Registered-Voters"), Meaning::registered_voters);
    EXPECT_EQ(meaning_called("voters"), Meaning::registered_voters);
    EXPECT_EQ(meaning_called("padrón"), Meaning::registered_voters);
    EXPECT_EQ(meaning_called("nothing"), Meaning::ignored);
    EXPECT_EQ(meaning_called("colour"), std::nullopt);
    EXPECT_EQ(
        column_choice("voters=a=b").value(), (ColumnChoice{"a=b", Meaning::registered_voters})
    );
    for (const auto* said : {"voters", "=Reg", "voters="}) {
        EXPECT_EQ(column_choice(said).error().code, "column_choice_unclear") << said;
    }
    const auto unknown = column_choice("colour=Reg").error();
    EXPECT_EQ(unknown.code, "no_such_meaning");
    EXPECT_THAT(unknown.summary, HasSubstr("place_name, "));
}

TEST(ColumnChoice, SaysOnWhichSheetThatWasNotChosenAColumnStands) {
    const std::vector<TableToMap> tables{
        table("city.xlsx", "Places", {{"Site", Meaning::place_name, 1}}),
        table("city.xlsx", "Old", {{"Voters 2016", Meaning::ignored, 0}})
    };
    const auto refused =
        choose(tables, {{}, {{"Voters 2016", Meaning::registered_voters}}, {"Places"}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "column_on_another_sheet");
    EXPECT_THAT(refused.error().summary, HasSubstr("a column of the sheet “Old”"));
    EXPECT_THAT(refused.error().summary, HasSubstr("city.xlsx, Places: “Site”."));
    EXPECT_TRUE(
        choose(tables, {{}, {{"Voters 2016", Meaning::registered_voters}}, {"Places", "Old"}})
    );
    const auto nowhere = choose(tables, {{}, {{"Voters", Meaning::registered_voters}}, {"Places"}});
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, "no_such_column");
    EXPECT_THAT(nowhere.error().summary, testing::Not(HasSubstr("Old")));
}

TEST(ColumnChoice, TakesAMeaningFromTheColumnThatWasOnlyThoughtToHaveIt) {
    const auto chosen = choose({places()}, {{}, {{"reg voters", Meaning::registered_voters}}, {}});
    ASSERT_TRUE(chosen) << chosen.error().summary;
    EXPECT_EQ(
        meanings(chosen->front()),
        (std::vector{
            Meaning::ignored, Meaning::place_name, Meaning::ignored, Meaning::registered_voters
        })
    );
    EXPECT_EQ(chosen->front()[3].confidence, 1);
    const auto numbered = choose({places()}, {{}, {{"#4", Meaning::registered_voters}}, {}});
    EXPECT_EQ(numbered, chosen);
    EXPECT_FALSE(choose({places()}, {{}, {{"#5", Meaning::registered_voters}}, {}}));
}

TEST(ColumnChoice, RefusesWhatFitsNowhereWithTheHeadingsThatThereAre) {
    const auto none = choose({places()}, {{}, {{"Halle", Meaning::place_name}}, {}}).error();
    EXPECT_EQ(none.code, "no_such_column");
    EXPECT_THAT(none.summary, HasSubstr("“Halle”"));
    EXPECT_THAT(none.summary, HasSubstr("places.csv: “Hall”, “Site”"));
    const auto twice = choose(
        {places()}, {{}, {{"Hall", Meaning::place_name}, {"Site", Meaning::place_name}}, {}}
    );
    EXPECT_EQ(twice.error().code, "columns_mean_the_same");
    const auto sheet = choose({places()}, {{}, {}, {"2024"}}).error();
    EXPECT_EQ(sheet.code, "no_such_sheet");
    const TableChoice other{"old.csv", {}, {{"Hall", Meaning::place_name}, {"Zip", Meaning::zip}}};
    const auto fits = choose({places()}, {{other}, {}, {}}).error();
    EXPECT_EQ(fits.code, "mapping_fits_no_table");
    EXPECT_THAT(fits.summary, HasSubstr("“Zip”"));
}

TEST(ColumnChoice, LeavesOtherSheetsOutAndKeepsWhatIsNoSheet) {
    const ColumnMapping columns{{"Site", Meaning::place_name, 1}};
    const auto chosen = choose(
        {table("book.xlsx", "2022", columns),
         table("book.xlsx", "2024", columns),
         table("more.csv", "", columns)},
        {{}, {{"Site", Meaning::address}}, {"2024"}}
    );
    ASSERT_TRUE(chosen);
    EXPECT_EQ(meanings((*chosen)[0]), std::vector{Meaning::ignored});
    EXPECT_EQ(meanings((*chosen)[1]), std::vector{Meaning::address});
    EXPECT_EQ(meanings((*chosen)[2]), std::vector{Meaning::address});
}

TEST(ColumnChoice, ComesBackFromWhatWasSaved) {
    auto first = places();
    first.columns = choose({first}, {{}, {{"Hall", Meaning::place_name}}, {}}).value().front();
    const auto saved = saved_mapping({first});
    const auto again = json::parse_as<SavedMapping>(json::canonical(json::write(saved))).value();
    EXPECT_EQ(again, saved);
    const auto chosen = choose({places()}, {again.tables, {}, {}});
    ASSERT_TRUE(chosen) << chosen.error().summary;
    EXPECT_EQ(meanings(chosen->front()), meanings(first.columns));
}

}  // namespace
}  // namespace belfry::city
