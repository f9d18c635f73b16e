#include "rehearsal/brief.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json.hpp"
#include "rehearsal/brief_pages.hpp"

namespace belfry::rehearsal {
namespace {

using testing::HasSubstr;
using testing::Not;

program::Words words(const char* language = "en") {
    return {text::Catalog::embedded(), language};
}

BriefCell cell(std::size_t scenario, std::size_t plan, double p, double dollars) {
    BriefCell out;
    out.scenario = scenario;
    out.plan = plan;
    out.days = 1000;
    out.p_all_hold = {p, p - 0.02, std::min(1.0, p + 0.02)};
    out.mean_wait = {4.26, 4.1, 4.4};
    out.voters_lost = {12.4, 10, 15};
    out.last_out = {22.2, 20, 25};
    out.cost = {dollars, dollars - 10, dollars + 10};
    return out;
}

/// No plan, plan A (cheap), plan B (dear) in two scenarios.
BriefInput input() {
    BriefInput input;
    input.city = "Port Ellery";
    input.election = "General election";
    input.date = Date{std::chrono::year(2026) / 11 / 3};
    input.sites = 104;
    input.voters = 61'234;
    input.scenarios = {{"An ordinary day", "aa11", true}, {"E-pollbooks fail", "bb22", false}};
    input.plans = {{"No plan", "cc33", true}, {"Plan A", "dd44", false}, {"Plan B", "ee55", false}};
    input.cells = {
        cell(0, 0, 0.90, 0),
        cell(1, 0, 0.02, 0),
        cell(0, 1, 0.99, 40'000),
        cell(1, 1, 0.80, 41'000),
        cell(0, 2, 0.99, 84'000),
        cell(1, 2, 0.95, 84'000),
    };
    input.run = 12;
    input.seed = 7;
    input.engine_version = "3";
    input.city_sha256 = "f00dfacecafe0123456789";
    input.command = "belfry rehearse --run 12";
    return input;
}

std::vector<BriefSite> sites(int count) {
    std::vector<BriefSite> out;
    for (int i = 0; i < count; ++i) {
        out.push_back({"Site " + std::to_string(i), {0.9, 0.88, 0.92}, {31, 29, 33}, {1.5, 1, 2}});
    }
    return out;
}

Brief brief(const BriefInput& input, const char* language = "en") {
    const auto reader = words(language);
    return brief_of(input, sites(7), reader);
}

TEST(BriefChoice, IsTheCheapestPlanThatReachesTheGoalInEveryScenario) {
    auto both = input();
    EXPECT_EQ(choice_of(both), (BriefChoice{2, 1, true}));
    both.cells[3].p_all_hold = {0.96, 0.94, 0.97};
    EXPECT_EQ(choice_of(both), (BriefChoice{1, 1, true}));
}

TEST(BriefChoice, IsTheNearestWhereNoneReachesIt) {
    auto none = input();
    none.goal = 0.97;
    EXPECT_EQ(choice_of(none), (BriefChoice{2, 1, false}));
}

TEST(BriefChoice, IsOfEqualsThatWithWhichMostPlacesHold) {
    auto large = input();
    for (auto& cell : large.cells) {
        cell.p_all_hold = {0, 0, 0.02};
        cell.sites_held = {40.0 + 20.0 * static_cast<double>(cell.plan), 38, 42};
    }
    EXPECT_EQ(choice_of(large), (BriefChoice{2, 0, false}));
    const auto made = brief(large);
    EXPECT_THAT(made.headline, HasSubstr("With the best, “Plan B”"));
    EXPECT_THAT(
        made.statements[2].text,
        HasSubstr("On an average day 80 of 104 places hold it with the plan")
    );
}

TEST(Brief, SaysNothingOfABoundThatIsNothingButForItsLastBits) {
    auto never = input();
    never.cells[1].p_all_hold = {0, 3e-18, 0.02};
    EXPECT_EQ(brief(never).matrix.rows[1][1], "0% (0–2)");
}

TEST(BriefChoice, TakesNoPlanWhoseHardestScenarioIsStillOut) {
    auto partial = input();
    partial.cells[5].days = 0;
    EXPECT_EQ(choice_of(partial), (BriefChoice{1, 1, false}));
    partial.cells.clear();
    EXPECT_FALSE(choice_of(partial).has_value());
    EXPECT_EQ(brief(partial).headline, "There are no results yet.");
}

TEST(Brief, SaysTheFindingWithItsIntervalDaysAndCost) {
    EXPECT_EQ(
        brief(input()).headline,
        "With “Plan B” every wait at all 104 polling places stays within 30 minutes with 95% "
        "probability (93–97%, 1,000 rehearsed days). It costs $84,000."
    );
    EXPECT_EQ(
        brief(input(), "es").headline,
        "Con «Plan B», toda espera en los 104 centros de votación queda en un máximo de 30 minutos "
        "con una probabilidad del 95 % (93–97 %, 1,000 días ensayados). Cuesta $84,000."
    );
}

TEST(Brief, OfOnePlaceSpeaksOfOnePlace) {
    auto one = input();
    one.sites = 1;
    EXPECT_THAT(brief(one).headline, HasSubstr("every wait at the polling place stays within"));
}

TEST(Brief, SaysWhenNoPlanIsGoodEnough) {
    auto none = input();
    none.goal = 0.97;
    EXPECT_THAT(brief(none).headline, HasSubstr("No plan reaches 97%. With the best, “Plan B”"));
}

TEST(Brief, NeverRoundsUpToCertainty) {
    auto sure = input();
    sure.cells[4].p_all_hold = {1, 0.9991, 1};
    sure.cells[5].p_all_hold = {0.99996, 0.9991, 1};
    EXPECT_THAT(brief(sure).headline, HasSubstr("with 99.9% probability (99.9–100%"));
}

TEST(Brief, ComparesWithNoPlanInTheSameScenario) {
    const auto made = brief(input());
    EXPECT_THAT(
        made.statements[1].text,
        HasSubstr("Without a plan the same days hold in 2% of cases (0–4%), and 12 voters")
    );
    auto alone = input();
    alone.plans[0].none = false;
    for (const auto& statement : brief(alone).statements) {
        EXPECT_THAT(statement.text, Not(HasSubstr("Without a plan")));
    }
}

TEST(Brief, EveryFigureHasItsIntervalAndSource) {
    const auto made = brief(input());
    EXPECT_GE(made.statements.size(), 5U);
    for (const auto& statement : made.statements) {
        EXPECT_FALSE(statement.figures.empty()) << statement.text;
        for (const auto& figure : statement.figures) {
            EXPECT_LE(figure.low, figure.value) << figure.name;
            EXPECT_GE(figure.high, figure.value) << figure.name;
            EXPECT_THAT(figure.source, HasSubstr("Run 12: “"));
            EXPECT_THAT(figure.source, HasSubstr("1,000 rehearsed days, seed 7."));
        }
    }
}

TEST(Brief, TellsHowToGetTheSameNumbersAgain) {
    const auto text = boost::json::serialize(json::write(brief(input()).reproduce));
    for (const auto* needed :
         {"belfry rehearse --run 12", "1,000", "f00dfacecafe0123456789", "dd44", "bb22", "95%"}) {
        EXPECT_THAT(text, HasSubstr(needed));
    }
}

TEST(Brief, HasTheMatrixAndTheFiveWorstSites) {
    const auto made = brief(input());
    ASSERT_EQ(made.matrix.rows.size(), 3U);
    EXPECT_EQ(made.matrix.columns.size(), 4U);
    EXPECT_EQ(made.matrix.rows[1][3], "95% (93–97)");
    EXPECT_EQ(made.matrix.rows[2][2], "$41,000");
    EXPECT_EQ(made.worst_sites.rows.size(), 5U);
    EXPECT_EQ(made.worst_sites.rows[0][2], "31 min (29–33)");
}

TEST(Brief, SaysWhatHasChangedAndWhatIsNotDone) {
    auto old = input();
    old.complete = false;
    old.changed = {"Plan B", "Port Ellery"};
    const auto made = brief(old);
    ASSERT_EQ(made.warnings.size(), 2U);
    EXPECT_THAT(made.warnings[1], HasSubstr("Plan B, Port Ellery"));
    EXPECT_TRUE(brief(input()).warnings.empty());
}

TEST(Brief, SaysWhatThePlanIsAndWhatGoesWrong) {
    auto told = input();
    told.measures = std::vector<std::string>(11, "Two paper pollbooks at all sites.");
    told.disruptions = {"E-pollbooks are down at a third of the sites from 7:00 to 9:30."};
    const auto made = brief(told);
    EXPECT_EQ(made.plan.title, "What the city does with “Plan B”");
    ASSERT_EQ(made.plan.lines.size(), 9U);
    EXPECT_EQ(made.plan.lines.back(), "… and 3 more.");
    EXPECT_EQ(made.scenario.title, "What goes wrong in “E-pollbooks fail”");
    EXPECT_EQ(made.scenario.lines, told.disruptions);
    EXPECT_TRUE(brief(input()).plan.title.empty()) << "nothing is said of a plan without measures";
}

/// The headings of each page in the browser's form.
std::vector<std::string> pages_of(const Brief& made) {
    const auto html = to_html(made, documents::PaperSize::letter, words());
    std::vector<std::string> pages;
    for (auto at = html.find("<section"); at != std::string::npos;) {
        const auto next = html.find("<section", at + 1);
        pages.push_back(html.substr(at, next == std::string::npos ? next : next - at));
        at = next;
    }
    return pages;
}

TEST(Brief, PutsWhatWasFoundOnTheFirstPageAndFillsIt) {
    auto told = input();
    told.measures = {"Two paper pollbooks at all sites."};
    told.disruptions = {"E-pollbooks are down all day."};
    const auto pages = pages_of(brief(told));
    ASSERT_EQ(pages.size(), 2U);
    for (const auto* what :
         {"What the city does", "What goes wrong", "Probability that all", "Places most at risk"}) {
        EXPECT_THAT(pages[0], HasSubstr(what));
    }
    EXPECT_THAT(pages[1], HasSubstr("What these numbers do not know"));
    EXPECT_THAT(pages[1], HasSubstr("belfry rehearse --run 12"));
}

TEST(Brief, TakesSmallLettersAndTheSecondPageWhereThereIsMuch) {
    auto much = input();
    for (std::size_t s = 2; s < 12; ++s) {
        much.scenarios.push_back({std::string(50, 'x') + std::to_string(s), "aa", false});
        for (std::size_t p = 0; p < 3; ++p) {
            much.cells.push_back(cell(s, p, 0.97, 84'000));
        }
    }
    much.measures = std::vector<std::string>(8, std::string(230, 'm'));
    const auto pages = pages_of(brief(much));
    ASSERT_EQ(pages.size(), 2U);
    EXPECT_THAT(pages[0], HasSubstr("page tight"));
    EXPECT_THAT(pages[0], HasSubstr("What these numbers do not know"));
    EXPECT_THAT(pages[1], HasSubstr("Probability that all"));
    EXPECT_THAT(pages[0] + pages[1], Not(HasSubstr("What the city does")));
}

TEST(Brief, OnPaperIsTwoPagesInEitherForm) {
    const auto reader = words();
    const auto html = to_html(brief(input()), documents::PaperSize::letter, reader);
    std::size_t pages = 0;
    for (auto at = html.find("<section"); at != std::string::npos;
         at = html.find("<section", at + 1)) {
        ++pages;
    }
    EXPECT_EQ(pages, 2U);
    EXPECT_THAT(html, HasSubstr("What these numbers do not know"));
    EXPECT_GT(to_docx(brief(input()), documents::PaperSize::a4, reader).size(), 3000U);
}

}  // namespace
}  // namespace belfry::rehearsal
