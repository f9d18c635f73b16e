#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/test_zip.hpp"
#include "rehearsal/test_rehearsal.hpp"

namespace belfry::rehearsal {
namespace {

using testing::HasSubstr;

class BriefRoutes : public RehearsalTest {
protected:
    /// No plan and paper pollbooks, in an outage of e-pollbooks from opening on.
    std::string run(bool worked = true) {
        const auto scenario = test().add(
            "/scenarios",
            R"({"name": "Pollbooks", "disruptions": [{"id": "d", "kind": "pollbook_outage",)"
            R"( "at": "07:00", "lasts": {"shape": "deterministic", "mean": 150}}]})"
        );
        const auto plan = test().add(
            "/plans",
            R"({"name": "Paper", "measures": [{"id": "m", "kind": "paper_pollbooks",)"
            R"( "count": 1, "unit_cost": 5000}]})"
        );
        const auto begun = post(
            "/runs",
            fmt::format(
                R"({{"scenarios": [{}], "plans": [0, {}], "days": 32, "seed": 7}})", scenario, plan
            )
        );
        EXPECT_EQ(begun.status, 201) << begun.text;
        if (worked) {
            EXPECT_TRUE(test().queue().run_next());
        }
        return "/runs/" + std::to_string(begun.id()) + "/brief";
    }
};

TEST_P(BriefRoutes, SayWhatTheRunFoundWithTheSameNumbers) {
    const auto path = run();
    const auto answer = get(path);
    ASSERT_EQ(answer.status, 200) << answer.text;
    const auto whole = get(path.substr(0, path.rfind('/')));
    const auto& figure = answer.at("statements").at(0).at("figures").at(0);
    bool found = false;
    for (const auto& cell : whole.at("cells").as_array()) {
        found = found || cell.at("p_all_hold").at("value") == figure.at("value");
    }
    EXPECT_TRUE(found) << answer.text;
    EXPECT_THAT(std::string(answer.at("headline").as_string()), HasSubstr("3 polling places"));
    EXPECT_EQ(answer.at("matrix").at("columns").as_array().size(), 3U);
    EXPECT_EQ(answer.at("worst_sites").at("rows").as_array().size(), 3U);
    EXPECT_TRUE(answer.at("warnings").as_array().empty());
    EXPECT_THAT(answer.text, HasSubstr("belfry rehearse --run"));
}

TEST_P(BriefRoutes, SayThatThereIsNothingYet) {
    const auto answer = get(run(false));
    ASSERT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.at("headline"), "There are no results yet.");
    EXPECT_EQ(answer.at("warnings").as_array().size(), 1U);
}

TEST_P(BriefRoutes, TakeTheGoalAndRefuseWhatIsNone) {
    const auto path = run();
    EXPECT_EQ(get(path + "?goal=0.5").status, 200);
    EXPECT_EQ(get(path + "?goal=95").status, 422);
    EXPECT_EQ(get(path + "?goal=high").status, 422);
    EXPECT_EQ(get("/runs/99999/brief").status, 404);
}

TEST_P(BriefRoutes, GiveItOnPaperInTheReadersLanguage) {
    const auto path = run();
    const auto page = city().get(test().official, path + ".html?paper=a4");
    ASSERT_EQ(page.status, 200) << page.text;
    EXPECT_THAT(page.text, HasSubstr("Un plan para el día de la elección"));
    EXPECT_THAT(page.text, HasSubstr("@page{size:A4;"));
    const auto file = get(path + ".docx");
    ASSERT_EQ(file.status, 200);
    EXPECT_THAT(
        documents::Unzipped(file.text).at("word/document.xml"), HasSubstr("A plan for Election Day")
    );
}

INSTANTIATE_TEST_SUITE_P(Engines, BriefRoutes, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::rehearsal
