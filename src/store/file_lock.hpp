#pragma once

#include <filesystem>
#include <memory>
#include <optional>

namespace belfry::store {

/// Keeps a second Belfry away from a database file for as long as it lives; gone with the process.
class FileLock {
public:
    /// For `database`, by a file beside it (`belfry.db.lock`). Empty when somebody else holds the
    /// lock. Throws std::system_error when it cannot be tried.
    [[nodiscard]] static std::shared_ptr<FileLock> take(const std::filesystem::path& database);

    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    FileLock(FileLock&&) = delete;
    FileLock& operator=(FileLock&&) = delete;
    ~FileLock();

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace belfry::store
