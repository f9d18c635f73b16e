#include "documents/delimited.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <deque>
#include <map>

namespace belfry::documents {

namespace {

/// What Windows-1252 has where Latin-1 has control characters; 0 stands for none.
constexpr std::array<char16_t, 32> windows_1252_high{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178
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

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        // Runs of ASCII, eight bytes at a time: most of every file.
        std::uint64_t word = 0;
        while (text.size() >= 8 &&
               (std::memcpy(&word, text.data(), 8), (word & 0x8080808080808080U) == 0)) {
            text.remove_prefix(8);
        }
        if (text.empty()) {
            return true;
        }
        const auto length = utf8_length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

PlainText from_utf16(std::string_view bytes, bool little) {
    PlainText out;
    out.form.encoding = little ? Encoding::utf16_little : Encoding::utf16_big;
    const auto unit = [&](std::size_t at) -> char32_t {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return little ? static_cast<char32_t>(first | (second << 8U))
                      : static_cast<char32_t>(second | (first << 8U));
    };
    out.text.reserve(bytes.size() / 2);
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t character = unit(at);
        if (character >= 0xD800 && character < 0xDC00 && at + 3 < bytes.size() &&
            unit(at + 2) >= 0xDC00 && unit(at + 2) < 0xE000) {
            character = 0x10000 + ((character - 0xD800) << 10U) + (unit(at + 2) - 0xDC00);
            at += 2;
        } else if (character >= 0xD800 && character < 0xE000) {
            character = replacement;
            ++out.form.replaced;
        }
        append(out.text, character);
    }
    out.form.replaced += bytes.size() % 2;
    return out;
}

PlainText from_windows_1252(std::string_view bytes) {
    PlainText out;
    out.form.encoding = Encoding::windows_1252;
    out.text.reserve(bytes.size() + bytes.size() / 8);
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        char32_t character = byte;
        if (byte >= 0x80 && byte < 0xA0) {
            character = windows_1252_high[byte - 0x80U];
            if (character == 0) {
                character = replacement;
                ++out.form.replaced;
            }
        }
        append(out.text, character);
    }
    return out;
}

LineEnds line_ends_of(std::string_view text) {
    std::size_t crlf = 0;
    std::size_t lf = 0;
    std::size_t cr = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char here = text[at];
        if (here == '"') {
            quoted = !quoted;
        } else if (quoted) {
            continue;
        } else if (here == '\r' && at + 1 < text.size() && text[at + 1] == '\n') {
            ++crlf;
            ++at;
        } else if (here == '\r') {
            ++cr;
        } else if (here == '\n') {
            ++lf;
        }
    }
    const int kinds = (crlf > 0 ? 1 : 0) + (lf > 0 ? 1 : 0) + (cr > 0 ? 1 : 0);
    if (kinds > 1) {
        return LineEnds::mixed;
    }
    return crlf > 0 ? LineEnds::crlf : cr > 0 ? LineEnds::cr : LineEnds::lf;
}

/// What a file is by its first bytes, where that is not text; empty otherwise.
std::string_view not_text(std::string_view bytes) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return "an old Excel workbook (.xls)";
    }
    if (bytes.starts_with("PK\x03\x04")) {
        return "a zip file or an Excel workbook (.xlsx)";
    }
    if (bytes.starts_with("%PDF")) {
        return "a PDF document";
    }
    if (bytes.starts_with("\x1F\x8B")) {
        return "a compressed file (gzip)";
    }
    return {};
}

}  // namespace

Result<PlainText> plain_text(std::string bytes, std::string_view name) {
    const std::string named(name);
    if (const auto kind = not_text(bytes); !kind.empty()) {
        return refuse(
            Refusal::Kind::invalid,
            "file_is_not_text",
            named + " is " + std::string(kind) + ", not a text table. Save it as CSV first."
        );
    }
    PlainText out;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        out = from_utf16(std::string_view(bytes).substr(2), bytes.starts_with("\xFF\xFE"));
    } else {
        if (bytes.find('\0') != std::string::npos) {
            return refuse(
                Refusal::Kind::invalid,
                "file_is_not_text",
                named + " holds bytes that no text has. Save it as CSV first."
            );
        }
        const bool marked = bytes.starts_with("\xEF\xBB\xBF");
        const auto body = std::string_view(bytes).substr(marked ? 3 : 0);
        if (is_utf8(body)) {
            out.form.encoding = marked ? Encoding::utf8_bom : Encoding::utf8;
            if (marked) {
                bytes.erase(0, 3);
            }
            out.text = std::move(bytes);
        } else {
            out = from_windows_1252(body);
        }
    }
    out.form.line_ends = line_ends_of(out.text);
    out.form.delimiter = std::string(1, likely_delimiter(out.text));
    return out;
}

namespace {

/// Splits text into rows without copying: only fields with doubled quotes are rewritten.
class RowReader {
public:
    RowReader(std::string_view text, char delimiter)
        : text_(text), delimiter_(delimiter), cr_ends_(text.find('\n') == std::string_view::npos) {}

