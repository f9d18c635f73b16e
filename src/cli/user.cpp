#include <fmt/format.h>

#include "accounts/command.hpp"
#include "accounts/passwords.hpp"
#include "accounts/services.hpp"
#include "cli/commands.hpp"

/// People with an account, from the server's own command line: whoever can use it has the data
/// anyway. The record says that it was done here.
namespace belfry::cli {

namespace {

namespace command = accounts::command;

std::string role_names(const accounts::Roles& roles) {
    std::string out;
    for (const auto role : roles) {
        out += (out.empty() ? "" : ", ") + std::string(json::name_of(role));
    }
    return out;
}

/// What those who look after accounts should see: nothing where all is well.
std::string remarks(const accounts::Person& person) {
    std::string out = person.expires_on ? ", until " + to_iso(*person.expires_on) : "";
    out += person.dormant ? ", not used for a long time" : "";
    out += person.wants_passkey && person.passkeys == 0 ? ", needs a passkey" : "";
    return out;
}

using Work = std::function<int(accounts::Services&)>;

int with_accounts(const web::Place& place, const Output& out, const Work& work) {
    return with_house(place, out, [&](web::House& house) -> int {
        auto key = web::key_of(house);
        if (!key) {
            return out.refuse(key.error());
        }
        accounts::Passwords passwords(house.clock);
        accounts::Services services{
            *house.database,
            *house.record,
            house.clock,
            house.random,
            *key,
            passwords,
            {},
            [] {
                return std::optional<std::string>();
            }
        };
        return work(services);
    });
}

/// Says what became of somebody, or why nothing did.
int tell(const Result<accounts::Person>& person, std::string_view what, const Output& out) {
    if (!person) {
        return out.refuse(person.error());
    }
    out.say(fmt::format("{} {}.", person->name, what), json::write(*person).as_object());
    return done;
}

}  // namespace

int user_list(const web::Place& place, const Output& out) {
    return with_accounts(place, out, [&](accounts::Services& services) -> int {
        for (const auto& person : command::list(services)) {
            out.say(
                fmt::format(
                    "{:<9} {:<28} {:<32} {}{}",
                    json::name_of(person.state),
                    person.name,
                    person.email,
                    role_names(person.roles),
                    remarks(person)
                ),
                json::write(person).as_object()
            );
        }
        return done;
    });
}

int user_add(const web::Place& place, const UserWish& wish, const Output& out) {
    return with_accounts(place, out, [&](accounts::Services& services) -> int {
        const auto roles = command::roles_from(wish.roles);
        if (!roles) {
            return out.refuse(roles.error());
        }
        const auto until = date_from_iso(wish.until);
        if (!until && !wish.until.empty()) {
            return out.refuse(
                refuse_fields({{"until", "not_a_date", "Give a day as YYYY-MM-DD.", {}}}).error()
            );
        }
        const auto made = command::add(
            services,
            {.name = wish.name,
             .email = wish.email,
             .title = {},
             .agency = {},
             .roles = *roles,
             .expires_on = until},
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
    });
}

int user_reset(const web::Place& place, const UserWish& wish, const Output& out) {
    return with_accounts(place, out, [&](accounts::Services& services) -> int {
        const auto made =
            command::reset_link(services, wish.email, wish.base, wish.without_second_factor);
        if (!made) {
            return out.refuse(made.error());
        }
        out.say(
            fmt::format("A new password, within a day: {}", made->link),
            json::write(*made).as_object()
        );
        return done;
    });
}

int user_disable(const web::Place& place, const UserWish& wish, const Output& out) {
    return with_accounts(place, out, [&](accounts::Services& services) {
        return tell(command::disable(services, wish.email), "can no longer sign in", out);
    });
}

int user_enable(const web::Place& place, const UserWish& wish, const Output& out) {
    return with_accounts(place, out, [&](accounts::Services& services) {
        return tell(command::enable(services, wish.email), "can sign in again", out);
    });
}

int user_set_roles(const web::Place& place, const UserWish& wish, const Output& out) {
    return with_accounts(place, out, [&](accounts::Services& services) -> int {
        const auto roles = command::roles_from(wish.roles);
        if (!roles) {
            return out.refuse(roles.error());
        }
        const auto what = "is now " + role_names(*roles);
        return tell(command::set_roles(services, wish.email, *roles), what, out);
    });
}

}  // namespace belfry::cli
