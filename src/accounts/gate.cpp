#include "accounts/gate.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/cookie.hpp"
#include "accounts/permission.hpp"
#include "accounts/routes.hpp"
#include "accounts/screen.hpp"
#include "accounts/secret.hpp"
#include "accounts/session_store.hpp"
#include "accounts/sign_in_settings.hpp"
#include "crypto/bytes.hpp"
#include "text/catalog.hpp"

namespace belfry::accounts {

namespace {

/// A program that acts for somebody cannot give itself or others more rights, nor carry off or
/// replace a city's data as a whole.
constexpr std::array not_by_token{
    "people_manage", "mail_settings_edit", "settings_edit", "backups_manage", "demo_manage"
};

constexpr std::string_view bearer = "bearer ";

/// Schemes compare without case (RFC 9110, 11.1).
bool is_bearer(std::string_view authorization) {
    return std::ranges::equal(
        authorization.substr(0, bearer.size()),
        bearer,
        [](char given, char wanted) {
            return (given >= 'A' && given <= 'Z' ? static_cast<char>(given + 32) : given) == wanted;
        }
    );
}

bool is_safe(http::Method method) {
    return method == http::Method::get || method == http::Method::head ||
           method == http::Method::options;
}

std::unexpected<Refusal> forged() {
    return refuse(
        Refusal::Kind::forbidden, "csrf", "This request did not come from Belfry's own pages."
    );
}

enum class Origin { same, other, unknown };

/// What the browser says about the page that made the request.
Origin origin_said(const http::Request& request) {
    const auto site = request.headers.find("Sec-Fetch-Site");
    const auto origin = request.headers.find("Origin");
    if (!site && !origin) {
        return Origin::unknown;
    }
    const bool same = site.value_or("same-origin") == "same-origin" &&
                      origin.value_or(origin_of(request)) == origin_of(request);
    return same ? Origin::same : Origin::other;
}

std::string best_language(const http::Request& request) {
    const auto wanted = request.headers.find("Accept-Language").value_or("");
    const auto known = text::Catalog::embedded().languages();
    auto rest = wanted;
    while (!rest.empty()) {
        const auto entry = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), entry.size() + 1));
        const auto start = std::min(entry.find_first_not_of(' '), entry.size());
        const auto code = entry.substr(start, 2);
        if (const auto found = std::ranges::find(known, code); found != known.end()) {
            return *found;
        }
    }
    return "en";
}

http::Caller caller_of(const Account& account) {
    http::Caller caller;
    caller.account = account.id.value;
    caller.name = account.name;
    caller.language = account.language;
    for (const auto role : account.roles) {
        caller.roles.emplace_back(json::name_of(role));
    }
    caller.permissions = permissions_of(account.roles);
    return caller;
}

/// Who has not made the passkey that is demanded of them can do nothing but make one.
std::optional<http::Caller::Confinement> confinement(
    const SignInSettings& settings, const Account& account, Instant now
) {
    if (!account.passkey_asked_at || account.passkeys > 0) {
        return {};
    }
    const auto due = passkey_due(account, settings);
    if (!due || now < *due) {
        return {};
    }
    return http::Caller::Confinement{
        std::string(making_a_passkey), "passkey_demanded", "Set up a passkey first."
    };
}

/// Who asks from a screen on a wall. Changes nothing whatever it asks for: it is confined, and what
/// it is confined to only reads. What is open to everybody is open here too, so that a person can
/// sign in at that browser.
http::Caller caller_of(const WallScreen& screen) {
    http::Caller caller;
    caller.account = caller_of_screen(screen.id);
    caller.name = screen.name;
    caller.language = screen.language;
    caller.permissions = {"program_see"};
    caller.session = fmt::format("screen/{}", screen.id.value);
    caller.by_token = true;
    caller.confined = {std::string(wall_screen), "screen_only_shows", "This screen only shows."};
    return caller;
}

std::unexpected<Refusal> expired() {
    return refuse(Refusal::Kind::unauthenticated, "session_expired", "Sign in again.");
}

}  // namespace

AccountGate::AccountGate(Services& services) : services_(services) {
    if (services.requests_per_minute > 0) {
        accounts_.emplace(services.requests_per_minute, std::chrono::minutes(1));
        networks_.emplace(services.requests_per_minute, std::chrono::minutes(1));
    }
}

Result<http::Caller> AccountGate::admit(const http::Request& request) {
    auto caller = let_in(request);
    if (auto counted = count(request, caller); !counted) {
        return std::unexpected(counted.error());
    }
    return caller;
}

/// A whole city hall may share one network: there only those are counted together whom nobody
/// knows.
Result<void> AccountGate::count(const http::Request& request, const Result<http::Caller>& caller) {
    if (!accounts_) {
        return {};
    }
    const bool known = caller && caller->account != 0;
    auto& rate = known ? *accounts_ : *networks_;
    const auto key = known ? std::to_string(caller->account) : network_of(request.peer);
    const auto now = services_.clock.monotonic();
    if (rate.take(key, now)) {
        return {};
    }
    auto refused = refuse(
        Refusal::Kind::too_many, "too_many_requests", "Too many requests. Wait a few seconds."
    );
    refused.error().wait_seconds = rate.wait(key, now).count();
    return refused;
}

