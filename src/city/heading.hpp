#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "city/mapping.hpp"

/// What the heading of a column may mean, by its words alone.
namespace belfry::city {

/// Lower case words with blanks between: `PollingLocationName`, `Precinct\nCode`, `REG7AM`. "#",
/// "No." and "Num" are the word "number", "%" is "percent".
[[nodiscard]] std::string plain_heading(std::string_view heading);

struct HeadingGuess {
    Meaning meaning = Meaning::ignored;
    double confidence = 0;  ///< 1 where the heading is a name of that meaning.

    friend bool operator==(const HeadingGuess&, const HeadingGuess&) = default;
};

/// Every meaning that the heading may have; `plain` as plain_heading spells it.
[[nodiscard]] std::vector<HeadingGuess> guesses_of(const std::string& plain);

/// Whether the heading, in any spelling, has a meaning outright.
[[nodiscard]] bool is_known_heading(const std::string& heading);

/// The row with the headings of a table, and the headings. Where a row of groups stands above it
/// ("Registered voters" over "Party A", "Party B", "Total"), each begins with its group's words.
struct HeadingRow {
    std::optional<std::size_t> at = 0;  ///< Absent: the list has none, its columns are 1, 2, 3, …
    std::vector<std::string> headings;
};

/// The first of the first rows in which the most columns are understood outright; the very first
/// where no row has two of them. `rows` has at least one.
[[nodiscard]] HeadingRow heading_row(const std::vector<RawRow>& rows);

}  // namespace belfry::city
