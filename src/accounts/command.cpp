#include "accounts/command.hpp"

#include <algorithm>

#include "accounts/account_store.hpp"
#include "json/json.hpp"

namespace belfry::accounts::command {

namespace {

Acting at_the_command_line() {
    return {0, "Belfry", "en", {}, {}};
}

/// What `act` gives for the account with this address.
template <class Act>
auto for_person(Services& services, std::string_view email, const Act& act)
    -> std::invoke_result_t<Act, Id<Account>> {
    const auto account =
        services.database.read([&](store::Connection& db) { return find_account(db, email); });
    if (!account) {
        return refuse(Refusal::Kind::not_found, "no_such_person", "There is no such person.");
    }
    return act(account->id);
}

}  // namespace

Result<InvitationMade> add(Services& services, const NewInvitation& wish, const std::string& base) {
    return invite(services, at_the_command_line(), wish, base);
}

std::vector<Person> list(Services& services) {
    return list_people(services, {});
}

Result<PersonChanged> disable(Services& services, std::string_view email) {
    return for_person(services, email, [&](Id<Account> id) {
        return disable_person(services, at_the_command_line(), {id});
    });
}

Result<PersonChanged> enable(Services& services, std::string_view email) {
    return for_person(services, email, [&](Id<Account> id) {
        return enable_person(services, at_the_command_line(), {id});
    });
}

Result<SecretLink> reset_link(
    Services& services, std::string_view email, const std::string& base, bool without_second_factor
) {
    return for_person(services, email, [&](Id<Account> id) {
        return make_reset_link(services, at_the_command_line(), {id}, base, without_second_factor);
    });
}

Result<PersonChanged> set_roles(Services& services, std::string_view email, const Roles& roles) {
    return for_person(services, email, [&](Id<Account> id) {
        PersonChange change;
        change.roles = roles;
        return change_person(services, at_the_command_line(), {id}, change);
    });
}

Result<Roles> roles_from(std::string_view text) {
    Roles roles;
    while (!text.empty()) {
        const auto name = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), name.size() + 1));
        const auto role = json::named<Role>(name);
        if (!role) {
            return refuse_fields({{"roles", "not_one_of", std::string(name) + " is no role.", {}}});
        }
        roles.push_back(*role);
    }
    return in_order(roles);
}

}  // namespace belfry::accounts::command
