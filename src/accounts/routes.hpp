#pragma once

#include "accounts/services.hpp"
#include "http/route.hpp"

namespace belfry::accounts {

/// Signing in and out, setting up, joining by invitation, setting a new password.
void add_session_routes(http::Router& router, Services& services);

/// `/api/v1/me`: one's own account. Not for API tokens, but for reading it.
void add_own_routes(http::Router& router, Services& services);

/// People, invitations, roles.
void add_people_routes(http::Router& router, Services& services);

/// How Belfry sends e-mail.
void add_mail_routes(http::Router& router, Services& services);

/// All of the above.
void add_routes(http::Router& router, Services& services);

/// Who makes the call, for what the record keeps.
[[nodiscard]] Acting acting(const http::Call& call);

}  // namespace belfry::accounts
