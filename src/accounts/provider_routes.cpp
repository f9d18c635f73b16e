#include "accounts/cookie.hpp"
#include "accounts/mail_settings.hpp"
#include "accounts/provider_sign_in.hpp"
#include "accounts/routes.hpp"
#include "crypto/secret.hpp"
#include "http/router.hpp"

namespace belfry::accounts {

namespace {

using http::Access;
using http::Call;
using Settings = http::Versioned<IdentityProvider>;

/// Where the browser has to go to sign in.
struct ProviderAddress {
    std::string url;
};
BOOST_DESCRIBE_STRUCT(ProviderAddress, (), (url))

/// The page of the web app that the provider sends browsers back to.
std::string return_to(Services& services, const Call& call) {
    return link_base(services, origin_of(call.request)) + "/sign-in/provider";
}

Result<Settings> shown(Services& services, const Call& call, Result<IdentityProvider> provider) {
    if (!provider) {
        return std::unexpected(provider.error());
    }
    provider->return_to = return_to(services, call);
    return Settings{*provider, provider->revision};
}

Result<http::WithHeaders<ProviderAddress>> start(Services& services, const Call& call) {
    if (auto checked = check_transport(call.request); !checked) {
        return std::unexpected(checked.error());
    }
    // Each may wait for the provider as long as it takes to find it silent.
    if (auto counted = services.passwords.count_link(call.request.peer); !counted) {
        return std::unexpected(counted.error());
    }
    // Whoever is signed in here comes to prove once more who they are.
    const bool again = call.caller.account > 0 && !call.caller.by_token;
    auto started =
        start_at_provider(services, return_to(services, call), again ? AskAnew::yes : AskAnew::no);
    if (!started) {
        return std::unexpected(started.error());
    }
    http::WithHeaders<ProviderAddress> out{{std::move(started->url)}, {}};
    out.headers.add("Set-Cookie", visit_cookie(call.request, started->kept, provider_visit));
    return out;
}

Result<http::WithHeaders<SessionState>> enter(
    Services& services, const Call& call, const ProviderAnswer& answer
) {
    auto visit = visit_of(call);
    if (visit.browser.empty()) {
        visit.browser = crypto::random_token(services.random);
    }
    auto entered = sign_in_with_provider(
        services, answer, visit_secret(call.request), return_to(services, call), visit
    );
    if (!entered) {
        return std::unexpected(entered.error());
    }
    sign_out(services, session_secret(call.request));
    http::WithHeaders<SessionState> out{std::move(entered->state), {}};
    out.headers.add("Set-Cookie", cookie_with(call.request, entered->secret));
    out.headers.add("Set-Cookie", browser_cookie(call.request, visit.browser));
    out.headers.add("Set-Cookie", visit_cookie(call.request, "", std::chrono::seconds(0)));
    return out;
}

}  // namespace

void add_provider_routes(http::Router& router, Services& services) {
    router.add(http::get<Settings>(
        "/api/v1/identity-provider",
        Access::needs("people_manage"),
        "Shows with which identity provider people can sign in; never its secret.",
        [&services](const Call& call) {
            return shown(services, call, services.database.read(identity_provider));
        }
    ));
    router.add(http::put<IdentityProviderChange, Settings>(
        "/api/v1/identity-provider",
        Access::needs("people_manage").with_fresh_proof(),
        "Changes with which identity provider people can sign in.",
        [&services](const Call& call, const IdentityProviderChange& change) {
            return shown(
                services,
                call,
                change_identity_provider(services, acting(call), change, call.based_on())
            );
        }
    ));
    router.add(http::without_body<http::WithHeaders<ProviderAddress>>(
        http::Method::post,
        "/api/v1/session/provider",
        Access::anyone(),
        "Begins to sign in with the city's identity provider: says where the browser has to go.",
        [&services](const Call& call) { return start(services, call); }
    ));
    router.add(http::post<ProviderAnswer, http::WithHeaders<SessionState>>(
        "/api/v1/session/provider/answer",
        Access::anyone(),
        "Signs in with what the identity provider sent the browser back with.",
        [&services](const Call& call, const ProviderAnswer& answer) {
            return enter(services, call, answer);
        }
    ));
}

}  // namespace belfry::accounts
