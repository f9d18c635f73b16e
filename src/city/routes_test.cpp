#include "city/routes.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/check.hpp"
#include "documents/sheets.hpp"
#include "program/test_program.hpp"

namespace belfry::city {
namespace {

using program::Answer;
using program::TestProgram;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CityRoutes : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        program_ = std::make_unique<TestProgram>(GetParam(), city::migrations());
        city::add_routes(program_->router(), program_->services());
        planner = program_->add_person("Petra Planner", accounts::Role::planner);
        official = program_->add_person("Elena Oficial", accounts::Role::election_official, "es");
    }

    [[nodiscard]] TestProgram& city() { return *program_; }

    Answer upload(const std::string& path, std::string bytes) {
        return city().call(
            planner,
            http::Method::post,
            "/api/v1" + path,
            std::move(bytes),
            {{"Content-Type", "application/octet-stream"}}
        );
    }

    /// Uploads and confirms a list.
    Answer bring(const std::string& text) {
        const auto draft = upload("/imports?name=list.csv", text);
        check(draft.status == 201, draft.text.c_str());
        return city().act(planner, path_of(draft), "/confirmation", "");
    }

    static std::string path_of(const Answer& import) {
        return "/imports/" + std::to_string(import.id());
    }

    std::string first_site() {
        return "/sites/" +
               std::to_string(city().get(planner, "/sites").at("items").at(0).at("id").as_int64());
    }

    std::int64_t planner = 0;
    std::int64_t official = 0;

private:
    std::unique_ptr<TestProgram> program_;
};

constexpr auto two_places =
    "site_id,name,address,registered_voters,scanners\n"
    "S1,Fire Station,12 Main St,1200,\n"
    "S2,Library,5 Elm St,800,2\n";

TEST_P(CityRoutes, StoreNothingUntilAnImportIsConfirmed) {
    const auto draft = upload("/imports?name=places.csv", two_places);
    ASSERT_EQ(draft.status, 201) << draft.text;
    EXPECT_EQ(draft.at("state"), "draft");
    EXPECT_EQ(draft.at("ready"), true);
    EXPECT_EQ(draft.at("places").at("added"), 2);
    const auto& table = draft.at("tables").at(0);
    EXPECT_EQ(table.at("form").at("delimiter"), ",");
    EXPECT_EQ(table.at("columns").at(0).at("meaning"), "place_key");
    EXPECT_EQ(table.at("sample").at(0).at(1), "Fire Station");
    EXPECT_EQ(city().get(planner, "/sites").count(), 0U);

    const auto done = city().act(planner, path_of(draft), "/confirmation", "");
    ASSERT_EQ(done.status, 200) << done.text;
    EXPECT_EQ(done.at("state"), "confirmed");
    EXPECT_EQ(done.at("by").at("name"), "Petra Planner");
    EXPECT_THAT(city().get(planner, "/sites").all("key"), ElementsAre("S1", "S2"));
    EXPECT_EQ(city().act(planner, path_of(draft), "/confirmation", "").code(), "import_is_over");
    EXPECT_EQ(city().get(planner, path_of(draft)).at("places").at("added"), 2)
        << "a confirmed import tells what it did, not what it would do now";
    EXPECT_EQ(city().get(planner, "/imports").count(), 1U);
}

