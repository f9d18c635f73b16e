#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace belfry::faults {

/// How a program ends.
enum class Ending { clean, kill, power_cut };

/// The disks of some machines under SQLite, which forget what was not synced and fail on demand: a
/// VFS that stands before the system's own. One for a process; each machine has a folder in the one
/// that is watched, by whose name it goes here.
class SimulatedDisk {
public:
    /// What is to go wrong next.
    struct Plan {
        int calls = 0;        ///< Writes, syncs and truncations until one fails; 0: none does.
        int code = 0;         ///< SQLITE_FULL, SQLITE_IOERR.
        bool sticky = false;  ///< All that follow fail too.
    };

    /// From now on SQLite's default; `folder` is watched.
    static SimulatedDisk& install();
    void watch(const std::filesystem::path& folder, std::uint64_t seed);

    /// From now on syncs say that all is well and do nothing.
    void lie() { lies_ = true; }

    void plan(const std::string& machine, const Plan& plan);

    /// Whether a call has failed since the last plan.
    [[nodiscard]] bool has_failed(const std::string& machine);

    /// Nothing that is still open can change a file any more: the program is gone.
    void cut_off(const std::string& machine);

    /// Once all is closed; all but a clean end begins with cut_off. A program that was killed left
    /// everything to the system; a power cut leaves what was synced, and of the rest a part.
    void restart(const std::string& machine, Ending ending);

    /// The files were changed by other means than SQLite, durably.
    void forget(const std::string& machine);
    void forget_one(const std::filesystem::path& file);

private:
    friend struct Vfs;

    struct Act {
        sqlite3_int64 at = 0;
        std::string bytes;
        bool truncates = false;
    };

    struct File {
        std::string durable;
        std::vector<Act> pending;
        bool named = false;  ///< Its name is on the disk.
    };

    struct Machine {
        Plan plan;
        bool failed = false;
        bool gone = false;
    };

    SimulatedDisk() = default;
    [[nodiscard]] bool is_watched(const char* path) const;
    Machine& machine_of(const std::string& path);
    [[nodiscard]] bool is_of(const std::string& machine, const std::string& path) const;
    File& file(const std::string& path);
    /// The code with which a call has to fail; SQLITE_OK: it need not.
    int next_fault(const std::string& path);
    void lose_what_was_not_synced(const std::string& machine);
    void forget_all_of(const std::string& machine);
    static void carry_out(std::string& content, const Act& act);
    std::string after_power_cut(const File& file);

    std::mutex mutex_;
    std::filesystem::path folder_;
    std::mt19937_64 random_;
    std::map<std::string, File> files_;
    std::map<std::string, Machine> machines_;
    bool lies_ = false;
};

}  // namespace belfry::faults
