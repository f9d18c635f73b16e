#include "program/likely_zone.hpp"

#include <gtest/gtest.h>

#include "program/local_time.hpp"

namespace belfry::program {
namespace {

TEST(LikelyZone, IsTheStatesByItsNameOrItsLetters) {
    EXPECT_EQ(likely_zone("CA"), (LikelyZone{"America/Los_Angeles", ZoneRule::state}));
    EXPECT_EQ(likely_zone("California"), likely_zone("ca"));
    EXPECT_EQ(likely_zone("Arizona")->zone, "America/Phoenix");
    EXPECT_EQ(likely_zone("ontario"), std::nullopt);
    EXPECT_EQ(likely_zone(""), std::nullopt);
}

TEST(LikelyZone, SaysWhereAStateHasTwoAndThePositionIsNotKnown) {
    EXPECT_EQ(likely_zone("TX"), (LikelyZone{"America/Chicago", ZoneRule::most_of_state}));
}

TEST(LikelyZone, FollowsThePositionInAStateOfTwo) {
    struct Town {
        const char* name;
        const char* state;
        Whereabouts at;
        const char* zone;
    };

    for (const auto& town : std::vector<Town>{
             {"El Paso", "TX", {31.76, -106.49}, "America/Denver"},
             {"Austin", "TX", {30.27, -97.74}, "America/Chicago"},
             {"Pensacola", "FL", {30.42, -87.22}, "America/Chicago"},
             {"Port St. Joe", "FL", {29.81, -85.30}, "America/New_York"},
             {"Miami", "FL", {25.76, -80.19}, "America/New_York"},
             {"Nashville", "TN", {36.16, -86.78}, "America/Chicago"},
             {"Crossville", "TN", {35.95, -85.03}, "America/Chicago"},
             {"Chattanooga", "TN", {35.05, -85.31}, "America/New_York"},
             {"Knoxville", "TN", {35.96, -83.92}, "America/New_York"},
             {"Louisville", "KY", {38.25, -85.76}, "America/Kentucky/Louisville"},
             {"Bowling Green", "KY", {36.99, -86.44}, "America/Chicago"},
             {"Gary", "IN", {41.59, -87.35}, "America/Chicago"},
             {"Evansville", "IN", {37.97, -87.57}, "America/Chicago"},
             {"South Bend", "IN", {41.68, -86.25}, "America/Indiana/Indianapolis"},
             {"Terre Haute", "IN", {39.47, -87.41}, "America/Indiana/Indianapolis"},
             {"Ironwood", "MI", {46.45, -90.17}, "America/Chicago"},
             {"Marquette", "MI", {46.54, -87.40}, "America/Detroit"},
             {"Rapid City", "SD", {44.08, -103.23}, "America/Denver"},
             {"Sioux Falls", "SD", {43.55, -96.73}, "America/Chicago"},
             {"Dickinson", "ND", {46.88, -102.79}, "America/Denver"},
             {"Williston", "ND", {48.15, -103.62}, "America/Chicago"},
             {"Scottsbluff", "NE", {41.87, -103.67}, "America/Denver"},
             {"Goodland", "KS", {39.35, -101.71}, "America/Denver"},
             {"Garden City", "KS", {37.97, -100.87}, "America/Chicago"},
             {"Lewiston", "ID", {46.42, -117.02}, "America/Los_Angeles"},
             {"Boise", "ID", {43.62, -116.20}, "America/Boise"},
             {"Ontario", "OR", {44.03, -116.96}, "America/Boise"},
             {"Portland", "OR", {45.52, -122.68}, "America/Los_Angeles"},
             {"West Wendover", "NV", {40.74, -114.07}, "America/Denver"},
             {"Adak", "AK", {51.87, -176.63}, "America/Adak"},
         }) {
        const auto zone = likely_zone(town.state, town.at);
        ASSERT_TRUE(zone) << town.name;
        EXPECT_EQ(zone->zone, town.zone) << town.name;
        EXPECT_EQ(zone->rule, ZoneRule::position) << town.name;
        EXPECT_TRUE(known_zone(zone->zone)) << town.name;
    }
}

TEST(LikelyZone, IsOneThatTheSystemKnows) {
    for (const auto* state : {"HI", "AS", "GU", "MP", "PR", "VI", "AK", "IN", "KY", "MI", "DC"}) {
        EXPECT_TRUE(known_zone(likely_zone(state)->zone)) << state;
    }
}

}  // namespace
}  // namespace belfry::program
