#include <algorithm>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/key_file.hpp"
#include "accounts/passwords.hpp"
#include "accounts/people.hpp"
#include "accounts/services.hpp"
#include "cli/commands.hpp"

/// People with an account, from the server's own command line: whoever can use it has the data
/// anyway. The record says that it was done here.
namespace belfry::cli {

namespace {

std::string role_names(const accounts::Roles& roles) {
    std::string out;
    for (const auto role : roles) {
        out += (out.empty() ? "" : ", ") + std::string(json::name_of(role));
    }
    return out;
}

Result<accounts::Roles> roles_from(const std::vector<std::string>& names) {
    accounts::Roles roles;
    for (const auto& name : names) {
        const auto role = json::named<accounts::Role>(name);
        if (!role) {
            std::string known = role_names(json::all_of<accounts::Role>());
            return refuse(
                Refusal::Kind::invalid, "no_such_role", "Roles are: " + std::move(known) + "."
            );
        }
        roles.push_back(*role);
    }
    return roles;
}

using Work = std::function<int(accounts::Services&, const accounts::Acting&)>;

int with_accounts(const web::Place& place, const Output& out, const Work& work) {
    return with_house(place, out, [&](web::House& house) -> int {
        auto key = accounts::open_key_file(place.key(), house.random);
        if (!key) {
            return out.refuse(key.error());
        }
        accounts::Passwords passwords(house.clock);
        accounts::Services services{
            *house.database,
            *house.record,
            house.clock,
            house.random,
            std::move(*key),
            passwords,
            {},
            [] {
                return std::optional<std::string>();
            }
        };
        return work(
            services, {.id = 0, .name = "the command line", .language = "en", .address = {}}
        );
    });
}

Result<accounts::Account> account_of(const accounts::Services& services, const std::string& email) {
    const auto found = services.database.read([&](store::Connection& db) {
        return accounts::find_account(db, std::string_view(email));
    });
    if (!found) {
        return refuse(
            Refusal::Kind::not_found, "no_such_person", "Nobody has an account with that address."
        );
    }
    return *found;
}

}  // namespace

int user_list(const web::Place& place, const Output& out) {
    return with_accounts(place, out, [&](accounts::Services& services, const auto&) -> int {
        for (const auto& person : accounts::list_people(services, {})) {
            out.say(
                fmt::format(
                    "{:<9} {:<28} {:<32} {}",
                    json::name_of(person.state),
                    person.name,
                    person.email,
                    role_names(person.roles)
                ),
                json::write(person).as_object()
            );
        }
        return done;
    });
}

int user_add(const web::Place& place, const UserAdd& wish, const Output& out) {
    return with_accounts(
        place,
        out,
        [&](accounts::Services& services, const accounts::Acting& by) -> int {
            const auto roles = roles_from(wish.roles);
            if (!roles) {
                return out.refuse(roles.error());
            }
            const auto made = accounts::invite(
                services,
                by,
                {.name = wish.name, .email = wish.email, .title = {}, .agency = {}, .roles = *roles
                },
                wish.base
            );
            if (!made) {
                return out.refuse(made.error());
            }
            out.say(
                fmt::format("{} joins by this link, within a week: {}", wish.name, made->link),
                json::write(*made).as_object()
            );
            return done;
        }
    );
}

int user_reset(
    const web::Place& place, const std::string& email, const std::string& base, const Output& out
) {
    return with_accounts(
        place,
        out,
        [&](accounts::Services& services, const accounts::Acting& by) -> int {
            const auto account = account_of(services, email);
            if (!account) {
                return out.refuse(account.error());
            }
            const auto made = accounts::make_reset_link(services, by, account->id, base);
            if (!made) {
                return out.refuse(made.error());
            }
            out.say(
                fmt::format("A new password, within a day: {}", made->link),
                json::write(*made).as_object()
            );
            return done;
        }
    );
}

int user_disable(const web::Place& place, const std::string& email, const Output& out) {
    return with_accounts(
        place,
        out,
        [&](accounts::Services& services, const accounts::Acting& by) -> int {
            const auto account = account_of(services, email);
            if (!account) {
                return out.refuse(account.error());
            }
            const auto disabled = accounts::disable_person(services, by, account->id);
            if (!disabled) {
                return out.refuse(disabled.error());
            }
            out.say(
                fmt::format("{} can no longer sign in.", disabled->name),
                json::write(*disabled).as_object()
            );
            return done;
        }
    );
}

}  // namespace belfry::cli
