#include "audit/planner.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "audit/bravo.hpp"
#include "audit/comparison.hpp"
#include "json/json.hpp"
#include "text/catalog.hpp"

namespace belfry::audit {
namespace {

Contest with_margin(std::int64_t cards, double margin) {
    const auto lead = std::llround(static_cast<double>(cards) * margin);
    const auto winner = (cards + lead) / 2;
    return {"Mayor", cards, 1, 1, {{"Ada", winner}, {"Bea", winner - lead}}};
}

const PlanLine& of(const std::vector<PlanLine>& lines, PlanMethod method) {
    const auto found = std::ranges::find(lines, method, &PlanLine::method);
    EXPECT_NE(found, lines.end());
    return *found;
}

TEST(Planner, ReproducesThePublishedComparisonSizes) {
    // "Arlo first round" at 5 % risk: margins 20, 10, 5, 2, 1 and 0.5 %. Understatement rates of
    // the published figures are not among the plan's terms, so the rule itself is asked.
    const std::vector<std::pair<double, std::int64_t>> published{
        {0.2, 34}, {0.1, 68}, {0.05, 136}, {0.02, 339}, {0.01, 678}, {0.005, 1465}
    };
    for (const auto& [margin, size] : published) {
        const ComparisonTerms terms{0.05, margin, gamma_default};
        EXPECT_EQ(
            expected_comparison_sample(terms, {}, ComparisonSizeRule::first_round_rates, 1'000'000),
            size
        );
    }
}

TEST(Planner, SizesGrowWithCertaintyAndNeverExceedTheCards) {
    for (const double margin : {0.5, 0.1, 0.03, 0.004}) {
        const auto lines = plan(with_margin(20'000, margin), {});
        EXPECT_EQ(lines.back().method, PlanMethod::full_count);
        for (const auto& line : lines) {
            const auto name = json::name_of(line.method);
            EXPECT_LE(line.at_80.cards, line.at_90.cards) << name << margin;
            EXPECT_LE(line.at_90.cards, 20'000) << name;
            EXPECT_GT(line.expected.cards, 0) << name;
            EXPECT_GE(line.expected.cost, Money::cents(0));
        }
    }
}

TEST(Planner, RecordsSpareMostOfTheWork) {
    const auto lines = plan(with_margin(100'000, 0.05), {});
    EXPECT_LT(of(lines, PlanMethod::comparison).at_90.cards, 250);
    EXPECT_GT(of(lines, PlanMethod::bravo).at_90.cards, 4'000);
    EXPECT_LT(
        of(lines, PlanMethod::providence).at_90.cards, of(lines, PlanMethod::bravo).at_90.cards
    );
    EXPECT_LE(
        of(lines, PlanMethod::betting_comparison).expected.cards,
        of(lines, PlanMethod::comparison).expected.cards
    );
    EXPECT_FALSE(of(lines, PlanMethod::fixed_percentage).limits_risk);
}

TEST(Planner, CertaintyOfComparisonSizesIsWhatSimulationShows) {
    // 2,000 audits of 5,000 cards with errors at the stated rates: the 90 % size is enough in 90 %.
    PlanTerms terms;
    terms.one_vote_rate = 0.01;
    terms.two_vote_rate = 0.001;
    const auto lines = plan(with_margin(5'000, 0.1), terms);
    const auto size = of(lines, PlanMethod::comparison).at_90.cards;
    std::uint64_t state = 7;
    const auto next = [&] {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<double>(state >> 11U) * 0x1p-53;
    };
    int over = 0;
    for (int audit = 0; audit < 2'000; ++audit) {
        Discrepancies found;
        for (std::int64_t card = 0; card < size; ++card) {
            const double u = next();
            found.o2 += u < 0.001 ? 1 : 0;
            found.o1 += u >= 0.001 && u < 0.011 ? 1 : 0;
        }
        over += kaplan_markov({0.05, 0.1, gamma_default}, size, found) <= 0.05 ? 1 : 0;
    }
    // One error more or less moves the certainty by some percent: the size is the first over it.
    EXPECT_GE(over / 2'000.0, 0.9 - 0.02);
    EXPECT_LE(over / 2'000.0, 0.97);
}

TEST(Planner, ATieOrNoLoserLeavesOnlyTheFullCount) {
    const Contest tie{"Tie", 100, 1, 1, {{"a", 50}, {"b", 50}}};
    ASSERT_EQ(plan(tie, {}).size(), 1U);
    EXPECT_EQ(plan(tie, {}).front().expected.cards, 100);
    EXPECT_EQ(outcome_of(tie).standing, Standing::tied);
    const Contest alone{"Alone", 100, 1, 1, {{"a", 90}}};
    EXPECT_EQ(plan(alone, {}).size(), 1U);
}

TEST(Planner, PollingThePartWithoutRecordsIsPlannedAsAHybrid) {
    PlanTerms terms;
    terms.share_with_records = 0.9;
    const auto lines = plan(with_margin(50'000, 0.08), terms);
    const auto hybrid = of(lines, PlanMethod::hybrid).expected.cards;
    EXPECT_LT(hybrid, of(lines, PlanMethod::bravo).at_90.cards);
    EXPECT_EQ(std::ranges::find(lines, PlanMethod::comparison, &PlanLine::method), lines.end());
}

TEST(Planner, CrewAndWageMakeTheCost) {
    PlanTerms terms;
    const auto before = of(plan(with_margin(20'000, 0.05), terms), PlanMethod::comparison);
    EXPECT_DOUBLE_EQ(before.at_90.minutes, 2.0 * static_cast<double>(before.at_90.cards));
    terms.crew = 4;
    terms.wage_per_hour = Money::dollars(50);
    terms.minutes_to_read = 2.5;
    const auto after = of(plan(with_margin(20'000, 0.05), terms), PlanMethod::comparison);
    EXPECT_EQ(after.at_90.cards, before.at_90.cards);
    EXPECT_DOUBLE_EQ(after.at_90.minutes, 2.0 * before.at_90.minutes);
    EXPECT_EQ(after.at_90.cost, before.at_90.cost * 8);
}

TEST(Planner, EveryNumberHasARuleAndEveryRuleAName) {
    PlanTerms mixed;
    mixed.share_with_records = 0.7;
    for (const auto& terms : {PlanTerms{}, mixed}) {
        for (const auto& line : plan(with_margin(30'000, 0.06), terms)) {
            for (const auto& size : {line.expected, line.at_80, line.at_90}) {
                for (const char* language : {"en", "es"}) {
                    const auto& catalog = text::Catalog::embedded();
                    EXPECT_TRUE(
                        catalog.has(language, "audit.rule." + std::string(json::name_of(size.rule)))
                    );
                    EXPECT_TRUE(catalog.has(
                        language, "audit.method." + std::string(json::name_of(line.method))
                    ));
                }
                const bool full = line.method == PlanMethod::full_count;
                EXPECT_EQ(size.rule == SizeRule::every_card, full);
            }
        }
    }
}

TEST(Planner, CloserMarginsAndSmallerLimitsCostMore) {
    const auto contest = with_margin(100'000, 0.08);
    const std::vector<double> margins{0.01, 0.05, 0.2};
    const std::vector<double> limits{0.03, 0.1};
    const auto costs = margin_costs(contest, {}, margins, limits);
    const auto cards = [&](PlanMethod method, double margin, double limit) {
        const auto found = std::ranges::find_if(costs, [&](const MarginCost& cost) {
            return cost.method == method && cost.diluted_margin == margin &&
                   cost.risk_limit == limit;
        });
        EXPECT_NE(found, costs.end());
        return found == costs.end() ? 0 : found->expected.cards;
    };
    for (const auto method :
         {PlanMethod::comparison,
          PlanMethod::betting_comparison,
          PlanMethod::batches_as_one,
          PlanMethod::batch_comparison,
          PlanMethod::providence,
          PlanMethod::betting_polling,
          PlanMethod::bravo}) {
        for (const double limit : limits) {
            EXPECT_GT(cards(method, 0.01, limit), cards(method, 0.05, limit));
            EXPECT_GE(cards(method, 0.05, limit), cards(method, 0.2, limit));
        }
        EXPECT_GE(cards(method, 0.05, 0.03), cards(method, 0.05, 0.1));
    }
    // What the contest itself would take is on the same line.
    const std::vector<double> own{outcome_of(contest).diluted_margin};
    const auto here = margin_costs(contest, {}, own, std::vector<double>{0.05});
    for (const auto& line : plan(contest, {})) {
        const auto found = std::ranges::find(here, line.method, &MarginCost::method);
        ASSERT_NE(found, here.end());
        EXPECT_EQ(found->expected, line.expected);
        EXPECT_EQ(found->at_90, line.at_90);
    }
}

TEST(Planner, TheChartHasALineForEveryMethod) {
    // Half of the cards have no vote for either: margins over one half can't be.
    const Contest contest{"c", 50'000, 1, 1, {{"a", 13'000}, {"b", 12'000}}};
    const auto lines = margin_chart(contest, {});
    EXPECT_EQ(lines.size(), plan(contest, {}).size());
    for (const auto& line : lines) {
        EXPECT_GT(line.points.size(), 20U);
        EXPECT_DOUBLE_EQ(line.points.front().diluted_margin, 0.002);
        for (std::size_t at = 1; at < line.points.size(); ++at) {
            EXPECT_GT(line.points[at].diluted_margin, line.points[at - 1].diluted_margin);
            EXPECT_LE(line.points[at].expected, line.points[at - 1].expected)
                << json::name_of(line.method) << line.points[at].diluted_margin;
        }
    }
}

TEST(Planner, RefusesTermsThatMakeNoSense) {
    PlanTerms terms;
    terms.risk_limit = 0.0;
    terms.crew = 0;
    terms.one_vote_rate = std::nan("");
    const auto checked = check_terms(terms);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().problems.size(), 3U);
    EXPECT_TRUE(check_terms({}));
}

TEST(Planner, EverySentenceIsInEveryLanguage) {
    PlanTerms mixed;
    mixed.share_with_records = 0.5;
    for (const auto& terms : {PlanTerms{}, mixed}) {
        for (const auto& contest :
             {with_margin(10'000, 0.1), with_margin(10'000, 0.0), with_margin(1'234'567, 0.02)}) {
            for (const auto& each : sentences(contest, terms, plan(contest, terms))) {
                for (const char* language : {"en", "es"}) {
                    const auto text = said(each.sentence, language);
                    EXPECT_NE(text, each.sentence.key) << language;
                    EXPECT_EQ(text.find('{'), std::string::npos) << text;
                }
            }
        }
    }
}

TEST(Planner, SentencesSayThePlansOwnNumbers) {
    const auto contest = with_margin(100'000, 0.05);
    const auto lines = plan(contest, {});
    std::string all;
    int untrue = 0;
    for (const auto& each : sentences(contest, {}, lines)) {
        all += said(each.sentence, "en") + "\n";
        untrue += each.true_to_say ? 0 : 1;
    }
    EXPECT_GE(untrue, 6);
    const auto comparison = of(lines, PlanMethod::comparison).expected.cards;
    EXPECT_NE(all.find("about " + std::to_string(comparison) + " ballots"), std::string::npos);
    EXPECT_NE(all.find("5,000 votes, 5 % of 100,000 cards"), std::string::npos) << all;
    // Of a tie nothing is said that a sample could do.
    for (const auto& each : sentences(with_margin(100, 0.0), {}, plan(with_margin(100, 0.0), {}))) {
        EXPECT_NE(each.sentence.key, "audit.say.records_spare_work");
        EXPECT_NE(each.sentence.key, "audit.say.what_it_costs");
    }
}

TEST(Contest, RefusesWhatCannotBe) {
    EXPECT_TRUE(check_contest(with_margin(100, 0.1)));
    EXPECT_FALSE(check_contest({"x", 0, 1, 1, {{"a", 0}}}));
    EXPECT_TRUE(check_contest({"x", 10'000'000'000, 1, 1, {{"a", 5}, {"b", 1}}}));
    EXPECT_FALSE(check_contest({"x", 10'000'000'001, 1, 1, {{"a", 5}, {"b", 1}}}));
    EXPECT_FALSE(check_contest({"x", INT64_MAX, 1000, 1, {{"a", INT64_MAX}, {"b", INT64_MAX}}}));
    EXPECT_FALSE(check_contest({"x", 10, 1, 1, {{"a", 11}, {"b", 0}}}));
    EXPECT_FALSE(check_contest({"x", 10, 1, 1, {{"a", 8}, {"b", 8}}}));
    EXPECT_FALSE(check_contest({"x", 10, 3, 1, {{"a", 5}, {"b", 2}}}));
    EXPECT_FALSE(check_contest({"x", 10, 1, 1, {{"a", 5}, {"a", 2}}}));
}

TEST(Bravo, StoppingTimesAreThoseOfThePublishedTable) {
    // Share .60, risk limit 10 %: quantiles 49, 84, 149, 244, 538 and mean 118.0 (brla_explore).
    const auto times = bravo_stopping_times(0.6, 0.1, 6000);
    double sum = 0.0;
    double mean = 0.0;
    std::vector<std::int64_t> quantiles;
    const std::vector<double> wanted{0.25, 0.5, 0.75, 0.9, 0.99};
    for (std::size_t n = 0; n < times.size(); ++n) {
        sum += times[n];
        mean += static_cast<double>(n) * times[n];
        while (quantiles.size() < wanted.size() && sum >= wanted[quantiles.size()]) {
            quantiles.push_back(static_cast<std::int64_t>(n));
        }
    }
    EXPECT_EQ(quantiles, (std::vector<std::int64_t>{49, 84, 149, 244, 538}));
    // The table's mean was cut where its recursion ended.
    EXPECT_NEAR(mean, 118.0, 1.0);
}

}  // namespace
}  // namespace belfry::audit
