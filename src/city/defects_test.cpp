// Lists as they come: other cities, other programs, broken on the way. Every row accounted for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/coordinates.hpp"
#include "city/heading.hpp"
#include "city/test_places.hpp"
#include "documents/table.hpp"

namespace belfry::city {
namespace {

using ::testing::ElementsAre;

Imported import(std::string bytes, const std::string& name = "list.csv") {
    return import_files({{name, std::move(bytes)}});
}

bool has_note(const Imported& got, const std::string& code) {
    return std::ranges::any_of(got.read.rows, [&](const RowFate& row) {
        return std::ranges::any_of(row.notes, [&](const RowNote& note) {
            return note.code == code;
        });
    });
}

std::string utf16(std::string_view ascii, bool big_end_first) {
    std::string out = big_end_first ? "\xFE\xFF" : "\xFF\xFE";
    for (const char letter : ascii) {
        out += big_end_first ? std::string{'\0', letter} : std::string{letter, '\0'};
    }
    return out;
}

/// A list and what has to come of it: rows as read, repaired and set aside, and the city.
struct Case {
    std::string what;
    std::string bytes;
    FateCounts rows;
    std::size_t places = 0;
    std::size_t precincts = 0;
    std::string note;  ///< Has to be said of some row; empty: none in particular.
};

std::vector<Case> cases() {
    const std::string plain = "Site No,Polling Place,Address\n1,Hall,1 A St\n2,Gym,2 B St\n";
    return {
        {"plain", plain, {2, 2, 0, 0}, 2, 0, ""},
        {"UTF-16, little end first", utf16(plain, false), {2, 2, 0, 0}, 2, 0, ""},
        {"UTF-16, big end first", utf16(plain, true), {2, 2, 0, 0}, 2, 0, ""},
        {"a byte order mark", "\xEF\xBB\xBF" + plain, {2, 2, 0, 0}, 2, 0, ""},
        {"Latin-1",
         "Name,Address\nPe\xF1"
         "a Hall,1 A St\n",
         {1, 1, 0, 0},
         1,
         0,
         ""},
        {"semicolons", "Site #;Name;Address\n1;Hall;1 A St\n", {1, 1, 0, 0}, 1, 0, ""},
        {"a spreadsheet's first line",
         "sep=;\nSite #;Name;Address\n1;Hall;1 A St\n",
         {2, 1, 0, 1},
         1,
         0,
         "above_heading"},
        {"tabs", "Site ID\tName\tAddress\n1\tHall\t1 A St\n", {1, 1, 0, 0}, 1, 0, ""},
        {"bars", "Site ID|Name|Address\n1|Hall|1 A St\n", {1, 1, 0, 0}, 1, 0, ""},
        {"carriage returns only", "Site ID,Name,Address\r1,Hall,1 A St\r", {1, 1, 0, 0}, 1, 0, ""},
        {"quoted line breaks",
         "\"Polling\nPlace\",Address\n\"Fire\nHall\",1 A St\n",
         {1, 0, 1, 0},
         1,
         0,
         "blanks_tidied"},
        {"title rows",
         "City of Lakemont\nPolling places 2026\n\nSite No,Name,Address\n1,Hall,1 A St\n",
         {3, 1, 0, 2},
         1,
         0,
         "above_heading"},
        {"totals at the end",
         "Precinct,Registered Voters,Polling Place\n1,700,Hall\n2,500,Hall\nCity "
         "total:,\"1,200\",\n",
         {3, 2, 0, 1},
         1,
         2,
         "total_row"},
        {"totals without a word",
         "Precinct,Registered Voters,Polling Place\n1,700,Hall\n,\"1,200\",\n",
         {2, 1, 0, 1},
         1,
         1,
         "names_nothing"},
        {"subtotals of wards",
         "Precinct,Registered Voters\n1,700\nWard 1 Total,700\n2,500\nWard 2 Total,500\nGrand "
         "Total,1200\n",
         {5, 2, 0, 3},
         0,
         2,
         "total_row"},
        {"a number given twice",
         "Site No,Name,Address\n1,Hall,1 A St\n1,Gym,2 B St\n1,Hall,1 A Street\n",
         {3, 1, 1, 1},
         2,
         0,
         "place_number_taken"},
        {"a precinct given twice",
         "Precinct,Polling Place\n1,Hall\n1,Gym\n",
         {2, 1, 0, 1},
         1,
         1,
         "precinct_elsewhere"},
        {"the heading on every page", plain + plain, {5, 2, 0, 3}, 2, 0, "heading_again"},
        {"coordinates the wrong way round",
         "Name,Address,Lat,Long\nHall,1 A St,-93.2,44.9\n",
         {1, 0, 1, 0},
         1,
         0,
         "coordinates_swapped"},
        {"a longitude without its sign",
         "Name,Address,Lat,Long\nHall,1 A St,44.9,93.2\n",
         {1, 0, 1, 0},
         1,
         0,
         "longitude_made_west"},
        {"coordinates in feet",
         "Name,Address,X,Y\nHall,1 A St,1170000,1910000\n",
         {1, 0, 1, 0},
         1,
         0,
         "coordinates_in_plane"},
        {"degrees and minutes",
         "Name,Latitude,Longitude\nHall,\"44°58'40.8\"\"N\",\"93°16'12\"\"W\"\n",
         {1, 1, 0, 0},
         1,
         0,
         ""},
        {"both in one cell",
         "Name,Address,Location 1\nHall,1 A St,\"(44.978, -93.27)\"\n",
         {1, 1, 0, 0},
         1,
         0,
         ""},
        {"well-known text", "the_geom,Name\nPOINT (-93.27 44.978),Hall\n", {1, 1, 0, 0}, 1, 0, ""},
        {"thousands and shares",
         "Precinct,Registered Voters,Turnout %,Ballots Cast\n1,\"1,200\",62.5%,750\n2,1 "
         "300,50.0%,650\n",
         {2, 2, 0, 0},
         0,
         2,
         ""},
        {"a share where a number should be",
         "Precinct,Registered Voters,Ballots Cast\n1,1200,750\n2,1300,800\n3,1300,50%\n",
         {3, 2, 1, 0},
         0,
         3,
         "not_a_count"},
        {"precincts numbered anew in each ward",
         "Ward,Precinct,Polling Place\n1,1,Hall\n1,2,Hall\n2,1,Gym\n",
         {3, 3, 0, 0},
         2,
         3,
         "numbered_by_ward"},
        {"numbers that became dates",
         "Precinct,Polling Place\n1-Feb,Hall\n2.7E+08,Gym\n",
         {2, 2, 0, 0},
         2,
         2,
         "number_spoiled"},
        {"more cells than headings",
         "Name,Address\nHall,1 A St, Lakemont\n",
         {1, 0, 0, 1},
         0,
         0,
         "more_cells"},
        {"fewer cells than headings",
         "Site No,Name,Address,City,ZIP\n1,Hall\n",
         {1, 1, 0, 0},
         1,
         0,
         ""},
        {"placeholders",
         "Site No,Name,Address\n1,TBD,\n2,Hall,1 A St\n",
         {2, 1, 0, 1},
         1,
         0,
         "no_place_yet"},
        {"Spanish headings",
         "N\xC3\xBAmero del centro,Centro de votaci\xC3\xB3n,Direcci\xC3\xB3n,Municipio,C\xC3\xB3"
         "digo postal\n1,Escuela,Calle 1,Ponce,00716\n",
         {1, 1, 0, 0},
         1,
         0,
         ""},
        {"a quotation mark without a pair",
         "Name,Address\nHall,1 A St\n\"Gym,2 B St\nSchool,3 C St\nLibrary,4 D St\n",
         {4, 3, 0, 1},
         3,
         0,
         "unclosed_quote"},
        {"a file cut off in the middle",
         "Name,Address\r\nHall,1 A St\r\nGym,\"2 B",
         {2, 1, 0, 1},
         1,
         0,
         "unclosed_quote"},
        {"a spreadsheet's errors",
         "Name,Address,Booths\nHall,1 A St,#REF!\n",
         {1, 1, 0, 0},
         1,
         0,
         ""},
    };
}

TEST(BrokenLists, ComeThroughWithTheExpectedCounts) {
    for (const auto& [what, bytes, rows, places, precincts, note] : cases()) {
        SCOPED_TRACE(what);
        const auto got = import(bytes);
        EXPECT_EQ(
            json::canonical(json::write(got.read.tables.front())),
            json::canonical(json::write(rows))
        );
        EXPECT_EQ(got.read.city.places.size(), places);
        EXPECT_EQ(got.read.city.precincts.size(), precincts);
        EXPECT_TRUE(note.empty() || has_note(got, note)) << note;
    }
}

TEST(BrokenLists, GiveTheirPositionsInWhateverForm) {
    for (const auto* text : {
             "Name,Latitude,Longitude\nHall,\"44°58'40.8\"\"N\",\"93°16'12\"\"W\"\n",
             "Name,Address,Location 1\nHall,1 A St,\"(44.978, -93.27)\"\n",
             "the_geom,Name\nPOINT (-93.27 44.978),Hall\n",
             "Name,Lat,Lon\nHall,44.978,93.27\n",
             "Name;Lat;Lon\nHall;44,978;-93,27\n",
         }) {
        const auto got = import(text);
        ASSERT_TRUE(got.read.city.places.at(0).lat) << text;
        EXPECT_NEAR(*got.read.city.places.at(0).lat, 44.978, 1e-9) << text;
        EXPECT_NEAR(*got.read.city.places.at(0).lon, -93.27, 1e-9) << text;
    }
}

TEST(BrokenLists, SayWhichLineHasAQuotationMarkWithoutAPair) {
    const auto got = import("Name,Address\r\nHall,1 A St\r\n\"Gym,2 B St\r\nSchool,3 C St\r\n");
    ASSERT_EQ(got.read.rows.size(), 3U);
    EXPECT_EQ(got.read.rows[1].line, 3U);
    EXPECT_EQ(got.read.rows[1].fate, Fate::set_aside);
    EXPECT_EQ(got.read.rows[2].line, 4U);
    EXPECT_EQ(got.read.city.places.at(1).name, "School");
}

TEST(BrokenLists, KeepTheirLetters) {
    EXPECT_EQ(
        import("Name,Address\nPe\xF1"
               "a Hall,1 A St\n")
            .read.city.places.at(0)
            .name,
        "Pe\xC3\xB1"
        "a Hall"
    );
}

TEST(BrokenLists, TakeTimesOutOfWhatASpreadsheetMadeOfThem) {
    const auto got = import(
        "Name,Address,Opens,Closes\n"
        "A,1 A St,0700,2000\n"
        "B,2 B St,2026-11-03 07:00:00,11/3/2026 8:00 PM\n"
        "C,3 C St,46329.2916667,0.8333333\n"
        "D,4 D St,7 a.m.,8 p.m.\n"
    );
    for (const auto& place : got.read.city.places) {
        EXPECT_EQ(place.opens, simulation::at_clock(7)) << place.name;
        EXPECT_EQ(place.closes, simulation::at_clock(20)) << place.name;
    }
}

TEST(BrokenLists, HaveHeadingsOverTwoRows) {
    const auto below = import(
        "Precinct,,Registered Voters,,,Polling Place,\n"
        "Number,Name,Party A,Party B,Total,Name,Address\n"
        "1,North,300,400,700,Hall,1 A St\n"
    );
    EXPECT_EQ(below.read.tables.front(), (FateCounts{2, 1, 0, 1}));
    ASSERT_EQ(below.read.city.precincts.size(), 1U);
    EXPECT_EQ(below.read.city.precincts[0].key, "1");
    EXPECT_EQ(below.read.city.precincts[0].registered_voters, 700) << "not those of one party";
    EXPECT_EQ(below.read.city.places.at(0).address, "1 A St");

    const auto divided = import(
        "Precinct,Polling Place,Address,Registered Voters,,\n"
        ",,,Party A,Party B,Total\n"
        "1,Hall,1 A St,300,400,700\n"
    );
    EXPECT_EQ(divided.read.tables.front(), (FateCounts{2, 1, 0, 1}));
    EXPECT_EQ(divided.read.city.precincts[0].registered_voters, 700);
}

TEST(BrokenLists, MakeOnePrecinctOfWardAndNumber) {
    const auto got = import("Ward,Precinct,Polling Place\n1,1,Hall\n1,2,Hall\n2,1,Gym\n");
    std::vector<std::string> keys;
    for (const auto& precinct : got.read.city.precincts) {
        keys.push_back(precinct.key);
    }
    EXPECT_THAT(keys, ElementsAre("1-1", "1-2", "2-1"));
    const auto unique = import("Ward,Precinct,Polling Place\n1,101,Hall\n2,201,Gym\n");
    EXPECT_EQ(unique.read.city.precincts[0].key, "101");
}

TEST(BrokenLists, AreReadFromWorkbooksAsWell) {
    documents::Table table{
        "places", {"Site No", "Polling Place Name", "Opens", "Total Registered"}, {}
    };
    table.rows.push_back(
        {documents::Cell(std::int64_t{7}),
         documents::Cell(std::string("Hall")),
         documents::Cell(0.2916666667),
         documents::Cell(std::int64_t{1'200})}
    );
    const auto got = import(documents::to_xlsx(table), "places.xlsx");
    EXPECT_EQ(got.read.tables.front(), (FateCounts{1, 1, 0, 0}));
    EXPECT_EQ(got.read.city.places.at(0).key, "7");
    EXPECT_EQ(got.read.city.places.at(0).opens, simulation::at_clock(7));
    EXPECT_EQ(got.read.city.places.at(0).registered_voters, 1'200);
}

TEST(Headings, AreUnderstoodAsOtherCitiesSpellThem) {
    for (const auto& [heading, meaning] : std::vector<std::pair<std::string, Meaning>>{
             {"Site No", Meaning::place_key},
             {"Site No.", Meaning::place_key},
             {"SITE #", Meaning::place_key},
             {"Polling Place Number", Meaning::place_key},
             {"PollingPlaceNo", Meaning::place_key},
             {"Loc ID", Meaning::place_key},
             {"placename", Meaning::place_name},
             {"Name/Location", Meaning::place_name},
             {"Poll Site Name", Meaning::place_name},
             {"Street No", Meaning::house_number},
             {"Site Addr", Meaning::address},
             {"STREET_NAME", Meaning::address},
             {"Precinct #", Meaning::precinct_key},
             {"Voting District", Meaning::precinct_key},
             {"Ward", Meaning::ward},
             {"WARD_NUM", Meaning::ward},
             {"# Registered", Meaning::registered_voters},
             {"No. of Registered Voters", Meaning::registered_voters},
             {"Total Reg. Voters", Meaning::registered_voters},
             {"Turnout %", Meaning::ignored},
             {"Percent Turnout", Meaning::ignored},
             {"No.", Meaning::ignored},
             {"Electores inscritos", Meaning::registered_voters},
         }) {
        RawTable table;
        table.headers = {heading};
        EXPECT_EQ(propose_mapping(table).front().meaning, meaning) << heading;
    }
}

TEST(Coordinates, AreDegreesInMostForms) {
    for (const auto& [text, degrees] : std::vector<std::pair<std::string, double>>{
             {"44.978", 44.978},
             {"44,978", 44.978},
             {"44.978 N", 44.978},
             {"93.27W", -93.27},
             {"93.27 O", -93.27},
             {"44\xC2\xB0 58' 40.8\" N", 44.978},
             {"44 58 40.8", 44.978},
             {"-93 16 12", -93.27},
             {"W 93\xC2\xB0 16.2'", -93.27},
         }) {
        const auto read = degrees_in_cell(text);
        ASSERT_TRUE(read) << text;
        EXPECT_NEAR(*read, degrees, 1e-9) << text;
    }
    for (const auto* text : {"", "N", "Main St", "44 70 0", "-93 W", "1 2 3 4", "POINT (1 2)"}) {
        EXPECT_FALSE(degrees_in_cell(text)) << text;
    }
    EXPECT_FALSE(position_in_cell("44.9"));
    EXPECT_FALSE(position_in_cell("1 Main St, Lakemont"));
    EXPECT_FALSE(sound_position(0, 0));
    EXPECT_FALSE(sound_position(144.8, -93.2));
    EXPECT_FALSE(sound_position(13.4, 144.8)->made_west) << "Guam";
}

}  // namespace
}  // namespace belfry::city
