#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/address.hpp"
#include "city/cell.hpp"
#include "city/test_places.hpp"
#include "documents/table.hpp"

namespace belfry::city {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

Imported import(const std::string& text) {
    return import_files({{"list.csv", text}});
}

std::vector<std::string> codes_of(const RowFate& row) {
    std::vector<std::string> codes;
    for (const auto& note : row.notes) {
        codes.push_back(note.code);
    }
    return codes;
}

Meaning meaning_of(const std::string& heading) {
    RawTable table;
    table.headers = {heading};
    return propose_mapping(table).front().meaning;
}

TEST(Mapping, UnderstandsTheHeadingsOfManyStates) {
    for (const auto& [heading, meaning] : std::vector<std::pair<std::string, Meaning>>{
             {"site_id", Meaning::place_key},
             {"PollingLocationName", Meaning::place_name},
             {"polling_place_name", Meaning::place_name},
             {"POLL", Meaning::place_name},
             {"Precinct\nCode", Meaning::precinct_key},
             {"PRECINCT", Meaning::precinct_key},
             {"VTDID", Meaning::precinct_key},
             {"PCTNAME", Meaning::precinct_name},
             {"Active\nVoter\nCount", Meaning::registered_voters},
             {"REG7AM", Meaning::registered_voters},
             {"text_address1", Meaning::address},
             {"text_zip5", Meaning::zip},
             {"cde_state", Meaning::state},
             {"Polling Hours", Meaning::hours},
             {"lng", Meaning::lon},
             {"house_num", Meaning::house_number},
             {"Dirección", Meaning::address},
             {"registered_2018", Meaning::registered_voters},
             {"source_date", Meaning::ignored},
             {"precinct_count", Meaning::ignored},
             {"", Meaning::ignored},
         }) {
        EXPECT_EQ(meaning_of(heading), meaning) << heading;
    }
}

TEST(Mapping, GivesNoMeaningTwiceAndRefusesOneThatDoes) {
    RawTable table;
    table.headers = {"name", "site name", "name"};
    auto mapping = propose_mapping(table);
    EXPECT_EQ(mapping[0].meaning, Meaning::place_name);
    EXPECT_EQ(mapping[1].meaning, Meaning::ignored);
    EXPECT_TRUE(check_mapping(table, mapping));
    mapping[2].meaning = Meaning::place_name;
    const auto twice = check_mapping(table, mapping);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().problems.front().field, "columns[2].meaning");
    mapping.pop_back();
    EXPECT_FALSE(check_mapping(table, mapping));
}

TEST(Mapping, DoubtsAHeadingThatItsCellsContradict) {
    RawTable table;
    table.headers = {"Address", "Voters"};
    for (int i = 0; i < 10; ++i) {
        table.rows.push_back({2, {"PO BOX 12", "about 300"}});
    }
    for (const auto& column : propose_mapping(table)) {
        EXPECT_EQ(column.meaning, Meaning::ignored) << column.column;
    }
}

TEST(Cells, ReadNumbersTimesAndNothings) {
    EXPECT_EQ(count_in_cell("1,219"), 1219);
    EXPECT_EQ(count_in_cell(" 2778.0 "), 2778);
    for (const auto* text : {"12,19", "-3", "1.5", "about 300", "", "1e99", "NA"}) {
        EXPECT_FALSE(count_in_cell(text)) << text;
    }
    EXPECT_EQ(tidy("=\"0012\""), "0012");
    EXPECT_EQ(tidy("A \r\n  B"), "A B");
    EXPECT_EQ(tidy("N/A"), "");
    EXPECT_EQ(time_in_cell("7:30 p.m.")->minutes, 19 * 60 + 30);
    EXPECT_EQ(time_in_cell("19:00:00")->minutes, 19 * 60);
    EXPECT_EQ(time_in_cell("12:15 AM")->minutes, 15);
    EXPECT_EQ(time_in_cell("0.2916666667")->minutes, 7 * 60);
    EXPECT_FALSE(time_in_cell("19"));
    for (const auto* pointed : {"7.30", "8.5", "20.30"}) {
        EXPECT_FALSE(time_in_cell(pointed)) << pointed;
    }
    EXPECT_FALSE(time_in_cell("25:00"));
    EXPECT_EQ(hours_in_cell("10:00 AM - 7:00 PM"), (Hours{{600}, {1140}}));
    EXPECT_EQ(hours_in_cell("7am to 8pm"), (Hours{{420}, {1200}}));
    const Hours day{{420}, {1200}};
    for (const auto* text :
         {"7 AM–8 PM",
          "7a-8p",
          "0700 - 2000",
          "7.00 - 20.00",
          "7h00 à 20h00",
          "7:00\u202FAM — 8:00\u202FPM",
          "7:00 a. m. – 8:00 p. m.",
          "de 7 a.m. a 8 p.m.",
          "7:00 a las 20:00",
          "Tuesday: 7am-8pm",
          "7 AM – 8 PM EST",
          "11/3/2026 7:00 AM - 11/3/2026 8:00 PM"}) {
        EXPECT_EQ(hours_in_cell(text), day) << text;
    }
    for (const auto* text : {"7-8", "24 hours", "closed", "7 AM - 8:75 PM", "Monday 7am-8pm"}) {
        EXPECT_FALSE(hours_in_cell(text)) << text;
    }
    EXPECT_FALSE(hours_in_cell("8:00 PM - 7:00 AM"));
    EXPECT_FALSE(hours_in_cell("Thursday, October 30, 8 AM - 6 PM"));
}

