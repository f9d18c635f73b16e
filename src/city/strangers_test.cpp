// Lists and logs of other cities, programs and languages than those that Belfry was made with.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/cell.hpp"
#include "city/log_file.hpp"
#include "city/log_moment.hpp"
#include "city/precinct_list.hpp"
#include "city/projection.hpp"
#include "city/test_places.hpp"
#include "documents/encoding.hpp"

namespace belfry::city {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string with_bytes(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        text.replace(at, from.size(), to);
        at += to.size();
    }
    return text;
}

const std::string spanish =
    "N.º de centro;Nombre del centro de votación;Dirección;Ciudad;Precintos;Electores "
    "inscritos;Hora de apertura;Casetas de votación;Funcionarios\n"
    "1;Escuela Peña;1 Main St;Laredo;101, 102;2.886;7:00 a. m.;6;5\n"
    "2;Salón Núñez;2 Main St;Laredo;103;954;7:30 a. m.;4;3\n";

/// The same text as an older Mac writes it.
std::string in_mac_roman(std::string text) {
    for (const auto& [letter, byte] : std::vector<std::pair<std::string, std::string>>{
             {"º", "\xBC"}, {"ó", "\x97"}, {"ñ", "\x96"}, {"ú", "\x9C"}, {"é", "\x8E"}
         }) {
        text = with_bytes(text, letter, byte);
    }
    return text;
}

void expect_the_two_places(const Imported& got) {
    const auto& places = got.read.city.places;
    ASSERT_THAT(places, SizeIs(2));
    EXPECT_EQ(places[0].key, "1");
    EXPECT_EQ(places[0].name, "Escuela Peña");
    EXPECT_EQ(places[0].address, "1 Main St");
    EXPECT_EQ(places[0].registered_voters, 2886);
    EXPECT_EQ(places[1].registered_voters, 954);
    EXPECT_EQ(places[1].opens, simulation::at_clock(7, 30));
    EXPECT_EQ(places[0].voting_booths, 6);
    EXPECT_EQ(places[0].poll_workers, 5);
    EXPECT_THAT(got.read.city.precincts, SizeIs(3));
}

TEST(SpanishLists, AreReadInWhateverEncodingTheyCome) {
    expect_the_two_places(import_files({{"utf8.csv", spanish}}));
    expect_the_two_places(import_files({{"mac.csv", in_mac_roman(spanish)}}));
    auto western = spanish;
    for (const auto& [letter, byte] : std::vector<std::pair<std::string, std::string>>{
             {"º", "\xBA"}, {"ó", "\xF3"}, {"ñ", "\xF1"}, {"ú", "\xFA"}, {"é", "\xE9"}
         }) {
        western = with_bytes(western, letter, byte);
    }
    expect_the_two_places(import_files({{"western.csv", western}}));
}

TEST(Encodings, TellMacFromWindowsByLettersInsideWords) {
    using documents::Encoding;
    EXPECT_EQ(
        documents::likely_one_byte("Pe\xF1"
                                   "a School"),
        Encoding::windows_1252
    );
    EXPECT_EQ(
        documents::likely_one_byte("Pe\x96"
                                   "a School"),
        Encoding::mac_roman
    );
    EXPECT_EQ(
        documents::likely_one_byte("the school\x97north door, voters\x92 hall, A\x96"
                                   "B"),
        Encoding::windows_1252
    ) << "dashes and quotation marks";
    EXPECT_EQ(documents::likely_one_byte("ESPA\x84OLA, EDUCACI\xEEN"), Encoding::mac_roman);
    std::string letters;
    documents::append_utf8(letters, "\x87\x8E\x92\x97\x9C\x96\x84", Encoding::mac_roman);
    EXPECT_EQ(letters, "áéíóúñÑ");
}

TEST(Encodings, KnowUtf16WithoutAMark) {
    std::string little;
    for (const char letter : std::string("Site No,Name,Address\n1,Hall,1 A St\n")) {
        little += std::string{letter, '\0'};
    }
    const auto got = import_files({{"x.csv", little}});
    ASSERT_THAT(got.read.city.places, SizeIs(1));
    EXPECT_EQ(got.read.city.places[0].name, "Hall");
    EXPECT_FALSE(documents::unmarked_utf16(std::string(1000, '\0')));
    EXPECT_FALSE(documents::unmarked_utf16("plain text, nothing else"));
}

