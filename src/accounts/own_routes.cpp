#include "accounts/own_account.hpp"
#include "accounts/routes.hpp"
#include "http/router.hpp"

namespace belfry::accounts {

namespace {

using http::Access;
using http::Call;

Result<http::Versioned<Me>> versioned(const Result<Account>& account) {
    if (!account) {
        return std::unexpected(account.error());
    }
    return http::Versioned<Me>{me_of(*account), account->revision};
}

/// Acts on one's account need not say which revision was seen; who says so is held to it.
template <class Act>
auto where_seen(const Call& call, const Act& act) -> std::invoke_result_t<Act, SeenRevision> {
    if (!call.request.headers.find("If-Match")) {
        return act(SeenRevision());
    }
    const auto seen = call.revision_seen();
    if (!seen) {
        return std::unexpected(seen.error());
    }
    return act(SeenRevision(*seen));
}

void add_profile_routes(http::Router& router, Services& services) {
    router.add(http::get<http::Versioned<Me>>(
        "/api/v1/me",
        Access::signed_in().open_to(std::string(making_a_passkey)),
        "Shows one's own account.",
        [&services](const Call& call) { return versioned(own_account(services, acting(call))); }
    ));
    router.add(http::patch<MeChange, http::Versioned<Me>>(
        "/api/v1/me",
        in_a_session(),
        "Changes one's own name, title, language, theme, weekly brief and quiet hours.",
        [&services](const Call& call, const MeChange& change) {
            return versioned(change_me(services, acting(call), change, call.based_on()));
        }
    ));
    router.add(http::post<PasswordChange, PasswordChanged>(
        "/api/v1/me/password",
        in_a_session(),
        "Changes one's own password; the other sessions and the calendar's address end.",
        [&services](const Call& call, const PasswordChange& change) {
            return where_seen(call, [&](SeenRevision seen) {
                return change_password(services, acting(call), change, seen);
            });
        }
    ));
}

void add_factor_routes(http::Router& router, Services& services) {
    router.add(http::without_body<TotpOffer>(
        http::Method::post,
        "/api/v1/me/totp",
        in_a_session().with_fresh_proof(),
        "Offers a secret for an authenticator app.",
        [&services](const Call& call) {
            return where_seen(call, [&](SeenRevision seen) {
                return offer_totp(services, acting(call), seen);
            });
        }
    ));
    router.add(http::post<TotpCode, RecoveryCodes>(
        "/api/v1/me/totp/confirmation",
        in_a_session(),
        "Switches the second factor on with a first code; gives recovery codes.",
        [&services](const Call& call, const TotpCode& code) {
            return where_seen(call, [&](SeenRevision seen) {
                return confirm_totp(services, acting(call), code, seen);
            });
        }
    ));
    router.add(http::post<FactorRemoval, void>(
        "/api/v1/me/totp/removal",
        in_a_session().with_fresh_proof(),
        "Switches the second factor off.",
        [&services](const Call& call, const FactorRemoval& removal) {
            return where_seen(call, [&](SeenRevision seen) {
                return remove_totp(services, acting(call), removal, seen);
            });
        }
    ));
    router.add(http::without_body<RecoveryCodes>(
        http::Method::post,
        "/api/v1/me/recovery-codes",
        in_a_session().open_to(std::string(making_a_passkey)).with_fresh_proof(),
        "Gives new recovery codes; the old ones are dead.",
        [&services](const Call& call) {
            return where_seen(call, [&](SeenRevision seen) {
                return renew_recovery_codes(services, acting(call), seen);
            });
        }
    ));
}

void add_own_session_routes(http::Router& router, Services& services) {
    router.add(http::list<Session>(
        "/api/v1/me/sessions",
        in_a_session(),
        "Lists where one is signed in.",
        [&services](const Call& call) -> Result<http::Listing<Session>> {
            return http::Listing<Session>{own_sessions(services, acting(call)), {}};
        }
    ));
    router.add(http::end<void>(
        "/api/v1/me/sessions/{session}",
        in_a_session().with_fresh_proof(),
        "Ends one of one's own sessions.",
        [&services](const Call& call) {
            return end_session(services, acting(call), call.id<Session>("session"));
        }
    ));
}

void add_token_routes(http::Router& router, Services& services) {
    router.add(http::list<Token>(
        "/api/v1/me/tokens",
        in_a_session(),
        "Lists one's own API tokens.",
        [&services](const Call& call) -> Result<http::Listing<Token>> {
            return http::Listing<Token>{own_tokens(services, acting(call)), {}};
        }
    ));
    router.add(http::post<NewToken, TokenMade>(
        "/api/v1/me/tokens",
        in_a_session().with_fresh_proof(),
        "Makes an API token; its secret is shown once.",
        [&services](const Call& call, const NewToken& wish) {
            return make_token(services, acting(call), wish);
        }
    ));
    router.add(http::end<void>(
        "/api/v1/me/tokens/{token}",
        in_a_session().with_fresh_proof(),
        "Removes one of one's own API tokens.",
        [&services](const Call& call) {
            return remove_token(services, acting(call), call.id<Token>("token"));
        }
    ));
}

}  // namespace

http::Access in_a_session() {
    return Access::signed_in().and_when("in a session", [](const Call& call) {
        return !call.caller.by_token;
    });
}

void add_own_routes(http::Router& router, Services& services) {
    add_profile_routes(router, services);
    add_factor_routes(router, services);
    add_own_session_routes(router, services);
    add_token_routes(router, services);
}

}  // namespace belfry::accounts
