// The code in a package: its squares are read back and held to what they should be.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>

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

    [[nodiscard]] int version() const { return (width_ - 17) / 4; }

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

// ---- ISO/IEC 18004, as far as a code without faults needs it

/// Of error correction M, by version.
constexpr std::array<int, 41> correction_in_block{0,  10, 16, 26, 18, 24, 16, 18, 22, 22, 26,
                                                  30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26,
                                                  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
                                                  28, 28, 28, 28, 28, 28, 28, 28};
constexpr std::array<int, 41> blocks_of{0,  1,  1,  1,  2,  2,  4,  4,  4,  5,  5,  5,  8,  9,
                                        9,  10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25,
                                        26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49};

/// Where the middles of the small squares stand, across and down.
std::vector<int> middles_of(int version) {
    if (version == 1) {
        return {};
    }
    const auto count = version / 7 + 2;
    const auto step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
    std::vector<int> out{6};
    for (int i = count - 2; i >= 0; --i) {
        out.push_back(width_of(version) - 7 - i * step);
    }
    return out;
}

/// Whether a module is of the pattern that each code has, and says nothing.
bool is_pattern(int version, std::span<const int> middles, int x, int y) {
    const auto width = width_of(version);
    const bool corner = (x < 9 && y < 9) || (x < 9 && y >= width - 8) || (x >= width - 8 && y < 9);
    const bool about_version =
        version >= 7 && ((x < 6 && y >= width - 11) || (y < 6 && x >= width - 11));
    if (corner || about_version || x == 6 || y == 6) {
        return true;
    }
    const auto is_near = [](int place) {
        return [place](int middle) {
            return std::abs(place - middle) <= 2;
        };
    };
    const auto column = std::ranges::find_if(middles, is_near(x));
    const auto row = std::ranges::find_if(middles, is_near(y));
    if (column == middles.end() || row == middles.end()) {
        return false;
    }
    // None stands where a corner does.
    const bool left = *column == 6;
    const bool top = *row == 6;
    const bool right = *column == middles.back();
    const bool bottom = *row == middles.back();
    return !((left && top) || (left && bottom) || (right && top));
}

bool is_masked(int mask, int x, int y) {
    switch (mask) {
        case 0:
            return (x + y) % 2 == 0;
        case 1:
            return y % 2 == 0;
        case 2:
            return x % 3 == 0;
        case 3:
            return (x + y) % 3 == 0;
        case 4:
            return (x / 3 + y / 2) % 2 == 0;
        case 5:
            return x * y % 2 + x * y % 3 == 0;
        case 6:
            return (x * y % 2 + x * y % 3) % 2 == 0;
        default:
            return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

int mask_of(const Grid& grid) {
    const int bits = (grid.at(4, 8) ? 1 : 0) | (grid.at(3, 8) ? 2 : 0) | (grid.at(2, 8) ? 4 : 0);
    return bits ^ 5;
}

/// The bytes, in the order in which they lie: from the right in double columns, up and down.
std::string bytes_in(const Grid& grid) {
    const auto version = grid.version();
    const auto middles = middles_of(version);
    const auto mask = mask_of(grid);
    std::string out;
    unsigned byte = 0;
    int bits = 0;
    for (int right = grid.width() - 1; right >= 1; right -= 2) {
        right -= right == 6 ? 1 : 0;
        const bool upward = (right + 1) / 2 % 2 == 0;
        for (int step = 0; step < grid.width(); ++step) {
            const auto y = upward ? grid.width() - 1 - step : step;
            for (const auto x : {right, right - 1}) {
                if (is_pattern(version, middles, x, y)) {
                    continue;
                }
                byte = byte << 1U | (grid.at(x, y) != is_masked(mask, x, y) ? 1U : 0U);
                if (++bits == 8) {
                    out += static_cast<char>(byte);
                    byte = 0;
                    bits = 0;
                }
            }
        }
    }
    return out;
}

/// Without those for correction: they are dealt to blocks in turn, the last of which are longer by
/// one.
std::string data_in(const std::string& bytes, int version) {
    const auto blocks = static_cast<std::size_t>(blocks_of.at(static_cast<std::size_t>(version)));
    const auto correction =
        static_cast<std::size_t>(correction_in_block.at(static_cast<std::size_t>(version)));
    const auto shorter = bytes.size() / blocks - correction;
    const auto longer = bytes.size() % blocks;
    std::string out;
    for (std::size_t block = 0; block < blocks; ++block) {
        for (std::size_t i = 0; i < shorter; ++i) {
            out += bytes[i * blocks + block];
        }
        if (block >= blocks - longer) {
            out += bytes[shorter * blocks + block - (blocks - longer)];
        }
    }
    return out;
}

/// The bytes of the one part that a code of Belfry has; empty when it has another.
std::optional<std::string> text_in(const std::string& data, int version) {
    std::size_t at = 0;  // in bits
    const auto take_bits = [&](int count) {
        unsigned out = 0;
        for (int i = 0; i < count; ++i, ++at) {
            const auto byte = at / 8 < data.size() ? static_cast<unsigned char>(data[at / 8]) : 0U;
            out = out << 1U | (byte >> (7 - at % 8) & 1U);
        }
        return out;
    };
    constexpr unsigned bytes_follow = 4;
    if (take_bits(4) != bytes_follow) {
        return {};
    }
    const auto size = take_bits(version < 10 ? 8 : 16);
    if (size > data.size()) {
        return {};
    }
    std::string out;
    for (unsigned i = 0; i < size; ++i) {
        out += static_cast<char>(take_bits(8));
    }
    return out;
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
    const auto text = text_in(data_in(bytes_in(grid), grid.version()), grid.version());
    // Squares that a telephone would mend, and so read as something else, are no such code.
    if (!text || grid_of(*text) != grid) {
        differs(squares_differ);
    }
    return *text;
}

}  // namespace belfry::release_verify
