#pragma once

#include <functional>
#include <string>
#include <vector>

#include "city/row_cells.hpp"

/// What a table shows as a whole, before its rows are read.
namespace belfry::city {

/// To find rows with the same cells.
struct RowHash {
    std::size_t operator()(const std::vector<std::string>& cells) const {
        std::size_t seed = cells.size();
        for (const auto& cell : cells) {
            seed ^=
                std::hash<std::string>{}(cell) + 0x9e3779b97f4a7c15U + (seed << 6U) + (seed >> 2U);
        }
        return seed;
    }
};

/// What the rows of a table are, in the order in which tables are read.
enum class TableContent { places, places_with_precincts, precincts, links, nothing };

[[nodiscard]] TableContent content_of(const RawTable& table, const RowCells::Columns& columns);

/// Whether directions in addresses stand by themselves, as they should: false where most addresses
/// have one that does not.
[[nodiscard]] bool directions_have_blanks(const RawTable& table, const RowCells::Columns& columns);

/// Whether precincts are numbered anew in each town: where no column says which town, the number
/// alone is no name.
[[nodiscard]] bool numbers_repeat(const RawTable& table, const RowCells::Columns& columns);

/// Whether some number of a precinct stands in two wards.
[[nodiscard]] bool wards_number_anew(const RawTable& table, const RowCells::Columns& columns);

/// Whether half of the rows have three cells or more: what has one alone is a note then.
[[nodiscard]] bool rows_have_several_cells(const RawTable& table);

/// For each column, and one more than the widest row has, whether a number or a list of numbers of
/// places or precincts stands in it: by itself it says something.
[[nodiscard]] std::vector<bool> columns_with_numbers(
    const RawTable& table, const RowCells::Columns& columns
);

/// Tidied cells without the empty ones at the end.
[[nodiscard]] std::vector<std::string> tidied(const std::vector<std::string>& cells);

/// "TOTAL", "Ward 3 total:", "Total Number of Precincts 110", "End of worksheet".
[[nodiscard]] bool is_total(const std::string& cell);

/// "1-Feb", "Jan-12", "11/4/2026", "2.7E+08": a number that a spreadsheet took for a date, or cut
/// short.
[[nodiscard]] bool is_spoiled_number(std::string_view text);

}  // namespace belfry::city
