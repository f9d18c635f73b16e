#include "program/week_view.hpp"

#include "program/calendar_view.hpp"
#include "program/city_store.hpp"
#include "program/demo_store.hpp"
#include "program/happenings.hpp"
#include "program/local_time.hpp"
#include "program/people.hpp"
#include "program/step_view.hpp"
#include "program/stored.hpp"

namespace belfry::program {

namespace {

constexpr std::size_t most_decisions = 3;
constexpr std::size_t most_tasks = 5;
constexpr std::size_t most_changes = 8;
constexpr std::size_t most_dates = 6;
constexpr int look_ahead_days = 60;

void add_season(ThisWeek& week, const City& city) {
    week.phase = phase_on(week.today, city.next_election);
    week.phases = json::all_of<Phase>();
    if (city.next_election) {
        week.days_to_election = days_between(week.today, *city.next_election);
    }
}

void add_steps(ThisWeek& week, store::Connection& db, const Words& words) {
    week.steps = step_summaries(db, words, week.today);
    week.steps_total = step_count;
    week.steps_on_track = std::ranges::count_if(week.steps, [](const StepSummary& step) {
        return step.status == StepStatus::on_track || step.status == StepStatus::done;
    });
}

void add_decisions(ThisWeek& week, store::Connection& db, const WeekReader& reader) {
    auto waiting = list_decisions(db, DecisionView::waiting, 0);
    std::erase_if(waiting, [&](const Decision& decision) {
        return !may_decide(decision, reader.who);
    });
    week.decisions_waiting = static_cast<std::int64_t>(waiting.size());
    waiting.resize(std::min(waiting.size(), most_decisions));
    const auto people = everybody(db);
    for (auto& decision : waiting) {
        Stored<Decision>::complete(people, decision);
    }
    week.decisions = std::move(waiting);
}

/// What the reader has to do themselves, and what others wait to hear from them.
void add_own(ThisWeek& week, store::Connection& db, const WeekReader& reader) {
    const auto people = everybody(db);
    auto tasks =
        list_tasks(db, {.owner = reader.who.account, .view = TaskView::open, .today = week.today});
    week.tasks_open = static_cast<std::int64_t>(tasks.size());
    tasks.resize(std::min(tasks.size(), most_tasks));
    for (auto& task : tasks) {
        complete(people, task.owner);
    }
    week.tasks = std::move(tasks);
    week.questions = list_decisions(db, DecisionView::waiting, 0);
    std::erase_if(week.questions, [&](const Decision& decision) {
        return decision.state != DecisionState::question_open ||
               decision.asked_by.id != reader.who.account;
    });
    for (auto& decision : week.questions) {
        Stored<Decision>::complete(people, decision);
    }
}

/// Dates for everybody, and the reader's own tasks; what waits for a decision stands above already.
bool concerns(store::Connection& db, const CalendarEvent& event, const WeekReader& reader) {
    if (event.source == CalendarSource::task) {
        const auto task = find_task(db, {event.id.value});
        return task && task->owner && task->owner->id == reader.who.account;
    }
    return event.source != CalendarSource::decision;
}

void add_dates(ThisWeek& week, store::Connection& db, const City& city, const WeekReader& reader) {
    const auto last = plus_days(week.today, look_ahead_days);
    for (const auto& event :
         within(whole_calendar(db, reader.words), city.time_zone, week.today, last)) {
        if (week.upcoming.size() < most_dates && concerns(db, event, reader)) {
            week.upcoming.push_back(
                {day_of(event, city.time_zone), event.title, link_to_event(event), event.tlp}
            );
        }
    }
}

}  // namespace

ThisWeek this_week(const Services& services, const WeekReader& reader) {
    const auto now = services.clock.now();
    const auto seen = services.database.read([&](store::Connection& db) {
        return seen_by(db, reader.who.account, now);
    });
    const auto happenings = happenings_since(services, seen);
    return services.database.read([&](store::Connection& db) {
        const auto city = find_city(db);
        ThisWeek week;
        week.today = local_day(city.time_zone, now);
        add_season(week, city);
        add_steps(week, db, reader.words);
        add_decisions(week, db, reader);
        add_own(week, db, reader);
        add_dates(week, db, city, reader);
        week.changes =
            change_sentences(db, happenings, reader.who.account, reader.words, most_changes);
        week.demo = demo_is_loaded(db);
        return week;
    });
}

}  // namespace belfry::program
