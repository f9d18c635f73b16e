#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/session.hpp"
#include "crypto/hash.hpp"
#include "store/connection.hpp"

/// Sessions, API tokens and one-time links: whatever Belfry knows by the digest of a secret.
namespace belfry::accounts {

struct SessionRow {
    Session session;
    Id<Account> account;
    Instant proved_at;  ///< When its holder last showed who they are.
};

void add_session(
    store::Connection& db, const Session& session, Id<Account> account, const crypto::Digest& digest
);
[[nodiscard]] std::optional<SessionRow> find_session(
    store::Connection& db, const crypto::Digest& digest
);

/// Empty when the account has no such session.
[[nodiscard]] std::optional<Session> find_session(
    store::Connection& db, Id<Account> account, Id<Session> id
);

/// The newest first, dead ones as well.
[[nodiscard]] std::vector<Session> list_sessions(store::Connection& db, Id<Account> account);
void save_proof(store::Connection& db, Id<Session> id, Instant when);
void save_last_seen(store::Connection& db, Id<Session> id, Instant when);

/// Number of sessions ended: 0 when it is not this account's.
std::int64_t delete_session(store::Connection& db, Id<Account> account, Id<Session> id);

/// Ends all sessions of the account, except `but` where it is given; says how many.
std::int64_t delete_sessions(store::Connection& db, Id<Account> account, Id<Session> but = {});

struct TokenRow {
    Token token;
    Id<Account> account;
};

void add_token(
    store::Connection& db, const Token& token, Id<Account> account, const crypto::Digest& digest
);
[[nodiscard]] std::optional<TokenRow> find_token(
    store::Connection& db, const crypto::Digest& digest
);
[[nodiscard]] std::vector<Token> list_tokens(store::Connection& db, Id<Account> account);
void save_last_used(store::Connection& db, Id<Token> id, Instant when);
std::int64_t delete_token(store::Connection& db, Id<Account> account, Id<Token> id);
void delete_tokens(store::Connection& db, Id<Account> account);

enum class LinkKind { setup, invitation, reset, calendar };
BOOST_DESCRIBE_ENUM(LinkKind, setup, invitation, reset, calendar)

/// A link that works once, until it expires; that of a calendar works as often as it is asked. A
/// set-up link has no account (0).
struct Link {
    LinkKind kind = LinkKind::setup;
    Id<Account> account;
    Instant expires_at;
};

/// Adds it to the account's earlier links of that kind, which go on working.
void add_link(store::Connection& db, const Link& link, const crypto::Digest& digest, Instant now);

/// Puts it in the place of the account's earlier links of that kind.
void put_link(store::Connection& db, const Link& link, const crypto::Digest& digest, Instant now);

/// Empty when it is unknown, of another kind or expired.
[[nodiscard]] std::optional<Link> find_link(
    store::Connection& db, LinkKind kind, const crypto::Digest& digest, Instant now
);

/// Ends what was opened with a password that is no longer the account's: its sessions, except
/// `but`, and its calendar's address. Says how many sessions that were.
std::int64_t end_ways_in(store::Connection& db, Id<Account> account, Id<Session> but = {});

/// Ends all of an account's sessions, tokens and links. Says how many sessions that were.
std::int64_t end_every_way_in(store::Connection& db, Id<Account> account);

/// Whether the account was used in this browser before; notes that it is now. `first`: it was used
/// in none before.
struct KnownBrowser {
    bool known = false;
    bool first = false;
};

KnownBrowser note_browser(
    store::Connection& db, Id<Account> account, const crypto::Digest& digest, Instant now
);

/// The end of an account's link of that kind.
[[nodiscard]] std::optional<Instant> link_expiry(
    store::Connection& db, LinkKind kind, Id<Account> account
);
std::int64_t delete_links(store::Connection& db, LinkKind kind, Id<Account> account);

/// Sessions and links that are dead. An invitation stays in the list until it is withdrawn.
[[nodiscard]] std::int64_t count_expired(store::Connection& db, Instant now);
void delete_expired(store::Connection& db, Instant now);

}  // namespace belfry::accounts
