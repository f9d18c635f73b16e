#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "audit/contest.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"

/// What is laid down before an audit draws anything.
namespace belfry::audit {

/// How a contest is audited.
enum class AuditMethod {
    comparison,          ///< Cards against their records: Kaplan–Markov (super-simple).
    betting_comparison,  ///< Cards against their records, by bets (COBRA).
    one_audit,           ///< Cards against their records, or against the mean of their batch.
    bravo,               ///< Ballot polling, ballot by ballot.
    minerva,             ///< Ballot polling in rounds fixed in advance.
    providence,          ///< Ballot polling in rounds of any size.
    alpha,               ///< Ballot polling by bets (ALPHA).
    batch_comparison,    ///< Whole batches counted by hand (MACRO).
    hybrid,              ///< SUITE: some jurisdictions have records, the others are polled.
    stratified,          ///< The same strata, by bets in each (Spertus and Stark 2022).
    fixed_percentage,    ///< A share of the batches, whatever the margin: limits no risk.
};
BOOST_DESCRIBE_ENUM(
    AuditMethod,
    comparison,
    betting_comparison,
    one_audit,
    bravo,
    minerva,
    providence,
    alpha,
    batch_comparison,
    hybrid,
    stratified,
    fixed_percentage
)

/// How cards are drawn. Batches of a batch comparison are always drawn by their error bounds.
enum class Sampling {
    consistent,  ///< A ticket number for every card (Rivest 2018; Arlo's ids).
    counter,     ///< Seed and counter (Rivest 2011; Colorado).
    hash,        ///< Card i gets the i-th number of SHA-256 (SHANGRLA).
    index,       ///< Numbers of records out of a list that shrinks (cryptorandom; SHANGRLA 2019).
    elsewhere,   ///< The sample is given as a list; this record cannot show how it came about.
};
BOOST_DESCRIBE_ENUM(Sampling, consistent, counter, hash, index, elsewhere)

/// The first event of an audit.
struct AuditTerms {
    std::string title;
    std::string election;
    std::optional<Date> election_day;
    std::vector<std::string> jurisdictions;  ///< Who keeps the paper; their order orders the cards.
    double risk_limit = 0.05;
    double gamma = gamma_default;
    Sampling sampling = Sampling::consistent;
    bool with_replacement = false;
    /// A contest's cards are those whose record holds it (with phantoms up to its number of cards),
    /// not every card of its jurisdictions.
    bool card_styles = false;

    friend bool operator==(const AuditTerms&, const AuditTerms&) = default;
};
BOOST_DESCRIBE_STRUCT(
    AuditTerms,
    (),
    (title,
     election,
     election_day,
     jurisdictions,
     risk_limit,
     gamma,
     sampling,
     with_replacement,
     card_styles)
)

/// A contest under audit, as the file of contests says.
struct ContestTerms {
    std::string name;
    std::vector<std::string> jurisdictions;  ///< Whose cards may hold it; none: all.
    CountingRule rule = CountingRule::plurality;
    AuditMethod method = AuditMethod::comparison;
    int winners = 1;
    int votes_allowed = 1;
    /// At most so many cards hold it: from pollbooks or mailed envelopes, never from the records.
    std::int64_t cards = 0;
    /// With the votes that were reported; of an instant runoff, first preferences.
    std::vector<Choice> choices;
    std::optional<std::string> reported_winner;  ///< Of a ranked contest.
    std::optional<double> share;                 ///< Of the rule `threshold`.
    std::optional<double> batches_share;         ///< Of a fixed-percentage audit.

    friend bool operator==(const ContestTerms&, const ContestTerms&) = default;
};
BOOST_DESCRIBE_STRUCT(
    ContestTerms,
    (),
    (name,
     jurisdictions,
     rule,
     method,
     winners,
     votes_allowed,
     cards,
     choices,
     reported_winner,
     share,
     batches_share)
)

/// The committed file of contests.
struct ContestsFile {
    std::vector<ContestTerms> contests;
    /// Names that other files have for contests and choices, and what they are called here.
    std::optional<std::map<std::string, std::string>> spellings = {};

    friend bool operator==(const ContestsFile&, const ContestsFile&) = default;
};
BOOST_DESCRIBE_STRUCT(ContestsFile, (), (contests, spellings))

/// What a contest or choice of another file is called in the file of contests: by its spellings, or
/// as it is.
[[nodiscard]] std::string spelled(const ContestsFile& file, const std::string& name);

[[nodiscard]] Result<void> check_audit_terms(const AuditTerms& terms);

/// Refuses contests that contradict themselves, the jurisdictions of `terms`, or whose method does
/// not fit their rule; each problem names the contest.
[[nodiscard]] Result<void> check_contests(const AuditTerms& terms, const ContestsFile& file);

/// As the formulas take it, over a population of `cards`.
[[nodiscard]] Contest reported(const ContestTerms& terms, std::int64_t cards);

/// Whether cards of the jurisdiction may hold the contest.
[[nodiscard]] bool may_hold(const ContestTerms& contest, std::string_view jurisdiction);

[[nodiscard]] bool polls(AuditMethod method);           ///< Ballot polling of every card.
[[nodiscard]] bool compares_cards(AuditMethod method);  ///< Needs records of single cards.
[[nodiscard]] bool has_strata(AuditMethod method);      ///< Compares some cards, polls the others.
[[nodiscard]] bool counts_batches(AuditMethod method);  ///< Whole batches are counted.

/// "Kaplan–Markov comparison (super-simple), Stark 2010".
[[nodiscard]] std::string_view formula_name(AuditMethod method);

}  // namespace belfry::audit
