#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"

namespace belfry::documents {

/// One row of a sheet: the text of its cells from column A on, empty where there is none. Numbers
/// are as the file has them (dates are days since 1899-12-30), flags TRUE or FALSE, formulas their
/// last result, errors empty.
struct SheetRow {
    std::size_t number = 0;  ///< As the spreadsheet shows it, from 1.
    std::vector<std::string> cells;

    friend bool operator==(const SheetRow&, const SheetRow&) = default;
};

struct Sheet {
    std::string name;
    std::vector<SheetRow> rows;  ///< Those with any text.
};

/// Reads an Excel workbook (.xlsx, Office Open XML). Refuses `workbook_not_readable` for what is
/// none, one with a password, and one of more than a million cells.
[[nodiscard]] Result<std::vector<Sheet>> read_sheets(std::string_view bytes, std::string_view name);

}  // namespace belfry::documents
