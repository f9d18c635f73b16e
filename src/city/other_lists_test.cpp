// Files that are no list, lists of forms that map programs and portals write, and positions in
// other units.
#include <cmath>
#include <numbers>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/coordinates.hpp"
#include "city/test_places.hpp"

namespace belfry::city {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string utf16(std::string_view text, bool big) {
    std::string out;
    for (const char letter : text) {
        out += big ? std::string{'\0', letter} : std::string{letter, '\0'};
    }
    return out;
}

TEST(OtherFiles, AreRefusedByWhatTheyAreWhateverTheirNames) {
    const auto ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(504, '\0');
    const std::vector<std::array<std::string, 3>> files{
        {"votes.csv", ole + utf16("Workbook", false), "file_is_old_workbook"},
        {"votes.xlsx", ole + utf16("EncryptedPackage", false), "file_is_protected"},
        {"votes.doc", ole + utf16("WordDocument", false), "file_is_document"},
        {"votes.rtf", "{\\rtf1\\ansi Places}", "file_is_document"},
        {"votes.csv", "%PDF-1.7 …", "file_is_document"},
        {"photo.csv", "\xFF\xD8\xFF\xE0 JFIF", "file_is_picture"},
        {"photo.txt", "\x89PNG\r\n\x1A\n", "file_is_picture"},
        {"photo.csv", "\0\0\0\x18"s + "ftypheic", "file_is_picture"},
        {"list.csv.gz", "\x1F\x8B\x08", "file_is_packed"},
        {"list.7z", "7z\xBC\xAF\x27\x1C", "file_is_packed"},
        {"city.db", "SQLite format 3\0"s, "file_is_database"},
        {"city.mdb", "\0\1\0\0Standard Jet DB\0"s, "file_is_database"},
        {"places.shp", "\0\0\x27\x0A\0\0\0\0"s, "file_is_shapefile"},
        {"places.dbf", "\x03\x7A\x0B\x1A\0\0NAME"s, "file_is_shapefile"},
        {"old.xls",
         "<?xml version=\"1.0\"?><Workbook><Worksheet/></Workbook>",
         "file_is_old_workbook"},
        {"page.xls", "<html><table><tr><td>Hall</td></tr></table></html>", "file_is_web_page"},
        {"track.gpx", "<gpx><wpt lat='1' lon='2'/></gpx>", "file_is_other_map"},
        {"topo.json", R"({"type":"Topology","objects":{},"arcs":[]})", "file_is_other_map"},
        {"empty.csv", "\xEF\xBB\xBF\r\n", "file_has_no_rows"},
        {"empty.txt", "\xFF\xFE", "file_has_no_rows"},
        {"empty.kml", "<kml><Document/></kml>", "file_has_no_rows"},
    };
    for (const auto& [name, bytes, code] : files) {
        const auto got = read_tables({{name, bytes}});
        ASSERT_FALSE(got) << name;
        EXPECT_EQ(got.error().code, code) << name;
        EXPECT_TRUE(got.error().summary.starts_with(name)) << got.error().summary;
    }
}

void expect_hall_and_gym(const Imported& got) {
    const auto& places = got.read.city.places;
    ASSERT_THAT(places, SizeIs(2));
    EXPECT_EQ(places[0].name, "Hall");
    EXPECT_EQ(places[0].address, "1 A St");
    EXPECT_NEAR(places[0].lat.value_or(0), 44.98, 1e-5);
    EXPECT_NEAR(places[0].lon.value_or(0), -93.27, 1e-5);
    EXPECT_EQ(places[1].name, "Gym");
}

TEST(OtherLists, AreReadAsMapsAndPortalsWriteThem) {
    expect_hall_and_gym(import_files(
        {{"map.kml",
          R"(<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
             <Placemark><name>Hall</name><address>1 A St</address><Point><coordinates>
             -93.27,44.98,0</coordinates></Point></Placemark>
             <Placemark><name>Gym</name><ExtendedData><Data name="address"><value>2 B St</value>
             </Data></ExtendedData></Placemark></Folder></Document></kml>)"}}
    ));
    expect_hall_and_gym(import_files(
        {{"records.json",
          R"([{"name":"Hall","address":"1 A St","the_geom":{"type":"Point","coordinates":[-93.27,44.98]}},
             {"name":"Gym","address":"2 B St"}])"}}
    ));
    expect_hall_and_gym(import_files(
        {{"records.json",
          R"([{"name":"Hall","address":"1 A St","location":{"latitude":"44.98","longitude":"-93.27"}},
             {"name":"Gym","address":"2 B St"}])"}}
    ));
    expect_hall_and_gym(import_files(
        {{"lines.geojsonl",
          R"({"type":"Feature","properties":{"name":"Hall","address":"1 A St"},"geometry":{"type":"Point","coordinates":[-93.27,44.98]}})"
          "\n"
          R"({"type":"Feature","properties":{"name":"Gym","address":"2 B St"},"geometry":null})"
          "\n"}}
    ));
}

TEST(OtherLists, HaveAreasInKmlAsWell) {
    const auto got = import_files(
        {{"areas.kml",
          R"(<kml><Placemark><ExtendedData><SchemaData><SimpleData name="PRECINCT">P1</SimpleData>
             </SchemaData></ExtendedData><MultiGeometry><Polygon><outerBoundaryIs><LinearRing>
             <coordinates>-93,44 -93,45 -92,45 -92,44 -93,44</coordinates></LinearRing>
             </outerBoundaryIs></Polygon></MultiGeometry></Placemark></kml>)"}}
    );
    ASSERT_THAT(got.read.city.precincts, SizeIs(1));
    EXPECT_EQ(got.read.city.precincts[0].key, "P1");
    EXPECT_NEAR(got.read.city.precincts[0].lat.value_or(0), 44.5, 1e-9);
}

TEST(OtherLists, KnowUtf16BeginningWithItsHighByte) {
    const auto got =
        import_files({{"x.csv", utf16("Site No,Name,Address\n1,Hall,1 A St\n2,Gym,2 B St\n", true)}}
        );
    EXPECT_THAT(got.read.city.places, SizeIs(2));
}

TEST(OtherLists, WithoutAHeadingKeepTheirFirstRow) {
    const auto got = read_tables(
        {{"n.csv", "Hall,1 A St,55401,700\nGym,2 B St,55402,800\nBarn,3 C St,55403,900\n"}}
    );
    ASSERT_TRUE(got);
    EXPECT_THAT(got->front().headers, ElementsAre("1", "2", "3", "4"));
    EXPECT_THAT(got->front().rows, SizeIs(3));
    const auto headed = read_tables({{"h.csv", "Foo,Bar,2020\nHall,x,700\nGym,y,800\n"}});
    EXPECT_THAT(headed->front().rows, SizeIs(3)) << "a number stands over numbers";
    const auto words = read_tables({{"w.csv", "Foo,Bar\nHall,700\nGym,800\n"}});
    EXPECT_THAT(words->front().rows, SizeIs(2));
}

TEST(OtherLists, HaveHeadingsCutShort) {
    const auto got = import_files(
        {{"x.csv", "VOTING_LOC_NM,VOTING_LOC_ADDR,PCT_LST\nHall,1 A St,1;2\nGym,2 B St,3\n"}}
    );
    ASSERT_THAT(got.read.city.places, SizeIs(2));
    EXPECT_EQ(got.read.city.places[0].name, "Hall");
    EXPECT_EQ(got.read.city.places[0].address, "1 A St");
    EXPECT_THAT(got.read.city.precincts, SizeIs(3));
}

TEST(Notes, BelowAndBetweenRowsBecomeNoPlaces) {
    const auto got = import_files(
        {{"x.csv",
          "Name,Address,City,Precincts\nWARD 1,,,\nHall,1 A St,Duluth,1\nGym,2 B St,Duluth,2\n"
          ",,,3\nBarn,3 C St,Duluth,4\nShed,4 D St,Duluth,5\nInn,5 E St,Duluth,6\nMill,6 F St,"
          "Duluth,7\nBank,7 G St,Duluth,8\nDeli,8 H St,Duluth,9\n* entrance on the north side,,,\n"}
        }
    );
    EXPECT_THAT(got.read.city.places, SizeIs(8));
    EXPECT_EQ(got.read.rows.front().notes.front().code, "only_one_cell");
    EXPECT_EQ(got.read.rows.back().notes.front().code, "only_one_cell");
    const auto names = import_files({{"n.csv", "Name,Address\nHall,\nGym,\nBarn,1 A St\n"}});
    EXPECT_THAT(names.read.city.places, SizeIs(3)) << "a list of names alone";
}

// ---- positions

std::vector<std::string> codes_at(double lat, double lon) {
    const auto got = import_files(
        {{"x.csv", fmt::format("Name,Address,X,Y\nHall,1 A St,{},{}\nGym,2 B St,,\n", lon, lat)}}
    );
    std::vector<std::string> out;
    for (const auto& note : got.read.rows[0].notes) {
        out.push_back(note.code);
    }
    return out;
}

Position position_at(double lat, double lon) {
    const auto sound = sound_position(lat, lon);
    return sound ? sound->position : Position{};
}

TEST(Positions, OfTheStatesAreFoundHoweverTheyStand) {
    struct Town {
        const char* name;
        double lat, lon;
    };

    for (const auto& town : std::vector<Town>{
             {"Minneapolis", 44.98, -93.27},
             {"Providence", 41.82, -71.41},
             {"New York", 40.71, -74.01},
             {"Miami", 25.77, -80.19},
             {"Anchorage", 61.22, -149.9},
             {"Honolulu", 21.31, -157.86},
             {"San Juan", 18.47, -66.11},
             {"Los Angeles", 34.05, -118.24}
         }) {
        for (const double sign : {1.0, -1.0}) {
            for (const auto& [lat, lon] :
                 {std::pair{town.lat, sign * town.lon}, std::pair{sign * town.lon, town.lat}}) {
                EXPECT_EQ(position_at(lat, lon), (Position{town.lon, town.lat})) << town.name;
            }
        }
    }
    EXPECT_EQ(position_at(13.44, 144.79), (Position{144.79, 13.44})) << "Guam";
    EXPECT_EQ(position_at(144.79, 13.44), (Position{144.79, 13.44})) << "Guam, swapped";
    EXPECT_EQ(position_at(-14.28, -170.7), (Position{-170.7, -14.28})) << "Pago Pago";
}

TEST(Positions, OfAPlaneAreTurnedOrLeftOutAndNeverTakenForDegrees) {
    const double lat = 44.98;
    const double lon = -93.27;
    const double radians = std::numbers::pi / 180;
    const double x = 6378137 * lon * radians;
    const double y = 6378137 * std::log(std::tan(std::numbers::pi / 4 + lat * radians / 2));
    EXPECT_NEAR(position_at(y, x).lat, lat, 1e-9);
    EXPECT_NEAR(position_at(y, x).lon, lon, 1e-9);
    EXPECT_NEAR(position_at(x, y).lon, lon, 1e-9) << "swapped";
    EXPECT_THAT(
        codes_at(std::round(y), std::round(x)), ElementsAre("coordinates_from_web_mercator")
    );
    EXPECT_THAT(codes_at(44980000, -93270000), ElementsAre("coordinates_without_point"));
    EXPECT_NEAR(position_at(44980000, -93270000).lat, 44.98, 1e-9);
    // Minneapolis in UTM 15 and in feet of Minnesota South; New York in feet of Long Island.
    EXPECT_THAT(codes_at(4981000, 478700), ElementsAre("coordinates_in_plane"));
    EXPECT_THAT(codes_at(1045000, 2815000), ElementsAre("coordinates_in_plane"));
    EXPECT_THAT(codes_at(212000, 987000), ElementsAre("coordinates_in_plane"));
    EXPECT_THAT(codes_at(95, 200), ElementsAre("coordinates_left_out"));
    EXPECT_THAT(codes_at(48.85, 2.35), ElementsAre("coordinates_elsewhere"));
    EXPECT_THAT(codes_at(44.98, -93.27), IsEmpty());
}

TEST(Positions, FarFromTheOthersArePointedOut) {
    std::string list = "Name,Address,Lat,Lon\n";
    for (int at = 0; at < 9; ++at) {
        list += fmt::format("Hall {0},{0} A St,44.9{0},-93.2{0}\n", at);
    }
    const auto got = import_files({{"x.csv", list + "Gym,9 B St,44.95,-83.25\n"}});
    const auto& note = got.read.rows.back().notes.at(0);
    EXPECT_EQ(note.code, "far_from_the_others");
    EXPECT_NEAR(std::stod(note.value), 788, 5) << "10 degrees at this latitude";
    EXPECT_EQ(got.read.rows.back().fate, Fate::read);
    EXPECT_THAT(got.read.rows.front().notes, IsEmpty());
}

}  // namespace
}  // namespace belfry::city
