#include <algorithm>

#include "http/router.hpp"
#include "program/change.hpp"
#include "program/people.hpp"
#include "public_records/exemption_store.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/notices.hpp"
#include "public_records/redaction_act.hpp"
#include "public_records/redaction_view.hpp"
#include "public_records/routes.hpp"

namespace belfry::program {

template <>
struct Stored<public_records::Redaction> {
    static constexpr std::string_view kind = "redaction";

    static auto find(store::Connection& db, Id<public_records::Redaction> id) {
        return public_records::find_redaction(db, id);
    }

    static void save(store::Connection& db, const public_records::Redaction& one) {
        public_records::save_redaction(db, one);
    }

    template <class Names>
    static void complete(const Names& people, public_records::Redaction& one) {
        accounts::complete(people, one.proposed_by);
        accounts::complete(people, one.ended_by);
        for (auto& approval : one.approvals) {
            accounts::complete(people, approval.by);
        }
    }
};

}  // namespace belfry::program

namespace belfry::public_records {

namespace {

using ShownRedaction = http::Versioned<Redaction>;

struct RedactionPreview {
    std::vector<RecordView> records;
};
BOOST_DESCRIBE_STRUCT(RedactionPreview, (), (records))

/// What waits for somebody, for the first page of the public records.
struct RecordsOverview {
    std::int64_t due = 0;         ///< Records whose period is over.
    std::int64_t exemptions = 0;  ///< To be looked at, or expired.
    std::int64_t holds = 0;       ///< In force.
    std::int64_t redactions = 0;  ///< Proposed or approved.
    std::int64_t for_me = 0;      ///< Of these, those that wait for the caller's approval.
};
BOOST_DESCRIBE_STRUCT(RecordsOverview, (), (due, exemptions, holds, redactions, for_me))

http::Access readers() {
    return http::Access::needs("records_read");
}

http::Access approvers() {
    return http::Access::needs("records_approve").with_fresh_proof();
}

bool waits_for(const Redaction& redaction, std::int64_t account) {
    return approved(redaction, account, redaction.proposed_at).has_value();
}

RecordsOverview overview(
    store::Connection& db, const Services& services, const http::Caller& caller
) {
    const auto today = today_in_city(services.program, db);
    RecordsOverview out;
    for (const auto& line : due_lines(db, services, caller.language, 0)) {
        out.due += line.state == DueState::due ? 1 : 0;
    }
    for (const auto& exemption : list_exemptions(db)) {
        const auto state = state_on(exemption, today);
        out.exemptions +=
            state == ExemptionState::review_due || state == ExemptionState::expired ? 1 : 0;
    }
    for (const auto& hold : list_holds(db)) {
        out.holds += state_on(hold, today) == HoldState::in_force ? 1 : 0;
    }
    for (const auto& redaction : list_redactions(db)) {
        const bool proposed = redaction.state == RedactionState::proposed;
        out.redactions += proposed || redaction.state == RedactionState::approved ? 1 : 0;
        out.for_me +=
            proposed && caller.may("records_approve") && waits_for(redaction, caller.account) ? 1
                                                                                              : 0;
    }
    return out;
}

/// What a wish would come to, without proposing it.
Result<Redaction> read_wish(
    store::Connection& db,
    const Services& services,
    Redaction blank,
    const RedactionWish& wish,
    std::int64_t by
) {
    auto redaction = proposed(
        std::move(blank),
        wish,
        by,
        services.program.clock.now(),
        today_in_city(services.program, db)
    );
    if (!redaction) {
        return redaction;
    }
    auto targets = targets_of(db, services.shelves, wish.targets);
    if (!targets) {
        return std::unexpected(targets.error());
    }
    redaction->targets = std::move(*targets);
    return redaction;
}

RedactionPreview preview_of(
    store::Connection& db,
    const Services& services,
    const http::Caller& caller,
    const Redaction& redaction
) {
    RedactionPreview out;
    for (const auto& target : redaction.targets) {
        out.records.push_back(view_of(db, services, caller, target, redaction.kind));
    }
    return out;
}

Result<ShownRedaction> propose(
    const Services& services, const http::Call& call, const RedactionWish& wish
) {
    return program::add<Redaction>(
        services.program,
        call,
        [&](record::Writing& writing, Redaction blank) -> Result<Redaction> {
            auto redaction =
                read_wish(writing.db(), services, std::move(blank), wish, call.caller.account);
            if (!redaction) {
                return redaction;
            }
            if (auto free = check_obstacles(writing.db(), services, *redaction); !free) {
                return std::unexpected(free.error());
            }
            tell_of(services, writing, *redaction);
            return redaction;
        }
    );
}

/// The second approval carries the redaction out where its day has come. Where something forbids
/// that since, the approval stands all the same, and the redaction waits as one does for its day.
Result<ShownRedaction> approve(const Services& services, const http::Call& call) {
    const auto id = call.id<Redaction>("redaction");
    auto after = program::change<Redaction>(
        services.program,
        call,
        id,
        "approve",
        [&](record::Writing& writing, Redaction before) -> Result<Redaction> {
            if (auto free = check_obstacles(writing.db(), services, before); !free) {
                return std::unexpected(free.error());
            }
            auto now = approved(std::move(before), call.caller.account, writing.at());
            if (now) {
                tell_of(services, writing, *now);
            }
            return now;
        }
    );
    if (after && after->value.state == RedactionState::approved) {
        const auto done = execute(services, id, record::Actor::account(call.caller.account));
        if (done) {
            return program::shown(services.program, id);
        }
    }
    return after;
}

/// `declined` or `withdrawn`.
using Ending = Result<Redaction> (*)(Redaction, const RedactionEnd&, std::int64_t, Instant);

Result<ShownRedaction> end(
    const Services& services,
    const char* verb,
    Ending how,
    const http::Call& call,
    const RedactionEnd& why
) {
    const auto id = call.id<Redaction>("redaction");
    return program::change<Redaction>(
        services.program,
        call,
        id,
        verb,
        [&](auto& writing, auto before) {
            auto after = how(std::move(before), why, call.caller.account, writing.at());
            if (after) {
                tell_of(services, writing, *after);
            }
            return after;
        }
    );
}

void add_answer_routes(http::Router& router, const Services& services) {
    router.add(http::conditional(http::without_body<ShownRedaction>(
        http::Method::post,
        "/api/v1/records/redactions/{redaction}/approval",
        approvers(),
        "Approves a redaction that somebody else proposed. The second approval lets it happen.",
        std::bind_front(approve, services)
    )));
    router.add(http::conditional(http::post<RedactionEnd, ShownRedaction>(
        "/api/v1/records/redactions/{redaction}/refusal",
        http::Access::needs("records_approve"),
        "Declines a redaction that somebody else proposed, with the reason.",
        std::bind_front(end, services, "decline", declined)
    )));
    router.add(http::conditional(http::post<RedactionEnd, ShownRedaction>(
        "/api/v1/records/redactions/{redaction}/withdrawal",
        http::Access::needs("records_manage"),
        "Takes one's own proposal back, with the reason.",
        std::bind_front(end, services, "withdraw", withdrawn)
    )));
}

void add_view_routes(http::Router& router, const Services& services) {
    router.add(http::get<RecordsOverview>(
        "/api/v1/records",
        readers(),
        "What of the public records waits for somebody.",
        [services](const http::Call& call) -> Result<RecordsOverview> {
            return services.program.database.read([&](store::Connection& db) {
                return overview(db, services, call.caller);
            });
        }
    ));
    router.add(http::get<RecordView>(
        "/api/v1/records/objects/{kind:text}/{id}",
        readers(),
        "Every value the record has of one object, and what retention, holds and exemptions say.",
        [services](const http::Call& call) -> Result<RecordView> {
            const record::Object object{call.text("kind"), call.number("id")};
            return services.program.database.read([&](store::Connection& db) -> Result<RecordView> {
                if (services.shelves.find(object.kind) == nullptr || !is_object(db, object)) {
                    return program::no_such_thing();
                }
                return view_of(
                    db, services, call.caller, {object.text(), {}}, RedactionKind::redaction
                );
            });
        }
    ));
    router.add(http::get<RedactionPreview>(
        "/api/v1/records/redactions/{redaction}/preview",
        readers(),
        "What a redaction takes, what stays, and what stands in its way.",
        [services](const http::Call& call) -> Result<RedactionPreview> {
            return services.program.database.read(
                [&](store::Connection& db) -> Result<RedactionPreview> {
                    const auto one = find_redaction(db, call.id<Redaction>("redaction"));
                    if (!one) {
                        return program::no_such_thing();
                    }
                    return preview_of(db, services, call.caller, *one);
                }
            );
        }
    ));
    router.add(http::post<RedactionWish, RedactionPreview>(
        "/api/v1/records/redactions/preview",
        http::Access::needs("records_manage"),
        "The same for one that is not proposed yet. Nothing is stored.",
        [services](const http::Call& call, const RedactionWish& wish) -> Result<RedactionPreview> {
            return services.program.database.read(
                [&](store::Connection& db) -> Result<RedactionPreview> {
                    const auto one = read_wish(db, services, {}, wish, call.caller.account);
                    if (!one) {
                        return std::unexpected(one.error());
                    }
                    return preview_of(db, services, call.caller, *one);
                }
            );
        }
    ));
}

}  // namespace

void add_redaction_routes(http::Router& router, const Services& services) {
    router.add(http::list<Redaction>(
        "/api/v1/records/redactions",
        readers(),
        "Redactions and dispositions: proposed, approved, carried out, declined.",
        [services](const http::Call&) -> Result<http::Listing<Redaction>> {
            return services.program.database.read([&](store::Connection& db) {
                const auto people = program::everybody(db);
                http::Listing<Redaction> out{list_redactions(db), {}};
                for (auto& one : out.items) {
                    program::Stored<Redaction>::complete(people, one);
                }
                return out;
            });
        }
    ));
    router.add(http::create<RedactionWish, ShownRedaction>(
        "/api/v1/records/redactions",
        http::Access::needs("records_manage"),
        "Proposes that values are removed under a law. Two others have to approve it.",
        std::bind_front(propose, services)
    ));
    router.add(http::get<ShownRedaction>(
        "/api/v1/records/redactions/{redaction}",
        readers(),
        "One redaction.",
        [services](const http::Call& call) {
            return program::shown(services.program, call.id<Redaction>("redaction"));
        }
    ));
    add_answer_routes(router, services);
    add_view_routes(router, services);
}

}  // namespace belfry::public_records
