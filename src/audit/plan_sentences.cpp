#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "audit/planner.hpp"

namespace belfry::audit {

namespace {

std::string percent(double share) {
    return fmt::format("{:.4g}", 100.0 * share);
}

std::string dollars(Money money) {
    return grouped((money.in_cents() + 50) / 100);
}

const PlanLine* find(std::span<const PlanLine> lines, PlanMethod method) {
    const auto found = std::ranges::find(lines, method, &PlanLine::method);
    return found == lines.end() ? nullptr : &*found;
}

/// The method that limits risk with the fewest dollars in nine of ten audits.
const PlanLine* cheapest(std::span<const PlanLine> lines) {
    const PlanLine* out = nullptr;
    for (const auto& line : lines) {
        const bool counts =
            line.limits_risk && line.method != PlanMethod::full_count && !line.at_90.everything;
        if (counts && (out == nullptr || line.at_90.cost < out->at_90.cost)) {
            out = &line;
        }
    }
    return out;
}

void add_numbers(
    std::vector<PlanSentence>& out,
    const Contest& contest,
    const PlanTerms& terms,
    std::span<const PlanLine> lines
) {
    const auto risk = percent(terms.risk_limit);
    const auto* comparison = find(lines, PlanMethod::comparison);
    const auto* polling = find(lines, PlanMethod::bravo);
    if (comparison != nullptr && polling != nullptr && !comparison->expected.everything) {
        out.push_back(
            {{"audit.say.records_spare_work",
              {{"comparison", grouped(comparison->expected.cards)},
               {"polling", grouped(polling->expected.cards)},
               {"risk", risk}}}}
        );
    }
    const auto* whole = find(lines, PlanMethod::full_count);
    if (const auto* best = cheapest(lines); best != nullptr && whole != nullptr) {
        out.push_back(
            {{"audit.say.what_it_costs",
              {{"cards", grouped(best->at_90.cards)},
               {"hours", fmt::format("{:.1f}", best->at_90.minutes / 60.0)},
               {"crew", std::to_string(terms.crew)},
               {"dollars", dollars(best->at_90.cost)},
               {"all_cards", grouped(whole->expected.cards)},
               {"all_dollars", dollars(whole->expected.cost)}}}}
        );
    }
    const auto outcome = outcome_of(contest);
    if (outcome.standing == Standing::decided) {
        out.push_back(
            {{"audit.say.margin",
              {{"votes", grouped(outcome.smallest_margin)},
               {"margin", percent(outcome.diluted_margin)},
               {"cards", grouped(contest.cards)}}}}
        );
    } else if (outcome.standing == Standing::tied) {
        out.push_back({{"audit.say.tied", {}}});
    }
}

}  // namespace

std::string grouped(std::int64_t number) {
    auto digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

std::vector<PlanSentence> sentences(
    const Contest& contest, const PlanTerms& terms, std::span<const PlanLine> lines
) {
    const std::map<std::string, std::string> limit{
        {"risk", percent(terms.risk_limit)}, {"chance", percent(1.0 - terms.risk_limit)}
    };
    std::vector<PlanSentence> out{{{"audit.say.what_it_is", limit}}};
    add_numbers(out, contest, terms, lines);
    for (const char* key :
         {"audit.say.elsewhere", "audit.say.academies", "audit.say.what_it_leaves_open"}) {
        out.push_back({{key, {}}});
    }
    for (const char* key :
         {"audit.never.nobody_hacked",
          "audit.never.certain_winner",
          "audit.never.exact_count",
          "audit.never.city_must",
          "audit.never.certified"}) {
        out.push_back({{key, limit}, false});
    }
    if (find(lines, PlanMethod::fixed_percentage) != nullptr) {
        out.push_back({{"audit.never.fixed_share", {{"share", percent(terms.fixed_share)}}}, false}
        );
    }
    return out;
}

}  // namespace belfry::audit
