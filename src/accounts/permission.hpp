#pragma once

#include <array>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "accounts/role.hpp"

/// Who may do what: the one table. docs/accounts.md shows it to administrators; a test holds the
/// two together. What people may do with things of their own (their task, their comment, a decision
/// they were asked for) is a rule at the route, not a permission.
namespace belfry::accounts {

struct Permission {
    std::string_view name;
    std::string_view meaning;  ///< "May …", in one line.
    std::string_view holders;  ///< One place per role, in the order of `role_letters`.
};

/// Administrator, Mayor, Chief of staff, Election official, Planner, Liaison, commissioner (X),
/// aUditor, Staff, Observer.
inline constexpr std::string_view role_letters = "AMCEPLXUSO";

// clang-format off
inline constexpr auto permissions = std::to_array<Permission>({
    // Belfry itself
    {"people_see",         "see who has an account, with e-mail address and roles",         "AMCEPLXUS."},
    {"people_manage",      "invite people, change their roles, disable them, reset passwords", "A........."},
    {"city_edit",          "change the city's name, time zone and next election",            "AMCE......"},
    {"mail_settings_edit", "see and change how Belfry sends e-mail",                         "A........."},
    {"settings_edit",      "change the other settings and see Belfry's state",               "A........."},
    {"public_pages_edit",  "decide what the public pages show and whom the public tells",    "AM........"},
    {"backups_manage",     "make and download backups",                                      "A........."},
    {"jobs_see",           "see what Belfry is working on",                                  "A.CEP..U.."},
    {"jobs_manage",        "stop work that others started",                                  "A........."},
    {"demo_manage",        "fill Belfry with the fictional city, and empty it again",        "A........."},
    {"activity_see",       "see the list of everything that was done, and by whom",          "AMCE...U.."},
    // The ten steps
    {"program_see",        "see steps, tasks, notes, decisions, files and their history",    "AMCEPLXUSO"},
    {"program_edit",       "change steps, tasks, notes and files",                           "AMCEPL..S."},
    {"program_comment",    "comment on tasks and decisions",                                 "AMCEPLXUS."},
    {"decisions_ask",      "ask for a decision",                                             "AMCEPLX.S."},
    {"decisions_answer",   "approve and decline decisions that were asked of nobody by name",  ".M........"},
    {"decisions_be_asked", "be asked for a decision by name, and answer it",                 "AMCEPL..S."},
    {"calendar_edit",      "change the programme's calendar",                                "AMCEPL..S."},
    // Public records
    {"records_read",       "see retention, legal holds, exemptions and what was redacted",   "AMCE...U.."},
    {"records_manage",     "keep retention, holds and exemptions, and ask for redactions",    "A.CE......"},
    {"records_approve",    "approve redactions and dispositions that others asked for",      "AMCE......"},
    {"records_release",    "review and give out records that the public asked for",          "A.CE......"},
    // 2 contingency plans
    {"places_see",         "see polling places, precincts, the election and imports",       "AMCEPLXUS."},
    {"places_edit",        "bring in polling places and precincts, and describe the election", "A.CEP....."},
    {"rehearsals_see",     "see scenarios, plans and rehearsals of Election Day",            "AMCEPLXUS."},
    {"rehearsals_edit",    "make scenarios and plans, and rehearse Election Day",             "A.CEP....."},
});
// clang-format on

/// Whether every row has one place per role, holding that role's letter or a dot.
[[nodiscard]] constexpr bool well_formed(std::span<const Permission> table) {
    for (const auto& permission : table) {
        if (permission.holders.size() != role_letters.size()) {
            return false;
        }
        for (std::size_t i = 0; i < role_letters.size(); ++i) {
            const char place = permission.holders[i];
            if (place != '.' && place != role_letters[i]) {
                return false;
            }
        }
    }
    return true;
}

static_assert(well_formed(permissions));

[[nodiscard]] bool holds(Role role, const Permission& permission);

/// Whoever holds one of these runs Belfry or speaks to the public for the city: a stolen password
/// must not be enough to act for them.
inline constexpr auto passkey_permissions = std::to_array<std::string_view>({
    "people_manage",
    "mail_settings_edit",
    "settings_edit",
    "public_pages_edit",
    "backups_manage",
});

/// Whether accounts with these roles have to have a passkey.
[[nodiscard]] bool wants_passkey(const Roles& roles);

/// Whether a permission of that name exists.
[[nodiscard]] bool is_permission(std::string_view name);

/// Whether one of the roles holds the permission of that name. False for a name that none has.
[[nodiscard]] bool may(const Roles& roles, std::string_view name);

/// What the roles hold together.
[[nodiscard]] std::set<std::string, std::less<>> permissions_of(const Roles& roles);

}  // namespace belfry::accounts
