// Files as people's programs write them: merged, hidden, cut, glued together. What is in them comes
// in, or a sentence says which file, line and field, and what would be right.
#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/day_model.hpp"
#include "city/test_places.hpp"
#include "documents/zip_write.hpp"

namespace belfry::city {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

Imported import(std::string bytes, const std::string& name = "list.csv") {
    return import_files({{name, std::move(bytes)}});
}

/// The codes said of a row, of the table's only file.
std::vector<std::string> notes_at(const Imported& got, std::size_t line, std::size_t table = 0) {
    std::vector<std::string> out;
    for (const auto& row : got.read.rows) {
        if (row.table == table && row.line == line) {
            for (const auto& note : row.notes) {
                out.push_back(note.code);
            }
        }
    }
    return out;
}

/// Each precinct with the name of its place.
std::vector<std::pair<std::string, std::string>> places_of_precincts(const Imported& got) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& precinct : got.read.city.precincts) {
        const auto place =
            std::ranges::find(got.read.city.places, precinct.place, &PollingPlace::key);
        out.emplace_back(precinct.key, place == got.read.city.places.end() ? "" : place->name);
    }
    return out;
}

std::vector<std::string> names_of(const Imported& got) {
    std::vector<std::string> out;
    for (const auto& place : got.read.city.places) {
        out.push_back(place.name);
    }
    return out;
}

struct TestSheet {
    std::string name;
    std::string rows;  ///< XML of `sheetData`.
    std::string more;  ///< What follows it.
    bool hidden = false;
};

/// Cells of a row: numbers as numbers, those after "d-mmm " shown by that format, what begins with
/// '<' as XML of a cell, all else as text.
std::string row(int number, const std::vector<std::string>& cells, const char* attributes = "") {
    std::string out = fmt::format(R"(<row r="{}"{}>)", number, attributes);
    for (std::size_t at = 0; at < cells.size(); ++at) {
        const auto& cell = cells[at];
        const auto reference = fmt::format("{}{}", static_cast<char>('A' + at), number);
        if (cell.starts_with("d-mmm ")) {
            out += fmt::format(R"(<c r="{}" s="1"><v>{}</v></c>)", reference, cell.substr(6));
        } else if (cell.starts_with('<')) {
            out += fmt::format(R"(<c r="{}">{}</c>)", reference, cell);
        } else if (!cell.empty() && cell.find_first_not_of("0123456789.") == std::string::npos) {
            out += fmt::format(R"(<c r="{}"><v>{}</v></c>)", reference, cell);
        } else if (!cell.empty()) {
            out +=
                fmt::format(R"(<c r="{}" t="inlineStr"><is><t>{}</t></is></c>)", reference, cell);
        }
    }
    return out + "</row>";
}

std::string workbook(const std::vector<TestSheet>& sheets) {
    std::string tabs;
    std::string targets;
    std::vector<std::pair<std::string, std::string>> members;
    for (std::size_t at = 0; at < sheets.size(); ++at) {
        const auto& sheet = sheets[at];
        tabs += fmt::format(
            R"(<sheet name="{}" r:id="r{}"{}/>)",
            sheet.name,
            at,
            sheet.hidden ? R"( state="hidden")" : ""
        );
        targets += fmt::format(R"(<Relationship Id="r{0}" Target="worksheets/{0}.xml"/>)", at);
        members.emplace_back(
            fmt::format("xl/worksheets/{}.xml", at),
            "<worksheet><sheetData>" + sheet.rows + "</sheetData>" + sheet.more + "</worksheet>"
        );
    }
    members.emplace_back(
        "xl/workbook.xml", R"(<workbook xmlns:r="v"><sheets>)" + tabs + "</sheets></workbook>"
    );
    members.emplace_back(
        "xl/_rels/workbook.xml.rels", "<Relationships>" + targets + "</Relationships>"
    );
    members.emplace_back(
        "xl/styles.xml",
        R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="16"/></cellXfs></styleSheet>)"
    );
    std::vector<documents::ZipEntry> entries;
    for (const auto& [name, text] : members) {
        entries.push_back({name, text});
    }
    return documents::zip_of(entries);
}

const std::vector<std::string> headings{"Polling Place", "Address", "Precinct", "Voters"};

