#include <algorithm>

#include "accounts/who_changed.hpp"
#include "city/place_store.hpp"
#include "program/deed.hpp"
#include "rehearsal/contact_store.hpp"
#include "rehearsal/routes.hpp"

namespace belfry::rehearsal {

namespace {

using ShownContacts = http::Versioned<Contacts>;

ShownContacts versioned(Contacts contacts) {
    const auto revision = contacts.revision;
    return {std::move(contacts), revision};
}

std::vector<std::string> keys_of_places(store::Connection& db) {
    std::vector<std::string> keys;
    const auto city = city::load_city(db);
    for (const auto& place : city.places) {
        keys.push_back(place.key);
    }
    return keys;
}

Result<ShownContacts> show(const Workshop& workshop, const http::Call&) {
    return versioned(workshop.services.database.read([&](store::Connection& db) {
        return load_contacts(db, workshop.key);
    }));
}

Result<ShownContacts> edit(
    const Workshop& workshop, const http::Call& call, const ContactsEdit& wish
) {
    const auto& services = workshop.services;
    const auto deed =
        program::change_by(call, "protocol_contacts.update", {"protocol_contacts", 1});
    return accounts::saying_who(services.database, [&] {
        return services.record.write(deed, [&](record::Writing& writing) -> Result<ShownContacts> {
            Contacts after{tidied(wish.contacts), true, writing.revision()};
            if (auto problems = problems_of(after.contacts, keys_of_places(writing.db()));
                !problems.empty()) {
                return refuse_fields(std::move(problems));
            }
            save_contacts(writing.db(), after, workshop.key, services.random);
            writing.set("contacts", static_cast<std::int64_t>(after.contacts.size()));
            // Not to what: that there was a change is all that the record tells.
            writing.set("changed_at", to_iso(writing.at()));
            return versioned(std::move(after));
        });
    });
}

}  // namespace

void add_contact_routes(http::Router& router, const Workshop& workshop) {
    router.add(http::get<ShownContacts>(
        "/api/v1/protocol-contacts",
        may_edit_rehearsals(),
        "Names and phone numbers that the emergency protocol is printed with, by role and place.",
        std::bind_front(show, workshop)
    ));
    router.add(http::put<ContactsEdit, ShownContacts>(
        "/api/v1/protocol-contacts",
        may_edit_rehearsals(),
        "Puts other contacts in their place, based on the revision in If-Match. They are kept "
        "sealed.",
        std::bind_front(edit, workshop)
    ));
}

}  // namespace belfry::rehearsal
