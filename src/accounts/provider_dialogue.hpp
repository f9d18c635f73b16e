#pragma once

#include <string>

#include "accounts/provider.hpp"
#include "accounts/provider_cache.hpp"

/// What Belfry and the identity provider say to each other.
namespace belfry::accounts {

/// Refuses `provider_unreachable`, also where the provider names another issuer or an address that
/// is not protected.
[[nodiscard]] Result<ProviderFacts> provider_facts(
    Services& services, const IdentityProvider& provider
);

/// The provider's keys, asked for anew where `wanted` is not among those that are known.
[[nodiscard]] Result<std::vector<NamedKey>> provider_keys(
    Services& services,
    const IdentityProvider& provider,
    const ProviderFacts& facts,
    const std::optional<std::string>& wanted
);

/// Changes a code for the token that says who it is.
struct CodeExchange {
    std::string code;
    std::string verifier;
    std::string return_to;
};

[[nodiscard]] Result<std::string> fetch_id_token(
    Services& services,
    const IdentityProvider& provider,
    const ProviderFacts& facts,
    const CodeExchange& exchange
);

}  // namespace belfry::accounts
