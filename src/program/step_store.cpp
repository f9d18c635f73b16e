#include "program/step_store.hpp"

#include "program/columns.hpp"

namespace belfry::program {

namespace {

/// Earlier due dates first; those without a date last; equals stay in the order they were made.
void consider(std::optional<NextAction>& next, const std::string& title, std::optional<Date> due) {
    if (!next || (due && (!next->due || *due < *next->due))) {
        next = NextAction{title, due};
    }
}

void read_decisions(store::Connection& db, Whose whose, std::map<int, StepWork>& work) {
    const auto filter = only(whose, "decision", "decision.id");
    db.run(
        "SELECT step, title, due FROM decision WHERE state IN ('waiting', 'question_open')" +
            filter + " ORDER BY id",
        {},
        [&](const store::Row& row) {
            auto& step = work[row.get<int>(0)];
            step.facts.waiting.push_back({row.get<std::string>(1), day_at(row, 2)});
            consider(step.next, row.get<std::string>(1), day_at(row, 2));
        }
    );
    db.run(
        "SELECT step, count(*) FROM decision WHERE state IN ('approved', 'declined')" + filter +
            " GROUP BY step",
        {},
        [&](const store::Row& row) { work[row.get<int>(0)].facts.decisions_made = row.integer(1); }
    );
}

void read_tasks(store::Connection& db, Whose whose, std::map<int, StepWork>& work) {
    const auto filter = only(whose, "task", "task.id");
    db.run(
        "SELECT step, title, due, owner FROM task WHERE state = 'open'" + filter + " ORDER BY id",
        {},
        [&](const store::Row& row) {
            auto& step = work[row.get<int>(0)];
            step.facts.open.push_back({row.get<std::string>(1), day_at(row, 2), !row.is_null(3)});
            consider(step.next, row.get<std::string>(1), day_at(row, 2));
        }
    );
    db.run(
        "SELECT step, count(*) FROM task WHERE state = 'done'" + filter + " GROUP BY step",
        {},
        [&](const store::Row& row) { work[row.get<int>(0)].facts.tasks_done = row.integer(1); }
    );
    db.run(
        "SELECT step, suggestion FROM task WHERE suggestion IS NOT NULL" + filter,
        {},
        [&](const store::Row& row) {
            work[row.get<int>(0)].adopted.insert(row.get<std::string>(1));
        }
    );
}

}  // namespace

namespace {

/// The same condition for a step: the fictional city's is as it left it.
std::string only_steps(Whose whose) {
    auto filter = only(whose, "step", "step.number");
    if (!filter.empty()) {
        filter.insert(filter.size() - 1, " AND demo_object.revision = step.revision");
    }
    return filter;
}

}  // namespace

std::vector<StepSettings> step_settings(store::Connection& db, Whose whose) {
    std::vector<StepSettings> steps;
    for (int number = 1; number <= step_count; ++number) {
        steps.push_back(
            {.number = number, .owner = {}, .status = {}, .status_reason = {}, .due = {}}
        );
    }
    db.run(
        "SELECT number, owner, status, status_reason, due, revision FROM step WHERE 1 = 1" +
            only_steps(whose),
        {},
        [&](const store::Row& row) {
            auto& step = steps.at(static_cast<std::size_t>(row.integer(0) - 1));
            step.owner = row.get<std::optional<std::int64_t>>(1);
            if (!row.is_null(2)) {
                step.status = named_at<StepStatus>(row, 2);
            }
            step.status_reason = row.get<std::string>(3);
            step.due = day_at(row, 4);
            step.revision = row.integer(5);
        }
    );
    return steps;
}

void save_step(store::Connection& db, const StepSettings& step) {
    std::optional<std::string> status;
    if (step.status) {
        status = json::name_of(*step.status);
    }
    db.execute(
        "INSERT INTO step (number, owner, status, status_reason, due, revision)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (number) DO UPDATE SET"
        " owner = excluded.owner, status = excluded.status,"
        " status_reason = excluded.status_reason, due = excluded.due,"
        " revision = excluded.revision",
        step.number,
        step.owner,
        status,
        step.status_reason,
        day_text(step.due),
        step.revision
    );
}

std::map<int, StepWork> step_work(store::Connection& db, Whose whose) {
    std::map<int, StepWork> work;
    for (int step = 1; step <= step_count; ++step) {
        work[step];
    }
    read_decisions(db, whose, work);
    read_tasks(db, whose, work);
    return work;
}

}  // namespace belfry::program
