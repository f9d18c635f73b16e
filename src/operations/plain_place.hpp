#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

namespace belfry::operations {

/// A name for a file or folder that holds the city's data in plain — what a backup is made of, what
/// a restore or a drill puts back — for as long as this lives: then whatever has the name is gone.
/// A lock says so to other processes meanwhile, and is gone with a process that is killed.
class PlainPlace {
public:
    /// `STEM.plain-PROCESS-NUMBER`, which nobody else uses; nothing is made yet. Throws
    /// std::system_error when the folder cannot be written.
    explicit PlainPlace(const std::filesystem::path& stem);
    PlainPlace(const PlainPlace&) = delete;
    PlainPlace& operator=(const PlainPlace&) = delete;
    PlainPlace(PlainPlace&& other) noexcept;
    PlainPlace& operator=(PlainPlace&&) = delete;
    ~PlainPlace();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    int lock_ = -1;
};

/// What is left in a folder of places whose process was killed. Empty while somebody works with
/// such places there: theirs cannot be told from others.
[[nodiscard]] std::vector<std::filesystem::path> forgotten_places(
    const std::filesystem::path& folder
);

/// Removes them; gives how many.
std::size_t remove_forgotten_places(const std::filesystem::path& folder);

/// One process, and in it one thread, at a time: others wait until it is over. For what uses names
/// that cannot be its own.
class Turn {
public:
    /// Waits. Throws std::system_error when `file`, which stays, cannot be made.
    explicit Turn(const std::filesystem::path& file);
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    Turn(Turn&&) = delete;
    Turn& operator=(Turn&&) = delete;
    ~Turn();

private:
    int lock_;
};

}  // namespace belfry::operations
