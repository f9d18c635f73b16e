#pragma once

#include <string>

#include "http/route.hpp"
#include "record/record.hpp"

namespace belfry::program {

/// What a caller does, as the record wants it named.
[[nodiscard]] record::Deed deed_by(
    const http::Call& call, std::string action, record::Object object
);

/// As above, for a change to something that the caller has seen: based on the revision in If-Match.
/// Refuses a request that does not say which (RFC 6585 calls it "precondition required").
[[nodiscard]] Result<record::Deed> change_by(
    const http::Call& call, std::string action, record::Object object
);

/// A refusal for something that is not there, or no longer.
[[nodiscard]] std::unexpected<Refusal> no_such_thing();

}  // namespace belfry::program
