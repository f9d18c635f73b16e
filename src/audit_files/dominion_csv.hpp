#pragma once

#include "audit_files/report.hpp"

namespace belfry::audit_files {

/// Reads a Dominion Democracy Suite 5 CVR export (CSV or the workbook it was saved as): plain and
/// ranked contests, guarded cells (`="12"`), records whose number is withheld ("X"), and the rows
/// of totals that a county puts in place of withheld records. A blank cell is a contest that is
/// not on the card, never a zero. A record that stands in the file twice is set aside when both
/// are equal. Refuses a file without the four header rows, rows with too few or too many cells,
/// cells other than 0, 1 and blank, contests that are blank in part, and two records of one card
/// that disagree.
[[nodiscard]] Result<ImportedCards> read_dominion_csv(documents::Source& source);

}  // namespace belfry::audit_files
