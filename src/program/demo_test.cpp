#include "program/demo.hpp"

#include "program/demo_days.hpp"
#include "program/demo_preset.hpp"
#include "program/local_time.hpp"
#include "program/test_program.hpp"

// After gtest, which it does not include itself.
#include <rapidcheck/gtest.h>

namespace belfry::program {

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

class Demo : public ProgramTest {
protected:
    void load() {
        const auto loaded = city().post(city().admin, "/demo");
        ASSERT_EQ(loaded.status, 200) << loaded.text;
        EXPECT_EQ(loaded.at("loaded"), true);
    }

    std::int64_t account_named(const std::string& name) {
        return city()
            .services()
            .database
            .read([&](store::Connection& db) {
                return db.value<std::int64_t>("SELECT id FROM account WHERE name = $1", name);
            })
            .value();
    }

    /// Rows of every table that the programme fills, beside the city and the steps.
    std::map<std::string, std::int64_t> rows() {
        std::map<std::string, std::int64_t> counts;
        for (const auto* table :
             {"task",
              "note",
              "decision",
              "comment",
              "attachment",
              "attachment_content",
              "calendar_event",
              "secret_link",
              "inbox_item",
              "seen",
              "weekly_brief",
              "demo_object",
              "demo_city",
              "search_entry",
              "account",
              "session",
              "api_token"}) {
            counts[table] = city().count(table);
        }
        return counts;
    }
};

TEST_P(Demo, ShowsAMayorALivelyFirstScreen) {
    load();
    const auto week = city().get(city().mayor, "/this-week");
    ASSERT_EQ(week.status, 200) << week.text;
    EXPECT_EQ(week.at("demo"), true);
    EXPECT_EQ(week.at("phase"), "train");
    EXPECT_EQ(week.at("steps_on_track"), 5);
    EXPECT_EQ(week.at("steps_total"), 10);
    EXPECT_EQ(week.at("decisions_waiting"), 3);
    std::vector<std::string> decisions;
    for (const auto& decision : week.at("decisions").as_array()) {
        decisions.emplace_back(decision.at("title").as_string());
    }
    EXPECT_THAT(
        decisions,
        ElementsAre(
            "Sign the e-pollbook outage plan",
            "Sign the joint statement on paper ballots",
            "Pick one of three op-ed drafts"
        )
    );
    std::vector<std::string> changes;
    for (const auto& change : week.at("changes").as_array()) {
        changes.emplace_back(change.at("text").as_string());
    }
    EXPECT_THAT(
        changes, Contains("A. Delacroix approved “Join the neighboring cities' night rota”.")
    );
    EXPECT_EQ(week.at("upcoming").at(0).at("title"), "Tabletop: ballot shortage");
    EXPECT_EQ(city().get(city().mayor, "/city").at("name"), "Port Ellery");
    EXPECT_EQ(city().get(city().mayor, "/tasks").count(), 37U);
    EXPECT_EQ(city().get(city().mayor, "/tasks?state=overdue").count(), 1U);
}

TEST_P(Demo, LeavesNothingBehindWhenItIsRemoved) {
    const auto before = rows();
    const auto city_before = city().get(city().mayor, "/city");
    load();
    EXPECT_EQ(city().post(city().admin, "/demo").code(), "demo_is_loaded");
    EXPECT_EQ(city().remove(city().admin, "/demo").status, 204);
    EXPECT_EQ(rows(), before);
    EXPECT_EQ(city().remove(city().admin, "/demo").code(), "demo_is_not_loaded");

    const auto city_after = city().get(city().mayor, "/city");
    for (const auto* field : {"name", "state", "time_zone", "next_election", "configured"}) {
        EXPECT_EQ(city_after.at(field), city_before.at(field)) << field;
    }
    const auto steps = city().get(city().mayor, "/steps");
    for (const auto& step : steps.at("items").as_array()) {
        EXPECT_TRUE(step.at("owner").is_null());
        EXPECT_TRUE(step.at("due").is_null());
        EXPECT_EQ(step.at("status"), "not_started");
    }
    EXPECT_TRUE(city().services().record.verify()) << "the record keeps both acts";
    EXPECT_EQ(city().count("demo_object"), 0);
    load();
}

TEST_P(Demo, KeepsWhatPeopleMadeThemselvesAndTakesWhatTheyHungOnIt) {
    const auto own_note = city().post(city().staff, "/steps/2/notes", R"({"text": "Ours."})");
    load();
    const auto brandt = std::to_string(account_named("L. Brandt"));
    const auto own_task = city().post(
        city().staff, "/steps/2/tasks", R"({"title": "Ours", "owner_id": )" + brandt + "}"
    );
    ASSERT_EQ(own_task.status, 201) << own_task.text;
    const auto own_decision = city().post(
        city().staff,
        "/steps/2/decisions",
        R"({"title": "Ours", "why": "Ours", "asked_of_id": )" + brandt + "}"
    );
    const auto demo_task = std::to_string(
        city().get(city().staff, "/tasks?step=1").at("items").at(0).at("id").as_int64()
    );
    const auto on_demo = city().post(
        city().staff, "/comments", R"({"object": "task/)" + demo_task + R"(", "text": "Hello"})"
    );
    ASSERT_EQ(on_demo.status, 201) << on_demo.text;
    city().post(city().staff, "/attachments?name=a&object=task/" + demo_task, "x");
    const auto step = city().get(city().staff, "/steps/3");
    city().patch(
        city().staff,
        "/steps/3",
        R"({"owner_id": )" + std::to_string(city().other) + R"(, "due": "2026-12-24"})",
        step.tag()
    );

    ASSERT_EQ(city().remove(city().admin, "/demo").status, 204);
    EXPECT_EQ(city().count("comment"), 0);
    EXPECT_EQ(city().count("attachment_content"), 0);
    EXPECT_EQ(city().count("note"), 1);
    const auto task = city().get(city().staff, "/tasks/" + std::to_string(own_task.id()));
    EXPECT_EQ(task.at("title"), "Ours");
    EXPECT_TRUE(task.at("owner").is_null());
    const auto decision =
        city().get(city().staff, "/decisions/" + std::to_string(own_decision.id()));
    EXPECT_TRUE(decision.at("asked_of").is_null());
    const auto kept = city().get(city().staff, "/steps/3");
    EXPECT_EQ(kept.at("owner").at("name"), "Olga Other");
    EXPECT_EQ(kept.at("due"), "2026-12-24");
    EXPECT_EQ(
        city()
            .patch(
                city().staff,
                "/tasks/" + std::to_string(own_task.id()),
                R"({"title": "On"})",
                task.tag()
            )
            .status,
        200
    ) << "what was freed can be changed";
}

TEST_P(Demo, KeepsTheCityThatSomebodySetUpMeanwhile) {
    load();
    const auto fictional = city().get(city().mayor, "/city");
    const auto put = city().call(
        city().mayor,
        http::Method::put,
        "/api/v1/city",
        R"({"name": "Lakemont", "state": "Ohio"})",
        {{"If-Match", fictional.tag()}}
    );
    ASSERT_EQ(put.status, 200) << put.text;
    ASSERT_EQ(city().remove(city().admin, "/demo").status, 204);
    EXPECT_EQ(city().get(city().mayor, "/city").at("name"), "Lakemont");
}

TEST_P(Demo, SpeaksSpanishAndLetsNobodySignInAsItsPeople) {
    const auto loaded = load_demo(city().services(), record::Actor::belfry(), "es");
    ASSERT_TRUE(loaded);
    EXPECT_THAT(
        city().get(city().mayor, "/decisions?state=waiting").all("title"),
        Contains("Elegir uno de tres borradores de artículo de opinión")
    );
    EXPECT_EQ(
        city().services().database.read([](store::Connection& db) {
            return db.value<std::int64_t>(
                "SELECT count(*) FROM account WHERE email LIKE '%@port-ellery.example'"
                " AND password_hash IS NULL AND weekly_brief = 0"
            );
        }),
        10
    );
    EXPECT_EQ(city().post(city().mayor, "/demo").status, 403);
}

TEST_P(Demo, PutsSomethingIntoTheInboxesOfThoseWhoLookAround) {
    load();
    EXPECT_THAT(
        city().get(city().mayor, "/inbox").all("kind"),
        ElementsAre("decision_asked", "decision_asked", "decision_asked")
    );
    const auto looker = city().get(city().admin, "/inbox");
    EXPECT_GE(looker.count(), 5U);
    std::vector<std::string> times = looker.all("at");
    EXPECT_TRUE(std::ranges::is_sorted(times, std::ranges::greater())) << "newest on top";
    for (const auto& link : looker.all("link")) {
        EXPECT_FALSE(link.empty());
    }
    ASSERT_EQ(city().remove(city().admin, "/demo").status, 204);
    EXPECT_EQ(city().get(city().admin, "/inbox").count(), 0U);
}

TEST_P(Demo, ChoosesTheOpEdAndNotJustYes) {
    load();
    const auto waiting = city().get(city().mayor, "/decisions?state=waiting&step=7");
    const auto& pick = waiting.at("items").at(0);
    ASSERT_EQ(pick.at("options").as_array().size(), 3U);
    const auto path = "/decisions/" + std::to_string(pick.at("id").as_int64());
    EXPECT_EQ(city().act(city().mayor, path, "/approval", "{}").status, 422);
}

TEST(DemoTexts, AreInBothLanguages) {
    const auto preset = demo_preset();
    const auto both = [](const DemoText& text) {
        EXPECT_FALSE(text.en.empty() || text.es.empty()) << text.en;
    };
    std::size_t same = 0;
    const auto differ = [&](const DemoText& text) {
        both(text);
        same += text.en == text.es ? 1U : 0U;
    };
    for (const auto& person : preset.people) {
        both(person.title);
        both(person.agency);
    }
    for (const auto& task : preset.tasks) {
        differ(task.title);
    }
    for (const auto& decision : preset.decisions) {
        differ(decision.title);
        differ(decision.why);
    }
    for (const auto& note : preset.notes) {
        differ(note.text);
    }
    for (const auto& comment : preset.comments) {
        differ(comment.text);
    }
    for (const auto& event : preset.calendar) {
        differ(event.title);
    }
    EXPECT_EQ(same, 0U) << "not translated";
}

TEST_P(Demo, AsksWhoeverLooksAroundWhileThereIsNoMayor) {
    city().alter("UPDATE account SET state = 'disabled' WHERE name = 'Maya Mayor'");
    load();
    EXPECT_EQ(city().get(city().admin, "/this-week").at("decisions_waiting"), 3);
    const auto waiting = city().get(city().admin, "/decisions?mine=true&state=waiting");
    const auto path = "/decisions/" + std::to_string(waiting.at("items").at(0).at("id").as_int64());
    EXPECT_EQ(city().act(city().admin, path, "/approval", "{}").status, 200);
}

INSTANTIATE_TEST_SUITE_P(Engines, Demo, store::all_engines(), store::engine_name);

RC_GTEST_PROP(DemoDays, AreWorkingDaysAndThePastIsNeverLaterThanNow, ()) {
    const auto zone = "America/New_York";
    const Instant now(std::chrono::minutes(*rc::gen::inRange(29'000'000, 31'000'000)));
    const DemoDays days(zone, now);
    const auto ahead = *rc::gen::inRange(-30, 200);
    const auto weekday = [](Date day) {
        return std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding();
    };
    RC_ASSERT(weekday(days.in(ahead)) <= 5U);
    RC_ASSERT(std::abs(days_between(plus_days(days.today(), ahead), days.in(ahead))) <= 2);
    RC_ASSERT(weekday(days.tuesday_in(ahead)) == 2U);
    const auto back = *rc::gen::inRange(0, 90);
    const auto past = days.ago(back, static_cast<std::size_t>(ahead) + 30);
    RC_ASSERT(past <= now);
    RC_ASSERT(days_between(local_day(zone, past), days.today()) >= back);
}

}  // namespace

}  // namespace belfry::program
