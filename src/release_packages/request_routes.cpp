#include <algorithm>

#include "program/change.hpp"
#include "program/limits.hpp"
#include "program/local_time.hpp"
#include "program/people.hpp"
#include "program/query.hpp"
#include "release_packages/holiday_store.hpp"
#include "release_packages/release_store.hpp"
#include "release_packages/request_keeping.hpp"
#include "release_packages/request_notices.hpp"
#include "release_packages/routes.hpp"

namespace belfry::program {

template <>
struct Stored<release_packages::RecordsRequest> {
    static constexpr std::string_view kind = "records_request";

    static auto find(store::Connection& db, Id<release_packages::RecordsRequest> id) {
        return release_packages::find_request(db, id);
    }

    static void save(store::Connection& db, const release_packages::RecordsRequest& request) {
        release_packages::save_request(db, request);
    }
};

}  // namespace belfry::program

namespace belfry::release_packages {

namespace {

/// A request as lists show it.
struct RequestLine {
    Id<RecordsRequest> id;
    std::string title;
    std::string requester;
    Date received;
    Date due;
    std::int64_t days_left = 0;
    RequestState state = RequestState::open;
    std::optional<Date> closed_on;
    std::int64_t entries = 0;
    std::int64_t undecided = 0;  ///< Values.
    std::int64_t packages = 0;
    std::optional<accounts::PersonRef> owner;
};
BOOST_DESCRIBE_STRUCT(
    RequestLine,
    (),
    (id,
     title,
     requester,
     received,
     due,
     days_left,
     state,
     closed_on,
     entries,
     undecided,
     packages,
     owner)
)

Result<http::Listing<RequestLine>> list(const Services& services, const http::Call&) {
    return services.records.program.database.read([&](store::Connection& db) {
        http::Listing<RequestLine> out;
        const auto today = public_records::today_in_city(services.records.program, db);
        const auto people = program::everybody(db);
        for (auto& request : list_requests(db)) {
            accounts::complete(people, request.owner);
            const auto standing = standing_of(db, request.id);
            out.items.push_back({
                request.id,
                request.title,
                request.requester,
                request.received,
                request.due,
                program::days_between(today, request.due),
                request.state,
                request.closed_on,
                standing.entries,
                standing.undecided,
                static_cast<std::int64_t>(list_releases(db, request.id).size()),
                request.owner,
            });
        }
        return out;
    });
}

Result<ShownRequest> show(const Services& services, const http::Call& call) {
    return services.records.program.database.read(
        [&](store::Connection& db) -> Result<ShownRequest> {
            const auto request = find_request(db, call.id<RecordsRequest>("request"));
            return request ? Result<ShownRequest>(shown(services, db, *request))
                           : program::no_such_thing();
        }
    );
}

/// The request that came of a change, with how far it is.
Result<ShownRequest> with_standing(
    const Services& services, const Result<http::Versioned<RecordsRequest>>& changed
) {
    if (!changed) {
        return std::unexpected(changed.error());
    }
    return services.records.program.database.read([&](store::Connection& db) {
        return shown(services, db, changed->value);
    });
}

/// As wished, and told to whoever answers it. Refuses (field `owner_id`) an owner who may not.
Result<RecordsRequest> wished(
    const Services& services,
    record::Writing& writing,
    RecordsRequest request,
    const RequestWish& wish
) {
    auto& db = writing.db();
    const auto& program = services.records.program;
    const auto before = request.owner;
    const auto holidays = find_holidays(db);
    auto after = changed(
        std::move(request),
        wish,
        {services.records.shelves, holidays, public_records::today_in_city(program, db)}
    );
    if (!after) {
        return after;
    }
    const auto may = program::holders_of(db, "records_release");
    if (after->owner && after->owner != before &&
        std::ranges::find(may, after->owner->id) == may.end()) {
        return std::unexpected(program::Checked()
                                   .problem(
                                       "owner_id",
                                       "may_not_answer_requests",
                                       "Choose somebody whose role lets them answer requests."
                                   )
                                   .result()
                                   .error());
    }
    tell_of(program, writing, *after);
    return after;
}

Result<ShownRequest> create(
    const Services& services, const http::Call& call, const RequestWish& wish
) {
    return with_standing(
        services,
        program::add<RecordsRequest>(
            services.records.program,
            call,
            [&](record::Writing& writing, RecordsRequest blank) {
                blank.owner = accounts::PersonRef{call.caller.account, {}, {}};
                return wished(services, writing, std::move(blank), wish);
            }
        )
    );
}

Result<ShownRequest> edit(
    const Services& services, const http::Call& call, const RequestWish& wish
) {
    return with_standing(
        services,
        program::change<RecordsRequest>(
            services.records.program,
            call,
            call.id<RecordsRequest>("request"),
            "update",
            [&](record::Writing& writing, RecordsRequest before) {
                return wished(services, writing, std::move(before), wish);
            }
        )
    );
}

Result<ShownRequest> close(const Services& services, const http::Call& call, const Closing& wish) {
    return with_standing(
        services,
        program::change<RecordsRequest>(
            services.records.program,
            call,
            call.id<RecordsRequest>("request"),
            wish.state == RequestState::open ? "reopen" : "close",
            [&](record::Writing& writing, RecordsRequest before) {
                const bool has_package = !list_releases(writing.db(), before.id).empty();
                auto after = closed(
                    std::move(before),
                    wish,
                    has_package,
                    public_records::today_in_city(services.records.program, writing.db())
                );
                if (after) {
                    tell_of(services.records.program, writing, *after);
                }
                return after;
            }
        )
    );
}

Result<http::Listing<DeadlineRule>> rules(const http::Call&) {
    const auto all = deadline_rules();
    return http::Listing<DeadlineRule>{{all.begin(), all.end()}, {}};
}

}  // namespace

void add_request_routes(http::Router& router, const Services& services) {
    router.add(http::list<RequestLine>(
        "/api/v1/records/requests",
        readers(),
        "What was asked for under public-records law, open requests by their due day first.",
        std::bind_front(list, services)
    ));
    router.add(http::create<RequestWish, ShownRequest>(
        "/api/v1/records/requests",
        releasers(),
        "Enters a request. Its due day follows from the days that the law gives.",
        std::bind_front(create, services)
    ));
    router.add(http::list<DeadlineRule>(
        "/api/v1/records/deadlines",
        readers(),
        "Time limits of public-records laws, as proposals for a request.",
        rules
    ));
    router.add(http::get<ShownRequest>(
        "/api/v1/records/requests/{request}",
        readers(),
        "One request, with its holidays and how far its review is.",
        std::bind_front(show, services)
    ));
    router.add(http::put<RequestWish, ShownRequest>(
        "/api/v1/records/requests/{request}",
        releasers(),
        "Changes an open request.",
        std::bind_front(edit, services)
    ));
    router.add(http::conditional(http::post<Closing, ShownRequest>(
        "/api/v1/records/requests/{request}/closing",
        releasers(),
        "Closes a request, or opens it again.",
        std::bind_front(close, services)
    )));
}

}  // namespace belfry::release_packages
