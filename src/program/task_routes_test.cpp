#include <set>

#include "program/test_program.hpp"

namespace belfry::program {

namespace {

using ::testing::ElementsAre;

using TaskRoutes = ProgramTest;

std::string owned_by(std::int64_t person, const std::string& title = "Print the lists") {
    return R"({"title": ")" + title + R"(", "due": "2026-11-20", "owner_id": )" +
           std::to_string(person) + "}";
}

std::string path_of(const Answer& task) {
    return "/tasks/" + std::to_string(task.id());
}

TEST_P(TaskRoutes, KeepsATaskWithItsOwnersNameAndFindsItInEachList) {
    const auto made = city().post(city().admin, "/steps/2/tasks", owned_by(city().staff));
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(made.at("owner").at("name"), "Sam Staff");
    EXPECT_EQ(made.at("revision"), 1);
    EXPECT_EQ(made.tag(), "\"1\"");

    const auto read = city().get(city().observer, path_of(made));
    EXPECT_EQ(read.body, made.body);
    EXPECT_EQ(city().get(city().staff, "/tasks?owner=me").count(), 1U);
    EXPECT_EQ(city().get(city().other, "/tasks?owner=me").count(), 0U);
    EXPECT_EQ(city().get(city().other, "/tasks?step=2").count(), 1U);
    EXPECT_EQ(city().get(city().other, "/tasks?step=3").count(), 0U);
    EXPECT_EQ(city().get(city().other, "/tasks?state=overdue").count(), 0U);
    city().clock().advance(std::chrono::days(18));
    EXPECT_EQ(city().get(city().other, "/tasks?state=overdue").count(), 1U);
}

TEST_P(TaskRoutes, RefusesFiltersItDoesNotUnderstand) {
    EXPECT_EQ(city().get(city().staff, "/tasks?state=maybe").status, 422);
    EXPECT_EQ(city().get(city().staff, "/tasks?step=two").status, 422);
    EXPECT_EQ(city().get(city().staff, "/tasks?owner=-1").status, 422);
}

TEST_P(TaskRoutes, ExportsTheListAsASpreadsheetWouldReadIt) {
    city().post(city().admin, "/steps/2/tasks", R"j({"title": "=HYPERLINK(1)"})j");
    const auto csv = city().get(city().observer, "/tasks?format=csv");
    EXPECT_EQ(csv.status, 200);
    EXPECT_THAT(csv.text, testing::HasSubstr("'=HYPERLINK(1)"));
}

TEST_P(TaskRoutes, GivesALongListInPagesAndAFileWhole) {
    for (int i = 0; i < 203; ++i) {
        const auto due =
            i % 3 == 0 ? R"(, "due": "2026-12-0)" + std::to_string(1 + i % 9) + '"' : "";
        ASSERT_EQ(
            city().post(city().admin, "/steps/2/tasks", R"({"title": "T")" + due + '}').status, 201
        );
    }
    const auto first = city().get(city().staff, "/tasks");
    ASSERT_EQ(first.count(), 200U);
    const auto second =
        city().get(city().staff, "/tasks?after=" + std::string(first.at("next").as_string()));
    ASSERT_EQ(second.count(), 3U);
    EXPECT_TRUE(second.at("next").is_null());
    std::set<std::int64_t> all;
    for (const auto* page : {&first, &second}) {
        for (const auto& task : page->at("items").as_array()) {
            all.insert(task.at("id").as_int64());
        }
    }
    EXPECT_EQ(all.size(), 203U) << "each once";
    EXPECT_EQ(first.at("items").at(0).at("due"), "2026-12-01");
    EXPECT_TRUE(second.at("items").at(0).at("due").is_null());
    EXPECT_EQ(city().get(city().staff, "/tasks?after=999999").status, 404);
    const auto csv = city().get(city().staff, "/tasks?format=csv").text;
    EXPECT_EQ(std::ranges::count(csv, '\n'), 204) << "a line of names and all tasks";
}

TEST_P(TaskRoutes, RefusesAnEmptyTitleAnUnknownStepAndAnUnknownOwner) {
    EXPECT_EQ(city().post(city().admin, "/steps/2/tasks", R"({"title": " "})").status, 422);
    EXPECT_EQ(city().post(city().admin, "/steps/11/tasks", R"({"title": "x"})").status, 404);
    const auto nobody = city().post(city().admin, "/steps/2/tasks", owned_by(99999));
    EXPECT_EQ(nobody.status, 422);
    EXPECT_EQ(nobody.at("problems").at(0).at("field"), "owner_id");
    EXPECT_EQ(nobody.at("problems").at(0).at("code"), "unknown_person");
    EXPECT_EQ(city().count("task"), 0) << "a refused task leaves nothing";
}

TEST_P(TaskRoutes, NeedsToKnowWhichRevisionAChangeIsBasedOn) {
    const auto made = city().post(city().admin, "/steps/2/tasks", owned_by(city().staff));
    const auto blind = city().patch(city().staff, path_of(made), R"({"title": "Other"})");
    EXPECT_EQ(blind.status, 428);
    EXPECT_EQ(blind.code(), "if_match_missing");
    for (const auto* tag : {"\"-1\"", "W/\"1\"", "*", "\"1\", \"2\"", "1"}) {
        const auto odd = city().patch(city().staff, path_of(made), R"({"title": "Other"})", tag);
        EXPECT_EQ(odd.status, 400) << tag;
        EXPECT_EQ(odd.code(), "if_match_malformed") << tag;
    }
    EXPECT_EQ(city().get(city().staff, path_of(made)).at("title"), "Print the lists");
}

TEST_P(TaskRoutes, TellsTheSecondOfTwoEditorsWhatTheFirstChangedAndWhoThatWas) {
    const auto made = city().post(city().admin, "/steps/2/tasks", owned_by(city().staff));
    const auto first =
        city().patch(city().staff, path_of(made), R"({"title": "Print 104 lists"})", made.tag());
    ASSERT_EQ(first.status, 200) << first.text;
    EXPECT_EQ(first.tag(), "\"2\"");

    const auto second =
        city().patch(city().other, path_of(made), R"({"due": "2026-12-01"})", made.tag());
    ASSERT_EQ(second.status, 409) << second.text;
    EXPECT_EQ(second.code(), "changed_meanwhile");
    ASSERT_EQ(second.at("differences").as_array().size(), 1U);
    const auto& difference = second.at("differences").at(0);
    EXPECT_EQ(difference.at("field"), "title");
    EXPECT_EQ(difference.at("before"), "Print the lists");
    EXPECT_EQ(difference.at("after"), "Print 104 lists");
    EXPECT_EQ(difference.at("who"), "Sam Staff");
    EXPECT_EQ(difference.at("when"), "2026-11-03T12:00:00.000Z");

    EXPECT_EQ(city().remove(city().admin, path_of(made), made.tag()).code(), "changed_meanwhile")
        << "nobody deletes what they have not read";
    EXPECT_EQ(
        city().patch(city().other, path_of(made), R"({"due": null})", "\"9\"").code(),
        "revision_unknown"
    );

    const auto again =
        city().patch(city().other, path_of(made), R"({"due": "2026-12-01"})", first.tag());
    EXPECT_EQ(again.at("title"), "Print 104 lists") << "the first editor's change is kept";
    EXPECT_EQ(again.at("due"), "2026-12-01");
}

TEST_P(TaskRoutes, NamesThePeopleWhomAChangeInBetweenIsAbout) {
    const auto made = city().post(city().admin, "/steps/2/tasks", owned_by(city().staff));
    const auto to_olga = R"({"owner_id": )" + std::to_string(city().other) + "}";
    ASSERT_EQ(city().patch(city().admin, path_of(made), to_olga, made.tag()).status, 200);
    const auto late = city().patch(city().staff, path_of(made), R"({"due": null})", made.tag());
    const auto& difference = late.at("differences").at(0);
    EXPECT_EQ(difference.at("before").at("name"), "Sam Staff");
    EXPECT_EQ(difference.at("after").at("name"), "Olga Other");
}

TEST_P(TaskRoutes, LetsItsOwnerCompleteATaskAndNobodyElseWithoutPermission) {
    const auto made = city().post(city().admin, "/steps/2/tasks", owned_by(city().auditor));
    const auto path = path_of(made);
    EXPECT_EQ(city().act(city().observer, path, "/completion", "{}").status, 403);
    const auto done = city().act(city().auditor, path, "/completion", R"({"note": "All there."})");
    ASSERT_EQ(done.status, 200) << done.text;
    EXPECT_EQ(done.at("state"), "done");
    EXPECT_EQ(done.at("completed_at"), "2026-11-03T12:00:00.000Z");
    EXPECT_EQ(city().act(city().auditor, path, "/completion", "{}").code(), "task_already_done");

    const auto open =
        city().act(city().admin, path, "/reopening", R"({"reason": "Box 7 is empty."})");
    EXPECT_EQ(open.at("state"), "open");
    EXPECT_EQ(city().act(city().admin, path, "/reopening", R"({"reason": "x"})").status, 409);
}

TEST_P(TaskRoutes, AnObserverChangesNothing) {
    const auto made = city().post(city().admin, "/steps/2/tasks", owned_by(city().staff));
    EXPECT_EQ(city().post(city().observer, "/steps/2/tasks", R"({"title": "x"})").status, 403);
    EXPECT_EQ(
        city().patch(city().observer, path_of(made), R"({"title": "x"})", made.tag()).status, 403
    );
    EXPECT_EQ(city().remove(city().observer, path_of(made)).status, 403);
    EXPECT_EQ(city().post(city().observer, path_of(made) + "/nudge").status, 403);
    EXPECT_EQ(city().get(0, path_of(made)).status, 401);
}

TEST_P(TaskRoutes, NudgesAnOwnerOnceADay) {
    const auto made = city().post(city().admin, "/steps/2/tasks", owned_by(city().staff));
    const auto path = path_of(made) + "/nudge";
    EXPECT_EQ(city().post(city().mayor, path).status, 204);
    EXPECT_EQ(city().post(city().mayor, path).code(), "nudged_already");
    EXPECT_EQ(city().post(city().other, path).status, 204) << "somebody else may ask as well";
    city().clock().advance(std::chrono::hours(25));
    EXPECT_EQ(city().post(city().mayor, path).status, 204);
    EXPECT_THAT(
        city().get(city().staff, "/inbox").all("kind"),
        ElementsAre("nudge", "nudge", "nudge", "task_assigned")
    );
    EXPECT_EQ(city().get(city().staff, path_of(made)).tag(), made.tag())
        << "asking does not change the task";
}

TEST_P(TaskRoutes, DeletesATaskWithAllThatHangsOnIt) {
    const auto made = city().post(city().admin, "/steps/2/tasks", owned_by(city().staff));
    const auto object = "task/" + std::to_string(made.id());
    ASSERT_EQ(
        city()
            .post(city().mayor, "/comments", R"({"object": ")" + object + R"(", "text": "When?"})")
            .status,
        201
    );
    ASSERT_EQ(
        city().post(city().staff, "/attachments?name=a.txt&object=" + object, "proof").status, 201
    );
    EXPECT_EQ(city().remove(city().admin, path_of(made)).status, 204);
    for (const auto* table :
         {"task", "comment", "attachment", "attachment_content", "inbox_item"}) {
        EXPECT_EQ(city().count(table), 0) << table;
    }
    EXPECT_EQ(city().count("search_entry"), 0);
    EXPECT_EQ(city().get(city().admin, path_of(made)).status, 404);
    EXPECT_EQ(city().remove(city().admin, path_of(made)).status, 404);
    EXPECT_THAT(
        city().get(city().admin, "/history/" + object).all("action"),
        ElementsAre("task.delete", "task.create")
    );
}

TEST_P(TaskRoutes, TellsTheHistoryWithNamesAndBothValues) {
    const auto made = city().post(city().admin, "/steps/2/tasks", owned_by(city().staff));
    city().patch(
        city().admin,
        path_of(made),
        R"({"owner_id": )" + std::to_string(city().other) + "}",
        made.tag()
    );
    const auto history = city().get(city().observer, "/history/task/" + std::to_string(made.id()));
    ASSERT_EQ(history.count(), 2U);
    const auto& newest = history.at("items").at(0);
    EXPECT_EQ(newest.at("actor").at("name"), "Ada Admin");
    EXPECT_EQ(newest.at("changes").as_array().size(), 1U);
    EXPECT_EQ(newest.at("changes").at(0).at("field"), "owner");
    EXPECT_EQ(newest.at("changes").at(0).at("before").at("name"), "Sam Staff");
    EXPECT_EQ(newest.at("changes").at(0).at("after").at("name"), "Olga Other");
}

INSTANTIATE_TEST_SUITE_P(Engines, TaskRoutes, store::all_engines(), store::engine_name);

}  // namespace

}  // namespace belfry::program
