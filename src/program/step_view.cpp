#include "program/step_view.hpp"

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "program/named.hpp"
#include "program/people.hpp"
#include "program/step_store.hpp"

namespace belfry::program {

namespace {

constexpr std::array<std::string_view, step_count> keys{
    "commission",
    "contingency",
    "workforce",
    "training",
    "exchange",
    "forums",
    "public_voice",
    "statements",
    "security_day",
    "funding",
};

std::string reason_in(const Words& words, const StatusFinding& finding) {
    return finding.count ? words.count(finding.reason, *finding.count, finding.values)
                         : words.say(finding.reason, finding.values);
}

void judge(
    StepSummary& step, const StepSettings& settings, StepFacts facts, const Words& words, Date today
) {
    if (settings.status) {
        step.status = *settings.status;
        step.status_reason = settings.status_reason;
        step.status_set_by_hand = true;
        return;
    }
    facts.owned = settings.owner.has_value();
    const auto finding = status_of(facts, today);
    step.status = finding.status;
    step.status_reason = reason_in(words, finding);
}

StepSummary summary_of(
    const StepSettings& settings, const StepWork& work, const Words& words, Date today
) {
    StepSummary step;
    step.number = settings.number;
    step.key = keys.at(static_cast<std::size_t>(settings.number - 1));
    step.title = step_title(words, settings.number);
    step.duty = words.say(fmt::format("step.{}.duty", settings.number));
    step.group = group_of(settings.number);
    judge(step, settings, work.facts, words, today);
    step.owner = person_of(settings.owner);
    if (work.next) {
        step.next_action = work.next->title;
        step.due = work.next->due;
    }
    step.due = settings.due ? settings.due : step.due;
    step.tasks_open = static_cast<std::int64_t>(work.facts.open.size());
    step.tasks_total = step.tasks_open + work.facts.tasks_done;
    step.decisions_waiting = static_cast<std::int64_t>(work.facts.waiting.size());
    step.revision = settings.revision;
    return step;
}

std::vector<Suggestion> open_suggestions(int step, const StepWork& work, const Words& words) {
    std::vector<Suggestion> open;
    for (const auto key : suggestions_for(step)) {
        if (!work.adopted.contains(key)) {
            open.push_back(
                {std::string(key),
                 words.say(fmt::format("suggestion.{}.title", key)),
                 words.say(fmt::format("suggestion.{}.details", key))}
            );
        }
    }
    return open;
}

}  // namespace

std::vector<StepSummary> step_summaries(store::Connection& db, const Words& words, Date today) {
    const auto people = everybody(db);
    const auto work = step_work(db);
    std::vector<StepSummary> steps;
    for (const auto& settings : step_settings(db)) {
        auto& step =
            steps.emplace_back(summary_of(settings, work.at(settings.number), words, today));
        complete(people, step.owner);
    }
    return steps;
}

StepDetail step_detail(store::Connection& db, const Words& words, Date today, int number) {
    const auto work = step_work(db).at(number);
    const auto settings = step_settings(db).at(static_cast<std::size_t>(number - 1));
    StepDetail step{summary_of(settings, work, words, today), {}, {}, {}, {}};
    complete(accounts::PersonFinder(db), step.owner);
    step.who = words.say(fmt::format("step.{}.who", number));
    step.what_done_looks_like = words.say(fmt::format("step.{}.done", number));
    step.source = words.say("step.source");
    step.suggestions = open_suggestions(number, work, words);
    return step;
}

}  // namespace belfry::program
