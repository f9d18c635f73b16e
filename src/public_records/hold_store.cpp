#include "public_records/hold_store.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "program/columns.hpp"
#include "program/subject.hpp"
#include "public_records/emptying.hpp"
#include "record/entry.hpp"

namespace belfry::public_records {

namespace {

#define BELFRY_HOLD_COLUMNS                                                               \
    "SELECT id, matter, authority, scope, kinds, objects, starts_on, ends_on, placed_by," \
    " released_by, released_at, release_reason, revision FROM legal_hold"

std::vector<std::string> texts_at(const store::Row& row, int column) {
    return json::parse_as<std::vector<std::string>>(row.text(column)).value();
}

std::string as_column(const std::vector<std::string>& texts) {
    return json::canonical(json::write(texts));
}

LegalHold hold_in(const store::Row& row) {
    return {
        .id = row.get<Id<LegalHold>>(0),
        .matter = row.get<std::string>(1),
        .authority = row.get<std::string>(2),
        .scope = program::named_at<HoldScope>(row, 3),
        .kinds = texts_at(row, 4),
        .objects = texts_at(row, 5),
        .starts_on = program::day_at(row, 6).value(),
        .ends_on = program::day_at(row, 7),
        .placed_by = {row.integer(8), {}, {}},
        .released_by = accounts::person_of(row.get<std::optional<std::int64_t>>(9)),
        .released_at = row.get<std::optional<Instant>>(10),
        .release_reason = row.get<std::string>(11),
        .revision = row.integer(12),
    };
}

/// What an object hangs on by its row; empty when on nothing, or when the row is gone.
std::optional<record::Object> parent_in_row(
    store::Connection& db, const Shelf& shelf, const record::Object& object
) {
    const auto& parent = shelf.parent;
    const auto kind = parent.kind_column.empty() ? fmt::format("'{}'", parent.kind)
                                                 : std::string(parent.kind_column);
    return db.query_one(
        fmt::format(
            "SELECT {}, {} FROM {} WHERE {} = $1 AND {} IS NOT NULL",
            kind,
            parent.id,
            shelf.table,
            shelf.id,
            parent.id
        ),
        [](const store::Row& row) {
            return record::Object{row.get<std::string>(0), row.integer(1)};
        },
        object.id
    );
}

/// What an object hung on by the newest value that the record still has of it: `task/3` where the
/// kind is in a column, else a number.
std::optional<record::Object> recorded_parent(
    store::Connection& db, const Shelf& shelf, const record::Object& object
) {
    const auto& parent = shelf.parent;
    const auto said = db.query_one(
        "SELECT d.disclosure FROM record_entry e JOIN record_disclosure d ON d.seq = e.seq"
        " WHERE e.object_kind = $1 AND e.object_id = $2 AND d.field = $3"
        " AND d.disclosure IS NOT NULL ORDER BY e.seq DESC LIMIT 1",
        [](const store::Row& row) { return record::read_disclosure(row.text(0)); },
        object.kind,
        object.id,
        parent.kind_column.empty() ? parent.id : std::string_view("object")
    );
    if (!said || !*said) {
        return {};
    }
    const auto& value = (*said)->value;
    if (!parent.kind_column.empty()) {
        const auto* text = value.if_string();
        return text != nullptr ? program::object_named(std::string_view(*text)) : std::nullopt;
    }
    const auto* number = value.if_int64();
    return number != nullptr ? std::optional(record::Object{std::string(parent.kind), *number})
                             : std::nullopt;
}

/// What an object hangs on, or hung on before it was deleted.
std::optional<record::Object> parent_of(
    store::Connection& db, const Shelf& shelf, const record::Object& object
) {
    if (shelf.table.empty() || shelf.parent.id.empty()) {
        return {};
    }
    auto parent = parent_in_row(db, shelf, object);
    return parent || has_row(db, shelf, object) ? parent : recorded_parent(db, shelf, object);
}

}  // namespace

std::vector<LegalHold> list_holds(store::Connection& db) {
    return db.query(BELFRY_HOLD_COLUMNS " ORDER BY id DESC", hold_in);
}

std::optional<LegalHold> find_hold(store::Connection& db, Id<LegalHold> id) {
    return db.query_one(BELFRY_HOLD_COLUMNS " WHERE id = $1", hold_in, id);
}

void save_hold(store::Connection& db, const LegalHold& hold) {
    db.execute(
        "INSERT INTO legal_hold (id, matter, authority, scope, kinds, objects, starts_on, ends_on,"
        " placed_by, released_by, released_at, release_reason, revision)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
        " ON CONFLICT (id) DO UPDATE SET matter = excluded.matter, authority = excluded.authority,"
        " scope = excluded.scope, kinds = excluded.kinds, objects = excluded.objects,"
        " starts_on = excluded.starts_on, ends_on = excluded.ends_on,"
        " released_by = excluded.released_by, released_at = excluded.released_at,"
        " release_reason = excluded.release_reason, revision = excluded.revision",
        hold.id,
        hold.matter,
        hold.authority,
        json::name_of(hold.scope),
        as_column(hold.kinds),
        as_column(hold.objects),
        to_iso(hold.starts_on),
        program::day_text(hold.ends_on),
        hold.placed_by.id,
        accounts::id_of(hold.released_by),
        hold.released_at,
        hold.release_reason,
        hold.revision
    );
}

std::vector<record::Object> chain_of(
    store::Connection& db, const Shelves& shelves, const record::Object& object
) {
    constexpr std::size_t deepest = 4;  // a file of a comment of a task of a step, and no circle
    std::vector<record::Object> chain{object};
    while (chain.size() <= deepest) {
        const auto* shelf = shelves.find(chain.back().kind);
        auto parent = shelf != nullptr ? parent_of(db, *shelf, chain.back()) : std::nullopt;
        if (!parent) {
            break;
        }
        chain.push_back(std::move(*parent));
    }
    return chain;
}

std::vector<LegalHold> holds_on(
    store::Connection& db, const Shelves& shelves, const record::Object& object, Date today
) {
    auto holds = list_holds(db);
    std::erase_if(holds, [&](const LegalHold& hold) {
        return state_on(hold, today) != HoldState::in_force;
    });
    if (holds.empty()) {
        return holds;
    }
    const auto chain = chain_of(db, shelves, object);
    std::erase_if(holds, [&](const LegalHold& hold) { return !covers(hold, chain); });
    return holds;
}

Refusal held() {
    return refuse(
               Refusal::Kind::conflict,
               "held",
               "A legal hold keeps this: it can be neither deleted nor redacted until the hold is "
               "released."
    )
        .error();
}

}  // namespace belfry::public_records
