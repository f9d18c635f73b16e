#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "program/attachment.hpp"
#include "program/city.hpp"
#include "program/decision.hpp"
#include "program/local_time.hpp"
#include "program/season.hpp"
#include "program/step.hpp"
#include "program/task.hpp"
#include "text/catalog.hpp"

namespace belfry::program {
namespace {

constexpr Date today = std::chrono::year(2026) / 11 / 24;

Date in_days(int days) {
    return plus_days(today, days);
}

StepFacts busy() {
    return {.owned = true, .open = {{"Call", in_days(30), true}}, .waiting = {}, .tasks_done = 1};
}

TEST(StepStatus, HasNotStartedWhileThereIsNothing) {
    EXPECT_EQ(status_of({}, today).status, StepStatus::not_started);
    EXPECT_EQ(status_of({.owned = true}, today).reason, "step.reason.nothing_yet");
}

TEST(StepStatus, IsLateFromTheDayAfterATaskWasDue) {
    auto facts = busy();
    facts.open.push_back({"Train", in_days(0), true});
    EXPECT_EQ(status_of(facts, today).status, StepStatus::on_track);
    const auto tomorrow = status_of(facts, in_days(1));
    EXPECT_EQ(tomorrow.status, StepStatus::late);
    EXPECT_EQ(tomorrow.values.at("title"), "Train");
    EXPECT_EQ(tomorrow.count, 1);
}

TEST(StepStatus, NamesTheOldestOfSeveralLateTasks) {
    auto facts = busy();
    facts.open = {{"Second", in_days(-2), true}, {"First", in_days(-9), false}};
    const auto finding = status_of(facts, today);
    EXPECT_EQ(finding.count, 2);
    EXPECT_EQ(finding.values.at("title"), "First");
}

TEST(StepStatus, NeedsAttentionWhenATaskDueWithinAWeekHasNobody) {
    auto facts = busy();
    facts.open.push_back({"Unowned", in_days(8), false});
    EXPECT_EQ(status_of(facts, today).status, StepStatus::on_track);
    EXPECT_EQ(status_of(facts, in_days(1)).status, StepStatus::needs_attention);
    facts.open.back().owned = true;
    EXPECT_EQ(status_of(facts, in_days(1)).status, StepStatus::on_track);
}

TEST(StepStatus, NeedsAttentionWhenADecisionWaitsPastItsDate) {
    auto facts = busy();
    facts.waiting = {{"Sign", in_days(0)}};
    EXPECT_EQ(status_of(facts, today).status, StepStatus::on_track);
    EXPECT_EQ(status_of(facts, in_days(1)).reason, "step.reason.decision_late");
}

TEST(StepStatus, NeedsAttentionWhenOpenWorkHasNoOwner) {
    auto facts = busy();
    facts.owned = false;
    EXPECT_EQ(status_of(facts, today).reason, "step.reason.no_owner");
    facts.open.clear();
    EXPECT_EQ(status_of(facts, today).status, StepStatus::done);
}

TEST(StepStatus, IsDoneWhenAllTasksAreAndNothingWaits) {
    StepFacts facts{.owned = true, .open = {}, .waiting = {}, .tasks_done = 2};
    EXPECT_EQ(status_of(facts, today).status, StepStatus::done);
    facts.waiting = {{"Sign", {}}};
    EXPECT_EQ(status_of(facts, today).status, StepStatus::on_track);
}

TEST(StepStatus, HasNotStartedUntilSomethingIsFinished) {
    auto facts = busy();
    facts.tasks_done = 0;
    EXPECT_EQ(status_of(facts, today).reason, "step.reason.nothing_finished");
    facts.decisions_made = 1;
    EXPECT_EQ(status_of(facts, today).status, StepStatus::on_track);
}

rc::Gen<std::optional<Date>> any_due() {
    return rc::gen::map(rc::gen::maybe(rc::gen::inRange(-20, 40)), [](const rc::Maybe<int>& days) {
        return days ? std::optional(in_days(*days)) : std::optional<Date>();
    });
}

rc::Gen<StepFacts> any_facts() {
    const auto task = rc::gen::map(
        rc::gen::pair(any_due(), rc::gen::arbitrary<bool>()),
        [](const std::pair<std::optional<Date>, bool>& it) {
            return OpenTask{"task", it.first, it.second};
        }
    );
    const auto waiting = rc::gen::map(any_due(), [](const std::optional<Date>& due) {
        return WaitingDecision{"decision", due};
    });
    return rc::gen::build<StepFacts>(
        rc::gen::set(&StepFacts::owned),
        rc::gen::set(&StepFacts::open, rc::gen::container<std::vector<OpenTask>>(task)),
        rc::gen::set(
            &StepFacts::waiting, rc::gen::container<std::vector<WaitingDecision>>(waiting)
        ),
        rc::gen::set(&StepFacts::tasks_done, rc::gen::inRange<std::int64_t>(0, 5)),
        rc::gen::set(&StepFacts::decisions_made, rc::gen::inRange<std::int64_t>(0, 3))
    );
}

/// The documented rule once more, as six independent questions instead of an order of returns.
StepStatus reference(const StepFacts& facts) {
    bool late = false;
    bool attention = !facts.owned && (facts.open.size() + facts.waiting.size() > 0);
    for (const auto& task : facts.open) {
        late =
            late || (task.due && std::chrono::sys_days(*task.due) < std::chrono::sys_days(today));
        attention = attention || (task.due && !task.owned && *task.due <= in_days(7));
    }
    for (const auto& decision : facts.waiting) {
        attention = attention || (decision.due && *decision.due < today);
    }
    const bool nothing_done = facts.tasks_done == 0 && facts.decisions_made == 0;
    if (late) {
        return StepStatus::late;
    }
    if (attention) {
        return StepStatus::needs_attention;
    }
    if (facts.tasks_done > 0 && facts.open.empty() && facts.waiting.empty()) {
        return StepStatus::done;
    }
    return nothing_done ? StepStatus::not_started : StepStatus::on_track;
}

RC_GTEST_PROP(StepStatus, FollowsTheDocumentedRule, ()) {
    const auto facts = *any_facts();
    RC_ASSERT(status_of(facts, today).status == reference(facts));
}

RC_GTEST_PROP(StepStatus, NeverImprovesByWaiting, ()) {
    const auto facts = *any_facts();
    const auto worse = [](StepStatus status) {
        return status == StepStatus::late ? 2 : status == StepStatus::needs_attention ? 1 : 0;
    };
    const auto later = in_days(*rc::gen::inRange(0, 60));
    RC_ASSERT(worse(status_of(facts, today).status) <= worse(status_of(facts, later).status));
}

RC_GTEST_PROP(StepStatus, CanBeSaidInEveryLanguage, ()) {
    const auto finding = status_of(*any_facts(), today);
    const auto& catalog = text::Catalog::embedded();
    for (const auto& language : catalog.languages()) {
        const auto said =
            finding.count
                ? catalog.say_count(language, finding.reason, *finding.count, finding.values)
                : catalog.say(language, finding.reason, finding.values);
        RC_ASSERT(said.find('{') == std::string::npos);
    }
}

TEST(Steps, HaveTheirWordsInEveryLanguage) {
    const auto& catalog = text::Catalog::embedded();
    for (const auto& language : catalog.languages()) {
        for (int step = 1; step <= step_count; ++step) {
            const auto key = "step." + std::to_string(step);
            for (const auto* part : {".title", ".duty", ".who", ".done"}) {
                EXPECT_TRUE(catalog.has(language, key + part)) << language << key << part;
            }
            for (const auto suggestion : suggestions_for(step)) {
                const auto name = "suggestion." + std::string(suggestion);
                EXPECT_TRUE(catalog.has(language, name + ".title")) << language << name;
                EXPECT_TRUE(catalog.has(language, name + ".details")) << language << name;
            }
        }
    }
}

TEST(Steps, AreGroupedAsInThePaper) {
    EXPECT_EQ(group_of(4), StepGroup::own_powers);
    EXPECT_EQ(group_of(5), StepGroup::with_officials);
    EXPECT_EQ(group_of(7), StepGroup::public_and_congress);
}

TEST(Steps, AskForAReasonWhenTheirStatusIsSetByHand) {
    StepEdit edit;
    edit.status = StepStatus::on_track;
    EXPECT_FALSE(check_step_edit(edit));
    edit.status_reason = "The council promised it.";
    EXPECT_TRUE(check_step_edit(edit));
    edit.status = std::optional<StepStatus>();
    edit.status_reason.reset();
    EXPECT_TRUE(check_step_edit(edit)) << "computed again: no reason needed";
}

TEST(Season, FollowsTheDaysToTheElection) {
    const auto phase = [](int days) {
        return phase_on(today, in_days(days));
    };
    EXPECT_EQ(phase_on(today, {}), Phase::plan);
    EXPECT_EQ(phase(181), Phase::plan);
    EXPECT_EQ(phase(180), Phase::train);
    EXPECT_EQ(phase(170), Phase::train);
    EXPECT_EQ(phase(90), Phase::rehearse);
    EXPECT_EQ(phase(45), Phase::early_voting);
    EXPECT_EQ(phase(1), Phase::early_voting);
    EXPECT_EQ(phase(0), Phase::election_day);
    EXPECT_EQ(phase(-1), Phase::audit);
    EXPECT_EQ(phase(-30), Phase::audit);
    EXPECT_EQ(phase(-31), Phase::learn);
}

TEST(LocalTime, KnowsWhereTheDayBegins) {
    const auto late = instant_from_iso("2026-11-03T04:30:00Z").value();
    EXPECT_EQ(local_day("America/New_York", late), std::chrono::year(2026) / 11 / 2);
    EXPECT_EQ(local_day("UTC", late), std::chrono::year(2026) / 11 / 3);
    EXPECT_EQ(local_clock("America/New_York", late), std::chrono::minutes(23 * 60 + 30));
    EXPECT_FALSE(known_zone("America/Atlantis"));
    EXPECT_FALSE(known_zone("../../etc/passwd"));
}

TEST(LocalTime, ChoosesTheEarlierMomentWhenClocksGoBackAndSkipsTheGap) {
    using std::chrono::minutes;
    const auto in_new_york = [](Date day, int hour, int minute) {
        return to_iso(moment_of("America/New_York", day, minutes(hour * 60 + minute)));
    };
    EXPECT_EQ(in_new_york(std::chrono::year(2026) / 11 / 1, 1, 30), "2026-11-01T05:30:00.000Z");
    EXPECT_EQ(in_new_york(std::chrono::year(2026) / 3 / 8, 2, 30), "2026-03-08T07:00:00.000Z");
    EXPECT_EQ(in_new_york(std::chrono::year(2026) / 7 / 4, 7, 0), "2026-07-04T11:00:00.000Z");
}

TEST(Tasks, AreAdoptedOnlyFromTheirOwnStep) {
    EXPECT_TRUE(new_task(2, {"Write it", {}, {}, {}, "outage_plan"}));
    EXPECT_FALSE(new_task(3, {"Write it", {}, {}, {}, "outage_plan"}));
    const auto blank = new_task(2, {"  ", {}, {}, {}, {}});
    ASSERT_FALSE(blank);
    EXPECT_EQ(blank.error().problems.at(0).field, "title");
}

TEST(Tasks, AreFinishedOnceAndReopenedWithAReason) {
    const Instant now{std::chrono::milliseconds(5)};
    const auto task = new_task(1, {"Call", {}, 7, in_days(1), {}}).value();
    const auto done = completed(task, {"Called."}, now);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->completed_at, now);
    EXPECT_EQ(completed(*done, {}, now).error().code, "task_already_done");
    EXPECT_FALSE(reopened(*done, {""}));
    const auto again = reopened(*done, {"Wrong number."});
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->completed_at || again->completion_note);
    EXPECT_EQ(reopened(*again, {"x"}).error().code, "task_already_open");
}

