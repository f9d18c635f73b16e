#include "program/history.hpp"

#include <ranges>

#include "accounts/who_changed.hpp"

namespace belfry::program {

namespace {

json::Value shown_value(const std::optional<json::Value>& value, const People& people) {
    return value ? accounts::with_names(*value, people) : json::Value(nullptr);
}

}  // namespace

void say_redacted(
    std::vector<HistoryEntry>& history, const std::map<record::RedactedValue, std::string>& redacted
) {
    std::map<std::string, std::optional<std::string>> last;
    for (auto& entry : std::views::reverse(history)) {
        for (auto& change : entry.changes) {
            const auto found = redacted.find({entry.sequence, change.field});
            auto& statute = last[change.field];
            change.before_redacted = statute;
            statute = found == redacted.end() ? std::nullopt : std::optional(found->second);
            change.after_redacted = statute;
        }
    }
}

ActorRef shown_actor(const Actors& actors, const record::Actor& actor) {
    if (const auto person = actors.find(actor)) {
        return {person->id, person->name};
    }
    return {{}, actor == record::Actor::belfry() ? "Belfry" : ""};
}

HistoryEntry shown_entry(
    const record::HistoryEntry& entry, const Actors& actors, const People& people
) {
    HistoryEntry shown;
    shown.sequence = static_cast<std::int64_t>(entry.sequence);
    shown.revision = entry.revision;
    shown.at = entry.at;
    shown.actor = shown_actor(actors, entry.actor);
    shown.action = entry.action;
    for (const auto& change : entry.changes) {
        shown.changes.push_back(
            {change.field,
             shown_value(change.before, people),
             shown_value(change.after, people),
             {},
             {}}
        );
    }
    return shown;
}

}  // namespace belfry::program