TEST(PrecinctLists, ComeApartWhereTheyAreNumbers) {
    EXPECT_THAT(precinct_list("1, 2 & 3", false).keys, ElementsAre("1", "2", "3"));
    EXPECT_THAT(precinct_list("1A; 2B and 3", false).keys, ElementsAre("1A", "2B", "3"));
    EXPECT_THAT(precinct_list("Oak, Upper", false).keys, ElementsAre("Oak, Upper"));
    EXPECT_THAT(precinct_list("1-3, 7", true).keys, ElementsAre("1", "2", "3", "7"));
    EXPECT_THAT(precinct_list("001–003", true).keys, ElementsAre("001", "002", "003"));
    EXPECT_THAT(precinct_list("4 to 6", false).keys, ElementsAre("4", "5", "6"));
    EXPECT_THAT(precinct_list("1-3", false).keys, ElementsAre("1-3")) << "ward 1, precinct 3";
    EXPECT_THAT(precinct_list("9-2", true).keys, ElementsAre("9-2"));
    EXPECT_THAT(precinct_list("1 to 999999999", false).keys, SizeIs(1));
}

TEST(PrecinctLists, AreRangesOnlyWhereTheColumnSaysSo) {
    const std::string head = "Name,Address,Precincts\n";
    const auto ranges = import_files({{"a.csv", head + "Hall,1 A St,\"1-4, 9\"\nGym,2 B St,5\n"}});
    EXPECT_THAT(ranges.read.city.precincts, SizeIs(6));
    EXPECT_EQ(ranges.read.rows[0].notes[0].code, "precinct_range");
    const auto wards = import_files({{"a.csv", head + "Hall,1 A St,1-2;1-3\nGym,2 B St,2-1\n"}});
    EXPECT_THAT(wards.read.city.precincts, SizeIs(3));
    const auto keys = import_files(
        {{"a.csv", head + "Hall,1 A St,1-2\nGym,2 B St,7\n"},
         {"b.csv", "Precinct,Registered Voters\n1-2,500\n7,600\n"}}
    );
    EXPECT_THAT(keys.read.city.precincts, SizeIs(2)) << "a precinct is called 1-2";
}

TEST(Figures, ArePointedThousandsOnlyWhereSomeCannotBeFractions) {
    const std::string head = "Name,Address,Registered Voters\n";
    const auto thousands =
        import_files({{"a.csv", head + "Hall,1 A St,1.000\nGym,2 B St,2.886\n"}});
    EXPECT_EQ(thousands.read.city.places[0].registered_voters, 1000);
    EXPECT_EQ(thousands.read.rows[0].notes[0].code, "point_is_thousands");
    const auto decimals =
        import_files({{"a.csv", head + "Hall,1 A St,954.000\nGym,2 B St,700.0\n"}});
    EXPECT_EQ(decimals.read.city.places[0].registered_voters, 954);
}

TEST(Towns, ComeApartFromStateAndZip) {
    const auto got = import_files(
        {{"a.csv",
          "FACILITY,ADDR,CITY/STATE/ZIP\nHall,1 A St,\"Oak Park, IL 60302\"\nGym,2 B St,Cicero IL "
          "60804\n"}}
    );
    const auto& places = got.read.city.places;
    ASSERT_THAT(places, SizeIs(2));
    EXPECT_EQ(places[0].city, "Oak Park");
    EXPECT_EQ(places[0].state, "IL");
    EXPECT_EQ(places[0].zip, "60302");
    EXPECT_EQ(places[1].city, "Cicero");
    EXPECT_EQ(places[1].zip, "60804");
}

TEST(BrokenQuotes, SwallowNoLines) {
    const auto got = import_files(
        {{"q.csv",
          "Name,Address\n\"Hall,1 A St\nGym,2 B St\nSchool \"The Old\",3 C St\nBarn,4 D St\n"}}
    );
    ASSERT_THAT(got.read.rows, SizeIs(4));
    EXPECT_EQ(got.read.rows[0].notes[0].code, "unclosed_quote");
    EXPECT_THAT(got.read.city.places, SizeIs(3));
    const auto whole = import_files({{"w.csv", "Name,Address\n\"Fire\nHall\" ,1 A St\n"}});
    EXPECT_THAT(whole.read.city.places, SizeIs(1)) << "a blank after the mark is no harm";
}

