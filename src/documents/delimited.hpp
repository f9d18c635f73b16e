#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/refusal.hpp"

/// Reads tables of text as they come: any of the usual encodings, delimiters and line ends, which
/// are found out and said, never guessed in silence.
namespace belfry::documents {

enum class Encoding { utf8, utf8_bom, utf16_little, utf16_big, windows_1252 };
BOOST_DESCRIBE_ENUM(Encoding, utf8, utf8_bom, utf16_little, utf16_big, windows_1252)

enum class LineEnds { lf, crlf, cr, mixed };
BOOST_DESCRIBE_ENUM(LineEnds, lf, crlf, cr, mixed)

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

/// Finds the encoding and turns the bytes into UTF-8. Refuses what is not text: spreadsheets (.xls,
/// .xlsx), zip files, PDF, and files with NUL bytes. `name` stands in the message.
[[nodiscard]] Result<PlainText> plain_text(std::string bytes, std::string_view name);

/// One row: its fields, unquoted, and where it began. Views are valid during the call only.
struct DelimitedRow {
    std::size_t line = 1;  ///< Line of the file where the row begins, from 1.
    const std::vector<std::string_view>& fields;
    bool unclosed_quote = false;  ///< The file ended inside quotes.
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
