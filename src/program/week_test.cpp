#include "program/change_sentences.hpp"
#include "program/test_program.hpp"
#include "program/weekly_mail.hpp"

namespace belfry::program {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Week : public ProgramTest {
protected:
    std::vector<std::string> changes_for(std::int64_t person) {
        const auto week = city().get(person, "/this-week");
        check(week.status == 200, "this week is refused");
        std::vector<std::string> changes;
        for (const auto& change : week.at("changes").as_array()) {
            changes.emplace_back(change.at("text").as_string());
        }
        return changes;
    }

    /// Lakemont votes in 182 days; somebody reads mail.
    void set_up() {
        const auto put = city().call(
            city().mayor,
            http::Method::put,
            "/api/v1/city",
            R"({"name": "Lakemont", "state": "Ohio", "next_election": "2027-05-04"})",
            {{"If-Match", "\"0\""}}
        );
        check(put.status == 200, "the city is refused");
        city().alter("UPDATE account SET password_hash = 'x'");
    }

    std::string ask(const std::string& title, const std::string& more = "") {
        const auto made = city().post(
            city().staff,
            "/steps/2/decisions",
            R"({"title": ")" + title + R"(", "why": "It is *tested*.", "due": "2026-11-20")" +
                more + "}"
        );
        check(made.status == 201, "a decision is refused");
        return "/decisions/" + std::to_string(made.id());
    }

    /// Monday, 9 November 2026, at this hour in New York.
    Instant monday(int hour) {
        return std::chrono::sys_days(std::chrono::year(2026) / 11 / 9) +
               std::chrono::hours(hour + 5);
    }

    std::size_t send(int hour) {
        city().clock().set(monday(hour));
        return queue_weekly_briefs(city().services(), monday(hour));
    }
};

TEST_P(Week, TellsInTheReadersLanguageWhatOthersDidUntilTheyHaveSeenIt) {
    const auto hugo = city().add_person("Hugo Hispano", accounts::Role::mayor, "es");
    const auto made = city().post(city().staff, "/steps/2/tasks", R"({"title": "Print lists"})");
    city().clock().advance(std::chrono::minutes(1));
    city().act(city().other, "/tasks/" + std::to_string(made.id()), "/completion", "{}");
    city().clock().advance(std::chrono::minutes(1));
    const auto decision = ask("Sign the plan");
    city().clock().advance(std::chrono::minutes(1));
    city().post(city().other, "/steps/4/notes", R"({"text": "x"})");

    EXPECT_THAT(
        changes_for(city().mayor),
        ElementsAre(
            "Olga Other wrote a note on “Training, including spear-phishing”.",
            "Sam Staff asks for a decision: “Sign the plan”.",
            "Olga Other finished “Print lists”.",
            "Sam Staff added the task “Print lists”."
        )
    );
    const auto spanish = changes_for(hugo);
    ASSERT_EQ(spanish.size(), 4U);
    EXPECT_THAT(spanish[2], HasSubstr("Olga Other"));
    EXPECT_THAT(spanish[2], Not(HasSubstr("finished")));
    EXPECT_THAT(
        changes_for(city().other),
        ElementsAre(
            "Sam Staff asks for a decision: “Sign the plan”.",
            "Sam Staff added the task “Print lists”."
        )
    ) << "nobody is told what they did themselves";

    EXPECT_EQ(city().post(city().mayor, "/this-week/seen").status, 204);
    EXPECT_THAT(changes_for(city().mayor), ElementsAre());
    EXPECT_EQ(changes_for(hugo).size(), 4U) << "each reader has seen what they have seen";
    city().clock().advance(std::chrono::minutes(1));
    city().patch(city().staff, decision, R"({"title": "Sign it"})", "\"1\"");
    EXPECT_THAT(changes_for(city().mayor), ElementsAre("Sam Staff changed the request “Sign it”."));
}

TEST_P(Week, ShowsEachPersonTheDecisionsThatAreTheirs) {
    set_up();
    for (const auto* title : {"A", "B", "C", "D"}) {
        ask(title);
    }
    const auto mayors = city().get(city().mayor, "/this-week");
    EXPECT_EQ(mayors.at("decisions_waiting"), 4);
    EXPECT_EQ(mayors.at("decisions").as_array().size(), 3U);
    EXPECT_EQ(mayors.at("phase"), "plan");
    EXPECT_EQ(mayors.at("days_to_election"), 182);
    EXPECT_EQ(mayors.at("steps").as_array().size(), 10U);
    EXPECT_EQ(mayors.at("demo"), false);
    EXPECT_EQ(city().get(city().staff, "/this-week").at("decisions_waiting"), 0);
    EXPECT_EQ(city().get(0, "/this-week").status, 401);
}

TEST_P(Week, SendsItsBriefOnMondayMorningOnceToEachWhoWantsIt) {
    set_up();
    ask("Sign the <plan>");
    city().alter("UPDATE account SET weekly_brief = 0 WHERE name = 'Otto Observer'");
    city().alter(
        "UPDATE account SET quiet_from = '22:00', quiet_to = '09:00' WHERE name = 'Uma "
        "Auditor'"
    );
    city().alter("UPDATE account SET language = 'es' WHERE name = 'Sam Staff'");
    city().mails.clear();
    EXPECT_EQ(send(6), 0U) << "before seven o'clock nobody gets mail";
    city().sends_mail = false;
    EXPECT_EQ(send(7), 0U) << "Belfry sends no mail";
    city().sends_mail = true;
    city().mails.clear();
    EXPECT_EQ(send(7), 4U) << "all six but one who does not want it and one who sleeps";
    EXPECT_EQ(send(8), 0U);
    EXPECT_EQ(send(9), 1U) << "her quiet hours are over";
    EXPECT_EQ(send(24 + 20), 0U) << "too late for a Monday mail";
    ASSERT_EQ(city().mails.size(), 5U);
    EXPECT_EQ(city().count("weekly_brief"), 5);

    const auto mail = std::ranges::find(city().mails, "Maya Mayor", [](const auto& sent) {
        return sent.to.name;
    });
    EXPECT_EQ(mail->subject, "This week in Lakemont: 1 decision waits for you.");
    EXPECT_THAT(mail->text, HasSubstr("* Sign the <plan>\n  It is tested.\n"));
    EXPECT_THAT(mail->text, HasSubstr("due Nov 20"));
    EXPECT_THAT(mail->html.value(), HasSubstr("Sign the &lt;plan&gt;"));
    EXPECT_THAT(mail->html.value(), Not(HasSubstr("<plan>")));
    EXPECT_THAT(mail->html.value(), HasSubstr("https://belfry.city.example/decisions/"));
    const auto spanish =
        std::ranges::find(city().mails, "Sam Staff", [](const auto& sent) { return sent.to.name; });
    EXPECT_THAT(spanish->subject, HasSubstr("Esta semana en Lakemont"));
    EXPECT_THAT(spanish->html.value(), HasSubstr("lang=\"es\""));
}

TEST_P(Week, MailsOfAProtectedMatterThatItIsThereNotWhatItIs) {
    set_up();
    ask("Replace the leaking key", R"(, "tlp": "amber")");
    city().post(
        city().staff,
        "/calendar",
        R"({"title": "Key ceremony", "all_day_on": "2026-11-12", "tlp": "red"})"
    );
    ask("Open the library early");
    city().mails.clear();
    send(8);
    const auto mail = std::ranges::find(city().mails, "Maya Mayor", [](const auto& sent) {
        return sent.to.name;
    });
    ASSERT_NE(mail, city().mails.end());
    for (const auto& body : {mail->text, mail->html.value(), mail->subject}) {
        EXPECT_THAT(body, Not(HasSubstr("key")));
        EXPECT_THAT(body, Not(HasSubstr("Key")));
    }
    EXPECT_THAT(mail->text, HasSubstr("Open the library early"));
    EXPECT_THAT(mail->text, HasSubstr("1 decision, to be read in Belfry."));
    EXPECT_THAT(mail->text, HasSubstr("Nov 12: An entry in Belfry"));
    EXPECT_THAT(mail->text, HasSubstr("2 decisions wait for you."));
}

TEST_P(Week, MakesOneSentenceOfSeveralChangesToOneThing) {
    const auto made = city().post(city().staff, "/steps/2/tasks", R"({"title": "Print lists"})");
    city().post(city().mayor, "/this-week/seen");
    const auto path = "/tasks/" + std::to_string(made.id());
    for (const auto* title : {"Print 1", "Print 2", "Print 3"}) {
        city().clock().advance(std::chrono::minutes(1));
        city().patch(
            city().staff,
            path,
            R"({"title": ")" + std::string(title) + "\"}",
            city().get(city().staff, path).tag()
        );
    }
    EXPECT_THAT(changes_for(city().mayor), ElementsAre("Sam Staff made 3 changes to “Print 3”."));
    city().remove(city().staff, path, city().get(city().staff, path).tag());
    EXPECT_THAT(changes_for(city().mayor), ElementsAre()) << "it is gone";
}

