#pragma once

#include <functional>
#include <string>

#include "documents/delimited.hpp"
#include "documents/source.hpp"

/// Tables that are too big to hold: text tables and Excel workbooks, row by row.
namespace belfry::documents {

using EachRow = std::function<bool(const DelimitedRow&)>;

/// How a table was written.
struct TableForm {
    TextForm text;      ///< Of a text table.
    std::string sheet;  ///< Of a workbook: the name of the sheet that was read.
    /// Sheets with rows that were not read.
    std::vector<std::string> other_sheets;

    friend bool operator==(const TableForm&, const TableForm&) = default;
};

/// Finds out how a text file is written by reading it through once. Refuses what plain_text
/// refuses.
[[nodiscard]] Result<TextForm> text_form_of(Source& source);

/// Reads rows as read_rows does, a piece of the file in memory at a time. Refuses a row of more
/// than 16 MiB: a quote that was never closed. Gives the form with the count of replaced
/// characters.
[[nodiscard]] Result<TextForm> read_rows(Source& source, TextForm form, const EachRow& each);

/// The first sheet with rows of an Excel workbook (.xlsx). Numbers come as the file spells them.
/// Refuses workbooks with a document type, without a sheet, and with more than 256 MiB of texts.
[[nodiscard]] Result<TableForm> read_workbook(Source& source, const EachRow& each);

/// Either of them, by the first bytes.
[[nodiscard]] Result<TableForm> read_table(Source& source, const EachRow& each);

}  // namespace belfry::documents
