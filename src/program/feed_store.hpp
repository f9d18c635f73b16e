#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Keeps the hash of a person's feed key in place of an earlier one; the key itself is nowhere.
void save_feed_key(store::Connection& db, std::int64_t account, std::string_view key, Instant at);

/// Whose key it is; empty for none.
[[nodiscard]] std::optional<std::int64_t> owner_of_feed_key(
    store::Connection& db, std::string_view key
);

}  // namespace belfry::program
