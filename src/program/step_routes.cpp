#include "program/step_routes.hpp"

#include "accounts/routes.hpp"
#include "program/change.hpp"
#include "program/city_store.hpp"
#include "program/local_time.hpp"
#include "program/query.hpp"
#include "program/rules.hpp"
#include "program/step_store.hpp"
#include "program/step_view.hpp"

namespace belfry::program {

namespace {

using ShownStep = http::Versioned<StepDetail>;

Date today(const Services& services, store::Connection& db) {
    return local_day(find_city(db).time_zone, services.clock.now());
}

Result<http::Listing<StepSummary>> list(const Services& services, const http::Call& call) {
    const Words words(services.catalog, call.caller.language);
    return services.database.read([&](store::Connection& db) {
        auto steps = step_summaries(db, words, today(services, db));
        for (auto& step : steps) {
            if (call.caller.account < 0) {
                // Whoever walks past a screen reads it: what tasks are called stays inside.
                step.next_action.reset();
                step.status_reason.clear();
            }
        }
        return http::Listing<StepSummary>{std::move(steps), {}};
    });
}

ShownStep shown_step(
    const Services& services, const http::Call& call, store::Connection& db, int number
) {
    const Words words(services.catalog, call.caller.language);
    auto step = step_detail(db, words, today(services, db), number);
    const auto revision = step.revision;
    return {std::move(step), revision};
}

Result<ShownStep> show(const Services& services, const http::Call& call) {
    const auto number = step_in(call);
    if (!number) {
        return std::unexpected(number.error());
    }
    return services.database.read([&](store::Connection& db) {
        return shown_step(services, call, db, *number);
    });
}

/// What is kept of a step, as the record names it.
struct StepFields {
    std::optional<PersonRef> owner;
    std::optional<StepStatus> status;
    std::string status_reason;
    std::optional<Date> due;
    BOOST_DESCRIBE_CLASS(StepFields, (), (owner, status, status_reason, due), (), ())
};

StepFields fields_of(const StepSettings& step) {
    return {person_of(step.owner), step.status, step.status_reason, step.due};
}

StepSettings with(StepSettings step, const StepEdit& edit) {
    step.owner = edit.owner_id.value_or(step.owner);
    step.due = edit.due.value_or(step.due);
    if (edit.status) {
        step.status = *edit.status;
        step.status_reason = *edit.status ? edit.status_reason.value_or("") : "";
    } else if (edit.status_reason && step.status) {
        step.status_reason = *edit.status_reason;
    }
    return step;
}

Result<ShownStep> edit(const Services& services, const http::Call& call, const StepEdit& wish) {
    const auto number = step_in(call);
    if (!number) {
        return std::unexpected(number.error());
    }
    if (auto fits = check_step_edit(wish); !fits) {
        return std::unexpected(fits.error());
    }
    const auto deed = change_by(call, "step.update", {"step", *number});
    return accounts::saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& writing) -> Result<ShownStep> {
            auto& db = writing.db();
            const auto before = step_settings(db).at(static_cast<std::size_t>(*number - 1));
            auto after = with(before, wish);
            if (after.owner != before.owner) {
                if (auto known = check_person(db, "owner_id", after.owner); !known) {
                    return std::unexpected(known.error());
                }
            }
            after.revision = writing.revision();
            save_step(db, after);
            disclose_changes(writing, fields_of(before), fields_of(after));
            return shown_step(services, call, db, *number);
        });
    });
}

}  // namespace

void add_step_routes(http::Router& router, const Services& services) {
    router.add(http::shared(http::list<StepSummary>(
        "/api/v1/steps",
        may_see().open_to(std::string(accounts::wall_screen)),
        "The ten steps with status, owner and next action.",
        std::bind_front(list, services)
    )));
    router.add(http::get<ShownStep>(
        "/api/v1/steps/{step}",
        may_see(),
        "One step with its duty, its goal and ready first tasks.",
        std::bind_front(show, services)
    ));
    router.add(http::patch<StepEdit, ShownStep>(
        "/api/v1/steps/{step}",
        may_edit(),
        "Sets owner, status or date of a step, based on the revision in If-Match.",
        std::bind_front(edit, services)
    ));
}

}  // namespace belfry::program
