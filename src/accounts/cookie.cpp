#include "accounts/cookie.hpp"

#include <fmt/format.h>

#include "accounts/screen.hpp"
#include "accounts/session.hpp"

namespace belfry::accounts {

namespace {

constexpr std::string_view protected_name = "__Host-belfry";
constexpr std::string_view loopback_name = "belfry";

/// The host without its port.
std::string_view host_of(const http::Request& request) {
    const auto host = request.headers.find("Host").value_or("");
    const auto colon = host.rfind(':');
    const bool has_port =
        colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
    return has_port ? host.substr(0, colon) : host;
}

constexpr std::string_view browser_suffix = "-browser";
constexpr std::string_view visit_suffix = "-visit";
constexpr std::string_view screen_suffix = "-screen";

std::string cookie(
    const http::Request& request,
    std::string_view suffix,
    std::string_view secret,
    std::chrono::seconds life
) {
    const bool plain = is_plain_loopback(request);
    return fmt::format(
        "{}{}={}; Path=/;{} HttpOnly; SameSite=Strict; Max-Age={}",
        plain ? loopback_name : protected_name,
        suffix,
        secret,
        plain ? "" : " Secure;",
        life.count()
    );
}

std::string secret_in(const http::Request& request, std::string_view suffix) {
    if (!request.secure && !is_plain_loopback(request)) {
        return {};
    }
    const auto name = std::string(request.secure ? protected_name : loopback_name);
    return std::string(request.cookie(name + std::string(suffix)).value_or(""));
}

}  // namespace

bool is_plain_loopback(const http::Request& request) {
    const auto host = host_of(request);
    const std::string_view peer = request.peer;
    const bool from_here =
        peer.starts_with("127.") || peer == "::1" || peer.starts_with("::ffff:127.");
    const bool to_here = host == "localhost" || host == "127.0.0.1" || host == "[::1]";
    return !request.secure && from_here && to_here;
}

Result<void> check_transport(const http::Request& request) {
    if (!request.secure && !is_plain_loopback(request)) {
        return refuse(
            Refusal::Kind::forbidden,
            "https_needed",
            "Sign in over HTTPS: this way is not protected."
        );
    }
    return {};
}

std::string session_secret(const http::Request& request) {
    return secret_in(request, "");
}

std::string cookie_with(const http::Request& request, std::string_view secret) {
    return cookie(request, "", secret, session_life);
}

std::string cookie_without(const http::Request& request) {
    return cookie(request, "", "", {});
}

std::string browser_secret(const http::Request& request) {
    return secret_in(request, browser_suffix);
}

std::string browser_cookie(const http::Request& request, std::string_view secret) {
    return cookie(request, browser_suffix, secret, browser_life);
}

std::string visit_secret(const http::Request& request) {
    return secret_in(request, visit_suffix);
}

std::string visit_cookie(
    const http::Request& request, std::string_view sealed, std::chrono::seconds life
) {
    return cookie(request, visit_suffix, sealed, life);
}

std::string screen_secret(const http::Request& request) {
    return secret_in(request, screen_suffix);
}

std::string screen_cookie(const http::Request& request, std::string_view secret) {
    return cookie(request, screen_suffix, secret, longest_screen);
}

std::string origin_of(const http::Request& request) {
    return fmt::format(
        "{}://{}", request.secure ? "https" : "http", request.headers.find("Host").value_or("")
    );
}

Party party_of(const http::Request& request) {
    return {std::string(host_of(request)), origin_of(request)};
}

}  // namespace belfry::accounts