std::string point(double x, double y) {
    return fmt::format(
        R"({{"type":"Feature","properties":{{"name":"Hall {}"}},"geometry":{{"type":"Point","coordinates":[{},{}]}}}})",
        x,
        x,
        y
    );
}

TEST(Planes, AreTurnedIntoDegrees) {
    // Toronto's tower, by its published UTM coordinates; Web Mercator's corner by its definition.
    const auto tower = in_degrees(Projection{false, 17, false}, {630084, 4833438});
    EXPECT_NEAR(tower.lat, 43.642561, 1e-5);
    EXPECT_NEAR(tower.lon, -79.387143, 1e-5);
    const auto corner = in_degrees({}, {-20037508.342789, 20037508.342789});
    EXPECT_NEAR(corner.lon, -180, 1e-9);
    EXPECT_NEAR(corner.lat, 85.0511287798, 1e-8);
    const auto south = in_degrees(Projection{false, 33, true}, {500000, 10'000'000});
    EXPECT_NEAR(south.lat, 0, 1e-9);
    EXPECT_NEAR(south.lon, 15, 1e-9);
}

TEST(Planes, OfAFileAreThoseItNamesOrWebMercatorWhereThatLiesHere) {
    const auto features = point(-10250000, 5900000);
    for (const auto* crs :
         {R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},)", ""}) {
        const auto got = import_files(
            {{"m.geojson",
              fmt::format(R"({{"type":"FeatureCollection",{}"features":[{}]}})", crs, features)}}
        );
        ASSERT_THAT(got.read.city.places, SizeIs(1));
        EXPECT_NEAR(got.read.city.places[0].lat.value_or(0), 46.75, 0.1);
        EXPECT_NEAR(got.read.city.places[0].lon.value_or(0), -92.08, 0.1);
    }
    const auto feet = import_files(
        {{"f.geojson", R"({"type":"FeatureCollection","features":[)" + point(2500000, 300000) + "]}"
        }}
    );
    EXPECT_EQ(feet.read.rows[0].notes[0].code, "coordinates_in_plane");
    const auto esri = import_files(
        {{"e.json",
          R"({"spatialReference":{"wkid":102100},"features":[{"attributes":{"NAME":"Hall","ADDRESS":"1 A St"},"geometry":{"x":-10250000,"y":5900000}}]})"
        }}
    );
    ASSERT_THAT(esri.read.city.places, SizeIs(1));
    EXPECT_NEAR(esri.read.city.places[0].lat.value_or(0), 46.75, 0.1);
}

