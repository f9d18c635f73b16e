#include "program/reminders.hpp"
#include "program/test_program.hpp"

namespace belfry::program {

namespace {

using ::testing::ElementsAre;

class DecisionRoutes : public ProgramTest {
protected:
    /// Asked by staff of the mayor's office.
    std::string asked(const std::string& more = "") {
        const auto made = city().post(
            city().staff,
            "/steps/2/decisions",
            R"({"title": "Sign the plan", "why": "It is tested.", "cost": 1840000,
                "cost_source": "Quote of the print shop")" +
                more + "}"
        );
        check(made.status == 201, "a decision was refused");
        return "/decisions/" + std::to_string(made.id());
    }

    std::vector<std::string> inbox_of(std::int64_t person) {
        return city().get(person, "/inbox").all("kind");
    }
};

TEST_P(DecisionRoutes, GoesFromAskedThroughAQuestionToApproved) {
    const auto path = asked();
    EXPECT_THAT(inbox_of(city().mayor), ElementsAre("decision_asked"));
    EXPECT_EQ(city().get(city().mayor, "/decisions?mine=true&state=waiting").count(), 1U);
    EXPECT_EQ(city().get(city().admin, "/decisions?mine=true").count(), 0U);

    const auto question = city().act(city().mayor, path, "/question", R"({"text": "Who prints?"})");
    EXPECT_EQ(question.at("state"), "question_open") << question.text;
    EXPECT_THAT(inbox_of(city().staff), ElementsAre("question"));

    const auto answer = city().act(city().staff, path, "/answer", R"({"text": "We do."})");
    EXPECT_EQ(answer.at("state"), "waiting") << answer.text;
    EXPECT_EQ(answer.at("question").at("answered_by").at("name"), "Sam Staff");
    EXPECT_THAT(inbox_of(city().mayor), ElementsAre("question_answered", "decision_asked"));

    const auto approved = city().act(city().mayor, path, "/approval", R"({"text": "Good."})");
    EXPECT_EQ(approved.at("state"), "approved") << approved.text;
    EXPECT_EQ(approved.at("answered_by").at("name"), "Maya Mayor");
    EXPECT_THAT(inbox_of(city().staff), ElementsAre("decision_answered", "question"));
    EXPECT_EQ(city().get(city().mayor, "/decisions?state=answered").count(), 1U);
    EXPECT_EQ(
        city().act(city().mayor, path, "/declining", R"({"reason": "No."})").code(),
        "decision_already_made"
    );
}

TEST_P(DecisionRoutes, IsNotApprovedUnreadWhenTheCostHasChangedMeanwhile) {
    const auto path = asked();
    const auto seen = city().get(city().mayor, path).tag();
    ASSERT_EQ(city().patch(city().staff, path, R"({"cost": 9900000})", seen).status, 200);
    const auto stale = city().post(city().mayor, path + "/approval", "{}", {{"If-Match", seen}});
    EXPECT_EQ(stale.status, 409);
    EXPECT_EQ(stale.at("differences").at(0).at("field"), "cost");
    EXPECT_EQ(city().post(city().mayor, path + "/approval", "{}").code(), "if_match_missing");
    EXPECT_EQ(city().get(city().mayor, path).at("state"), "waiting");
}

TEST_P(DecisionRoutes, OnlyWhoIsAskedDecides) {
    const auto path = asked();
    for (const auto who : {city().admin, city().staff, city().observer}) {
        EXPECT_EQ(city().act(who, path, "/approval", "{}").status, 403) << who;
    }
    const auto of_other = asked(R"(, "asked_of_id": )" + std::to_string(city().other));
    EXPECT_THAT(inbox_of(city().other), ElementsAre("decision_asked"));
    EXPECT_EQ(city().act(city().mayor, of_other, "/approval", "{}").status, 403)
        << "somebody else is asked by name";
    EXPECT_EQ(
        city().act(city().other, of_other, "/declining", R"({"reason": "Too late."})").at("state"),
        "declined"
    );
}

TEST_P(DecisionRoutes, IsAskedOnlyOfThoseWhoseRoleLetsThemDecide) {
    const std::string of_observer = R"({"title": "Sign", "why": "Now.", "asked_of_id": )" +
                                    std::to_string(city().observer) + "}";
    const auto refused = city().post(city().staff, "/steps/2/decisions", of_observer);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.at("problems").at(0).at("field"), "asked_of_id");
    EXPECT_EQ(refused.at("problems").at(0).at("code"), "may_not_decide");
    const auto path = asked();
    const auto moved = city().patch(
        city().staff,
        path,
        R"({"asked_of_id": )" + std::to_string(city().observer) + "}",
        city().get(city().staff, path).tag()
    );
    EXPECT_EQ(moved.status, 422);

