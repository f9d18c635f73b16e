#include "city/demo_city.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/day_model.hpp"
#include "city/routes.hpp"
#include "program/demo.hpp"
#include "program/test_program.hpp"
#include "simulation/model.hpp"

namespace belfry::city {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(PortEllery, HasPlacesWhoseFiguresAddUp) {
    const auto demo = demo_places();
    EXPECT_THAT(demo.city.places, SizeIs(104));
    EXPECT_THAT(demo.city.precincts, SizeIs(138));
    EXPECT_THAT(demo.map.features, SizeIs(138));
    std::set<std::string> names;
    std::set<std::string> buildings;
    for (const auto& place : demo.city.places) {
        names.insert(place.name);
        buildings.insert(place.building);
        EXPECT_EQ(place.coord_source, "fictional");
        std::int64_t registered = 0;
        std::int64_t on_the_day = 0;
        for (const auto& precinct : demo.city.precincts) {
            registered += precinct.place == place.key ? precinct.registered_voters.value() : 0;
            on_the_day += precinct.place == place.key ? precinct.ballots_election_day.value() : 0;
        }
        EXPECT_EQ(place.registered_voters, registered) << place.name;
        EXPECT_EQ(place.ballots_election_day, on_the_day) << place.name;
    }
    EXPECT_THAT(names, SizeIs(104));
    EXPECT_THAT(buildings, SizeIs(99)) << "five have two rooms";
    for (const auto& precinct : demo.city.precincts) {
        EXPECT_FALSE(precinct.place.empty()) << precinct.key;
        EXPECT_LE(precinct.ballots_total.value(), precinct.registered_voters.value());
    }
}

TEST(PortEllery, CanBeRehearsed) {
    const auto demo = demo_places();
    const auto election = edited(usual_election(), demo.election.election);
    ASSERT_TRUE(election);
    const auto model = day_model(demo.city, *election, "Port Ellery");
    ASSERT_TRUE(model) << model.error().summary;
    EXPECT_THAT(model->city.sites, SizeIs(104));
    EXPECT_FALSE(model->rules.empty()) << "it shows what an estimate is";
    EXPECT_TRUE(simulation::make_model(model->city, {"none", "", {}}, {"none", "", {}, {}}));
}

class PortElleryLoaded : public testing::TestWithParam<store::Engine> {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        program_ = std::make_unique<program::TestProgram>(GetParam(), city::migrations());
        city::add_routes(town().router(), town().services());
        planner = town().add_person("Petra Planner", accounts::Role::planner);
    }

    [[nodiscard]] program::TestProgram& town() { return *program_; }

    [[nodiscard]] program::Services services() {
        auto all = town().services();
        all.demo_parts = {demo_part()};
        return all;
    }

    void bring(const std::string& text) {
        const auto draft = town().call(
            planner,
            http::Method::post,
            "/api/v1/imports?name=own.csv",
            text,
            {{"Content-Type", "application/octet-stream"}}
        );
        ASSERT_EQ(draft.status, 201) << draft.text;
        const auto path = "/imports/" + std::to_string(draft.id());
        ASSERT_EQ(town().act(planner, path, "/confirmation", "").status, 200);
    }

    std::int64_t planner = 0;

private:
    std::unique_ptr<program::TestProgram> program_;
};

TEST_P(PortElleryLoaded, TakesTheCitysPlaceAndGivesItBack) {
    bring("site_id,name,address,scanners,precincts\nS1,Own hall,1 A St,2,P1\n");
    const auto own_election = town().get(planner, "/election");
    ASSERT_EQ(
        town().patch(planner, "/election", R"({"opens": "05:30"})", own_election.tag()).status, 200
    );
    const auto actor = record::Actor::belfry();
    ASSERT_TRUE(program::load_demo(services(), actor, "es"));
    EXPECT_EQ(town().get(planner, "/precincts?format=csv").text.find("P1"), std::string::npos);
    EXPECT_EQ(town().get(planner, "/election/estimates").at("places"), 104);
    const auto election = town().get(planner, "/election");
    EXPECT_EQ(election.at("name"), "Elección municipal (ficticia)");
    EXPECT_EQ(election.at("early_voting").as_array().size(), 7U);
    EXPECT_EQ(election.at("date"), town().get(planner, "/city").at("next_election"));
    EXPECT_EQ(town().get(planner, "/basemap").at("features").as_array().size(), 138U);
    ASSERT_EQ(town().post(planner, "/sites", R"({"name": "Mine"})").status, 201);

    const auto removed = program::remove_demo(services(), actor);
    ASSERT_TRUE(removed) << removed.error().summary;
    EXPECT_THAT(town().get(planner, "/sites").all("name"), ElementsAre("Own hall", "Mine"));
    EXPECT_THAT(town().get(planner, "/precincts").all("key"), ElementsAre("P1"));
    const auto back = town().get(planner, "/election");
    EXPECT_EQ(back.at("opens"), "05:30");
    EXPECT_THAT(back.at("early_voting").as_array(), IsEmpty());
    const auto map = town().get(planner, "/basemap");
    EXPECT_EQ(map.at("kind"), "none");
    EXPECT_EQ(town().count("own_city"), 0);
    EXPECT_EQ(town().patch(planner, "/election", R"({"opens": "06:00"})", back.tag()).status, 200)
        << "revisions go on";
    EXPECT_EQ(town().remove(planner, "/basemap", map.tag()).status, 204);
    ASSERT_TRUE(program::load_demo(services(), actor, "en")) << "and it can be loaded again";
}

INSTANTIATE_TEST_SUITE_P(Engines, PortElleryLoaded, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::city
