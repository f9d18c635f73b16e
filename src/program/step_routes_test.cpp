#include "program/test_program.hpp"

namespace belfry::program {

namespace {

using StepRoutes = ProgramTest;

TEST_P(StepRoutes, ShowsTenStepsFromTheFirstSecondEachWithThreeFirstTasks) {
    const auto steps = city().get(city().observer, "/steps");
    ASSERT_EQ(steps.count(), 10U);
    EXPECT_EQ(steps.at("items").at(3).at("title"), "Training, including spear-phishing");
    EXPECT_EQ(steps.at("items").at(3).at("status"), "not_started");
    const auto step = city().get(city().observer, "/steps/4");
    EXPECT_EQ(step.tag(), "\"0\"");
    EXPECT_EQ(step.at("suggestions").as_array().size(), 3U);

    city().post(
        city().staff, "/steps/4/tasks", R"({"title": "Choose", "suggestion": "training_course"})"
    );
    EXPECT_EQ(city().get(city().observer, "/steps/4").at("suggestions").as_array().size(), 2U);
    EXPECT_EQ(city().get(city().observer, "/steps/0").status, 404);
}

TEST_P(StepRoutes, KeepsOwnerDateAndAStatusByHandWithItsReason) {
    const auto owner = std::to_string(city().other);
    const auto set = city().patch(
        city().staff,
        "/steps/4",
        R"({"owner_id": )" + owner +
            R"(, "due": "2026-12-01", "status": "late", "status_reason": "No room."})",
        "\"0\""
    );
    ASSERT_EQ(set.status, 200) << set.text;
    EXPECT_EQ(set.at("owner").at("name"), "Olga Other");
    EXPECT_EQ(set.at("status"), "late");
    EXPECT_EQ(set.at("status_reason"), "No room.");
    EXPECT_EQ(set.at("status_set_by_hand"), true);

    const auto computed = city().patch(city().staff, "/steps/4", R"({"status": null})", set.tag());
    EXPECT_EQ(computed.at("status"), "not_started");
    EXPECT_EQ(computed.at("status_set_by_hand"), false);

    EXPECT_EQ(city().patch(city().staff, "/steps/4", R"({"due": null})", "\"0\"").status, 409);
    EXPECT_EQ(
        city().patch(city().staff, "/steps/4", R"({"due": null})").code(), "if_match_missing"
    );
    EXPECT_EQ(
        city().patch(city().staff, "/steps/4", R"({"status": "done"})", computed.tag()).status, 422
    ) << "a status by hand needs a reason";
    EXPECT_EQ(
        city().patch(city().auditor, "/steps/4", R"({"due": null})", computed.tag()).status, 403
    );
}

TEST_P(StepRoutes, KeepsTheCity) {
    const auto before = city().get(city().observer, "/city");
    EXPECT_EQ(before.at("configured"), false);
    const std::string wish =
        R"({"name": "Lakemont", "state": "Ohio", "time_zone": "America/Chicago",
            "next_election": "2027-05-04"})";
    const auto put = [&](std::int64_t who, const std::string& body, const std::string& tag) {
        return city().call(who, http::Method::put, "/api/v1/city", body, {{"If-Match", tag}});
    };
    EXPECT_EQ(put(city().staff, wish, before.tag()).status, 403);
    const auto after = put(city().mayor, wish, before.tag());
    ASSERT_EQ(after.status, 200) << after.text;
    EXPECT_EQ(after.at("configured"), true);
    EXPECT_EQ(city().get(city().observer, "/city").body, after.body);
    EXPECT_EQ(put(city().mayor, wish, before.tag()).status, 409);
    EXPECT_EQ(
        put(city().mayor, R"({"name": "A", "state": "B", "time_zone": "Mars/Olympus"})", after.tag()
        )
            .at("problems")
            .at(0)
            .at("code"),
        "unknown_time_zone"
    );
}

