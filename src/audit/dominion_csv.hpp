#pragma once

#include <string>
#include <string_view>

#include "audit/import_report.hpp"

namespace belfry::audit {

/// Reads a Dominion Democracy Suite 5 CVR export (CSV): plain and ranked contests, guarded cells
/// (`="12"`), records whose number is withheld ("X"), and rows redacted by the county, which are
/// set in pools by ballot type. A blank cell is a contest that is not on the card, never a zero.
/// Refuses a file without the four header rows, and rows with too few cells.
[[nodiscard]] Result<ImportedCards> read_dominion_csv(std::string bytes, std::string_view file);

}  // namespace belfry::audit