TEST_P(CityRoutes, ShowAMapBeforeItIsUsed) {
    bring("precinct,polling place,address\n12-A,Hall,1 A St\n12-B,Gym,2 B St\n");
    const std::string file =
        R"({"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"PRECINCT":"12-A"},"geometry":{"type":"Polygon",
             "coordinates":[[[-71,41],[-70.9,41],[-70.9,41.1],[-71,41]]]}},
            {"type":"Feature","properties":{"PRECINCT":"12-A"},"geometry":{"type":"Polygon",
             "coordinates":[[[-71,42],[-70.9,42],[-70.9,42.1],[-71,42]]]}},
            {"type":"Feature","properties":{"PRECINCT":"77"},"geometry":{"type":"Polygon",
             "coordinates":[[[-70.9,41],[-70.8,41],[-70.8,41.1],[-70.9,41]]]}},
            {"type":"Feature","properties":{"NAME":"Pier"},"geometry":{"type":"Point",
             "coordinates":[-71,41]}}]})";
    const auto shown = upload("/basemap/preview?name=map.geojson", file);
    ASSERT_EQ(shown.status, 200) << shown.text;
    EXPECT_EQ(shown.at("map").at("kind"), "precincts");
    EXPECT_EQ(shown.at("known_precincts"), 1) << "an island is no precinct of its own";
    EXPECT_EQ(shown.at("city_precincts"), 2);
    EXPECT_EQ(shown.at("left_out").at(0).at("feature"), 4);
    EXPECT_EQ(shown.at("left_out").at(0).at("name"), "Pier");
    EXPECT_EQ(city().get(planner, "/basemap").at("kind"), "none") << "nothing is stored";
    EXPECT_EQ(upload("/basemap/preview?name=map.geojson", "{").code(), "not_json");
}

TEST_P(CityRoutes, ListWhatAnImportAddsChangesAndRemoves) {
    ASSERT_EQ(bring(two_places).status, 200);
    const auto draft = upload(
        "/imports?name=new.csv",
        "site_id,name,address,registered_voters\nS1,Fire Station,12 Main St,1300\nS3,Gym,9 Oak "
        "St,500\n"
    );
    const auto path = path_of(draft) + "/changes";
    const auto changes = city().get(planner, path);
    EXPECT_THAT(changes.all("key"), ElementsAre("S1", "S2", "S3"));
    EXPECT_THAT(changes.all("change"), ElementsAre("changed", "removed", "added"));
    const auto& first = changes.at("items").at(0);
    EXPECT_EQ(first.at("field"), "registered_voters");
    EXPECT_EQ(first.at("before"), "1200");
    EXPECT_EQ(first.at("after"), "1300");
    EXPECT_EQ(city().get(planner, path + "?change=added").count(), 1U);
    EXPECT_EQ(city().get(planner, path + "?part=precinct").count(), 0U);
    EXPECT_THAT(
        city().get(planner, path + "?format=csv").text, HasSubstr("S1,Fire Station,12 Main St")
    );
    ASSERT_EQ(city().act(planner, path_of(draft), "/confirmation", "").status, 200);
    EXPECT_EQ(city().get(planner, path).text, changes.text) << "and once it is done, the same";
    EXPECT_EQ(city().get(official, path).count(), 3U);
}

TEST_P(CityRoutes, LeaveNothingBehindOfAFileThatCannotBeRead) {
    EXPECT_EQ(upload("/imports?name=a.csv", "").code(), "file_empty");
    EXPECT_EQ(upload("/imports?name=a.csv", "\xD0\xCF\x11\xE0 old").code(), "file_is_old_workbook");
    EXPECT_EQ(city().get(planner, "/imports").count(), 0U);
    const auto draft = upload("/imports?name=a.csv", two_places);
    EXPECT_EQ(
        upload(path_of(draft) + "/files?name=b.xml", "<feed/>").code(), "file_is_no_vip_feed"
    );
    EXPECT_EQ(city().get(planner, path_of(draft)).at("files").as_array().size(), 1U);
    EXPECT_EQ(city().remove(planner, path_of(draft)).status, 204);
    EXPECT_EQ(city().count("city_import_content"), 0);
    EXPECT_EQ(city().get(planner, path_of(draft)).status, 404);
}

