#include "accounts/account.hpp"

#include <algorithm>

#include "accounts/permission.hpp"
#include "text/catalog.hpp"
#include "text/characters.hpp"

namespace belfry::accounts {

namespace {

/// `00:00` to `23:59`.
bool is_time_of_day(std::string_view text) {
    const auto digit = [&](std::size_t at) {
        return text[at] >= '0' && text[at] <= '9';
    };
    return text.size() == 5 && digit(0) && digit(1) && text[2] == ':' && digit(3) && digit(4) &&
           text.substr(0, 2) < "24" && text[3] < '6';
}

void check_language(std::vector<Refusal::Problem>& problems, const std::string& language) {
    const auto known = text::Catalog::embedded().languages();
    if (std::ranges::find(known, language) == known.end()) {
        problems.push_back({"language", "not_one_of", "Choose one of the languages offered.", {}});
    }
}

void check_quiet_hours(std::vector<Refusal::Problem>& problems, const Account& account) {
    const auto check = [&](const char* field, const auto& mine, const auto& other) {
        if (mine ? !is_time_of_day(*mine) : other.has_value()) {
            problems.push_back({field, "not_a_time_of_day", "Give a time such as 22:00.", {}});
        }
    };
    check("quiet_from", account.quiet_from, account.quiet_to);
    check("quiet_to", account.quiet_to, account.quiet_from);
}

}  // namespace

std::string email_key(std::string_view email) {
    std::string out;
    for (const char c : email) {
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    out.erase(0, out.find_first_not_of(' '));
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
}

Me me_of(const Account& account) {
    const auto held = permissions_of(account.roles);
    return {
        .id = account.id,
        .name = account.name,
        .email = account.email,
        .title = account.title,
        .agency = account.agency,
        .roles = account.roles,
        .permissions = {held.begin(), held.end()},
        .language = account.language,
        .theme = account.theme,
        .totp_on = account.totp.has_value(),
        .passkeys = account.passkeys,
        .password_on = account.password_hash.has_value(),
        .weekly_brief = account.weekly_brief,
        .quiet_from = account.quiet_from,
        .quiet_to = account.quiet_to,
        .revision = account.revision,
    };
}

void check_name(
    std::vector<Refusal::Problem>& problems,
    std::string_view field,
    std::string_view text,
    bool may_be_empty
) {
    const std::string name(field);
    if (!may_be_empty && text.find_first_not_of(' ') == std::string_view::npos) {
        problems.push_back({name, "required", "Fill this in.", {}});
    } else if (text.size() > most_name) {
        problems.push_back(
            {name, "too_long", "Make this shorter.", {{"most", std::to_string(most_name)}}}
        );
    } else if (text::has_hidden_characters(text)) {
        problems.push_back(
            {name, "control_character", "Leave out line breaks and other control characters.", {}}
        );
    }
}

Result<Account> changed(Account account, const MeChange& change) {
    account.name = change.name.value_or(account.name);
    account.title = change.title.value_or(account.title);
    account.language = change.language.value_or(account.language);
    account.theme = change.theme.value_or(account.theme);
    account.weekly_brief = change.weekly_brief.value_or(account.weekly_brief);
    account.quiet_from = change.quiet_from.value_or(account.quiet_from);
    account.quiet_to = change.quiet_to.value_or(account.quiet_to);

    std::vector<Refusal::Problem> problems;
    check_name(problems, "name", account.name, false);
    check_name(problems, "title", account.title, true);
    check_language(problems, account.language);
    check_quiet_hours(problems, account);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return account;
}

bool has_second_factor(const Account& account) {
    return account.totp.has_value() || account.passkeys > 0;
}

bool has_role(const Account& account, Role role) {
    return std::ranges::find(account.roles, role) != account.roles.end();
}

bool is_over(const Account& account, Instant now) {
    return account.expires_on &&
           std::chrono::floor<std::chrono::days>(now) > std::chrono::sys_days(*account.expires_on);
}

bool may_enter(const Account& account, Instant now) {
    return account.state == PersonState::active && !is_over(account, now);
}

bool works(const Account& account) {
    return account.state == PersonState::active || account.state == PersonState::fictional;
}

bool is_active_administrator(const Account& account) {
    return account.state == PersonState::active && has_role(account, Role::administrator);
}

}  // namespace belfry::accounts
