#include "documents/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace belfry::documents {

namespace {

/// What Windows-1252 has where Latin-1 has control characters; 0 stands for none.
constexpr std::array<char16_t, 32> windows_1252_high{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178
};

/// What Mac Roman has from 0x80 on (Apple, "Map of Mac OS Roman to Unicode"); the apple is none.
constexpr std::array<char16_t, 128> mac_roman_high{
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
    0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
    0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0,      0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7
};

constexpr char32_t replacement = 0xFFFD;

void append(std::string& out, char32_t character) {
    const auto byte = [&](char32_t value) {
        out.push_back(static_cast<char>(value));
    };
    if (character < 0x80) {
        byte(character);
    } else if (character < 0x800) {
        byte(0xC0 | (character >> 6U));
        byte(0x80 | (character & 0x3FU));
    } else if (character < 0x10000) {
        byte(0xE0 | (character >> 12U));
        byte(0x80 | ((character >> 6U) & 0x3FU));
        byte(0x80 | (character & 0x3FU));
    } else {
        byte(0xF0 | (character >> 18U));
        byte(0x80 | ((character >> 12U) & 0x3FU));
        byte(0x80 | ((character >> 6U) & 0x3FU));
        byte(0x80 | (character & 0x3FU));
    }
}

/// Length of the UTF-8 sequence at the start of `text`; 0 where there is none.
std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t at) {
        return static_cast<unsigned>(static_cast<unsigned char>(text[at]));
    };
    const unsigned first = byte(0);
    if (first < 0x80) {
        return 1;
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) {
        return 0;
    }
    for (std::size_t at = 1; at < length; ++at) {
        if ((byte(at) & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    const unsigned second = byte(1);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    return overlong || beyond ? 0 : length;
}

/// One unit of UTF-16.
char32_t unit(std::string_view bytes, std::size_t at, bool little) {
    const std::uint32_t first = static_cast<unsigned char>(bytes[at]);
    const std::uint32_t second = static_cast<unsigned char>(bytes[at + 1]);
    return little ? first | (second << 8U) : second | (first << 8U);
}

bool is_first_half(char32_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

bool is_second_half(char32_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

std::size_t append_utf16(std::string& out, std::string_view bytes, bool little) {
    std::size_t replaced = bytes.size() % 2;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t character = unit(bytes, at, little);
        if (is_first_half(character) && at + 3 < bytes.size() &&
            is_second_half(unit(bytes, at + 2, little))) {
            character =
                0x10000 + ((character - 0xD800) << 10U) + (unit(bytes, at + 2, little) - 0xDC00);
            at += 2;
        } else if (is_first_half(character) || is_second_half(character)) {
            character = replacement;
            ++replaced;
        }
        append(out, character);
    }
    return replaced;
}

std::size_t append_windows_1252(std::string& out, std::string_view bytes) {
    std::size_t replaced = 0;
    out.reserve(out.size() + bytes.size() + bytes.size() / 8);
    for (const char each : bytes) {
        const int character = windows_1252_character(static_cast<unsigned char>(each));
        replaced += character < 0 ? 1U : 0U;
        append(out, character < 0 ? replacement : static_cast<char32_t>(character));
    }
    return replaced;
}

std::size_t append_mac_roman(std::string& out, std::string_view bytes) {
    std::size_t replaced = 0;
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        const char32_t character = byte < 0x80 ? byte : mac_roman_high[byte - 0x80U];
        replaced += character == 0 && byte != 0 ? 1U : 0U;
        append(out, character == 0 && byte != 0 ? replacement : character);
    }
    return replaced;
}

bool is_wide(Encoding encoding) {
    return encoding == Encoding::utf16_little || encoding == Encoding::utf16_big;
}

bool is_ascii_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

bool is_one_of(char letter, std::string_view letters) {
    return letters.find(letter) != std::string_view::npos;
}

/// Bytes of Mac Roman's letters that are signs in Windows-1252 and hardly ever stand inside a word
/// there: É Ñ á à â ä ã å ç é è ê ë ì î ò ú ù û ü.
constexpr std::string_view mac_letters =
    "\x83\x84\x87\x88\x89\x8A\x8C\x8D\x8E\x8F\x90\x98\x9C\x9D\x9E\x9F";

/// +1 where the byte is a letter in Mac Roman only, -1 where it is one in Windows-1252 only.
int says_mac(char before, char here, char after) {
    const auto byte = static_cast<unsigned char>(here);
    if (byte < 0x80 || !is_ascii_letter(before) || !is_ascii_letter(after)) {
        return 0;
    }
    if (is_one_of(here, mac_letters)) {
        return 1;
    }
    // Dashes in Windows-1252: only what is Spanish beyond doubt, "-ión" and ñ between vowels.
    constexpr std::string_view vowels = "aeiouAEIOU";
    if (byte == 0x97) {
        return is_one_of(before, "iI") && is_one_of(after, "nN") ? 1 : 0;
    }
    if (byte == 0x96) {
        return is_one_of(before, vowels) && is_one_of(after, vowels) ? 1 : 0;
    }
    // Á Í Ó Ú of Mac Roman are small letters in Windows-1252, which capitals do not have beside
    // them.
    if (is_one_of(here, "\xE7\xEA\xEE\xF2") && before <= 'Z' && after <= 'Z') {
        return 1;
    }
    // Quotation marks and dashes of Mac Roman lie among the letters of Windows-1252.
    const bool mark = byte >= 0xD0 && byte <= 0xD5 && byte != 0xD1;
    return byte >= 0xC0 && !mark ? -1 : 0;
}

}  // namespace

Encoding likely_one_byte(std::string_view bytes) {
    int mac = 0;
    for (std::size_t at = 1; at + 1 < bytes.size(); ++at) {
        mac += says_mac(bytes[at - 1], bytes[at], bytes[at + 1]);
    }
    return mac > 0 ? Encoding::mac_roman : Encoding::windows_1252;
}

std::optional<Encoding> unmarked_utf16(std::string_view bytes) {
    constexpr std::size_t looked_at = 4096;
    const auto head = bytes.substr(0, std::min(bytes.size(), looked_at) / 2 * 2);
    std::array<std::size_t, 2> noughts{};
    for (std::size_t at = 0; at < head.size(); ++at) {
        noughts.at(at % 2) += head[at] == '\0' ? 1U : 0U;
    }
    const auto most = head.size() / 2 * 3 / 4;
    if (bytes.size() % 2 != 0 || head.size() < 8) {
        return {};
    }
    if (noughts[0] == 0 && noughts[1] > most) {
        return Encoding::utf16_little;
    }
    return noughts[1] == 0 && noughts[0] > most ? std::optional(Encoding::utf16_big) : std::nullopt;
}

int windows_1252_character(unsigned char byte) {
    if (byte < 0x80 || byte >= 0xA0) {
        return byte;
    }
    const int character = windows_1252_high[byte - 0x80U];
    return character == 0 ? -1 : character;
}

std::optional<MendedText> mended_utf8(std::string_view text) {
    MendedText out;
    std::size_t whole = 0;
    std::size_t broken = 0;
    while (!text.empty()) {
        if (const auto length = utf8_length(text); length > 0) {
            whole += length > 1 ? 1U : 0U;
            out.text += text.substr(0, length);
            text.remove_prefix(length);
            continue;
        }
        ++out.replaced;
        if (is_cut_short(text)) {
            text = {};
        } else {
            ++broken;
            text.remove_prefix(1);
            // What followed in the same character.
            while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U) {
                text.remove_prefix(1);
            }
        }
        append(out.text, replacement);
    }
    return whole > broken ? std::optional(std::move(out)) : std::nullopt;
}

