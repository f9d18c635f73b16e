#include "public_records/exemption_store.hpp"

#include "program/columns.hpp"

namespace belfry::public_records {

namespace {

#define BELFRY_EXEMPTION_COLUMNS                                                               \
    "SELECT id, name, statute, text, source, valid_from, review_on, expires_on, revision FROM" \
    " exemption"

#define BELFRY_MARK_COLUMNS                                                      \
    "SELECT id, exemption, object_kind, object_id, field, reason, revision FROM" \
    " exemption_mark"

Exemption exemption_in(const store::Row& row) {
    return {
        .id = row.get<Id<Exemption>>(0),
        .name = row.get<std::string>(1),
        .statute = row.get<std::string>(2),
        .text = row.get<std::string>(3),
        .source = row.get<std::string>(4),
        .valid_from = program::day_at(row, 5),
        .review_on = program::day_at(row, 6),
        .expires_on = program::day_at(row, 7),
        .revision = row.integer(8),
    };
}

ExemptionMark mark_in(const store::Row& row) {
    return {
        .id = row.get<Id<ExemptionMark>>(0),
        .exemption = row.get<Id<Exemption>>(1),
        .object_kind = row.get<std::string>(2),
        .object_id = row.integer(3),
        .field = row.get<std::string>(4),
        .reason = row.get<std::string>(5),
        .revision = row.integer(6),
    };
}

}  // namespace

std::vector<Exemption> list_exemptions(store::Connection& db) {
    return db.query(BELFRY_EXEMPTION_COLUMNS " ORDER BY name, id", exemption_in);
}

std::optional<Exemption> find_exemption(store::Connection& db, Id<Exemption> id) {
    return db.query_one(BELFRY_EXEMPTION_COLUMNS " WHERE id = $1", exemption_in, id);
}

void save_exemption(store::Connection& db, const Exemption& exemption) {
    db.execute(
        "INSERT INTO exemption (id, name, statute, text, source, valid_from, review_on,"
        " expires_on, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, statute = excluded.statute,"
        " text = excluded.text, source = excluded.source, valid_from = excluded.valid_from,"
        " review_on = excluded.review_on, expires_on = excluded.expires_on,"
        " revision = excluded.revision",
        exemption.id,
        exemption.name,
        exemption.statute,
        exemption.text,
        exemption.source,
        program::day_text(exemption.valid_from),
        program::day_text(exemption.review_on),
        program::day_text(exemption.expires_on),
        exemption.revision
    );
}

void delete_exemption(store::Connection& db, Id<Exemption> id) {
    db.execute("DELETE FROM exemption WHERE id = $1", id);
}

std::vector<ExemptionMark> list_exemption_marks(store::Connection& db) {
    return db.query(BELFRY_MARK_COLUMNS " ORDER BY object_kind, object_id, field, id", mark_in);
}

std::vector<ExemptionMark> exemption_marks_on(store::Connection& db, const record::Object& object) {
    return db.query(
        BELFRY_MARK_COLUMNS
        " WHERE object_kind = $1 AND (object_id = $2 OR object_id = 0) ORDER BY field, id",
        mark_in,
        object.kind,
        object.id
    );
}

std::optional<ExemptionMark> find_exemption_mark(store::Connection& db, Id<ExemptionMark> id) {
    return db.query_one(BELFRY_MARK_COLUMNS " WHERE id = $1", mark_in, id);
}

void save_exemption_mark(store::Connection& db, const ExemptionMark& mark) {
    db.execute(
        "INSERT INTO exemption_mark (id, exemption, object_kind, object_id, field, reason,"
        " revision) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT (id) DO UPDATE SET exemption = excluded.exemption,"
        " object_kind = excluded.object_kind, object_id = excluded.object_id,"
        " field = excluded.field, reason = excluded.reason, revision = excluded.revision",
        mark.id,
        mark.exemption,
        mark.object_kind,
        mark.object_id,
        mark.field,
        mark.reason,
        mark.revision
    );
}

void delete_exemption_mark(store::Connection& db, Id<ExemptionMark> id) {
    db.execute("DELETE FROM exemption_mark WHERE id = $1", id);
}

}  // namespace belfry::public_records
