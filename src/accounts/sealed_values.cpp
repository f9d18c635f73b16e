#include "accounts/sealed_values.hpp"

#include <algorithm>

#include "accounts/mail_settings.hpp"
#include "accounts/provider.hpp"
#include "accounts/sign_in.hpp"

namespace belfry::accounts {

KeyFit try_key(store::Connection& db, const crypto::SealingKey& key) {
    auto opened =
        db.query("SELECT id, totp FROM account WHERE totp IS NOT NULL", [&](const store::Row& row) {
            const auto context = totp_context(row.get<Id<Account>>(0));
            return crypto::unseal(key, context, row.bytes(1)).has_value();
        });
    std::ranges::copy(
        db.query(
            "SELECT password FROM mail_settings WHERE password IS NOT NULL",
            [&](const store::Row& row) {
                return crypto::unseal(key, mail_password_context, row.bytes(0)).has_value();
            }
        ),
        std::back_inserter(opened)
    );
    std::ranges::copy(
        db.query(
            "SELECT secret FROM identity_provider WHERE secret IS NOT NULL",
            [&](const store::Row& row) {
                return crypto::unseal(key, provider_secret_context, row.bytes(0)).has_value();
            }
        ),
        std::back_inserter(opened)
    );
    if (opened.empty()) {
        return KeyFit::nothing_sealed;
    }
    return std::ranges::find(opened, false) == opened.end() ? KeyFit::opens : KeyFit::does_not_open;
}

}  // namespace belfry::accounts