TEST(Tasks, TellClearedFromUntouched) {
    const auto task = new_task(1, {"Call", {}, 7, in_days(1), {}}).value();
    TaskEdit edit;
    edit.due = std::optional<Date>();
    const auto changed = edited(task, edit).value();
    EXPECT_FALSE(changed.due);
    EXPECT_EQ(changed.owner, task.owner);
    edit.step = 11;
    EXPECT_EQ(edited(task, edit).error().problems.at(0).field, "step");
}

Decision asked(std::optional<std::int64_t> of = {}) {
    DecisionNew wish{"Sign", "It is tested.", {}, {}, {}, of};
    return new_decision(2, wish, 5, Instant()).value();
}

TEST(Decisions, AreMadeByThePersonAskedOrForTheMayorsOffice) {
    EXPECT_TRUE(may_decide(asked(), {1, true, true}));
    EXPECT_FALSE(may_decide(asked(), {1, false, true}));
    EXPECT_TRUE(may_decide(asked(9), {9, false, true}));
    EXPECT_FALSE(may_decide(asked(9), {9, false, false})) << "an observer decides nothing";
    EXPECT_FALSE(may_decide(asked(9), {1, true, true})) << "somebody else is asked by name";
    EXPECT_FALSE(may_decide(asked(), {5, true, true})) << "nobody approves their own request";
    EXPECT_FALSE(may_decide(asked(5), {5, false, true}));
    EXPECT_TRUE(may_decide(asked(5), {5, true, true})) << "a mayor notes a decision of her own";
    EXPECT_FALSE(may_decide(asked(), {0, true, true}));
}

