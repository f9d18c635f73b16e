#pragma once

#include "accounts/services.hpp"
#include "http/route.hpp"

namespace belfry::accounts {

/// What those are confined to who have to make a passkey first (http::Access::open_to).
inline constexpr std::string_view making_a_passkey = "making a passkey";

/// What screens on walls are confined to.
inline constexpr std::string_view wall_screen = "a screen on a wall";

/// Signing in and out, setting up, joining by invitation, setting a new password.
void add_session_routes(http::Router& router, Services& services);

/// `/api/v1/me`: one's own account. Not for API tokens, but for reading it.
void add_own_routes(http::Router& router, Services& services);

/// Signing in with passkeys, one's own passkeys, and proving once more who one is.
void add_passkey_routes(http::Router& router, Services& services);

/// Signing in with the city's identity provider, and which that is.
void add_provider_routes(http::Router& router, Services& services);

/// Screens on walls.
void add_screen_routes(http::Router& router, Services& services);

/// What the city asks of those who sign in.
void add_sign_in_settings_routes(http::Router& router, Services& services);

/// People, invitations, roles.
void add_people_routes(http::Router& router, Services& services);

/// How Belfry sends e-mail.
void add_mail_routes(http::Router& router, Services& services);

/// All of the above.
void add_routes(http::Router& router, Services& services);

/// In a session of one's own: a stolen API token must not be able to change what protects the
/// account.
[[nodiscard]] http::Access in_a_session();

/// Where the browser is that makes the call.
[[nodiscard]] Visit visit_of(const http::Call& call);

/// Who makes the call, for what the record keeps.
[[nodiscard]] Acting acting(const http::Call& call);

}  // namespace belfry::accounts
