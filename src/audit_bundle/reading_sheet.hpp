#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/event_bodies.hpp"
#include "audit/progress.hpp"

/// How people write down what they read: on the retrieval list, or on a command line.
namespace belfry::audit_bundle {

/// One contest of a card or batch. On a card: `Ada`, several as `Ada; Bea`, ranked as `Ada > Bea`,
/// or `blank`, `overvote`, `not on card`, `cannot agree`; a choice may be called like one of these
/// if it stands in quotes. Of a batch: `Ada: 120; Bea: 33`.
[[nodiscard]] Result<audit::ContestReading> reading_of(
    const audit::ContestTerms& contest, bool whole_batch, std::string_view text
);

/// A row of a filled-in retrieval list.
struct SheetRow {
    std::int64_t item = 0;
    bool not_found = false;  ///< `not found` stands in the row.
    audit::Reading reading;
};

/// Reads what a recorder of hand readings wrote (JSON, as SHANGRLA takes it: `candidates` and
/// `contests` with their names, `ballots` with `id` — tabulator, batch and position — and `votes`).
/// A ballot without the contest does not have it, one with no vote in it is blank. Refuses ballots
/// that were not drawn, and names that the file of contests does not know.
[[nodiscard]] Result<std::vector<SheetRow>> read_recorded(
    std::string_view bytes,
    std::string_view file,
    const audit::ContestsFile& contests,
    const audit::Progress& progress
);

/// Reads a filled-in retrieval list. Rows in which nothing is written are left out. Refuses rows
/// that are filled in in part, and what reading_of refuses, with the line.
[[nodiscard]] Result<std::vector<SheetRow>> read_sheet(
    std::string bytes,
    std::string_view file,
    const audit::ContestsFile& contests,
    const audit::Progress& progress
);

}  // namespace belfry::audit_bundle
