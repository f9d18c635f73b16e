#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "operations/backup.hpp"
#include "operations/drill.hpp"
#include "store/database.hpp"
#include "store/migration.hpp"
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

/// What the doctor looks at. Nothing of it is changed, and a Belfry may be running.
struct Patient {
    store::Location location;
    store::Migrations migrations;
    std::filesystem::path data;  ///< The data folder.
    std::filesystem::path key;   ///< The key file.
    const Clock& clock;
    const Backups& backups;
    /// Also reads the whole database, every entry of the record and the newest backup: seconds to
    /// minutes.
    bool thorough = false;
    /// What other modules look after: mail, the way to browsers. Asked where the data can be read.
    std::vector<std::function<Observation(store::Database&)>> others = {};
};

/// One observation for each key.
[[nodiscard]] std::vector<Observation> examine(const Patient& patient);

[[nodiscard]] Finding said(
    const Observation& observation, const text::Catalog& catalog, std::string_view language
);

/// By the space that is left to whoever is not root.
[[nodiscard]] Observation disk_finding(std::uintmax_t free_bytes);

/// The same of the disk that a folder lies on; empty where the system does not say.
[[nodiscard]] std::optional<Observation> disk_finding(const std::filesystem::path& folder);

/// By the newest backup, as it stands at `now`: its age, and whether it is encrypted.
[[nodiscard]] Observation backup_finding(const std::vector<Backup>& backups, Instant now);

/// By the newest drill: failed, never, or longer ago than a week and a day.
[[nodiscard]] Observation drill_finding(const std::vector<Drill>& newest, Instant now);

/// By what the system says of its clock: whether a time server keeps it.
[[nodiscard]] Observation time_sync_finding();

/// By when a certificate ends: 30 days before it should be replaced.
[[nodiscard]] Observation certificate_finding(Instant until, Instant now);

/// By the time of the record's newest entry: a clock that has gone back, or far ahead.
[[nodiscard]] Observation clock_finding(std::optional<Instant> newest, Instant now);

/// By who may read the folder and the files in it that hold the city's data.
[[nodiscard]] Observation rights_finding(const Patient& patient);

/// Whether somebody who was killed left copies of the data in plain; the next start removes them.
[[nodiscard]] Observation plain_copies_finding(const Patient& patient);

/// How long a key file is used before the doctor asks for a new one (NIST SP 800-57 Part 1, 5.3.6:
/// keys that protect data at rest are renewed within one to two years).
inline constexpr std::chrono::days key_life{365};

/// Whether the key file is there, closed to others, and opens what was sealed; and its age.
[[nodiscard]] Observation key_finding(store::Database& database, const Patient& patient);

/// `12.3 MB`
[[nodiscard]] std::string size_text(std::uintmax_t bytes);

}  // namespace belfry::operations
