#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/refusal.hpp"
#include "documents/encoding.hpp"

/// Reads tables of text as they come: any of the usual encodings, delimiters and line ends, which
/// are found out and said, never guessed in silence.
namespace belfry::documents {

enum class LineEnds { lf, crlf, cr, mixed };
BOOST_DESCRIBE_ENUM(LineEnds, lf, crlf, cr, mixed)

/// Counts line ends outside quotes, in text that comes piece by piece.
class LineEndCounter {
public:
    void look(std::string_view text);
    [[nodiscard]] LineEnds ends() const;

private:
    std::size_t crlf_ = 0;
    std::size_t lf_ = 0;
    std::size_t cr_ = 0;
    bool quoted_ = false;
    bool after_cr_ = false;
};

/// How a file was found to be written.
struct TextForm {
    Encoding encoding = Encoding::utf8;
    LineEnds line_ends = LineEnds::lf;
    std::string delimiter = ",";  ///< One character.
    /// Bytes that stand for no character of the encoding, put as U+FFFD.
    std::size_t replaced = 0;

    friend bool operator==(const TextForm&, const TextForm&) = default;
};
BOOST_DESCRIBE_STRUCT(TextForm, (), (encoding, line_ends, delimiter, replaced))

/// A file's text in UTF-8 without a byte order mark, and how it was written.
struct PlainText {
    std::string text;
    TextForm form;
};

/// What a file is by its first bytes, where that is no text ("a PDF document"); empty otherwise.
[[nodiscard]] std::string_view not_text(std::string_view bytes);

/// `kind` as not_text gives it; empty for bytes of an unknown kind.
[[nodiscard]] std::unexpected<Refusal> refuse_not_text(
    std::string_view name, std::string_view kind
);

/// By the byte order mark; UTF-8 where there is none.
[[nodiscard]] Encoding encoding_of_mark(std::string_view head);

/// Finds the encoding and turns the bytes into UTF-8. Refuses what is not text: spreadsheets (.xls,
/// .xlsx), zip files, PDF, and files with NUL bytes. `name` stands in the message.
[[nodiscard]] Result<PlainText> plain_text(std::string bytes, std::string_view name);

/// One row: its fields, unquoted, and where it began. Views are valid during the call only.
struct DelimitedRow {
    std::size_t line = 1;  ///< Line of the file where the row begins, from 1.
    const std::vector<std::string_view>& fields;
    bool unclosed_quote = false;  ///< The file ended inside quotes.
    std::string_view raw{};       ///< As the file spells it; empty for a row of a workbook.
};

/// Reads RFC 4180 and its relatives: quotes doubled inside quotes, line ends inside quotes, a bare
/// CR as a line end only where the file has no LF. Empty lines are skipped. Stops when `each` says
/// false.
void read_rows(
    std::string_view text, char delimiter, const std::function<bool(const DelimitedRow&)>& each
);

/// The delimiter among `,` `;` tab `|` that splits the first rows into the most equal columns.
[[nodiscard]] char likely_delimiter(std::string_view text);

/// A field's text without what a spreadsheet put around it: `="0012"` is 0012; outer blanks go.
[[nodiscard]] std::string_view without_guard(std::string_view field);

}  // namespace belfry::documents