TEST(Workbooks, ShowANumberThatBecameADateAsTheSheetDoesAndSaySo) {
    const auto got = import(
        workbook({{
            "Places",
            row(1, {"Site No", "Polling Place", "Address", "Precincts", "Voters"}) +
                row(2, {"d-mmm 46330", "Fire Station", "1 A St", "11-1, 11-2", "900"}) +
                row(3, {"11-5", "Gym", "2 B St", "d-mmm 46331", "1100"}) +
                row(4, {"11-6", "Hall", "3 C St", "11-9", "1200"}) +
                row(5, {"11-7", "School", "4 D St", "11-10", "d-mmm 46330"}),
            "",
        }}),
        "places.xlsx"
    );
    ASSERT_THAT(got.read.city.places, SizeIs(4));
    EXPECT_EQ(got.read.city.places[0].key, "4-Nov") << "and not 46330";
    EXPECT_THAT(notes_at(got, 2), ElementsAre("number_spoiled"));
    EXPECT_THAT(
        places_of_precincts(got),
        ElementsAre(
            Pair("11-1", "Fire Station"),
            Pair("11-2", "Fire Station"),
            Pair("5-Nov", "Gym"),
            Pair("11-9", "Hall"),
            Pair("11-10", "School")
        )
    );
    EXPECT_THAT(notes_at(got, 3), ElementsAre("number_spoiled"));
    EXPECT_THAT(notes_at(got, 5), ElementsAre("not_a_count"));
    EXPECT_EQ(got.read.city.places[3].registered_voters, std::nullopt) << "no 46,330 voters";
}

TEST(Workbooks, GiveAPrecinctThatBecameADateAsItIsShown) {
    const auto got = import(
        workbook({{
            "Precincts",
            row(1, headings) + row(2, {"Fire Station", "1 A St", "d-mmm 46330", "900"}),
            "",
        }}),
        "places.xlsx"
    );
    EXPECT_THAT(places_of_precincts(got), ElementsAre(Pair("4-Nov", "Fire Station")));
    EXPECT_THAT(notes_at(got, 2), ElementsAre("number_spoiled"));
}

/// What was set aside because another row says otherwise: field, what stays, what was set aside.
std::vector<std::string> said_otherwise(const Imported& got) {
    std::vector<std::string> out;
    for (const auto& row : got.read.rows) {
        for (const auto& note : row.notes) {
            if (note.code == "said_otherwise") {
                out.push_back(fmt::format("{}: {} / {}", note.field, note.kept, note.value));
            }
        }
    }
    return out;
}

TEST(PlacesInTwoLists, SayWhatTheSecondSaysOtherwise) {
    const auto got = import_files(
        {{"a.csv",
          "Site No,Polling Place,Address,ZIP,Scanners,Voting Booths,Opens\n"
          "7,Fire Station,1 Main St,55401,2,,7:00\n8,Gym,2 B St,55402,1,5,\n"},
         {"b.csv",
          "Site No,Polling Place,Address,ZIP,Scanners,Voting Booths,Opens\n"
          "7,FIRE STATION,1 Main Street,55401-1234,3,9,6:00\n8,Gym,2 B St,55402,1,5,\n"}}
    );
    ASSERT_THAT(got.read.city.places, SizeIs(2));
    EXPECT_EQ(got.read.city.places[0].scanners, 2) << "the first list's";
    EXPECT_EQ(got.read.city.places[0].voting_booths, 9) << "what it left open";
    EXPECT_THAT(
        said_otherwise(got),
        ElementsAre("opens: 07:00 (a.csv, 2) / 06:00", "scanners: 2 (a.csv, 2) / 3")
    );
    EXPECT_EQ(got.read.tables[1].repaired, 1) << "the row with another number of scanners";
    EXPECT_EQ(got.read.tables[1].read, 1);
}

TEST(PlacesInTwoLists, SayThatANumberMeansAnotherPlace) {
    const auto got = import_files(
        {{"a.csv", "Site No,Polling Place,Address\n7,Fire Station,1 Main St\n"},
         {"b.csv", "Site No,Polling Place,Address\n7,City Hall,90 Oak Ave\n"}}
    );
    EXPECT_THAT(
        said_otherwise(got),
        ElementsAre(
            "name: Fire Station (a.csv, 2) / City Hall",
            "address: 1 Main St (a.csv, 2) / 90 Oak Ave"
        )
    );
}

TEST(PlacesInOneList, SayWhatTheRowThatWasSetAsideSaysOtherwise) {
    const auto got = import(
        "Polling Place,Address,Scanners,Registered Voters\n"
        "Fire Station,1 Main St,2,900\nGym,2 B St,1,800\nFire Station,1 Main St,4,900\n"
    );
    EXPECT_THAT(notes_at(got, 4), ElementsAre("place_again", "said_otherwise"));
    EXPECT_THAT(said_otherwise(got), ElementsAre("scanners: 2 (list.csv, 2) / 4"));
    EXPECT_EQ(got.read.tables[0].set_aside, 1);
}

