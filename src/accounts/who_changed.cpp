#include "accounts/who_changed.hpp"

#include "accounts/account_store.hpp"

namespace belfry::accounts {

Refusal with_names(const Services& services, Refusal refusal) {
    const auto people = services.database.read(all_people);
    for (auto& difference : refusal.differences) {
        for (const auto& [id, person] : people) {
            if (difference.by == record::Actor::account(id).opaque) {
                difference.by = person.name;
                break;
            }
        }
    }
    return refusal;
}

}  // namespace belfry::accounts
