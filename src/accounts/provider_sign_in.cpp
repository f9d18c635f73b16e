#include "accounts/provider_sign_in.hpp"

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/alert.hpp"
#include "accounts/entering.hpp"
#include "accounts/passkey_store.hpp"
#include "accounts/permission.hpp"
#include "accounts/provider_dialogue.hpp"
#include "accounts/secret.hpp"
#include "accounts/session_store.hpp"
#include "base/check.hpp"
#include "base/percent_encoding.hpp"
#include "crypto/hash.hpp"
#include "crypto/secret.hpp"

namespace belfry::accounts {

namespace {

constexpr std::string_view visit_context = "identity_provider visit";
constexpr std::string_view link_identity = "account.link_identity";

/// What a browser waits with.
struct Waiting {
    std::string state;
    std::string nonce;
    std::string verifier;
    Instant until;
    std::optional<Instant> asked_at = {};  ///< Where the provider has to ask anew.
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (state, nonce, verifier, until, asked_at))

std::unexpected<Refusal> refused() {
    return refuse(
        Refusal::Kind::unauthenticated,
        "provider_refused",
        "The identity provider vouches for nobody who may sign in here."
    );
}

std::optional<Waiting> waiting_in(const Services& services, const std::string& kept) {
    const auto sealed = crypto::from_base64url(kept);
    const auto opened =
        sealed ? crypto::unseal(services.key, visit_context, *sealed) : std::nullopt;
    if (!opened) {
        return {};
    }
    const std::string_view text(reinterpret_cast<const char*>(opened->data()), opened->size());
    auto waiting = json::parse_as<Waiting>(text);
    return waiting && services.clock.now() < waiting->until ? std::optional(std::move(*waiting))
                                                            : std::nullopt;
}

bool is_same(std::string_view a, std::string_view b) {
    return crypto::equal_in_constant_time(crypto::bytes_of(a), crypto::bytes_of(b));
}

/// Who it is, as the provider says.
Result<Claims> claims_of(
    Services& services,
    const IdentityProvider& provider,
    const CodeExchange& exchange,
    const std::string& nonce
) {
    const auto facts = provider_facts(services, provider);
    if (!facts) {
        return std::unexpected(facts.error());
    }
    const auto token = fetch_id_token(services, provider, *facts, exchange);
    if (!token) {
        return std::unexpected(token.error());
    }
    const auto keys = provider_keys(services, provider, *facts, key_named_in(*token));
    if (!keys) {
        return std::unexpected(keys.error());
    }
    auto claims = check_id_token(
        *token, *keys, {provider.issuer, provider.client, nonce, services.clock.now()}
    );
    return claims ? Result<Claims>(std::move(*claims)) : Result<Claims>(refused());
}

/// The account that is linked, or the one that may be by its address. Nobody becomes an
/// administrator that way: whose role demands a passkey comes in by their own link.
std::optional<Account> account_for(
    store::Connection& db, const IdentityProvider& provider, const Claims& claims, Instant now
) {
    if (const auto linked = find_identity(db, provider.issuer, claims.subject)) {
        auto account = find_account(db, *linked);
        return account && may_enter(*account, now) ? account : std::nullopt;
    }
    if (!claims.email_verified || claims.email.empty()) {
        return {};
    }
    auto account = find_account(db, claims.email);
    if (!account || wants_passkey(account->roles) || is_over(*account, now) ||
        has_identity(db, provider.issuer, account->id)) {
        return {};
    }
    if (account->state == PersonState::invited) {
        const auto end = link_expiry(db, LinkKind::invitation, account->id);
        return end && now < *end ? account : std::nullopt;
    }
    return account->state == PersonState::active ? account : std::nullopt;
}

/// The account with this address that another subject of the provider opens: an address that was
/// given to somebody else, or a provider that was broken into.
std::optional<Account> opened_by_another(
    store::Connection& db, const IdentityProvider& provider, const Claims& claims
) {
    if (!claims.email_verified || claims.email.empty() ||
        find_identity(db, provider.issuer, claims.subject)) {
        return {};
    }
    auto account = find_account(db, claims.email);
    return account && has_identity(db, provider.issuer, account->id) ? account : std::nullopt;
}

/// Records it and tells the account's owner and administrators.
std::unexpected<Refusal> other_identity(Services& services, const Account& account) {
    const record::Deed deed{
        record::Actor::belfry(), "account.refuse_identity", {"account", account.id.value}
    };
    std::ignore = services.record.write(deed, [&](record::Writing& w) -> Result<void> {
        auto now = find_account(w.db(), account.id);
        if (!now) {
            return {};
        }
        now->revision = w.revision();
        save_account(w.db(), *now);
        const Alert alert{AlertKind::other_identity, now->id, now->id, {{"name", now->name}}};
        auto alerts = to_administrators(w.db(), alert, {now->id});
        alerts.push_back(alert);
        return tell(services, w, alerts);
    });
    return refuse(
        Refusal::Kind::unauthenticated,
        "provider_other_identity",
        "Somebody else at the identity provider opens the account with your address. Ask an "
        "administrator."
    );
}

/// Whom the provider vouches for; `account_for` says who else may be let in.
Result<Account> vouched_for(
    Services& services, const IdentityProvider& provider, const Claims& claims
) {
    std::optional<Account> account;
    std::optional<Account> of_another;
    services.database.read([&](store::Connection& db) {
        account = account_for(db, provider, claims, services.clock.now());
        of_another = opened_by_another(db, provider, claims);
    });
    if (of_another) {
        return other_identity(services, *of_another);
    }
    if (!account) {
        return refused();
    }
    if (wants_passkey(account->roles)) {
        return refuse(Refusal::Kind::unauthenticated, "passkey_needed", "Use your passkey.");
    }
    return std::move(*account);
}

/// Whether somebody who was to be asked anew was.
bool was_asked(const Waiting& waiting, const Claims& claims) {
    return !waiting.asked_at ||
           (claims.authenticated_at && *claims.authenticated_at >= *waiting.asked_at - clock_skew);
}

/// When the session's holder has shown who they are: as the provider says, and not later than now.
Instant proved_at(const Claims& claims, Instant now) {
    return std::min(claims.authenticated_at.value_or(Instant()), now);
}

record::Deed link_deed(Id<Account> account) {
    return {
        record::Actor::account(account.value),
        std::string(link_identity),
        {"account", account.value}
    };
}

/// Links and, where it was invited, begins the account: the first entry of the write.
void link(
    record::Writing& w, const IdentityProvider& provider, const Claims& claims, Account& account
) {
    add_identity(w.db(), provider.issuer, claims.subject, account.id, w.at());
    if (account.state == PersonState::invited) {
        account.state = PersonState::active;
        delete_links(w.db(), LinkKind::invitation, account.id);
        w.set("state", account.state);
    }
    account.revision = w.revision();
}

/// How somebody comes in.
struct Coming {
    bool linked;      ///< Before, already.
    bool was_active;  ///< Not only invited.
    Instant proved;   ///< When they last showed who they are.
};

/// Opens the session, and tells its owner of an identity that is new to the account: an invitation
/// is accepted by one, everybody else has to know.
Result<std::string> let_in(
    Services& services,
    record::Writing& w,
    Account& account,
    const Visit& visit,
    const Coming& coming
) {
    auto secret = coming.linked ? open_session(services, w, account, visit)
                                : also_open_session(services, w, account, visit);
    if (!secret) {
        return secret;
    }
    // Not w.object(): telling of a new device may have opened entries of inboxes.
    const auto session = find_session(w.db(), kept(*secret));
    check(session.has_value(), "a session was opened");
    save_proof(w.db(), session->session.id, coming.proved);
    if (!coming.linked && coming.was_active) {
        auto told = tell_of_way_in(services, w, account.id, std::string(link_identity));
        if (!told) {
            return std::unexpected(told.error());
        }
    }
    return secret;
}

}  // namespace

Result<ProviderStart> start_at_provider(
    Services& services, const std::string& return_to, AskAnew anew
) {
    const auto provider = services.database.read(identity_provider);
    if (provider.issuer.empty()) {
        return refuse(
            Refusal::Kind::conflict, "provider_off", "Nobody signs in with an identity provider."
        );
    }
    const auto facts = provider_facts(services, provider);
    if (!facts) {
        return std::unexpected(facts.error());
    }
    const auto now = services.clock.now();
    const Waiting waiting{
        crypto::random_token(services.random),
        crypto::random_token(services.random),
        crypto::random_token(services.random),
        now + provider_visit,
        anew == AskAnew::yes ? std::optional(now) : std::nullopt
    };
    const auto& start = facts->authorization_endpoint;
    const auto url = fmt::format(
        "{}{}response_type=code&scope=openid%20email%20profile&client_id={}&redirect_uri={}"
        "&state={}&nonce={}&code_challenge={}&code_challenge_method=S256{}",
        start,
        start.contains('?') ? '&' : '?',
        percent_encoded(provider.client),
        percent_encoded(return_to),
        waiting.state,
        waiting.nonce,
        crypto::to_base64url(crypto::sha256(waiting.verifier)),
        anew == AskAnew::yes ? "&prompt=login&max_age=0" : ""
    );
    const auto text = json::canonical(json::write(waiting));
    return ProviderStart{
        url,
        crypto::to_base64url(
            crypto::seal(services.key, visit_context, crypto::bytes_of(text), services.random)
        )
    };
}

Result<Entered> sign_in_with_provider(
    Services& services,
    const ProviderAnswer& answer,
    const std::string& kept,
    const std::string& return_to,
    const Visit& visit
) {
    if (auto counted = services.passwords.count_link(visit.address); !counted) {
        return std::unexpected(counted.error());
    }
    const auto provider = services.database.read(identity_provider);
    const auto waiting = waiting_in(services, kept);
    const bool asked_here = waiting && !provider.issuer.empty() &&
                            is_same(answer.state, waiting->state) && !answer.code.empty() &&
                            answer.issuer.value_or(provider.issuer) == provider.issuer;
    if (!asked_here) {
        return refused();
    }
    const auto claims =
        claims_of(services, provider, {answer.code, waiting->verifier, return_to}, waiting->nonce);
    if (!claims) {
        return std::unexpected(claims.error());
    }
    if (!was_asked(*waiting, *claims)) {
        return refuse(
            Refusal::Kind::unauthenticated,
            "provider_not_anew",
            "The identity provider did not ask you again who you are."
        );
    }
    const auto found = vouched_for(services, provider, *claims);
    if (!found) {
        return std::unexpected(found.error());
    }
    const bool linked = services.database.read([&](store::Connection& db) {
        return find_identity(db, provider.issuer, claims->subject).has_value();
    });
    Account account;
    const auto secret = services.record.write(
        linked ? session_deed(found->id) : link_deed(found->id),
        [&](record::Writing& w) -> Result<std::string> {
            auto now = account_for(w.db(), provider, *claims, w.at());
            if (!now || now->id != found->id || wants_passkey(now->roles) ||
                !spend_challenge(w.db(), waiting->state, waiting->until)) {
                return refused();
            }
            account = std::move(*now);
            const Coming coming{
                linked, account.state == PersonState::active, proved_at(*claims, w.at())
            };
            if (!linked) {
                link(w, provider, *claims, account);
            }
            return let_in(services, w, account, visit, coming);
        }
    );
    return entered(services, account, secret);
}

}  // namespace belfry::accounts
