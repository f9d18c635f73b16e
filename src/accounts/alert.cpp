#include "accounts/alert.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/outbox.hpp"
#include "json/json.hpp"
#include "text/catalog.hpp"

namespace belfry::accounts {

namespace {

std::string roles_said(const Roles& roles, std::string_view language) {
    std::string out;
    for (const auto role : roles) {
        const auto key = "role." + std::string(json::name_of(role));
        out += (out.empty() ? "" : ", ") + text::Catalog::embedded().say(language, key);
    }
    return out;
}

/// In an inbox stands what happened; the e-mail says no more than that something did.
Result<void> tell_one(const Services& services, record::Writing& w, const Alert& alert) {
    const auto reader = find_account(w.db(), alert.to);
    if (!reader) {
        return {};
    }
    const auto& catalog = text::Catalog::embedded();
    const auto key = fmt::format("alert.{}", json::name_of(alert.kind));
    auto values = alert.values;
    values["roles"] = roles_said(alert.roles, reader->language);
    if (!alert.what.empty()) {
        values["what"] = catalog.say(reader->language, "alert.what." + alert.what);
    }
    queue_mail(
        services,
        w,
        {{reader->name, reader->email},
         catalog.say(reader->language, key + ".subject"),
         catalog.say(reader->language, key + ".mail")}
    );
    if (!services.put_into_inbox) {
        return {};
    }
    return services.put_into_inbox(
        w, {reader->id.value, alert.about.value, catalog.say(reader->language, key, values)}
    );
}

}  // namespace

Result<void> tell(const Services& services, record::Writing& w, const std::vector<Alert>& alerts) {
    for (const auto& alert : alerts) {
        if (auto told = tell_one(services, w, alert); !told) {
            return told;
        }
    }
    return {};
}

Result<void> tell_of_way_in(
    const Services& services, record::Writing& w, Id<Account> account, std::string action
) {
    return tell(
        services, w, {{AlertKind::way_in_changed, account, account, {}, {}, std::move(action)}}
    );
}

std::vector<Alert> to_administrators(
    store::Connection& db, const Alert& alert, const std::vector<Id<Account>>& but
) {
    std::vector<Alert> out;
    for (const auto& account : list_accounts(db)) {
        if (is_active_administrator(account) && std::ranges::find(but, account.id) == but.end()) {
            out.push_back(alert);
            out.back().to = account.id;
        }
    }
    return out;
}

}  // namespace belfry::accounts
