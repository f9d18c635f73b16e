#include "accounts/passkey_store.hpp"

#include "crypto/hash.hpp"

namespace belfry::accounts {

namespace {

#define BELFRY_PASSKEY_COLUMNS                                                             \
    "SELECT id, name, backed_up, created_at, last_used_at, revision, account, credential," \
    " public_key, party, sign_count, can_be_backed_up, user_handle FROM passkey"

PasskeyRow read_passkey(const store::Row& row) {
    return {
        .passkey =
            {
                .id = row.get<Id<Passkey>>(0),
                .name = row.get<std::string>(1),
                .backed_up = row.integer(2) != 0,
                .created_at = row.get<Instant>(3),
                .last_used_at = row.get<std::optional<Instant>>(4),
                .revision = row.integer(5),
            },
        .account = row.get<Id<Account>>(6),
        .credential = row.get<store::Bytes>(7),
        .public_key = row.get<store::Bytes>(8),
        .party = row.get<std::string>(9),
        .user_handle = row.get<std::string>(12),
        .sign_count = row.integer(10),
        .can_be_backed_up = row.integer(11) != 0,
    };
}

}  // namespace

bool add_passkey(store::Connection& db, const PasskeyRow& row) {
    if (find_passkey(db, row.credential)) {
        return false;
    }
    db.execute(
        "INSERT INTO passkey (id, account, credential, public_key, party, sign_count, name,"
        " can_be_backed_up, backed_up, created_at, last_used_at, revision, user_handle)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        row.passkey.id,
        row.account,
        row.credential,
        row.public_key,
        row.party,
        row.sign_count,
        row.passkey.name,
        row.can_be_backed_up,
        row.passkey.backed_up,
        row.passkey.created_at,
        row.passkey.last_used_at,
        row.passkey.revision,
        row.user_handle
    );
    return true;
}

void save_passkey(store::Connection& db, const PasskeyRow& row) {
    db.execute(
        "UPDATE passkey SET name = $2, backed_up = $3, last_used_at = $4, sign_count = $5,"
        " revision = $6 WHERE id = $1",
        row.passkey.id,
        row.passkey.name,
        row.passkey.backed_up,
        row.passkey.last_used_at,
        row.sign_count,
        row.passkey.revision
    );
}

std::optional<PasskeyRow> find_passkey(store::Connection& db, const store::Bytes& credential) {
    return db.query_one(BELFRY_PASSKEY_COLUMNS " WHERE credential = $1", read_passkey, credential);
}

std::optional<PasskeyRow> find_passkey(store::Connection& db, Id<Account> account, Id<Passkey> id) {
    return db.query_one(
        BELFRY_PASSKEY_COLUMNS " WHERE account = $1 AND id = $2", read_passkey, account, id
    );
}

std::vector<PasskeyRow> list_passkeys(store::Connection& db, Id<Account> account) {
    return db.query(
        BELFRY_PASSKEY_COLUMNS " WHERE account = $1 ORDER BY id", read_passkey, account
    );
}

void delete_passkey(store::Connection& db, Id<Passkey> id) {
    db.execute("DELETE FROM passkey WHERE id = $1", id);
}

void delete_passkeys(store::Connection& db, Id<Account> account) {
    db.execute("DELETE FROM passkey WHERE account = $1", account);
}

bool spend_challenge(store::Connection& db, std::string_view challenge, Instant expires_at) {
    const auto digest = crypto::sha256(challenge);
    if (db.value<std::int64_t>(
            "SELECT expires_at FROM spent_challenge WHERE digest = $1", digest
        )) {
        return false;
    }
    db.execute(
        "INSERT INTO spent_challenge (digest, expires_at) VALUES ($1, $2)", digest, expires_at
    );
    return true;
}

}  // namespace belfry::accounts
