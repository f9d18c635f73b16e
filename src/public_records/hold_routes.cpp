#include <algorithm>

#include "http/router.hpp"
#include "program/limits.hpp"
#include "program/people.hpp"
#include "program/subject.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/keeping.hpp"
#include "public_records/routes.hpp"

namespace belfry::public_records {

template <>
struct Kept<LegalHold> {
    static constexpr std::string_view kind = "legal_hold";

    static auto find(store::Connection& db, Id<LegalHold> id) { return find_hold(db, id); }

    static void save(store::Connection& db, const LegalHold& hold) { save_hold(db, hold); }
};

namespace {

/// A hold as lists show it.
struct HoldLine {
    Id<LegalHold> id;
    std::string matter;
    std::string authority;
    HoldScope scope = HoldScope::objects;
    std::vector<std::string> kinds;
    std::vector<std::string> objects;
    Date starts_on;
    std::optional<Date> ends_on;
    HoldState state = HoldState::in_force;
    accounts::PersonRef placed_by;
    std::optional<accounts::PersonRef> released_by;
    std::optional<Instant> released_at;
    std::string release_reason;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    HoldLine,
    (),
    (id,
     matter,
     authority,
     scope,
     kinds,
     objects,
     starts_on,
     ends_on,
     state,
     placed_by,
     released_by,
     released_at,
     release_reason,
     revision)
)

using ShownHold = http::Versioned<LegalHold>;

Result<http::Listing<HoldLine>> list(const Services& services, const http::Call&) {
    return services.program.database.read([&](store::Connection& db) {
        const auto today = today_in_city(services.program, db);
        const auto people = program::everybody(db);
        http::Listing<HoldLine> out;
        for (auto& hold : list_holds(db)) {
            accounts::complete(people, hold.placed_by);
            accounts::complete(people, hold.released_by);
            out.items.push_back({
                hold.id,
                hold.matter,
                hold.authority,
                hold.scope,
                hold.kinds,
                hold.objects,
                hold.starts_on,
                hold.ends_on,
                state_on(hold, today),
                hold.placed_by,
                hold.released_by,
                hold.released_at,
                hold.release_reason,
                hold.revision,
            });
        }
        return out;
    });
}

/// Kinds have to be kept, and single objects have to be there.
Result<LegalHold> known(const Services& services, store::Connection& db, LegalHold hold) {
    program::Checked fields;
    for (const auto& kind : hold.kinds) {
        if (services.shelves.find(kind) == nullptr) {
            fields.problem("kinds", "kind_not_kept", "Choose one of the kinds of records.");
            break;
        }
    }
    for (const auto& text : hold.objects) {
        const auto object = program::object_named(text).value();
        if (services.shelves.find(object.kind) == nullptr || !is_object(db, object)) {
            fields.problem("objects", "no_such_object", "There is no such record.");
            break;
        }
    }
    if (auto refused = fields.result(); !refused) {
        return std::unexpected(refused.error());
    }
    return hold;
}

Result<LegalHold> wished(
    const Services& services, store::Connection& db, LegalHold hold, const LegalHoldWish& wish
) {
    auto after = changed(std::move(hold), wish, today_in_city(services.program, db));
    return after ? known(services, db, std::move(*after)) : after;
}

http::Access keepers() {
    return http::Access::needs("records_manage");
}

}  // namespace

void add_hold_routes(http::Router& router, const Services& services) {
    router.add(http::list<HoldLine>(
        "/api/v1/records/holds",
        http::Access::needs("records_read"),
        "Legal holds: what may be neither deleted nor redacted, and why.",
        std::bind_front(list, services)
    ));
    router.add(http::create<LegalHoldWish, ShownHold>(
        "/api/v1/records/holds",
        keepers(),
        "Places a legal hold. From then on what it covers can be neither deleted nor redacted.",
        [services](const http::Call& call, const LegalHoldWish& wish) {
            return add<LegalHold>(services, call, [&](auto& writing, LegalHold blank) {
                blank.placed_by = {call.caller.account, {}, {}};
                return wished(services, writing.db(), std::move(blank), wish);
            });
        }
    ));
    router.add(http::get<ShownHold>(
        "/api/v1/records/holds/{hold}",
        http::Access::needs("records_read"),
        "One legal hold.",
        [services](const http::Call& call) { return shown(services, call.id<LegalHold>("hold")); }
    ));
    router.add(http::put<LegalHoldWish, ShownHold>(
        "/api/v1/records/holds/{hold}",
        keepers().with_fresh_proof(),
        "Changes a legal hold: what it covers and how long.",
        [services](const http::Call& call, const LegalHoldWish& wish) {
            const auto id = call.id<LegalHold>("hold");
            return change<LegalHold>(
                services,
                call,
                id,
                "update",
                [&](auto& writing, LegalHold before) {
                    return wished(services, writing.db(), std::move(before), wish);
                }
            );
        }
    ));
    router.add(http::conditional(http::post<HoldRelease, ShownHold>(
        "/api/v1/records/holds/{hold}/release",
        keepers().with_fresh_proof(),
        "Releases a legal hold, with the reason.",
        [services](const http::Call& call, const HoldRelease& why) {
            const auto id = call.id<LegalHold>("hold");
            return change<LegalHold>(
                services,
                call,
                id,
                "release",
                [&](auto& writing, LegalHold before) {
                    return released(std::move(before), why, call.caller.account, writing.at());
                }
            );
        }
    )));
}

}  // namespace belfry::public_records
