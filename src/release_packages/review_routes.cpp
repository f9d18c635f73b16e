#include <algorithm>

#include "program/city_store.hpp"
#include "program/history.hpp"
#include "program/local_time.hpp"
#include "program/query.hpp"
#include "public_records/exemption_store.hpp"
#include "release_packages/package.hpp"
#include "release_packages/request_keeping.hpp"
#include "release_packages/routes.hpp"

namespace belfry::release_packages {

namespace {

using public_records::ExemptionMark;

/// Entries on one page of a review.
constexpr std::size_t page_of_entries = 50;

/// A value as its reviewer sees it. An entry without values has one line without a field.
struct ReviewLine {
    std::int64_t entry = 0;
    Instant at;
    std::string actor;   ///< Name.
    std::string action;  ///< `task.update`
    std::string object;  ///< `task/12`
    bool outside = false;
    std::optional<std::int64_t> position;
    std::string field;
    std::string value;
    FieldState state = FieldState::undecided;
    std::optional<Id<Exemption>> exemption;
    std::optional<Id<Exemption>> suggested;  ///< Marked on the object or its field.
};
BOOST_DESCRIBE_STRUCT(
    ReviewLine,
    (),
    (entry, at, actor, action, object, outside, position, field, value, state, exemption, suggested)
)

struct Decisions {
    std::vector<FieldRef> fields;
    FieldState state = FieldState::undecided;  ///< release, withhold or undecided.
    std::optional<Id<Exemption>> exemption;
};
BOOST_DESCRIBE_STRUCT(Decisions, (), (fields, state, exemption))

struct Leaving {
    std::vector<std::int64_t> entries;
    bool outside = true;  ///< False: they belong to the package after all.
};
BOOST_DESCRIBE_STRUCT(Leaving, (), (entries, outside))

std::optional<Id<Exemption>> suggested(
    const std::vector<ExemptionMark>& marks, const record::Object& object, const std::string& field
) {
    for (const auto& mark : marks) {
        if (mark.object_kind == object.kind &&
            (mark.object_id == 0 || mark.object_id == object.id) &&
            (mark.field.empty() || mark.field == field)) {
            return mark.exemption;
        }
    }
    return {};
}

/// What lines need beside their entry.
struct Looking {
    std::vector<ExemptionMark> marks;
    program::Actors actors;
};

/// The lines of an entry; `seen`: whether the reader may see its values.
void add_lines(
    std::vector<ReviewLine>& out, const ReviewedEntry& entry, const Looking& looking, bool seen
) {
    const ReviewLine head{
        .entry = static_cast<std::int64_t>(entry.sequence),
        .at = entry.at,
        .actor = program::shown_actor(looking.actors, entry.actor).name,
        .action = entry.action,
        .object = entry.object.text(),
        .outside = entry.outside,
        .position = {},
        .field = {},
        .value = {},
        .exemption = {},
        .suggested = {},
    };
    if (entry.fields.empty()) {
        out.push_back(head);
        out.back().state = FieldState::release;
    }
    for (const auto& field : entry.fields) {
        auto& line = out.emplace_back(head);
        line.position = field.position;
        line.field = field.name;
        line.value = seen && !field.disclosure.empty() ? shown_value(field.disclosure) : "";
        line.state = field.state;
        line.exemption = field.exemption;
        line.suggested = suggested(looking.marks, entry.object, field.name);
    }
}

Result<http::Listing<ReviewLine>> review(const Services& services, const http::Call& call) {
    const auto after = program::number_in(call, "after");
    if (!after) {
        return std::unexpected(after.error());
    }
    const bool whole = call.request.query_value("format").value_or("json") != "json";
    return services.records.program.database.read(
        [&](store::Connection& db) -> Result<http::Listing<ReviewLine>> {
            const auto id = call.id<RecordsRequest>("request");
            if (!find_request(db, id)) {
                return program::no_such_thing();
            }
            const Looking looking{
                public_records::list_exemption_marks(db), program::Actors(program::everybody(db))
            };
            http::Listing<ReviewLine> out;
            std::size_t shown = 0;
            const auto entries = review_of(db, id);
            for (const auto& entry : entries) {
                if (static_cast<std::int64_t>(entry.sequence) <= after->value_or(0)) {
                    continue;
                }
                if (!whole && shown++ == page_of_entries) {
                    out.next = std::to_string(out.items.back().entry);
                    break;
                }
                const bool seen = services.may_see(call.caller, entry.object.kind);
                add_lines(out.items, entry, looking, seen);
            }
            return out;
        }
    );
}

/// What the caller may see of what the request asks for. Requests say who asked: they are looked
/// through only where they are asked for, and the request itself never.
Search search_of(
    const Services& services,
    store::Connection& db,
    const http::Caller& caller,
    const RecordsRequest& request
) {
    Search out{
        .words = request.words, .kinds = {}, .except = {"records_request", request.id.value}
    };
    for (const auto& shelf : services.records.shelves.shelves) {
        const bool wanted = request.kinds.empty() ? shelf.kind != "records_request"
                                                  : std::ranges::find(request.kinds, shelf.kind) !=
                                                        request.kinds.end();
        if (wanted && services.may_see(caller, shelf.kind)) {
            out.kinds.emplace_back(shelf.kind);
        }
    }
    const auto zone = program::find_city(db).time_zone;
    using std::chrono::minutes;
    if (request.since) {
        out.from = program::moment_of(zone, *request.since, minutes(0));
    }
    if (request.until) {
        out.until = program::moment_of(zone, program::plus_days(*request.until, 1), minutes(0));
    }
    return out;
}

Result<ShownRequest> collect(const Services& services, const http::Call& call) {
    const auto& program = services.records.program;
    // Searched before: the body of a write must be short. What is written meanwhile is found the
    // next time; a changed request is refused.
    const auto found = program.database.read([&](store::Connection& db) {
        const auto request = find_request(db, call.id<RecordsRequest>("request"));
        return request ? search_record(db, search_of(services, db, call.caller, *request))
                       : std::vector<std::uint64_t>();
    });
    if (found.size() > most_entries) {
        return refuse(
            Refusal::Kind::invalid,
            "release_scope_too_wide",
            "More than 2,000 entries fit. Narrow the request by words, kinds or days."
        );
    }
    return work_on(
        services,
        call,
        "collect",
        [&](record::Writing& writing, const RecordsRequest& request) -> Result<void> {
            keep_items(writing.db(), request.id, found);
            writing.set("entries", found);
            return {};
        }
    );
}

std::unexpected<Refusal> not_found_for_it() {
    return refuse(
        Refusal::Kind::not_found,
        "not_in_request",
        "One of these is not among what was found for the request, or its value is gone."
    );
}

Result<void> check_exemption(
    const Services& services, store::Connection& db, const Decisions& wish
) {
    program::Checked fields;
    if (wish.state == FieldState::removed || wish.fields.empty()) {
        fields.problem("state", "not_one_of", "Choose: release, withhold or undecided.");
    }
    if (wish.state == FieldState::withhold) {
        const auto exemption = wish.exemption ? public_records::find_exemption(db, *wish.exemption)
                                              : std::optional<Exemption>();
        if (!exemption) {
            fields.problem("exemption", "no_such_exemption", "Choose one of the exemptions.");
        } else if (!public_records::is_usable(
                       *exemption, public_records::today_in_city(services.records.program, db)
                   )) {
            fields.problem(
                "exemption", "exemption_not_in_force", "Choose an exemption that is in force today."
            );
        }
    }
    return fields.result();
}

Result<ShownRequest> decide_fields(
    const Services& services, const http::Call& call, const Decisions& wish
) {
    return work_on(
        services,
        call,
        "decide",
        [&](record::Writing& writing, const RecordsRequest& request) -> Result<void> {
            if (auto fits = check_exemption(services, writing.db(), wish); !fits) {
                return fits;
            }
            const auto exemption = wish.state == FieldState::withhold
                                       ? wish.exemption
                                       : std::optional<Id<Exemption>>();
            for (const auto& field : wish.fields) {
                // What somebody may not see they cannot give out.
                if (!services.may_see(call.caller, kind_of(writing.db(), field.entry)) ||
                    !decide(writing.db(), request.id, field, wish.state, exemption)) {
                    return not_found_for_it();
                }
            }
            writing.set("decided", wish);
            return {};
        }
    );
}

Result<ShownRequest> leave_out(
    const Services& services, const http::Call& call, const Leaving& wish
) {
    return work_on(
        services,
        call,
        "leave_out",
        [&](record::Writing& writing, const RecordsRequest& request) -> Result<void> {
            for (const auto entry : wish.entries) {
                if (!put_outside(writing.db(), request.id, entry, wish.outside)) {
                    return not_found_for_it();
                }
            }
            writing.set("left_out", wish);
            return {};
        }
    );
}

}  // namespace

void add_review_routes(http::Router& router, const Services& services) {
    auto lines = http::list<ReviewLine>(
        "/api/v1/records/requests/{request}/review",
        releasers(),
        "What was found for a request, a line for each value.",
        std::bind_front(review, services)
    );
    lines.query.push_back({"after", "Continue behind this entry.", {}});
    router.add(std::move(lines));
    router.add(http::conditional(http::without_body<ShownRequest>(
        http::Method::post,
        "/api/v1/records/requests/{request}/search",
        releasers(),
        "Searches the record for what the request asks for. Decisions on what stays are kept.",
        std::bind_front(collect, services)
    )));
    auto decide_route = http::conditional(http::post<Decisions, ShownRequest>(
        "/api/v1/records/requests/{request}/decisions",
        releasers(),
        "Decides what becomes of values: given out, or withheld under an exemption.",
        std::bind_front(decide_fields, services)
    ));
    decide_route.most_body = std::size_t{1024} * 1024;
    router.add(std::move(decide_route));
    router.add(http::conditional(http::post<Leaving, ShownRequest>(
        "/api/v1/records/requests/{request}/left-out",
        releasers(),
        "Says which entries were found but not asked for.",
        std::bind_front(leave_out, services)
    )));
}

}  // namespace belfry::release_packages
