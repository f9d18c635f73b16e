#include "accounts/person.hpp"

#include <algorithm>

#include "accounts/permission.hpp"
#include "json/json.hpp"
#include "mail/message.hpp"
#include "text/catalog.hpp"

namespace belfry::accounts {

namespace {

void check_person(std::vector<Refusal::Problem>& problems, const Account& account) {
    check_name(problems, "name", account.name, false);
    check_name(problems, "title", account.title, true);
    check_name(problems, "agency", account.agency, true);
    if (account.roles.empty()) {
        problems.push_back({"roles", "roles_required", "Choose at least one role.", {}});
    }
    if (account.expires_on && has_role(account, Role::administrator)) {
        problems.push_back(
            {"expires_on",
             "temporary_administrator",
             "An administrator's account does not end by itself.",
             {}}
        );
    }
}

bool gains_a_role(const Roles& before, const Roles& after) {
    return std::ranges::any_of(after, [&](Role role) {
        return std::ranges::find(before, role) == before.end();
    });
}

std::unexpected<Refusal> last_administrator() {
    return refuse(
        Refusal::Kind::conflict,
        "last_administrator",
        "Somebody else has to be an administrator first."
    );
}

}  // namespace

Person as_person(const Account& account) {
    return {
        .id = account.id,
        .name = account.name,
        .email = account.email,
        .title = account.title,
        .agency = account.agency,
        .roles = account.roles,
        .state = account.state,
        .totp_on = account.totp.has_value(),
        .passkeys = account.passkeys,
        .wants_passkey = wants_passkey(account.roles),
        .last_seen_at = account.last_seen_at,
        .expires_on = account.expires_on,
        .dormant = account.dormant_told_at.has_value() && account.state == PersonState::active,
        .revision = account.revision,
    };
}

std::vector<RoleRow> role_rows(std::string_view language) {
    std::vector<RoleRow> rows;
    for (const auto role : json::all_of<Role>()) {
        const auto held = permissions_of({role});
        const auto key = "role." + std::string(json::name_of(role));
        rows.push_back(
            {role, text::Catalog::embedded().say(language, key), {held.begin(), held.end()}}
        );
    }
    return rows;
}

Roles in_order(const Roles& roles) {
    auto out = roles;
    std::ranges::sort(out);
    const auto twice = std::ranges::unique(out);
    out.erase(twice.begin(), twice.end());
    return out;
}

Result<Account> invited(const NewInvitation& wish, Instant now) {
    Account account;
    account.name = wish.name;
    account.email = wish.email;
    account.title = wish.title;
    account.agency = wish.agency;
    account.roles = in_order(wish.roles);
    account.expires_on = wish.expires_on;
    account.state = PersonState::invited;
    account.created_at = now;
    std::vector<Refusal::Problem> problems;
    check_person(problems, account);
    if (is_over(account, now)) {
        problems.push_back({"expires_on", "in_the_past", "Give a day to come.", {}});
    }
    if (!mail::is_mailbox(account.email)) {
        problems.push_back({"email", "not_an_email", "Give an e-mail address.", {}});
    }
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return account;
}

Result<Account> changed(Account account, const PersonChange& change, const Changer& by) {
    const auto before = account;
    account.name = change.name.value_or(account.name);
    account.title = change.title.value_or(account.title);
    account.agency = change.agency.value_or(account.agency);
    account.roles = in_order(change.roles.value_or(account.roles));
    account.expires_on = change.expires_on.value_or(account.expires_on);
    std::vector<Refusal::Problem> problems;
    check_person(problems, account);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    if (by.id == account.id.value && gains_a_role(before.roles, account.roles)) {
        return refuse(Refusal::Kind::forbidden, "own_roles", "Nobody gives a role to themselves.");
    }
    if (is_active_administrator(before) && !is_active_administrator(account) &&
        by.administrators <= 1) {
        return last_administrator();
    }
    return account;
}

Result<Account> disabled(Account account, const Changer& by) {
    if (account.state != PersonState::active) {
        return refuse(Refusal::Kind::conflict, "not_active", "This account is not active.");
    }
    if (is_active_administrator(account) && by.administrators <= 1) {
        return last_administrator();
    }
    if (by.id == account.id.value) {
        return refuse(
            Refusal::Kind::forbidden, "own_account", "Nobody does this to their own account."
        );
    }
    account.state = PersonState::disabled;
    return account;
}

Result<Account> enabled(Account account) {
    if (account.state != PersonState::disabled) {
        return refuse(Refusal::Kind::conflict, "not_disabled", "This account is not disabled.");
    }
    account.state = PersonState::active;
    return account;
}

}  // namespace belfry::accounts
