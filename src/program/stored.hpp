#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "program/decision_store.hpp"
#include "program/event_store.hpp"
#include "program/note_store.hpp"
#include "program/task_store.hpp"

namespace belfry::program {

/// What search finds of a thing.
struct Findable {
    std::string title;
    std::string text;
};

/// How one kind of thing is kept; each has the same operations, so that change.hpp can write them
/// in one way. Left out: `add` where `save` puts in as well, `findable` of what search does not
/// find, `complete` of what names nobody. `complete` takes `People` or an `accounts::PersonFinder`.
template <class T>
struct Stored;

template <>
struct Stored<Task> {
    static constexpr std::string_view kind = "task";

    static std::optional<Task> find(store::Connection& db, Id<Task> id) {
        return find_task(db, id);
    }

    static void add(store::Connection& db, const Task& task, Instant at, std::int64_t by) {
        add_task(db, task, at, by);
    }

    static void save(store::Connection& db, const Task& task) { save_task(db, task); }

    static void erase(store::Connection& db, Id<Task> id) { delete_task(db, id); }

    static Findable findable(const Task& task) { return {task.title, task.details}; }

    template <class Names>
    static void complete(const Names& people, Task& task) {
        accounts::complete(people, task.owner);
    }
};

template <>
struct Stored<Decision> {
    static constexpr std::string_view kind = "decision";

    static std::optional<Decision> find(store::Connection& db, Id<Decision> id) {
        return find_decision(db, id);
    }

    static void add(store::Connection& db, const Decision& decision, Instant, std::int64_t) {
        add_decision(db, decision);
    }

    static void save(store::Connection& db, const Decision& decision) {
        save_decision(db, decision);
    }

    static void erase(store::Connection& db, Id<Decision> id) { delete_decision(db, id); }

    static Findable findable(const Decision& decision) { return {decision.title, decision.why}; }

    template <class Names>
    static void complete(const Names& people, Decision& decision) {
        accounts::complete(people, decision.asked_by);
        accounts::complete(people, decision.asked_of);
        accounts::complete(people, decision.answered_by);
        if (decision.question) {
            accounts::complete(people, decision.question->by);
            accounts::complete(people, decision.question->answered_by);
        }
    }
};

template <>
struct Stored<Note> {
    static constexpr std::string_view kind = "note";

    static std::optional<Note> find(store::Connection& db, Id<Note> id) {
        return find_note(db, id);
    }

    static void add(store::Connection& db, const Note& note, Instant, std::int64_t) {
        add_note(db, note);
    }

    static void save(store::Connection& db, const Note& note) { save_note(db, note); }

    static void erase(store::Connection& db, Id<Note> id) { delete_note(db, id); }

    static Findable findable(const Note& note) { return {{}, note.text}; }

    template <class Names>
    static void complete(const Names& people, Note& note) {
        accounts::complete(people, note.author);
    }
};

template <>
struct Stored<Comment> {
    static constexpr std::string_view kind = "comment";

    static std::optional<Comment> find(store::Connection& db, Id<Comment> id) {
        return find_comment(db, id);
    }

    static void add(store::Connection& db, const Comment& comment, Instant, std::int64_t) {
        add_comment(db, comment);
    }

    static void save(store::Connection& db, const Comment& comment) { save_comment(db, comment); }

    static void erase(store::Connection& db, Id<Comment> id) { delete_comment(db, id); }

    static Findable findable(const Comment& comment) { return {{}, comment.text}; }

    template <class Names>
    static void complete(const Names& people, Comment& comment) {
        accounts::complete(people, comment.author);
    }
};

template <>
struct Stored<CalendarEvent> {
    static constexpr std::string_view kind = "calendar_event";

    static std::optional<CalendarEvent> find(store::Connection& db, Id<CalendarEvent> id) {
        return find_event(db, id);
    }

    static void add(store::Connection& db, const CalendarEvent& event, Instant, std::int64_t) {
        add_event(db, event);
    }

    static void save(store::Connection& db, const CalendarEvent& event) { save_event(db, event); }

    static void erase(store::Connection& db, Id<CalendarEvent> id) { delete_event(db, id); }

    static Findable findable(const CalendarEvent& event) {
        return {event.title, event.place + '\n' + event.details};
    }

    template <class Names>
    static void complete(const Names&, CalendarEvent&) {}
};

}  // namespace belfry::program
