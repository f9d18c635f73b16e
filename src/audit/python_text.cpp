#include "audit/python_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace belfry::audit {

namespace {

/// Characters that Python does not print (Unicode categories Cc, Cf, Cs, Co, Zl, Zp, and Zs but for
/// the space), and those that are none and never will be. Others that are not assigned are taken as
/// printing: which they are changes with each Unicode.
constexpr auto not_printing = std::to_array<std::pair<char32_t, char32_t>>({
    {0x0000, 0x001F},    {0x007F, 0x00A0},   {0x00AD, 0x00AD},   {0x0600, 0x0605},
    {0x061C, 0x061C},    {0x06DD, 0x06DD},   {0x070F, 0x070F},   {0x0890, 0x0891},
    {0x08E2, 0x08E2},    {0x1680, 0x1680},   {0x180E, 0x180E},   {0x2000, 0x200F},
    {0x2028, 0x202F},    {0x205F, 0x206F},   {0x3000, 0x3000},   {0xD7FC, 0xF8FF},
    {0xFDD0, 0xFDEF},    {0xFEFF, 0xFEFF},   {0xFFF0, 0xFFFB},   {0xFFFE, 0xFFFF},
    {0x110BD, 0x110BD},  {0x110CD, 0x110CD}, {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A},  {0x1FFFE, 0x1FFFF}, {0x2FFFE, 0x2FFFF}, {0x3FFFE, 0xE00FF},
    {0xE01F0, 0x10FFFF},
});

bool prints(char32_t character) {
    return std::ranges::none_of(not_printing, [&](const auto& range) {
        return character >= range.first && character <= range.second;
    });
}

struct Decoded {
    char32_t character = 0;
    std::size_t length = 1;
    bool valid = false;
};

Decoded decoded(std::string_view text) {
    const auto byte = [&](std::size_t at) {
        return static_cast<unsigned>(static_cast<unsigned char>(text[at]));
    };
    const unsigned first = byte(0);
    if (first < 0x80) {
        return {first, 1, true};
    }
    const std::size_t length = first >= 0xF0 && first < 0xF5 ? 4U
                               : first >= 0xE0               ? 3U
                               : first >= 0xC2               ? 2U
                                                             : 0U;
    if (length == 0 || first >= 0xF5 || text.size() < length) {
        return {first, 1, false};
    }
    char32_t character = first & (0xFFU >> (length + 1));
    for (std::size_t at = 1; at < length; ++at) {
        if ((byte(at) & 0xC0U) != 0x80U) {
            return {first, 1, false};
        }
        character = (character << 6U) | (byte(at) & 0x3FU);
    }
    return {character, length, true};
}

std::string escaped(char32_t character) {
    const auto number = static_cast<std::uint32_t>(character);
    switch (character) {
        case U'\n':
            return "\\n";
        case U'\r':
            return "\\r";
        case U'\t':
            return "\\t";
        default:
            break;
    }
    if (number < 0x100) {
        return fmt::format("\\x{:02x}", number);
    }
    return number < 0x10000 ? fmt::format("\\u{:04x}", number) : fmt::format("\\U{:08x}", number);
}

}  // namespace

std::string python_quoted(std::string_view utf8) {
    const bool has_single = utf8.find('\'') != std::string_view::npos;
    const bool has_double = utf8.find('"') != std::string_view::npos;
    const char quote = has_single && !has_double ? '"' : '\'';
    std::string out(1, quote);
    for (std::size_t at = 0; at < utf8.size();) {
        const auto next = decoded(utf8.substr(at));
        if (next.valid &&
            (next.character == static_cast<unsigned char>(quote) || next.character == U'\\')) {
            out.push_back('\\');
            out.push_back(static_cast<char>(next.character));
        } else if (!next.valid || !prints(next.character)) {
            out += escaped(next.character);
        } else {
            out += utf8.substr(at, next.length);
        }
        at += next.length;
    }
    out.push_back(quote);
    return out;
}

std::string arlo_ballot_id(
    std::string_view jurisdiction,
    const std::optional<std::string>& tabulator,
    std::string_view batch,
    std::int64_t position
) {
    return fmt::format(
        "(({}, {}, {}), {})",
        python_quoted(jurisdiction),
        tabulator ? python_quoted(*tabulator) : "None",
        python_quoted(batch),
        position
    );
}

std::string arlo_batch_id(std::string_view jurisdiction, std::string_view batch) {
    return fmt::format("({}, {})", python_quoted(jurisdiction), python_quoted(batch));
}

}  // namespace belfry::audit
