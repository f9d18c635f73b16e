#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/contest.hpp"
#include "audit_files/report.hpp"

/// Tables that say which contests there are and what was reported for them.
namespace belfry::audit_files {

struct ReportedContests {
    std::vector<audit::Contest> contests;  ///< In the order of the file.
    Summary summary;
};

/// Reads contest totals, a row a choice: contest_name, choice, votes, and where the file has them
/// winners (or winners_allowed), votes_allowed (or vote_for) and cards (or ballot_card_count),
/// which have to be equal on all rows of a contest. Colorado's tabulatePlurality.csv is one.
/// Without a column of cards a contest has 0: whoever audits it has to say how many there are.
[[nodiscard]] Result<ReportedContests> read_contest_totals(documents::Source& source);

/// In which jurisdictions a contest is to be audited (Arlo's standardized contests).
struct StandardContest {
    std::string name;
    bool everywhere = false;                 ///< "all"
    std::vector<std::string> jurisdictions;  ///< Empty when everywhere.

    friend bool operator==(const StandardContest&, const StandardContest&) = default;
};
BOOST_DESCRIBE_STRUCT(StandardContest, (), (name, everywhere, jurisdictions))

struct StandardContests {
    std::vector<StandardContest> contests;
    Summary summary;
};

/// Reads "Contest Name,Jurisdictions": names parted by commas, or "all". Refuses a contest twice.
[[nodiscard]] Result<StandardContests> read_standard_contests(documents::Source& source);

/// Votes of a batch; empty where the cell is blank: the choice is not on the batch's cards, which
/// is not the same as no votes.
struct BatchTally {
    std::string batch;
    std::vector<std::optional<std::int64_t>> votes;

    friend bool operator==(const BatchTally&, const BatchTally&) = default;
};
BOOST_DESCRIBE_STRUCT(BatchTally, (), (batch, votes))

struct BatchTallies {
    std::vector<std::string> choices;  ///< As the header spells them.
    std::vector<BatchTally> batches;
    Summary summary;
};

/// Reads candidate totals by batch: "Batch Name", then a column a choice. Refuses a batch twice and
/// cells that are neither blank nor a whole number; a last row of totals is checked.
[[nodiscard]] Result<BatchTallies> read_batch_tallies(documents::Source& source);

}  // namespace belfry::audit_files