Result<http::Caller> AccountGate::let_in(const http::Request& request) {
    const auto authorization = request.headers.find("Authorization").value_or("");
    if (is_bearer(authorization)) {
        return by_token(request, authorization.substr(bearer.size()));
    }
    const auto secret = session_secret(request);
    const auto of_screen = screen_secret(request);
    if (!is_safe(request.method)) {
        const auto said = origin_said(request);
        const bool known = !secret.empty() || !of_screen.empty();
        if (said == Origin::other || (said == Origin::unknown && known)) {
            return forged();
        }
    }
    auto caller = secret.empty() ? Result<http::Caller>(expired()) : by_session(request, secret);
    const bool nobody_in = !caller && caller.error().kind == Refusal::Kind::unauthenticated;
    // Who acts in a session that has ended is to sign in again, not to be told of the screen.
    const bool may_be_screen = secret.empty() || is_safe(request.method);
    // A screen that an older Belfry paired keeps its secret where sessions keep theirs.
    const auto& wall = of_screen.empty() ? secret : of_screen;
    if (nobody_in && may_be_screen && !wall.empty()) {
        if (const auto screen = screen_of(services_, wall)) {
            return caller_of(*screen);
        }
    }
    if (!secret.empty()) {
        return caller;
    }
    http::Caller nobody;
    nobody.language = best_language(request);
    return nobody;
}

Result<http::Caller> AccountGate::by_session(
    const http::Request& request, std::string_view secret
) {
    const auto now = services_.clock.now();
    std::optional<SessionRow> row;
    std::optional<Account> account;
    SignInSettings settings;
    services_.database.read([&](store::Connection& db) {
        row = find_session(db, kept(secret));
        account = row ? find_account(db, row->account) : std::nullopt;
        settings = sign_in_settings(db);
    });
    if (!row || !is_alive(row->session, now) || !account || !may_enter(*account, now)) {
        return expired();
    }
    if (!is_safe(request.method)) {
        const auto given = request.headers.find("X-CSRF-Token").value_or("");
        const auto right = csrf_token(secret);
        if (!crypto::equal_in_constant_time(crypto::bytes_of(given), crypto::bytes_of(right))) {
            return forged();
        }
    }
    if (now - row->session.last_seen_at >= seen_every) {
        note_use({account->id, {"session", row->session.id.value}}, now);
    }
    auto caller = caller_of(*account);
    caller.session = fmt::format("session/{}", row->session.id.value);
    caller.signed_in_at = row->session.started_at;
    caller.confined = confinement(settings, *account, now);
    caller.freshly_proved = now - row->proved_at < std::chrono::minutes(settings.proof_minutes);
    return caller;
}

Result<http::Caller> AccountGate::by_token(const http::Request& request, std::string_view secret) {
    const auto now = services_.clock.now();
    std::optional<TokenRow> row;
    std::optional<Account> account;
    SignInSettings settings;
    services_.database.read([&](store::Connection& db) {
        row = find_token(db, kept(secret));
        account = row ? find_account(db, row->account) : std::nullopt;
        settings = sign_in_settings(db);
    });
    if (!row || !is_alive(row->token, now) || !account || !may_enter(*account, now)) {
        return refuse(
            Refusal::Kind::unauthenticated,
            "token_refused",
            "This API token does not work any more."
        );
    }
    if (row->token.read_only && !is_safe(request.method)) {
        return refuse(Refusal::Kind::forbidden, "token_read_only", "This API token may only read.");
    }
    if (!row->token.last_used_at || now - *row->token.last_used_at >= seen_every) {
        note_use({account->id, {"token", row->token.id.value}}, now);
    }
    auto caller = caller_of(*account);
    for (const auto* permission : not_by_token) {
        caller.permissions.erase(permission);
    }
    caller.session = fmt::format("token/{}", row->token.id.value);
    caller.by_token = true;
    caller.confined = confinement(settings, *account, now);
    caller.signed_in_at = row->token.created_at;
    return caller;
}

/// Once an hour; not worth failing a request for when the disk is full.
void AccountGate::note_use(const Use& use, Instant now) {
    const record::Deed deed{
        record::Actor::account(use.account.value), use.object.kind + ".use", use.object
    };
    try {
        std::ignore = services_.record.write(deed, [&](record::Writing& w) -> Result<void> {
            if (use.object.kind == "token") {
                save_last_used(w.db(), {use.object.id}, now);
            } else {
                save_last_seen(w.db(), Id<Session>{use.object.id}, now);
                save_last_seen(w.db(), use.account, now);
            }
            return {};
        });
    } catch (const store::SqlError&) {
        return;
    }
}

bool AccountGate::knows(std::string_view permission) const {
    return is_permission(permission);
}

bool AccountGate::still_holds(const http::Caller& caller) {
    const auto slash = caller.session.find('/');
    if (slash == std::string::npos) {
        return false;
    }
    const Id<Account> id{caller.account};
    const auto handle = std::stoll(caller.session.substr(slash + 1));
    const auto now = services_.clock.now();
    if (caller.account < 0) {
        return services_.database.read([&](store::Connection& db) {
            return screen_holds(db, {handle}, now);
        });
    }
    return services_.database.read([&](store::Connection& db) {
        const auto account = find_account(db, id);
        if (!account || !may_enter(*account, now)) {
            return false;
        }
        if (caller.by_token) {
            return std::ranges::any_of(list_tokens(db, id), [&](const Token& token) {
                return token.id.value == handle && is_alive(token, now);
            });
        }
        const auto session = find_session(db, id, Id<Session>{handle});
        return session && is_alive(*session, now);
    });
}

}  // namespace belfry::accounts
