#include "accounts/account_store.hpp"

#include <algorithm>
#include <tuple>

#include "accounts/columns.hpp"
#include "accounts/permission.hpp"

namespace belfry::accounts {

std::span<const EmbeddedFile> sql_files();

namespace {

#define BELFRY_ACCOUNT_COLUMNS                                                                 \
    "SELECT id, name, email, title, agency, roles, state, password_hash, totp, totp_offer,"    \
    " totp_step, language, theme, weekly_brief, quiet_from, quiet_to, invited_by, created_at," \
    " last_seen_at, expires_on, passkey_asked_at, dormant_told_at,"                            \
    " (SELECT count(*) FROM passkey WHERE passkey.account = account.id), revision FROM account"

Account read_account(const store::Row& row) {
    return {
        .id = row.get<Id<Account>>(0),
        .name = row.get<std::string>(1),
        .email = row.get<std::string>(2),
        .title = row.get<std::string>(3),
        .agency = row.get<std::string>(4),
        .roles = roles_at(row, 5),
        .state = named_at<PersonState>(row, 6),
        .password_hash = row.get<std::optional<std::string>>(7),
        .totp = row.get<std::optional<store::Bytes>>(8),
        .totp_offer = row.get<std::optional<store::Bytes>>(9),
        .totp_step = row.integer(10),
        .language = row.get<std::string>(11),
        .theme = named_at<Theme>(row, 12),
        .weekly_brief = row.integer(13) != 0,
        .quiet_from = row.get<std::optional<std::string>>(14),
        .quiet_to = row.get<std::optional<std::string>>(15),
        .invited_by = row.get<std::optional<std::int64_t>>(16),
        .created_at = row.get<Instant>(17),
        .last_seen_at = row.get<std::optional<Instant>>(18),
        .expires_on =
            row.is_null(19) ? std::optional<Date>() : date_from_iso(row.get<std::string>(19)),
        .passkey_asked_at = row.get<std::optional<Instant>>(20),
        .dormant_told_at = row.get<std::optional<Instant>>(21),
        .passkeys = row.integer(22),
        .revision = row.integer(23),
    };
}

PersonRef read_person(const store::Row& row) {
    return {row.integer(0), row.get<std::string>(1), row.get<std::string>(2)};
}

}  // namespace

store::Migrations migrations() {
    return store::migrations_from(sql_files());
}

std::vector<Account> list_accounts(store::Connection& db) {
    auto accounts = db.query(BELFRY_ACCOUNT_COLUMNS " ORDER BY id", read_account);
    // Not in SQL: the two engines order letters differently.
    std::ranges::sort(accounts, {}, [](const Account& account) {
        return std::tie(account.name, account.id);
    });
    return accounts;
}

std::optional<Account> find_account(store::Connection& db, Id<Account> id) {
    return db.query_one(BELFRY_ACCOUNT_COLUMNS " WHERE id = $1", read_account, id);
}

std::optional<Account> find_account(store::Connection& db, std::string_view email) {
    return db.query_one(
        BELFRY_ACCOUNT_COLUMNS " WHERE email_key = $1", read_account, email_key(email)
    );
}

void add_account(store::Connection& db, const Account& account) {
    db.execute(
        "INSERT INTO account (id, name, email, email_key, title, agency, roles, state,"
        " password_hash, totp, totp_offer, totp_step, language, theme, weekly_brief, quiet_from,"
        " quiet_to, invited_by, created_at, last_seen_at, expires_on, passkey_asked_at,"
        " dormant_told_at, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
        "$13,"
        " $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)",
        account.id,
        account.name,
        account.email,
        email_key(account.email),
        account.title,
        account.agency,
        roles_text(account.roles),
        json::name_of(account.state),
        account.password_hash,
        account.totp,
        account.totp_offer,
        account.totp_step,
        account.language,
        json::name_of(account.theme),
        account.weekly_brief,
        account.quiet_from,
        account.quiet_to,
        account.invited_by,
        account.created_at,
        account.last_seen_at,
        account.expires_on ? std::optional(to_iso(*account.expires_on)) : std::nullopt,
        account.passkey_asked_at,
        account.dormant_told_at,
        account.revision
    );
}

void save_account(store::Connection& db, const Account& account) {
    db.execute(
        "UPDATE account SET name = $2, title = $3, agency = $4, roles = $5, state = $6,"
        " password_hash = $7, totp = $8, totp_offer = $9, totp_step = $10, language = $11,"
        " theme = $12, weekly_brief = $13, quiet_from = $14, quiet_to = $15, last_seen_at = $16,"
        " expires_on = $17, passkey_asked_at = $18, dormant_told_at = $19, revision = $20"
        " WHERE id = $1",
        account.id,
        account.name,
        account.title,
        account.agency,
        roles_text(account.roles),
        json::name_of(account.state),
        account.password_hash,
        account.totp,
        account.totp_offer,
        account.totp_step,
        account.language,
        json::name_of(account.theme),
        account.weekly_brief,
        account.quiet_from,
        account.quiet_to,
        account.last_seen_at,
        account.expires_on ? std::optional(to_iso(*account.expires_on)) : std::nullopt,
        account.passkey_asked_at,
        account.dormant_told_at,
        account.revision
    );
}

void save_last_seen(store::Connection& db, Id<Account> id, Instant when) {
    db.execute("UPDATE account SET last_seen_at = $2 WHERE id = $1", id, when);
}

void delete_account(store::Connection& db, Id<Account> id) {
    db.execute("DELETE FROM secret_link WHERE account = $1", id);
    db.execute("DELETE FROM account WHERE id = $1", id);
}

bool has_accounts(store::Connection& db) {
    // People of the fictional city have accounts without a password: nobody can sign in with one.
    return db.value<std::int64_t>(
               "SELECT count(*) FROM account WHERE state <> 'invited' AND password_hash IS NOT NULL"
           ) > 0;
}

std::size_t count_administrators(store::Connection& db) {
    const auto accounts = list_accounts(db);
    return static_cast<std::size_t>(std::ranges::count_if(accounts, is_active_administrator));
}

People all_people(store::Connection& db) {
    People people;
    db.run(
        "SELECT id, name, title FROM account WHERE state <> 'invited'",
        {},
        [&](const store::Row& row) { people[row.integer(0)] = read_person(row); }
    );
    return people;
}

std::optional<PersonRef> PersonFinder::find(std::int64_t id) const {
    return db_.query_one(
        "SELECT id, name, title FROM account WHERE id = $1 AND state <> 'invited'", read_person, id
    );
}

std::vector<PersonRef> people_who_may(store::Connection& db, std::string_view permission) {
    std::vector<PersonRef> out;
    for (const auto& account : list_accounts(db)) {
        if (account.state == PersonState::active && may(account.roles, permission)) {
            out.push_back({account.id.value, account.name, account.title});
        }
    }
    return out;
}

void set_recovery_codes(
    store::Connection& db, Id<Account> account, const std::vector<crypto::Digest>& digests
) {
    db.execute("DELETE FROM recovery_code WHERE account = $1", account);
    for (const auto& digest : digests) {
        db.execute("INSERT INTO recovery_code (account, digest) VALUES ($1, $2)", account, digest);
    }
}

bool spend_recovery_code(store::Connection& db, Id<Account> account, const crypto::Digest& digest) {
    return db.execute(
               "DELETE FROM recovery_code WHERE account = $1 AND digest = $2", account, digest
           ) == 1;
}

}  // namespace belfry::accounts
