#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "city/table_look.hpp"

/// Rows that go on with the place of a row above.
namespace belfry::city {

/// What the rows of a table take from rows above: where cells are merged over several rows, and, in
/// a list that names each place once with its precincts below, where all that names the place is
/// blank. Figures are never taken: one that stands for several precincts is none of each.
class Continued {
public:
    Continued(const RawTable& table, const RowCells::Columns& columns);

    /// The row at this position with what it takes; empty where it takes nothing.
    [[nodiscard]] std::optional<RawRow> whole(std::size_t row) const;

private:
    void take_merged();
    void take_groups();

    const RawTable& table_;
    const RowCells::Columns& columns_;
    std::vector<std::size_t> from_;  ///< For each row the one that names its place.
};

}  // namespace belfry::city
