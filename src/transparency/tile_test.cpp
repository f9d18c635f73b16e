#include "transparency/tile.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "transparency/checkpoint.hpp"

namespace belfry::transparency {
namespace {

std::optional<Tile> at(std::string_view path) {
    std::vector<std::string> parts;
    while (!path.empty()) {
        const auto slash = path.find('/');
        parts.emplace_back(path.substr(0, slash));
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    return tile_at(parts);
}

TEST(Tile, LiesAtThePathOfTheSpecification) {
    EXPECT_EQ(path_of({false, 0, 1'234'067, 256}), "tile/0/x001/x234/067");
    EXPECT_EQ(path_of({false, 2, 0, 17}), "tile/2/000.p/17");
    EXPECT_EQ(path_of({true, 0, 1'000, 256}), "tile/entries/x001/000");
    EXPECT_EQ(at("tile/entries/x001/000.p/3"), (Tile{true, 0, 1'000, 3}));
    EXPECT_EQ(
        at("tile/0/x036/x028/x797/x018/x963/967"), (Tile{false, 0, most_number / tile_width, 256})
    );
}

TEST(Tile, HasTheWidthThatTheSpecificationGivesForATreeOf70000) {
    EXPECT_EQ(width_in({false, 0, 272}, 70'000), 256U);
    EXPECT_EQ(width_in({false, 0, 273}, 70'000), 112U);
    EXPECT_EQ(width_in({false, 1, 1}, 70'000), 17U);
    EXPECT_EQ(width_in({false, 2, 0}, 70'000), 1U);
    EXPECT_EQ(width_in({false, 3, 0}, 70'000), 0U);
    EXPECT_EQ(width_in({false, 63, 0}, 70'000), 0U);
    // Its first entry is number 2^64: not the first one again.
    EXPECT_EQ(width_in({false, 0, 1ULL << 56U}, 70'000), 0U);
}

TEST(Tile, IsNotFoundAtPathsThatAreWrittenAnotherWay) {
    for (const auto* bad :
         {"tile",
          "tile/0",
          "tile/00/000",
          "tile/64/000",
          "tile/-1/000",
          "tile/0/0",
          "tile/0/x000/001",
          "tile/0/001/002",
          "tile/0/x001",
          "tile/0/000.p",
          "tile/0/000.p/0",
          "tile/0/000.p/256",
          "tile/0/000.p/01",
          "tile/0/000/5",
          "tile/0/.p/5",
          "tile/0/x999/x999/x999/x999/x999/x999/999",
          "tile/0/x036/x028/x797/x018/x963/968",  // begins with entry 2^63
          "tile/0/x999/x999/x999/x999/x999/999",
          "tiles/0/000"}) {
        EXPECT_FALSE(at(bad)) << bad;
    }
}

RC_GTEST_PROP(TileProperty, IsFoundAtItsOwnPath, ()) {
    const Tile tile{
        *rc::gen::arbitrary<bool>(),
        0,
        *rc::gen::inRange<std::uint64_t>(0, most_number / tile_width),
        *rc::gen::inRange<std::uint64_t>(1, 257)
    };
    RC_ASSERT(at(path_of(tile)) == tile);
}

}  // namespace
}  // namespace belfry::transparency
