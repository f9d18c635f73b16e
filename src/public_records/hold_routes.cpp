#include <algorithm>

#include "http/router.hpp"
#include "program/change.hpp"
#include "program/limits.hpp"
#include "program/people.hpp"
#include "program/subject.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/notices.hpp"
#include "public_records/routes.hpp"

namespace belfry::program {

template <>
struct Stored<public_records::LegalHold> {
    static constexpr std::string_view kind = "legal_hold";

    static auto find(store::Connection& db, Id<public_records::LegalHold> id) {
        return public_records::find_hold(db, id);
    }

    static void save(store::Connection& db, const public_records::LegalHold& hold) {
        public_records::save_hold(db, hold);
    }

    template <class Names>
    static void complete(const Names& people, public_records::LegalHold& hold) {
        accounts::complete(people, hold.placed_by);
        accounts::complete(people, hold.released_by);
    }
};

}  // namespace belfry::program

namespace belfry::public_records {

namespace {

/// A hold as lists show it.
struct HoldLine : LegalHold {
    HoldState state = HoldState::in_force;
};
BOOST_DESCRIBE_STRUCT(HoldLine, (LegalHold), (state))

using ShownHold = http::Versioned<LegalHold>;

Result<http::Listing<HoldLine>> list(const Services& services, const http::Call&) {
    return services.program.database.read([&](store::Connection& db) {
        const auto today = today_in_city(services.program, db);
        const auto people = program::everybody(db);
        http::Listing<HoldLine> out;
        for (auto& hold : list_holds(db)) {
            program::Stored<LegalHold>::complete(people, hold);
            const auto state = state_on(hold, today);
            out.items.push_back({std::move(hold), state});
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
    const Services& services, record::Writing& writing, LegalHold hold, const LegalHoldWish& wish
) {
    auto& db = writing.db();
    auto after = changed(std::move(hold), wish, today_in_city(services.program, db));
    if (after) {
        after = known(services, db, std::move(*after));
    }
    if (after) {
        tell_of(services, writing, *after);
    }
    return after;
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
            return program::add<LegalHold>(
                services.program,
                call,
                [&](auto& writing, LegalHold blank) {
                    blank.placed_by = {call.caller.account, {}, {}};
                    return wished(services, writing, std::move(blank), wish);
                }
            );
        }
    ));
    router.add(http::get<ShownHold>(
        "/api/v1/records/holds/{hold}",
        http::Access::needs("records_read"),
        "One legal hold.",
        [services](const http::Call& call) {
            return program::shown(services.program, call.id<LegalHold>("hold"));
        }
    ));
    router.add(http::put<LegalHoldWish, ShownHold>(
        "/api/v1/records/holds/{hold}",
        keepers().with_fresh_proof(),
        "Changes a legal hold: what it covers and how long.",
        [services](const http::Call& call, const LegalHoldWish& wish) {
            const auto id = call.id<LegalHold>("hold");
            return program::change<LegalHold>(
                services.program,
                call,
                id,
                "update",
                [&](auto& writing, LegalHold before) {
                    return wished(services, writing, std::move(before), wish);
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
            return program::change<LegalHold>(
                services.program,
                call,
                id,
                "release",
                [&](auto& writing, LegalHold before) {
                    auto after =
                        released(std::move(before), why, call.caller.account, writing.at());
                    if (after) {
                        tell_of(services, writing, *after);
                    }
                    return after;
                }
            );
        }
    )));
}

}  // namespace belfry::public_records
