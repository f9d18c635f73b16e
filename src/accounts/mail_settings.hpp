#pragma once

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "accounts/services.hpp"
#include "mail/smtp.hpp"

namespace belfry::accounts {

/// The context that the mail server's password is sealed in.
inline constexpr std::string_view mail_password_context = "mail_settings password";

using mail::MailSecurity;

/// How Belfry sends e-mail. Without a host it sends none.
struct MailSettings {
    std::string host;
    int port = 587;
    MailSecurity security = MailSecurity::starttls;
    std::string username;
    bool password_set = false;
    std::string sender;      ///< `City of Port Ellery <belfry@city.example>`
    std::string public_url;  ///< Where people find Belfry: the start of every link in an e-mail.
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    MailSettings, (), (host, port, security, username, password_set, sender, public_url, revision)
)

struct MailSettingsChange {
    std::string host;
    int port = 587;
    MailSecurity security = MailSecurity::starttls;
    std::string username;
    std::optional<std::string> password;  ///< Absent: as it was; empty: none.
    std::string sender;
    std::string public_url;
};
BOOST_DESCRIBE_STRUCT(
    MailSettingsChange, (), (host, port, security, username, password, sender, public_url)
)

struct MailTest {
    std::string to;
};
BOOST_DESCRIBE_STRUCT(MailTest, (), (to))

[[nodiscard]] MailSettings mail_settings(store::Connection& db);

/// Whether Belfry sends e-mail at all.
[[nodiscard]] bool sends_mail(store::Connection& db);

/// The server to hand mail to, with its password; empty when Belfry sends none.
struct Mailer {
    mail::MailServer server;
    mail::Address sender;
};

[[nodiscard]] std::optional<Mailer> mailer(const Services& services, store::Connection& db);

/// Refuses fields that are malformed, a password without protection on the way, and keeping the
/// password for another server (`password_again`): whoever may change the settings shall not be
/// able to have it sent to them.
[[nodiscard]] Result<MailSettings> change_mail_settings(
    Services& services,
    const Acting& by,
    const MailSettingsChange& change,
    std::optional<record::Revision> based_on
);

/// Sends one message at once and says what the server said.
[[nodiscard]] Result<void> send_test_mail(
    Services& services, const Acting& by, const MailTest& test
);

/// The start of links: the public address, or where the caller sees Belfry.
[[nodiscard]] std::string link_base(Services& services, const std::string& origin);

}  // namespace belfry::accounts
