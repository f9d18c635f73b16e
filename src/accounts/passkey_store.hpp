#pragma once

#include <optional>
#include <span>
#include <vector>

#include "accounts/passkey.hpp"
#include "store/connection.hpp"

namespace belfry::accounts {

/// A passkey with what its use is checked against.
struct PasskeyRow {
    Passkey passkey;
    Id<Account> account;
    store::Bytes credential;  ///< The id its authenticator gave it.
    store::Bytes public_key;  ///< COSE_Key.
    std::string party;        ///< The host it was made for.
    std::string user_handle;  ///< What it calls its owner.
    std::int64_t sign_count = 0;
    bool can_be_backed_up = false;
};

/// False when there is one with this credential id already.
bool add_passkey(store::Connection& db, const PasskeyRow& row);

/// Name, use and counter.
void save_passkey(store::Connection& db, const PasskeyRow& row);

[[nodiscard]] std::optional<PasskeyRow> find_passkey(
    store::Connection& db, const store::Bytes& credential
);
[[nodiscard]] std::optional<PasskeyRow> find_passkey(
    store::Connection& db, Id<Account> account, Id<Passkey> id
);

/// The oldest first.
[[nodiscard]] std::vector<PasskeyRow> list_passkeys(store::Connection& db, Id<Account> account);

void delete_passkey(store::Connection& db, Id<Passkey> id);
void delete_passkeys(store::Connection& db, Id<Account> account);

/// Notes that a challenge was answered, until it expires; false when it was before.
[[nodiscard]] bool spend_challenge(
    store::Connection& db, std::string_view challenge, Instant expires_at
);

}  // namespace belfry::accounts