TEST(Addresses, ComeApartAtStateAndZip) {
    EXPECT_EQ(
        split_address("225 NEWTON BRIDGE ROAD, ATHENS, GA 30607"),
        (SplitAddress{"225 NEWTON BRIDGE ROAD", "ATHENS", "GA", "30607"})
    );
    EXPECT_EQ(
        split_address("8625 ZANE AVE N BROOKLYN PARK MN 55443"),
        (SplitAddress{"8625 ZANE AVE N BROOKLYN PARK", "", "MN", "55443"})
    );
    EXPECT_EQ(
        split_address("2775 Hydraulic Rd, Charlottesville, VA 229018917"),
        (SplitAddress{"2775 Hydraulic Rd", "Charlottesville", "VA", "22901-8917"})
    );
    EXPECT_FALSE(split_address("100 Main St"));
    EXPECT_FALSE(split_address(""));
    EXPECT_EQ(zip_from("2908", "RI"), "02908");
    EXPECT_FALSE(zip_from("2908", "TX"));
    EXPECT_EQ(with_blank("1826 NFRANCISCO AVE"), "1826 N FRANCISCO AVE");
    EXPECT_EQ(with_blank("331 W45TH ST"), "331 W 45TH ST");
    EXPECT_EQ(with_blank("10 WEST 4TH ST"), "10 WEST 4TH ST");
}

TEST(Rows, AddUpWhateverBecomesOfThem) {
    const auto got = import(
        "Polling places of 2026,,,\n"
        "precinct,voters,polling place,address\n"
        "1,\"1,200\",Fire Station,12 Main St\n"
        "2,900,Fire Station,12 MAIN STREET\n"
        "2,900,Fire Station,12 MAIN STREET\n"
        "3,abc,Library,5 Elm St\n"
        ",,,\n"
        "precinct,voters,polling place,address\n"
        "4,10,Undetermined,\n"
        "5,20,School,1 Oak St, Apt 2\n"
        "6,40\n"
        "2,900,Library,5 Elm St\n"
        "Total,3000,,\n"
    );
    ASSERT_THAT(got.read.tables, SizeIs(1));
    EXPECT_EQ(got.read.tables[0], (FateCounts{12, 3, 2, 7}));
    const auto& rows = got.read.rows;
    EXPECT_THAT(codes_of(rows[0]), ElementsAre("above_heading"));
    EXPECT_THAT(codes_of(rows[3]), ElementsAre("same_as_row"));
    EXPECT_THAT(codes_of(rows[4]), ElementsAre("not_a_count"));
    EXPECT_THAT(codes_of(rows[5]), ElementsAre("empty_row"));
    EXPECT_THAT(codes_of(rows[6]), ElementsAre("heading_again"));
    EXPECT_THAT(codes_of(rows[7]), ElementsAre("no_place_yet"));
    EXPECT_THAT(codes_of(rows[8]), ElementsAre("more_cells"));
    EXPECT_THAT(codes_of(rows[9]), ElementsAre("no_place_given"));
    EXPECT_THAT(codes_of(rows[10]), ElementsAre("precinct_elsewhere"));
    EXPECT_THAT(codes_of(rows[11]), ElementsAre("total_row"));
    const auto& city = got.read.city;
    ASSERT_THAT(city.places, SizeIs(2)) << "one fire station, one library";
    ASSERT_THAT(city.precincts, SizeIs(5));
    EXPECT_EQ(city.precincts[0].registered_voters, 1200);
    EXPECT_EQ(city.precincts[0].place, city.precincts[1].place);
    EXPECT_FALSE(city.precincts[2].registered_voters);
    EXPECT_EQ(city.precincts[3].place, "") << "a place that is none is not made up";
}

