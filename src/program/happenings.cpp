#include "program/happenings.hpp"

#include "program/demo_store.hpp"
#include "program/history.hpp"
#include "program/people.hpp"

namespace belfry::program {

namespace {

constexpr std::size_t most_acts = 500;

/// One query for each way in which rows say who did what when.
struct Past {
    std::string_view action;
    std::string_view kind;
    std::string_view sql;  ///< Gives id, account, time.
};

constexpr std::array<Past, 6> pasts{{
    {"task.complete", "task", "SELECT id, owner, completed_at FROM task WHERE state = 'done'"},
    {"note.create", "note", "SELECT id, author, at FROM note"},
    {"comment.create", "comment", "SELECT id, author, at FROM comment"},
    {"decision.create", "decision", "SELECT id, asked_by, asked_at FROM decision"},
    {"decision.approve",
     "decision",
     "SELECT id, answered_by, answered_at FROM decision WHERE state = 'approved'"},
    {"decision.decline",
     "decision",
     "SELECT id, answered_by, answered_at FROM decision WHERE state = 'declined'"},
}};

void add_made_up_past(
    std::vector<Happening>& happenings,
    store::Connection& db,
    const DemoObjects& demo,
    Instant since
) {
    for (const auto& past : pasts) {
        db.run(past.sql, {}, [&](const store::Row& row) {
            const record::Object object{std::string(past.kind), row.integer(0)};
            if (!demo.contains(object) || row.is_null(1) || row.is_null(2)) {
                return;
            }
            const auto at = row.get<Instant>(2);
            if (at > since) {
                happenings.push_back({row.integer(1), std::string(past.action), object, at});
            }
        });
    }
}

bool came_with_demo(const DemoObjects& demo, const record::Written& entry) {
    const auto found = demo.find(entry.object);
    return found != demo.end() && entry.revision <= found->second;
}

/// What people did themselves to what the demo brought is told once, by the record.
void drop_told_twice(std::vector<Happening>& made_up, const std::vector<Happening>& told) {
    std::erase_if(made_up, [&](const Happening& happening) {
        return std::ranges::any_of(told, [&](const Happening& other) {
            return other.object == happening.object && other.action == happening.action;
        });
    });
}

}  // namespace

std::vector<Happening> happenings_since(const Services& services, const Seen& seen) {
    const auto acts = services.record.activity({}, most_acts, quiet_kinds);
    return services.database.read([&](store::Connection& db) {
        const Actors actors(everybody(db));
        const auto demo = demo_objects(db);
        std::vector<Happening> told;
        for (const auto& act : acts) {
            if (act.sequence <= seen.sequence || act.at <= seen.at) {
                break;
            }
            if (!came_with_demo(demo, act)) {
                const auto by = actors.find(act.actor);
                told.push_back({by ? by->id : 0, act.action, act.object, act.at});
            }
        }
        std::vector<Happening> made_up;
        add_made_up_past(made_up, db, demo, seen.at);
        drop_told_twice(made_up, told);
        told.insert(told.end(), made_up.begin(), made_up.end());
        return told;
    });
}

}  // namespace belfry::program
