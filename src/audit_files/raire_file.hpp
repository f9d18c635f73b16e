#pragma once

#include "audit_files/report.hpp"

namespace belfry::audit_files {

/// Reads a .raire file: the number of contests; a line "Contest,id,n,candidate…[,winner,w]
/// [,informal,n]" for each; then "contest,ballot,first,second,…" a ballot, from the most preferred
/// on. Contests and candidates are called by their numbers, ranks are as many as candidates. A
/// ballot of the form tabulator_batch_card says where its card lies. A candidate that a ballot
/// names twice keeps the better place. Refuses candidates and contests that no header names.
[[nodiscard]] Result<ImportedCards> read_raire(documents::Source& source);

}  // namespace belfry::audit_files
