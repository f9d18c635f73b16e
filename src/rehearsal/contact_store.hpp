#pragma once

#include <vector>

#include "base/random.hpp"
#include "crypto/secret.hpp"
#include "record/record.hpp"
#include "rehearsal/contact.hpp"

/// Contacts lie in the database sealed with the key file: a copy of the database alone tells nobody
/// whom to call. The record says that they were changed, and not to what.
namespace belfry::rehearsal {

[[nodiscard]] Contacts load_contacts(store::Connection& db, const crypto::SealingKey& key);

void save_contacts(
    store::Connection& db, const Contacts& contacts, const crypto::SealingKey& key, Random& random
);

/// Seals them with a new key. Where none of the old ones opens them they are given up.
[[nodiscard]] Result<void> renew_contacts(
    record::Writing& writing,
    Random& random,
    const std::vector<crypto::SealingKey>& old,
    const crypto::SealingKey& fresh
);

}  // namespace belfry::rehearsal
