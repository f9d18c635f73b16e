#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "audit/assertion.hpp"
#include "audit/sentence.hpp"
#include "base/money.hpp"

/// What an audit of a contest would take, method by method, before anybody decides for one.
namespace belfry::audit {

enum class PlanMethod {
    comparison,          ///< Ballot comparison, Kaplan–Markov (super-simple).
    betting_comparison,  ///< Ballot comparison, bets (COBRA).
    batches_as_one,      ///< ONEAudit: batch totals as records, single cards drawn.
    batch_comparison,    ///< Whole batches counted by hand (MACRO, PPEB).
    hybrid,              ///< SUITE: some cards have records, the others are polled.
    stratified_betting,  ///< The same strata by union–intersection bets.
    providence,          ///< Ballot polling in rounds.
    minerva,             ///< Ballot polling in rounds fixed in advance.
    betting_polling,     ///< Ballot polling by bets (ALPHA).
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
    stratified_betting,
    providence,
    minerva,
    betting_polling,
    bravo,
    fixed_percentage,
    full_count
)

/// How a size was reckoned; docs/audit-methods.md has the formulas, the catalogs a name for each.
enum class SizeRule {
    stated_error_rates,  ///< Kaplan–Markov with errors at the stated rates, rounded up.
    binomial_errors,     ///< Enough with this certainty if errors are independent at those rates.
    mean_growth,         ///< ln(1/α) over the mean growth of the capital per card.
    growth_quantile,     ///< The sum of the cards' growth taken as normal.
    batches_without_error,  ///< MACRO: draws that would do if no batch is wrong; batches alike.
    reported_sample,        ///< A sample just like the report.
    short_sample,           ///< A sample that falls short of the report by its standard error.
    smallest_round,         ///< The smallest first round that stops with this probability.
    wald_average,           ///< Wald's average sample number.
    binomial_quantile,      ///< The exact binomial quantile of the votes seen.
    fixed_share,            ///< A share of the cards, in whole batches.
    every_card,
};
BOOST_DESCRIBE_ENUM(
    SizeRule,
    stated_error_rates,
    binomial_errors,
    mean_growth,
    growth_quantile,
    batches_without_error,
    reported_sample,
    short_sample,
    smallest_round,
    wald_average,
    binomial_quantile,
    fixed_share,
    every_card
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
    Money wage_per_hour = Money::dollars(25);  ///< For each of them.
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

/// A number of cards to be looked at, what that takes, and the name of the rule behind it.
struct PlanSize {
    std::int64_t cards = 0;
    bool everything = false;  ///< As many as a full count.
    double minutes = 0.0;     ///< Of one table.
    Money cost;
    SizeRule rule = SizeRule::every_card;

    friend bool operator==(const PlanSize&, const PlanSize&) = default;
};
BOOST_DESCRIBE_STRUCT(PlanSize, (), (cards, everything, minutes, cost, rule))

struct PlanLine {
    PlanMethod method = PlanMethod::comparison;
    PlanSize expected;  ///< On average, if the reported votes are right.
    PlanSize at_80;     ///< Enough in four of five such audits.
    PlanSize at_90;     ///< Enough in nine of ten.
    bool limits_risk = true;

    friend bool operator==(const PlanLine&, const PlanLine&) = default;
};
BOOST_DESCRIBE_STRUCT(PlanLine, (), (method, expected, at_80, at_90, limits_risk))

/// Refuses rates and shares outside [0, 1), a risk limit outside (0, 1), γ ≤ 1 and negative costs.
[[nodiscard]] Result<void> check_terms(const PlanTerms& terms);

/// Every method that applies, in the order above. A contest that is tied or without losers has only
/// the full count.
[[nodiscard]] std::vector<PlanLine> plan(const Contest& contest, const PlanTerms& terms);

/// The same for a contest of another rule than that the most votes win: by its assertions, of which
/// each must be shown. Methods that can't test them are left out; only the full count where there
/// is no assertion.
[[nodiscard]] std::vector<PlanLine> plan(
    const Contest& contest, std::span<const Assertion> assertions, const PlanTerms& terms
);

/// What a method would take if the contest's closest pair were apart by this much.
struct MarginCost {
    PlanMethod method = PlanMethod::comparison;
    double diluted_margin = 0.0;  ///< Of all cards.
    double risk_limit = 0.05;
    PlanSize expected;
    PlanSize at_90;
};
BOOST_DESCRIBE_STRUCT(MarginCost, (), (method, diluted_margin, risk_limit, expected, at_90))

/// What each margin and each risk limit would cost, for every method that applies: by method, then
/// limit, then margin. Margins that the contest's votes cannot have are left out.
[[nodiscard]] std::vector<MarginCost> margin_costs(
    const Contest& contest,
    const PlanTerms& terms,
    std::span<const double> margins,
    std::span<const double> risk_limits
);

/// A chart's line: cards over the margin.
struct MarginPoint {
    double diluted_margin = 0.0;
    std::int64_t expected = 0;
    std::int64_t at_90 = 0;
};
BOOST_DESCRIBE_STRUCT(MarginPoint, (), (diluted_margin, expected, at_90))

struct MarginLine {
    PlanMethod method = PlanMethod::comparison;
    std::vector<MarginPoint> points;
};
BOOST_DESCRIBE_STRUCT(MarginLine, (), (method, points))

/// Lines over margins from 0.2 to 40 % of the cards, evenly on a logarithmic axis.
[[nodiscard]] std::vector<MarginLine> margin_chart(const Contest& contest, const PlanTerms& terms);

/// Something that is true to say, or that is not.
struct PlanSentence {
    Sentence sentence;
    bool true_to_say = true;

    friend bool operator==(const PlanSentence&, const PlanSentence&) = default;
};
BOOST_DESCRIBE_STRUCT(PlanSentence, (), (sentence, true_to_say))

/// 1234567 → "1,234,567", as English and the Spanish of the United States write it.
[[nodiscard]] std::string grouped(std::int64_t number);

/// What a mayor can say truthfully with these numbers, then what would not be true.
[[nodiscard]] std::vector<PlanSentence> sentences(
    const Contest& contest, const PlanTerms& terms, std::span<const PlanLine> lines
);

}  // namespace belfry::audit
