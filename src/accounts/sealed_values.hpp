#pragma once

#include "crypto/secret.hpp"
#include "store/connection.hpp"

namespace belfry::accounts {

/// What a key is worth to the data it lies beside.
enum class KeyFit {
    nothing_sealed,  ///< Nothing has been sealed yet: any key will do.
    opens,
    does_not_open,  ///< At least one sealed value was sealed with another key.
};

/// Tries the key on the secrets of authenticator apps, the mail server's password and the identity
/// provider's secret.
[[nodiscard]] KeyFit try_key(store::Connection& db, const crypto::SealingKey& key);

}  // namespace belfry::accounts
