#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "audit/planner.hpp"
#include "audit/terms.hpp"

/// All that is told about one contest before an audit; words, a table and a chart of it.
namespace belfry::audit {

struct PlanReport {
    std::string contest;
    CountingRule rule = CountingRule::plurality;
    Standing standing = Standing::decided;
    std::int64_t smallest_margin = 0;  ///< Votes between the closest pair; 0 without one.
    std::int64_t cards = 0;
    PlanTerms terms;
    std::vector<PlanLine> methods;
    std::vector<MarginCost> margins;  ///< At 1, 2, 5, 10 and 20 % of the cards and three limits.
    std::vector<MarginLine> chart;
    std::vector<PlanSentence> sentences;
};
BOOST_DESCRIBE_STRUCT(
    PlanReport,
    (),
    (contest, rule, standing, smallest_margin, cards, terms, methods, margins, chart, sentences)
)

/// Of contests that the most votes decide all of it; of shares and seats (D'Hondt) the methods that
/// bet. What a ranked contest takes hangs on records that are not there yet: only its full count is
/// shown.
[[nodiscard]] PlanReport plan_report(const ContestTerms& contest, const PlanTerms& terms);

/// Lines for a terminal: every method with its sizes, what other margins and limits would cost, and
/// what may be said.
[[nodiscard]] std::string plan_text(const PlanReport& report, std::string_view language);

/// The report's chart as an SVG picture: cards on average over the margin, both in powers of ten,
/// one line a method, told apart without colour too. Empty where there is no line.
[[nodiscard]] std::string plan_chart(const PlanReport& report, std::string_view language);

}  // namespace belfry::audit
