#pragma once

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "accounts/services.hpp"
#include "base/refusal.hpp"
#include "jobs/schedule.hpp"
#include "operations/backup.hpp"
#include "store/connection.hpp"

namespace belfry::operations {

enum class Weekday { sunday, monday, tuesday, wednesday, thursday, friday, saturday };
BOOST_DESCRIBE_ENUM(Weekday, sunday, monday, tuesday, wednesday, thursday, friday, saturday)

/// When backups are made, for whom, and when one is tried.
struct BackupSettings {
    /// `age1…`, at most 20: whoever holds the identity of one can open a backup. None: not
    /// encrypted.
    std::vector<std::string> recipients;
    std::string at = "02:30";  ///< Each night, on the city's clock.
    int keep = 14;             ///< Backups that are kept: 2 to 400.
    Weekday drill_on = Weekday::sunday;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(BackupSettings, (), (recipients, at, keep, drill_on, revision))

struct BackupSettingsChange {
    std::vector<std::string> recipients;
    std::string at;
    int keep = 14;
    Weekday drill_on = Weekday::sunday;
};
BOOST_DESCRIBE_STRUCT(BackupSettingsChange, (), (recipients, at, keep, drill_on))

[[nodiscard]] BackupSettings backup_settings(store::Connection& db);

[[nodiscard]] Recipients recipients_of(const BackupSettings& settings);

/// When a backup falls due; and when a drill does, an hour and a half later on its day.
[[nodiscard]] jobs::Rhythm backup_rhythm(const BackupSettings& settings);
[[nodiscard]] jobs::Rhythm drill_rhythm(const BackupSettings& settings);

/// Refuses what is no recipient (`not_a_recipient`, with its line), no time of day, or too few or
/// many to keep.
[[nodiscard]] Result<BackupSettings> change_backup_settings(
    store::Database& database,
    record::Record& record,
    const accounts::Acting& by,
    const BackupSettingsChange& change,
    std::optional<record::Revision> based_on
);

}  // namespace belfry::operations
