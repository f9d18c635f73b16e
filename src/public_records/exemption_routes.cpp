#include <algorithm>

#include <fmt/format.h>

#include "http/router.hpp"
#include "program/change.hpp"
#include "program/limits.hpp"
#include "public_records/exemption_store.hpp"
#include "public_records/notices.hpp"
#include "public_records/routes.hpp"

namespace belfry::program {

template <>
struct Stored<public_records::Exemption> {
    static constexpr std::string_view kind = "exemption";

    static auto find(store::Connection& db, Id<public_records::Exemption> id) {
        return public_records::find_exemption(db, id);
    }

    static void save(store::Connection& db, const public_records::Exemption& thing) {
        public_records::save_exemption(db, thing);
    }

    static void erase(store::Connection& db, Id<public_records::Exemption> id) {
        public_records::delete_exemption(db, id);
    }
};

template <>
struct Stored<public_records::ExemptionMark> {
    static constexpr std::string_view kind = "exemption_mark";

    static auto find(store::Connection& db, Id<public_records::ExemptionMark> id) {
        return public_records::find_exemption_mark(db, id);
    }

    static void save(store::Connection& db, const public_records::ExemptionMark& mark) {
        public_records::save_exemption_mark(db, mark);
    }

    static void erase(store::Connection& db, Id<public_records::ExemptionMark> id) {
        public_records::delete_exemption_mark(db, id);
    }
};

}  // namespace belfry::program

namespace belfry::public_records {

namespace {

/// An exemption as lists show it.
struct ExemptionLine : Exemption {
    ExemptionState state = ExemptionState::in_force;
    std::int64_t marks = 0;  ///< How often it is marked on something.
};
BOOST_DESCRIBE_STRUCT(ExemptionLine, (Exemption), (state, marks))

using ShownExemption = http::Versioned<Exemption>;
using ShownMark = http::Versioned<ExemptionMark>;

http::Access readers() {
    return http::Access::needs("records_read");
}

http::Access keepers() {
    return http::Access::needs("records_manage");
}

Result<http::Listing<ExemptionLine>> list(const Services& services, const http::Call&) {
    return services.program.database.read([&](store::Connection& db) {
        const auto today = today_in_city(services.program, db);
        const auto marks = list_exemption_marks(db);
        http::Listing<ExemptionLine> out;
        for (auto& one : list_exemptions(db)) {
            const auto state = state_on(one, today);
            const auto count = std::ranges::count(marks, one.id, &ExemptionMark::exemption);
            out.items.push_back({std::move(one), state, count});
        }
        return out;
    });
}

Result<void> may_go(record::Writing& writing, Id<Exemption> id) {
    const auto marks = list_exemption_marks(writing.db());
    if (std::ranges::find(marks, id, &ExemptionMark::exemption) != marks.end()) {
        return refuse(
            Refusal::Kind::conflict,
            "exemption_in_use",
            "This exemption is marked on something. Take the marks away first, or let it expire."
        );
    }
    program::forget_in_inboxes(writing.db(), {"exemption", id.value});
    return {};
}

/// As wished, and told to those for whom it is due now, or is not any more.
Result<Exemption> wished(
    const Services& services,
    record::Writing& writing,
    Exemption exemption,
    const ExemptionWish& wish
) {
    auto after = changed(std::move(exemption), wish);
    if (after) {
        tell_of(services, writing, *after);
    }
    return after;
}

Result<ExemptionMark> marked(
    const Services& services,
    store::Connection& db,
    ExemptionMark mark,
    const ExemptionMarkWish& wish
) {
    mark.exemption = wish.exemption;
    mark.object_kind = wish.object_kind;
    mark.object_id = wish.object_id.value_or(0);
    mark.field = wish.field.value_or("");
    mark.reason = wish.reason.value_or("");
    program::Checked fields;
    fields.optional_line("field", mark.field, program::most_title)
        .optional_text("reason", mark.reason, program::most_reason);
    if (!find_exemption(db, mark.exemption)) {
        fields.problem("exemption", "no_such_exemption", "Choose one of the exemptions.");
    }
    const record::Object object{mark.object_kind, mark.object_id};
    if (services.shelves.find(object.kind) == nullptr) {
        fields.problem("object_kind", "kind_not_kept", "Choose one of the kinds of records.");
    } else if (object.id != 0 && !is_object(db, object)) {
        fields.problem("object_id", "no_such_object", "There is no such record.");
    }
    if (auto refused = fields.result(); !refused) {
        return std::unexpected(refused.error());
    }
    return mark;
}

void add_mark_routes(http::Router& router, const Services& services) {
    router.add(http::list<ExemptionMark>(
        "/api/v1/records/marks",
        readers(),
        "What exemptions are marked on.",
        [services](const http::Call&) -> Result<http::Listing<ExemptionMark>> {
            return http::Listing<ExemptionMark>{
                services.program.database.read(list_exemption_marks), {}
            };
        }
    ));
    router.add(http::create<ExemptionMarkWish, ShownMark>(
        "/api/v1/records/marks",
        keepers(),
        "Marks an object, or one of its fields, as covered by an exemption.",
        [services](const http::Call& call, const ExemptionMarkWish& wish) {
            return program::add<ExemptionMark>(
                services.program,
                call,
                [&](auto& writing, ExemptionMark mark) {
                    return marked(services, writing.db(), std::move(mark), wish);
                }
            );
        }
    ));
    router.add(http::remove<void>(
        "/api/v1/records/marks/{mark}",
        keepers(),
        "Takes a mark away: the exemption does not cover this any more.",
        [services](const http::Call& call) {
            return program::erase(services.program, call, call.id<ExemptionMark>("mark"));
        }
    ));
}

}  // namespace

void add_exemption_routes(http::Router& router, const Services& services) {
    router.add(http::list<ExemptionLine>(
        "/api/v1/records/exemptions",
        readers(),
        "What the law lets the city withhold, and which of it is due for a look.",
        std::bind_front(list, services)
    ));
    router.add(http::create<ExemptionWish, ShownExemption>(
        "/api/v1/records/exemptions",
        keepers(),
        "Adds an exemption.",
        [services](const http::Call& call, const ExemptionWish& wish) {
            return program::add<Exemption>(
                services.program,
                call,
                [&](auto& writing, Exemption blank) {
                    return wished(services, writing, std::move(blank), wish);
                }
            );
        }
    ));
    router.add(http::get<ShownExemption>(
        "/api/v1/records/exemptions/{exemption}",
        readers(),
        "One exemption.",
        [services](const http::Call& call) {
            return program::shown(services.program, call.id<Exemption>("exemption"));
        }
    ));
    router.add(http::put<ExemptionWish, ShownExemption>(
        "/api/v1/records/exemptions/{exemption}",
        keepers(),
        "Changes an exemption, as after a review.",
        [services](const http::Call& call, const ExemptionWish& wish) {
            const auto id = call.id<Exemption>("exemption");
            return program::change<Exemption>(
                services.program,
                call,
                id,
                "update",
                [&](auto& writing, Exemption before) {
                    return wished(services, writing, std::move(before), wish);
                }
            );
        }
    ));
    router.add(http::remove<void>(
        "/api/v1/records/exemptions/{exemption}",
        keepers(),
        "Takes away an exemption that is marked on nothing.",
        [services](const http::Call& call) {
            const auto id = call.id<Exemption>("exemption");
            return program::erase(services.program, call, id, [id](record::Writing& writing) {
                return may_go(writing, id);
            });
        }
    ));
    add_mark_routes(router, services);
}

}  // namespace belfry::public_records