TEST_P(StepRoutes, KeepsNotesAndWhoMayChangeThem) {
    const auto note =
        city().post(city().staff, "/steps/6/notes", R"j({"text": "**One** [x](javascript:1)"})j");
    ASSERT_EQ(note.status, 201) << note.text;
    EXPECT_EQ(note.at("author").at("name"), "Sam Staff");
    EXPECT_THAT(std::string(note.at("html").as_string()), testing::HasSubstr("<strong>One"));
    EXPECT_THAT(
        std::string(note.at("html").as_string()), testing::Not(testing::HasSubstr("javascript"))
    );
    const auto path = "/notes/" + std::to_string(note.id());
    EXPECT_EQ(city().patch(city().auditor, path, R"({"text": "Two"})", note.tag()).status, 403);
    const auto edited = city().patch(city().staff, path, R"({"text": "Two"})", note.tag());
    EXPECT_EQ(edited.at("edited"), true);
    EXPECT_EQ(city().patch(city().staff, path, R"({"text": "3"})", note.tag()).status, 409);
    EXPECT_EQ(city().get(city().observer, "/steps/6/notes").count(), 1U);
    EXPECT_EQ(city().post(city().staff, "/steps/6/notes", R"({"text": ""})").status, 422);
    EXPECT_EQ(city().remove(city().staff, path, "\"2\"").status, 204);
    EXPECT_EQ(city().get(city().observer, "/steps/6/notes").count(), 0U);
}

TEST_P(StepRoutes, NobodyChangesWhatSomebodyElseSaid) {
    const auto comment =
        city().post(city().auditor, "/comments", R"({"object": "step/6", "text": "Which form?"})");
    ASSERT_EQ(comment.status, 201) << comment.text;
    const auto path = "/comments/" + std::to_string(comment.id());
    const std::string words = R"({"text": "Other words"})";
    EXPECT_EQ(city().patch(city().admin, path, words, comment.tag()).status, 403);
    EXPECT_EQ(city().patch(city().auditor, path, words, comment.tag()).status, 200);
    EXPECT_EQ(city().get(city().observer, "/comments?object=step/6").count(), 1U);
    EXPECT_EQ(city().get(city().observer, "/comments?object=city/1").status, 422);
    EXPECT_EQ(city().get(city().observer, "/comments?object=task/77").status, 404);
    EXPECT_EQ(
        city().post(city().observer, "/comments", R"({"object": "step/6", "text": "x"})").status,
        403
    );
    EXPECT_EQ(city().remove(city().mayor, path).status, 403);
    EXPECT_EQ(city().remove(city().admin, path, "\"2\"").status, 204);
}

TEST_P(StepRoutes, TellsInItsHistoryWhatBecameOfItsTasksAndDecisions) {
    const auto task = city().post(city().staff, "/steps/4/tasks", R"({"title": "Train"})");
    city().post(city().staff, "/steps/5/tasks", R"({"title": "Elsewhere"})");
    city().post(city().staff, "/steps/4/decisions", R"({"title": "Pay", "why": "Now."})");
    const auto done =
        city().act(city().staff, "/tasks/" + std::to_string(task.id()), "/completion", "{}");
    ASSERT_EQ(done.status, 200) << done.text;
    const auto history = city().get(city().observer, "/history/step/4");
    EXPECT_THAT(
        history.all("action"),
        testing::ElementsAre("task.complete", "decision.create", "task.create")
    );
    EXPECT_THAT(history.all("object_title"), testing::ElementsAre("Train", "Pay", "Train"));
    EXPECT_EQ(history.all("link").front(), "/tasks/" + std::to_string(task.id()));
}

TEST_P(StepRoutes, ShowsActivityToThoseWhoMaySeeItPageByPage) {
    for (int i = 0; i < 105; ++i) {
        city().post(city().staff, "/steps/1/notes", R"({"text": "A"})");
        city().post(city().staff, "/this-week/seen");
    }
    EXPECT_EQ(city().get(city().staff, "/activity").status, 403);
    const auto first = city().get(city().auditor, "/activity");
    ASSERT_EQ(first.count(), 100U);
    EXPECT_EQ(first.at("items").at(0).at("action"), "note.create");
    EXPECT_EQ(first.at("items").at(0).at("actor").at("name"), "Sam Staff");
    EXPECT_EQ(first.at("items").at(0).at("object_title"), "A");
    const auto second =
        city().get(city().auditor, "/activity?after=" + std::string(first.at("next").as_string()));
    EXPECT_EQ(second.count(), 11U) << "105 notes and 6 people";
    EXPECT_TRUE(second.at("next").is_null());
    EXPECT_EQ(city().get(city().staff, "/history/account/1").status, 403);
    EXPECT_EQ(city().get(city().auditor, "/history/account/1").status, 200);
}

INSTANTIATE_TEST_SUITE_P(Engines, StepRoutes, store::all_engines(), store::engine_name);

}  // namespace

}  // namespace belfry::program
