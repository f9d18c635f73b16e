#include "program/inbox_store.hpp"

#include "program/columns.hpp"

namespace belfry::program {

namespace {

#define BELFRY_NOTICE_COLUMNS \
    "SELECT id, account, kind, actor, object_kind, object_id, text, at, is_read FROM inbox_item"

Notice read_notice(const store::Row& row) {
    return {
        .id = row.get<Id<InboxItem>>(0),
        .account = row.integer(1),
        .kind = named_at<InboxKind>(row, 2),
        .actor = row.integer(3),
        .object = {row.get<std::string>(4), row.integer(5)},
        .text = row.get<std::string>(6),
        .at = row.get<Instant>(7),
        .read = row.integer(8) != 0,
    };
}

}  // namespace

void put_into_inbox(store::Connection& db, const Notice& notice) {
    if (notice.account == 0 || notice.account == notice.actor) {
        return;
    }
    // A notice is no object of the record: it follows from the entry written with it.
    db.execute(
        "INSERT INTO inbox_item (id, account, kind, actor, object_kind, object_id, text, at,"
        " is_read) SELECT coalesce(max(id), 0) + 1, CAST($1 AS BIGINT), CAST($2 AS TEXT),"
        " CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS BIGINT), CAST($6 AS TEXT),"
        " CAST($7 AS BIGINT), 0 FROM inbox_item",
        notice.account,
        json::name_of(notice.kind),
        notice.actor,
        notice.object.kind,
        notice.object.id,
        notice.text,
        notice.at
    );
}

std::int64_t newest_notice(store::Connection& db) {
    return db.value<std::int64_t>("SELECT coalesce(max(id), 0) FROM inbox_item").value_or(0);
}

Result<void> tell_readers(
    record::Writing& writing, const record::Actor& actor, std::int64_t newest
) {
    const auto readers = writing.db().query(
        "SELECT DISTINCT account FROM inbox_item WHERE id > $1 ORDER BY account",
        [](const store::Row& row) { return row.integer(0); },
        newest
    );
    for (const auto reader : readers) {
        if (auto told = writing.also({actor, "inbox.notice", {"inbox", reader}}); !told) {
            return told;
        }
    }
    return {};
}

std::vector<Notice> list_inbox(store::Connection& db, std::int64_t account, std::int64_t most) {
    return db.query(
        BELFRY_NOTICE_COLUMNS " WHERE account = $1 ORDER BY id DESC LIMIT $2",
        read_notice,
        account,
        most
    );
}

std::vector<Notice> list_notices(store::Connection& db, InboxKind kind) {
    return db.query(
        BELFRY_NOTICE_COLUMNS " WHERE kind = $1 ORDER BY id", read_notice, json::name_of(kind)
    );
}

void remove_notice(store::Connection& db, Id<InboxItem> id) {
    db.execute("DELETE FROM inbox_item WHERE id = $1", id);
}

bool mark_read(store::Connection& db, std::int64_t account, Id<InboxItem> id) {
    return db.execute(
               "UPDATE inbox_item SET is_read = 1 WHERE account = $1 AND id = $2", account, id
           ) == 1;
}

void mark_all_read(store::Connection& db, std::int64_t account) {
    db.execute("UPDATE inbox_item SET is_read = 1 WHERE account = $1 AND is_read = 0", account);
}

std::optional<Instant> last_told(store::Connection& db, const Notice& like) {
    return db.value<Instant>(
        "SELECT at FROM inbox_item WHERE account = $1 AND kind = $2 AND actor = $3"
        " AND object_kind = $4 AND object_id = $5 ORDER BY at DESC LIMIT 1",
        like.account,
        json::name_of(like.kind),
        like.actor,
        like.object.kind,
        like.object.id
    );
}

void forget_in_inboxes(store::Connection& db, const record::Object& object) {
    db.execute(
        "DELETE FROM inbox_item WHERE object_kind = $1 AND object_id = $2", object.kind, object.id
    );
}

void empty_inbox(store::Connection& db, std::int64_t account) {
    db.execute("DELETE FROM inbox_item WHERE account = $1", account);
}

}  // namespace belfry::program
