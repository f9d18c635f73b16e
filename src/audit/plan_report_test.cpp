#include "audit/plan_report.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "json/json.hpp"
#include "text/catalog.hpp"

namespace belfry::audit {
namespace {

ContestTerms mayor() {
    ContestTerms out;
    out.name = "Mayor & <Council>";
    out.cards = 40'000;
    out.choices = {{"Ada", 21'500}, {"Bea", 16'200}};
    return out;
}

TEST(PlanReport, ShowsEveryMethodWithThreeSizesAndTheRuleBesideEach) {
    const auto report = plan_report(mayor(), {});
    for (const char* language : {"en", "es"}) {
        const auto text = plan_text(report, language);
        const auto& catalog = text::Catalog::embedded();
        for (const auto& method : report.methods) {
            const auto name = catalog.say(
                language, "audit.method." + std::string(json::name_of(method.method)), {}
            );
            EXPECT_NE(text.find("\n" + name + "\n"), std::string::npos) << name;
            for (const auto& size : {method.expected, method.at_80, method.at_90}) {
                EXPECT_NE(text.find(" " + grouped(size.cards) + " "), std::string::npos);
                const auto rule = catalog.say(
                    language, "audit.rule." + std::string(json::name_of(size.rule)), {}
                );
                EXPECT_NE(text.find("  " + rule + "\n"), std::string::npos) << rule;
            }
        }
        for (const auto& each : report.sentences) {
            EXPECT_NE(text.find("  - " + said(each.sentence, language)), std::string::npos);
        }
        EXPECT_EQ(text.find("audit.plan"), std::string::npos) << "a key without its words";
        EXPECT_EQ(text.find('{'), std::string::npos);
    }
}

TEST(PlanReport, OtherMarginsAndLimitsStandInATable) {
    const auto report = plan_report(mayor(), {});
    const auto text = plan_text(report, "en");
    for (const char* limit : {"risk limit of 3 %", "risk limit of 5 %", "risk limit of 10 %"}) {
        EXPECT_NE(text.find(limit), std::string::npos) << limit;
    }
    for (const auto& cost : report.margins) {
        EXPECT_NE(text.find(grouped(cost.expected.cards) + " ($"), std::string::npos);
    }
    // Two in a hundred cards carry a vote for either: margins beyond can't be.
    auto few = mayor();
    few.choices = {{"Ada", 500}, {"Bea", 300}};
    for (const auto& cost : plan_report(few, {}).margins) {
        EXPECT_LE(cost.diluted_margin, 0.02);
    }
}

TEST(PlanReport, TheChartIsAPictureThatSaysWhatItShows) {
    const auto report = plan_report(mayor(), {});
    for (const char* language : {"en", "es"}) {
        const auto chart = plan_chart(report, language);
        EXPECT_TRUE(chart.starts_with("<svg "));
        EXPECT_TRUE(chart.ends_with("</svg>\n"));
        EXPECT_NE(chart.find("Mayor &amp; &lt;Council&gt;"), std::string::npos);
        EXPECT_NE(chart.find("13.2 %"), std::string::npos);  // (21,500 − 16,200) / 40,000
        std::size_t lines = 0;
        for (auto at = chart.find("<polyline"); at != std::string::npos;
             at = chart.find("<polyline", at + 1)) {
            ++lines;
        }
        EXPECT_EQ(lines, report.methods.size());
        EXPECT_EQ(chart.find("audit.plan"), std::string::npos);
        EXPECT_EQ(chart.find("nan"), std::string::npos);
    }
}

TEST(PlanReport, OfTiesAndOtherRulesOnlyTheFullCountIsPlanned) {
    auto tied = mayor();
    tied.choices[1].votes = tied.choices[0].votes = 18'000;
    auto ranked = mayor();
    ranked.rule = CountingRule::instant_runoff;
    for (const auto& contest : {tied, ranked}) {
        const auto report = plan_report(contest, {});
        ASSERT_EQ(report.methods.size(), 1U);
        EXPECT_EQ(report.methods.front().method, PlanMethod::full_count);
        EXPECT_TRUE(report.margins.empty());
        EXPECT_EQ(plan_chart(report, "en"), "");
    }
    EXPECT_NE(
        plan_text(plan_report(tied, {}), "en").find("only counting every card"), std::string::npos
    );
    EXPECT_NE(
        plan_text(plan_report(ranked, {}), "es").find("depende de sus registros"), std::string::npos
    );
}

TEST(PlanReport, SharesAndSeatsArePlannedByBets) {
    auto measure = mayor();  // 21,500 of 37,700 votes: more than 55 %, less than 60 %.
    measure.rule = CountingRule::threshold;
    auto seats = mayor();
    seats.rule = CountingRule::dhondt;
    seats.winners = 5;
    for (const double share : {0.55, 0.6}) {
        measure.share = share;
        const auto report = plan_report(measure, {});
        std::vector<PlanMethod> methods;
        for (const auto& line : report.methods) {
            methods.push_back(line.method);
            EXPECT_LE(line.expected.cards, line.at_90.cards);
        }
        EXPECT_EQ(
            methods,
            (std::vector{
                PlanMethod::betting_comparison,
                PlanMethod::batches_as_one,
                PlanMethod::betting_polling,
                PlanMethod::fixed_percentage,
                PlanMethod::full_count
            })
        );
        // Records spare most of the work here too.
        EXPECT_LT(10 * report.methods[0].expected.cards, report.methods[2].expected.cards);
    }
    EXPECT_EQ(plan_report(seats, {}).methods.size(), 5U);
    // More than half of the votes is the same as more votes than the only other choice.
    measure.share = 0.5;
    auto plain = mayor();
    const auto by_share = plan_report(measure, {}).methods;
    for (const auto& line : plan_report(plain, {}).methods) {
        const auto found = std::ranges::find(by_share, line.method, &PlanLine::method);
        if (found != by_share.end()) {
            EXPECT_EQ(found->expected, line.expected) << json::name_of(line.method);
            EXPECT_EQ(found->at_90, line.at_90) << json::name_of(line.method);
        }
    }
}

}  // namespace
}  // namespace belfry::audit
