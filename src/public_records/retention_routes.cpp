#include <algorithm>

#include "http/router.hpp"
#include "program/change.hpp"
#include "program/limits.hpp"
#include "program/query.hpp"
#include "public_records/retention_store.hpp"
#include "public_records/retention_view.hpp"
#include "public_records/routes.hpp"

namespace belfry::program {

template <>
struct Stored<public_records::RetentionSeries> {
    static constexpr std::string_view kind = "retention_series";

    static auto find(store::Connection& db, Id<public_records::RetentionSeries> id) {
        return public_records::find_series(db, id);
    }

    static void save(store::Connection& db, const public_records::RetentionSeries& one) {
        public_records::save_series(db, one);
    }

    static void erase(store::Connection& db, Id<public_records::RetentionSeries> id) {
        public_records::delete_series(db, id);
    }
};

template <>
struct Stored<public_records::RetentionAssignment> {
    static constexpr std::string_view kind = "retention_assignment";

    static auto find(store::Connection& db, Id<public_records::RetentionAssignment> id) {
        return public_records::find_assignment(db, id);
    }

    static void save(store::Connection& db, const public_records::RetentionAssignment& one) {
        public_records::save_assignment(db, one);
    }

    static void erase(store::Connection& db, Id<public_records::RetentionAssignment> id) {
        public_records::delete_assignment(db, id);
    }
};

}  // namespace belfry::program

namespace belfry::public_records {

namespace {

constexpr int days_ahead = 90;

using ShownSeries = http::Versioned<RetentionSeries>;
using ShownAssignment = http::Versioned<RetentionAssignment>;

http::Access readers() {
    return http::Access::needs("records_read");
}

/// What lets records go earlier is as dangerous as letting them go.
http::Access keepers() {
    return http::Access::needs("records_manage").with_fresh_proof();
}

Result<void> may_go(record::Writing& writing, Id<RetentionSeries> id) {
    const auto assignments = list_assignments(writing.db());
    if (std::ranges::find(assignments, id, &RetentionAssignment::series) != assignments.end()) {
        return refuse(
            Refusal::Kind::conflict,
            "series_in_use",
            "Records belong to this series. Give them to another one first."
        );
    }
    return {};
}

Result<RetentionAssignment> assigned(
    const Services& services,
    store::Connection& db,
    RetentionAssignment assignment,
    const RetentionAssignmentWish& wish
) {
    assignment.series = wish.series;
    assignment.object_kind = wish.object_kind;
    assignment.object_id = wish.object_id.value_or(0);
    assignment.starts_on = wish.starts_on;
    assignment.reason = wish.reason.value_or("");
    const record::Object object{assignment.object_kind, assignment.object_id};
    program::Checked fields;
    fields.optional_text("reason", assignment.reason, program::most_reason);
    if (!find_series(db, assignment.series)) {
        fields.problem("series", "no_such_series", "Choose one of the series.");
    }
    if (services.shelves.find(object.kind) == nullptr) {
        fields.problem("object_kind", "kind_not_kept", "Choose one of the kinds of records.");
    } else if (object.id != 0 && !is_object(db, object)) {
        fields.problem("object_id", "no_such_object", "There is no such record.");
    }
    const auto other = assignment_of(db, object);
    if (other && other->object_id == object.id && other->id != assignment.id) {
        fields.problem("object_kind", "assigned_already", "This belongs to a series already.");
    }
    if (auto refused = fields.result(); !refused) {
        return std::unexpected(refused.error());
    }
    return assignment;
}

Result<http::Listing<DueLine>> due(const Services& services, const http::Call& call) {
    const auto all = program::flag_in(call, "all");
    if (!all) {
        return std::unexpected(all.error());
    }
    return services.program.database.read([&](store::Connection& db) {
        return http::Listing<DueLine>{
            due_lines(db, services, call.caller.language, days_ahead, *all), {}
        };
    });
}

void add_assignment_routes(http::Router& router, const Services& services) {
    router.add(http::list<RetentionAssignment>(
        "/api/v1/records/assignments",
        readers(),
        "Which records belong to which series.",
        [services](const http::Call&) -> Result<http::Listing<RetentionAssignment>> {
            return http::Listing<RetentionAssignment>{
                services.program.database.read(list_assignments), {}
            };
        }
    ));
    router.add(http::create<RetentionAssignmentWish, ShownAssignment>(
        "/api/v1/records/assignments",
        keepers(),
        "Gives a kind of records, or one of them, to a series.",
        [services](const http::Call& call, const RetentionAssignmentWish& wish) {
            return program::add<RetentionAssignment>(
                services.program,
                call,
                [&](auto& writing, auto blank) {
                    return assigned(services, writing.db(), std::move(blank), wish);
                }
            );
        }
    ));
    router.add(http::remove<void>(
        "/api/v1/records/assignments/{assignment}",
        keepers(),
        "Takes records out of their series.",
        [services](const http::Call& call) {
            return program::erase(
                services.program, call, call.id<RetentionAssignment>("assignment")
            );
        }
    ));
    auto list = http::list<DueLine>(
        "/api/v1/records/due",
        readers(),
        "Records whose period of retention is over or soon will be. Nothing goes by itself.",
        std::bind_front(due, services)
    );
    list.query.push_back({"all", "Also those that are kept for longer.", {"true", "false"}});
    router.add(std::move(list));
}

}  // namespace

void add_retention_routes(http::Router& router, const Services& services) {
    router.add(http::list<RetentionSeries>(
        "/api/v1/records/series",
        readers(),
        "Retention series: how long records are kept by law.",
        [services](const http::Call&) -> Result<http::Listing<RetentionSeries>> {
            return http::Listing<RetentionSeries>{services.program.database.read(list_series), {}};
        }
    ));
    router.add(http::create<RetentionSeriesWish, ShownSeries>(
        "/api/v1/records/series",
        keepers(),
        "Adds a retention series.",
        [services](const http::Call& call, const RetentionSeriesWish& wish) {
            return program::add<RetentionSeries>(
                services.program,
                call,
                [&](auto&, RetentionSeries blank) { return changed(std::move(blank), wish); }
            );
        }
    ));
    router.add(http::get<ShownSeries>(
        "/api/v1/records/series/{series}",
        readers(),
        "One retention series.",
        [services](const http::Call& call) {
            return program::shown(services.program, call.id<RetentionSeries>("series"));
        }
    ));
    router.add(http::put<RetentionSeriesWish, ShownSeries>(
        "/api/v1/records/series/{series}",
        keepers(),
        "Changes a retention series.",
        [services](const http::Call& call, const RetentionSeriesWish& wish) {
            const auto id = call.id<RetentionSeries>("series");
            return program::change<RetentionSeries>(
                services.program,
                call,
                id,
                "update",
                [&](auto&, auto before) { return changed(std::move(before), wish); }
            );
        }
    ));
    router.add(http::remove<void>(
        "/api/v1/records/series/{series}",
        keepers(),
        "Takes away a series that no records belong to.",
        [services](const http::Call& call) {
            const auto id = call.id<RetentionSeries>("series");
            return program::erase(services.program, call, id, [id](record::Writing& writing) {
                return may_go(writing, id);
            });
        }
    ));
    add_assignment_routes(router, services);
}

}  // namespace belfry::public_records
