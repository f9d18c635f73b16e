#include "program/named.hpp"

#include <fmt/format.h>

#include "program/attachment_store.hpp"
#include "program/city_store.hpp"
#include "program/people.hpp"
#include "program/step.hpp"
#include "program/stored.hpp"
#include "program/subject.hpp"
#include "text/markdown.hpp"

namespace belfry::program {

namespace {

constexpr std::size_t most_beginning = 80;

/// What hangs on something is called after it.
std::optional<Named> name_of_subject(
    store::Connection& db, const std::string& subject, const Words& words
) {
    const auto object = subject_named(subject);
    return object ? name_of_object(db, *object, words) : std::nullopt;
}

std::optional<Named> name_of_note(store::Connection& db, Id<Note> id) {
    const auto note = find_note(db, id);
    if (!note) {
        return {};
    }
    return Named{
        text::shorten(text::plain_of_markdown(note->text), most_beginning),
        fmt::format("/steps/{}#note-{}", note->step, id.value),
        record::Tlp::green
    };
}

template <class T>
std::optional<Named> titled(const std::optional<T>& thing, const record::Object& object) {
    return thing ? std::optional(Named{thing->title, link_to(object), thing->tlp}) : std::nullopt;
}

std::optional<Named> name_of_account(store::Connection& db, std::int64_t account) {
    const auto people = everybody(db);
    const auto found = people.find(account);
    if (found == people.end()) {
        return {};
    }
    return Named{found->second.name, fmt::format("/people/{}", account), record::Tlp::green};
}

}  // namespace

std::string step_title(const Words& words, std::int64_t step) {
    return words.say(fmt::format("step.{}.title", step));
}

std::optional<Named> name_of_object(
    store::Connection& db, const record::Object& object, const Words& words
) {
    const auto& kind = object.kind;
    if (kind == "step" && object.id >= 1 && object.id <= step_count) {
        return Named{step_title(words, object.id), link_to(object), record::Tlp::clear};
    }
    if (kind == "task") {
        return titled(find_task(db, {object.id}), object);
    }
    if (kind == "decision") {
        return titled(find_decision(db, {object.id}), object);
    }
    if (kind == "calendar_event") {
        return titled(find_event(db, {object.id}), object);
    }
    if (kind == "note") {
        return name_of_note(db, {object.id});
    }
    if (kind == "comment") {
        const auto comment = find_comment(db, {object.id});
        return comment ? name_of_subject(db, comment->object, words) : std::nullopt;
    }
    if (kind == "attachment") {
        const auto file = find_attachment(db, {object.id});
        return file ? name_of_subject(db, file->object, words) : std::nullopt;
    }
    if (kind == "account") {
        return name_of_account(db, object.id);
    }
    if (kind == "city" || kind == "demo") {
        return Named{find_city(db).name, "/", record::Tlp::clear};
    }
    return {};
}

}  // namespace belfry::program
