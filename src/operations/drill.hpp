#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "operations/backup.hpp"
#include "record/record.hpp"
#include "store/database.hpp"

/// A backup nobody has restored is a hope. A drill restores one into an empty place and looks.
namespace belfry::operations {

/// What restoring a backup showed.
struct Drill {
    Id<Drill> id;
    std::string backup;  ///< Its name.
    Instant at;
    std::string outcome = "good";  ///< Or the code of what was wrong: `backup_damaged`.
    std::int64_t entries = 0;      ///< In the permanent record that came back, all verified.
    std::int64_t total_rows = 0;   ///< In all tables.
    std::string root;              ///< Of that record, hexadecimal.
    std::int64_t milliseconds = 0;

    [[nodiscard]] bool good() const { return outcome == "good"; }
};
BOOST_DESCRIBE_STRUCT(Drill, (), (id, backup, at, outcome, entries, total_rows, root, milliseconds))

/// Restores `copy` beside `location` — a folder in `scratch`, or for PostgreSQL a schema of its own
/// on the same server — brings it up to date, verifies its record and counts its rows; leaves
/// nothing behind. With `live`, the record that came back has to be the beginning of the one in
/// use. What is wrong is the outcome; throws only what the scratch place throws.
[[nodiscard]] Drill restore_for_drill(
    const store::Location& location,
    const std::filesystem::path& copy,
    const store::Migrations& migrations,
    const std::filesystem::path& scratch,
    store::Database* live
);

/// Called with a drill that failed, inside the write that notes it.
using Alarm = std::function<void(record::Writing&, const Drill&)>;

/// Keeps what came of a drill, in the record too, and raises the alarm when it failed.
Drill note_drill(record::Record& record, Drill drill, const Alarm& alarm);

/// Newest first, at most `most`.
[[nodiscard]] std::vector<Drill> list_drills(store::Connection& db, std::int64_t most);

}  // namespace belfry::operations
