#include "program/calendar_view.hpp"

#include <algorithm>
#include <tuple>

#include "program/city_store.hpp"
#include "program/decision_store.hpp"
#include "program/event_store.hpp"
#include "program/local_time.hpp"
#include "program/task_store.hpp"

namespace belfry::program {

namespace {

void add_tasks(std::vector<CalendarEvent>& events, store::Connection& db, const Words& words) {
    for (const auto& task : list_tasks(db, {.view = TaskView::open, .today = {}})) {
        if (task.due) {
            auto& event = events.emplace_back(on_day(
                *task.due,
                words.say("calendar.task", {{"title", task.title}}),
                CalendarKind::deadline,
                CalendarSource::task
            ));
            event.id = {task.id.value};
            event.step = task.step;
            event.tlp = task.tlp;
            event.revision = task.revision;
        }
    }
}

void add_decisions(std::vector<CalendarEvent>& events, store::Connection& db, const Words& words) {
    for (const auto& decision : list_decisions(db, DecisionView::waiting, 0)) {
        if (decision.due) {
            auto& event = events.emplace_back(on_day(
                *decision.due,
                words.say("calendar.decision", {{"title", decision.title}}),
                CalendarKind::deadline,
                CalendarSource::decision
            ));
            event.id = {decision.id.value};
            event.step = decision.step;
            event.tlp = decision.tlp;
            event.revision = decision.revision;
        }
    }
}

void add_election(std::vector<CalendarEvent>& events, const City& city, const Words& words) {
    if (!city.next_election) {
        return;
    }
    // 52 U.S.C. 20302(a)(8): ballots go out 45 days before to those who asked by then.
    constexpr int ballots_go_out = -45;
    const auto add = [&](std::int64_t id, Date day, std::string_view key) {
        auto& event = events.emplace_back(
            on_day(day, words.say(key), CalendarKind::election, CalendarSource::election)
        );
        event.id = {id};
        event.tlp = record::Tlp::clear;
        event.revision = city.revision;
    };
    add(1, *city.next_election, "calendar.election");
    add(2, plus_days(*city.next_election, ballots_go_out), "calendar.early_voting");
}

}  // namespace

CalendarEvent on_day(Date day, std::string title, CalendarKind kind, CalendarSource source) {
    CalendarEvent event;
    event.title = std::move(title);
    event.all_day_on = day;
    event.kind = kind;
    event.source = source;
    return event;
}

std::vector<CalendarEvent> dates_of(
    const std::vector<CalendarPart>& parts,
    store::Connection& db,
    const Words& words,
    const std::set<std::string, std::less<>>& permissions
) {
    std::vector<CalendarEvent> out;
    for (const auto& part : parts) {
        if (permissions.contains(part.permission)) {
            std::ranges::move(part.dates(db, words), std::back_inserter(out));
        }
    }
    return out;
}

std::vector<CalendarEvent> whole_calendar(
    store::Connection& db, const Words& words, std::vector<CalendarEvent> more
) {
    const auto city = find_city(db);
    auto events = list_events(db);
    std::ranges::move(more, std::back_inserter(events));
    add_tasks(events, db, words);
    add_decisions(events, db, words);
    add_election(events, city, words);
    std::ranges::sort(events, {}, [&](const CalendarEvent& event) {
        return std::tuple(
            day_of(event, city.time_zone),
            event.starts_at.value_or(Instant()),
            event.source,
            event.id
        );
    });
    return events;
}

std::vector<CalendarEvent> within(
    std::vector<CalendarEvent> events,
    std::string_view zone,
    std::optional<Date> from,
    std::optional<Date> to
) {
    std::erase_if(events, [&](const CalendarEvent& event) {
        const auto day = day_of(event, zone);
        return (from && day < *from) || (to && day > *to);
    });
    return events;
}

std::string link_to_event(const CalendarEvent& event) {
    const auto id = std::to_string(event.id.value);
    switch (event.source) {
        case CalendarSource::task:
            return "/tasks/" + id;
        case CalendarSource::decision:
            return "/decisions/" + id;
        case CalendarSource::own:
            return "/calendar/" + id;
        case CalendarSource::records_request:
            return "/records/requests/" + id;
        case CalendarSource::exemption_review:
        case CalendarSource::exemption_end:
            return "/records/exemptions";
        case CalendarSource::hold_end:
            return "/records/holds";
        case CalendarSource::election:
            break;
    }
    return "/calendar";
}

CalendarEvent for_outside(CalendarEvent event, const Words& words) {
    if (event.tlp >= record::Tlp::amber) {
        event.title = words.say("calendar.private");
        event.place.clear();
        event.details.clear();
    }
    return event;
}

}  // namespace belfry::program
