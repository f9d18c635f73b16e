#include "program/task.hpp"

#include "program/limits.hpp"
#include "program/step.hpp"

namespace belfry::program {

namespace {

Result<void> check_texts(const Task& task) {
    return Checked()
        .line("title", task.title, most_title)
        .optional_text("details", task.details, most_text)
        .optional_text("blocked_by", task.blocked_by.value_or(""), most_reason)
        .result();
}

}  // namespace

Result<Task> new_task(int step, const TaskNew& wish) {
    Task task;
    task.step = step;
    task.title = wish.title;
    task.details = wish.details.value_or("");
    task.owner = person_of(wish.owner_id);
    task.due = wish.due;
    task.suggestion = wish.suggestion;
    task.tlp = wish.tlp.value_or(task.tlp);
    if (auto fits = check_texts(task); !fits) {
        return std::unexpected(fits.error());
    }
    if (wish.suggestion && !suggests(step, *wish.suggestion)) {
        return std::unexpected(Checked()
                                   .problem(
                                       "suggestion",
                                       "unknown_suggestion",
                                       "Choose one of the step's suggestions, or leave it out."
                                   )
                                   .result()
                                   .error());
    }
    return task;
}

Result<Task> edited(Task task, const TaskEdit& edit) {
    task.title = edit.title.value_or(task.title);
    task.details = edit.details.value_or(task.details);
    if (edit.owner_id) {
        task.owner = person_of(*edit.owner_id);
    }
    task.due = edit.due.value_or(task.due);
    task.blocked_by = edit.blocked_by.value_or(task.blocked_by);
    task.step = edit.step.value_or(task.step);
    task.tlp = edit.tlp.value_or(task.tlp);
    if (auto fits = check_texts(task); !fits) {
        return std::unexpected(fits.error());
    }
    if (task.step < 1 || task.step > step_count) {
        return std::unexpected(Checked()
                                   .problem("step", "no_such_step", "Choose a step from 1 to 10.")
                                   .result()
                                   .error());
    }
    return task;
}

Result<Task> completed(Task task, const TaskCompletion& how, Instant now) {
    if (task.state == TaskState::done) {
        return refuse(Refusal::Kind::conflict, "task_already_done", "The task is done already.");
    }
    auto fits = Checked().optional_text("note", how.note.value_or(""), most_reason).result();
    if (!fits) {
        return std::unexpected(fits.error());
    }
    task.state = TaskState::done;
    task.completed_at = now;
    task.completion_note = how.note;
    task.blocked_by.reset();
    return task;
}

Result<Task> reopened(Task task, const TaskReopening& why) {
    if (task.state == TaskState::open) {
        return refuse(Refusal::Kind::conflict, "task_already_open", "The task is open already.");
    }
    if (auto fits = Checked().text("reason", why.reason, most_reason).result(); !fits) {
        return std::unexpected(fits.error());
    }
    task.state = TaskState::open;
    task.completed_at.reset();
    task.completion_note.reset();
    return task;
}

}  // namespace belfry::program
