#include "accounts/entering.hpp"

#include "accounts/account_store.hpp"
#include "accounts/alert.hpp"
#include "accounts/permission.hpp"
#include "accounts/provider.hpp"
#include "accounts/secret.hpp"
#include "accounts/session_store.hpp"
#include "accounts/sign_in_settings.hpp"
#include "crypto/secret.hpp"
#include "text/catalog.hpp"

namespace belfry::accounts {

namespace {

constexpr std::size_t most_device = 200;

/// Makes room for one more.
void end_oldest_sessions(store::Connection& db, Id<Account> account) {
    const auto sessions = list_sessions(db, account);
    for (std::size_t i = most_sessions - 1; i < sessions.size(); ++i) {
        delete_session(db, account, sessions[i].id);
    }
}

/// With whom one can sign in besides Belfry; empty where with nobody.
std::optional<std::string> provider_name(Services& services) {
    auto provider = services.database.read(identity_provider);
    return provider.issuer.empty() ? std::nullopt : std::optional(std::move(provider.name));
}

}  // namespace

record::Deed session_deed(Id<Account> account) {
    return {record::Actor::account(account.value), "session.start", {"session"}};
}

Result<std::string> open_session(
    Services& services, record::Writing& w, Account& account, const Visit& visit
) {
    const auto secret = crypto::random_token(services.random);
    account.last_seen_at = w.at();
    account.dormant_told_at.reset();
    if (account.passkeys == 0 && !account.passkey_asked_at && wants_passkey(account.roles)) {
        account.passkey_asked_at = w.at();
    }
    save_account(w.db(), account);
    end_oldest_sessions(w.db(), account.id);
    const Session session{
        .id = {w.object().id},
        .started_at = w.at(),
        .last_seen_at = w.at(),
        .device = visit.device.substr(0, most_device),
        .address = visit.address,
    };
    add_session(w.db(), session, account.id, kept(secret));
    w.set("account", account.id);
    const auto browser = note_browser(w.db(), account.id, kept(visit.browser), w.at());
    if (!browser.known && !browser.first) {
        const Alert alert{
            AlertKind::new_device,
            account.id,
            account.id,
            {{"device", session.device}, {"address", session.address}}
        };
        if (auto told = tell(services, w, {alert}); !told) {
            return std::unexpected(told.error());
        }
    }
    return secret;
}

Result<std::string> also_open_session(
    Services& services, record::Writing& w, Account& account, const Visit& visit
) {
    if (auto more = w.also(session_deed(account.id)); !more) {
        return std::unexpected(more.error());
    }
    return open_session(services, w, account, visit);
}

SessionState state_of(Services& services, const Account& account, std::string_view secret) {
    const auto settings = services.database.read(sign_in_settings);
    return {
        .signed_in = true,
        .setup_needed = false,
        .second_factor_needed = false,
        .csrf = secret.empty() ? std::nullopt : std::optional(csrf_token(secret)),
        .account = me_of(account),
        .version = services.version,
        .languages = text::Catalog::embedded().languages(),
        .passkey_due = passkey_due(account, settings),
        .provider = provider_name(services),
    };
}

SessionState nobody(Services& services, bool setup_needed) {
    SessionState state;
    state.provider = provider_name(services);
    state.setup_needed = setup_needed;
    state.version = services.version;
    state.languages = text::Catalog::embedded().languages();
    return state;
}

Result<Entered> entered(
    Services& services, const Account& account, const Result<std::string>& secret
) {
    if (!secret) {
        return std::unexpected(secret.error());
    }
    return Entered{state_of(services, account, *secret), *secret};
}

}  // namespace belfry::accounts