TEST(PlacesOfPrecincts, SayWhatALaterRowSaysOtherwiseAndTakeWhatItSaysMore) {
    const auto got = import(
        "Polling Place,Address,Precinct,Voters,Scanners,E-pollbooks\n"
        "Fire Station,1 Main St,101,900,2,\nFire Station,1 Main St,102,800,3,4\n"
        "Fire Station,1 Main St,103,700,,\n"
    );
    ASSERT_THAT(got.read.city.places, SizeIs(1));
    EXPECT_EQ(got.read.city.places[0].scanners, 2);
    EXPECT_EQ(got.read.city.places[0].epollbooks, 4);
    EXPECT_THAT(said_otherwise(got), ElementsAre("scanners: 2 (list.csv, 2) / 3"));
}

TEST(PrecinctsInTwoLists, SayWhatTheSecondSaysOtherwise) {
    const auto got = import_files(
        {{"a.csv",
          "Polling Place,Address,Precinct,Voters\nFire Station,1 Main St,101,900\n"
          "Gym,2 B St,102,800\n"},
         {"b.csv",
          "Polling Place,Address,Precinct,Voters\nGym,2 B St,101,950\n"
          "Gym,2 B St,102,800\n"}}
    );
    EXPECT_THAT(
        said_otherwise(got),
        ElementsAre("place: S0001 (a.csv, 2) / S0002", "registered_voters: 900 (a.csv, 2) / 950")
    );
}

TEST(Workbooks, GiveEveryRowWhatCellsMergedOverItSay) {
    const auto got = import(
        workbook({{
            "Places",
            row(1, headings) + row(2, {"Fire Station", "1 A St", "101", "900"}) +
                row(3, {"", "", "102", "800"}) + row(4, {"Library", "2 B St", "103", "700"}) +
                row(5, {"Library", "2 B St", "104", "600"}),
            R"(<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>)",
        }}),
        "merged.xlsx"
    );
    EXPECT_THAT(
        places_of_precincts(got),
        ElementsAre(
            Pair("101", "Fire Station"),
            Pair("102", "Fire Station"),
            Pair("103", "Library"),
            Pair("104", "Library")
        )
    );
    EXPECT_THAT(notes_at(got, 3), ElementsAre("place_of_row_above"));
}

TEST(Workbooks, NeverCopyAFigureThatIsMergedOverSeveralPrecincts) {
    const auto got = import(
        workbook({{
            "Places",
            row(1, headings) + row(2, {"Fire Station", "1 A St", "101", "900"}) +
                row(3, {"", "", "102", ""}),
            R"(<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="D2:D3"/></mergeCells>)",
        }}),
        "merged.xlsx"
    );
    ASSERT_THAT(got.read.city.precincts, SizeIs(2));
    EXPECT_EQ(got.read.city.precincts[0].registered_voters, 900);
    EXPECT_EQ(got.read.city.precincts[1].registered_voters, std::nullopt);
}

TEST(Workbooks, LeaveHiddenSheetsOutAndPointOutHiddenRows) {
    const auto old = row(1, headings) + row(2, {"Gone Gym", "9 C St", "99", "300"});
    const auto got = import(
        workbook(
            {{"Places",
              row(1, headings) + row(2, {"Hall", "1 A St", "101", "900"}) +
                  row(3, {"Closed Gym", "2 B St", "102", "800"}, R"( hidden="1")"),
              ""},
             {"2018", old, "", true}}
        ),
        "hidden.xlsx"
    );
    EXPECT_THAT(names_of(got), ElementsAre("Hall", "Closed Gym"));
    EXPECT_THAT(notes_at(got, 3), ElementsAre("row_hidden"));
    EXPECT_THAT(notes_at(got, 2, 1), ElementsAre("sheet_hidden"));
    // Where there is no other, it is the list.
    EXPECT_THAT(
        names_of(import(workbook({{"2018", old, "", true}}), "x.xlsx")), ElementsAre("Gone Gym")
    );
}

TEST(Workbooks, SayWhereFormulasLackTheirResults) {
    const auto got = import(
        workbook({{
            "Places",
            row(1, headings) + row(2, {"Hall", "1 A St", "101", "<f>400+500</f>"}) +
                row(3, {"Gym", "2 B St", "102.0", "<f>1+1</f><v>2</v>"}),
            "",
        }}),
        "formulas.xlsx"
    );
    EXPECT_THAT(notes_at(got, 2), ElementsAre("results_lost"));
    EXPECT_THAT(notes_at(got, 3), IsEmpty());
    EXPECT_EQ(got.read.city.precincts[1].key, "102");
    EXPECT_EQ(got.read.city.precincts[1].registered_voters, 2);
    const auto none = read_tables(
        {{"none.xlsx", workbook({{"P", row(1, headings) + row(2, {"<f>A</f>", "<f>A</f>"}), ""}})}}
    );
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, "file_lost_results");
}

