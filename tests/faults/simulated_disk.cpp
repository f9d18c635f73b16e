#include "simulated_disk.hpp"

#include <fstream>
#include <utility>

#include "base/check.hpp"

/// What is on this disk is said here; the machine's own has nothing to wait for.
extern "C" int fsync(int /*descriptor*/) {
    return 0;
}

namespace belfry::faults {

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    std::string out(fs::file_size(path), '\0');
    std::ifstream(path, std::ios::binary)
        .read(out.data(), static_cast<std::streamsize>(out.size()));
    return out;
}

void write_content(const fs::path& path, const std::string& content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

/// An open file: SQLite's part, then ours, then that of the system's VFS.
struct OpenFile {
    sqlite3_file base;
    sqlite3_file* real;
    std::string* path;  ///< Null where it is not watched.
};

OpenFile& mine(sqlite3_file* file) {
    return *reinterpret_cast<OpenFile*>(file);
}

}  // namespace

/// The functions that SQLite calls.
struct Vfs {
    static sqlite3_vfs* system;
    static sqlite3_io_methods methods;
    static SimulatedDisk disk;

    static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
        auto& opened = mine(file);
        opened.base.pMethods = nullptr;
        opened.real = reinterpret_cast<sqlite3_file*>(&opened + 1);
        opened.path = nullptr;
        const bool kept = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0;
        const bool watched = name != nullptr && kept && disk.is_watched(name);
        if (watched) {
            const std::scoped_lock lock(disk.mutex_);
            if (disk.machine_of(name).gone) {
                return SQLITE_CANTOPEN;
            }
            disk.file(name);
        }
        const int code = system->xOpen(system, name, opened.real, flags, out);
        if (opened.real->pMethods != nullptr) {
            opened.base.pMethods = &methods;
            opened.path = watched ? new std::string(name) : nullptr;
        }
        return code;
    }

    static int remove(sqlite3_vfs*, const char* name, int sync_folder) {
        if (disk.is_watched(name)) {
            const std::scoped_lock lock(disk.mutex_);
            if (disk.machine_of(name).gone) {
                return SQLITE_IOERR_DELETE;
            }
            disk.files_.erase(name);
        }
        return system->xDelete(system, name, sync_folder);
    }

    static int close(sqlite3_file* file) {
        delete std::exchange(mine(file).path, nullptr);
        return mine(file).real->pMethods->xClose(mine(file).real);
    }

    static int read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at) {
        return mine(file).real->pMethods->xRead(mine(file).real, bytes, size, at);
    }

    static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
        auto& opened = mine(file);
        if (opened.path == nullptr) {
            return opened.real->pMethods->xWrite(opened.real, bytes, size, at);
        }
        const std::scoped_lock lock(disk.mutex_);
        if (const int fault = disk.next_fault(*opened.path); fault != SQLITE_OK) {
            return fault == SQLITE_IOERR ? SQLITE_IOERR_WRITE : fault;
        }
        disk.file(*opened.path)
            .pending.push_back(
                {at,
                 std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)),
                 false}
            );
        return opened.real->pMethods->xWrite(opened.real, bytes, size, at);
    }

    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        auto& opened = mine(file);
        if (opened.path != nullptr) {
            const std::scoped_lock lock(disk.mutex_);
            if (const int fault = disk.next_fault(*opened.path); fault != SQLITE_OK) {
                return fault == SQLITE_IOERR ? SQLITE_IOERR_TRUNCATE : fault;
            }
            disk.file(*opened.path).pending.push_back({size, {}, true});
        }
        return opened.real->pMethods->xTruncate(opened.real, size);
    }

    /// Nothing is synced for good: it would only cost time.
    static int sync(sqlite3_file* file, int) {
        auto& opened = mine(file);
        if (opened.path == nullptr) {
            return SQLITE_OK;
        }
        const std::scoped_lock lock(disk.mutex_);
        if (const int fault = disk.next_fault(*opened.path); fault != SQLITE_OK) {
            return SQLITE_IOERR_FSYNC;
        }
        if (disk.lies_) {
            return SQLITE_OK;
        }
        auto& kept = disk.file(*opened.path);
        for (const auto& act : kept.pending) {
            SimulatedDisk::carry_out(kept.durable, act);
        }
        kept.pending.clear();
        kept.named = true;
        return SQLITE_OK;
    }

    static int size(sqlite3_file* file, sqlite3_int64* out) {
        return mine(file).real->pMethods->xFileSize(mine(file).real, out);
    }

    static int lock(sqlite3_file* file, int level) {
        return mine(file).real->pMethods->xLock(mine(file).real, level);
    }

    static int unlock(sqlite3_file* file, int level) {
        return mine(file).real->pMethods->xUnlock(mine(file).real, level);
    }

    static int check_lock(sqlite3_file* file, int* out) {
        return mine(file).real->pMethods->xCheckReservedLock(mine(file).real, out);
    }

    static int control(sqlite3_file* file, int what, void* argument) {
        return mine(file).real->pMethods->xFileControl(mine(file).real, what, argument);
    }

    static int sector(sqlite3_file* file) {
        return mine(file).real->pMethods->xSectorSize(mine(file).real);
    }

    static int traits(sqlite3_file* file) {
        return mine(file).real->pMethods->xDeviceCharacteristics(mine(file).real);
    }

    static int map(sqlite3_file* file, int page, int size, int extend, volatile void** out) {
        return mine(file).real->pMethods->xShmMap(mine(file).real, page, size, extend, out);
    }

    static int shared_lock(sqlite3_file* file, int offset, int count, int flags) {
        return mine(file).real->pMethods->xShmLock(mine(file).real, offset, count, flags);
    }

    static void barrier(sqlite3_file* file) {
        mine(file).real->pMethods->xShmBarrier(mine(file).real);
    }

    static int unmap(sqlite3_file* file, int remove) {
        return mine(file).real->pMethods->xShmUnmap(mine(file).real, remove);
    }
};

