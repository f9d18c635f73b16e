#include "program/change_sentences.hpp"

#include <map>

#include "program/named.hpp"
#include "program/note_store.hpp"
#include "program/people.hpp"

namespace belfry::program {

namespace {

/// The sentence of an action, and whether it says more than that something changed.
struct Sentence {
    std::string_view key;
    bool telling = false;
};

const Sentence* sentence_of(std::string_view action) {
    static const std::map<std::string_view, Sentence> sentences{
        {"task.create", {"change.task_added", true}},
        {"task.complete", {"change.task_completed", true}},
        {"task.reopen", {"change.task_reopened", true}},
        {"task.update", {"change.task_changed"}},
        {"decision.create", {"change.decision_added", true}},
        {"decision.approve", {"change.decision_approved", true}},
        {"decision.decline", {"change.decision_declined", true}},
        {"decision.withdraw", {"change.decision_withdrawn", true}},
        {"decision.question", {"change.decision_question", true}},
        {"decision.answer", {"change.decision_answered", true}},
        {"decision.update", {"change.decision_changed"}},
        {"note.create", {"change.note_added", true}},
        {"comment.create", {"change.comment_added", true}},
        {"attachment.create", {"change.attachment_added", true}},
        {"step.update", {"change.step_changed"}},
        {"calendar_event.create", {"change.calendar_event_added", true}},
        {"calendar_event.update", {"change.calendar_event_changed"}},
        {"city.update", {"change.city_changed"}},
        {"demo.load", {"change.demo_loaded", true}},
    };
    const auto found = sentences.find(action);
    return found == sentences.end() ? nullptr : &found->second;
}

/// What one person did to one object, newest first.
struct Group {
    std::int64_t by = 0;
    record::Object object;
    std::vector<const Happening*> happenings;
};

std::vector<Group> grouped(const std::vector<Happening>& happenings, std::int64_t reader) {
    std::vector<Group> groups;
    for (const auto& happening : happenings) {
        if (happening.by == reader || sentence_of(happening.action) == nullptr) {
            continue;
        }
        const auto found = std::ranges::find_if(groups, [&](const Group& group) {
            return group.by == happening.by && group.object == happening.object;
        });
        auto& group = found == groups.end()
                          ? groups.emplace_back(Group{happening.by, happening.object, {}})
                          : *found;
        group.happenings.push_back(&happening);
    }
    return groups;
}

/// A note is shown by the step it is on.
std::optional<Named> named_in_sentence(
    store::Connection& db, const record::Object& object, const Words& words
) {
    auto named = name_of_object(db, object, words);
    if (named && object.kind == "note") {
        named->title = step_title(words, find_note(db, {object.id}).value().step);
    }
    return named;
}

std::string said(const Group& group, const text::Catalog::Values& values, const Words& words) {
    for (const auto* happening : group.happenings) {
        const auto* sentence = sentence_of(happening->action);
        if (sentence->telling || group.happenings.size() == 1) {
            return words.say(sentence->key, values);
        }
    }
    auto filled = values;
    filled["count"] = std::to_string(group.happenings.size());
    return words.say("change.several", filled);
}

}  // namespace

std::vector<WeekChange> change_sentences(
    store::Connection& db,
    std::vector<Happening> happenings,
    std::int64_t reader,
    const Words& words,
    std::size_t most
) {
    std::ranges::sort(happenings, std::ranges::greater(), [](const Happening& happening) {
        return std::pair(happening.at, happening.object);
    });
    const auto people = everybody(db);
    std::vector<WeekChange> changes;
    for (const auto& group : grouped(happenings, reader)) {
        auto named = named_in_sentence(db, group.object, words);
        if (!named) {
            continue;
        }
        PersonRef by{group.by, {}, {}};
        complete(people, by);
        const auto name = !by.name.empty() ? by.name
                          : group.by == 0  ? std::string("Belfry")
                                           : words.say("inbox.somebody");
        auto text = said(group, {{"by", name}, {"title", named->title}}, words);
        changes.push_back(
            {std::move(text), group.happenings.front()->at, std::move(named->link), name, named->tlp
            }
        );
        if (changes.size() == most) {
            break;
        }
    }
    return changes;
}

}  // namespace belfry::program
