#include "program/event_store.hpp"

#include "program/columns.hpp"

namespace belfry::program {

namespace {

#define BELFRY_EVENT_COLUMNS                                                         \
    "SELECT id, title, starts_at, ends_at, all_day_on, place, details, step, kind, " \
    "tlp, revision FROM calendar_event"

CalendarEvent read_event(const store::Row& row) {
    return {
        .id = row.get<Id<CalendarEvent>>(0),
        .title = row.get<std::string>(1),
        .starts_at = row.get<std::optional<Instant>>(2),
        .ends_at = row.get<std::optional<Instant>>(3),
        .all_day_on = day_at(row, 4),
        .place = row.get<std::string>(5),
        .details = row.get<std::string>(6),
        .step = row.get<std::optional<int>>(7),
        .kind = named_at<CalendarKind>(row, 8),
        .tlp = named_at<record::Tlp>(row, 9),
        .revision = row.integer(10),
        .source = CalendarSource::own,
    };
}

}  // namespace

std::vector<CalendarEvent> list_events(store::Connection& db) {
    return db.query(BELFRY_EVENT_COLUMNS " ORDER BY id", read_event);
}

std::optional<CalendarEvent> find_event(store::Connection& db, Id<CalendarEvent> id) {
    return db.query_one(BELFRY_EVENT_COLUMNS " WHERE id = $1", read_event, id);
}

void add_event(store::Connection& db, const CalendarEvent& event) {
    db.execute(
        "INSERT INTO calendar_event (id, title, place, details, kind, tlp, revision)"
        " VALUES ($1, '', '', '', 'other', 'green', 0)",
        event.id
    );
    save_event(db, event);
}

void save_event(store::Connection& db, const CalendarEvent& event) {
    db.execute(
        "UPDATE calendar_event SET title = $2, starts_at = $3, ends_at = $4, all_day_on = $5,"
        " place = $6, details = $7, step = $8, kind = $9, tlp = $10, revision = $11 WHERE id = $1",
        event.id,
        event.title,
        event.starts_at,
        event.ends_at,
        day_text(event.all_day_on),
        event.place,
        event.details,
        event.step,
        json::name_of(event.kind),
        json::name_of(event.tlp),
        event.revision
    );
}

void delete_event(store::Connection& db, Id<CalendarEvent> id) {
    db.execute("DELETE FROM calendar_event WHERE id = $1", id);
}

}  // namespace belfry::program
