// The code in a package: its squares are read back and held to what they should be.
#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>

#define ZX_USE_UTF8 1  // the kind of text that later releases have; without it the headers warn
#include <ZXing/ReadBarcode.h>
#include <fmt/format.h>
#include <pugixml.hpp>
#include <qrencode.h>

#include "release_verify/contents.hpp"

namespace belfry::release_verify {

namespace {

constexpr std::string_view squares_differ = "its squares are no code that can be read";
constexpr int quiet = 4;  // modules of white around it
constexpr int least_version = 1;
constexpr int most_version = 40;

[[noreturn]] void differs(std::string_view what) {
    throw Mismatch{"release_page_differs", std::string(code_name), std::string(what)};
}

int width_of(int version) {
    return 4 * version + 17;
}

/// The modules of a code, black or white.
class Grid {
public:
    explicit Grid(int width)
        : width_(width),
          black_(static_cast<std::size_t>(width) * static_cast<std::size_t>(width)) {}

    [[nodiscard]] int width() const { return width_; }

    [[nodiscard]] bool at(int x, int y) const { return black_[place(x, y)]; }

    void blacken(int x, int y) { black_[place(x, y)] = true; }

    friend bool operator==(const Grid&, const Grid&) = default;

private:
    [[nodiscard]] std::size_t place(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
               static_cast<std::size_t>(x);
    }

    int width_;
    std::vector<bool> black_;
};

// ---- the picture

/// Takes `word` off the text; refuses another.
void take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) {
        differs("it holds more than squares");
    }
    text.remove_prefix(word.size());
}

int take_number(std::string_view& text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 0 || number >= 2 * width_of(most_version)) {
        differs("it holds more than squares");
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool holds(
    const pugi::xml_node& node, std::initializer_list<std::pair<std::string_view, std::string>> all
) {
    return std::ranges::equal(node.attributes(), all, [](const auto& attribute, const auto& want) {
        return attribute.name() == want.first &&
               (want.second.empty() || attribute.value() == want.second);
    });
}

/// A white square and black ones of one module each.
Grid grid_in(const std::string& svg) {
    pugi::xml_document document;
    const auto read = document.load_buffer(
        svg.data(), svg.size(), pugi::parse_full | pugi::parse_fragment, pugi::encoding_utf8
    );
    const auto root = document.first_child();
    // The parser stops at a NUL; no picture holds one.
    if (!read || svg.contains('\0') || std::string_view(root.name()) != "svg" ||
        root.next_sibling()) {
        differs("it is no picture");
    }
    std::string_view box = root.attribute("viewBox").value();
    take(box, "0 0 ");
    const auto size = take_number(box);
    const auto width = size - 2 * quiet;
    if (width < width_of(least_version) || width > width_of(most_version) || width % 4 != 1) {
        differs(squares_differ);
    }
    const auto white = root.first_child();
    const auto black = white.next_sibling();
    const bool good =
        holds(
            root,
            {{"xmlns", "http://www.w3.org/2000/svg"},
             {"viewBox", fmt::format("0 0 {0} {0}", size)},
             {"shape-rendering", "crispEdges"}}
        ) &&
        std::string_view(white.name()) == "path" && std::string_view(black.name()) == "path" &&
        !white.first_child() && !black.first_child() && !black.next_sibling() &&
        holds(white, {{"fill", "#fff"}, {"d", fmt::format("M0 0h{0}v{0}H0z", size)}}) &&
        holds(black, {{"fill", "#000"}, {"d", ""}});
    if (!good) {
        differs("it holds more than squares");
    }
    Grid grid(width);
    std::string_view lines = black.attribute("d").value();
    while (!lines.empty()) {
        take(lines, "M");
        const auto x = take_number(lines) - quiet;
        take(lines, " ");
        const auto y = take_number(lines) - quiet;
        take(lines, "h1v1h-1z");
        if (x < 0 || y < 0 || x >= width || y >= width || grid.at(x, y)) {
            differs(squares_differ);
        }
        grid.blacken(x, y);
    }
    return grid;
}

/// What a telephone would read; empty when that is nothing.
std::string text_in(const Grid& grid) {
    constexpr int dots = 3;  // of the picture for each module
    const auto size = (grid.width() + 2 * quiet) * dots;
    std::vector<std::uint8_t> light(
        static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 255
    );
    const auto module_at = [](int dot) {
        return dot / dots - quiet;
    };
    const auto is_inside = [&](int module) {
        return module >= 0 && module < grid.width();
    };
    for (int i = 0; i < size * size; ++i) {
        const auto x = module_at(i % size);
        const auto y = module_at(i / size);
        if (is_inside(x) && is_inside(y) && grid.at(x, y)) {
            light[static_cast<std::size_t>(i)] = 0;
        }
    }
    const auto hints =
        ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode).setIsPure(true);
    const auto read =
        ZXing::ReadBarcode({light.data(), size, size, ZXing::ImageFormat::Lum}, hints);
    return read.isValid() ? std::string(read.bytes().begin(), read.bytes().end()) : "";
}

/// The code that says this, without a fault.
std::optional<Grid> grid_of(const std::string& text) {
    if (text.empty() || text.contains('\0')) {
        return {};
    }
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free
    );
    if (code == nullptr) {
        return {};
    }
    Grid out(code->width);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if ((code->data[y * code->width + x] & 1U) != 0) {
                out.blacken(x, y);
            }
        }
    }
    return out;
}

}  // namespace

std::string text_of_picture(const std::string& svg) {
    const auto grid = grid_in(svg);
    const auto text = text_in(grid);
    // Squares that a telephone would mend, and so read as something else, are no such code.
    if (grid_of(text) != grid) {
        differs(squares_differ);
    }
    return text;
}

}  // namespace belfry::release_verify