TEST(OddLists, OfPlacesSaidOnceWithTheirPrecinctsBelowAreReadSo) {
    const auto got = import(
        "Polling Place,Address,Precinct,Voters\n"
        "Fire Station,1 A St,101,900\n,,102,800\n"
        "Library,2 B St,103,700\n,,104,650\n,,105,640\nTotal,,5,3690\n"
    );
    EXPECT_THAT(
        places_of_precincts(got),
        ElementsAre(
            Pair("101", "Fire Station"),
            Pair("102", "Fire Station"),
            Pair("103", "Library"),
            Pair("104", "Library"),
            Pair("105", "Library")
        )
    );
    EXPECT_THAT(notes_at(got, 3), ElementsAre("place_of_row_above"));
}

TEST(OddLists, ThatNamePlacesAgainLeavePrecinctsWithoutOneAlone) {
    const auto got = import(
        "Polling Place,Address,Precinct,Voters\n"
        "Fire Station,1 A St,101,900\nFire Station,1 A St,102,800\n,,103,800\n,,104,700\n"
    );
    EXPECT_EQ(places_of_precincts(got)[2], std::pair(std::string("103"), std::string()));
    EXPECT_THAT(notes_at(got, 4), ElementsAre("no_place_given"));
    // "n/a" says that there is none.
    const auto said = import(
        "Polling Place,Address,Precinct,Voters\n"
        "Fire Station,1 A St,101,900\nn/a,,102,800\nLibrary,2 B St,103,700\nn/a,,104,700\n"
    );
    EXPECT_EQ(places_of_precincts(said)[1].second, "");
}

TEST(OddLists, OfTwoTablesOneBelowTheOtherAreTwo) {
    const auto got = import(
        "Site ID,Polling Place,Address\n1,Hall,1 A St\n2,Gym,2 B St\n\n"
        "Precinct,Site ID,Registered Voters\n101,1,900\n102,2,800\n103,2,700\n"
    );
    ASSERT_THAT(got.tables, SizeIs(2));
    EXPECT_EQ(got.tables[1].name, "(2)");
    EXPECT_THAT(names_of(got), ElementsAre("Hall", "Gym"));
    EXPECT_THAT(
        places_of_precincts(got),
        ElementsAre(Pair("101", "Hall"), Pair("102", "Gym"), Pair("103", "Gym"))
    );
    // Headings that come again on each page are no table of their own.
    EXPECT_THAT(
        import("Site ID,Name,Address\n1,Hall,1 A St\nSite ID,Name,Address\n2,Gym,2 B St\n").tables,
        SizeIs(1)
    );
}

TEST(OddLists, OfTwoTablesSideBySideAreTwo) {
    const auto got = import(
        "Site ID,Polling Place,Address,,Precinct,Site,Registered Voters\n"
        "1,Hall,1 A St,,101,1,900\n2,Gym,2 B St,,102,1,800\n,,,,103,2,700\n"
    );
    ASSERT_THAT(got.tables, SizeIs(2));
    EXPECT_THAT(
        places_of_precincts(got),
        ElementsAre(Pair("101", "Hall"), Pair("102", "Hall"), Pair("103", "Gym"))
    );
    // A column between that is only for looks divides nothing.
    EXPECT_THAT(
        import("Polling Place,Address,,Precinct,Voters\nHall,1 A St,,101,900\n").tables, SizeIs(1)
    );
}

TEST(OddLists, WithALineEndOfAnotherKindInsideAreReadLineByLine) {
    const auto got =
        import("Site ID,Polling Place,Address\r\n1,A,1 A St\n2,B,2 B St\r3,C,3 C St\r\n");
    EXPECT_THAT(names_of(got), ElementsAre("A", "B", "C"));
}

struct Figure {
    std::string cell;
    std::optional<std::int64_t> voters;
    std::string note;
};

