#include "cli/records.hpp"

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/services.hpp"
#include "program/deed.hpp"
#include "program/subject.hpp"
#include "public_records/exemption_store.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/redaction_act.hpp"
#include "public_records/redaction_view.hpp"
#include "public_records/retention_view.hpp"
#include "web/shelves.hpp"

namespace belfry::cli {

namespace {

constexpr int days_ahead = 90;

std::string day_or(const std::optional<Date>& day, std::string_view otherwise) {
    return day ? to_iso(*day) : std::string(otherwise);
}

/// Runs `work` with the services and a connection that reads.
template <class Work>
int reading(const web::Place& place, const Output& out, Work work) {
    return with_house(place, out, [&](web::House& house) {
        const auto program = services_of(house);
        return house.database->read([&](store::Connection& db) {
            return work(db, public_records::Services{program, web::shelves()});
        });
    });
}

void say_record(const public_records::RecordView& view, const Output& out) {
    std::string text = fmt::format(
        "{}  {}\nseries {}, kept until {}",
        view.object,
        view.title,
        view.series.value_or("none"),
        day_or(view.kept_until, view.series ? "further notice" : "nothing says")
    );
    for (const auto& matter : view.holds) {
        text += fmt::format("\nheld: {}", matter);
    }
    for (const auto& value : view.values) {
        text += fmt::format(
            "\n{:>8}  {}  {} = {}",
            value.entry,
            to_iso(value.at),
            value.field,
            value.redacted ? fmt::format("redacted under {}", *value.redacted)
                           : json::canonical(value.value)
        );
    }
    out.say(text, json::write(view).as_object());
}

}  // namespace

int records_due(const web::Place& place, const RecordsWish& wish, const Output& out) {
    return reading(place, out, [&](store::Connection& db, const auto& services) -> int {
        const auto lines = public_records::due_lines(db, services, "en", days_ahead, wish.all);
        for (const auto& line : lines) {
            out.say(
                fmt::format(
                    "{}  {:9}  kept until {}  {}{}  {}",
                    line.object,
                    json::name_of(line.state),
                    day_or(line.kept_until, "further notice"),
                    line.series_name,
                    line.held ? "  (held)" : "",
                    line.title
                ),
                json::write(line).as_object()
            );
        }
        if (lines.empty() && !out.as_json()) {
            out.say("Nothing is due.", {});
        }
        return done;
    });
}

int records_holds(const web::Place& place, const Output& out) {
    return reading(place, out, [&](store::Connection& db, const auto& services) -> int {
        const auto today = public_records::today_in_city(services.program, db);
        for (const auto& hold : public_records::list_holds(db)) {
            const auto state = json::name_of(public_records::state_on(hold, today));
            auto object = json::write(hold).as_object();
            object["state"] = state;
            out.say(
                fmt::format(
                    "{}  {}  from {} until {}  {}",
                    hold.id.value,
                    state,
                    to_iso(hold.starts_on),
                    day_or(hold.ends_on, "it is released"),
                    hold.matter
                ),
                object
            );
        }
        return done;
    });
}

int records_exemptions(const web::Place& place, const Output& out) {
    return reading(place, out, [&](store::Connection& db, const auto& services) -> int {
        const auto today = public_records::today_in_city(services.program, db);
        for (const auto& exemption : public_records::list_exemptions(db)) {
            const auto state = json::name_of(public_records::state_on(exemption, today));
            auto object = json::write(exemption).as_object();
            object["state"] = state;
            out.say(
                fmt::format(
                    "{}  {}  {}  ({})", exemption.id.value, state, exemption.name, exemption.statute
                ),
                object
            );
        }
        return done;
    });
}

int records_redactions(const web::Place& place, const Output& out) {
    return reading(place, out, [&](store::Connection& db, const auto&) -> int {
        for (const auto& redaction : public_records::list_redactions(db)) {
            out.say(
                fmt::format(
                    "{}  {}  {} of 2 approvals  {}  {} records",
                    redaction.id.value,
                    json::name_of(redaction.state),
                    redaction.approvals.size(),
                    redaction.statute,
                    redaction.targets.size()
                ),
                json::write(redaction).as_object()
            );
        }
        return done;
    });
}

int records_show(const web::Place& place, const RecordsWish& wish, const Output& out) {
    const auto object = program::object_named(wish.object);
    if (!object || web::shelves().find(object->kind) == nullptr) {
        return out.misunderstood("name a record like task/12");
    }
    return reading(place, out, [&](store::Connection& db, const auto& services) -> int {
        if (!public_records::is_object(db, *object)) {
            return out.refuse(program::no_such_thing().error());
        }
        http::Caller caller;
        say_record(
            public_records::view_of(
                db, services, caller, {object->text(), {}}, public_records::RedactionKind::redaction
            ),
            out
        );
        return done;
    });
}

int records_carry_out(const web::Place& place, const Output& out) {
    return with_house(place, out, [&](web::House& house) {
        const auto program = services_of(house);
        const auto count = public_records::execute_due({program, web::shelves()});
        out.say(fmt::format("{} redactions carried out.", count), {{"carried_out", count}});
        return done;
    });
}

}  // namespace belfry::cli
