// Tables of text, one character after the other.
#include <algorithm>
#include <array>
#include <charconv>

#include "audit_verify/original.hpp"

namespace belfry::audit_verify {

namespace {

void put_utf8(std::string& out, std::uint32_t character) {
    if (character < 0x80) {
        out += static_cast<char>(character);
        return;
    }
    const int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    constexpr std::array<std::uint32_t, 4> first{0, 0xC0, 0xE0, 0xF0};
    out += static_cast<char>(first[static_cast<std::size_t>(more)] | character >> (6 * more));
    for (int at = more - 1; at >= 0; --at) {
        out += static_cast<char>(0x80 | ((character >> (6 * at)) & 0x3F));
    }
}

constexpr std::uint32_t no_character = 0xFFFD;

std::string from_utf16(const std::string& bytes, bool little) {
    std::vector<std::uint32_t> units;
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        const auto one = static_cast<unsigned char>(bytes[at]);
        const auto two = static_cast<unsigned char>(bytes[at + 1]);
        units.push_back(little ? one + 256U * two : two + 256U * one);
    }
    std::string out;
    for (std::size_t at = 0; at < units.size(); ++at) {
        const auto unit = units[at];
        const bool high = unit >= 0xD800 && unit <= 0xDBFF;
        const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
        if (high && at + 1 < units.size() && units[at + 1] >= 0xDC00 && units[at + 1] <= 0xDFFF) {
            put_utf8(out, 0x10000 + (unit - 0xD800) * 0x400 + (units[at + 1] - 0xDC00));
            ++at;
        } else {
            put_utf8(out, high || low ? no_character : unit);
        }
    }
    return out;
}

/// Whether every character is spelled as RFC 3629 says: the shortest way, none of UTF-16's halves,
/// none above U+10FFFF.
bool is_utf8(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = [&](std::size_t behind) -> unsigned {
            return at + behind < text.size() ? static_cast<unsigned char>(text[at + behind]) : 0U;
        };
        const unsigned first = byte(0);
        const std::size_t more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        constexpr std::array<std::uint32_t, 4> least{0, 0x80, 0x800, 0x10000};
        constexpr std::array<unsigned, 4> kept{0x7F, 0x1F, 0x0F, 0x07};
        std::uint32_t character = first & kept[more];
        bool good = first < 0x80 || (first >= 0xC0 && first < 0xF8);
        for (std::size_t behind = 1; behind <= more; ++behind) {
            good = good && (byte(behind) & 0xC0U) == 0x80U;
            character = character * 64 + (byte(behind) & 0x3FU);
        }
        if (!good || character < least[more] || character > 0x10FFFF ||
            (character >= 0xD800 && character <= 0xDFFF)) {
            return false;
        }
        at += more + 1;
    }
    return true;
}

std::string from_windows_1252(const std::string& bytes) {
    // 0x80 to 0x9F: where it differs from Latin-1.
    constexpr std::array<std::uint32_t, 32> special{
        8364,         no_character, 8218, 402,  8222, 8230,         8224, 8225,
        710,          8240,         352,  8249, 338,  no_character, 381,  no_character,
        no_character, 8216,         8217, 8220, 8221, 8226,         8211, 8212,
        732,          8482,         353,  8250, 339,  no_character, 382,  376
    };
    std::string out;
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        put_utf8(out, byte >= 0x80 && byte < 0xA0 ? special[byte - 0x80U] : byte);
    }
    return out;
}

/// Whether lines end at a carriage return alone: no line feed stands outside quotes.
bool ends_at_returns(std::string_view text) {
    bool quoted = false;
    for (const char c : text) {
        quoted = quoted != (c == '"');
        if (c == '\n' && !quoted) {
            return false;
        }
    }
    return true;
}

/// Rows of RFC 4180. Quotes count at the beginning of a cell only; what stands behind the closing
/// quote belongs to the cell.
Rows rows_of(std::string_view text, char delimiter, std::size_t most) {
    const bool returns = ends_at_returns(text);
    Rows rows;
    std::vector<std::string> row;
    std::string cell;
    enum class In { beginning, plain, quotes } in = In::beginning;
    const auto end_cell = [&] {
        row.push_back(cell);
        cell.clear();
        in = In::beginning;
    };
    const auto end_row = [&] {
        end_cell();
        if (row.size() > 1 || !row[0].empty()) {
            rows.push_back(row);
        }
        row.clear();
    };
    std::size_t at = 0;
    for (; at < text.size() && rows.size() < most; ++at) {
        const char c = text[at];
        const char next = at + 1 < text.size() ? text[at + 1] : '\0';
        if (in == In::quotes) {
            if (c == '"' && next != '"') {
                in = In::plain;
            } else {
                cell += c;
                at += c == '"' ? 1U : 0U;
            }
        } else if (c == '"' && in == In::beginning) {
            in = In::quotes;
        } else if (c == delimiter) {
            end_cell();
        } else if (c == '\n' || (c == '\r' && (returns || next == '\n'))) {
            at += c == '\r' && next == '\n' ? 1U : 0U;
            end_row();
        } else {
            cell += c;
            in = In::plain;
        }
    }
    if (rows.size() < most && (!cell.empty() || !row.empty() || in != In::beginning)) {
        end_row();
    }
    return rows;
}

