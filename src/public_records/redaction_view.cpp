#include "public_records/redaction_view.hpp"

#include <algorithm>

#include "accounts/who_changed.hpp"
#include "program/named.hpp"
#include "program/people.hpp"
#include "program/subject.hpp"
#include "public_records/exemption_store.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/redaction_act.hpp"

namespace belfry::public_records {

namespace {

/// Puts in what retention and holds say.
void add_rules(
    store::Connection& db,
    const Services& services,
    const record::Object& object,
    RedactionKind kind,
    RecordView& view
) {
    view.obstacles = obstacles(db, services, object, kind);
    for (const auto& hold :
         holds_on(db, services.shelves, object, today_in_city(services.program, db))) {
        view.holds.push_back(hold.matter);
    }
    if (const auto retention = retention_of(db, services.shelves, object)) {
        view.series = retention->series.name;
        view.kept_until = retention->kept_until;
        view.begun = retention->starts_on.has_value();
    }
    view.marks = exemption_marks_on(db, object);
}

}  // namespace

RecordView view_of(
    store::Connection& db,
    const Services& services,
    const http::Caller& caller,
    const RedactionTarget& target,
    RedactionKind kind
) {
    const auto object = program::object_named(target.object).value();
    const auto people = program::everybody(db);
    const program::Actors actors(people);
    const program::Words words(services.program.catalog, caller.language);
    const auto named = program::name_of_object(db, object, words).value_or(program::Named());
    const auto redacted = record::redacted_values(db);
    const auto* shelf = services.shelves.find(object.kind);
    std::int64_t last = 0;
    for (const auto& value : target.values) {
        last = std::max(last, value.entry);
    }

    RecordView view;
    view.object = target.object;
    view.title = named.title;
    view.link = named.link;
    for (const auto& kept : kept_values(db, object)) {
        const auto place =
            kept.newest ? live_place(db, services.shelves, object, kept.field) : LivePlace::none;
        const record::RedactedValue name{kept.entry, kept.field};
        const auto gone = redacted.find(name);
        const auto who = actors.find({kept.actor});
        auto& value = view.values.emplace_back();
        value.entry = kept.entry;
        value.at = kept.at;
        value.actor = who ? who->name : kept.actor == "belfry" ? "Belfry" : "";
        value.action = kept.action;
        value.field = kept.field;
        value.value = kept.value ? accounts::with_names(*kept.value, people) : json::Value(nullptr);
        value.redacted =
            kept.value || gone == redacted.end() ? std::nullopt : std::optional(gone->second);
        value.newest = kept.newest;
        value.live = place == LivePlace::empties;
        value.can_go = kept.value && place != LivePlace::stays;
        value.goes = kept.value && std::ranges::find(target.values, name) != target.values.end();
        view.newer = view.newer || (last > 0 && kept.entry > last && kept.value);
        view.file_goes = view.file_goes || (value.goes && kept.newest && shelf != nullptr &&
                                            kept.field == shelf->bytes.field);
    }
    add_rules(db, services, object, kind, view);
    return view;
}

}  // namespace belfry::public_records
