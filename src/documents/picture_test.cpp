#include "documents/picture.hpp"

#include <algorithm>
#include <vector>

#include <cairo.h>
#include <gtest/gtest.h>

namespace belfry::documents {
namespace {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<unsigned> dots;  ///< 0xRRGGBB, row by row.

    [[nodiscard]] unsigned at(int x, int y) const {
        return dots
            [static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
             static_cast<std::size_t>(x)];
    }
};

Picture read(const std::string& png) {
    struct Rest {
        const std::string& bytes;
        std::size_t at = 0;
    } rest{png};

    const auto take = [](void* from, unsigned char* into, unsigned count) {
        auto& source = *static_cast<Rest*>(from);
        if (source.at + count > source.bytes.size()) {
            return CAIRO_STATUS_READ_ERROR;
        }
        std::copy_n(source.bytes.begin() + static_cast<std::ptrdiff_t>(source.at), count, into);
        source.at += count;
        return CAIRO_STATUS_SUCCESS;
    };
    auto* surface = cairo_image_surface_create_from_png_stream(take, &rest);
    EXPECT_EQ(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    Picture out{
        cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}
    };
    const auto* row = cairo_image_surface_get_data(surface);
    for (int y = 0; y < out.height; ++y, row += cairo_image_surface_get_stride(surface)) {
        for (int x = 0; x < out.width; ++x) {
            const auto* dot = row + static_cast<std::ptrdiff_t>(4) * x;
            out.dots.push_back(dot[0] | unsigned{dot[1]} << 8U | unsigned{dot[2]} << 16U);
        }
    }
    cairo_surface_destroy(surface);
    return out;
}

std::string svg(std::string_view inside) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 40\" width=\"60\" "
           "height=\"40\" font-family=\"system-ui, sans-serif\">"
           "<rect width=\"60\" height=\"40\" fill=\"#ffffff\"/>" +
           std::string(inside) + "</svg>";
}

TEST(Picture, OfAnSvgHasItsColorsAtItsPlacesAndTheAskedNumberOfDots) {
    const auto picture =
        read(png_of(svg("<rect x=\"30\" width=\"30\" height=\"20\" fill=\"#1f4e79\"/>"), 3));
    EXPECT_EQ(picture.width, 180);
    EXPECT_EQ(picture.height, 120);
    EXPECT_EQ(picture.at(10, 10), 0xFFFFFFU);
    EXPECT_EQ(picture.at(150, 20), 0x1F4E79U);
    EXPECT_EQ(picture.at(150, 100), 0xFFFFFFU);
}

TEST(Picture, HasLettersOfTheFontsThatAreThere) {
    const auto blank = read(png_of(svg("")));
    const auto text = read(png_of(svg("<text x=\"4\" y=\"30\" font-size=\"30\">ñ</text>")));
    EXPECT_EQ(blank.width, text.width);
    EXPECT_NE(blank.dots, text.dots) << "no font is installed";
}

TEST(Picture, FetchesNothing) {
    const auto blank = read(png_of(svg("")));
    const auto linked = read(png_of(
        svg("<image href=\"/usr/share/pixmaps/debian-logo.png\" width=\"60\" height=\"40\"/>")
    ));
    EXPECT_EQ(blank.dots, linked.dots);
}

}  // namespace
}  // namespace belfry::documents