/// The character that parts the first twenty rows most evenly: the square of the share of rows of
/// one width, times that width (fifty at most). Of equals tab, semicolon, bar, comma, in this
/// order.
char delimiter_of(std::string_view text) {
    const auto head = text.substr(0, 65'536);
    char best = ',';
    double best_score = 0.0;
    for (const char candidate : {'\t', ';', '|', ','}) {
        const auto rows = rows_of(head, candidate, 20);
        std::map<std::size_t, double> widths;
        for (const auto& row : rows) {
            widths[row.size()] += 1.0;
        }
        for (const auto& [width, count] : widths) {
            const double share = count / static_cast<double>(rows.size());
            const double score =
                width > 1 ? share * share * static_cast<double>(std::min<std::size_t>(width, 50))
                          : 0.0;
            if (score > best_score) {
                best_score = score;
                best = candidate;
            }
        }
    }
    return best;
}

}  // namespace

void unreadable(const std::string& file, const std::string& expected) {
    throw Mismatch{"made_from", expected, "something else", file};
}

std::string in_utf8(const Document& file) {
    const auto& bytes = file.bytes;
    const bool little = bytes.starts_with("\xFF\xFE");
    std::string out;
    if (little || bytes.starts_with("\xFE\xFF")) {
        out = from_utf16(bytes, little);
    } else {
        const auto body = bytes.substr(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
        out = is_utf8(body) ? body : from_windows_1252(body);
    }
    if (out.find('\0') != std::string::npos) {
        unreadable(file.name, "text");
    }
    return out;
}

Rows any_table(const Document& file, bool comma) {
    if (is_zip(file.bytes)) {
        return first_sheet(file);
    }
    const auto text = in_utf8(file);
    return rows_of(text, comma ? ',' : delimiter_of(text), text.size() + 1);
}

std::string bare(std::string_view cell) {
    if (cell.size() >= 3 && cell.substr(0, 2) == "=\"" && cell.back() == '"') {
        cell = cell.substr(2, cell.size() - 3);
    } else if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
        cell = cell.substr(1, cell.size() - 2);
    }
    const auto blank = [](char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    };
    while (!cell.empty() && blank(cell.front())) {
        cell.remove_prefix(1);
    }
    while (!cell.empty() && blank(cell.back())) {
        cell.remove_suffix(1);
    }
    return std::string(cell);
}

std::string bare_at(const std::vector<std::string>& row, std::optional<std::size_t> at) {
    return at && *at < row.size() ? bare(row[*at]) : std::string();
}

std::string key_of(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') {
            out += static_cast<char>(c + ('a' - 'A'));
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '#' ||
                   static_cast<unsigned char>(c) >= 0x80) {
            out += c;
        }
    }
    return out;
}

std::optional<std::size_t> column(
    const std::vector<std::string>& header, const std::vector<std::string>& keys
) {
    for (const auto& key : keys) {
        for (std::size_t at = 0; at < header.size(); ++at) {
            if (key_of(header[at]) == key) {
                return at;
            }
        }
    }
    return {};
}

std::optional<std::int64_t> counted_number(std::string text) {
    if (text.size() > 2 && text.substr(text.size() - 2) == ".0") {
        text.resize(text.size() - 2);
    }
    std::string digits;
    std::size_t since_comma = 0;
    bool commas = false;
    for (const char c : text) {
        if (c == ',') {
            const bool fits = commas ? since_comma == 3 : since_comma >= 1 && since_comma <= 3;
            if (!fits) {
                return {};
            }
            commas = true;
            since_comma = 0;
        } else if (c >= '0' && c <= '9') {
            digits += c;
            ++since_comma;
        } else {
            return {};
        }
    }
    if (digits.empty() || (commas && since_comma != 3)) {
        return {};
    }
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return error == std::errc() ? std::optional(out) : std::nullopt;
}

bool is_blank(const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(), [](const std::string& cell) {
        return bare(cell).empty();
    });
}

}  // namespace belfry::audit_verify
