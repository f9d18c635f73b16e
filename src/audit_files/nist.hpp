#pragma once

#include "audit_files/report.hpp"

namespace belfry::audit_files {

/// Reads a NIST SP 1500-103 version 1.0 CastVoteRecordReport in XML or JSON, of any size. Of each
/// CVR the snapshot that CurrentSnapshotId names is read. A contest stands on the card when the
/// snapshot has a CVRContest for it. A selection counts when its TotalNumberVotes says so, and
/// where that is absent when a position is indicated and not said to be unallocable; positions
/// whose allocation is unknown are counted as ambiguous, not as votes. A contest with Overvotes or
/// the status overvoted counts for nobody. Contests and selections are called as the Election
/// names them; two of one name are told apart by party or identifier.
[[nodiscard]] Result<ImportedCards> read_nist_xml(documents::Source& source);
[[nodiscard]] Result<ImportedCards> read_nist_json(documents::Source& source);

}  // namespace belfry::audit_files
