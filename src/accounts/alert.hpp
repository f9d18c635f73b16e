#pragma once

#include <map>
#include <string>
#include <vector>

#include "accounts/account.hpp"
#include "accounts/services.hpp"

/// What people are told when something happens to their account, or to one they answer for: in
/// their inbox, and by e-mail where Belfry sends any.
namespace belfry::accounts {

enum class AlertKind {
    way_in_changed,     ///< Their password, a passkey, the app or an API token changed.
    new_device,         ///< Somebody signed in as them in a browser that was never used before.
    roles_changed,      ///< They have other roles now.
    new_administrator,  ///< Somebody else became an administrator.
    other_identity,     ///< The provider vouched for somebody else with this account's address.
    failed_sign_ins,    ///< Somebody tried to sign in as an administrator, again and again.
    account_expired,    ///< A temporary account has come to its end.
    accounts_dormant,   ///< Nobody has used these accounts for a long time.
    server_trouble,     ///< Something is wrong with the machine that Belfry runs on.
};
BOOST_DESCRIBE_ENUM(
    AlertKind,
    way_in_changed,
    new_device,
    roles_changed,
    new_administrator,
    other_identity,
    failed_sign_ins,
    account_expired,
    accounts_dormant,
    server_trouble
)

struct Alert {
    AlertKind kind = AlertKind::new_device;
    Id<Account> to;
    Id<Account> about;                          ///< Whose account it is about.
    std::map<std::string, std::string> values;  ///< What fills the blanks of the sentence.
    Roles roles = {};                           ///< Said as `{roles}`, in the reader's language.
    std::string what = {};  ///< Of `way_in_changed`: the action, said as `{what}` likewise.
};

/// Tells them inside `w`, as the last act of the write: later disclosures would belong to inboxes.
[[nodiscard]] Result<void> tell(
    const Services& services, record::Writing& w, const std::vector<Alert>& alerts
);

/// Tells somebody that a way into their own account changed, by `action`: `passkey.make`.
[[nodiscard]] Result<void> tell_of_way_in(
    const Services& services, record::Writing& w, Id<Account> account, std::string action
);

/// The same alert for each active administrator, except for those in `but`.
[[nodiscard]] std::vector<Alert> to_administrators(
    store::Connection& db, const Alert& alert, const std::vector<Id<Account>>& but
);

}  // namespace belfry::accounts
