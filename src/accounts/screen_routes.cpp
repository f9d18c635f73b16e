#include "accounts/cookie.hpp"
#include "accounts/mail_settings.hpp"
#include "accounts/routes.hpp"
#include "accounts/screen.hpp"
#include "accounts/sign_in.hpp"
#include "http/router.hpp"

namespace belfry::accounts {

namespace {

using http::Access;
using http::Call;

Access may_manage() {
    return Access::needs("settings_edit");
}

SeenScreen seen_in(const Call& call) {
    return {call.id<WallScreen>("screen"), call.based_on()};
}

std::string base_of(Services& services, const Call& call) {
    return link_base(services, origin_of(call.request));
}

/// A device that becomes a screen is signed in as nobody from then on.
Result<http::WithHeaders<void>> become_screen(
    Services& services, const Call& call, const TokenOnly& link
) {
    if (auto checked = check_transport(call.request); !checked) {
        return std::unexpected(checked.error());
    }
    const auto secret = pair(services, link.token, call.request.peer);
    if (!secret) {
        return std::unexpected(secret.error());
    }
    sign_out(services, session_secret(call.request));
    http::WithHeaders<void> out;
    out.headers.add("Set-Cookie", cookie_without(call.request));
    out.headers.add("Set-Cookie", screen_cookie(call.request, *secret));
    return out;
}

}  // namespace

void add_screen_routes(http::Router& router, Services& services) {
    router.add(http::list<WallScreen>(
        "/api/v1/screens",
        may_manage(),
        "Lists the screens on walls.",
        [&services](const Call&) -> Result<http::Listing<WallScreen>> {
            return http::Listing<WallScreen>{list_screens(services), {}};
        }
    ));
    router.add(http::create<NewScreen, ScreenLink>(
        "/api/v1/screens",
        may_manage().with_fresh_proof(),
        "Makes a screen; the link that a device opens to become it is shown once.",
        [&services](const Call& call, const NewScreen& wish) {
            return make_screen(services, acting(call), wish, base_of(services, call));
        }
    ));
    router.add(http::conditional(http::without_body<ScreenLink>(
        http::Method::post,
        "/api/v1/screens/{screen}/link",
        may_manage().with_fresh_proof(),
        "Makes a new link for a screen; the device that shows it now stops.",
        [&services](const Call& call) {
            return pair_anew(services, acting(call), seen_in(call), base_of(services, call));
        }
    )));
    router.add(http::remove<void>(
        "/api/v1/screens/{screen}",
        may_manage(),
        "Removes a screen: its device stops at once.",
        [&services](const Call& call) {
            return remove_screen(services, acting(call), seen_in(call));
        }
    ));
    router.add(http::post<TokenOnly, http::WithHeaders<void>>(
        "/api/v1/screens/pairing",
        Access::anyone(),
        "Makes the device that asks a screen, with the link.",
        [&services](const Call& call, const TokenOnly& link) {
            return become_screen(services, call, link);
        }
    ));
}

}  // namespace belfry::accounts
