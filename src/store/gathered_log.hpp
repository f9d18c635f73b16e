#pragma once

struct sqlite3;

/// What a commit adds to SQLite's write-ahead log, handed to the system at once. SQLite itself asks
/// it to write each page and each page's header, which takes longer than all else that a commit
/// does beside the sync.
namespace belfry::store {

/// The name of a VFS for sqlite3_open_v2: the system's own, but for the log, which it can gather.
[[nodiscard]] const char* gathering_vfs();

struct LogFile;

/// While a COMMIT runs. What is written to the log of `db`, which was opened with that VFS, lies in
/// memory until the log is synced, and then goes to the file before the sync. When it does not get
/// there, nothing more does and the COMMIT fails; what is left is dropped. Only for `synchronous =
/// FULL`, where nobody is told of a commit before the sync.
class GatheredLog {
public:
    explicit GatheredLog(sqlite3* db);
    GatheredLog(const GatheredLog&) = delete;
    GatheredLog& operator=(const GatheredLog&) = delete;
    GatheredLog(GatheredLog&&) = delete;
    GatheredLog& operator=(GatheredLog&&) = delete;
    ~GatheredLog();

    /// Whether all that was gathered is in the file: it is, once a COMMIT has succeeded.
    [[nodiscard]] bool is_written() const;

private:
    LogFile* log_ = nullptr;  ///< Null where there is no log.
};

}  // namespace belfry::store