TEST(Decisions, PickOneOfTheirOptions) {
    auto pick = asked();
    pick.options = {"Draft A", "Draft B"};
    const auto problem = [&](const DecisionApproval& how) {
        const auto refused = approved(pick, how, 1, Instant());
        return refused ? "" : refused.error().problems.at(0).code;
    };
    EXPECT_EQ(problem({}), "option_required") << "yes says nothing here";
    EXPECT_EQ(problem({{}, "Draft C"}), "not_one_of");
    const auto done = approved(pick, {{}, "Draft B"}, 1, Instant()).value();
    EXPECT_EQ(done.picked, "Draft B");
    EXPECT_EQ(done.state, DecisionState::approved);
    EXPECT_EQ(
        approved(asked(), {{}, "Draft B"}, 1, Instant()).error().problems.at(0).field, "option"
    );
}

TEST(Decisions, HaveTwoToTenDifferentOptionsOrNone) {
    DecisionNew wish{"Pick", "It is time.", {}, {}, {}, {}};
    const auto field = [&](std::vector<std::string> options) {
        wish.options = std::move(options);
        const auto made = new_decision(2, wish, 5, Instant());
        return made ? "" : made.error().problems.at(0).field;
    };
    EXPECT_EQ(field({}), "");
    EXPECT_EQ(field({"A", "B"}), "");
    EXPECT_EQ(field({"A"}), "options");
    EXPECT_EQ(field(std::vector<std::string>(11, "A")), "options");
    EXPECT_EQ(field({"A", "B", "A"}), "options[2]");
    EXPECT_EQ(field({"A", "two\nlines"}), "options[1]");
}

