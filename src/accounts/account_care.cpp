#include "accounts/account_care.hpp"

#include <algorithm>

#include "accounts/account_store.hpp"
#include "accounts/alert.hpp"
#include "accounts/permission.hpp"
#include "accounts/session_store.hpp"
#include "accounts/sign_in_settings.hpp"
#include "json/json.hpp"

namespace belfry::accounts {

namespace {

/// Active accounts for which `wanted` holds.
template <class Wanted>
std::vector<Account> active_accounts(store::Connection& db, const Wanted& wanted) {
    auto accounts = list_accounts(db);
    std::erase_if(accounts, [&](const Account& account) {
        return account.state != PersonState::active || !wanted(account);
    });
    return accounts;
}

bool is_unused(const Account& account, const SignInSettings& settings, Instant now) {
    const auto last = account.last_seen_at.value_or(account.created_at);
    return now - last > std::chrono::days(settings.dormant_days);
}

std::string names_of(const std::vector<Account>& accounts) {
    constexpr std::size_t most = 10;
    std::string out;
    for (std::size_t i = 0; i < std::min(most, accounts.size()); ++i) {
        out += (out.empty() ? "" : ", ") + accounts[i].name;
    }
    return accounts.size() > most ? out + ", …" : out;
}

void expire(Services& services, const Account& account) {
    const record::Deed deed{
        record::Actor::belfry(), "account.expire", {"account", account.id.value}
    };
    std::ignore = services.record.write(deed, [&](record::Writing& w) -> Result<void> {
        auto now = find_account(w.db(), account.id);
        if (!now || now->state != PersonState::active || !is_over(*now, w.at())) {
            return {};
        }
        now->state = PersonState::disabled;
        now->revision = w.revision();
        save_account(w.db(), *now);
        end_every_way_in(w.db(), now->id);
        w.set("state", now->state);
        const Alert alert{AlertKind::account_expired, {}, now->id, {{"name", now->name}}};
        return tell(services, w, to_administrators(w.db(), alert, {}));
    });
}

}  // namespace

std::size_t expire_accounts(Services& services) {
    const auto now = services.clock.now();
    const auto over = services.database.read([&](store::Connection& db) {
        return active_accounts(db, [&](const Account& account) { return is_over(account, now); });
    });
    for (const auto& account : over) {
        expire(services, account);
    }
    return over.size();
}

std::size_t flag_dormant_accounts(Services& services) {
    const auto now = services.clock.now();
    const auto unused = [&](store::Connection& db) {
        const auto settings = sign_in_settings(db);
        return active_accounts(db, [&](const Account& account) {
            return !account.dormant_told_at && is_unused(account, settings, now);
        });
    };
    if (services.database.read(unused).empty()) {
        return 0;
    }
    std::size_t flagged = 0;
    const record::Deed deed{record::Actor::belfry(), "accounts.flag_dormant", {"accounts", 1}};
    std::ignore = services.record.write(deed, [&](record::Writing& w) -> Result<void> {
        auto accounts = unused(w.db());
        flagged = accounts.size();
        for (auto& account : accounts) {
            account.dormant_told_at = w.at();
            save_account(w.db(), account);
        }
        const Alert alert{
            AlertKind::accounts_dormant,
            {},
            flagged == 1 ? accounts.front().id : Id<Account>(),
            {{"names", names_of(accounts)}}
        };
        return tell(services, w, to_administrators(w.db(), alert, {}));
    });
    return flagged;
}

std::size_t tell_of_failed_sign_ins(Services& services) {
    std::size_t told = 0;
    for (const auto& [id, count] : services.passwords.take_failures(failures_told)) {
        const Id<Account> about{id};
        const auto account =
            services.database.read([&](store::Connection& db) { return find_account(db, about); });
        if (!account || !is_active_administrator(*account)) {
            continue;
        }
        const record::Deed deed{
            record::Actor::belfry(), "account.sign_ins_failed", {"account", id}
        };
        std::ignore = services.record.write(deed, [&](record::Writing& w) -> Result<void> {
            const Alert alert{
                AlertKind::failed_sign_ins,
                {},
                about,
                {{"name", account->name}, {"count", std::to_string(count)}}
            };
            return tell(services, w, to_administrators(w.db(), alert, {}));
        });
        ++told;
    }
    return told;
}

AccountsState accounts_state(store::Connection& db) {
    AccountsState state;
    for (const auto& account : active_accounts(db, [](const Account&) { return true; })) {
        ++state.active;
        state.dormant += account.dormant_told_at ? 1U : 0U;
        state.without_passkey += account.passkeys == 0 && wants_passkey(account.roles) ? 1U : 0U;
    }
    return state;
}

}  // namespace belfry::accounts