    /// Fills `fields` with the next row that is not empty; false at the end.
    bool next(std::vector<std::string_view>& fields, std::size_t& line, bool& unclosed) {
        while (at_ < text_.size()) {
            fields.clear();
            kept_.clear();
            line = line_;
            unclosed = false;
            row(fields, unclosed);
            if (fields.size() > 1 || !fields.front().empty()) {
                return true;
            }
        }
        return false;
    }

private:
    [[nodiscard]] bool ends_line(char here) const {
        return here == '\n' || (here == '\r' && (cr_ends_ || peek() == '\n'));
    }

    [[nodiscard]] char peek() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }

    void row(std::vector<std::string_view>& fields, bool& unclosed) {
        for (;;) {
            fields.push_back(field(unclosed));
            if (at_ >= text_.size()) {
                return;
            }
            if (text_[at_] == delimiter_) {
                ++at_;
                if (at_ >= text_.size()) {
                    fields.emplace_back();
                    return;
                }
                continue;
            }
            // At a line end.
            at_ += text_[at_] == '\r' && peek() == '\n' ? 2U : 1U;
            ++line_;
            return;
        }
    }

    std::string_view field(bool& unclosed) {
        if (at_ < text_.size() && text_[at_] == '"') {
            return quoted(unclosed);
        }
        const auto start = at_;
        while (at_ < text_.size() && text_[at_] != delimiter_ && !ends_line(text_[at_])) {
            ++at_;
        }
        return text_.substr(start, at_ - start);
    }

    std::string_view quoted(bool& unclosed) {
        const auto start = ++at_;
        std::string* rewritten = nullptr;
        auto copied = start;
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n' || (text_[at_] == '\r' && peek() != '\n')) {
                ++line_;
            }
            if (text_[at_] != '"') {
                continue;
            }
            if (peek() != '"') {
                break;
            }
            if (rewritten == nullptr) {
                rewritten = &kept_.emplace_back();
            }
            rewritten->append(text_.substr(copied, at_ + 1 - copied));
            at_ += 1;
            copied = at_ + 1;
        }
        if (at_ >= text_.size()) {
            unclosed = true;
        }
        const auto end = at_;
        at_ = std::min(at_ + 1, text_.size());
        // Text after the closing quote belongs to the field as it stands.
        const auto after = at_;
        while (at_ < text_.size() && text_[at_] != delimiter_ && !ends_line(text_[at_])) {
            ++at_;
        }
        if (rewritten == nullptr && at_ == after) {
            return text_.substr(start, end - start);
        }
        if (rewritten == nullptr) {
            rewritten = &kept_.emplace_back();
            copied = start;
        }
        rewritten->append(text_.substr(copied, end - copied));
        rewritten->append(text_.substr(after, at_ - after));
        return *rewritten;
    }

    std::string_view text_;
    char delimiter_;
    bool cr_ends_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::deque<std::string> kept_;  ///< A deque: earlier texts stay where they are.
};

}  // namespace

void read_rows(
    std::string_view text, char delimiter, const std::function<bool(const DelimitedRow&)>& each
) {
    RowReader reader(text, delimiter);
    std::vector<std::string_view> fields;
    std::size_t line = 1;
    bool unclosed = false;
    while (reader.next(fields, line, unclosed)) {
        if (!each({line, fields, unclosed})) {
            return;
        }
    }
}

char likely_delimiter(std::string_view text) {
    // Commas last: where another one splits as evenly, commas are part of the text.
    constexpr std::string_view candidates = "\t;|,";
    constexpr std::size_t rows_looked_at = 20;
    constexpr std::size_t bytes_looked_at = 64 * 1024;
    const auto head = text.substr(0, bytes_looked_at);
    char best = ',';
    double best_score = 0.0;
    for (const char candidate : candidates) {
        std::map<std::size_t, std::size_t> widths;
        std::size_t rows = 0;
        read_rows(head, candidate, [&](const DelimitedRow& row) {
            ++widths[row.fields.size()];
            return ++rows < rows_looked_at;
        });
        double score = 0.0;
        for (const auto& [width, count] : widths) {
            if (width > 1) {
                // Equal widths weigh more than many columns.
                const double share = static_cast<double>(count) / static_cast<double>(rows);
                score = std::max(
                    score, share * share * static_cast<double>(std::min<std::size_t>(width, 50))
                );
            }
        }
        if (score > best_score) {
            best_score = score;
            best = candidate;
        }
    }
    return best;
}

std::string_view without_guard(std::string_view field) {
    if (field.size() >= 3 && field.starts_with("=\"") && field.ends_with('"')) {
        field = field.substr(2, field.size() - 3);
    } else if (field.size() >= 2 && field.front() == '"' && field.back() == '"') {
        field = field.substr(1, field.size() - 2);
    }
    const auto first = field.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return {};
    }
    return field.substr(first, field.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace belfry::documents
