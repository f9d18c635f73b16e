#include "program/task_store.hpp"

#include "program/columns.hpp"

namespace belfry::program {

namespace {

Task read_task(const store::Row& row) {
    return {
        .id = row.get<Id<Task>>(0),
        .step = row.get<int>(1),
        .title = row.get<std::string>(2),
        .details = row.get<std::string>(3),
        .state = named_at<TaskState>(row, 4),
        .owner = person_of(row.get<std::optional<std::int64_t>>(5)),
        .due = day_at(row, 6),
        .completed_at = row.get<std::optional<Instant>>(7),
        .completion_note = row.get<std::optional<std::string>>(8),
        .blocked_by = row.get<std::optional<std::string>>(9),
        .suggestion = row.get<std::optional<std::string>>(10),
        .tlp = named_at<record::Tlp>(row, 11),
        .revision = row.integer(12),
        .comments = row.integer(13),
        .attachments = row.integer(14),
    };
}

#define BELFRY_TASK_COLUMNS                                                                 \
    "SELECT id, step, title, details, state, owner, due, completed_at, completion_note,"    \
    " blocked_by, suggestion, tlp, revision,"                                               \
    " (SELECT count(*) FROM comment WHERE object_kind = 'task' AND object_id = task.id),"   \
    " (SELECT count(*) FROM attachment WHERE object_kind = 'task' AND object_id = task.id)" \
    " FROM task"

/// Open before done, what is due first on top, without a date last.
#define BELFRY_TASK_ORDER \
    "CASE state WHEN 'open' THEN 0 ELSE 1 END, coalesce(due, '9999-12-31'), id"

}  // namespace

std::vector<Task> list_tasks(store::Connection& db, const TaskFilter& filter) {
    const std::string state = filter.view == TaskView::all    ? ""
                              : filter.view == TaskView::done ? "done"
                                                              : "open";
    const std::string before = filter.view == TaskView::overdue ? to_iso(filter.today) : "";
    return db.query(
        BELFRY_TASK_COLUMNS
        " WHERE (step = $1 OR $1 = 0) AND (owner = $2 OR $2 = 0) AND (state = $3 OR $3 = '')"
        " AND (due < $4 OR $4 = '') AND ($5 = 0 OR (" BELFRY_TASK_ORDER
        ") > (SELECT " BELFRY_TASK_ORDER " FROM task WHERE id = $5)) ORDER BY " BELFRY_TASK_ORDER,
        read_task,
        filter.step,
        filter.owner,
        state,
        before,
        filter.after
    );
}

std::optional<Task> find_task(store::Connection& db, Id<Task> id) {
    return db.query_one(BELFRY_TASK_COLUMNS " WHERE id = $1", read_task, id);
}

void add_task(store::Connection& db, const Task& task, Instant at, std::int64_t by) {
    db.execute(
        "INSERT INTO task (id, step, title, details, state, owner, due, completed_at,"
        " completion_note, blocked_by, suggestion, created_at, created_by, tlp, revision)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        task.id,
        task.step,
        task.title,
        task.details,
        json::name_of(task.state),
        id_of(task.owner),
        day_text(task.due),
        task.completed_at,
        task.completion_note,
        task.blocked_by,
        task.suggestion,
        at,
        by,
        json::name_of(task.tlp),
        task.revision
    );
}

void save_task(store::Connection& db, const Task& task) {
    db.execute(
        "UPDATE task SET step = $2, title = $3, details = $4, state = $5, owner = $6, due = $7,"
        " completed_at = $8, completion_note = $9, blocked_by = $10, tlp = $11, revision = $12 "
        "WHERE id = $1",
        task.id,
        task.step,
        task.title,
        task.details,
        json::name_of(task.state),
        id_of(task.owner),
        day_text(task.due),
        task.completed_at,
        task.completion_note,
        task.blocked_by,
        json::name_of(task.tlp),
        task.revision
    );
}

void delete_task(store::Connection& db, Id<Task> id) {
    db.execute("DELETE FROM task WHERE id = $1", id);
}

}  // namespace belfry::program