TEST_P(CityRoutes, TakeWhatAPersonSaysColumnsMeanAndRememberIt) {
    const std::string odd = "what,where,how many\nHall,1 A St,300\nGym,2 B St,x\n";
    const auto draft = upload("/imports?name=odd.csv", odd);
    EXPECT_EQ(draft.at("ready"), false);
    EXPECT_EQ(
        city().act(planner, path_of(draft), "/confirmation", "").code(), "import_says_nothing"
    );
    const auto change = [&](const std::string& meanings) {
        return city().patch(
            planner,
            path_of(draft),
            R"({"tables": [{"table": 0, "meanings": )" + meanings + "}]}",
            draft.tag()
        );
    };
    EXPECT_EQ(
        change(R"(["place_name", "place_name", "ignored"])").at("problems").at(0).at("field"),
        "tables[0].columns[1].meaning"
    );
    const auto known = change(R"(["place_name", "address", "registered_voters"])");
    ASSERT_EQ(known.status, 200) << known.text;
    EXPECT_EQ(known.at("ready"), true);
    EXPECT_EQ(known.at("rows").at("repaired"), 1);
    EXPECT_EQ(city().act(planner, path_of(draft), "/confirmation", "").status, 200);

    const auto again = upload("/imports?name=next-year.csv", odd);
    EXPECT_EQ(again.at("ready"), true);
    EXPECT_EQ(again.at("tables").at(0).at("remembered"), true);
    EXPECT_EQ(again.at("places").at("unchanged"), 2);
}

TEST_P(CityRoutes, AccountForEveryRowInTheReadersLanguageAndAsAFile) {
    const auto draft = upload(
        "/imports?name=rows.csv",
        "name,address,voters\nHall,1 A St,12\nHall,1 A St,12\nGym,2 B St,many\n"
    );
    const auto rows = city().get(planner, path_of(draft) + "/rows");
    EXPECT_THAT(rows.all("fate"), ElementsAre("read", "set_aside", "repaired"));
    EXPECT_THAT(rows.all("notes")[1], HasSubstr("line 2"));
    EXPECT_EQ(rows.all("cells")[1], "Hall | 1 A St | 12");
    const auto spanish = city().get(official, path_of(draft) + "/rows?fate=repaired");
    ASSERT_EQ(spanish.count(), 1U);
    EXPECT_THAT(spanish.all("notes")[0], HasSubstr("Electores inscritos"));
    const auto found = city().get(planner, path_of(draft) + "/rows?q=SAME%20as");
    EXPECT_THAT(found.all("fate"), ElementsAre("set_aside"));
    const auto sheet = city().get(planner, path_of(draft) + "/rows?format=xlsx");
    documents::Bytes bytes("rows.xlsx", sheet.text);
    const auto read = documents::read_sheets(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->front().rows.size(), 4U);
}

TEST_P(CityRoutes, KeepWhatAPersonChangedWhenTheListComesAgain) {
    bring(two_places);
    const auto site = first_site();
    const auto before = city().get(planner, site);
    EXPECT_EQ(before.at("scanners"), 1) << "one for 4,000";
    EXPECT_EQ(before.at("provenance").at("scanners").at("rule"), "scanners_by_registered");
    const auto changed = city().patch(planner, site, R"({"scanners": 3})", before.tag());
    ASSERT_EQ(changed.status, 200) << changed.text;
    EXPECT_EQ(changed.at("provenance").at("scanners").at("origin"), "changed");

    const auto draft = upload(
        "/imports?name=again.csv",
        "site_id,name,address,registered_voters,scanners\nS1,Fire Station,12 Main St,1300,1\n"
    );
    EXPECT_EQ(draft.at("absent"), "remove") << "it names half of the places";
    EXPECT_EQ(draft.at("kept").at(0).at("field"), "scanners");
    EXPECT_EQ(draft.at("places").at("removed"), 1);
    const auto kept = city().patch(planner, path_of(draft), R"({"absent": "keep"})", draft.tag());
    EXPECT_EQ(kept.at("places").at("kept_absent"), 1);
    ASSERT_EQ(city().act(planner, path_of(draft), "/confirmation", "").status, 200);
    const auto after = city().get(planner, site);
    EXPECT_EQ(after.at("scanners"), 3);
    EXPECT_EQ(after.at("registered_voters"), 1300);
    EXPECT_EQ(after.tag(), "\"3\"") << "made, changed by hand, changed by the import";
    EXPECT_EQ(city().get(planner, "/sites").count(), 2U);

    const auto cleared = city().patch(planner, site, R"({"scanners": null})", after.tag());
    EXPECT_EQ(cleared.at("scanners"), 1) << "estimated again";
}

