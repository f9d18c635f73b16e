#pragma once

#include <filesystem>

#include "base/random.hpp"
#include "base/refusal.hpp"
#include "crypto/secret.hpp"

namespace belfry::accounts {

/// The key that seals what has to be read back: authenticator secrets, the mail server's password,
/// mail that waits. It lies beside the data, never in the database, so that a copy of the database
/// alone opens nothing. Several Belfry servers on one database need the same file.
///
/// Made when it is not there. Refuses a file that others than its owner may read or write
/// (`key_file_open`), one that belongs to neither this user nor the owner of its folder
/// (`key_file_owner`), and one that is no key (`key_file_damaged`). Throws std::system_error.
[[nodiscard]] Result<crypto::SealingKey> open_key_file(
    const std::filesystem::path& file, Random& random
);

}  // namespace belfry::accounts
