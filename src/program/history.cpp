#include "program/history.hpp"

#include "accounts/who_changed.hpp"

namespace belfry::program {

namespace {

json::Value shown_value(const std::optional<json::Value>& value, const People& people) {
    return value ? accounts::with_names(*value, people) : json::Value(nullptr);
}

}  // namespace

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
            {change.field, shown_value(change.before, people), shown_value(change.after, people)}
        );
    }
    return shown;
}

}  // namespace belfry::program