TEST(Texts, RefuseWhatNobodyTypesByTheFieldItIsIn) {
    const auto code = [](const std::string& title) {
        const auto made = new_task(2, {title, {}, {}, {}, {}});
        return made ? ""
                    : made.error().problems.at(0).field + ' ' + made.error().problems.at(0).code;
    };
    EXPECT_EQ(code("Print\a"), "title control_character");
    EXPECT_EQ(
        code("Print \xE2\x80\xAE"
             "fdp.exe"),
        "title control_character"
    );
    EXPECT_EQ(code("two\nlines"), "title control_character");
    EXPECT_EQ(code("بلدية القاهرة"), "");
    EXPECT_EQ(code("می\xE2\x80\x8Cخواهم"), "") << "joiners are part of how it is written";
    EXPECT_TRUE(new_task(2, {"x", "two\n\tlines", {}, {}, {}}));
}

TEST(Decisions, GoThroughAQuestionToAnAnswer) {
    const Instant now{std::chrono::milliseconds(5)};
    auto open = asked_back(asked(), {"What does it cost?"}, 1, now);
    ASSERT_TRUE(open);
    EXPECT_EQ(open->state, DecisionState::question_open);
    EXPECT_EQ(asked_back(*open, {"And?"}, 1, now).error().code, "question_already_open");
    const auto back = answered(*open, {"$18,400."}, 5, now);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->state, DecisionState::waiting);
    EXPECT_EQ(back->question->answer, "$18,400.");
    EXPECT_EQ(answered(*back, {"again"}, 5, now).error().code, "no_open_question");
    EXPECT_TRUE(approved(*open, {}, 1, now)) << "one may decide without waiting for the answer";
}

TEST(Decisions, AreMadeOnce) {
    const Instant now;
    const auto yes = approved(asked(), {"Go."}, 1, now).value();
    EXPECT_EQ(yes.answered_by->id, 1);
    for (const auto& after :
         {approved(yes, {}, 1, now),
          declined(yes, {"no"}, 1, now),
          withdrawn(yes, {"no"}, 5, now),
          asked_back(yes, {"?"}, 1, now),
          edited(yes, {})}) {
        ASSERT_FALSE(after);
        EXPECT_EQ(after.error().code, "decision_already_made");
    }
    EXPECT_FALSE(declined(asked(), {" "}, 1, now)) << "a no needs its reason";
}

TEST(Decisions, NameTheSourceOfACost) {
    DecisionNew wish{"Buy", "Needed.", Money::dollars(10), {}, {}, {}};
    EXPECT_EQ(new_decision(1, wish, 5, Instant()).error().problems.at(0).field, "cost_source");
    wish.cost_source = "Quote of Nov 3";
    EXPECT_TRUE(new_decision(1, wish, 5, Instant()));
    wish.cost = Money::cents(-1);
    EXPECT_EQ(new_decision(1, wish, 5, Instant()).error().problems.at(0).field, "cost");
}

