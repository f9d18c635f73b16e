#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "base/random.hpp"
#include "base/refusal.hpp"
#include "crypto/secret.hpp"
#include "record/record.hpp"
#include "store/database.hpp"

namespace belfry::accounts {

/// Keys that may open what is sealed: the key file, and those that were renewed before.
using OldKeys = std::vector<crypto::SealingKey>;

/// What a new key is made for.
struct KeyHolder {
    store::Database& database;
    record::Record& record;
    Random& random;
    std::filesystem::path file;  ///< The key file.
    /// Seals anew what other modules keep sealed, as the last act of the write. One of the old keys
    /// may open it; there may be none.
    std::function<
        Result<void>(record::Writing& writing, const OldKeys& old, const crypto::SealingKey& fresh)>
        others = {};
};

enum class OldKey {
    there,
    lost,  ///< What only it opens is given up: see renew_key.
};

struct RenewedKey {
    std::size_t sealed = 0;
    std::size_t given_up = 0;
};

/// Makes a new key, seals everything with it that the old one opens, or one that was renewed before
/// (`belfry.key.old`, `.old-2` …: data of a backup from their time), and puts it in the place of
/// the old one, which stays beside it. Refuses `key_file_missing` and `key_file_other` when
/// something is sealed that none of them opens. With a lost key only that is given up: the mail
/// server's password and mail that waits are dropped, and whoever had an authenticator app needs a
/// recovery code or a link from the server: their password alone does not let them in.
[[nodiscard]] Result<RenewedKey> renew_key(const KeyHolder& holder, OldKey old);

}  // namespace belfry::accounts
