#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "audit/comparison.hpp"
#include "audit/contest.hpp"
#include "base/money.hpp"

/// What an audit of a contest would take, method by method, before anybody decides for one.
namespace belfry::audit {

enum class PlanMethod {
    comparison,          ///< Ballot comparison, Kaplan–Markov (super-simple).
    betting_comparison,  ///< Ballot comparison, bets (COBRA).
    batches_as_one,      ///< ONEAudit: batch totals as records, single cards drawn.
    batch_comparison,    ///< Whole batches counted by hand (MACRO, PPEB).
    hybrid,              ///< SUITE: some cards have records, the others are polled.
    providence,          ///< Ballot polling in rounds.
    minerva,             ///< Ballot polling in rounds fixed in advance.
    bravo,               ///< Ballot polling, ballot by ballot.
    fixed_percentage,    ///< A share of the batches whatever the margin; no risk limit.
    full_count,          ///< Every card by hand.
};
BOOST_DESCRIBE_ENUM(
    PlanMethod,
    comparison,
    betting_comparison,
    batches_as_one,
    batch_comparison,
    hybrid,
    providence,
    minerva,
    bravo,
    fixed_percentage,
    full_count
)

/// What a city can set; the defaults are assumptions, to be replaced by its own figures.
struct PlanTerms {
    double risk_limit = 0.05;
    double gamma = gamma_default;
    double one_vote_rate = 0.001;   ///< Cards whose reading differs from the record by one vote.
    double two_vote_rate = 0.0001;  ///< … by two.
    std::int64_t cards_per_batch = 100;
    double share_with_records = 1.0;  ///< Of the cards; the others can only be polled.
    double fixed_share = 0.02;        ///< Of a fixed-percentage audit.
    double minutes_to_find = 1.5;     ///< Finding one card in its batch and putting it back.
    double minutes_to_read = 0.5;     ///< Reading one contest off one card, by the whole crew.
    double minutes_per_batch = 10.0;  ///< Fetching and opening a batch.
    int crew = 2;                     ///< People at one table.
    double wage_per_hour = 25.0;      ///< Dollars for each of them.
};
BOOST_DESCRIBE_STRUCT(
    PlanTerms,
    (),
    (risk_limit,
     gamma,
     one_vote_rate,
     two_vote_rate,
     cards_per_batch,
     share_with_records,
     fixed_share,
     minutes_to_find,
     minutes_to_read,
     minutes_per_batch,
     crew,
     wage_per_hour)
)

/// A number of cards to be looked at, and what that takes.
struct PlanSize {
    std::int64_t cards = 0;
    bool everything = false;  ///< As many as a full count.
    double minutes = 0.0;     ///< Of one table.
    Money cost;

    friend bool operator==(const PlanSize&, const PlanSize&) = default;
};
BOOST_DESCRIBE_STRUCT(PlanSize, (), (cards, everything, minutes, cost))

struct PlanLine {
    PlanMethod method = PlanMethod::comparison;
    PlanSize expected;      ///< On average, if the reported votes are right.
    PlanSize at_80;         ///< Enough in four of five such audits.
    PlanSize at_90;         ///< Enough in nine of ten.
    std::string size_rule;  ///< How the sizes were reckoned, by name.
    bool limits_risk = true;
};
BOOST_DESCRIBE_STRUCT(PlanLine, (), (method, expected, at_80, at_90, size_rule, limits_risk))

/// Refuses rates and shares outside [0, 1), a risk limit outside (0, 1), γ ≤ 1 and negative costs.
[[nodiscard]] Result<void> check_terms(const PlanTerms& terms);

/// Every method that applies, in the order above. A contest that is tied or without losers has only
/// the full count.
[[nodiscard]] std::vector<PlanLine> plan(const Contest& contest, const PlanTerms& terms);

/// What one method would take for other margins: a chart's points. Margins are shares of the cards.
struct MarginPoint {
    double diluted_margin = 0.0;
    std::int64_t expected_cards = 0;
};
BOOST_DESCRIBE_STRUCT(MarginPoint, (), (diluted_margin, expected_cards))

[[nodiscard]] std::vector<MarginPoint> sizes_by_margin(
    PlanMethod method, std::int64_t cards, const PlanTerms& terms, std::span<const double> margins
);

/// A sentence of the catalogs and what fills its blanks.
struct PlanSentence {
    std::string key;
    std::map<std::string, std::string> values;
    bool true_to_say = true;
};
BOOST_DESCRIBE_STRUCT(PlanSentence, (), (key, values, true_to_say))

/// What a mayor can say truthfully with these numbers, then what would not be true.
[[nodiscard]] std::vector<PlanSentence> sentences(
    const PlanTerms& terms, std::span<const PlanLine> lines
);

}  // namespace belfry::audit
