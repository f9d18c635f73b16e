#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/sheets.hpp"
#include "rehearsal/packed.hpp"
#include "rehearsal/reproduction.hpp"
#include "rehearsal/test_rehearsal.hpp"

namespace belfry::rehearsal {
namespace {

using ::testing::HasSubstr;

class RehearsalResults : public RehearsalTest {
protected:
    void SetUp() override {
        RehearsalTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        scenario = test().add(
            "/scenarios",
            R"({"name": "Pollbooks", "disruptions": [{"id": "d", "kind": "pollbook_outage",)"
            R"( "at": "07:00", "lasts": {"shape": "deterministic", "mean": 120}}]})"
        );
        plan = test().add(
            "/plans",
            R"({"name": "Paper", "measures": [{"id": "m", "kind": "paper_pollbooks",)"
            R"( "count": 1, "unit_cost": 5000}]})"
        );
    }

    /// Two plans, done.
    std::string compared() {
        const auto run = post(
            "/runs",
            fmt::format(R"({{"scenarios": [{}], "plans": [0, {}], "days": 32}})", scenario, plan)
        );
        EXPECT_EQ(run.status, 201) << run.text;
        id = {run.id()};
        EXPECT_TRUE(test().queue().run_next());
        return fmt::format("/runs/{}", run.id());
    }

    static double value(const json::Value& row, std::string_view name) {
        return row.at(name).at("value").to_number<double>();
    }