std::size_t valid_utf8(std::string_view text) {
    const auto whole = text.size();
    while (!text.empty()) {
        // Runs of ASCII, eight bytes at a time: most of every file.
        std::uint64_t word = 0;
        while (text.size() >= 8 &&
               (std::memcpy(&word, text.data(), 8), (word & 0x8080808080808080U) == 0)) {
            text.remove_prefix(8);
        }
        const auto length = text.empty() ? 0 : utf8_length(text);
        if (length == 0) {
            break;
        }
        text.remove_prefix(length);
    }
    return whole - text.size();
}

bool is_cut_short(std::string_view text) {
    const auto first = text.empty() ? 0U : static_cast<unsigned char>(text.front());
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    return first >= 0xC2 && first <= 0xF4 && text.size() < length &&
           std::ranges::all_of(
               text.substr(1),
               [](char each) { return (static_cast<unsigned char>(each) & 0xC0U) == 0x80U; }
           );
}

std::size_t append_utf8(std::string& out, std::string_view bytes, Encoding encoding) {
    switch (encoding) {
        case Encoding::utf16_little:
        case Encoding::utf16_big:
            return append_utf16(out, bytes, encoding == Encoding::utf16_little);
        case Encoding::windows_1252:
            return append_windows_1252(out, bytes);
        case Encoding::mac_roman:
            return append_mac_roman(out, bytes);
        case Encoding::utf8:
        case Encoding::utf8_bom:
            break;
    }
    out += bytes;
    return 0;
}

TextStream::TextStream(Source& source, Encoding encoding) : source_(source), encoding_(encoding) {
    at_ = encoding == Encoding::utf8_bom ? 3 : is_wide(encoding) ? 2 : 0;
}

Result<bool> TextStream::more(std::string& out) {
    if (ended_) {
        return false;
    }
    // A little more than is said to be left: only a read that finds nothing is the end.
    constexpr std::size_t most = 1U << 20U;
    constexpr std::size_t least = 64;
    const auto left = source_.size() > at_ ? source_.size() - at_ : 0;
    const auto block = static_cast<std::size_t>(std::clamp<std::uint64_t>(left, least, most));
    // UTF-8 goes straight to where it is wanted.
    const bool as_it_is = encoding_ == Encoding::utf8 || encoding_ == Encoding::utf8_bom;
    auto& into = as_it_is ? out : raw_;
    const auto before = into.size();
    into.resize(before + block);
    const auto got = source_.read(at_, std::span(into).subspan(before));
    if (!got) {
        return std::unexpected(got.error());
    }
    into.resize(before + *got);
    at_ += *got;
    ended_ = *got == 0;
    if (as_it_is) {
        return !ended_;
    }
    if (encoding_ == Encoding::windows_1252 && at_ == *got && raw_.starts_with("\xEF\xBB\xBF")) {
        raw_.erase(0, 3);  // Marked as UTF-8, and yet none.
    }
    auto whole = raw_.size();
    if (is_wide(encoding_) && !ended_) {
        whole -= whole % 2;
        if (whole >= 2 &&
            is_first_half(unit(raw_, whole - 2, encoding_ == Encoding::utf16_little))) {
            whole -= 2;
        }
    }
    replaced_ += append_utf8(out, std::string_view(raw_).substr(0, whole), encoding_);
    raw_.erase(0, whole);
    return !ended_ || whole > 0;
}

}  // namespace belfry::documents