TEST(Attachments, GetNamesThatAreSafeEverywhere) {
    EXPECT_EQ(safe_file_name("../../etc/passwd"), "passwd");
    EXPECT_EQ(safe_file_name("C:\\temp\\plan.pdf"), "plan.pdf");
    EXPECT_EQ(safe_file_name("a\r\nSet-Cookie: x.pdf"), "a__Set-Cookie_ x.pdf");
    EXPECT_EQ(safe_file_name("..."), "file");
    EXPECT_EQ(safe_file_name(".htaccess"), "htaccess");
    EXPECT_EQ(safe_file_name("informe de elección.pdf"), "informe de elección.pdf");
    const auto name = safe_file_name(std::string(300, 'x') + ".pdf");
    EXPECT_EQ(name.size(), 150U);
    EXPECT_TRUE(name.ends_with(".pdf"));
    EXPECT_EQ(media_type_of("Plan.PDF"), "application/pdf");
    EXPECT_EQ(media_type_of("page.html"), "application/octet-stream");
}

TEST(Attachments, BeginAsTheirNamesPromise) {
    const std::string zeros("a\0b", 3);
    for (const auto& [name, content, fits] :
         std::vector<std::tuple<std::string, std::string, bool>>{
             {"Plan.PDF", "%PDF-1.7", true},
             {"plan.pdf", std::string(1019, ' ') + "%PDF-1.7", true},
             {"plan.pdf", std::string(1020, ' ') + "%PDF-1.7", false},
             {"plan.pdf", "%PDF", false},
             {"plan.pdf", "", false},
             {"a.png", "\x89PNG\r\n\x1A\n...", true},
             {"a.png", "\xFF\xD8\xFF...", false},
             {"a.jpg", "\xFF\xD8\xFF...", true},
             {"a.jpeg", " \xFF\xD8\xFF...", false},
             {"a.zip", "PK\x05\x06", true},
             {"a.docx", "PK\x03\x04", true},
             {"a.xlsx", "\xD0\xCF\x11\xE0", false},
             {"a.txt", "caf\xE9", true},
             {"a.csv", zeros, false},
             {"a.csv", "\xFF\xFE" + zeros, true},
             {"a.csv", "\xFE\xFF" + zeros, true},
             {"a.exe", zeros, true},
             {"pdf", zeros, true},
         }) {
        EXPECT_EQ(is_as_named(name, content), fits) << name << ' ' << content.substr(0, 8);
    }
}

TEST(Cities, NeedAZoneThatExists) {
    EXPECT_TRUE(check_city_edit({"Port Ellery", "Ohio", "America/New_York", {}}, {}, Instant()));
    const auto refused = check_city_edit({"", "Ohio", "Mars/Olympus", {}}, {}, Instant());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().problems.size(), 2U);
    EXPECT_TRUE(check_city_edit({"Fresno", "CA", {}, {}}, {}, Instant())) << "the state tells it";
    const auto untold = check_city_edit({"Springfield", "Simpsonia", {}, {}}, {}, Instant());
    ASSERT_FALSE(untold);
    EXPECT_EQ(untold.error().problems.at(0).field, "time_zone");
}

TEST(Cities, HaveTheirNextElectionAheadOfThem) {
    const auto now = instant_from_iso("2026-11-04T03:00:00Z").value();
    const auto day = [](const char* text) {
        return date_from_iso(text);
    };
    City before;
    const auto refused = [&](std::optional<Date> election, const char* zone) {
        const auto checked = check_city_edit({"A", "Ohio", zone, election}, before, now);
        return checked ? "" : checked.error().problems.at(0).code;
    };
    EXPECT_EQ(refused(day("2026-11-03"), "America/New_York"), "") << "there it is still Tuesday";
    EXPECT_EQ(refused(day("2026-11-03"), "Europe/Madrid"), "election_is_past");
    EXPECT_EQ(refused({}, "America/New_York"), "");
    before.next_election = day("2025-11-04");
    EXPECT_EQ(refused(day("2025-11-04"), "America/New_York"), "")
        << "it was set before it was over: changing the city's name leaves it";
    EXPECT_EQ(refused(day("2025-11-05"), "America/New_York"), "election_is_past");
}

}  // namespace
}  // namespace belfry::program
