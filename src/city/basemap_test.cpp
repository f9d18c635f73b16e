#include "city/basemap.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "city/basemap_check.hpp"
#include "city/simplify.hpp"

namespace belfry::city {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

Ring square(double west, double south, double size) {
    return {
        {west, south},
        {west + size, south},
        {west + size, south + size},
        {west, south + size},
        {west, south}
    };
}

/// How far a position is from a line, by the whole length of it: in metres, near the equator.
double metres_from(const Ring& line, const Position& position) {
    double least = 1e9;
    for (std::size_t at = 1; at < line.size(); ++at) {
        const auto& from = line[at - 1];
        const double dx = line[at].lon - from.lon;
        const double dy = line[at].lat - from.lat;
        const double length = dx * dx + dy * dy;
        double along = 0;
        if (length > 0) {
            along = ((position.lon - from.lon) * dx + (position.lat - from.lat) * dy) / length;
            along = std::min(1.0, std::max(0.0, along));
        }
        least = std::min(
            least,
            std::hypot(position.lon - from.lon - along * dx, position.lat - from.lat - along * dy)
        );
    }
    return least * 111'195;
}

/// Two areas side by side whose common border wiggles, given in opposite directions.
std::vector<MultiPolygon> neighbours() {
    std::mt19937 random(7);
    Ring border;
    for (int at = 0; at <= 400; ++at) {
        border.push_back({0.01 + static_cast<double>(random() % 90) * 1e-5, at * 5e-5});
    }
    Ring west{{0, 0}};
    west.insert(west.end(), border.begin(), border.end());
    west.push_back({0, 0.02});
    west.push_back({0, 0});
    Ring east{{0.03, 0.02}};
    east.insert(east.end(), border.rbegin(), border.rend());
    east.push_back({0.03, 0});
    east.push_back({0.03, 0.02});
    return {{{west}}, {{east}}};
}

std::vector<std::pair<double, double>> near_border(const Ring& ring) {
    std::vector<std::pair<double, double>> out;
    for (const auto& position : ring) {
        if (position.lon > 0.005 && position.lon < 0.02) {
            out.emplace_back(position.lat, position.lon);
        }
    }
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
}

TEST(Simplifying, LeavesNeighboursWithOneBorder) {
    const auto areas = neighbours();
    const auto out = simplified(areas, 20);
    const auto west = near_border(out[0][0][0]);
    EXPECT_EQ(west, near_border(out[1][0][0]));
    EXPECT_LT(west.size(), 300U);
    EXPECT_GT(west.size(), 2U);
}

TEST(Simplifying, LeavesOutNothingThatIsFurtherAway) {
    const auto areas = neighbours();
    for (const double metres : {5.0, 20.0, 60.0, 300.0}) {
        const auto out = simplified(areas, metres);
        for (std::size_t area = 0; area < areas.size(); ++area) {
            const auto& kept = out[area][0][0];
            EXPECT_EQ(kept.front(), kept.back());
            for (const auto& position : areas[area][0][0]) {
                EXPECT_LT(metres_from(kept, position), metres + 1.6) << "a metre for the grid";
            }
        }
    }
}

TEST(Simplifying, TurnsRingsAsTheFormatWantsAndKeepsTheSmallestArea) {
    auto outer = square(0, 0, 0.1);
    std::ranges::reverse(outer);
    const std::vector<MultiPolygon> areas{
        {{outer, square(0.02, 0.02, 0.05)}, {square(0.3, 0.3, 0.0001)}},
        {{square(0.5, 0.5, 0.0002)}},
        {{square(0.6, 0.6, 1e-7)}},
    };
    const auto out = simplified(areas, 500);
    ASSERT_THAT(out[0], SizeIs(1)) << "the islet is gone";
    EXPECT_GT(signed_size(out[0][0][0]), 0);
    EXPECT_LT(signed_size(out[0][0][1]), 0);
    ASSERT_THAT(out[1], SizeIs(1)) << "an area is not";
    EXPECT_THAT(out[1][0][0], SizeIs(5));
    EXPECT_TRUE(out[2].empty()) << "smaller than the grid";
}

std::string feature(const std::string& properties, const std::string& geometry) {
    return R"({"type": "Feature", "properties": {)" + properties + R"(}, "geometry": )" + geometry +
           "}";
}

std::string collection(const std::vector<std::string>& features) {
    std::string out;
    for (const auto& one : features) {
        out += (out.empty() ? "" : ",") + one;
    }
    return R"({"type": "FeatureCollection", "features": [)" + out + "]}";
}

std::string box(double west, double south, double size) {
    return fmt::format(
        R"({{"type": "Polygon", "coordinates": [[[{0}, {1}], [{2}, {1}], [{2}, {3}], [{0}, {3}]]]}})",
        west,
        south,
        west + size,
        south + size
    );
}

TEST(Basemaps, KeepAreasWithTheirPrecinctsAndLeaveTheRestOut) {
    const auto map = read_basemap(
        {"precincts.geojson",
         collection(
             {feature(R"("PRECINCT": "12-A", "NAME": "Harbor")", box(-71.4, 41.8, 0.01)),
              feature(R"("PRECINCT": "12-B", "NAME": "Hill")", box(-71.39, 41.8, 0.01)),
              feature(R"("PRECINCT": "9")", R"({"type": "Point", "coordinates": [-71.4, 41.8]})")}
         )}
    );
    ASSERT_TRUE(map) << map.error().summary;
    EXPECT_EQ(map->kind, BasemapKind::precincts);
    EXPECT_EQ(map->left_out, 1);
    ASSERT_THAT(map->features, SizeIs(2));
    EXPECT_EQ(map->features[1].properties.precinct, "12-B");
    EXPECT_THAT(map->features[1].geometry.coordinates[0][0], SizeIs(5)) << "closed";
    EXPECT_THAT(map->bbox, ElementsAre(-71.4, 41.8, -71.38, 41.81));
    const auto text = json::canonical(json::write(*map));
    EXPECT_THAT(text, HasSubstr("[-71.38,41.8]"));
    const auto again = json::parse_as<Basemap>(text);
    ASSERT_TRUE(again) << again.error().summary;
    EXPECT_EQ(*again, *map);
}

TEST(Basemaps, OfOneAreaAreABoundary) {
    const auto map = read_basemap(
        {"city.geojson", collection({feature(R"("NAME": "Port Ellery")", box(-71, 41, 0.2))})}
    );
    ASSERT_TRUE(map) << map.error().summary;
    EXPECT_EQ(map->kind, BasemapKind::boundary);
    EXPECT_EQ(map->features[0].properties.name, "Port Ellery");
}

TEST(Basemaps, SayWhatIsWrongWithAFile) {
    const auto code = [](const std::string& text) {
        const auto map = read_basemap({"map.geojson", text});
        return map ? std::string("none") : map.error().code;
    };
    EXPECT_EQ(code("{}"), "file_is_no_geojson");
    EXPECT_EQ(code("{"), "not_json");
    EXPECT_EQ(
        code(collection({feature("", R"({"type": "Point", "coordinates": [1, 2]})")})),
        "basemap_has_no_areas"
    );
    EXPECT_EQ(
        code(collection({feature("", box(1'250'000, 350'000, 5'000))})), "basemap_not_in_degrees"
    );
    EXPECT_EQ(
        code(collection({feature("", R"({"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]})")})
        ),
        "basemap_has_no_areas"
    );
}

TEST(Basemaps, NameTheFeatureThatIsAtFault) {
    const SourceFile file{
        "map.geojson",
        collection(
            {feature(R"("NAME": "Harbor")", box(-71.4, 41.8, 0.01)),
             feature(R"("PRECINCT": 9)", R"({"type": "Point", "coordinates": [-71.4, 41.8]})"),
             feature(
                 R"("NAME": "Hill")", R"({"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]})"
             ),
             feature("", "null")}
        )
    };
    EXPECT_THAT(
        feature_problems(file),
        ElementsAre(
            FeatureProblem{2, "9", "basemap_feature_not_an_area", "Point"},
            FeatureProblem{3, "Hill", "basemap_feature_broken", "Polygon"},
            FeatureProblem{4, "", "basemap_feature_no_geometry", ""}
        )
    );
    const auto feet = read_basemap(
        {"feet.geojson",
         collection(
             {feature(R"("NAME": "Harbor")", box(-71.4, 41.8, 0.01)),
              feature(R"("NAME": "Hill")", box(1'250'000, 350'000, 5'000))}
         )}
    );
    ASSERT_FALSE(feet);
    ASSERT_THAT(feet.error().problems, SizeIs(1));
    EXPECT_EQ(feet.error().problems[0].field, "features[1]");
    EXPECT_EQ(feet.error().problems[0].code, "basemap_feature_beyond_degrees");
    EXPECT_THAT(feet.error().problems[0].advice, HasSubstr("Hill"));
}

