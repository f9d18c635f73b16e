#include "audit/planner.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include <fmt/format.h>

#include "audit/batch_comparison.hpp"
#include "audit/binomial.hpp"
#include "audit/bravo.hpp"
#include "audit/hybrid.hpp"
#include "audit/minerva.hpp"
#include "audit/overstatement.hpp"

namespace belfry::audit {

namespace {

/// Cards that an audit would need on average, and with 80 and 90 % certainty.
struct Sizes {
    std::int64_t expected = 0;
    std::int64_t at_80 = 0;
    std::int64_t at_90 = 0;
};

/// A test whose logarithm grows by `none` with a correct card, and falls with an error.
struct Growth {
    double none = 0.0;
    double one_vote = 0.0;
    double two_votes = 0.0;
};

/// P[the test is over after n cards] with errors as independent events at their rates: the sum over
/// the few two-vote errors that can occur of the one-vote errors that still leave it over.
double over_after(std::int64_t n, const Growth& growth, const PlanTerms& terms, double wanted) {
    double sum = 0.0;
    double left = 1.0;
    const auto cards = static_cast<double>(n);
    for (std::int64_t two = 0; two <= n && left > 1e-9; ++two) {
        const double mass = binomial_mass(two, n, terms.two_vote_rate);
        left -= mass;
        const double height = static_cast<double>(two) * (growth.two_votes - growth.none) +
                              cards * growth.none - wanted;
        if (height < 0.0) {
            break;
        }
        const double most = std::floor(height / (growth.none - growth.one_vote));
        sum +=
            mass *
            (1.0 - binomial_tail(
                       static_cast<std::int64_t>(std::min(most, cards)) + 1, n, terms.one_vote_rate
                   ));
    }
    return sum;
}

/// The smallest n ≤ cards at which the test is over with the certainty asked.
std::int64_t size_at(
    double certainty, const Growth& growth, const PlanTerms& terms, std::int64_t cards
) {
    const double wanted = -std::log(terms.risk_limit);
    if (growth.none <= 0.0 || over_after(cards, growth, terms, wanted) < certainty) {
        return cards;
    }
    std::int64_t low = 0;
    auto high = cards;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (over_after(middle, growth, terms, wanted) >= certainty) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

Sizes comparison_sizes(double diluted_margin, const PlanTerms& terms, std::int64_t cards) {
    const ComparisonTerms with{terms.risk_limit, diluted_margin, terms.gamma};
    const Growth growth{
        -log_kaplan_markov(with, 1, {}),
        -log_kaplan_markov(with, 1, {1, 0, 0, 0}),
        -log_kaplan_markov(with, 1, {0, 1, 0, 0})
    };
    const ErrorRates rates{terms.one_vote_rate, terms.two_vote_rate, 0.0, 0.0};
    return {
        expected_comparison_sample(with, rates, ComparisonSizeRule::first_round_rates, cards),
        size_at(0.8, growth, terms, cards),
        size_at(0.9, growth, terms, cards)
    };
}

Sizes betting_sizes(double diluted_margin, const PlanTerms& terms, std::int64_t cards) {
    const double none = no_error_value(1.0, diluted_margin);
    const double right = 1.0 - terms.one_vote_rate - terms.two_vote_rate;
    const std::array outlook{
        Outlook{none, right},
        Outlook{none / 2.0, terms.one_vote_rate},
        Outlook{0.0, std::max(terms.two_vote_rate, 1e-5)}
    };
    const double bet = best_bet(outlook, 0.5);
    const Growth growth{
        std::log1p(bet * (none - 0.5)), std::log1p(bet * (none / 2.0 - 0.5)), std::log1p(-bet * 0.5)
    };
    const double drift = right * growth.none + terms.one_vote_rate * growth.one_vote +
                         terms.two_vote_rate * growth.two_votes;
    const double expected =
        drift > 0.0 ? std::ceil(-std::log(terms.risk_limit) / drift) : static_cast<double>(cards);
    return {
        std::min(cards, static_cast<std::int64_t>(std::min(expected, 9e15))),
        size_at(0.8, growth, terms, cards),
        size_at(0.9, growth, terms, cards)
    };
}

/// Every batch a pool: the record of a card is its batch's average, here that of the whole contest.
/// A card's value is one of three; sizes by the normal approximation of the sum of their
/// logarithms.
Sizes pool_sizes(const Contest& contest, const Pair& pair, const PlanTerms& terms) {
    const auto cards = static_cast<double>(contest.cards);
    const double winner = static_cast<double>(contest.choices[pair.winner].votes) / cards;
    const double loser = static_cast<double>(contest.choices[pair.loser].votes) / cards;
    const double margin = static_cast<double>(pair.margin) / cards;
    const double mean = 0.5 + margin / 2.0;
    const std::array outlook{
        Outlook{overstatement_value(mean - 1.0, 1.0, margin), winner},
        Outlook{overstatement_value(mean - 0.0, 1.0, margin), loser},
        Outlook{overstatement_value(mean - 0.5, 1.0, margin), std::max(0.0, 1.0 - winner - loser)}
    };
    const double bet = best_bet(outlook, 0.5);
    double drift = 0.0;
    double square = 0.0;
    for (const auto& each : outlook) {
        const double step = std::log1p(bet * (each.value - 0.5));
        drift += each.rate * step;
        square += each.rate * step * step;
    }
    const double wanted = -std::log(terms.risk_limit);
    const double deviation = std::sqrt(std::max(0.0, square - drift * drift));
    const auto at = [&](double z) {
        if (drift <= 0.0) {
            return contest.cards;
        }
        // drift n − z deviation √n = wanted, solved for √n.
        const double root =
            (z * deviation + std::sqrt(z * z * deviation * deviation + 4.0 * drift * wanted)) /
            (2.0 * drift);
        return std::min(
            contest.cards, static_cast<std::int64_t>(std::ceil(std::min(root * root, 9e15)))
        );
    };
    return {at(0.0), at(normal_quantile(0.8)), at(normal_quantile(0.9))};
}

/// Whole batches, all of one size and with the contest's shares; a batch drawn twice is counted
/// once.
std::int64_t batch_cards(const Contest& contest, const PlanTerms& terms) {
    const auto batches = std::max<std::int64_t>(
        1, (contest.cards + terms.cards_per_batch - 1) / terms.cards_per_batch
    );
    const auto outcome = outcome_of(contest);
    double bound = 0.0;
    for (const auto& pair : outcome.pairs) {
        const auto margin = static_cast<double>(pair.margin);
        bound = std::max(bound, (margin + static_cast<double>(contest.cards)) / margin);
    }
    const auto draws = batch_sample(bound, terms.risk_limit, 1.0, batches);
    const auto all = static_cast<double>(batches);
    const double distinct =
        draws >= batches ? all
                         : all * -std::expm1(static_cast<double>(draws) * std::log1p(-1.0 / all));
    return std::min(
        contest.cards, static_cast<std::int64_t>(std::ceil(distinct)) * terms.cards_per_batch
    );
}

/// The largest over the pairs of a size that counts relevant ballots, turned into ballots.
std::int64_t rounds_size(const Contest& contest, double risk_limit, double certainty) {
    std::int64_t most = 0;
    for (const auto& pair : outcome_of(contest).pairs) {
        const auto winner = contest.choices[pair.winner].votes;
        const auto loser = contest.choices[pair.loser].votes;
        const double share = static_cast<double>(winner) / static_cast<double>(winner + loser);
        const auto relevant = smallest_round(share, risk_limit, certainty);
        most = std::max(most, scaled_to_ballots(relevant, contest.cards, winner, loser));
    }
    return std::min(most, contest.cards);
}

std::int64_t bravo_size(const Contest& contest, double risk_limit, double certainty) {
    std::int64_t most = 0;
    const auto cards = static_cast<double>(contest.cards);
    for (const auto& pair : outcome_of(contest).pairs) {
        const PollingPair shares{
            static_cast<double>(contest.choices[pair.winner].votes) / cards,
            static_cast<double>(contest.choices[pair.loser].votes) / cards
        };
        most = std::max(most, bravo_quantile_size(shares, risk_limit, certainty, contest.cards));
    }
    return std::min(most, contest.cards);
}

/// Turns cards into minutes and money.
class Costing {
public:
    Costing(const Contest& contest, const PlanTerms& terms)
        : cards_(contest.cards), terms_(terms) {}

    /// Single cards, each looked for in its batch.
    [[nodiscard]] PlanSize single(std::int64_t cards) const {
        if (cards >= cards_) {
            return whole();
        }
        return made(
            cards, static_cast<double>(cards) * (terms_.minutes_to_find + terms_.minutes_to_read)
        );
    }

    /// Whole batches.
    [[nodiscard]] PlanSize batches(std::int64_t cards) const {
        const double opened =
            std::ceil(static_cast<double>(cards) / static_cast<double>(terms_.cards_per_batch));
        return made(
            std::min(cards, cards_),
            static_cast<double>(cards) * terms_.minutes_to_read + opened * terms_.minutes_per_batch
        );
    }

    [[nodiscard]] PlanSize whole() const {
        auto out = batches(cards_);
        out.everything = true;
        return out;
    }

private:
    [[nodiscard]] PlanSize made(std::int64_t cards, double minutes) const {
        const double dollars = minutes / 60.0 * terms_.crew * terms_.wage_per_hour;
        return {
            cards,
            cards >= cards_,
            minutes,
            Money::cents(std::llround(std::min(dollars * 100.0, 9e15)))
        };
    }

    std::int64_t cards_;
    const PlanTerms& terms_;
};

PlanLine line(PlanMethod method, const Sizes& sizes, const Costing& costing, std::string rule) {
    return {
        method,
        costing.single(sizes.expected),
        costing.single(sizes.at_80),
        costing.single(sizes.at_90),
        std::move(rule)
    };
}

PlanLine batch_line(
    PlanMethod method, std::int64_t cards, const Costing& costing, std::string rule
) {
    const auto size = costing.batches(cards);
    return {method, size, size, size, std::move(rule)};
}

std::optional<std::int64_t> hybrid_cards(const Contest& contest, const PlanTerms& terms) {
    if (terms.share_with_records <= 0.0 || terms.share_with_records >= 1.0) {
        return {};
    }
    std::int64_t most = 0;
    for (const auto& pair : outcome_of(contest).pairs) {
        const auto part = [&](std::int64_t whole) {
            return std::llround(static_cast<double>(whole) * terms.share_with_records);
        };
        const auto winner = contest.choices[pair.winner].votes;
        const auto loser = contest.choices[pair.loser].votes;
        HybridPair hybrid;
        hybrid.gamma = terms.gamma;
        hybrid.comparison = {part(contest.cards), part(winner), part(loser)};
        hybrid.polling = {
            contest.cards - part(contest.cards), winner - part(winner), loser - part(loser)
        };
        const auto size = hybrid_sample(hybrid, terms.risk_limit);
        most = std::max(most, size ? size->comparison + size->polling : contest.cards);
    }
    return std::min(most, contest.cards);
}

/// The pair that is hardest to poll: the smallest share of the two's votes.
Pair closest(const Contest& contest, const Outcome& outcome) {
    return std::ranges::min(outcome.pairs, {}, [&](const Pair& pair) {
        return static_cast<double>(pair.margin) * static_cast<double>(pair.margin) /
               static_cast<double>(
                   contest.choices[pair.winner].votes + contest.choices[pair.loser].votes
               );
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
    within("wage_per_hour", terms.wage_per_hour, 0.0, 10000.0);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return {};
}

std::vector<PlanLine> plan(const Contest& contest, const PlanTerms& terms) {
    const Costing costing(contest, terms);
    const auto outcome = outcome_of(contest);
    const PlanLine full{
        PlanMethod::full_count, costing.whole(), costing.whole(), costing.whole(), "every card"
    };
    if (outcome.standing != Standing::decided) {
        return {full};
    }
    std::vector<PlanLine> out;
    const auto cards = contest.cards;
    const double margin = outcome.diluted_margin;
    const double risk = terms.risk_limit;
    if (terms.share_with_records >= 1.0) {
        out.push_back(line(
            PlanMethod::comparison,
            comparison_sizes(margin, terms, cards),
            costing,
            "Kaplan-Markov; expected: stated error rates in one step; 80 % and 90 %: binomial "
            "errors"
        ));
        out.push_back(line(
            PlanMethod::betting_comparison,
            betting_sizes(margin, terms, cards),
            costing,
            "COBRA fixed bet; expected: mean growth; 80 % and 90 %: binomial errors"
        ));
    }
    out.push_back(line(
        PlanMethod::batches_as_one,
        pool_sizes(contest, closest(contest, outcome), terms),
        costing,
        "ONEAudit, batches alike; normal approximation of log growth"
    ));
    out.push_back(batch_line(
        PlanMethod::batch_comparison,
        batch_cards(contest, terms),
        costing,
        "MACRO with PPEB, no errors, batches alike"
    ));
    if (const auto hybrid = hybrid_cards(contest, terms)) {
        const auto size = costing.single(*hybrid);
        out.push_back(
            {PlanMethod::hybrid, size, size, size, "SUITE, no errors, strata in proportion"}
        );
    }
    const auto smallest = [&](double certainty) {
        return rounds_size(contest, risk, certainty);
    };
    const Sizes rounds{smallest(0.5), smallest(0.8), smallest(0.9)};
    out.push_back(line(
        PlanMethod::providence, rounds, costing, "Providence: smallest first round; expected: 50 %"
    ));
    out.push_back(
        line(PlanMethod::minerva, rounds, costing, "Minerva: smallest first round; expected: 50 %")
    );
    const auto average = bravo_average_size(
        contest, {0, std::vector<std::int64_t>(contest.choices.size(), 0)}, risk
    );
    out.push_back(line(
        PlanMethod::bravo,
        {std::min(average.value_or(1), cards),
         bravo_size(contest, risk, 0.8),
         bravo_size(contest, risk, 0.9)},
        costing,
        "BRAVO: Wald's average; 80 % and 90 %: binomial quantile"
    ));
    auto fixed = batch_line(
        PlanMethod::fixed_percentage,
        static_cast<std::int64_t>(std::ceil(static_cast<double>(cards) * terms.fixed_share)),
        costing,
        "a fixed share of the cards, in whole batches"
    );
    fixed.limits_risk = false;
    out.push_back(std::move(fixed));
    out.push_back(full);
    return out;
}

std::vector<MarginPoint> sizes_by_margin(
    PlanMethod method, std::int64_t cards, const PlanTerms& terms, std::span<const double> margins
) {
    std::vector<MarginPoint> out;
    for (const double margin : margins) {
        const auto lead = std::llround(static_cast<double>(cards) * margin);
        const auto winner = (cards + lead) / 2;
        const Contest contest{"", cards, 1, 1, {{"w", winner}, {"l", winner - lead}}};
        for (const auto& each : plan(contest, terms)) {
            if (each.method == method) {
                out.push_back({margin, each.expected.cards});
            }
        }
    }
    return out;
}

std::vector<PlanSentence> sentences(const PlanTerms& terms, std::span<const PlanLine> lines) {
    const auto percent = [](double share) {
        return fmt::format("{:g}", 100.0 * share);
    };
    std::vector<PlanSentence> out;
    const std::map<std::string, std::string> limit{
        {"risk", percent(terms.risk_limit)}, {"chance", percent(1.0 - terms.risk_limit)}
    };
    out.push_back({"audit.say.what_it_is", limit});
    const auto cards_of = [&](PlanMethod method) -> std::optional<std::int64_t> {
        const auto found = std::ranges::find(lines, method, &PlanLine::method);
        return found == lines.end() ? std::nullopt : std::optional(found->expected.cards);
    };
    const auto comparison = cards_of(PlanMethod::comparison);
    const auto polling = cards_of(PlanMethod::bravo);
    if (comparison && polling) {
        out.push_back(
            {"audit.say.records_spare_work",
             {{"comparison", std::to_string(*comparison)},
              {"polling", std::to_string(*polling)},
              {"risk", percent(terms.risk_limit)}}}
        );
    }
    out.push_back({"audit.say.academies", {}});
    for (const char* key :
         {"audit.never.nobody_hacked",
          "audit.never.certain_winner",
          "audit.never.city_must",
          "audit.never.certified"}) {
        out.push_back({key, limit, false});
    }
    return out;
}

}  // namespace belfry::audit
