#pragma once

#include <string>
#include <vector>

#include "audit/progress.hpp"

/// What an audit showed, for people who do not know its formulas.
namespace belfry::audit {

struct ReportRound {
    int round = 1;
    std::int64_t draws = 0;  ///< Of all contests.
    std::int64_t items = 0;  ///< Cards and batches that were fetched.

    friend bool operator==(const ReportRound&, const ReportRound&) = default;
};
BOOST_DESCRIBE_STRUCT(ReportRound, (), (round, draws, items))

struct ReportContest {
    std::string contest;
    std::vector<std::string> reported_winners;
    std::int64_t population = 0;
    std::int64_t phantoms = 0;
    double diluted_margin = 0.0;
    Verdict verdict = Verdict::more;
    std::string verdict_words;
    std::optional<ContestRisk> risk;
    std::optional<FullCountRecorded> full_count;

    friend bool operator==(const ReportContest&, const ReportContest&) = default;
};
BOOST_DESCRIBE_STRUCT(
    ReportContest,
    (),
    (contest,
     reported_winners,
     population,
     phantoms,
     diluted_margin,
     verdict,
     verdict_words,
     risk,
     full_count)
)

/// Something that went another way than planned, with the event that holds it.
struct ReportIncident {
    std::int64_t item = 0;
    std::string words;

    friend bool operator==(const ReportIncident&, const ReportIncident&) = default;
};
BOOST_DESCRIBE_STRUCT(ReportIncident, (), (item, words))

struct AuditReport {
    AuditTerms terms;
    std::int64_t events = 0;
    std::string head;
    std::string seed;
    bool closed = false;
    std::vector<CommittedFile> files;
    std::vector<ReportRound> rounds;
    std::vector<ReportContest> contests;
    std::vector<ReportIncident> incidents;
    std::vector<std::string> signers;
    std::vector<std::string> shows;          ///< What the audit shows.
    std::vector<std::string> does_not_show;  ///< And what it does not.
    std::vector<std::string> may_say;        ///< Sentences that are true now.
    std::vector<std::string> may_not_say;    ///< Sentences that would not be true.
    std::string next;                        ///< What has to be done; empty when all is.

    friend bool operator==(const AuditReport&, const AuditReport&) = default;
};
BOOST_DESCRIBE_STRUCT(
    AuditReport,
    (),
    (terms,
     events,
     head,
     seed,
     closed,
     files,
     rounds,
     contests,
     incidents,
     signers,
     shows,
     does_not_show,
     may_say,
     may_not_say,
     next)
)

/// In a language of the catalogs.
[[nodiscard]] AuditReport report_of(
    const Progress& progress, const ContestsFile& contests, std::string_view language
);

[[nodiscard]] std::string report_markdown(const AuditReport& report, std::string_view language);

/// A page that stands alone: no script, no picture, prints well.
[[nodiscard]] std::string report_html(const AuditReport& report, std::string_view language);

}  // namespace belfry::audit
