#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "city/row_cells.hpp"

/// The precincts of a place in one cell.
namespace belfry::city {

struct PrecinctList {
    std::vector<std::string> keys;
    std::vector<std::string> ranges;  ///< What was taken for one, as it stands.

    friend bool operator==(const PrecinctList&, const PrecinctList&) = default;
};

/// Whether `1-5` in the column of lists is five precincts and not the fifth of the first ward:
/// where others are plain numbers, each range runs upwards, and no precinct would stand twice.
[[nodiscard]] bool hyphens_are_ranges(const RawTable& table, const RowCells::Columns& columns);

/// Whether precincts are called `1-5` in a table of theirs.
[[nodiscard]] bool has_hyphens_in_keys(const RawTable& table, const RowCells::Columns& columns);

/// Parts between `;`, `|` and line ends; between `,`, `&` and "and" as well where all parts are
/// numbers, as a name may hold a comma. `1 to 5` is a range, `1-5` where `hyphens`; of at most 500.
[[nodiscard]] PrecinctList precinct_list(std::string_view cell, bool hyphens);

}  // namespace belfry::city
