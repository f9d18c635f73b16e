#pragma once

#include "audit_files/report.hpp"

namespace belfry::audit_files {

/// Reads a Clear Ballot CVR export: a row a card, a column "Choice_<id>:<contest>:Vote For <n>:
/// <choice>:<party>" a choice, 0, 1 or blank (the contest is not on the card) in it. Refuses other
/// cells, contests that are blank in part, short rows, and two records of one card that disagree;
/// equal ones are set aside.
[[nodiscard]] Result<ImportedCards> read_clear_ballot(documents::Source& source);

}  // namespace belfry::audit_files