sqlite3_vfs* Vfs::system = nullptr;
SimulatedDisk Vfs::disk;
sqlite3_io_methods Vfs::methods{
    2,           Vfs::close, Vfs::read,        Vfs::write,      Vfs::truncate, Vfs::sync,
    Vfs::size,   Vfs::lock,  Vfs::unlock,      Vfs::check_lock, Vfs::control,  Vfs::sector,
    Vfs::traits, Vfs::map,   Vfs::shared_lock, Vfs::barrier,    Vfs::unmap,    nullptr,
    nullptr,
};

SimulatedDisk& SimulatedDisk::install() {
    static sqlite3_vfs ours;
    if (Vfs::system == nullptr) {
        Vfs::system = sqlite3_vfs_find(nullptr);
        ours = *Vfs::system;
        ours.szOsFile += static_cast<int>(sizeof(OpenFile));
        ours.zName = "simulated";
        ours.pNext = nullptr;
        ours.xOpen = Vfs::open;
        ours.xDelete = Vfs::remove;
        check(sqlite3_vfs_register(&ours, 1) == SQLITE_OK, "the simulated disk is not taken");
    }
    return Vfs::disk;
}

void SimulatedDisk::watch(const fs::path& folder, std::uint64_t seed) {
    const std::scoped_lock lock(mutex_);
    folder_ = folder;
    random_.seed(seed);
    files_.clear();
    machines_.clear();
}

void SimulatedDisk::plan(const std::string& machine, const Plan& plan) {
    const std::scoped_lock lock(mutex_);
    machines_[machine].plan = plan;
    machines_[machine].failed = false;
}

bool SimulatedDisk::has_failed(const std::string& machine) {
    const std::scoped_lock lock(mutex_);
    return machines_[machine].failed;
}

void SimulatedDisk::cut_off(const std::string& machine) {
    const std::scoped_lock lock(mutex_);
    machines_[machine].gone = true;
}

SimulatedDisk::Machine& SimulatedDisk::machine_of(const std::string& path) {
    const auto start = folder_.string().size() + 1;
    return machines_[path.substr(start, path.find('/', start) - start)];
}

bool SimulatedDisk::is_of(const std::string& machine, const std::string& path) const {
    return path.starts_with((folder_ / machine).string() + "/");
}

bool SimulatedDisk::is_watched(const char* path) const {
    return !folder_.empty() && std::string_view(path).starts_with(folder_.string() + "/");
}

SimulatedDisk::File& SimulatedDisk::file(const std::string& path) {
    const auto [found, is_new] = files_.try_emplace(path);
    if (is_new && fs::exists(path)) {
        found->second = {content_of(path), {}, true};
    }
    return found->second;
}

int SimulatedDisk::next_fault(const std::string& path) {
    auto& [plan, failed, gone] = machine_of(path);
    if (gone) {
        return SQLITE_IOERR;
    }
    if (plan.calls > 0 && --plan.calls == 0) {
        failed = true;
        plan.calls = plan.sticky ? 1 : 0;
        return plan.code;
    }
    return SQLITE_OK;
}

void SimulatedDisk::carry_out(std::string& content, const Act& act) {
    const auto at = static_cast<std::size_t>(act.at);
    if (act.truncates) {
        content.resize(at);
        return;
    }
    if (content.size() < at + act.bytes.size()) {
        content.resize(at + act.bytes.size());
    }
    content.replace(at, act.bytes.size(), act.bytes);
}

std::string SimulatedDisk::after_power_cut(const File& file) {
    constexpr std::size_t sector = 512;
    auto content = file.durable;
    const auto manner = random_() % 4;
    for (const auto& act : file.pending) {
        if (manner == 0 || (manner == 1 && random_() % 2 == 0)) {
            continue;
        }
        if (manner != 3 || act.truncates) {
            carry_out(content, act);
            continue;
        }
        for (std::size_t at = 0; at < act.bytes.size(); at += sector) {
            if (random_() % 2 == 0) {
                carry_out(
                    content,
                    {act.at + static_cast<sqlite3_int64>(at), act.bytes.substr(at, sector), false}
                );
            }
        }
    }
    return content;
}

void SimulatedDisk::restart(const std::string& machine, Ending ending) {
    const std::scoped_lock lock(mutex_);
    if (ending == Ending::power_cut) {
        lose_what_was_not_synced(machine);
    }
    machines_[machine] = {};
}

void SimulatedDisk::lose_what_was_not_synced(const std::string& machine) {
    for (auto& [path, file] : files_) {
        if (!is_of(machine, path)) {
            continue;
        }
        if (!file.named && random_() % 2 == 0) {
            fs::remove(path);
        } else {
            write_content(path, after_power_cut(file));
        }
    }
    for (const auto& entry : fs::directory_iterator(folder_ / machine)) {
        if (entry.path().string().ends_with("-shm")) {
            fs::remove(entry.path());
        }
    }
    forget_all_of(machine);
}

void SimulatedDisk::forget_one(const fs::path& file) {
    const std::scoped_lock lock(mutex_);
    files_.erase(file.string());
    files_.erase(file.string() + ".part");
}

void SimulatedDisk::forget(const std::string& machine) {
    const std::scoped_lock lock(mutex_);
    forget_all_of(machine);
}

void SimulatedDisk::forget_all_of(const std::string& machine) {
    std::erase_if(files_, [&](const auto& file) { return is_of(machine, file.first); });
}

}  // namespace belfry::faults
