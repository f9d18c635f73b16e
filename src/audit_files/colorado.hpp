#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit_files/report.hpp"

/// What Colorado's state audit publishes (colorado-rla exports of 2024 and 2025).
namespace belfry::audit_files {

/// A row of contest.csv: where the audit of a contest stands after a round.
struct ColoradoContest {
    std::string contest_name;
    std::string audit_reason;         ///< "state_wide_contest", "opportunistic_benefits", …
    std::string random_audit_status;  ///< "in_progress", "risk_limit_achieved", "not_auditable", …
    int winners_allowed = 1;
    std::int64_t ballot_card_count = 0;          ///< Cards in the counties of the contest.
    std::int64_t contest_ballot_card_count = 0;  ///< Of these, cards with the contest.
    std::vector<std::string> winners;
    std::int64_t min_margin = 0;  ///< Votes.
    double risk_limit = 0;
    std::int64_t audited_sample_count = 0;
    std::int64_t two_vote_over_count = 0;
    std::int64_t one_vote_over_count = 0;
    std::int64_t one_vote_under_count = 0;
    std::int64_t two_vote_under_count = 0;
    std::int64_t disagreement_count = 0;
    double gamma = 0;
    std::int64_t optimistic_samples_to_audit = 0;
    std::int64_t estimated_samples_to_audit = 0;

    friend bool operator==(const ColoradoContest&, const ColoradoContest&) = default;
};
BOOST_DESCRIBE_STRUCT(
    ColoradoContest,
    (),
    (contest_name,
     audit_reason,
     random_audit_status,
     winners_allowed,
     ballot_card_count,
     contest_ballot_card_count,
     winners,
     min_margin,
     risk_limit,
     audited_sample_count,
     two_vote_over_count,
     one_vote_over_count,
     one_vote_under_count,
     two_vote_under_count,
     disagreement_count,
     gamma,
     optimistic_samples_to_audit,
     estimated_samples_to_audit)
)

struct ColoradoContests {
    std::vector<ColoradoContest> contests;
    Summary summary;
};

[[nodiscard]] Result<ColoradoContests> read_colorado_contests(documents::Source& source);

/// A row of contestSelection.csv: the records drawn for a contest, by the state's numbers.
struct ColoradoSelection {
    std::string contest_name;
    std::int64_t min_margin = 0;
    std::vector<std::int64_t> cvr_ids;

    friend bool operator==(const ColoradoSelection&, const ColoradoSelection&) = default;
};
BOOST_DESCRIBE_STRUCT(ColoradoSelection, (), (contest_name, min_margin, cvr_ids))

struct ColoradoSelections {
    std::vector<ColoradoSelection> contests;
    Summary summary;
};

[[nodiscard]] Result<ColoradoSelections> read_colorado_selection(documents::Source& source);

/// A contest that the state chose to audit.
struct ColoradoTarget {
    std::string county;  ///< "Colorado", "Multi-county", or its name.
    std::string contest;
    int vote_for = 1;
    std::int64_t lowest_winner = 0;
    std::int64_t highest_loser = 0;
    std::int64_t margin = 0;           ///< Votes.
    double diluted_margin = 0;         ///< A share, as rounded in the file.
    double risk_limit = 0;             ///< A share.
    std::int64_t estimated_cards = 0;  ///< To audit.
    std::int64_t cards = 0;            ///< Records in the counties.
    std::string remarks;

    friend bool operator==(const ColoradoTarget&, const ColoradoTarget&) = default;
};
BOOST_DESCRIBE_STRUCT(
    ColoradoTarget,
    (),
    (county,
     contest,
     vote_for,
     lowest_winner,
     highest_loser,
     margin,
     diluted_margin,
     risk_limit,
     estimated_cards,
     cards,
     remarks)
)

struct ColoradoTargets {
    std::vector<ColoradoTarget> contests;
    Summary summary;
};

/// The list of target contests, which has a title above its header. A margin that is not the
/// difference of the two votes is noted.
[[nodiscard]] Result<ColoradoTargets> read_colorado_targets(documents::Source& source);

/// Cards of a batch by the manifest and by the records.
struct BatchCount {
    std::string county;
    std::string scanner;
    std::string batch;
    std::int64_t per_manifest = 0;
    std::int64_t per_records = 0;

    friend bool operator==(const BatchCount&, const BatchCount&) = default;
};
BOOST_DESCRIBE_STRUCT(BatchCount, (), (county, scanner, batch, per_manifest, per_records))

struct BatchCounts {
    std::vector<BatchCount> batches;
    Summary summary;
};

/// Batches that differ are noted, and so is a difference in the file that is not theirs.
[[nodiscard]] Result<BatchCounts> read_batch_counts(documents::Source& source);

/// A contest as one county has to spell it.
struct CanonicalContest {
    std::string county;
    std::string contest;
    std::vector<std::string> choices;

    friend bool operator==(const CanonicalContest&, const CanonicalContest&) = default;
};
BOOST_DESCRIBE_STRUCT(CanonicalContest, (), (county, contest, choices))

struct CanonicalContests {
    std::vector<CanonicalContest> contests;
    Summary summary;
};

[[nodiscard]] Result<CanonicalContests> read_canonical_contests(documents::Source& source);

}  // namespace belfry::audit_files
