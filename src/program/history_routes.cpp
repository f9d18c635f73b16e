#include "program/history_routes.hpp"

#include <algorithm>
#include <array>

#include "program/history.hpp"
#include "program/named.hpp"
#include "program/query.hpp"
#include "program/stored.hpp"

namespace belfry::program {

namespace {

constexpr std::size_t most_history = 200;
constexpr std::size_t page_of_activity = 100;

/// What everybody may read the history of; the rest (accounts, mail) tells who did what to whom.
bool is_programme(std::string_view kind) {
    constexpr std::array<std::string_view, 9> kinds{
        "step", "task", "decision", "note", "comment", "attachment", "calendar_event", "city", "log"
    };
    return std::ranges::find(kinds, kind) != kinds.end();
}

/// An object, and for a step the tasks and decisions that are on it.
std::vector<record::Object> told_of(store::Connection& db, const record::Object& object) {
    std::vector<record::Object> objects{object};
    if (object.kind == "step") {
        const auto step = static_cast<int>(object.id);
        for (const auto& task : list_tasks(db, {.step = step, .today = {}})) {
            objects.push_back({"task", task.id.value});
        }
        for (const auto& decision : list_decisions(db, DecisionView::all, step)) {
            objects.push_back({"decision", decision.id.value});
        }
    }
    return objects;
}

Result<http::Listing<HistoryEntry>> history(const Services& services, const http::Call& call) {
    const record::Object asked{call.text("kind"), call.number("id")};
    const auto objects =
        services.database.read([&](store::Connection& db) { return told_of(db, asked); });
    const Words words(services.catalog, call.caller.language);
    const auto people = services.database.read(everybody);
    const auto redacted = services.database.read(record::redacted_values);
    const Actors actors(people);
    http::Listing<HistoryEntry> list;
    for (const auto& object : objects) {
        const auto named = services.database.read([&](store::Connection& db) {
            return name_of_object(db, object, words).value_or(Named());
        });
        std::vector<HistoryEntry> entries;
        for (const auto& entry : services.record.history(object, most_history)) {
            auto& shown = entries.emplace_back(shown_entry(entry, actors, people));
            shown.object = object.text();
            shown.object_title = named.title;
            shown.link = named.link;
        }
        say_redacted(entries, redacted);
        std::ranges::move(entries, std::back_inserter(list.items));
    }
    std::ranges::sort(list.items, std::ranges::greater(), &HistoryEntry::sequence);
    list.items.resize(std::min(list.items.size(), most_history));
    return list;
}

Activity shown_activity(
    store::Connection& db, const record::Written& entry, const Actors& actors, const Words& words
) {
    Activity shown;
    shown.sequence = static_cast<std::int64_t>(entry.sequence);
    shown.at = entry.at;
    shown.actor = shown_actor(actors, entry.actor);
    shown.action = entry.action;
    shown.object = entry.object.text();
    if (auto named = name_of_object(db, entry.object, words)) {
        shown.object_title = std::move(named->title);
        shown.link = std::move(named->link);
    }
    return shown;
}

Result<http::Listing<Activity>> activity(const Services& services, const http::Call& call) {
    const auto after = number_in(call, "after");
    if (!after) {
        return std::unexpected(after.error());
    }
    const auto before = *after ? std::optional(static_cast<std::uint64_t>(**after)) : std::nullopt;
    const auto entries = services.record.activity(before, page_of_activity, quiet_kinds);
    const Words words(services.catalog, call.caller.language);
    return services.database.read([&](store::Connection& db) {
        const auto people = everybody(db);
        const Actors actors(people);
        http::Listing<Activity> list;
        for (const auto& entry : entries) {
            list.items.push_back(shown_activity(db, entry, actors, words));
        }
        if (entries.size() == page_of_activity) {
            list.next = std::to_string(entries.back().sequence);
        }
        return list;
    });
}

}  // namespace

void add_history_routes(http::Router& router, const Services& services) {
    router.add(http::list<HistoryEntry>(
        "/api/v1/history/{kind:text}/{id}",
        http::Access::needs("program_see")
            .and_when(
                "of the programme's objects, or with activity_see",
                [](const http::Call& call) {
                    return is_programme(call.text("kind")) || call.caller.may("activity_see");
                }
            ),
        "Who changed what of one object, newest first.",
        std::bind_front(history, services)
    ));
    auto list = http::list<Activity>(
        "/api/v1/activity",
        http::Access::needs("activity_see"),
        "Everything that was done, newest first.",
        std::bind_front(activity, services)
    );
    list.query.push_back({"after", "Continue below this sequence number.", {}});
    router.add(std::move(list));
}

}  // namespace belfry::program
