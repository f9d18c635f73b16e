#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Numbers that a spreadsheet shows as dates.
namespace belfry::documents {

/// The text that a cell with this number format (ECMA-376 Part 1, 18.8.31) shows for a number of
/// days since 1899-12-30: `d-mmm` shows "4-Nov". In English. Empty when the format shows no date,
/// shows a time of day, or is of another calendar, and when the number is no whole day that a
/// spreadsheet knows (1900 to 9999).
[[nodiscard]] std::optional<std::string> shown_date(std::string_view format, double days);

/// The format with this number where the workbook does not say it (18.8.30), of those that show
/// dates; empty for all others.
[[nodiscard]] std::string_view usual_date_format(int number);

}  // namespace belfry::documents
