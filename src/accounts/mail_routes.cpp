#include "accounts/mail_settings.hpp"
#include "accounts/routes.hpp"
#include "http/router.hpp"

namespace belfry::accounts {

namespace {

using http::Access;
using http::Call;

Result<http::Versioned<MailSettings>> versioned(const Result<MailSettings>& settings) {
    if (!settings) {
        return std::unexpected(settings.error());
    }
    return http::Versioned<MailSettings>{*settings, settings->revision};
}

}  // namespace

void add_mail_routes(http::Router& router, Services& services) {
    router.add(http::get<http::Versioned<MailSettings>>(
        "/api/v1/mail-settings",
        Access::needs("mail_settings_edit"),
        "Shows how Belfry sends e-mail; never the password.",
        [&services](const Call&) -> Result<http::Versioned<MailSettings>> {
            return versioned(services.database.read([](store::Connection& db) {
                return mail_settings(db);
            }));
        }
    ));
    router.add(http::put<MailSettingsChange, http::Versioned<MailSettings>>(
        "/api/v1/mail-settings",
        Access::needs("mail_settings_edit").with_fresh_proof(),
        "Changes how Belfry sends e-mail.",
        [&services](const Call& call, const MailSettingsChange& change) {
            return versioned(change_mail_settings(services, acting(call), change, call.based_on()));
        }
    ));
    router.add(http::post<MailTest, void>(
        "/api/v1/mail-settings/test",
        Access::needs("mail_settings_edit"),
        "Sends one message at once, and says what the mail server said.",
        [&services](const Call& call, const MailTest& test) {
            return send_test_mail(services, acting(call), test);
        }
    ));
}

}  // namespace belfry::accounts
