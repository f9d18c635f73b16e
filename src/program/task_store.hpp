#pragma once

#include <optional>
#include <vector>

#include "program/task.hpp"
#include "store/connection.hpp"

namespace belfry::program {

enum class TaskView { all, open, done, overdue };
BOOST_DESCRIBE_ENUM(TaskView, all, open, done, overdue)

/// Which tasks a list shows.
struct TaskFilter {
    int step = 0;            ///< 0: every step.
    std::int64_t owner = 0;  ///< 0: everybody's.
    TaskView view = TaskView::all;
    Date today;           ///< Overdue is before this day.
    Id<Task> after = {};  ///< What follows this task in the order below; 0: from the start.
};

/// Open before done; then by due date, those without one last. Owners hold their id only.
[[nodiscard]] std::vector<Task> list_tasks(store::Connection& db, const TaskFilter& filter);

[[nodiscard]] std::optional<Task> find_task(store::Connection& db, Id<Task> id);

void add_task(store::Connection& db, const Task& task, Instant at, std::int64_t by);
void save_task(store::Connection& db, const Task& task);
void delete_task(store::Connection& db, Id<Task> id);

}  // namespace belfry::program
