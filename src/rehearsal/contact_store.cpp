#include "rehearsal/contact_store.hpp"

#include "city/stored_json.hpp"

namespace belfry::rehearsal {

namespace {

/// What names the sealed list: it opens nowhere else.
constexpr std::string_view context = "protocol_contacts/1 sealed";

}  // namespace

Contacts load_contacts(store::Connection& db, const crypto::SealingKey& key) {
    auto stored = db.query_one(
        "SELECT sealed, revision FROM protocol_contacts WHERE id = 1",
        [&](const store::Row& row) {
            Contacts out;
            const auto open = crypto::unseal(key, context, row.bytes(0));
            out.readable = open.has_value();
            if (open) {
                out.contacts = city::from_column<std::vector<ProtocolContact>>(
                    std::string_view(reinterpret_cast<const char*>(open->data()), open->size())
                );
            }
            out.revision = row.integer(1);
            return out;
        }
    );
    return stored ? std::move(*stored) : Contacts();
}

void save_contacts(
    store::Connection& db, const Contacts& contacts, const crypto::SealingKey& key, Random& random
) {
    db.execute(
        "INSERT INTO protocol_contacts (id, sealed, revision) VALUES (1, $1, $2)"
        " ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, revision = excluded.revision",
        crypto::seal(key, context, crypto::bytes_of(city::for_column(contacts.contacts)), random),
        contacts.revision
    );
}

Result<void> renew_contacts(
    record::Writing& writing,
    Random& random,
    const std::vector<crypto::SealingKey>& old,
    const crypto::SealingKey& fresh
) {
    auto contacts = load_contacts(writing.db(), fresh);
    for (const auto& key : old) {
        if (auto opened = load_contacts(writing.db(), key); opened.readable) {
            contacts = std::move(opened);
        }
    }
    if (contacts.revision == 0 || !contacts.readable) {
        return {};  // none, or sealed with a key that may still be found
    }
    save_contacts(writing.db(), contacts, fresh, random);
    return {};
}

}  // namespace belfry::rehearsal
