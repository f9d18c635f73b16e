#include "public_records/redaction_store.hpp"

#include <ranges>
#include <set>

#include "program/columns.hpp"
#include "program/disclosure.hpp"
#include "program/subject.hpp"
#include "public_records/hold.hpp"
#include "record/entry.hpp"

namespace belfry::public_records {

namespace {

#define BELFRY_REDACTION_COLUMNS                                                            \
    "SELECT id, kind, statute, reason, effective_on, targets, state, proposed_by,"          \
    " proposed_at, approvals, ended_by, ended_at, ended_reason, executed_at, revision FROM" \
    " redaction"

/// An approval as it lies in its column: people by number alone.
struct StoredApproval {
    std::int64_t by = 0;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(StoredApproval, (), (by, at))

std::vector<Approval> approvals_at(const store::Row& row, int column) {
    const auto stored = json::parse_as<std::vector<StoredApproval>>(row.text(column)).value();
    std::vector<Approval> out;
    for (const auto& one : stored) {
        out.push_back({{one.by, {}, {}}, one.at});
    }
    return out;
}

std::string as_column(const std::vector<Approval>& approvals) {
    std::vector<StoredApproval> stored;
    for (const auto& one : approvals) {
        stored.push_back({one.by.id, one.at});
    }
    return json::canonical(json::write(stored));
}

Redaction redaction_in(const store::Row& row) {
    return {
        .id = row.get<Id<Redaction>>(0),
        .kind = program::named_at<RedactionKind>(row, 1),
        .statute = row.get<std::string>(2),
        .reason = row.get<std::string>(3),
        .effective_on = program::day_at(row, 4).value(),
        .targets = json::parse_as<std::vector<RedactionTarget>>(row.text(5)).value(),
        .state = program::named_at<RedactionState>(row, 6),
        .proposed_by = {row.integer(7), {}, {}},
        .proposed_at = row.get<Instant>(8),
        .approvals = approvals_at(row, 9),
        .ended_by = accounts::person_of(row.get<std::optional<std::int64_t>>(10)),
        .ended_at = row.get<std::optional<Instant>>(11),
        .ended_reason = row.get<std::string>(12),
        .executed_at = row.get<std::optional<Instant>>(13),
        .revision = row.integer(14),
    };
}

}  // namespace

std::vector<Redaction> list_redactions(store::Connection& db) {
    return db.query(BELFRY_REDACTION_COLUMNS " ORDER BY id DESC", redaction_in);
}

std::optional<Redaction> find_redaction(store::Connection& db, Id<Redaction> id) {
    return db.query_one(BELFRY_REDACTION_COLUMNS " WHERE id = $1", redaction_in, id);
}

void save_redaction(store::Connection& db, const Redaction& redaction) {
    db.execute(
        "INSERT INTO redaction (id, kind, statute, reason, effective_on, targets, state,"
        " proposed_by, proposed_at, approvals, ended_by, ended_at, ended_reason, executed_at,"
        " revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
        " ON CONFLICT (id) DO UPDATE SET state = excluded.state, approvals = excluded.approvals,"
        " ended_by = excluded.ended_by, ended_at = excluded.ended_at,"
        " ended_reason = excluded.ended_reason, executed_at = excluded.executed_at,"
        " revision = excluded.revision",
        redaction.id,
        json::name_of(redaction.kind),
        redaction.statute,
        redaction.reason,
        to_iso(redaction.effective_on),
        json::canonical(json::write(redaction.targets)),
        json::name_of(redaction.state),
        redaction.proposed_by.id,
        redaction.proposed_at,
        as_column(redaction.approvals),
        accounts::id_of(redaction.ended_by),
        redaction.ended_at,
        redaction.ended_reason,
        redaction.executed_at,
        redaction.revision
    );
}

std::map<record::Object, Id<Redaction>> open_dispositions(store::Connection& db) {
    std::map<record::Object, Id<Redaction>> out;
    for (const auto& redaction : list_redactions(db)) {
        const bool open = redaction.state == RedactionState::proposed ||
                          redaction.state == RedactionState::approved;
        if (!open || redaction.kind != RedactionKind::disposition) {
            continue;
        }
        for (const auto& target : redaction.targets) {
            if (auto object = program::object_named(target.object)) {
                out.emplace(std::move(*object), redaction.id);
            }
        }
    }
    return out;
}

std::vector<KeptValue> kept_values(store::Connection& db, const record::Object& object) {
    auto values = db.query(
        "SELECT e.seq, e.at, e.actor, e.action, d.field, d.disclosure FROM record_entry e"
        " JOIN record_disclosure d ON d.seq = e.seq WHERE e.object_kind = $1 AND e.object_id = $2"
        " ORDER BY e.seq, d.position",
        [](const store::Row& row) {
            const auto text = row.get<std::optional<std::string>>(5);
            auto disclosed = text ? record::read_disclosure(*text) : std::nullopt;
            return KeptValue{
                .entry = row.integer(0),
                .at = row.get<Instant>(1),
                .actor = row.get<std::string>(2),
                .action = row.get<std::string>(3),
                .field = row.get<std::string>(4),
                .value = disclosed ? std::optional(std::move(disclosed->value)) : std::nullopt,
            };
        },
        object.kind,
        object.id
    );
    std::set<std::string> later;
    for (auto& value : std::views::reverse(values)) {
        value.newest = later.insert(value.field).second;
    }
    return values;
}

}  // namespace belfry::public_records
