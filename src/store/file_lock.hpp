#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

namespace belfry::store {

/// Says between processes who works with an SQLite file, by locks on a file beside it
/// (`belfry.db.lock`); all are gone with the process. Threads that share one of these are one
/// owner.
class FileLock {
public:
    enum class Claim {
        presence,  ///< Shared by all that have the data open; exclusive for who replaces them.
        serving,   ///< The one server.
        writing,   ///< One transaction or checkpoint: never two at once (docs/storage.md).
    };
    enum class Hold { shared, exclusive };

    /// For `database`, holding nothing yet. Throws std::system_error when the file cannot be made.
    [[nodiscard]] static std::shared_ptr<FileLock> beside(const std::filesystem::path& database);

    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    FileLock(FileLock&&) = delete;
    FileLock& operator=(FileLock&&) = delete;
    ~FileLock();

    /// Also turns a shared claim into an exclusive one and back. False, and as it was, when another
    /// process still holds one that does not go with it after `patience`.
    [[nodiscard]] bool take(
        Claim claim, Hold hold, std::chrono::milliseconds patience = std::chrono::milliseconds(0)
    ) const;

    void drop(Claim claim) const;

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace belfry::store