TEST(Rows, NameAPrecinctOnceHoweverManySchoolDistrictsItHas) {
    const auto got = import(
        "precinct_name,name,address\n"
        "ANN TWP_ISD_2884_01,TOWN HALL,\"1 A ST, ADA, MN 56510\"\n"
        "ANN TWP_ISD_177,TOWN HALL,\"1 A ST, ADA, MN 56510\"\n"
        "ANN TWP_ISD_1,OTHER HALL,\"9 B ST, ELY, MN 55731\"\n"
        "ANN TWP_ISD_2_03,OTHER HALL,\"9 B ST, ELY, MN 55731\"\n"
    );
    const auto& precincts = got.read.city.precincts;
    ASSERT_THAT(precincts, SizeIs(2)) << "there are two towns of that name";
    EXPECT_EQ(precincts[0].key, "ANN TWP");
    EXPECT_EQ(precincts[1].key, "ANN TWP (2)");
    EXPECT_THAT(codes_of(got.read.rows[1]), ElementsAre("precinct_again"));
    EXPECT_THAT(codes_of(got.read.rows[3]), ElementsAre("precinct_again"));
}

TEST(Rows, KeepRoomsApartAndSayWhichShareABuilding) {
    const auto got = import(
        "site_id,name,address,city,zip\n"
        "S1,HOPE HIGH - LEFT,324 HOPE ST,PROVIDENCE,2906\n"
        "S2,HOPE HIGH - RIGHT,324 Hope Street,PROVIDENCE,2906\n"
        "S2,HOPE HIGH - GYM,324 Hope Street,PROVIDENCE,2906\n"
    );
    const auto& places = got.read.city.places;
    ASSERT_THAT(places, SizeIs(2));
    EXPECT_EQ(places[0].building, places[1].building);
    EXPECT_EQ(places[0].zip, "02906");
    EXPECT_THAT(codes_of(got.read.rows[2]), ElementsAre("place_again", "said_otherwise"));
}

TEST(Rows, NeverInventCoordinates) {
    const auto got = import(
        "name,address,lat,lon\n"
        "A,1 A St,0,0\n"
        "B,2 B St,-71.4,41.8\n"
        "C,3 C St,41.8,\n"
        "D,4 D St,141.8,-71.4\n"
        "E,5 E St,41.8,-71.4\n"
    );
    const auto& places = got.read.city.places;
    EXPECT_FALSE(places[0].lat);
    EXPECT_EQ(places[1].lat, 41.8);
    EXPECT_EQ(places[1].lon, -71.4);
    EXPECT_EQ(
        places[1].provenance.at("lat"), (Provenance{Origin::repaired, "coordinates_swapped"})
    );
    EXPECT_FALSE(places[2].lat);
    EXPECT_FALSE(places[3].lat);
    EXPECT_EQ(places[4].coord_source, "given");
}

TEST(Rows, ReadPlacesFirstWhateverTheOrderOfFiles) {
    const auto got = import_files({
        {"precincts.csv",
         "precinct_id,site_id,registered_voters,ballots_total\nP1,S1,100,120\nP2,S9,50,20\n"},
        {"sites.csv", "site_id,name,address,precincts\nS1,Hall,1 A St,P1;P7\n"},
    });
    const auto& city = got.read.city;
    ASSERT_THAT(city.precincts, SizeIs(3));
    EXPECT_EQ(city.precincts[0].place, "S1");
    EXPECT_EQ(city.precincts[1].place, "");
    EXPECT_EQ(city.precincts[2].key, "P7") << "listed by its place, described by no table";
    EXPECT_THAT(codes_of(got.read.rows[0]), ElementsAre("more_ballots_than_voters"));
    EXPECT_EQ(got.read.rows[0].fate, Fate::read) << "a remark is no repair";
    EXPECT_THAT(codes_of(got.read.rows[1]), ElementsAre("unknown_place"));
}

