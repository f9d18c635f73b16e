#pragma once

#include "base/id.hpp"
#include "base/refusal.hpp"
#include "rehearsal/plan.hpp"
#include "rehearsal/protocol.hpp"
#include "store/connection.hpp"

namespace belfry::rehearsal {

/// The protocol of a plan in the city as it is now; of one place where `site` names it. Refuses a
/// plan or place that is not there, a city without places, and a plan that does not fit the city
/// any more. `contacts` are those that the pages are to hold.
[[nodiscard]] Result<Protocol> protocol_now(
    store::Connection& db,
    Id<Plan> plan,
    const std::string& site,
    std::vector<ProtocolContact> contacts,
    const program::Words& words
);

}  // namespace belfry::rehearsal
