#pragma once

#include "public_records/shelf.hpp"

namespace belfry::web {

/// Which objects are records of the city, and which columns hold values that can be redacted.
[[nodiscard]] const public_records::Shelves& shelves();

}  // namespace belfry::web
