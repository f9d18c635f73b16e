#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "documents/source.hpp"
#include "documents/zip.hpp"

namespace belfry::documents {

/// One row of a sheet: the text of its cells from column A on, empty where there is none. Numbers
/// are as the file has them, but a date without a time of day as it is shown (date_format.hpp; with
/// a time it is days since 1899-12-30), flags TRUE or FALSE, formulas their last result.
struct SheetRow {
    std::size_t number = 0;  ///< As the spreadsheet shows it, from 1.
    std::vector<std::string> cells;
    bool hidden = false;           ///< Nobody who opens the workbook sees it.
    std::size_t lost_results = 0;  ///< Formulas whose result the file does not have.

    friend bool operator==(const SheetRow&, const SheetRow&) = default;
};

/// Cells shown as one; the text stands in the first. Rows as in SheetRow, columns from 0.
struct MergedCells {
    std::size_t first_row = 0;
    std::size_t last_row = 0;
    std::size_t first_column = 0;
    std::size_t last_column = 0;

    friend bool operator==(const MergedCells&, const MergedCells&) = default;
};

struct Sheet {
    std::string name;
    std::vector<SheetRow> rows;  ///< Those with any text, or a formula without its result.
    bool hidden = false;
    std::vector<MergedCells> merged;
};

inline constexpr std::size_t most_cells_held = 1'000'000;

/// All sheets of an Excel workbook (.xlsx) that is small enough to hold. Refuses what
/// read_workbook refuses, and more than most_cells_held cells.
[[nodiscard]] Result<std::vector<Sheet>> read_sheets(Source& source, const ZipLimits& limits = {});

}  // namespace belfry::documents
