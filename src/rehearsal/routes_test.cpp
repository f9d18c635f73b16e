#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rehearsal/packed.hpp"
#include "rehearsal/test_rehearsal.hpp"
#include "simulation/rehearsal.hpp"

namespace belfry::rehearsal {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class RehearsalRoutes : public RehearsalTest {
protected:
    std::int64_t outage() {
        return test().add(
            "/scenarios",
            R"({"name": "Pollbooks", "disruptions": [{"id": "d", "kind": "pollbook_outage",)"
            R"( "at": "07:00", "lasts": {"shape": "deterministic", "mean": 150}}]})"
        );
    }

    std::int64_t paper() {
        return test().add(
            "/plans",
            R"({"name": "Paper", "measures": [{"id": "m", "kind": "paper_pollbooks",)"
            R"( "count": 1, "unit_cost": 5000}]})"
        );
    }

    program::Answer begin(const std::string& body) {
        auto run = post("/runs", body);
        EXPECT_EQ(run.status, 201) << run.text;
        return run;
    }

    static std::string path(const program::Answer& run) {
        return "/runs/" + std::to_string(run.id());
    }
};

TEST_P(RehearsalRoutes, KeepScenariosAndReadThemBack) {
    const auto made = post(
        "/scenarios",
        R"({"name": "Pollbooks", "disruptions": [{"id": "d", "kind": "pollbook_outage",)"
        R"( "where": {"share": 0.333}, "at": "07:00",)"
        R"( "lasts": {"shape": "deterministic", "mean": 150}}]})"
    );
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(
        made.at("sentences").at(0),
        "E-pollbooks are down at a third of the sites from 7:00 to 9:30. Which sites it strikes is "
        "drawn anew for each day."
    );
    const auto path = "/scenarios/" + std::to_string(made.id());
    const auto spanish = city().get(test().official, path);
    EXPECT_THAT(
        std::string(spanish.at("sentences").at(0).as_string()),
        HasSubstr("en un tercio de los centros de las 7:00 a las 9:30")
    );
    EXPECT_EQ(get(path + "?language=es").at("sentences"), spanish.at("sentences"));
    const auto renamed = city().patch(test().planner, path, R"({"name": "Books"})", made.tag());
    ASSERT_EQ(renamed.status, 200) << renamed.text;
    EXPECT_THAT(get("/scenarios").all("name"), ElementsAre("Books"));
    EXPECT_EQ(city().remove(test().planner, path, renamed.tag()).status, 204);
    EXPECT_EQ(get(path).status, 404);
}

TEST_P(RehearsalRoutes, RefuseSitesTheCityDoesNotHaveByTheirField) {
    const auto refused = post(
        "/scenarios",
        R"({"name": "Fire", "disruptions": [{"id": "d", "kind": "closure",)"
        R"( "where": {"sites": ["S1", "S9"]}}]})"
    );
    EXPECT_EQ(refused.status, 422) << refused.text;
    EXPECT_EQ(refused.at("problems").at(0).at("field"), "disruptions[0].where.sites[1]");
    EXPECT_EQ(refused.at("problems").at(0).at("code"), "unknown_site");
    const auto said = post(
        "/scenario-sentences",
        R"({"disruptions": [{"id": "d", "kind": "closure", "where": {"sites": ["S9"]}},)"
        R"( {"id": "e", "kind": "closure", "where": {"sites": ["S1"]}}]})"
    );
    ASSERT_EQ(said.status, 200) << said.text;
    EXPECT_EQ(said.at("problems").as_array().size(), 1U);
    EXPECT_EQ(said.at("sentences").at(0), "");
    EXPECT_THAT(std::string(said.at("sentences").at(1).as_string()), HasSubstr("Fire Station"));
}

TEST_P(RehearsalRoutes, BeginAScenarioFromAnIncident) {
    EXPECT_GT(get("/incident-presets").count(), 10U);
    const auto preset = get("/incident-presets/durham-nc-2016");
    ASSERT_EQ(preset.status, 200) << preset.text;
    EXPECT_EQ(preset.at("sentences").as_array().size(), 2U);
    EXPECT_EQ(get("/incident-presets/atlantis").status, 404);
    const auto made = post("/scenarios", R"({"preset": "durham-nc-2016"})");
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(made.at("preset"), "durham-nc-2016");
    EXPECT_EQ(made.at("disruptions"), preset.at("disruptions"));
    EXPECT_EQ(
        post("/scenarios", R"({"preset": "atlantis"})").at("problems").at(0).at("code"),
        "unknown_preset"
    );
    EXPECT_EQ(post("/scenarios", "{}").at("problems").at(0).at("field"), "name");
}

TEST_P(RehearsalRoutes, TellTheSecondWhoEditsAPlanWhatChanged) {
    const auto path = "/plans/" + std::to_string(paper());
    const auto seen = get(path);
    EXPECT_EQ(seen.at("cost"), 3 * 5000);
    const auto first = city().patch(
        test().official, path, R"({"standard": {"minutes": 20, "share": 0}})", seen.tag()
    );
    ASSERT_EQ(first.status, 200) << first.text;
    const auto second = city().patch(test().planner, path, R"({"name": "Paper 2"})", seen.tag());
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.at("differences").at(0).at("field"), "standard");
    EXPECT_EQ(second.at("differences").at(0).at("who"), "Elena Oficial");
    EXPECT_EQ(get(path).at("name"), "Paper");
    EXPECT_EQ(city().patch(test().planner, path, R"({"name": "x"})").status, 428);
}

