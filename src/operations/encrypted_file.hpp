#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/refusal.hpp"
#include "crypto/age.hpp"

namespace belfry::operations {

/// Whether the file begins as one encrypted with age.
[[nodiscard]] bool is_encrypted(const std::filesystem::path& file);

/// Encrypts `plain` into `sealed`; gives the key of that one file. Throws std::system_error.
[[nodiscard]] crypto::AgeFileKey encrypt_file(
    const std::filesystem::path& plain,
    const std::filesystem::path& sealed,
    std::span<const crypto::AgeRecipient> recipients,
    Random& random
);

/// Decrypts `sealed` into `plain`, for its owner's eyes alone, and gives the SHA-256 of what it
/// held. Refuses what AgeReader refuses; then `plain` is gone again. Throws std::system_error.
[[nodiscard]] Result<std::string> decrypt_file(
    const std::filesystem::path& sealed,
    const std::filesystem::path& plain,
    crypto::AgeReader reader
);

/// A plain copy of a backup for as long as this lives: the backup itself, or a decrypted copy in
/// `scratch`.
class PlainCopy {
public:
    /// Refuses `backup_encrypted` when it is and there are no identities, and what decrypt_file
    /// refuses.
    [[nodiscard]] static Result<PlainCopy> of(
        const std::filesystem::path& backup,
        const std::vector<crypto::AgeIdentity>& identities,
        const std::filesystem::path& scratch
    );
    PlainCopy(const PlainCopy&) = delete;
    PlainCopy& operator=(const PlainCopy&) = delete;
    PlainCopy(PlainCopy&& other) noexcept;
    PlainCopy& operator=(PlainCopy&&) = delete;
    ~PlainCopy();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    PlainCopy(std::filesystem::path path, bool own) : path_(std::move(path)), own_(own) {}

    std::filesystem::path path_;
    bool own_;
};

}  // namespace belfry::operations
