#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "accounts/id_token.hpp"

namespace belfry::accounts {

/// What an identity provider says of itself (OpenID Connect Discovery 1.0, 3).
struct ProviderFacts {
    std::string issuer;
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string jwks_uri;
};

/// Kept for an hour, so that the provider is not asked for each person; its keys are asked for anew
/// when one is missing, at most once a minute.
struct ProviderCache {
    using Time = std::chrono::steady_clock::time_point;

    std::mutex mutex;
    std::optional<ProviderFacts> facts;
    Time facts_at;
    std::vector<NamedKey> keys;
    Time keys_at;
};

}  // namespace belfry::accounts
