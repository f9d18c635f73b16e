#include "program/people.hpp"

#include "accounts/account_store.hpp"
#include "accounts/permission.hpp"
#include "program/limits.hpp"

namespace belfry::program {

People everybody(store::Connection& db) {
    return accounts::all_people(db);
}

Result<void> check_person(
    store::Connection& db, std::string_view field, std::optional<std::int64_t> account
) {
    if (!account) {
        return {};
    }
    const auto found = accounts::find_account(db, Id<accounts::Account>{*account});
    if (found && accounts::works(*found)) {
        return {};
    }
    return Checked()
        .problem(field, "unknown_person", "Choose somebody who works with Belfry.")
        .result();
}

Result<void> check_decider(store::Connection& db, std::optional<std::int64_t> account) {
    constexpr auto field = "asked_of_id";
    if (auto known = check_person(db, field, account); !known || !account) {
        return known;
    }
    const auto found = accounts::find_account(db, Id<accounts::Account>{*account});
    if (accounts::may(found->roles, "decisions_be_asked")) {
        return {};
    }
    return Checked()
        .problem(field, "may_not_decide", "Choose somebody whose role lets them decide.")
        .result();
}

std::string language_of(store::Connection& db, std::int64_t account) {
    const auto found = accounts::find_account(db, Id<accounts::Account>{account});
    return found ? found->language : "en";
}

std::vector<std::int64_t> holders_of(store::Connection& db, std::string_view permission) {
    std::vector<std::int64_t> holders;
    for (const auto& person : accounts::people_who_may(db, permission)) {
        holders.push_back(person.id);
    }
    return holders;
}

Actors::Actors(const People& people) {
    for (const auto& [id, person] : people) {
        people_[record::Actor::account(id).opaque] = person;
    }
}

std::optional<PersonRef> Actors::find(const record::Actor& actor) const {
    const auto found = people_.find(actor.opaque);
    return found == people_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace belfry::program
