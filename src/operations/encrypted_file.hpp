#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/refusal.hpp"
#include "crypto/age.hpp"
#include "operations/plain_place.hpp"

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

/// A plain copy of a backup for as long as this lives: the backup itself, or a decrypted copy in a
/// place of its own beside `stem`.
class PlainCopy {
public:
    /// Refuses `backup_encrypted` when it is and there are no identities, and what decrypt_file
    /// refuses.
    [[nodiscard]] static Result<PlainCopy> of(
        const std::filesystem::path& backup,
        const std::vector<crypto::AgeIdentity>& identities,
        const std::filesystem::path& stem
    );

    [[nodiscard]] const std::filesystem::path& path() const {
        return decrypted_ ? decrypted_->path() : backup_;
    }

private:
    explicit PlainCopy(std::filesystem::path backup) : backup_(std::move(backup)) {}

    std::filesystem::path backup_;
    std::optional<PlainPlace> decrypted_;
};

}  // namespace belfry::operations