TEST(Feeds, OfVersionThreeAndWithPrefixesAreRead) {
    const auto three = import_files(
        {{"v3.xml",
          R"(<vip_object schemaVersion="3.0"><precinct id="100"><name>Ward 1</name><number>01</number>
             <polling_location_id>200</polling_location_id></precinct>
             <polling_location id="200"><address><location_name>Town Hall</location_name><line1>1 Main St</line1>
             <city>Adair</city><state>NC</state><zip>27000</zip></address>
             <polling_hours>6:30 AM - 7:30 PM</polling_hours></polling_location></vip_object>)"}}
    );
    ASSERT_THAT(three.read.city.places, SizeIs(1));
    EXPECT_EQ(three.read.city.places[0].name, "Town Hall");
    EXPECT_EQ(three.read.city.places[0].closes, simulation::at_clock(19, 30));
    ASSERT_THAT(three.read.city.precincts, SizeIs(1));
    EXPECT_EQ(three.read.city.precincts[0].place, three.read.city.places[0].key);

    const auto five = import_files(
        {{"v5.xml",
          R"(<v:VipObject xmlns:v="urn:x"><v:PollingLocation id="pl1"><v:Name>Hall</v:Name>
             <v:AddressLine>1 A St</v:AddressLine></v:PollingLocation>
             <v:Precinct id="p1"><v:Name>One</v:Name><v:Number>1</v:Number>
             <v:PollingLocationIds>pl1</v:PollingLocationIds></v:Precinct></v:VipObject>)"}}
    );
    ASSERT_THAT(five.read.city.precincts, SizeIs(1));
    EXPECT_EQ(five.read.city.precincts[0].place, "pl1");
}

TEST(Refusals, OfAFileHaveItsNameAsAValue) {
    const auto got = read_tables({{"lists.csv", "name,address\n"}});
    ASSERT_FALSE(got);
    ASSERT_THAT(got.error().problems, SizeIs(1));
    EXPECT_EQ(got.error().problems[0].code, got.error().code);
    EXPECT_EQ(got.error().problems[0].values.at("file"), "lists.csv");
    EXPECT_THAT(
        read_tables({{"feed.xml", "<VipObject>\n<Precinct"}}).error().summary, HasSubstr("line 2")
    );
}

// ---- logs

TEST(Moments, AreReadInTheFormsOfOtherPrograms) {
    const std::string zone = "America/Chicago";
    const Moment seven{
        Date(std::chrono::year(2024), std::chrono::month(11), std::chrono::day(5)), 425.5
    };
    for (const auto* text :
         {"2024-11-05 07:05:30",
          "2024-11-05T13:05:30Z",
          "2024-11-05 07:05:30-06:00",
          "11/5/2024 7:05:30 AM",
          "11/05/24 07:05:30",
          "11-05-2024 07:05:30",
          "Nov 5, 2024 7:05:30 AM",
          "Tuesday, November 5, 2024 7:05:30 AM",
          "05-NOV-24 07:05:30.000000 AM",
          "1730811930",
          "1730811930125"}) {
        EXPECT_EQ(moment_in_cell(text, zone), seven) << text;
    }
    EXPECT_NEAR(moment_in_cell("2024-11-05T13:05:30.125Z", zone)->minute, 425.5, 0.01);
    EXPECT_FALSE(moment_in_cell("soon", zone));
    EXPECT_FALSE(moment_in_cell("13/13/2024 07:00", zone)->day);
}

RawTable log_of(const std::string& csv) {
    return read_tables({{"log.csv", csv}})->front();
}

Election election_of_2026() {
    auto election = usual_election();
    election.date = Date(std::chrono::year(2026), std::chrono::month(11), std::chrono::day(3));
    return election;
}

TEST(CheckInLogs, OfAPastElectionCountForTheirOwnDay) {
    const auto read = read_log(
        log_of("VoterID,CheckInTime\nA,11/04/2024 09:00:00 AM\nB,11/05/2024 08:00:00 AM\n"
               "C,11/05/2024 08:30:00 PM\nD,11/05/2024 05:00:00 PM\n"),
        election_of_2026()
    );
    ASSERT_TRUE(read);
    EXPECT_EQ(
        read->day, Date(std::chrono::year(2024), std::chrono::month(11), std::chrono::day(5))
    );
    EXPECT_EQ(read->counts.read, 2);
    EXPECT_EQ(read->counts.set_aside, 2);
    EXPECT_EQ(read->rows[0].code, "other_day");
    EXPECT_EQ(read->rows[1].code, "outside_hours");
}

TEST(CheckInLogs, CountAVoterOnceAndNoneThatWasCancelled) {
    const auto read = read_log(
        log_of("Voter ID,Date,Time,Status\n1,11/5/2024,8:00 AM,Checked in\n1,11/5/2024,8:01 "
               "AM,Checked in\n"
               "2,11/5/2024,8:02 AM,Cancelled\n2,11/5/2024,8:03 AM,Checked in\n"),
        election_of_2026()
    );
    ASSERT_TRUE(read);
    EXPECT_THAT(read->check_ins, SizeIs(2));
    ASSERT_THAT(read->rows, SizeIs(2));
    EXPECT_EQ(read->rows[0].code, "voter_again");
    EXPECT_EQ(read->rows[0].value, "2") << "the line where the voter stood first";
    EXPECT_EQ(read->rows[1].code, "check_in_cancelled");
}

TEST(CheckInLogs, AreKnownByHeadingsOfOtherPrograms) {
    for (const auto* heading :
         {"checkin_timestamp",
          "Transaction Date/Time",
          "Hora de registro",
          "VoterCheckinDateTime",
          "Check-In Date/Time"}) {
        const auto read = read_log(
            log_of(std::string("id,") + heading + "\n1,11/5/2024 8:00\n"), election_of_2026()
        );
        ASSERT_TRUE(read) << heading;
        EXPECT_THAT(read->check_ins, SizeIs(1)) << heading;
    }
    const auto services = read_log(
        log_of("Voter ID,Check-in Start,Check-in End\n1,2024-11-05 08:00:00,2024-11-05 08:01:30\n"),
        election_of_2026()
    );
    ASSERT_TRUE(services);
    EXPECT_THAT(services->durations, ElementsAre(1.5));
}

}  // namespace
}  // namespace belfry::city
