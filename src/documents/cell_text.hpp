#pragma once

#include <string>
#include <string_view>

#include "documents/table.hpp"

namespace belfry::documents {

/// Text that no spreadsheet runs: what begins like a formula gets an apostrophe in front. Blanks
/// of all kinds, what has no width, and the full-width forms of `= + - @` count as a beginning.
[[nodiscard]] std::string neutralised(std::string_view text);

/// `-12.05`: dollars with two decimals.
[[nodiscard]] std::string in_dollars(Money amount);

}  // namespace belfry::documents