TEST_P(Week, HoldsTheReadersOwnTasksAndTheQuestionsTheyWereAsked) {
    const auto liaison = city().add_person("Lia Liaison", accounts::Role::liaison);
    for (int i = 0; i < 7; ++i) {
        city().post(
            city().admin,
            "/steps/2/tasks",
            R"({"title": "T", "owner_id": )" + std::to_string(liaison) + "}"
        );
    }
    const auto asked = city().post(
        liaison, "/steps/2/decisions", R"({"title": "Sign the plan", "why": "It is tested."})"
    );
    ASSERT_EQ(asked.status, 201) << asked.text;
    const auto path = "/decisions/" + std::to_string(asked.id());
    EXPECT_EQ(city().get(liaison, "/this-week").at("questions").as_array().size(), 0U);
    city().act(city().mayor, path, "/question", R"({"text": "Who prints?"})");
    const auto week = city().get(liaison, "/this-week");
    EXPECT_EQ(week.at("tasks_open"), 7);
    ASSERT_EQ(week.at("tasks").as_array().size(), 5U);
    EXPECT_EQ(week.at("tasks").at(0).at("owner").at("name"), "Lia Liaison");
    ASSERT_EQ(week.at("questions").as_array().size(), 1U);
    EXPECT_EQ(week.at("questions").at(0).at("question").at("by").at("name"), "Maya Mayor");
    EXPECT_EQ(city().get(city().mayor, "/this-week").at("questions").as_array().size(), 0U);
    EXPECT_EQ(city().get(city().mayor, "/this-week").at("tasks_open"), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, Week, store::all_engines(), store::engine_name);

}  // namespace

}  // namespace belfry::program
