#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/database.hpp"
#include "store/migration.hpp"

namespace belfry::store {

/// One thing that was looked at, for the doctor. At most one for each subject.
struct Finding {
    enum class Level { good, warning, problem };

    Level level = Level::good;
    std::string subject;  ///< `database` or `layout`.
    std::string code;     ///< Said as `finding.<subject>.<code>` of the catalogs.
    std::map<std::string, std::string> values = {};

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// Looks at the data without changing them; works while a Belfry is running. `thorough` reads every
/// page and pointer. Never throws for what it finds: data that cannot be opened are a finding. Only
/// where the layout is found good can the data be worked with.
[[nodiscard]] std::vector<Finding> examine(
    const Location& location, const Migrations& migrations, bool thorough
);

}  // namespace belfry::store