TEST_P(CityRoutes, UndoTheLastImportAndOnlyThat) {
    const auto first = bring(two_places);
    const auto second = bring(
        "site_id,name,address,precincts\nS1,Fire Station,12 Main St,P1;P2\nS3,School,9 Oak St,P3\n"
    );
    ASSERT_EQ(second.status, 200) << second.text;
    EXPECT_THAT(city().get(planner, "/sites").all("key"), ElementsAre("S1", "S3"));
    EXPECT_EQ(city().get(planner, "/precincts").count(), 3U);
    EXPECT_EQ(city().act(planner, path_of(first), "/undoing", "").code(), "import_not_last");
    EXPECT_EQ(
        city().post(planner, "/imports/987654321/undoing", {}, {{"If-Match", "\"1\""}}).status, 404
    );
    const auto undone = city().act(planner, path_of(second), "/undoing", "");
    ASSERT_EQ(undone.status, 200) << undone.text;
    EXPECT_EQ(undone.at("state"), "undone");
    EXPECT_THAT(city().get(planner, "/sites").all("key"), ElementsAre("S1", "S2"));
    EXPECT_EQ(city().get(planner, "/precincts").count(), 0U);
    EXPECT_EQ(city().act(planner, path_of(first), "/undoing", "").status, 200);
    EXPECT_EQ(city().get(planner, "/sites").count(), 0U);
}

TEST_P(CityRoutes, UndoAnImportWithoutWhatWasRedactedSince) {
    ASSERT_EQ(bring(two_places).status, 200);
    const auto before = city().get(planner, "/sites").at("items");
    const auto station = before.at(0).at("id").as_int64();
    const auto library = before.at(1).at("id").as_int64();
    // Both are known by their address; the library goes.
    const auto second = bring(
        "site_id,name,address,registered_voters\nS1,Engine House,12 Main St,1300\n"
        "S3,School,9 Oak St,10\n"
    );
    ASSERT_EQ(second.status, 200) << second.text;
    ASSERT_EQ(city().get(planner, "/sites").at("items").at(0).at("id").as_int64(), station);
    for (const auto id : {station, library}) {
        city().alter(
            "UPDATE record_disclosure SET disclosure = NULL WHERE field = 'name' AND seq IN"
            " (SELECT seq FROM record_entry WHERE object_kind = 'place' AND action ="
            " 'place.create' AND object_id = " +
            std::to_string(id) + ")"
        );
    }
    const auto now = city().get(planner, "/sites/" + std::to_string(station));
    ASSERT_EQ(city().act(planner, path_of(second), "/undoing", "").status, 200);

    const auto first = city().get(planner, "/sites/" + std::to_string(station));
    EXPECT_EQ(first.at("name"), now.at("name")) << "as it was, since 'Fire Station' is redacted";
    EXPECT_EQ(first.at("registered_voters"), 1200);
    const auto back = city().get(planner, "/sites/" + std::to_string(library));
    ASSERT_EQ(back.status, 200) << back.text;
    EXPECT_EQ(back.at("name"), "█████");
    EXPECT_EQ(back.at("address"), "5 Elm St");
    EXPECT_EQ(
        city().services().database.read([](store::Connection& db) {
            return db.value<std::int64_t>(
                "SELECT count(*) FROM city_import WHERE before LIKE '%Library%'"
                " OR before LIKE '%Fire Station%'"
            );
        }),
        0
    );
}

TEST_P(CityRoutes, LetTwoImportsBeConfirmedOneAfterTheOther) {
    const auto first = upload("/imports?name=first.csv", two_places);
    const auto second = upload(
        "/imports?name=second.csv",
        "site_id,name,address,scanners\nS1,Fire Station,12 Main St,4\nS9,School,9 Oak St,1\n"
    );
    EXPECT_EQ(second.at("places").at("added"), 2) << "the first is not confirmed yet";
    ASSERT_EQ(city().act(planner, path_of(first), "/confirmation", "").status, 200);
    const auto seen = city().get(official, path_of(second));
    EXPECT_EQ(seen.at("places").at("added"), 1) << "drafts follow the city";
    const auto change =
        city().patch(official, path_of(second), R"({"absent": "keep"})", seen.tag());
    ASSERT_EQ(change.status, 200) << change.text;
    EXPECT_EQ(
        city().post(
                  planner, path_of(second) + "/confirmation", "", {{"If-Match", seen.tag()}}
        ).status,
        409
    ) << "somebody decided otherwise meanwhile";
    ASSERT_EQ(city().act(planner, path_of(second), "/confirmation", "").status, 200);
    EXPECT_THAT(city().get(planner, "/sites").all("key"), ElementsAre("S1", "S2", "S9"));
    const auto site = city().get(planner, first_site());
    EXPECT_EQ(site.at("scanners"), 4);
    EXPECT_EQ(site.at("registered_voters"), 1200) << "of the first";
}

