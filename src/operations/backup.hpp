#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "base/random.hpp"
#include "base/refusal.hpp"
#include "crypto/age.hpp"
#include "store/database.hpp"

/// Keeping a city's data safe and knowing how Belfry is: backups, and what the doctor finds.
namespace belfry::operations {

/// A complete copy of the data, made while others read and wrote.
struct Backup {
    std::string name;       ///< `belfry-20261125T154036Z.backup`: the time it was made, UTC; an
                            ///< encrypted one ends with `.backup.age`.
    std::int64_t size = 0;  ///< Bytes.
    Instant at;
    std::string sha256;  ///< Of the file, hexadecimal. Empty: its `.sha256` is gone.
    bool encrypted = false;
};
BOOST_DESCRIBE_STRUCT(Backup, (), (name, size, at, sha256, encrypted))

/// Whom backups are encrypted to; nobody: they are not.
using Recipients = std::vector<crypto::AgeRecipient>;

/// Looks at the plain copy that a backup gives back.
using TryCopy = std::function<void(const Backup&, const std::filesystem::path& copy)>;

/// The folder in which backups lie, each with `NAME.sha256` beside it as sha256sum writes it.
/// Readable by the owner alone: a backup that is not encrypted holds everything.
class Backups {
public:
    explicit Backups(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Makes one. An encrypted one is read back from the disk and decrypted, while its key is
    /// still known, before it counts as made. `try_copy` then gets what it holds. Throws when the
    /// disk or the database fails (store::DiskFull, with what to do, where there is no room); then
    /// nothing of it stays.
    [[nodiscard]] Backup make(
        store::Database& database,
        Instant now,
        const Recipients& recipients,
        Random& random,
        const TryCopy& try_copy = {}
    ) const;

    /// Newest first.
    [[nodiscard]] std::vector<Backup> list() const;

    /// The file of that name; empty when there is none, or the name is not one of a backup.
    [[nodiscard]] std::optional<std::filesystem::path> find(std::string_view name) const;

    /// Deletes all but the newest `keep`; gives how many went.
    std::size_t prune(std::size_t keep) const;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

/// SHA-256 of a file, hexadecimal. Throws std::system_error when it cannot be read.
[[nodiscard]] std::string sha256_of(const std::filesystem::path& file);

/// Refuses a file whose `.sha256` says something else: it was damaged or changed. A backup without
/// one passes.
[[nodiscard]] Result<void> check_backup(const std::filesystem::path& file);

/// Puts a backup in the place of the data while nobody works with them, and makes their folder
/// where there is none. What an SQLite file held before is kept beside it: the answer is its new
/// path, empty when there was nothing. `identities` open an encrypted one. Refuses what
/// check_backup, plain_copy and store::restore refuse.
[[nodiscard]] Result<std::filesystem::path> restore(
    const store::Location& location,
    const std::filesystem::path& backup,
    const store::Migrations& migrations,
    Instant now,
    const std::vector<crypto::AgeIdentity>& identities = {}
);

}  // namespace belfry::operations
