#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "accounts/account.hpp"
#include "accounts/person_ref.hpp"
#include "crypto/hash.hpp"
#include "store/connection.hpp"
#include "store/migration.hpp"

namespace belfry::accounts {

/// The tables of accounts, sessions, links and outgoing mail.
[[nodiscard]] store::Migrations migrations();

/// By name, then id.
[[nodiscard]] std::vector<Account> list_accounts(store::Connection& db);

[[nodiscard]] std::optional<Account> find_account(store::Connection& db, Id<Account> id);

/// However the address is spelled.
[[nodiscard]] std::optional<Account> find_account(store::Connection& db, std::string_view email);

void add_account(store::Connection& db, const Account& account);
void save_account(store::Connection& db, const Account& account);
void save_last_seen(store::Connection& db, Id<Account> id, Instant when);
void delete_account(store::Connection& db, Id<Account> id);

/// Whether anybody has set Belfry up.
[[nodiscard]] bool has_accounts(store::Connection& db);

/// How many may sign in as an administrator.
[[nodiscard]] std::size_t count_administrators(store::Connection& db);

/// Everybody who may be named to others: who has an account now or had one.
[[nodiscard]] People all_people(store::Connection& db);

/// Looks up one person at a time: for a thing that names few of many. Holds the connection.
class PersonFinder {
public:
    explicit PersonFinder(store::Connection& db) : db_(db) {}

    /// Empty for whom `all_people` leaves out.
    [[nodiscard]] std::optional<PersonRef> find(std::int64_t id) const;

private:
    store::Connection& db_;
};

/// Puts name and title to a reference that holds only the id. Unknown: the name stays empty.
inline void complete(const PersonFinder& people, PersonRef& person) {
    if (auto found = people.find(person.id)) {
        person = std::move(*found);
    }
}

/// The people whom a list of choices offers: active accounts that hold `permission`, by name.
[[nodiscard]] std::vector<PersonRef> people_who_may(
    store::Connection& db, std::string_view permission
);

/// Replaces the recovery codes.
void set_recovery_codes(
    store::Connection& db, Id<Account> account, const std::vector<crypto::Digest>& digests
);

/// True once for each code: it is spent.
[[nodiscard]] bool spend_recovery_code(
    store::Connection& db, Id<Account> account, const crypto::Digest& digest
);

}  // namespace belfry::accounts
