#include "accounts/routes.hpp"
#include "accounts/sign_in_settings.hpp"
#include "http/router.hpp"

namespace belfry::accounts {

namespace {

using http::Access;
using http::Call;
using Settings = http::Versioned<SignInSettings>;

}  // namespace

void add_sign_in_settings_routes(http::Router& router, Services& services) {
    router.add(http::get<Settings>(
        "/api/v1/sign-in-settings",
        Access::needs("settings_edit"),
        "Shows what is asked of those who sign in.",
        [&services](const Call&) -> Result<Settings> {
            const auto settings = services.database.read(sign_in_settings);
            return Settings{settings, settings.revision};
        }
    ));
    router.add(http::put<SignInSettingsChange, Settings>(
        "/api/v1/sign-in-settings",
        Access::needs("settings_edit").with_fresh_proof(),
        "Changes what is asked of those who sign in.",
        [&services](const Call& call, const SignInSettingsChange& change) -> Result<Settings> {
            const auto settings =
                change_sign_in_settings(services, acting(call), change, call.based_on());
            if (!settings) {
                return std::unexpected(settings.error());
            }
            return Settings{*settings, settings->revision};
        }
    ));
}

}  // namespace belfry::accounts
