#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include <boost/describe.hpp>

#include "base/refusal.hpp"
#include "mail/message.hpp"

namespace belfry::mail {

/// How the way to the mail server is protected.
enum class MailSecurity {
    none,      ///< Not at all: for a server on this machine.
    starttls,  ///< Asked for after connecting (port 587); nothing is sent without it.
    tls,       ///< From the first byte (port 465).
};
BOOST_DESCRIBE_ENUM(MailSecurity, none, starttls, tls)

/// The server that takes the city's mail.
struct MailServer {
    std::string host;
    std::uint16_t port = 587;
    MailSecurity security = MailSecurity::starttls;
    std::string username;  ///< Empty: no sign-in.
    std::string password;
    std::string authorities;  ///< File of trusted certificates; empty: the system's.
    std::chrono::seconds connect_time{10};
    std::chrono::seconds whole_time{60};
};

/// Whether `host` is a name, an IPv4 address or a bracketed IPv6 address.
[[nodiscard]] bool is_host(std::string_view host);

/// Whether nobody else can listen on the way to `host`.
[[nodiscard]] bool is_this_machine(std::string_view host);

/// Hands the message to the server; returns when it has taken it. Blocks for at most `whole_time`.
///
/// Refuses with `mail_unreachable`, `mail_not_protected` (no TLS or a certificate nobody vouches
/// for), `mail_sign_in_failed` or `mail_not_taken` (the server said no); the summary holds what the
/// server answered. A password is never sent unprotected to another machine.
[[nodiscard]] Result<void> send(const MailServer& server, const Message& message);

}  // namespace belfry::mail
