#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/test_zip.hpp"
#include "rehearsal/test_rehearsal.hpp"

namespace belfry::rehearsal {
namespace {

using testing::HasSubstr;
using testing::Not;

class ProtocolRoutes : public RehearsalTest {
protected:
    /// Emergency ballots at one place, extra workers everywhere when 20 people stand in line.
    std::string plan() {
        const auto id = test().add(
            "/plans",
            R"({"name": "Plan B", "measures": [)"
            R"({"id": "ballots", "kind": "emergency_ballots", "count": 150,)"
            R"( "where": {"sites": ["S2"]}},)"
            R"({"id": "hands", "kind": "extra_workers", "count": 2, "equipment": ["e_pollbook"],)"
            R"( "trigger": {"when": "line", "value": 20},)"
            R"( "delay": {"shape": "deterministic", "mean": 30}},)"
            R"({"id": "away", "kind": "redirect"}]})"
        );
        return "/plans/" + std::to_string(id) + "/protocol";
    }
};

TEST_P(ProtocolRoutes, GiveTheCardsThatFollowFromThePlan) {
    const auto answer = get(plan());
    ASSERT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.at("plan"), "Plan B");
    EXPECT_EQ(answer.at("sites").as_array().size(), 3U);
    EXPECT_EQ(answer.at("sites").at(1).at("address"), "5 Elm St");
    EXPECT_EQ(answer.at("sites").at(1).at("ready").at(0), "150 emergency ballots");
    const auto& first = answer.at("cards").at(0);
    EXPECT_EQ(first.at("measure"), "ballots");
    EXPECT_EQ(first.at("sites"), 1);
    EXPECT_THAT(answer.text, HasSubstr("20 people or more stand in line."));
    EXPECT_THAT(answer.text, HasSubstr("Reckon with 30 minutes"));
    EXPECT_EQ(answer.at("idle").at(0).at("measure"), "away");
}

TEST_P(ProtocolRoutes, SpeakTheReadersLanguageOrTheOneAskedFor) {
    const auto path = plan();
    EXPECT_EQ(city().get(test().official, path).at("title"), "Protocolo de emergencia");
    EXPECT_EQ(city().get(test().official, path + "?language=en").at("title"), "Emergency protocol");
}

TEST_P(ProtocolRoutes, GiveOnePlacesSet) {
    const auto path = plan();
    const auto answer = get(path + "?site=S1");
    EXPECT_EQ(answer.at("sites").as_array().size(), 1U);
    EXPECT_THAT(boost::json::serialize(answer.at("cards")), Not(HasSubstr("ballots\"")));
    EXPECT_EQ(get(path + "?site=nowhere").status, 404);
    EXPECT_EQ(get("/plans/99999/protocol").status, 404);
}

TEST_P(ProtocolRoutes, GiveAPageThatLoadsNothingAndAllowsItsOwnStyleAlone) {
    const auto page = get(plan() + ".html?paper=a4");
    ASSERT_EQ(page.status, 200) << page.text;
    EXPECT_EQ(page.headers.find("Content-Type"), "text/html; charset=utf-8");
    const std::string policy(page.headers.find("Content-Security-Policy").value());
    EXPECT_THAT(policy, HasSubstr("default-src 'none'; style-src 'sha256-"));
    EXPECT_THAT(page.text, HasSubstr("@page{size:A4;"));
    EXPECT_THAT(page.text, HasSubstr("<h1>Library</h1>"));
    EXPECT_EQ(get(plan() + ".html?paper=a3").status, 422);
    EXPECT_EQ(get(plan() + ".html?copies=three").status, 422);
}

TEST_P(ProtocolRoutes, GiveAWordDocument) {
    const auto file = get(plan() + ".docx?site=S2");
    ASSERT_EQ(file.status, 200);
    EXPECT_THAT(
        std::string(file.headers.find("Content-Disposition").value()), HasSubstr("protocol.docx")
    );
    EXPECT_THAT(documents::Unzipped(file.text).at("word/document.xml"), HasSubstr("Library"));
}

INSTANTIATE_TEST_SUITE_P(Engines, ProtocolRoutes, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::rehearsal