TEST(OddLists, SayWhatBecameOfEachFigure) {
    const std::vector<Figure> figures{
        {"900", 900, ""},
        {"\"1,234\"", 1234, ""},
        {"12 345", 12345, ""},
        {"≈900", 900, "count_around"},
        {"~ 900", 900, "count_around"},
        {"about 900", 900, "count_around"},
        {"+900", 900, "count_around"},
        {"900*", 900, "count_around"},
        {"1000000000", 1'000'000'000, "count_unlikely"},
        {"-5", {}, "not_a_count"},
        {"(900)", {}, "not_a_count"},
        {"12.5", {}, "not_a_count"},
        {"\"1,234.5\"", {}, "not_a_count"},
        {"900 voters", {}, "not_a_count"},
        {"≈", {}, "not_a_count"},
        {"99999999999999999999", {}, "not_a_count"},
        {"n/a", {}, ""},
        {"", {}, ""},
        {"0", 0, ""},
    };
    std::string list = "Site ID,Polling Place,Address,Registered Voters\n";
    for (std::size_t at = 0; at < figures.size(); ++at) {
        list += fmt::format("{0},Hall {0},{0} Main St,{1}\n", at, figures[at].cell);
    }
    const auto got = import(list);
    ASSERT_THAT(got.read.city.places, SizeIs(figures.size()));
    for (std::size_t at = 0; at < figures.size(); ++at) {
        EXPECT_EQ(got.read.city.places[at].registered_voters, figures[at].voters)
            << figures[at].cell;
        const auto notes = notes_at(got, at + 2);
        EXPECT_EQ(notes.empty() ? "" : notes.front(), figures[at].note) << figures[at].cell;
    }
}

TEST(OddLists, KeepLettersWhereAFewAreBroken) {
    const auto got = import(
        "Site ID,Polling Place,Address\n1,Peña Hall,1 A St\n2,Pe\xC3 Gym,2 B St\n3,Salón,3 C St\n"
    );
    EXPECT_EQ(names_of(got).front(), "Peña Hall");
    EXPECT_THAT(notes_at(got, 3), ElementsAre("letter_lost"));
    EXPECT_EQ(got.tables.front().form->replaced, 1U);
    // Cut in the middle of a letter.
    const auto cut = import("Site ID,Polling Place,Address\n1,Peña Hall,1 A St\n2,Salo\xC3");
    EXPECT_EQ(names_of(cut).front(), "Peña Hall");
    EXPECT_THAT(notes_at(cut, 3), ElementsAre("letter_lost"));
}

TEST(OddLists, OfNumbersThatAllEndWithPointZeroLoseIt) {
    const auto got =
        import("Precinct,Site ID,Polling Place,Voters\n101.0,1.0,Hall,900\n102.0,1.0,Hall,800\n");
    EXPECT_EQ(got.read.city.precincts.front().key, "101");
    EXPECT_EQ(got.read.city.places.front().key, "1");
    // "1.0" beside "1.1" is a name.
    EXPECT_EQ(import("Precinct,Voters\n1.0,900\n1.1,800\n").read.city.precincts.front().key, "1.0");
}

struct Refused {
    std::string bytes;
    std::string code;
    std::string says;
};

TEST(OddLists, ThatCannotBeReadAreRefusedWithFileAndLine) {
    std::string wide = "Site ID,Polling Place\n1,Hall";
    for (int column = 0; column < 600; ++column) {
        wide += ",0";
    }
    for (const auto& [bytes, code, says] : std::vector<Refused>{
             {wide, "file_too_wide", "odd.csv: line 2 has 602 columns"},
             {std::string("Site ID,Name\n1,Hall\n2,G\0m\n", 25), "file_is_not_text", "line 3"},
             {"Site ID,Polling Place,Address\n", "file_has_no_rows", "odd.csv"},
             {"", "file_has_no_rows", "odd.csv"},
         }) {
        const auto read = read_tables({{"odd.csv", bytes}});
        ASSERT_FALSE(read) << code;
        EXPECT_EQ(read.error().code, code);
        EXPECT_THAT(read.error().summary, HasSubstr(says));
    }
}

TEST(OddLists, WithFiguresThatNoPlaceHasAreRefusedForTheDayByName) {
    const auto got = import(
        "Site ID,Polling Place,Address,Registered Voters,Scanners\n"
        "1,Hall,1 A St,900,1\n2,Gym,2 B St,1000000000,1\n3,Barn,3 C St,900,1000000\n"
    );
    const auto day = day_model(got.read.city, usual_election(), "Town");
    ASSERT_FALSE(day);
    ASSERT_THAT(day.error().problems, SizeIs(2));
    EXPECT_EQ(day.error().problems[0].field, "places[2].expected_voters");
    EXPECT_THAT(day.error().problems[0].advice, HasSubstr("Gym (2)"));
    EXPECT_EQ(day.error().problems[1].field, "places[3].scanners");
}

}  // namespace
}  // namespace belfry::city
