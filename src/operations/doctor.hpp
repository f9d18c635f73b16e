#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "operations/backup.hpp"
#include "record/record.hpp"
#include "store/database.hpp"
#include "text/catalog.hpp"

namespace belfry::operations {

enum class FindingState { good, attention, bad };
BOOST_DESCRIBE_ENUM(FindingState, good, attention, bad)

/// One thing that was looked at, in the reader's language.
struct Finding {
    std::string key;  ///< `disk`: the catalog has its title as `finding.disk`.
    std::string title;
    FindingState state = FindingState::good;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (key, title, state, detail))

/// A finding before it is said: `{"disk", bad, "full", {{"free", "12 MB"}}}` is said as
/// `finding.disk.full`.
struct Observation {
    std::string key;
    FindingState state = FindingState::good;
    std::string detail;
    std::map<std::string, std::string> values = {};

    friend bool operator==(const Observation&, const Observation&) = default;
};

/// What the doctor looks at.
struct Patient {
    store::Database& database;
    record::Record& record;
    const Clock& clock;
    const Backups& backups;
    std::filesystem::path data;  ///< The data folder.
    bool thorough = false;       ///< Also checks every entry of the record: seconds to minutes.
    /// What other modules look after: mail, the way to browsers.
    std::vector<std::function<Observation()>> others = {};
};

[[nodiscard]] std::vector<Observation> examine(const Patient& patient);

[[nodiscard]] Finding said(
    const Observation& observation, const text::Catalog& catalog, std::string_view language
);

/// By the space that is left to whoever is not root.
[[nodiscard]] Observation disk_finding(std::uintmax_t free_bytes);

/// By the newest backup, as it stands at `now`.
[[nodiscard]] Observation backup_finding(const std::vector<Backup>& backups, Instant now);

/// `12.3 MB`
[[nodiscard]] std::string size_text(std::uintmax_t bytes);

}  // namespace belfry::operations