    std::int64_t scenario = 0;
    std::int64_t plan = 0;
    Id<rehearsal::Run> id;
};

TEST_P(RehearsalResults, ShowSitesWithIntervalsAsListAndAsFile) {
    const auto run = compared();
    const auto sites = get(run + "/sites");
    ASSERT_EQ(sites.status, 200) << sites.text;
    ASSERT_EQ(sites.count(), 3U);
    const auto& first = sites.at("items").at(0);
    EXPECT_EQ(first.at("site"), "S1");
    EXPECT_EQ(first.at("address"), "12 Main St");
    EXPECT_EQ(first.at("voters").to_number<double>(), 900);
    EXPECT_LT(first.at("mean_wait").at("low").to_number<double>(), value(first, "mean_wait"));
    EXPECT_LE(value(first, "p50"), value(first, "p90"));
    EXPECT_LE(value(first, "p90"), value(first, "longest"));
    const auto other = get(run + "/sites?plan=" + std::to_string(plan));
    EXPECT_LT(value(other.at("items").at(0), "mean_wait"), value(first, "mean_wait"));
    EXPECT_EQ(get(run + "/sites?plan=999").code(), "cell_not_in_run");
    EXPECT_EQ(get(run + "/sites?plan=x").status, 422);
    EXPECT_THAT(get(run + "/sites?format=csv").text, HasSubstr("p_holds,p_holds_low,p_holds_high"));
}

TEST_P(RehearsalResults, FollowTheDayInSlots) {
    const auto run = compared();
    const auto slots = get(run + "/slots");
    ASSERT_EQ(slots.status, 200) << slots.text;
    EXPECT_EQ(slots.at("from").at(0), "07:00");
    const auto count = slots.at("from").as_array().size();
    EXPECT_GE(count, 52U) << "thirteen hours";
    const auto& site = slots.at("sites").at(0);
    EXPECT_EQ(site.at("wait").as_array().size(), count);
    EXPECT_GT(site.at("line").at(4).to_number<double>(), 10) << "an hour into the outage";
    const auto day = get(run + "/sites/S2");
    ASSERT_EQ(day.status, 200) << day.text;
    EXPECT_EQ(day.at("opens"), "07:00");
    EXPECT_EQ(day.at("slots").as_array().size(), count);
    const auto& line = day.at("slots").at(4).at("line");
    EXPECT_LE(line.at("p10").to_number<double>(), line.at("p50").to_number<double>());
    EXPECT_LE(line.at("p50").to_number<double>(), line.at("p90").to_number<double>());
    EXPECT_EQ(day.at("stations").at(0).at("station"), "check_in");
    EXPECT_EQ(get(run + "/sites/S9").status, 404);
    const auto spanish = city().get(test().official, run + "/sites/S2?plan=0");
    EXPECT_EQ(spanish.at("plan"), "Sin plan");
}

TEST_P(RehearsalResults, SayWhatChangesFromPlanToPlanAtEachSite) {
    const auto run = compared();
    const auto there = get(fmt::format("{}/differences?first=0&second={}", run, plan));
    ASSERT_EQ(there.status, 200) << there.text;
    const auto& worst = there.at("items").at(0);
    EXPECT_GT(worst.at("mean_wait").at("low").to_number<double>(), 0) << "paper helps for certain";
    EXPECT_NEAR(
        value(worst, "mean_wait"),
        worst.at("first_mean_wait").to_number<double>() -
            worst.at("second_mean_wait").to_number<double>(),
        1e-9
    );
    const auto back = get(fmt::format("{}/differences?first={}&second=0", run, plan));
    const auto& same = back.at("items").at(0);
    EXPECT_EQ(same.at("site"), worst.at("site"));
    EXPECT_DOUBLE_EQ(value(same, "mean_wait"), -value(worst, "mean_wait"));
    EXPECT_DOUBLE_EQ(
        same.at("p_holds").at("low").to_number<double>(),
        -worst.at("p_holds").at("high").to_number<double>()
    );
    EXPECT_EQ(get(run + "/differences?first=0&second=0").code(), "cell_not_in_run");
}

TEST_P(RehearsalResults, GoOutAsFiles) {
    const auto run = compared();
    const auto csv = get(run + "/results.csv");
    EXPECT_THAT(csv.text, HasSubstr("Pollbooks,Paper,S3"));
    documents::Bytes bytes("results.xlsx", get(run + "/results.xlsx").text);
    const auto sheet = documents::read_sheets(bytes);
    ASSERT_TRUE(sheet);
    const auto all = get(run + "/results.json");
    ASSERT_EQ(all.status, 200);
    EXPECT_EQ(all.at("sites").as_array().size(), 2U);
    EXPECT_EQ(all.at("sites").at(1).at("sites").as_array().size(), 3U);
    EXPECT_EQ(all.at("run").at("seed"), 1);
    const auto empty = post("/runs", R"({"scenarios": [], "plans": []})");
    EXPECT_EQ(get(fmt::format("/runs/{}/results.csv", empty.id())).code(), "run_has_no_results");
}

TEST_P(RehearsalResults, ComeOutTheSameWhenReproduced) {
    compared();
    const auto again = reproduce(city().services().database, id, {1, {}, {}});
    ASSERT_TRUE(again) << again.error().summary;
    ASSERT_EQ(again->size(), 2U);
    for (const auto& cell : *again) {
        EXPECT_TRUE(cell.equal) << cell.plan;
    }
    city().alter("UPDATE rehearsal_run SET engine_version = '0'");
    EXPECT_EQ(reproduce(city().services().database, id, {}).error().code, "engine_changed");
}

TEST_P(RehearsalResults, GoOnAfterARestartWhereTheyWere) {
    const auto run = post("/runs", R"({"scenarios": [], "plans": [], "days": 3000})");
    const auto path = fmt::format("/runs/{}", run.id());
    // Stopped as by a restart once the first part is stored.
    auto& queue = test().queue();
    std::jthread stopper([&] {
        while (city().services().database.read([&](store::Connection& db) {
            return parts_of(db, {run.id()}).at(0).days;
        }) == 0) {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        queue.stop();
    });
    ASSERT_TRUE(queue.run_next());
    stopper.join();
    const auto between = get(path);
    ASSERT_EQ(between.at("state"), "waiting") << "it was faster than the stop" << between.text;
    ASSERT_EQ(between.at("cells").as_array().size(), 1U) << "what was stored is shown";
    const auto stored = between.at("cells").at(0).at("days").to_number<std::int64_t>();
    EXPECT_GT(stored, 0);
    EXPECT_LT(stored, 3000);
    test().restart("two");
    ASSERT_TRUE(test().queue().run_next());
    const auto after = get(path);
    EXPECT_EQ(after.at("state"), "done");
    EXPECT_EQ(after.at("cells").at(0).at("days"), 3000);
    const auto again = reproduce(city().services().database, {run.id()}, {2, {}, {}});
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->at(0).equal) << "cut in two, the days come to the same";
}

TEST_P(RehearsalResults, StopWhenTheWaitIsKnownWellEnoughAndReproduceThatToo) {
    const auto run =
        post("/runs", R"({"scenarios": [], "plans": [], "days": 2000, "half_width_minutes": 5})");
    ASSERT_EQ(run.status, 201) << run.text;
    ASSERT_TRUE(test().queue().run_next());
    const auto done = get(fmt::format("/runs/{}", run.id()));
    EXPECT_EQ(done.at("cells").at(0).at("stopped_by_rule"), true);
    const auto days = done.at("cells").at(0).at("days").to_number<std::uint32_t>();
    EXPECT_LT(days, 2000U);
    std::uint32_t look = 0;
    while (look < days) {
        look = simulation::next_look(look, 2000);
    }
    EXPECT_EQ(days, look) << "it stops where the engine looks";
    EXPECT_TRUE(reproduce(city().services().database, {run.id()}, {})->at(0).equal);
}

TEST_P(RehearsalResults, PreviewMoreVotersAndServers) {
    const auto plain = get("/rehearsal-preview");
    ASSERT_EQ(plain.status, 200) << plain.text;
    ASSERT_EQ(plain.at("sites").as_array().size(), 3U);
    const auto wait = [](const program::Answer& answer) {
        return answer.at("sites").at(0).at("mean_wait").to_number<double>();
    };
    EXPECT_GT(wait(post("/rehearsal-preview", R"({"factor": 1.3})")), wait(plain));
    EXPECT_LT(
        wait(post("/rehearsal-preview", R"({"servers": {"S1": {"check_in": 4, "scanner": 2}}})")),
        wait(plain)
    );
    const auto wrong = post("/rehearsal-preview", R"({"servers": {"S9": {"check_in": 4}}})");
    EXPECT_EQ(wrong.at("problems").at(0).at("field"), "servers.S9");
}

TEST_P(RehearsalResults, ReadTheCityAgainWhenItMayHaveChangedAndNotBefore) {
    KnownDay known;
    const auto look = [&] {
        return city().services().database.read([&](auto& db) { return known.as_of(db); });
    };
    const auto before = look();
    ASSERT_TRUE(*before);
    compared();
    EXPECT_EQ(look(), before) << "neither a run nor its job is about the city";
    test().bring("site_id,name,address,expected_voters\nS4,School,9 Oak St,500\n");
    const auto after = look();
    ASSERT_TRUE(*after);
    EXPECT_NE((*after)->sha256, (*before)->sha256);
    EXPECT_EQ(
        (*after)->sha256,
        city().services().database.read([](auto& db) { return load_day(db); })->sha256
    );
    EXPECT_EQ(look(), after);
}

TEST_P(RehearsalResults, FindAPlanAndKeepIt) {
    const auto run = post(
        "/optimizations",
        fmt::format(
            R"({{"scenarios": [{}], "levers": [{{"kind": "paper_pollbooks", "most": 1,)"
            R"( "unit_cost": 5000}}, {{"kind": "extra_workers", "most": 3,)"
            R"( "equipment": ["e_pollbook"], "unit_cost": 30000}}], "days": 24, "final_days": 48}})",
            scenario
        )
    );
    ASSERT_EQ(run.status, 201) << run.text;
    EXPECT_EQ(run.at("kind"), "optimization");
    const auto path = fmt::format("/runs/{}", run.id());
    EXPECT_EQ(post(path + "/plan", R"({"name": "Found"})").code(), "run_has_no_plan");
    ASSERT_TRUE(test().queue().run_next());
    const auto done = get(path);
    ASSERT_EQ(done.at("state"), "done") << done.text;
    const auto& found = done.at("optimization");
    ASSERT_FALSE(found.at("best").is_null());
    EXPECT_FALSE(found.at("steps").as_array().empty());
    EXPECT_FALSE(found.at("curve").as_array().empty());
    EXPECT_EQ(found.at("best").at("scenario"), "Pollbooks");
    EXPECT_THAT(std::string(found.at("guarantee").as_string()), HasSubstr("Pollbooks"));
    const auto kept = post(path + "/plan", R"({"name": "Found"})");
    ASSERT_EQ(kept.status, 201) << kept.text;
    EXPECT_EQ(kept.at("measures"), found.at("measures"));
    EXPECT_EQ(get(path + "/sites").code(), "run_is_no_comparison");
    const auto exported = get(path + "/results.json");
    EXPECT_EQ(
        exported.at("run").at("optimization").at("best").at("settings"),
        found.at("best").at("settings")
    ) << "a search as JSON";
    EXPECT_EQ(get(path + "/results.csv").code(), "run_is_no_comparison");
    EXPECT_EQ(
        post("/optimizations", R"({"scenarios": [], "levers": []})")
            .at("problems")
            .at(0)
            .at("code"),
        "levers_needed"
    );
}

TEST_P(RehearsalResults, AreDrawnInTheReadersLanguage) {
    const auto run = compared();
    const auto matrix = get(run + "/charts/matrix.svg");
    ASSERT_EQ(matrix.status, 200) << matrix.text;
    EXPECT_THAT(matrix.text, HasSubstr("Pollbooks — No plan: 0%."));
    const auto day = city().get(test().official, run + "/charts/site-S1.svg");
    EXPECT_THAT(day.text, HasSubstr("Fire Station: minutos de espera"));
    for (const std::string name : {"sites", "site-S2", "matrix", "cost-risk"}) {
        const auto svg = get(fmt::format("{}/charts/{}.svg", run, name));
        EXPECT_THAT(svg.text, HasSubstr("<title")) << name;
        EXPECT_THAT(svg.text, HasSubstr("<desc")) << name;
        EXPECT_THAT(svg.text, testing::Not(HasSubstr("nan"))) << name;
        EXPECT_THAT(svg.text, testing::Not(HasSubstr(" id="))) << name << ": two in one page";
        const auto png = get(fmt::format("{}/charts/{}.png", run, name));
        EXPECT_EQ(png.status, 200) << name;
        EXPECT_THAT(png.text, testing::StartsWith("\x89PNG\r\n\x1a\n")) << name;
    }
    EXPECT_EQ(get(run + "/charts/matrix.gif").code(), "no_such_chart");
    EXPECT_EQ(get(run + "/charts/pie.svg").code(), "no_such_chart");
}

INSTANTIATE_TEST_SUITE_P(Engines, RehearsalResults, store::all_engines(), store::engine_name);

TEST(Packed, GivesBackWhatWasPacked) {
    const std::vector<std::string> texts{"", "a", std::string(100'000, '\0')};
    for (const auto& text : texts) {
        EXPECT_EQ(unpacked(packed(text)), text);
    }
    const std::vector<double> numbers{0, -1.5, 1e300};
    EXPECT_EQ(numbers_from(bytes_of(numbers)), numbers);
}

}  // namespace
}  // namespace belfry::rehearsal
