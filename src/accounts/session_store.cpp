#include "accounts/session_store.hpp"

#include "accounts/columns.hpp"

namespace belfry::accounts {

namespace {

Session read_session(const store::Row& row) {
    return {
        .id = row.get<Id<Session>>(0),
        .started_at = row.get<Instant>(1),
        .last_seen_at = row.get<Instant>(2),
        .device = row.get<std::string>(3),
        .address = row.get<std::string>(4),
        .current = false,
    };
}

#define BELFRY_SESSION_COLUMNS "SELECT id, started_at, last_seen_at, device, address"

std::optional<Date> date_at(const store::Row& row, int column) {
    return row.is_null(column) ? std::optional<Date>() : date_from_iso(row.text(column));
}

Token read_token(const store::Row& row) {
    return {
        .id = row.get<Id<Token>>(0),
        .name = row.get<std::string>(1),
        .read_only = row.integer(2) != 0,
        .expires_on = date_at(row, 3),
        .created_at = row.get<Instant>(4),
        .last_used_at = row.get<std::optional<Instant>>(5),
    };
}

#define BELFRY_TOKEN_COLUMNS "SELECT id, name, read_only, expires_on, created_at, last_used_at"

}  // namespace

void add_session(
    store::Connection& db, const Session& session, Id<Account> account, const crypto::Digest& digest
) {
    db.execute(
        "INSERT INTO session (id, account, digest, started_at, last_seen_at, device, address,"
        " proved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        session.id,
        account,
        digest,
        session.started_at,
        session.last_seen_at,
        session.device,
        session.address,
        session.started_at
    );
}

std::optional<SessionRow> find_session(store::Connection& db, const crypto::Digest& digest) {
    return db.query_one(
        BELFRY_SESSION_COLUMNS
        ", account, coalesce(proved_at, started_at) FROM session WHERE digest = $1",
        [](const store::Row& row) {
            return SessionRow{read_session(row), row.get<Id<Account>>(5), row.get<Instant>(6)};
        },
        digest
    );
}

std::optional<Session> find_session(store::Connection& db, Id<Account> account, Id<Session> id) {
    return db.query_one(
        BELFRY_SESSION_COLUMNS " FROM session WHERE id = $1 AND account = $2",
        read_session,
        id,
        account
    );
}

std::vector<Session> list_sessions(store::Connection& db, Id<Account> account) {
    return db.query(
        BELFRY_SESSION_COLUMNS " FROM session WHERE account = $1 ORDER BY started_at DESC, id DESC",
        read_session,
        account
    );
}

void save_proof(store::Connection& db, Id<Session> id, Instant when) {
    db.execute("UPDATE session SET proved_at = $2 WHERE id = $1", id, when);
}

void save_last_seen(store::Connection& db, Id<Session> id, Instant when) {
    db.execute("UPDATE session SET last_seen_at = $2 WHERE id = $1", id, when);
}

std::int64_t delete_session(store::Connection& db, Id<Account> account, Id<Session> id) {
    return db.execute("DELETE FROM session WHERE id = $1 AND account = $2", id, account);
}

std::int64_t delete_sessions(store::Connection& db, Id<Account> account, Id<Session> but) {
    return db.execute("DELETE FROM session WHERE account = $1 AND id <> $2", account, but);
}

void add_token(
    store::Connection& db, const Token& token, Id<Account> account, const crypto::Digest& digest
) {
    db.execute(
        "INSERT INTO api_token (id, account, digest, name, read_only, expires_on, created_at,"
        " last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)",
        token.id,
        account,
        digest,
        token.name,
        token.read_only,
        token.expires_on ? std::optional(to_iso(*token.expires_on)) : std::nullopt,
        token.created_at
    );
}

std::optional<TokenRow> find_token(store::Connection& db, const crypto::Digest& digest) {
    return db.query_one(
        BELFRY_TOKEN_COLUMNS ", account FROM api_token WHERE digest = $1",
        [](const store::Row& row) { return TokenRow{read_token(row), row.get<Id<Account>>(6)}; },
        digest
    );
}

std::vector<Token> list_tokens(store::Connection& db, Id<Account> account) {
    return db.query(
        BELFRY_TOKEN_COLUMNS " FROM api_token WHERE account = $1 ORDER BY id", read_token, account
    );
}

void save_last_used(store::Connection& db, Id<Token> id, Instant when) {
    db.execute("UPDATE api_token SET last_used_at = $2 WHERE id = $1", id, when);
}

std::int64_t delete_token(store::Connection& db, Id<Account> account, Id<Token> id) {
    return db.execute("DELETE FROM api_token WHERE id = $1 AND account = $2", id, account);
}

void delete_tokens(store::Connection& db, Id<Account> account) {
    db.execute("DELETE FROM api_token WHERE account = $1", account);
}

void put_link(store::Connection& db, const Link& link, const crypto::Digest& digest, Instant now) {
    delete_links(db, link.kind, link.account);
    add_link(db, link, digest, now);
}

void add_link(store::Connection& db, const Link& link, const crypto::Digest& digest, Instant now) {
    db.execute(
        "INSERT INTO secret_link (digest, kind, account, created_at, expires_at)"
        " VALUES ($1, $2, $3, $4, $5)",
        digest,
        json::name_of(link.kind),
        link.account,
        now,
        link.expires_at
    );
}

std::optional<Link> find_link(
    store::Connection& db, LinkKind kind, const crypto::Digest& digest, Instant now
) {
    return db.query_one(
        "SELECT account, expires_at FROM secret_link"
        " WHERE digest = $1 AND kind = $2 AND expires_at > $3",
        [kind](const store::Row& row) {
            return Link{kind, row.get<Id<Account>>(0), row.get<Instant>(1)};
        },
        digest,
        json::name_of(kind),
        now
    );
}

std::optional<Instant> link_expiry(store::Connection& db, LinkKind kind, Id<Account> account) {
    return db.value<Instant>(
        "SELECT expires_at FROM secret_link WHERE account = $1 AND kind = $2",
        account,
        json::name_of(kind)
    );
}

std::int64_t delete_links(store::Connection& db, LinkKind kind, Id<Account> account) {
    return db.execute(
        "DELETE FROM secret_link WHERE account = $1 AND kind = $2", account, json::name_of(kind)
    );
}

std::int64_t end_ways_in(store::Connection& db, Id<Account> account, Id<Session> but) {
    delete_links(db, LinkKind::calendar, account);
    return delete_sessions(db, account, but);
}

std::int64_t end_every_way_in(store::Connection& db, Id<Account> account) {
    delete_tokens(db, account);
    delete_links(db, LinkKind::reset, account);
    return end_ways_in(db, account);
}

KnownBrowser note_browser(
    store::Connection& db, Id<Account> account, const crypto::Digest& digest, Instant now
) {
    db.execute(
        "DELETE FROM known_device WHERE account = $1 AND last_seen_at < $2",
        account,
        now - browser_life
    );
    const auto all =
        db.value<std::int64_t>("SELECT count(*) FROM known_device WHERE account = $1", account);
    const bool known = db.execute(
                           "UPDATE known_device SET last_seen_at = $3"
                           " WHERE account = $1 AND digest = $2",
                           account,
                           digest,
                           now
                       ) == 1;
    if (!known) {
        db.execute(
            "INSERT INTO known_device (account, digest, last_seen_at) VALUES ($1, $2, $3)",
            account,
            digest,
            now
        );
    }
    return {known, all == 0};
}

std::int64_t count_expired(store::Connection& db, Instant now) {
    return db
        .value<std::int64_t>(
            "SELECT (SELECT count(*) FROM session WHERE started_at <= $1 OR last_seen_at <= $2)"
            " + (SELECT count(*) FROM secret_link WHERE expires_at <= $3 AND kind <> 'invitation')"
            " + (SELECT count(*) FROM spent_challenge WHERE expires_at <= $3)",
            now - session_life,
            now - session_idle_life,
            now
        )
        .value();
}

void delete_expired(store::Connection& db, Instant now) {
    db.execute(
        "DELETE FROM session WHERE started_at <= $1 OR last_seen_at <= $2",
        now - session_life,
        now - session_idle_life
    );
    db.execute("DELETE FROM secret_link WHERE expires_at <= $1 AND kind <> 'invitation'", now);
    db.execute("DELETE FROM spent_challenge WHERE expires_at <= $1", now);
}

}  // namespace belfry::accounts
