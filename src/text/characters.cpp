#include "text/characters.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace belfry::text {

namespace {

/// The code point at the start of `rest`, which is cut off; 0 (a control character) where the bytes
/// are none.
char32_t next(std::string_view& rest) {
    const auto first = static_cast<unsigned char>(rest.front());
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if ((first >= 0x80 && first < 0xC2) || first > 0xF4 || rest.size() < length) {
        rest = {};
        return 0;
    }
    constexpr std::array<unsigned, 5> lead_bits{0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t point = first & lead_bits.at(length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(rest[i]);
        if ((byte & 0xC0U) != 0x80U) {
            rest = {};
            return 0;
        }
        point = (point << 6U) | (byte & 0x3FU);
    }
    rest.remove_prefix(length);
    return point;
}

bool is_between(char32_t point, char32_t first, char32_t last) {
    return point >= first && point <= last;
}

bool is_hidden(char32_t point, Lines lines) {
    if (point == U'\t' || point == U'\n' || point == U'\r') {
        return lines == Lines::one;
    }
    return point < 0x20 || is_between(point, 0x7F, 0x9F) || is_between(point, 0x2028, 0x202E) ||
           is_between(point, 0x2066, 0x2069) || point == 0xFEFF ||
           is_between(point, 0xFFF9, 0xFFFB) || (point & 0xFFFE) == 0xFFFE;
}

}  // namespace

bool has_hidden_characters(std::string_view text, Lines lines) {
    while (!text.empty()) {
        if (is_hidden(next(text), lines)) {
            return true;
        }
    }
    return false;
}

}  // namespace belfry::text