    // Asked while they could decide, and given another role since.
    const auto of_other = asked(R"(, "asked_of_id": )" + std::to_string(city().other));
    city().alter("UPDATE account SET roles = 'observer' WHERE name = 'Olga Other'");
    EXPECT_EQ(city().act(city().other, of_other, "/approval", "{}").status, 403);
    EXPECT_EQ(city().get(city().other, "/decisions?mine=true").count(), 0U);
}

TEST_P(DecisionRoutes, IsAnsweredWithOneOfItsOptions) {
    const auto path = asked(R"(, "options": ["Ours", "Theirs"])");
    EXPECT_EQ(city().act(city().mayor, path, "/approval", "{}").status, 422);
    const auto done = city().act(city().mayor, path, "/approval", R"({"option": "Theirs"})");
    ASSERT_EQ(done.status, 200) << done.text;
    EXPECT_EQ(done.at("picked"), "Theirs");
    EXPECT_EQ(city().get(city().staff, path).at("options").as_array().size(), 2U);
    const auto history = city().get(city().staff, "/history" + ("/decision" + path.substr(10)));
    EXPECT_THAT(history.text, testing::HasSubstr("Theirs"));
}

TEST_P(DecisionRoutes, TellsTheScreensOfThoseInWhoseInboxItPutSomething) {
    std::vector<record::Object> told;
    city().services().record.on_written([&](const record::Written& written) {
        if (written.object.kind == "inbox") {
            told.push_back(written.object);
        }
    });
    const auto path = asked();
    EXPECT_THAT(told, ElementsAre(record::Object{"inbox", city().mayor}));
    city().act(city().mayor, path, "/declining", R"({"reason": "No."})");
    EXPECT_THAT(told, testing::Contains(record::Object{"inbox", city().staff}));
    EXPECT_TRUE(city().services().record.verify());
}

TEST_P(DecisionRoutes, IsTakenBackByWhoAskedOrWhoEditsTheProgramme) {
    const auto path = asked();
    EXPECT_EQ(
        city().act(city().auditor, path, "/withdrawal", R"({"reason": "Moot."})").status, 403
    );
    EXPECT_EQ(city().act(city().staff, path, "/withdrawal", R"({"reason": " "})").status, 422);
    EXPECT_EQ(
        city().act(city().staff, path, "/withdrawal", R"({"reason": "Moot."})").at("state"),
        "withdrawn"
    );
}

TEST_P(DecisionRoutes, RefusesACostWithoutItsSourceAndWhoMayNotAsk) {
    const std::string body = R"({"title": "Buy", "why": "Old.", "cost": 100})";
    const auto refused = city().post(city().staff, "/steps/3/decisions", body);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.at("problems").at(0).at("field"), "cost_source");
    EXPECT_EQ(city().post(city().auditor, "/steps/3/decisions", body).status, 403);
}

TEST_P(DecisionRoutes, IsPutForwardOnceTwoDaysBeforeItIsDue) {
    asked(R"(, "due": "2026-11-06")");
    EXPECT_EQ(remind_of_due_decisions(city().services(), city().clock().now()), 0U);
    city().clock().advance(std::chrono::days(1));
    EXPECT_EQ(remind_of_due_decisions(city().services(), city().clock().now()), 1U);
    EXPECT_EQ(remind_of_due_decisions(city().services(), city().clock().now()), 0U);
    EXPECT_THAT(inbox_of(city().mayor), ElementsAre("decision_due", "decision_asked"));
}

INSTANTIATE_TEST_SUITE_P(Engines, DecisionRoutes, store::all_engines(), store::engine_name);

}  // namespace

}  // namespace belfry::program