TEST_P(RehearsalRoutes, KeepObserversOutAndAuditorsFromEditing) {
    EXPECT_EQ(city().get(city().observer, "/plans").status, 403);
    EXPECT_EQ(city().get(city().auditor, "/plans").status, 200);
    EXPECT_EQ(city().post(city().auditor, "/plans", R"({"name": "x"})").status, 403);
    EXPECT_EQ(
        city().post(city().auditor, "/runs", R"({"scenarios": [], "plans": []})").status, 403
    );
}

TEST_P(RehearsalRoutes, ComparePlansOnTheSameDays) {
    const auto scenario = outage();
    const auto plan = paper();
    const auto run = begin(fmt::format(
        R"({{"scenarios": [{}], "plans": [0, {}], "days": 40, "seed": 7}})", scenario, plan
    ));
    EXPECT_EQ(run.at("state"), "waiting");
    EXPECT_EQ(run.at("days_of"), 80);
    EXPECT_EQ(run.at("cells").as_array().size(), 0U);
    ASSERT_TRUE(test().queue().run_next());
    const auto done = get(path(run));
    ASSERT_EQ(done.at("state"), "done") << done.text;
    EXPECT_EQ(done.at("days_done"), 80);
    const auto& cells = done.at("cells").as_array();
    ASSERT_EQ(cells.size(), 2U);
    EXPECT_EQ(cells[0].at("plan"), 0);
    EXPECT_EQ(cells[1].at("plan"), plan);
    EXPECT_EQ(cells[1].at("days"), 40);
    EXPECT_GT(cells[0].at("mean_wait").at("value").to_number<double>(), 5)
        << "an outage of two and a half hours";
    EXPECT_LT(
        cells[1].at("mean_wait").at("value").to_number<double>(),
        cells[0].at("mean_wait").at("value").to_number<double>()
    );
    EXPECT_EQ(cells[1].at("cost_cents").at("value").to_number<double>(), 15'000);
    EXPECT_EQ(done.at("inputs").at("scenarios").at(0).at("name"), "Pollbooks");
    EXPECT_EQ(done.at("inputs").at("city_sha256").as_string().size(), 64U);
    EXPECT_EQ(done.at("changed_since").as_array().size(), 0U);
    for (const auto& pair : done.at("paired").as_array()) {
        if (pair.at("metric") == "mean_wait") {
            EXPECT_NEAR(
                pair.at("difference").to_number<double>(),
                cells[0].at("mean_wait").at("value").to_number<double>() -
                    cells[1].at("mean_wait").at("value").to_number<double>(),
                1e-6
            );
            EXPECT_GT(pair.at("low").to_number<double>(), 0);
        }
    }
    EXPECT_EQ(done.at("paired").as_array().size(), 5U);
}

TEST_P(RehearsalRoutes, GiveTheBitsOfTheEngineHoweverTheDaysAreCut) {
    const auto scenario = outage();
    const auto run =
        begin(fmt::format(R"({{"scenarios": [{}], "plans": [], "days": 100}})", scenario));
    ASSERT_TRUE(test().queue().run_next());
    const auto [stored, model, sums] = city().services().database.read([&](store::Connection& db) {
        auto found = find_run(db, {run.id()}).value();
        auto made = simulation::make_model(
            city_of_run(db, found),
            for_engine(found.inputs.scenarios[0]),
            for_engine(found.inputs.plans[0])
        );
        auto packed_sums = cell_sums(db, {{run.id()}, 0, 0});
        return std::tuple(std::move(found), std::move(made.value()), std::move(packed_sums));
    });
    simulation::RunOptions options;
    options.days = 100;
    options.threads = 1;
    EXPECT_EQ(rehearsal_from(unpacked(sums), model), simulation::rehearse(model, options));
}

TEST_P(RehearsalRoutes, RepeatARunWithTheInputsItSawAndGiveEqualBits) {
    const auto scenario = outage();
    const auto run =
        begin(fmt::format(R"({{"scenarios": [{}, 0], "plans": [0], "days": 24}})", scenario));
    ASSERT_TRUE(test().queue().run_next());
    const auto path_of_scenario = "/scenarios/" + std::to_string(scenario);
    city().remove(test().planner, path_of_scenario, get(path_of_scenario).tag());
    test().bring("site_id,name,address,expected_voters\nS4,Gym,9 Ash St,500\n");
    const auto seen = get(path(run));
    EXPECT_THAT(seen.at("changed_since").as_array().size(), 2U) << seen.text;
    EXPECT_EQ(seen.at("changed_since").at(1).at("gone"), true);
    const auto again = post(path(run) + "/repetition");
    ASSERT_EQ(again.status, 201) << again.text;
    ASSERT_TRUE(test().queue().run_next());
    const auto second = get(path(again));
    ASSERT_EQ(second.at("cells").as_array().size(), 2U);
    EXPECT_EQ(second.at("cells"), seen.at("cells"));
    EXPECT_EQ(get("/runs").count(), 2U);
    EXPECT_EQ(get("/runs").at("items").at(0).at("changed"), true);
}

TEST_P(RehearsalRoutes, RefuseWhatCannotBeRun) {
    const auto code = [&](const std::string& body) {
        const auto refused = post("/runs", body);
        EXPECT_EQ(refused.status, 422) << refused.text;
        return std::string(refused.at("problems").at(0).at("code").as_string());
    };
    EXPECT_EQ(code(R"({"scenarios": [77], "plans": []})"), "unknown_scenario");
    EXPECT_EQ(code(R"({"scenarios": [], "plans": [77]})"), "unknown_plan");
    EXPECT_EQ(code(R"({"scenarios": [], "plans": [0, 0]})"), "listed_twice");
    EXPECT_EQ(code(R"({"scenarios": [], "plans": [], "days": 3})"), "days_out_of_range");
    EXPECT_EQ(code(R"({"scenarios": [], "plans": [1, 2, 3, 4, 5, 6, 7]})"), "too_many_plans");
    EXPECT_EQ(city().count("rehearsal_run"), 0);
    EXPECT_EQ(city().count("job"), 0);
}

TEST_P(RehearsalRoutes, KeepWhatIsDoneWhenARunIsCancelledAndDeleteItAfterwards) {
    const auto run = begin(R"({"scenarios": [], "plans": [], "days": 40})");
    EXPECT_EQ(city().remove(test().planner, path(run), run.tag()).code(), "run_is_working");
    EXPECT_EQ(post(path(run) + "/cancellation").at("state"), "cancelled");
    EXPECT_FALSE(test().queue().run_next());
    EXPECT_EQ(city().remove(test().planner, path(run), get(path(run)).tag()).status, 204);
    for (const auto* table : {"rehearsal_run", "run_city", "run_part", "run_cell"}) {
        EXPECT_EQ(city().count(table), 0) << table;
    }
}

TEST_P(RehearsalRoutes, AreFoundByTheSearchByThoseWhoMaySeeThem) {
    const auto scenario = outage();
    const auto plan = paper();
    const auto run =
        begin(fmt::format(R"({{"scenarios": [{}], "plans": [{}], "days": 8}})", scenario, plan));
    const auto found = get("/search?q=paper");
    ASSERT_EQ(found.status, 200) << found.text;
    const auto links = [](const program::Answer& answer) {
        std::vector<std::string> out;
        for (const auto& hit : answer.at("hits").as_array()) {
            out.emplace_back(hit.at("link").as_string());
        }
        return out;
    };
    // A step speaks of paper as well.
    EXPECT_THAT(links(found), ElementsAre("/steps/7", fmt::format("/plans/{}", plan), path(run)));
    EXPECT_EQ(found.at("hits").at(2).at("snippet"), "Paper · Pollbooks");
    EXPECT_EQ(get("/search?q=POLLB").at("hits").at(0).at("id"), scenario);
    EXPECT_THAT(
        links(get(fmt::format("/search?q=rehearsal+{}", run.id()))), ElementsAre(path(run))
    );
    EXPECT_THAT(city().get(city().observer, "/search?q=paper").text, Not(HasSubstr("/plans/")));
}

INSTANTIATE_TEST_SUITE_P(Engines, RehearsalRoutes, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::rehearsal
