#include "documents/table_stream.hpp"

#include <cstring>
#include <optional>

#include <fmt/format.h>

#include "documents/row_reader.hpp"

namespace belfry::documents {

namespace {

/// How often a character stands in a text.
std::size_t count(std::string_view text, char wanted) {
    std::size_t out = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        at = static_cast<const char*>(std::memchr(at, wanted, static_cast<std::size_t>(end - at)));
        if (at == nullptr) {
            break;
        }
        ++out;
        ++at;
    }
    return out;
}

/// What a scan of the whole file saw.
struct Seen {
    std::size_t lf = 0;
    std::size_t cr = 0;
    std::size_t crlf = 0;
    bool ends_with_cr = false;

    void look(std::string_view text) {
        lf += count(text, '\n');
        crlf += ends_with_cr && text.starts_with('\n') ? 1U : 0U;
        for (auto at = text.find('\r'); at != std::string_view::npos;
             at = text.find('\r', at + 1)) {
            ++cr;
            crlf += at + 1 < text.size() && text[at + 1] == '\n' ? 1U : 0U;
        }
        ends_with_cr = text.ends_with('\r');
    }

    /// Empty where line ends inside quotes have to be told from others.
    [[nodiscard]] std::optional<LineEnds> ends() const {
        if (cr == 0) {
            return LineEnds::lf;
        }
        if (lf == 0) {
            return LineEnds::cr;
        }
        return cr == crlf && lf == crlf ? std::optional(LineEnds::crlf) : std::nullopt;
    }
};

/// Goes through a text file; `each` sees it in UTF-8, or, of one-byte encodings, as it is.
Result<void> through(
    Source& source, Encoding encoding, const std::function<Result<bool>(std::string_view)>& each
) {
    TextStream stream(source, encoding);
    std::string block;
    for (;;) {
        block.clear();
        const auto more = stream.more(block);
        if (!more) {
            return std::unexpected(more.error());
        }
        if (!*more) {
            return {};
        }
        const auto going_on = each(block);
        if (!going_on) {
            return std::unexpected(going_on.error());
        }
        if (!*going_on) {
            return {};
        }
    }
}

/// Line ends outside quotes.
Result<LineEnds> careful_line_ends(Source& source, Encoding encoding) {
    LineEndCounter counter;
    const auto done = through(source, encoding, [&](std::string_view text) -> Result<bool> {
        counter.look(text);
        return true;
    });
    if (!done) {
        return std::unexpected(done.error());
    }
    return counter.ends();
}

/// UTF-8 or, where a byte does not fit, Windows-1252; counts line ends on the way.
Result<Encoding> scan(Source& source, Encoding marked, Seen& seen) {
    const bool wide = marked == Encoding::utf16_little || marked == Encoding::utf16_big;
    bool valid = true;
    std::string cut;
    const auto done = through(source, marked, [&](std::string_view text) -> Result<bool> {
        seen.look(text);
        if (std::memchr(text.data(), 0, text.size()) != nullptr) {
            return refuse_not_text(source.name(), "");
        }
        if (wide || !valid) {
            return true;
        }
        // A character may lie across two blocks.
        while (!cut.empty() && !text.empty() && is_cut_short(cut)) {
            cut += text.front();
            text.remove_prefix(1);
        }
        if (valid_utf8(cut) != cut.size()) {
            valid = !is_cut_short(cut) ? false : valid;
            return true;
        }
        const auto good = valid_utf8(text);
        cut = text.substr(good);
        valid = cut.empty() || is_cut_short(cut);
        return true;
    });
    if (!done) {
        return std::unexpected(done.error());
    }
    return valid && cut.empty() ? marked : Encoding::windows_1252;
}

}  // namespace

Result<TextForm> text_form_of(Source& source) {
    constexpr std::size_t looked_at = 64 * 1024;
    const auto head = head_of(source, looked_at);
    if (!head) {
        return std::unexpected(head.error());
    }
    if (const auto kind = not_text(*head); !kind.empty()) {
        return refuse_not_text(source.name(), kind);
    }
    TextForm out;
    Seen seen;
    const auto encoding = scan(source, encoding_of_mark(*head), seen);
    if (!encoding) {
        return std::unexpected(encoding.error());
    }
    out.encoding = *encoding;
    if (const auto ends = seen.ends()) {
        out.line_ends = *ends;
    } else {
        const auto careful = careful_line_ends(source, out.encoding);
        if (!careful) {
            return std::unexpected(careful.error());
        }
        out.line_ends = *careful;
    }
    std::string beginning;
    TextStream stream(source, out.encoding);
    for (bool more = true; more && beginning.size() < looked_at;) {
        const auto got = stream.more(beginning);
        if (!got) {
            return std::unexpected(got.error());
        }
        more = *got;
    }
    out.delimiter = std::string(1, likely_delimiter(beginning));
    return out;
}

Result<TextForm> read_rows(Source& source, TextForm form, const EachRow& each) {
    constexpr std::size_t longest_row = 16U << 20U;
    TextStream stream(source, form.encoding);
    RowReader reader(form.delimiter.front(), form.line_ends == LineEnds::cr);
    std::string buffer;
    for (bool more = true; more;) {
        const auto got = stream.more(buffer);
        if (!got) {
            return std::unexpected(got.error());
        }
        more = *got;
        reader.look_at(buffer, !more);
        while (reader.next()) {
            if (!each({reader.line(), reader.fields(), reader.unclosed_quote(), reader.raw()})) {
                form.replaced = stream.replaced();
                return form;
            }
        }
        buffer.erase(0, reader.used());
        if (buffer.size() > longest_row) {
            return refuse(
                Refusal::Kind::invalid,
                "row_too_long",
                fmt::format(
                    "{}: the row that begins on line {} has no end in 16 MiB. A quotation mark "
                    "was opened and never closed.",
                    source.name(),
                    reader.line()
                )
            );
        }
    }
    form.replaced = stream.replaced();
    return form;
}

Result<TableForm> read_table(Source& source, const EachRow& each) {
    const auto head = head_of(source, 4);
    if (!head) {
        return std::unexpected(head.error());
    }
    if (is_zip(*head)) {
        return read_workbook(source, each);
    }
    auto form = text_form_of(source);
    if (!form) {
        return std::unexpected(form.error());
    }
    auto read = read_rows(source, std::move(*form), each);
    if (!read) {
        return std::unexpected(read.error());
    }
    return TableForm{std::move(*read), {}, {}};
}

}  // namespace belfry::documents
