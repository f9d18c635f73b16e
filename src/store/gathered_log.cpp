#include "store/gathered_log.hpp"

#include <cstddef>
#include <new>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "base/check.hpp"

namespace belfry::store {

struct Gathered {
    std::string bytes;
    sqlite3_int64 at = 0;  ///< Where in the file they belong.
    bool on = false;
    int failure = SQLITE_OK;  ///< The first one since `on`.
};

/// An open log: SQLite's part, then ours, then that of the system's VFS.
struct LogFile {
    sqlite3_file base;
    sqlite3_file* real;
    Gathered* gathered;
};

namespace {

/// The system's VFS takes less than 128 KiB at once, and calls the disk full when it is given more.
constexpr std::size_t most_gathered = std::size_t{64} * 1024;

LogFile& log_in(sqlite3_file* file) {
    return *reinterpret_cast<LogFile*>(file);
}

/// Hands over what was gathered.
int hand_over(LogFile& log) {
    auto& gathered = *log.gathered;
    if (gathered.failure == SQLITE_OK && !gathered.bytes.empty()) {
        gathered.failure = log.real->pMethods->xWrite(
            log.real, gathered.bytes.data(), static_cast<int>(gathered.bytes.size()), gathered.at
        );
        gathered.bytes.clear();
    }
    return gathered.failure;
}

int close_log(sqlite3_file* file) {
    auto& log = log_in(file);
    delete log.gathered;
    log.gathered = nullptr;
    return log.real->pMethods->xClose(log.real);
}

int read_log(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
    auto& log = log_in(file);
    const int code = hand_over(log);
    return code == SQLITE_OK ? log.real->pMethods->xRead(log.real, bytes, size, at) : code;
}

int write_log(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    auto& log = log_in(file);
    auto& gathered = *log.gathered;
    const std::string_view added(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    const auto end = gathered.at + static_cast<sqlite3_int64>(gathered.bytes.size());
    if (at != end || gathered.bytes.size() + added.size() > most_gathered) {
        if (const int code = hand_over(log); code != SQLITE_OK) {
            return code;
        }
        gathered.at = at;
    }
    if (!gathered.on || added.size() > most_gathered) {
        return log.real->pMethods->xWrite(log.real, bytes, size, at);
    }
    gathered.bytes += added;  // there is room: nothing may be thrown through SQLite
    return gathered.failure;
}

int truncate_log(sqlite3_file* file, sqlite3_int64 size) {
    auto& log = log_in(file);
    const int code = hand_over(log);
    return code == SQLITE_OK ? log.real->pMethods->xTruncate(log.real, size) : code;
}

int sync_log(sqlite3_file* file, int flags) {
    auto& log = log_in(file);
    const int code = hand_over(log);
    return code == SQLITE_OK ? log.real->pMethods->xSync(log.real, flags) : code;
}

int size_of_log(sqlite3_file* file, sqlite3_int64* size) {
    auto& log = log_in(file);
    const int code = hand_over(log);
    return code == SQLITE_OK ? log.real->pMethods->xFileSize(log.real, size) : code;
}

int lock_log(sqlite3_file* file, int level) {
    return log_in(file).real->pMethods->xLock(log_in(file).real, level);
}

int unlock_log(sqlite3_file* file, int level) {
    return log_in(file).real->pMethods->xUnlock(log_in(file).real, level);
}

int is_log_reserved(sqlite3_file* file, int* out) {
    return log_in(file).real->pMethods->xCheckReservedLock(log_in(file).real, out);
}

int control_log(sqlite3_file* file, int what, void* argument) {
    return log_in(file).real->pMethods->xFileControl(log_in(file).real, what, argument);
}

int sector_of_log(sqlite3_file* file) {
    return log_in(file).real->pMethods->xSectorSize(log_in(file).real);
}

int traits_of_log(sqlite3_file* file) {
    return log_in(file).real->pMethods->xDeviceCharacteristics(log_in(file).real);
}

const sqlite3_io_methods log_methods{
    1,        close_log,  read_log,        write_log,   truncate_log,  sync_log,      size_of_log,
    lock_log, unlock_log, is_log_reserved, control_log, sector_of_log, traits_of_log, nullptr,
    nullptr,  nullptr,    nullptr,         nullptr,     nullptr,
};

sqlite3_vfs& system_vfs() {
    static sqlite3_vfs* const found = sqlite3_vfs_find(nullptr);
    check(found != nullptr, "SQLite knows no file system");
    return *found;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    auto& system = system_vfs();
    if ((flags & SQLITE_OPEN_WAL) == 0) {
        return system.xOpen(&system, name, file, flags, out);
    }
    auto& log = log_in(file);
    log.base.pMethods = nullptr;
    log.real = reinterpret_cast<sqlite3_file*>(&log + 1);
    log.gathered = new (std::nothrow) Gathered;
    try {
        if (log.gathered == nullptr) {
            return SQLITE_NOMEM;
        }
        log.gathered->bytes.reserve(most_gathered);
    } catch (const std::bad_alloc&) {
        delete log.gathered;
        return SQLITE_NOMEM;
    }
    const int code = system.xOpen(&system, name, log.real, flags, out);
    if (log.real->pMethods != nullptr) {
        log.base.pMethods = &log_methods;
    } else {
        delete log.gathered;
    }
    return code;
}

}  // namespace

const char* gathering_vfs() {
    static constexpr const char* name = "belfry";
    static sqlite3_vfs vfs = [] {
        auto made = system_vfs();
        made.pNext = nullptr;
        made.zName = name;
        made.szOsFile += static_cast<int>(sizeof(LogFile));
        made.xOpen = open_file;
        return made;
    }();
    static const int registered = sqlite3_vfs_register(&vfs, 0);
    check(registered == SQLITE_OK, "SQLite takes no further file system");
    return name;
}

GatheredLog::GatheredLog(sqlite3* db) {
    sqlite3_file* file = nullptr;
    const int code =
        sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&file));
    if (code == SQLITE_OK && file != nullptr && file->pMethods == &log_methods) {
        log_ = &log_in(file);
        log_->gathered->on = true;
    }
}

GatheredLog::~GatheredLog() {
    if (log_ != nullptr) {
        auto& gathered = *log_->gathered;
        gathered.bytes.clear();
        gathered.on = false;
        gathered.failure = SQLITE_OK;
    }
}

bool GatheredLog::is_written() const {
    return log_ == nullptr || log_->gathered->bytes.empty();
}

}  // namespace belfry::store
