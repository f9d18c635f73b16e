#include "accounts/who_changed.hpp"
#include "program/change.hpp"
#include "rehearsal/background.hpp"
#include "rehearsal/comparison.hpp"
#include "rehearsal/reading.hpp"
#include "rehearsal/run_desk.hpp"
#include "rehearsal/search.hpp"

namespace belfry::rehearsal {

[[nodiscard]] std::span<const EmbeddedFile> sql_files();

namespace {

using ShownRun = http::Versioned<Run>;

Result<ShownRun> shown(const Workshop& workshop, const http::Call& call, Id<Run> id) {
    auto run = shown_run(workshop, id, language_of(workshop.services, call));
    if (!run) {
        return std::unexpected(run.error());
    }
    const auto revision = run->revision;
    return ShownRun{std::move(*run), revision};
}

Result<ShownRun> shown(const Workshop& workshop, const http::Call& call, Result<Id<Run>> id) {
    if (!id) {
        return std::unexpected(id.error());
    }
    return shown(workshop, call, *id);
}

Result<StoredRun> stored(const Workshop& workshop, const http::Call& call) {
    auto run = workshop.services.database.read([&](store::Connection& db) {
        return find_run(db, call.id<Run>("run"));
    });
    if (!run) {
        return program::no_such_thing();
    }
    return std::move(*run);
}

Result<ShownRun> begin(const Workshop& workshop, const http::Call& call, const RunWish& wish) {
    return shown(workshop, call, begin_comparison(workshop, call.caller.account, wish));
}

Result<ShownRun> repeat(const Workshop& workshop, const http::Call& call) {
    const auto run = stored(workshop, call);
    if (!run) {
        return std::unexpected(run.error());
    }
    return shown(workshop, call, repeat_run(workshop, call.caller.account, *run));
}

Result<ShownRun> cancel(const Workshop& workshop, const http::Call& call) {
    const auto run = stored(workshop, call);
    if (!run) {
        return std::unexpected(run.error());
    }
    const auto actor = record::Actor::account(call.caller.account);
    if (auto cancelled = workshop.queue.cancel({run->job}, actor); !cancelled) {
        return std::unexpected(cancelled.error());
    }
    return shown(workshop, call, run->id);
}

Result<void> remove(const Workshop& workshop, const http::Call& call) {
    const auto run = stored(workshop, call);
    if (!run) {
        return std::unexpected(run.error());
    }
    const auto job = workshop.queue.find({run->job});
    if (job && !jobs::is_over(job->job.state)) {
        return refuse(
            Refusal::Kind::conflict, "run_is_working", "The run is still working. Cancel it first."
        );
    }
    const auto deed = program::change_by(call, "run.delete", {"run", run->id.value});
    return workshop.services.record.write(deed, [&](record::Writing& writing) -> Result<void> {
        delete_run(writing.db(), *run);
        return {};
    });
}

}  // namespace

void add_run_routes(http::Router& router, const Workshop& workshop) {
    router.add(http::list<RunLine>(
        "/api/v1/runs",
        may_see_rehearsals(),
        "Rehearsals and searches, newest first.",
        [workshop](const http::Call&) -> Result<http::Listing<RunLine>> {
            return http::Listing<RunLine>{run_lines(workshop), {}};
        }
    ));
    router.add(in_a_language(http::create<RunWish, ShownRun>(
        "/api/v1/runs",
        may_edit_rehearsals(),
        "Rehearses plans in scenarios on the same simulated days. It works in the background; what "
        "there is so far is in the run.",
        std::bind_front(begin, workshop)
    )));
    router.add(in_a_language(http::get<ShownRun>(
        "/api/v1/runs/{run}",
        may_see_rehearsals(),
        "One run as far as it is: what it saw, what came of it, and what has changed since.",
        [workshop](const http::Call& call) { return shown(workshop, call, call.id<Run>("run")); }
    )));
    router.add(in_a_language(http::without_body<ShownRun>(
        http::Method::post,
        "/api/v1/runs/{run}/cancellation",
        may_edit_rehearsals(),
        "Stops a run and keeps what is done.",
        std::bind_front(cancel, workshop)
    )));
    auto repetition = in_a_language(http::without_body<ShownRun>(
        http::Method::post,
        "/api/v1/runs/{run}/repetition",
        may_edit_rehearsals(),
        "Runs the same again: the city, scenarios and plans as that run saw them. The numbers come "
        "out the same, bit for bit.",
        std::bind_front(repeat, workshop)
    ));
    repetition.success = 201;
    repetition.handler = [workshop](const http::Call& call) {
        return http::detail::answer<>(repeat(workshop, call), 201);
    };
    router.add(std::move(repetition));
    router.add(http::remove<void>(
        "/api/v1/runs/{run}",
        may_edit_rehearsals(),
        "Deletes a run that is over, with its results.",
        std::bind_front(remove, workshop)
    ));
}

store::Migrations migrations() {
    return store::migrations_from(sql_files());
}

void add_routes(http::Router& router, const Workshop& workshop) {
    add_thing_routes(router, workshop.services);
    add_protocol_routes(router, workshop);
    add_contact_routes(router, workshop);
    add_run_routes(router, workshop);
    add_brief_routes(router, workshop);
    add_result_routes(router, workshop);
    add_chart_routes(router, workshop);
    add_optimization_routes(router, workshop);
    add_preview_routes(router, workshop);
}

void add_jobs(const Workshop& workshop) {
    workshop.queue.add(
        {"rehearsal",
         true,
         [workshop](jobs::Work& work) {
             return in_background([&] { return work_on_comparison(workshop, work); });
         },
         1}
    );
    workshop.queue.add(
        {"optimization",
         true,
         [workshop](jobs::Work& work) {
             return in_background([&] { return work_on_optimization(workshop, work); });
         },
         1}
    );
}

}  // namespace belfry::rehearsal
