#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "documents/source.hpp"
#include "documents/zip.hpp"

namespace belfry::documents {

/// One row of a sheet: the text of its cells from column A on, empty where there is none. Numbers
/// are as the file has them (dates are days since 1899-12-30), flags TRUE or FALSE, formulas their
/// last result.
struct SheetRow {
    std::size_t number = 0;  ///< As the spreadsheet shows it, from 1.
    std::vector<std::string> cells;

    friend bool operator==(const SheetRow&, const SheetRow&) = default;
};

struct Sheet {
    std::string name;
    std::vector<SheetRow> rows;  ///< Those with any text.
};

inline constexpr std::size_t most_cells_held = 1'000'000;

/// All sheets of an Excel workbook (.xlsx) that is small enough to hold. Refuses what
/// read_workbook refuses, and more than most_cells_held cells.
[[nodiscard]] Result<std::vector<Sheet>> read_sheets(Source& source, const ZipLimits& limits = {});

}  // namespace belfry::documents
