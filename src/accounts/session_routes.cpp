#include <algorithm>

#include "accounts/cookie.hpp"
#include "accounts/passkeys.hpp"
#include "accounts/routes.hpp"
#include "accounts/screen.hpp"
#include "accounts/sign_in.hpp"
#include "crypto/secret.hpp"
#include "http/router.hpp"

namespace belfry::accounts {

namespace {

using http::Access;
using http::Call;
using State = http::WithHeaders<SessionState>;

/// A way in: ends the session the browser had and gives it a new one.
template <class In>
http::Route way_in(
    Services& services,
    std::string path,
    std::string summary,
    Result<Entered> (*enter)(Services&, const In&, const Visit&)
) {
    return http::post<In, State>(
        std::move(path),
        Access::anyone(),
        std::move(summary),
        [&services, enter](const Call& call, const In& in) -> Result<State> {
            if (auto checked = check_transport(call.request); !checked) {
                return std::unexpected(checked.error());
            }
            auto visit = visit_of(call);
            if (visit.browser.empty()) {
                visit.browser = crypto::random_token(services.random);
            }
            auto entered = enter(services, in, visit);
            if (!entered) {
                return std::unexpected(entered.error());
            }
            State out{std::move(entered->state), {}};
            if (!entered->secret.empty()) {
                sign_out(services, session_secret(call.request));
                out.headers.add("Set-Cookie", cookie_with(call.request, entered->secret));
                out.headers.add("Set-Cookie", browser_cookie(call.request, visit.browser));
            }
            return out;
        }
    );
}

http::Route state_route(Services& services) {
    return http::get<SessionState>(
        "/api/v1/session",
        Access::anyone(),
        "Says who is signed in, what they may do, and whether Belfry has to be set up first.",
        [&services](const Call& call) -> Result<SessionState> {
            const auto secret = call.caller.by_token ? std::string() : session_secret(call.request);
            auto state = session_state(services, call.caller.account, secret);
            if (call.caller.account < 0) {
                state.screen = screen_shown(services, call.caller.account);
            }
            return state;
        }
    );
}

http::Route sign_out_route(Services& services) {
    return http::end<http::WithHeaders<void>>(
        "/api/v1/session",
        in_a_session().open_to(std::string(making_a_passkey)),
        "Signs out: the session is dead at once.",
        [&services](const Call& call) -> Result<http::WithHeaders<void>> {
            sign_out(services, session_secret(call.request));
            http::WithHeaders<void> out;
            out.headers.set("Set-Cookie", cookie_without(call.request));
            out.headers.set("Clear-Site-Data", "\"cache\"");
            return out;
        }
    );
}

}  // namespace

Visit visit_of(const Call& call) {
    Visit visit{
        call.request.peer,
        {},
        call.caller.language,
        party_of(call.request),
        browser_secret(call.request)
    };
    for (const char c : call.request.headers.find("User-Agent").value_or("")) {
        visit.device += c >= 0x20 && c < 0x7F ? c : '?';
    }
    return visit;
}

Acting acting(const Call& call) {
    return {
        call.caller.account,
        call.caller.name,
        call.caller.language,
        call.request.peer,
        call.caller.session,
        call.caller.freshly_proved
    };
}

void add_session_routes(http::Router& router, Services& services) {
    router.add(state_route(services));
    router.add(way_in<SignIn>(
        services, "/api/v1/session", "Signs in with e-mail address, password and code.", sign_in
    ));
    router.add(sign_out_route(services));
    router.add(way_in<Assertion>(
        services, "/api/v1/session/passkey", "Signs in with a passkey alone.", sign_in_with_passkey
    ));
    router.add(way_in<Setup>(
        services, "/api/v1/setup", "Makes the first account, with the printed link.", set_up
    ));
    router.add(http::post<TokenOnly, InvitationCheck>(
        "/api/v1/invitations/check",
        Access::anyone(),
        "Says whom an invitation is for.",
        [&services](const Call& call, const TokenOnly& in) {
            return check_invitation(services, in, visit_of(call));
        }
    ));
    router.add(way_in<Acceptance>(
        services,
        "/api/v1/invitations/acceptance",
        "Accepts an invitation: sets name and password, and signs in.",
        accept_invitation
    ));
    router.add(way_in<PasswordReset>(
        services,
        "/api/v1/password-resets/acceptance",
        "Sets a new password with an administrator's link.",
        reset_password
    ));
}

void add_routes(http::Router& router, Services& services) {
    add_session_routes(router, services);
    add_own_routes(router, services);
    add_passkey_routes(router, services);
    add_sign_in_settings_routes(router, services);
    add_provider_routes(router, services);
    add_screen_routes(router, services);
    add_people_routes(router, services);
    add_mail_routes(router, services);
}

}  // namespace belfry::accounts
