#include "public_records/retention_store.hpp"

#include "program/columns.hpp"

namespace belfry::public_records {

namespace {

#define BELFRY_SERIES_COLUMNS                                                    \
    "SELECT id, name, starts_with, period, unit, disposition, citation, source," \
    " redaction_allowed, revision FROM retention_series"

#define BELFRY_ASSIGNMENT_COLUMNS                                                 \
    "SELECT id, series, object_kind, object_id, starts_on, reason, revision FROM" \
    " retention_assignment"

RetentionSeries series_in(const store::Row& row) {
    return {
        .id = row.get<Id<RetentionSeries>>(0),
        .name = row.get<std::string>(1),
        .starts_with = program::named_at<RetentionStart>(row, 2),
        .period = row.integer(3),
        .unit = program::named_at<RetentionUnit>(row, 4),
        .disposition = program::named_at<Disposition>(row, 5),
        .citation = row.get<std::string>(6),
        .source = row.get<std::string>(7),
        .redaction_allowed = row.get<bool>(8),
        .revision = row.integer(9),
    };
}

RetentionAssignment assignment_in(const store::Row& row) {
    return {
        .id = row.get<Id<RetentionAssignment>>(0),
        .series = row.get<Id<RetentionSeries>>(1),
        .object_kind = row.get<std::string>(2),
        .object_id = row.integer(3),
        .starts_on = program::day_at(row, 4),
        .reason = row.get<std::string>(5),
        .revision = row.integer(6),
    };
}

}  // namespace

std::vector<RetentionSeries> list_series(store::Connection& db) {
    return db.query(BELFRY_SERIES_COLUMNS " ORDER BY name, id", series_in);
}

std::optional<RetentionSeries> find_series(store::Connection& db, Id<RetentionSeries> id) {
    return db.query_one(BELFRY_SERIES_COLUMNS " WHERE id = $1", series_in, id);
}

void save_series(store::Connection& db, const RetentionSeries& series) {
    db.execute(
        "INSERT INTO retention_series (id, name, starts_with, period, unit, disposition, citation,"
        " source, redaction_allowed, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
        " starts_with = excluded.starts_with, period = excluded.period, unit = excluded.unit,"
        " disposition = excluded.disposition, citation = excluded.citation,"
        " source = excluded.source, redaction_allowed = excluded.redaction_allowed,"
        " revision = excluded.revision",
        series.id,
        series.name,
        json::name_of(series.starts_with),
        series.period,
        json::name_of(series.unit),
        json::name_of(series.disposition),
        series.citation,
        series.source,
        series.redaction_allowed,
        series.revision
    );
}

void delete_series(store::Connection& db, Id<RetentionSeries> id) {
    db.execute("DELETE FROM retention_series WHERE id = $1", id);
}

std::vector<RetentionAssignment> list_assignments(store::Connection& db) {
    return db.query(BELFRY_ASSIGNMENT_COLUMNS " ORDER BY object_kind, object_id", assignment_in);
}

std::optional<RetentionAssignment> find_assignment(
    store::Connection& db, Id<RetentionAssignment> id
) {
    return db.query_one(BELFRY_ASSIGNMENT_COLUMNS " WHERE id = $1", assignment_in, id);
}

std::optional<RetentionAssignment> assignment_of(
    store::Connection& db, const record::Object& object
) {
    return db.query_one(
        BELFRY_ASSIGNMENT_COLUMNS
        " WHERE object_kind = $1 AND (object_id = $2 OR object_id = 0)"
        " ORDER BY object_id DESC LIMIT 1",
        assignment_in,
        object.kind,
        object.id
    );
}

void save_assignment(store::Connection& db, const RetentionAssignment& assignment) {
    db.execute(
        "INSERT INTO retention_assignment (id, series, object_kind, object_id, starts_on, reason,"
        " revision) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT (id) DO UPDATE SET series = excluded.series,"
        " object_kind = excluded.object_kind, object_id = excluded.object_id,"
        " starts_on = excluded.starts_on, reason = excluded.reason, revision = excluded.revision",
        assignment.id,
        assignment.series,
        assignment.object_kind,
        assignment.object_id,
        program::day_text(assignment.starts_on),
        assignment.reason,
        assignment.revision
    );
}

void delete_assignment(store::Connection& db, Id<RetentionAssignment> id) {
    db.execute("DELETE FROM retention_assignment WHERE id = $1", id);
}

}  // namespace belfry::public_records
