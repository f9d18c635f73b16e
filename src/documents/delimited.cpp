#include "documents/delimited.hpp"

#include <algorithm>
#include <map>

#include "documents/row_reader.hpp"
#include "documents/source.hpp"

namespace belfry::documents {

namespace {

LineEnds line_ends_of(std::string_view text) {
    LineEndCounter counter;
    counter.look(text);
    return counter.ends();
}

}  // namespace

void LineEndCounter::look(std::string_view text) {
    for (const char here : text) {
        if (after_cr_) {
            (here == '\n' ? crlf_ : cr_) += 1;
            after_cr_ = false;
            if (here == '\n') {
                continue;
            }
        }
        if (here == '"') {
            quoted_ = !quoted_;
        } else if (!quoted_ && here == '\r') {
            after_cr_ = true;
        } else if (!quoted_ && here == '\n') {
            ++lf_;
        }
    }
}

LineEnds LineEndCounter::ends() const {
    const auto cr = cr_ + (after_cr_ ? 1 : 0);
    const int kinds = (crlf_ > 0 ? 1 : 0) + (lf_ > 0 ? 1 : 0) + (cr > 0 ? 1 : 0);
    if (kinds > 1) {
        return LineEnds::mixed;
    }
    return crlf_ > 0 ? LineEnds::crlf : cr > 0 ? LineEnds::cr : LineEnds::lf;
}

std::string_view not_text(std::string_view bytes) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return "an old Excel workbook (.xls)";
    }
    if (is_zip(bytes)) {
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

std::unexpected<Refusal> refuse_not_text(std::string_view name, std::string_view kind) {
    return refuse(
        Refusal::Kind::invalid,
        "file_is_not_text",
        std::string(name) + " is " + std::string(kind) + ", not a text table. Save it as CSV first."
    );
}

/// Refuses text with the character NUL in it.
Result<void> check_no_nul(std::string_view name, std::string_view text) {
    const auto at = text.find('\0');
    if (at == std::string_view::npos) {
        return {};
    }
    const auto line = std::ranges::count(text.substr(0, at), '\n') + 1;
    return refuse(
        Refusal::Kind::invalid,
        "file_is_not_text",
        std::string(name) + " holds bytes that no text has, the first in line " +
            std::to_string(line) + ". Save it as CSV first."
    );
}

Encoding encoding_of_mark(std::string_view head) {
    return head.starts_with("\xFF\xFE")       ? Encoding::utf16_little
           : head.starts_with("\xFE\xFF")     ? Encoding::utf16_big
           : head.starts_with("\xEF\xBB\xBF") ? Encoding::utf8_bom
                                              : Encoding::utf8;
}

Result<PlainText> plain_text(std::string bytes, std::string_view name) {
    if (const auto kind = not_text(bytes); !kind.empty()) {
        return refuse_not_text(name, kind);
    }
    PlainText out;
    out.form.encoding = encoding_of_mark(bytes);
    const auto unmarked =
        out.form.encoding == Encoding::utf8 ? unmarked_utf16(bytes) : std::nullopt;
    out.form.encoding = unmarked.value_or(out.form.encoding);
    if (out.form.encoding == Encoding::utf16_little || out.form.encoding == Encoding::utf16_big) {
        out.form.replaced = append_utf8(
            out.text, std::string_view(bytes).substr(unmarked ? 0 : 2), out.form.encoding
        );
        if (auto sound = check_no_nul(name, out.text); !sound) {
            return std::unexpected(sound.error());
        }
    } else {
        if (auto sound = check_no_nul(name, bytes); !sound) {
            return std::unexpected(sound.error());
        }
        const auto body =
            std::string_view(bytes).substr(out.form.encoding == Encoding::utf8_bom ? 3 : 0);
        if (valid_utf8(body) == body.size()) {
            bytes.erase(0, bytes.size() - body.size());
            out.text = std::move(bytes);
        } else if (auto mended = mended_utf8(body)) {
            out.form.replaced = mended->replaced;
            out.text = std::move(mended->text);
        } else {
            out.form.encoding = likely_one_byte(body);
            out.form.replaced = append_utf8(out.text, body, out.form.encoding);
        }
    }
    out.form.line_ends = line_ends_of(out.text);
    out.form.delimiter = std::string(1, likely_delimiter(out.text));
    return out;
}

void read_rows(
    std::string_view text, char delimiter, const std::function<bool(const DelimitedRow&)>& each
) {
    RowReader reader(delimiter, text.find('\n') == std::string_view::npos);
    reader.look_at(text, true);
    while (reader.next()) {
        if (!each({reader.line(), reader.fields(), reader.unclosed_quote(), reader.raw()})) {
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
    const auto is_plain = [](char end) {
        return static_cast<unsigned char>(end) > ' ' && end != '"' && end != '=';
    };
    if (field.empty() || (is_plain(field.front()) && is_plain(field.back()))) {
        return field;  // As nearly all are.
    }
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
