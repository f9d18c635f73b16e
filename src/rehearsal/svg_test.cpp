#include "rehearsal/svg.hpp"

#include <gtest/gtest.h>

#include "documents/picture.hpp"

namespace belfry::rehearsal {
namespace {

/// A list may bring any byte into the name of a place.
TEST(Drawing, HasNoCharacterThatXmlHasNot) {
    std::string name = "Hall ";
    for (char letter = 1; letter < 0x20; ++letter) {
        name += letter;
    }
    Svg picture(100, 50, name, "<&>\"");
    picture.text({1, 20}, name + "\x7F");
    const auto svg = std::move(picture).finished();
    EXPECT_EQ(documents::png_of(svg).substr(1, 3), "PNG");
}

}  // namespace
}  // namespace belfry::rehearsal
