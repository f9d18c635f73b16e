#pragma once

#include <string>

#include "http/route.hpp"
#include "record/record.hpp"

namespace belfry::program {

/// What a caller does, as the record wants it named.
[[nodiscard]] record::Deed deed_by(
    const http::Call& call, std::string action, record::Object object
);

/// As above, on a conditional route: based on the revision in If-Match.
[[nodiscard]] record::Deed change_by(
    const http::Call& call, std::string action, record::Object object
);

/// A refusal for something that is not there, or no longer.
[[nodiscard]] std::unexpected<Refusal> no_such_thing();

}  // namespace belfry::program
