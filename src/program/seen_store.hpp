#pragma once

#include <cstdint>

#include "base/instant.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Up to where a person has seen what changed.
struct Seen {
    std::uint64_t sequence = 0;  ///< Of the record.
    Instant at;
};

/// For somebody who never looked: everything of the last seven days is new.
[[nodiscard]] Seen seen_by(store::Connection& db, std::int64_t account, Instant now);

void save_seen(store::Connection& db, std::int64_t account, const Seen& seen);

}  // namespace belfry::program
