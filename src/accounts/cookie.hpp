#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "accounts/webauthn.hpp"
#include "http/message.hpp"

/// The session's cookie: `__Host-belfry`, which browsers send over HTTPS and to this host only.
/// On plain HTTP within this machine it is `belfry`, because browsers keep the other one from it.
namespace belfry::accounts {

/// Whether the request came over plain HTTP from this machine to this machine.
[[nodiscard]] bool is_plain_loopback(const http::Request& request);

/// Refuses (`https_needed`) where a cookie would travel unprotected over a network.
[[nodiscard]] Result<void> check_transport(const http::Request& request);

/// The secret of the session; empty when the request carries none.
[[nodiscard]] std::string session_secret(const http::Request& request);

/// `__Host-belfry=…; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=86400`
[[nodiscard]] std::string cookie_with(const http::Request& request, std::string_view secret);

/// Makes the browser forget it.
[[nodiscard]] std::string cookie_without(const http::Request& request);

/// The secret by which Belfry knows a browser again, so that people can be told when somebody signs
/// in as them elsewhere; empty in one that is new.
[[nodiscard]] std::string browser_secret(const http::Request& request);

/// `__Host-belfry-browser=…`, kept for 400 days.
[[nodiscard]] std::string browser_cookie(const http::Request& request, std::string_view secret);

/// What a browser keeps while its person is at the identity provider; empty when it keeps nothing.
[[nodiscard]] std::string visit_secret(const http::Request& request);

[[nodiscard]] std::string visit_cookie(
    const http::Request& request, std::string_view sealed, std::chrono::seconds life
);

/// The secret of the screen on a wall that this browser is; empty when it is none.
[[nodiscard]] std::string screen_secret(const http::Request& request);

/// For a device that becomes a screen, for as long as screens last: beside the session of whoever
/// signs in there for a while.
[[nodiscard]] std::string screen_cookie(const http::Request& request, std::string_view secret);

/// `https://belfry.city.example`: where the caller's browser sees Belfry.
[[nodiscard]] std::string origin_of(const http::Request& request);

/// What passkeys made there are good for.
[[nodiscard]] Party party_of(const http::Request& request);

}  // namespace belfry::accounts