TEST(Basemaps, MayBeOneFeatureOrAnAreaAlone) {
    for (const auto& text : {feature(R"("NAME": "City")", box(-71, 41, 0.2)), box(-71, 41, 0.2)}) {
        const auto map = read_basemap({"city.geojson", text});
        ASSERT_TRUE(map) << text;
        EXPECT_EQ(map->kind, BasemapKind::boundary);
    }
}

TEST(Basemaps, AreSimplifiedUntilTheyAreSmallEnough) {
    std::vector<std::string> features;
    std::mt19937 random(3);
    for (int area = 0; area < 60; ++area) {
        std::string ring;
        const int row = area / 10;
        for (int at = 0; at < 3'000; ++at) {
            const double angle = at * 2 * 3.14159265358979 / 3'000;
            const double radius = 0.005 + static_cast<double>(random() % 1'000) * 1e-6;
            ring += fmt::format(
                "[{:.6f},{:.6f}],",
                area % 10 * 0.02 + radius * std::cos(angle),
                row * 0.02 + radius * std::sin(angle)
            );
        }
        ring.pop_back();
        features.push_back(feature(
            fmt::format(R"("PRECINCT": "{}")", area),
            R"({"type": "MultiPolygon", "coordinates": [[[)" + ring + "]]]}"
        ));
    }
    const auto map = read_basemap({"fine.geojson", collection(features)});
    ASSERT_TRUE(map) << map.error().summary;
    EXPECT_THAT(map->features, SizeIs(60));
    EXPECT_LE(json::canonical(json::write(*map)).size(), most_basemap_bytes);
    EXPECT_GT(map->simplified_metres, 6);
}

}  // namespace
}  // namespace belfry::city
