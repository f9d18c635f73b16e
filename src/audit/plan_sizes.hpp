#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "audit/assertion.hpp"
#include "audit/planner.hpp"

/// Cards that each method would take for a contest: what planner.hpp puts side by side.
namespace belfry::audit {

/// Cards that an audit would need on average, and with 80 and 90 % certainty, and how each number
/// was reckoned.
struct MethodSizes {
    std::int64_t expected = 0;
    std::int64_t at_80 = 0;
    std::int64_t at_90 = 0;
    SizeRule expected_rule = SizeRule::every_card;
    SizeRule certain_rule = SizeRule::every_card;
};

/// Empty where the method does not apply: no records for a comparison, records of all cards or of
/// none for a hybrid. The contest must be decided. No size exceeds the contest's cards.
[[nodiscard]] std::optional<MethodSizes> method_sizes(
    PlanMethod method, const Contest& contest, const PlanTerms& terms
);

/// The same for a contest of another rule, whose outcome is right if all of `assertions` are true:
/// bets alone can test those, card by card. Empty too where totals do not tell an assertion's mean
/// (rankings).
[[nodiscard]] std::optional<MethodSizes> method_sizes(
    PlanMethod method,
    const Contest& contest,
    std::span<const Assertion> assertions,
    const PlanTerms& terms
);

}  // namespace belfry::audit