TEST_P(CityRoutes, TellTheSecondOfTwoEditorsOfAPlaceWhatTheFirstChanged) {
    bring(two_places);
    const auto site = first_site();
    const auto seen = city().get(planner, site).tag();
    ASSERT_EQ(city().patch(official, site, R"({"voting_booths": 9})", seen).status, 200);
    const auto late = city().patch(planner, site, R"({"voting_booths": 4})", seen);
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.at("differences").at(0).at("field"), "voting_booths");
    EXPECT_EQ(late.at("differences").at(0).at("who"), "Elena Oficial");
    EXPECT_EQ(city().patch(planner, site, R"({"name": " "})", "\"2\"").status, 422);
    EXPECT_EQ(city().patch(planner, site, R"({"lat": 41.5})", "\"2\"").status, 422);
    EXPECT_EQ(city().patch(planner, site, R"({"scanners": -1})", "\"2\"").status, 422);
    EXPECT_EQ(city().patch(planner, site, R"({"name": "x"})").code(), "if_match_missing");
    EXPECT_EQ(city().get(planner, site).at("voting_booths"), 9);
}

TEST_P(CityRoutes, AddAndDeletePlacesByHandAndListThemByPages) {
    std::string many = "site_id,name,address\n";
    for (int i = 0; i < 510; ++i) {
        many += fmt::format("S{:04},Hall {},{} Main St\n", i, i, i);
    }
    bring(many);
    const auto page = city().get(planner, "/sites");
    EXPECT_EQ(page.count(), 500U);
    EXPECT_EQ(page.at("next"), "S0499");
    EXPECT_EQ(city().get(planner, "/sites?after=S0499").count(), 10U);
    EXPECT_EQ(city().get(planner, "/sites?q=hall%20249").count(), 1U);
    EXPECT_EQ(city().get(planner, "/sites?kind=vote_center").count(), 0U);
    EXPECT_EQ(city().get(planner, "/sites?kind=castle").status, 422);
    const auto csv = city().get(planner, "/sites?format=csv");
    EXPECT_EQ(std::ranges::count(csv.text, '\n'), 511) << "a file has all of them";

    const auto made =
        city().post(planner, "/sites", R"({"name": "New gym", "expected_voters": 300})");
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(made.at("check_in_stations"), 2);
    EXPECT_EQ(city().remove(planner, "/sites/" + std::to_string(made.id())).status, 204);
    EXPECT_EQ(city().get(planner, "/sites/" + std::to_string(made.id())).status, 404);

    const auto stays = city().post(planner, "/sites", R"({"name": "Old gym"})");
    const auto path = "/sites/" + std::to_string(stays.id());
    EXPECT_EQ(city().patch(planner, path, R"({"scanners": 3})", stays.tag()).status, 200);
    EXPECT_EQ(city().count("record_disclosure WHERE field = 'provenance'"), 0)
        << "whoever checks the record would find another one in the table";
}

