#pragma once

#include <vector>

#include "city/raw_table.hpp"

/// Sheets on which more than one table stands, and lines in which more than one row stands.
namespace belfry::city {

/// The tables of a sheet: one below the other where a row has nothing but other headings, side by
/// side where columns without anything stand between and both sides name places of their own. The
/// second one's name ends with " (2)". What is one table stays as it is.
[[nodiscard]] std::vector<RawTable> tables_apart(RawTable table);

/// A single carriage return is a blank in some lists and the end of a line in others: it ends a
/// line where the row has too many cells and what lies between has exactly as many as there are
/// headings. Both rows have the line's number.
void set_rows_apart(RawTable& table);

}  // namespace belfry::city