TEST(Files, RefuseWhatIsNoTableInWordsThatHelp) {
    const std::string report =
        "  COUNTY OF ADAMS          POLLING PLACES          PAGE 1\n"
        "  1ST CHRISTIAN CHURCH     1201 SHERIDAN           HASTINGS\n"
        "  AYR SCHOOL               1270 S FIRST ST         AYR\n"
        "  CROSIER PARK             223 E 14TH ST           HASTINGS\n";
    for (const auto& [name, bytes, code] : std::vector<std::array<std::string, 3>>{
             {"r.txt", report, "file_is_fixed_width"},
             {"x.csv", std::string("\xD0\xCF\x11\xE0\xA1\xB1", 6), "file_is_old_workbook"},
             {"e.csv", "", "file_has_no_rows"},
             {"h.csv", "name,address\n", "file_has_no_rows"},
             {"j.json", R"({"a": 1})", "file_is_no_geojson"},
             {"v.xml", "<html><body/></html>", "file_is_web_page"},
             {"v.xml", "<VipObject><Prec", "file_xml_broken"},
             {"z.zip", "PK\x03\x04 broken", "zip_unreadable"},
             {"n.zip", "PK\x05\x06" + std::string(18, '\0'), "file_has_no_rows"},
         }) {
        const auto got = read_tables({{name, bytes}});
        ASSERT_FALSE(got) << name;
        EXPECT_EQ(got.error().code, code);
        EXPECT_NE(got.error().summary.find(name), std::string::npos) << got.error().summary;
    }
}

TEST(Files, ReadPointsAndAreasOfGeoJson) {
    const std::string square =
        R"({"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"precinct_id":"P1","registered_2018":70},
             "geometry":{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,2],[0,2],[0,0]]]}},
            {"type":"Feature","properties":{"precinct_id":"P2"},
             "geometry":{"type":"MultiPolygon","coordinates":[[[[10,10],[10,12],[12,12],[12,10],[10,10]]]]}}]})";
    const auto areas = import_files({{"p.geojson", square}});
    ASSERT_THAT(areas.read.city.precincts, SizeIs(2));
    EXPECT_EQ(areas.read.city.precincts[0].lon, 2);
    EXPECT_EQ(areas.read.city.precincts[0].lat, 1);
    EXPECT_EQ(areas.read.city.precincts[0].coord_source, "precinct_centroid");
    EXPECT_EQ(areas.read.city.precincts[0].registered_voters, 70);
    EXPECT_EQ(areas.read.city.precincts[1].lat, 11) << "whichever way the ring turns";

    const auto points = import_files(
        {{"s.geojson",
          R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Hall"},
              "geometry":{"type":"Point","coordinates":[-71.5,41.5]}}]})"}}
    );
    ASSERT_THAT(points.read.city.places, SizeIs(1));
    EXPECT_EQ(points.read.city.places[0].lat, 41.5);
    EXPECT_EQ(points.read.city.places[0].coord_source, "geojson_point");
}

TEST(Files, ReadSpreadsheetsAndRememberTheirSheet) {
    documents::Table table{"places", {"Site name", "Address", "Booths"}, {}};
    table.rows.push_back(
        {documents::Cell(std::string("Hall")),
         documents::Cell(std::string("1 A St")),
         documents::Cell(std::int64_t{12})}
    );
    const auto got = import_files({{"places.xlsx", documents::to_xlsx(table)}});
    ASSERT_THAT(got.read.city.places, SizeIs(1));
    EXPECT_EQ(got.read.city.places[0].voting_booths, 12);
    EXPECT_EQ(got.read.rows[0].line, 2U);
}

TEST(Placeholders, AreKnownByTheirNames) {
    for (const auto* name : {"Undetermined", "TBD", "To be determined", "N.A.", "Unassigned"}) {
        EXPECT_EQ(stands_for_no_place(name), std::string(name) != "N.A.") << name;
    }
    EXPECT_FALSE(stands_for_no_place("Church of the Unknown Saint"));
    EXPECT_FALSE(stands_for_no_place(""));
}

}  // namespace
}  // namespace belfry::city
