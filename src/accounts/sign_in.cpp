#include "accounts/sign_in.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/alert.hpp"
#include "accounts/entering.hpp"
#include "accounts/passkeys.hpp"
#include "accounts/password.hpp"
#include "accounts/permission.hpp"
#include "accounts/person.hpp"
#include "accounts/provider.hpp"
#include "accounts/secret.hpp"
#include "accounts/session_store.hpp"
#include "crypto/one_time_code.hpp"
#include "crypto/password.hpp"
#include "mail/message.hpp"
#include "text/catalog.hpp"

namespace belfry::accounts {

namespace {

constexpr std::chrono::hours setup_link_life{24};

std::unexpected<Refusal> failed() {
    return refuse(
        Refusal::Kind::unauthenticated, "sign_in_failed", "E-mail address or password is wrong."
    );
}

std::unexpected<Refusal> dead_link() {
    return refuse(
        Refusal::Kind::not_found, "link_dead", "This link was used already or has expired."
    );
}

std::vector<std::string> known_words(
    const Services& services, std::string_view name, std::string_view email
) {
    return {std::string(name), std::string(email), services.city_name().value_or("")};
}

/// Passes when a second factor is right, spending it; who has none needs none.
Result<void> check_second_factor(
    const Services& services,
    record::Writing& w,
    Account& account,
    const SignIn& wish,
    const Party& party
) {
    if (!has_second_factor(account)) {
        return {};
    }
    if (wish.passkey) {
        return use_passkey(services, w, *wish.passkey, party, account.id)
                   ? Result<void>()
                   : Result<void>(passkey_refused());
    }
    if (!use_second_factor(services, w.db(), account, wish.code.value_or(""), w.at())) {
        return refuse(
            Refusal::Kind::unauthenticated, "second_factor_wrong", "The code is wrong or was used."
        );
    }
    return {};
}

/// Said after the right password: a code of the app, or a passkey where it alone will do.
std::unexpected<Refusal> second_factor_needed(const Account& account) {
    return takes_code_of_app(account)
               ? refuse(
                     Refusal::Kind::unauthenticated,
                     "second_factor_needed",
                     "Give the code of your app."
                 )
               : refuse(Refusal::Kind::unauthenticated, "passkey_needed", "Use your passkey.");
}

/// The account a link is for, when it is alive.
Result<Account> account_behind(Services& services, LinkKind kind, const std::string& secret) {
    const auto now = services.clock.now();
    const auto account = services.database.read([&](store::Connection& db) {
        const auto link = find_link(db, kind, kept(secret), now);
        return link ? find_account(db, link->account) : std::nullopt;
    });
    if (!account) {
        return dead_link();
    }
    return *account;
}

/// Uses the link up inside `w`; false when somebody did so meanwhile.
bool use_link(record::Writing& w, LinkKind kind, const std::string& secret) {
    const auto link = find_link(w.db(), kind, kept(secret), w.at());
    if (link) {
        delete_links(w.db(), kind, link->account);
    }
    return link.has_value();
}

Result<std::string> new_password(
    Services& services, std::string_view password, const Account& account
) {
    auto checked = check_password(
        password,
        has_second_factor(account),
        known_words(services, account.name, account.email),
        "password"
    );
    if (!checked) {
        return std::unexpected(checked.error());
    }
    return services.passwords.hash(password);
}

void disclose_account(record::Writing& w, const Account& account) {
    w.set("name", account.name);
    w.set("email", account.email);
    w.set("title", account.title);
    w.set("agency", account.agency);
    w.set("roles", account.roles);
    w.set("state", account.state);
}

}  // namespace

std::string totp_context(Id<Account> account) {
    return fmt::format("account/{} totp", account.value);
}

bool takes_code_of_app(const Account& account) {
    return account.totp && !(account.passkeys > 0 && wants_passkey(account.roles));
}

bool use_second_factor(
    const Services& services,
    store::Connection& db,
    Account& account,
    std::string_view code,
    Instant now
) {
    // Sealed with a key that was lost: recovery codes and a reset on the server still work.
    const auto secret = takes_code_of_app(account)
                            ? crypto::unseal(services.key, totp_context(account.id), *account.totp)
                            : std::nullopt;
    std::string digits(code);
    std::erase(digits, ' ');
    const auto last = static_cast<std::uint64_t>(account.totp_step);
    const auto step = secret ? crypto::matching_step(*secret, digits, now, last) : std::nullopt;
    if (step) {
        account.totp_step = static_cast<std::int64_t>(*step);
        return true;
    }
    return spend_recovery_code(db, account.id, kept_recovery_code(code));
}

Result<Entered> sign_in(Services& services, const SignIn& wish, const Visit& visit) {
    if (auto counted = services.passwords.count_try(wish.email, visit.address); !counted) {
        return std::unexpected(counted.error());
    }
    const auto found =
        services.database.read([&](store::Connection& db) { return find_account(db, wish.email); });
    const bool active = found && may_enter(*found, services.clock.now());
    const auto hash = active ? found->password_hash : std::nullopt;
    const auto right = services.passwords.matches(hash, wish.password);
    if (!right) {
        return std::unexpected(right.error());
    }
    if (!*right) {
        services.passwords.note_failure(found ? found->id.value : 0);
        return failed();
    }
    if (has_second_factor(*found) && wish.code.value_or("").empty() && !wish.passkey) {
        services.passwords.forgive_try(wish.email, visit.address);
        return second_factor_needed(*found);
    }
    const auto fresh = crypto::needs_rehash(*hash) ? services.passwords.hash(wish.password)
                                                   : Result<std::string>(*hash);
    Account account;
    const auto secret = services.record.write(
        session_deed(found->id),
        [&](record::Writing& w) -> Result<std::string> {
            auto now = find_account(w.db(), found->id);
            if (!now || !may_enter(*now, w.at()) || now->password_hash != hash) {
                return failed();
            }
            account = std::move(*now);
            if (auto checked = check_second_factor(services, w, account, wish, visit.party);
                !checked) {
                return std::unexpected(checked.error());
            }
            account.password_hash = fresh.value_or(*hash);
            return open_session(services, w, account, visit);
        }
    );
    if (secret) {
        services.passwords.forgive_try(wish.email, visit.address);
    } else {
        services.passwords.note_failure(found->id.value);
    }
    return entered(services, account, secret);
}

Result<Entered> set_up(Services& services, const Setup& wish, const Visit& visit) {
    if (auto counted = services.passwords.count_link(visit.address); !counted) {
        return std::unexpected(counted.error());
    }
    auto account =
        invited({wish.name, wish.email, "", "", {Role::administrator}}, services.clock.now());
    if (!account) {
        return std::unexpected(account.error());
    }
    MeChange speaking;
    speaking.language = wish.language.value_or(visit.language);
    if (account = changed(*account, speaking); !account) {
        return std::unexpected(account.error());
    }
    const auto alive = services.database.read([&](store::Connection& db) {
        return find_link(db, LinkKind::setup, kept(wish.token), services.clock.now()).has_value();
    });
    if (!alive) {
        return dead_link();
    }
    const auto hash = new_password(services, wish.password, *account);
    if (!hash) {
        return std::unexpected(hash.error());
    }
    const auto secret = services.record.write(
        {record::Actor::belfry(), "account.set_up", {"account"}},
        [&](record::Writing& w) -> Result<std::string> {
            if (has_accounts(w.db()) || !use_link(w, LinkKind::setup, wish.token)) {
                return dead_link();
            }
            account->id = {w.object().id};
            account->revision = w.revision();
            account->state = PersonState::active;
            account->password_hash = *hash;
            add_account(w.db(), *account);
            disclose_account(w, *account);
            return also_open_session(services, w, *account, visit);
        }
    );
    return entered(services, *account, secret);
}

Result<InvitationCheck> check_invitation(
    Services& services, const TokenOnly& link, const Visit& visit
) {
    if (auto counted = services.passwords.count_link(visit.address); !counted) {
        return std::unexpected(counted.error());
    }
    const auto account = account_behind(services, LinkKind::invitation, link.token);
    if (!account) {
        return std::unexpected(account.error());
    }
    return InvitationCheck{account->name, account->email, services.city_name()};
}

Result<Entered> accept_invitation(Services& services, const Acceptance& wish, const Visit& visit) {
    if (auto counted = services.passwords.count_link(visit.address); !counted) {
        return std::unexpected(counted.error());
    }
    const auto invitation = account_behind(services, LinkKind::invitation, wish.token);
    if (!invitation) {
        return std::unexpected(invitation.error());
    }
    MeChange change;
    change.name = wish.name;
    change.language = wish.language;
    auto account = changed(*invitation, change);
    if (!account) {
        return std::unexpected(account.error());
    }
    const auto hash = new_password(services, wish.password, *account);
    if (!hash) {
        return std::unexpected(hash.error());
    }
    const record::Deed deed{
        record::Actor::account(account->id.value), "account.join", {"account", account->id.value}
    };
    const auto secret = services.record.write(deed, [&](record::Writing& w) -> Result<std::string> {
        const auto current = find_account(w.db(), invitation->id);
        if (!current || current->state != PersonState::invited ||
            !use_link(w, LinkKind::invitation, wish.token)) {
            return dead_link();
        }
        account = changed(*current, change);
        account->state = PersonState::active;
        account->password_hash = *hash;
        account->revision = w.revision();
        w.set("name", account->name);
        w.set("state", account->state);
        return also_open_session(services, w, *account, visit);
    });
    return entered(services, *account, secret);
}

Result<Entered> reset_password(Services& services, const PasswordReset& wish, const Visit& visit) {
    if (auto counted = services.passwords.count_link(visit.address); !counted) {
        return std::unexpected(counted.error());
    }
    const auto found = account_behind(services, LinkKind::reset, wish.token);
    if (!found) {
        return std::unexpected(found.error());
    }
    const auto hash = new_password(services, wish.password, *found);
    if (!hash) {
        return std::unexpected(hash.error());
    }
    Account account;
    const record::Deed deed{
        record::Actor::account(found->id.value),
        "account.reset_password",
        {"account", found->id.value}
    };
    const auto secret = services.record.write(deed, [&](record::Writing& w) -> Result<std::string> {
        auto now = find_account(w.db(), found->id);
        if (!now || !may_enter(*now, w.at()) || !use_link(w, LinkKind::reset, wish.token)) {
            return dead_link();
        }
        account = std::move(*now);
        end_ways_in(w.db(), account.id);
        delete_tokens(w.db(), account.id);
        delete_identities(w.db(), account.id);
        account.password_hash = *hash;
        account.revision = w.revision();
        save_account(w.db(), account);
        auto opened = has_second_factor(account) ? Result<std::string>()
                                                 : also_open_session(services, w, account, visit);
        if (!opened) {
            return opened;
        }
        if (auto told = tell_of_way_in(services, w, account.id, deed.action); !told) {
            return std::unexpected(told.error());
        }
        return opened;
    });
    if (secret && has_second_factor(account)) {
        auto state = nobody(services, false);
        state.second_factor_needed = true;
        return Entered{std::move(state), {}};
    }
    return entered(services, account, secret);
}

void sign_out(Services& services, std::string_view secret) {
    const auto row = services.database.read([&](store::Connection& db) {
        return find_session(db, kept(secret));
    });
    if (!row) {
        return;
    }
    const record::Deed deed{
        record::Actor::account(row->account.value),
        "session.end",
        {"session", row->session.id.value}
    };
    // Nothing in it can refuse.
    std::ignore = services.record.write(deed, [&](record::Writing& w) -> Result<void> {
        delete_session(w.db(), row->account, row->session.id);
        return {};
    });
}

SessionState session_state(
    Services& services, std::int64_t account, std::string_view session_secret
) {
    return services.database.read([&](store::Connection& db) {
        const auto found = account <= 0 ? std::nullopt : find_account(db, Id<Account>{account});
        if (found) {
            return state_of(services, *found, session_secret);
        }
        return nobody(services, !has_accounts(db));
    });
}

std::optional<std::string> setup_link(Services& services, const std::string& base) {
    if (services.database.read([](store::Connection& db) { return has_accounts(db); })) {
        return {};
    }
    const auto secret = crypto::random_token(services.random);
    const auto written = services.record.write(
        {record::Actor::belfry(), "setup.offer", {"setup", 1}},
        [&](record::Writing& w) -> Result<void> {
            // A second start, or a second server, leaves the link that was printed before as it is.
            add_link(w.db(), {LinkKind::setup, {}, w.at() + setup_link_life}, kept(secret), w.at());
            return {};
        }
    );
    check(written.has_value(), "the set-up link was refused");
    return fmt::format("{}/setup#{}", base, secret);
}

void drop_expired(Services& services) {
    const auto now = services.clock.now();
    const auto dead =
        services.database.read([&](store::Connection& db) { return count_expired(db, now); });
    if (dead == 0) {
        return;
    }
    std::ignore = services.record.write(
        {record::Actor::belfry(), "sessions.expire", {"sessions", 1}},
        [&](record::Writing& w) -> Result<void> {
            delete_expired(w.db(), w.at());
            return {};
        }
    );
}

}  // namespace belfry::accounts