TEST_P(CityRoutes, LetPeopleSayWhichPrecinctsVoteWhere) {
    const std::string list =
        "precinct,voters,polling place,address\nP1,10,Hall,1 A St\nP2,20,Hall,1 A St\n"
        "P3,30,Gym,2 B St\nP4,40,Undetermined,\n";
    bring(list);
    EXPECT_THAT(city().get(planner, "/precincts?without_place=true").all("key"), ElementsAre("P4"));
    const auto hall = first_site();
    const auto unknown =
        city().patch(planner, hall, R"({"precincts": ["P9"]})", city().get(planner, hall).tag());
    EXPECT_EQ(unknown.at("problems").at(0).at("field"), "precincts[0]");
    const auto moved = city().patch(
        planner, hall, R"({"precincts": ["P1", "P4"]})", city().get(planner, hall).tag()
    );
    ASSERT_EQ(moved.status, 200) << moved.text;
    EXPECT_EQ(moved.at("precincts").as_array().size(), 2U);
    EXPECT_EQ(moved.at("registered_voters"), 50);
    bring(list);
    EXPECT_THAT(city().get(planner, "/precincts?without_place=true").all("key"), ElementsAre("P2"))
        << "what people said is kept when the list comes again";
}

TEST_P(CityRoutes, DescribeTheElectionAndSayWhatIsEstimated) {
    EXPECT_EQ(city().get(planner, "/election/estimates").code(), "city_has_no_places");
    bring(two_places);
    const auto usual = city().get(planner, "/election");
    EXPECT_EQ(usual.at("opens"), "07:00");
    const auto set = city().patch(
        planner,
        "/election",
        R"({"opens": "06:00", "turnout_factor": 1.5, "date": "2026-11-03"})",
        usual.tag()
    );
    ASSERT_EQ(set.status, 200) << set.text;
    EXPECT_EQ(set.at("opens"), "06:00");
    EXPECT_EQ(
        city()
            .patch(planner, "/election", R"({"closes": "05:00"})", set.tag())
            .at("problems")
            .at(0)
            .at("field"),
        "closes"
    );
    const auto day = city().get(official, "/election/estimates");
    ASSERT_EQ(day.status, 200) << day.text;
    EXPECT_EQ(day.at("places"), 2);
    // 2,000 registered × 62.4 % × 64.9 % × 1.5
    EXPECT_EQ(day.at("voters"), 1'215);
    EXPECT_THAT(std::string(day.at("rules").at(0).at("what").as_string()), HasSubstr("electores"));
    const auto model = city().get(planner, "/election/model");
    EXPECT_EQ(model.at("sites").at(0).at("opens"), "06:00");
    EXPECT_EQ(model.at("sites").as_array().size(), 2U);
}

TEST_P(CityRoutes, TakeTheTimeZoneFromThePlacesUntilSomebodySaysOne) {
    EXPECT_EQ(city().get(planner, "/election").at("time_zone"), "");
    const std::string log = "check_in_time\n2024-11-05T15:04:05Z\n";
    EXPECT_EQ(upload("/election/fits?name=log.csv", log).code(), "time_zone_needed");
    bring("site_id,name,address,state\nS1,Fire Station,12 Main St,CA\n");
    const auto usual = city().get(planner, "/election");
    EXPECT_EQ(usual.at("time_zone"), "America/Los_Angeles");
    EXPECT_EQ(usual.at("time_zone_rule"), "state");
    EXPECT_NE(upload("/election/fits?name=log.csv", log).code(), "time_zone_needed");
    const auto dated = city().patch(planner, "/election", R"({"date": "2026-11-03"})", usual.tag());
    EXPECT_EQ(dated.at("time_zone_rule"), "state") << "nobody said it";
    const auto said =
        city().patch(planner, "/election", R"({"time_zone": "America/Denver"})", dated.tag());
    EXPECT_EQ(said.at("time_zone"), "America/Denver");
    EXPECT_EQ(said.at("time_zone_rule"), "said");
    const auto unsaid = city().patch(planner, "/election", R"({"time_zone": ""})", said.tag());
    EXPECT_EQ(unsaid.at("time_zone"), "America/Los_Angeles");
    EXPECT_EQ(
        city().patch(planner, "/election", R"({"time_zone": "Mars/Olympus"})", unsaid.tag()).status,
        422
    );
}

TEST_P(CityRoutes, FitAnArrivalProfileWithoutStoringIt) {
    std::string log = "check_in_time\n";
    for (int i = 0; i < 200; ++i) {
        log += fmt::format("{:02}:{:02}:00\n", 7 + i % 13, i % 60);
    }
    const auto fit = upload("/election/fits?name=log.csv", log);
    ASSERT_EQ(fit.status, 200) << fit.text;
    EXPECT_EQ(fit.at("kind"), "check_ins");
    EXPECT_EQ(fit.at("arrivals").at("shares").as_array().size(), 13U);
    EXPECT_EQ(city().get(planner, "/election").at("arrivals").at("source"), "edelstein_arrivals");
    EXPECT_EQ(upload("/election/fits?name=log.csv", "a,b\n1,2\n").code(), "log_not_understood");
}

constexpr auto two_areas = R"({"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"precinct": "P1"}, "geometry": {"type": "Polygon",
   "coordinates": [[[-71, 41], [-70.99, 41], [-70.99, 41.01], [-71, 41.01], [-71, 41]]]}},
  {"type": "Feature", "properties": {"precinct": "P2"}, "geometry": {"type": "Polygon",
   "coordinates": [[[-70.99, 41], [-70.98, 41], [-70.98, 41.01], [-70.99, 41.01], [-70.99, 41]]]}}
]})";

