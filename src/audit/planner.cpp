#include "audit/planner.hpp"

#include <algorithm>
#include <cmath>

#include <boost/mp11/algorithm.hpp>
#include <fmt/format.h>

#include "audit/plan_sizes.hpp"

namespace belfry::audit {

namespace {

/// Turns cards into minutes and money.
class Costing {
public:
    Costing(const Contest& contest, const PlanTerms& terms)
        : cards_(contest.cards), terms_(terms) {}

    /// Single cards, each looked for in its batch; whole batches once they are all of them.
    [[nodiscard]] PlanSize single(std::int64_t cards, SizeRule rule) const {
        if (cards >= cards_) {
            return batches(cards_, rule);
        }
        return made(
            cards,
            static_cast<double>(cards) * (terms_.minutes_to_find + terms_.minutes_to_read),
            rule
        );
    }

    /// Whole batches.
    [[nodiscard]] PlanSize batches(std::int64_t cards, SizeRule rule) const {
        const auto counted = static_cast<double>(std::min(cards, cards_));
        const double opened = std::ceil(counted / static_cast<double>(terms_.cards_per_batch));
        return made(
            std::min(cards, cards_),
            counted * terms_.minutes_to_read + opened * terms_.minutes_per_batch,
            rule
        );
    }

private:
    [[nodiscard]] PlanSize made(std::int64_t cards, double minutes, SizeRule rule) const {
        const double cents =
            minutes / 60.0 * terms_.crew * static_cast<double>(terms_.wage_per_hour.in_cents());
        return {
            cards, cards >= cards_, minutes, Money::cents(std::llround(std::min(cents, 9e15))), rule
        };
    }

    std::int64_t cards_;
    const PlanTerms& terms_;
};

bool counts_batches(PlanMethod method) {
    return method == PlanMethod::batch_comparison || method == PlanMethod::fixed_percentage ||
           method == PlanMethod::full_count;
}

PlanLine priced_line(
    PlanMethod method, const MethodSizes& sizes, const Contest& contest, const PlanTerms& terms
) {
    const Costing costing(contest, terms);
    const auto priced = [&](std::int64_t cards, SizeRule rule) {
        return counts_batches(method) ? costing.batches(cards, rule) : costing.single(cards, rule);
    };
    return PlanLine{
        method,
        priced(sizes.expected, sizes.expected_rule),
        priced(sizes.at_80, sizes.certain_rule),
        priced(sizes.at_90, sizes.certain_rule),
        method != PlanMethod::fixed_percentage
    };
}

std::optional<PlanLine> line_of(PlanMethod method, const Contest& contest, const PlanTerms& terms) {
    const auto sizes = method_sizes(method, contest, terms);
    return sizes ? std::optional(priced_line(method, *sizes, contest, terms)) : std::nullopt;
}

/// The contest with its closest pair apart by `margin` of the cards and as many votes for both
/// together. Empty where their votes can't be that far apart.
std::optional<Contest> with_margin(const Contest& contest, double margin) {
    const auto outcome = outcome_of(contest);
    if (outcome.standing == Standing::no_losers) {
        return {};
    }
    const auto closest = std::ranges::min(outcome.pairs, {}, &Pair::margin);
    const auto both = contest.choices[closest.winner].votes + contest.choices[closest.loser].votes;
    const auto lead = std::llround(margin * static_cast<double>(contest.cards));
    if (lead < 1 || lead > both) {
        return {};
    }
    const auto winner = (both + lead) / 2;
    return Contest{contest.name, contest.cards, 1, 1, {{"w", winner}, {"l", winner - lead}}};
}

template <class Each>
void for_each_method(Each each) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<PlanMethod>>([&](auto method) {
        each(method.value);
    });
}

}  // namespace

Result<void> check_terms(const PlanTerms& terms) {
    std::vector<Refusal::Problem> problems;
    const auto within = [&](const char* field, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            problems.push_back(
                {field,
                 "audit_out_of_range",
                 fmt::format("Give a number from {:g} to {:g}.", low, high),
                 {{"low", fmt::format("{:g}", low)}, {"high", fmt::format("{:g}", high)}}}
            );
        }
    };
    within("risk_limit", terms.risk_limit, 1e-6, 0.5);
    within("gamma", terms.gamma, 1.0001, 10.0);
    within("one_vote_rate", terms.one_vote_rate, 0.0, 0.5);
    within("two_vote_rate", terms.two_vote_rate, 0.0, 0.5);
    within("cards_per_batch", static_cast<double>(terms.cards_per_batch), 1.0, 1e6);
    within("share_with_records", terms.share_with_records, 0.0, 1.0);
    within("fixed_share", terms.fixed_share, 0.0, 1.0);
    within("minutes_to_find", terms.minutes_to_find, 0.0, 1000.0);
    within("minutes_to_read", terms.minutes_to_read, 0.0, 1000.0);
    within("minutes_per_batch", terms.minutes_per_batch, 0.0, 10000.0);
    within("crew", terms.crew, 1.0, 100.0);
    within(
        "wage_per_hour", static_cast<double>(terms.wage_per_hour.in_cents()) / 100.0, 0.0, 10000.0
    );
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return {};
}

std::vector<PlanLine> plan(const Contest& contest, const PlanTerms& terms) {
    const bool decided = outcome_of(contest).standing == Standing::decided;
    std::vector<PlanLine> out;
    for_each_method([&](PlanMethod method) {
        if (method == PlanMethod::minerva && decided) {
            // A first round of Minerva is one of Providence.
            out.push_back(out.back());
            out.back().method = method;
        } else if (decided || method == PlanMethod::full_count) {
            if (auto line = line_of(method, contest, terms)) {
                out.push_back(*line);
            }
        }
    });
    return out;
}

std::vector<PlanLine> plan(
    const Contest& contest, std::span<const Assertion> assertions, const PlanTerms& terms
) {
    std::vector<PlanLine> out;
    for_each_method([&](PlanMethod method) {
        const auto sizes = method_sizes(method, contest, assertions, terms);
        if (sizes && (!assertions.empty() || method == PlanMethod::full_count)) {
            out.push_back(priced_line(method, *sizes, contest, terms));
        }
    });
    return out;
}

std::vector<MarginCost> margin_costs(
    const Contest& contest,
    const PlanTerms& terms,
    std::span<const double> margins,
    std::span<const double> risk_limits
) {
    std::vector<MarginCost> out;
    for_each_method([&](PlanMethod method) {
        for (const double limit : risk_limits) {
            auto with = terms;
            with.risk_limit = limit;
            for (const double margin : margins) {
                const auto apart = with_margin(contest, margin);
                const auto line = apart ? line_of(method, *apart, with) : std::nullopt;
                if (line) {
                    out.push_back({method, margin, limit, line->expected, line->at_90});
                }
            }
        }
    });
    return out;
}

std::vector<MarginLine> margin_chart(const Contest& contest, const PlanTerms& terms) {
    constexpr double least = 0.002;
    constexpr double most = 0.4;
    constexpr int points = 24;
    std::vector<double> margins;
    for (int at = 0; at < points; ++at) {
        margins.push_back(least * std::pow(most / least, static_cast<double>(at) / (points - 1)));
    }
    std::vector<MarginLine> out;
    for (const auto& cost :
         margin_costs(contest, terms, margins, std::span(&terms.risk_limit, 1))) {
        if (out.empty() || out.back().method != cost.method) {
            out.push_back({cost.method, {}});
        }
        out.back().points.push_back({cost.diluted_margin, cost.expected.cards, cost.at_90.cards});
    }
    return out;
}

}  // namespace belfry::audit
