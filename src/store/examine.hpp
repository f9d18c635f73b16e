#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/database.hpp"
#include "store/migration.hpp"

namespace belfry::store {

/// One thing that was looked at, for `belfry doctor`.
struct Finding {
    enum class Level { good, warning, problem };

    Level level = Level::good;
    std::string code;     ///< `finding.store.<code>` in the catalogs.
    std::string summary;  ///< The same in English, with what to do.
    std::map<std::string, std::string> values;

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// Looks at the data without changing it; works while a Belfry is running. Never throws for what it
/// finds: data that cannot be opened at all is a finding.
[[nodiscard]] std::vector<Finding> examine(const Location& location, const Migrations& migrations);

}  // namespace belfry::store
