#include "release_packages/request_store.hpp"

#include "program/columns.hpp"

namespace belfry::release_packages {

namespace {

using program::day_at;
using program::day_text;

#define BELFRY_REQUEST_COLUMNS                                                                   \
    "id, title, requester, contact, details, received, days, extra_days, extra_reason, counted," \
    " law, closed_days, due, words, kinds, since, until, state, closed_on, closing_note, owner," \
    " revision"

RecordsRequest read_request(const store::Row& row) {
    return {
        .id = row.get<Id<RecordsRequest>>(0),
        .title = row.get<std::string>(1),
        .requester = row.get<std::string>(2),
        .contact = row.get<std::string>(3),
        .details = row.get<std::string>(4),
        .received = day_at(row, 5).value(),
        .days = row.integer(6),
        .extra_days = row.integer(7),
        .extra_reason = row.get<std::string>(8),
        .counted = program::named_at<DayCount>(row, 9),
        .law = row.get<std::string>(10),
        .closed_days = json::parse_as<std::vector<Date>>(row.text(11)).value(),
        .due = day_at(row, 12).value(),
        .words = row.get<std::string>(13),
        .kinds = json::parse_as<std::vector<std::string>>(row.text(14)).value(),
        .since = day_at(row, 15),
        .until = day_at(row, 16),
        .state = program::named_at<RequestState>(row, 17),
        .closed_on = day_at(row, 18),
        .closing_note = row.get<std::string>(19),
        .owner = accounts::person_of(row.get<std::optional<std::int64_t>>(20)),
        .revision = row.integer(21),
    };
}

}  // namespace

std::vector<RecordsRequest> list_requests(store::Connection& db) {
    return db.query(
        "SELECT " BELFRY_REQUEST_COLUMNS
        " FROM records_request ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END,"
        " CASE state WHEN 'open' THEN due ELSE '' END, id DESC",
        read_request
    );
}

std::optional<RecordsRequest> find_request(store::Connection& db, Id<RecordsRequest> id) {
    return db.query_one(
        "SELECT " BELFRY_REQUEST_COLUMNS " FROM records_request WHERE id = $1", read_request, id
    );
}

void save_request(store::Connection& db, const RecordsRequest& request) {
    db.execute(
        "INSERT INTO records_request (" BELFRY_REQUEST_COLUMNS
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,"
        " $18, $19, $20, $21, $22) ON CONFLICT (id) DO UPDATE SET title = excluded.title,"
        " requester = excluded.requester, contact = excluded.contact, details = excluded.details,"
        " received = excluded.received, days = excluded.days, extra_days = excluded.extra_days,"
        " extra_reason = excluded.extra_reason, counted = excluded.counted, law = excluded.law,"
        " closed_days = excluded.closed_days, due = excluded.due, words = excluded.words,"
        " kinds = excluded.kinds, since = excluded.since, until = excluded.until,"
        " state = excluded.state, closed_on = excluded.closed_on,"
        " closing_note = excluded.closing_note, owner = excluded.owner,"
        " revision = excluded.revision",
        request.id,
        request.title,
        request.requester,
        request.contact,
        request.details,
        to_iso(request.received),
        request.days,
        request.extra_days,
        request.extra_reason,
        json::name_of(request.counted),
        request.law,
        json::canonical(json::write(request.closed_days)),
        to_iso(request.due),
        request.words,
        json::canonical(json::write(request.kinds)),
        day_text(request.since),
        day_text(request.until),
        json::name_of(request.state),
        day_text(request.closed_on),
        request.closing_note,
        accounts::id_of(request.owner),
        request.revision
    );
}

}  // namespace belfry::release_packages
