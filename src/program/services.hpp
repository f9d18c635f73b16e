#pragma once

#include <functional>
#include <vector>

#include "accounts/outbox.hpp"
#include "base/instant.hpp"
#include "base/random.hpp"
#include "program/demo_part.hpp"
#include "record/record.hpp"
#include "store/database.hpp"
#include "text/catalog.hpp"

namespace belfry::program {

/// What the programme needs from the program around it. All of it outlives the routes.
struct Services {
    store::Database& database;
    record::Record& record;
    const Clock& clock;
    Random& random;
    const text::Catalog& catalog;
    /// Puts an e-mail on its way inside a write (accounts::queue_mail); false where Belfry sends
    /// none.
    std::function<bool(record::Writing&, const accounts::OutgoingMail&)> queue_mail;
    /// Where people find Belfry, without a slash at the end; empty when nobody has set it.
    std::function<std::string(store::Connection&)> public_url;
    /// What other modules add to the fictional city.
    std::vector<DemoPart> demo_parts = {};
};

}  // namespace belfry::program
