#include "program/task_routes.hpp"

#include "program/change.hpp"
#include "program/city_store.hpp"
#include "program/inbox_store.hpp"
#include "program/local_time.hpp"
#include "program/query.hpp"
#include "program/rules.hpp"
#include "program/short_mail.hpp"

namespace belfry::program {

namespace {

using ShownTask = http::Versioned<Task>;

constexpr std::size_t page_of_tasks = 200;

Result<TaskFilter> filter_in(const Services& services, const http::Call& call) {
    const auto step = number_in(call, "step");
    const auto owner = person_in(call, "owner");
    const auto view = choice_in(call, "state", TaskView::all);
    const auto after = number_in(call, "after");
    if (!step || !owner || !view || !after) {
        return std::unexpected(
            !step    ? step.error()
            : !owner ? owner.error()
            : !view  ? view.error()
                     : after.error()
        );
    }
    if (*after && !shown<Task>(services, {**after})) {
        return no_such_thing();
    }
    const auto city = services.database.read(find_city);
    return TaskFilter{
        .step = static_cast<int>(step->value_or(0)),
        .owner = owner->value_or(0),
        .view = *view,
        .today = local_day(city.time_zone, services.clock.now()),
        .after = {after->value_or(0)}
    };
}

Result<http::Listing<Task>> list(const Services& services, const http::Call& call) {
    const auto filter = filter_in(services, call);
    const auto format = http::detail::format_of(call.request);
    if (!filter) {
        return std::unexpected(filter.error());
    }
    return services.database.read([&](store::Connection& db) {
        const auto people = everybody(db);
        http::Listing<Task> list{list_tasks(db, *filter), {}};
        // A file holds all of them.
        if (list.items.size() > page_of_tasks && format == "json") {
            list.items.resize(page_of_tasks);
            list.next = std::to_string(list.items.back().id.value);
        }
        for (auto& task : list.items) {
            complete(people, task.owner);
        }
        return list;
    });
}

void tell_owner(record::Writing& writing, const Task& task, InboxKind kind, std::int64_t by) {
    put_into_inbox(
        writing.db(),
        {.id = {},
         .account = task.owner ? task.owner->id : 0,
         .kind = kind,
         .actor = by,
         .object = {"task", task.id.value},
         .text = task.title,
         .at = writing.at()}
    );
}

Result<ShownTask> create(const Services& services, const http::Call& call, const TaskNew& wish) {
    const auto step = step_in(call);
    if (!step) {
        return std::unexpected(step.error());
    }
    return add<Task>(
        services,
        call,
        [&](record::Writing& writing, const Task& blank) -> Result<Task> {
            auto task = new_task(*step, wish);
            if (!task) {
                return task;
            }
            if (auto known = check_person(writing.db(), "owner_id", wish.owner_id); !known) {
                return std::unexpected(known.error());
            }
            task->id = blank.id;
            task->revision = blank.revision;
            tell_owner(writing, *task, InboxKind::task_assigned, call.caller.account);
            return task;
        }
    );
}

Result<ShownTask> edit(const Services& services, const http::Call& call, const TaskEdit& wish) {
    return change<Task>(
        services,
        change_by(call, "task.update", {"task", call.number("task")}),
        [&](record::Writing& writing, const Task& before) -> Result<Task> {
            auto task = edited(before, wish);
            const bool another = task && task->owner && task->owner != before.owner;
            if (!another) {
                return task;
            }
            if (auto known = check_person(writing.db(), "owner_id", task->owner->id); !known) {
                return std::unexpected(known.error());
            }
            tell_owner(writing, *task, InboxKind::task_assigned, call.caller.account);
            return task;
        }
    );
}

Result<ShownTask> finish(
    const Services& services, const http::Call& call, const TaskCompletion& how
) {
    return change<Task>(
        services,
        change_by(call, "task.complete", {"task", call.number("task")}),
        [&](record::Writing& writing, const Task& task) {
            return completed(task, how, writing.at());
        }
    );
}

Result<ShownTask> open_again(
    const Services& services, const http::Call& call, const TaskReopening& why
) {
    return change<Task>(
        services,
        change_by(call, "task.reopen", {"task", call.number("task")}),
        [&](record::Writing& writing, const Task& before) {
            auto task = reopened(before, why);
            if (task) {
                writing.set("reason", why.reason);
            }
            return task;
        }
    );
}

/// Asking how a task is going more often than once a day helps nobody.
constexpr auto between_nudges = std::chrono::hours(24);

std::unexpected<Refusal> nudged_already(std::chrono::milliseconds left) {
    auto refused = refuse(
        Refusal::Kind::too_many, "nudged_already", "You asked about this task within the last day."
    );
    refused.error().wait_seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    return refused;
}

Result<void> nudge(const Services& services, const http::Call& call) {
    const Id<Task> id = call.id<Task>("task");
    const auto deed = deed_by(call, "task.nudge", {"nudge", 0});
    return services.record.write(deed, [&](record::Writing& writing) -> Result<void> {
        const auto task = find_task(writing.db(), id);
        const auto told = newest_notice(writing.db());
        if (!task) {
            return no_such_thing();
        }
        if (!task->owner || task->state == TaskState::done) {
            return refuse(
                Refusal::Kind::conflict,
                "nobody_to_nudge",
                "The task is done or nobody has it: there is nobody to ask."
            );
        }
        const Notice like{
            .id = {},
            .account = task->owner->id,
            .kind = InboxKind::nudge,
            .actor = call.caller.account,
            .object = {"task", id.value},
            .text = {},
            .at = {}
        };
        if (const auto before = last_told(writing.db(), like);
            before && writing.at() - *before < between_nudges) {
            return nudged_already(*before + between_nudges - writing.at());
        }
        writing.set("task", id);
        tell_owner(writing, *task, InboxKind::nudge, call.caller.account);
        send_short_mail(
            services,
            writing,
            task->owner->id,
            {"mail.nudge_subject", "mail.nudge_text", {{"by", call.caller.name}}}
        );
        return tell_readers(writing, deed.actor, told);
    });
}

}  // namespace

void add_task_routes(http::Router& router, const Services& services) {
    auto tasks = http::list<Task>(
        "/api/v1/tasks",
        may_see(),
        "Tasks, open ones first, those due first on top.",
        std::bind_front(list, services)
    );
    tasks.query.push_back({"step", "Of one step only, 1 to 10.", {}});
    tasks.query.push_back({"owner", "Of one person only: a number, or `me`.", {}});
    tasks.query.push_back({"state", "Which tasks.", {"all", "open", "done", "overdue"}});
    tasks.query.push_back({"after", "Continue after this task; files hold all of them.", {}});
    router.add(http::shared(std::move(tasks)));

    router.add(http::create<TaskNew, ShownTask>(
        "/api/v1/steps/{step}/tasks",
        may_edit(),
        "Adds a task to a step.",
        std::bind_front(create, services)
    ));
    router.add(http::get<ShownTask>(
        "/api/v1/tasks/{task}",
        may_see(),
        "One task.",
        [services](const http::Call& call) { return shown<Task>(services, call.id<Task>("task")); }
    ));
    router.add(http::patch<TaskEdit, ShownTask>(
        "/api/v1/tasks/{task}",
        may_edit_or_has_task(services),
        "Changes a task, based on the revision in If-Match.",
        std::bind_front(edit, services)
    ));
    router.add(http::remove<void>(
        "/api/v1/tasks/{task}",
        may_edit(),
        "Deletes a task with its comments and files.",
        [services](const http::Call& call) {
            return erase<Task>(services, call, call.id<Task>("task"));
        }
    ));
    router.add(http::conditional(http::post<TaskCompletion, ShownTask>(
        "/api/v1/tasks/{task}/completion",
        may_edit_or_has_task(services),
        "Marks a task as done.",
        std::bind_front(finish, services)
    )));
    router.add(http::conditional(http::post<TaskReopening, ShownTask>(
        "/api/v1/tasks/{task}/reopening",
        may_edit_or_has_task(services),
        "Opens a task again, with the reason.",
        std::bind_front(open_again, services)
    )));
    router.add(http::without_body<void>(
        http::Method::post,
        "/api/v1/tasks/{task}/nudge",
        http::Access::needs("program_comment"),
        "Asks the task's owner how it is going, at most once a day.",
        std::bind_front(nudge, services)
    ));
}

}  // namespace belfry::program