TEST_P(CityRoutes, TakeTheMapFromAnImportOfPrecinctsUntilSomebodyGivesAnother) {
    EXPECT_EQ(city().get(planner, "/basemap").at("features").as_array().size(), 0U);
    const auto draft = upload("/imports?name=precincts.geojson", two_areas);
    EXPECT_EQ(draft.at("areas"), 2);
    EXPECT_EQ(city().act(planner, path_of(draft), "/confirmation", "").status, 200);
    const auto brought = city().get(planner, "/basemap");
    EXPECT_EQ(brought.at("kind"), "precincts");
    EXPECT_EQ(brought.at("import"), draft.id());
    EXPECT_EQ(
        brought.at("features").at(1).at("properties").at("precinct"),
        city().get(planner, "/precincts").at("items").at(1).at("key")
    );
    ASSERT_EQ(city().act(planner, path_of(draft), "/undoing", "").status, 200);
    const auto none = city().get(planner, "/basemap");
    EXPECT_EQ(none.at("kind"), "none");

    const auto put = [&](const std::string& tag, std::string body) {
        return city().call(
            planner,
            http::Method::put,
            "/api/v1/basemap?name=city.geojson",
            std::move(body),
            {{"Content-Type", "application/octet-stream"}, {"If-Match", tag}}
        );
    };
    EXPECT_EQ(put(brought.tag(), two_areas).status, 409);
    EXPECT_EQ(put(none.tag(), "[]").code(), "file_is_no_geojson");
    const auto given = put(none.tag(), two_areas);
    ASSERT_EQ(given.status, 200) << given.text;
    const auto again = upload("/imports?name=precincts.geojson", two_areas);
    EXPECT_EQ(city().act(planner, path_of(again), "/confirmation", "").status, 200);
    EXPECT_EQ(city().get(planner, "/basemap").at("import"), 0) << "what people gave stays";
    EXPECT_EQ(city().act(planner, path_of(again), "/undoing", "").status, 200);
    EXPECT_EQ(city().get(planner, "/basemap").at("source"), "city.geojson");
    EXPECT_EQ(city().remove(planner, "/basemap", given.tag()).status, 204);
    EXPECT_EQ(city().get(planner, "/basemap").at("features").as_array().size(), 0U);
}

TEST_P(CityRoutes, AreForThosePeopleWhomTheTableOfRolesNames) {
    for (const auto* path : {"/sites", "/precincts", "/imports", "/election", "/basemap"}) {
        EXPECT_EQ(city().get(city().staff, path).status, 200) << path;
        EXPECT_EQ(city().get(city().observer, path).status, 403) << path;
        EXPECT_EQ(city().get(0, path).status, 401) << path;
    }
    for (const auto who : {city().mayor, city().staff, city().auditor}) {
        EXPECT_EQ(city().post(who, "/sites", R"({"name": "x"})").status, 403);
        EXPECT_EQ(city().patch(who, "/election", "{}", "\"0\"").status, 403);
        EXPECT_EQ(city().remove(who, "/basemap", "\"0\"").status, 403);
    }
    EXPECT_EQ(city().count("polling_place"), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, CityRoutes, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::city
