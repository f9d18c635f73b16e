#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "program/person.hpp"
#include "record/record.hpp"

namespace belfry::program {

enum class TaskState { open, done };
BOOST_DESCRIBE_ENUM(TaskState, open, done)

/// Something one person has to do for a step.
struct Task {
    Id<Task> id;
    int step = 0;
    std::string title;
    std::string details;  ///< Markdown.
    TaskState state = TaskState::open;
    std::optional<PersonRef> owner;
    std::optional<Date> due;
    std::optional<Instant> completed_at;
    std::optional<std::string> completion_note;
    std::optional<std::string> blocked_by;  ///< What it waits for, in the owner's words.
    std::optional<std::string> suggestion;  ///< The suggestion it was adopted from.
    record::Tlp tlp = record::Tlp::green;   ///< Amber and above: e-mail says that, not what.
    std::int64_t revision = 0;
    std::int64_t comments = 0;
    std::int64_t attachments = 0;
};
BOOST_DESCRIBE_STRUCT(
    Task,
    (),
    (id,
     step,
     title,
     details,
     state,
     owner,
     due,
     completed_at,
     completion_note,
     blocked_by,
     suggestion,
     tlp,
     revision,
     comments,
     attachments)
)

struct TaskNew {
    std::string title;
    std::optional<std::string> details;
    std::optional<std::int64_t> owner_id;
    std::optional<Date> due;
    std::optional<std::string> suggestion;
    std::optional<record::Tlp> tlp = {};
};
BOOST_DESCRIBE_STRUCT(TaskNew, (), (title, details, owner_id, due, suggestion, tlp))

/// Absent: as it was; null: cleared.
struct TaskEdit {
    std::optional<std::string> title;
    std::optional<std::string> details;
    std::optional<std::optional<std::int64_t>> owner_id;
    std::optional<std::optional<Date>> due;
    std::optional<std::optional<std::string>> blocked_by;
    std::optional<int> step;
    std::optional<record::Tlp> tlp = {};
};
BOOST_DESCRIBE_STRUCT(TaskEdit, (), (title, details, owner_id, due, blocked_by, step, tlp))

struct TaskCompletion {
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(TaskCompletion, (), (note))

struct TaskReopening {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(TaskReopening, (), (reason))

/// A task as it is first written. Refuses an empty title and a suggestion the step does not make.
[[nodiscard]] Result<Task> new_task(int step, const TaskNew& wish);

/// Refuses an empty title, texts over their limits, and a step that is none of the ten.
[[nodiscard]] Result<Task> edited(Task task, const TaskEdit& edit);

/// Refuses (conflict) a task that is done already.
[[nodiscard]] Result<Task> completed(Task task, const TaskCompletion& how, Instant now);

/// Refuses a task that is open, and an empty reason.
[[nodiscard]] Result<Task> reopened(Task task, const TaskReopening& why);

}  // namespace belfry::program
