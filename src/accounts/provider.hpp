#pragma once

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "accounts/account.hpp"
#include "accounts/services.hpp"

namespace belfry::accounts {

/// The context that the provider's secret is sealed in.
inline constexpr std::string_view provider_secret_context = "identity_provider secret";

/// With whom people can sign in besides Belfry itself: the city's identity provider, by OpenID
/// Connect. Without an issuer with nobody.
struct IdentityProvider {
    std::string name;    ///< On the button: "City of Port Ellery".
    std::string issuer;  ///< `https://login.city.example`, exactly as the provider writes it.
    std::string client;  ///< What Belfry is called there.
    bool secret_set = false;
    bool own_network = false;  ///< It is on the city's own network: private addresses may be asked.
    std::string return_to;     ///< The address to register there.
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    IdentityProvider, (), (name, issuer, client, secret_set, own_network, return_to, revision)
)

struct IdentityProviderChange {
    std::string name;
    std::string issuer;  ///< Empty: nobody signs in that way any more.
    std::string client;
    std::optional<std::string> secret;  ///< Absent: as it was; empty: none.
    bool own_network = false;
};
BOOST_DESCRIBE_STRUCT(IdentityProviderChange, (), (name, issuer, client, secret, own_network))

/// The settings; `return_to` is still empty.
[[nodiscard]] IdentityProvider identity_provider(store::Connection& db);

/// The secret that Belfry shows the provider; empty when it has none or it does not open.
[[nodiscard]] std::string provider_secret(const Services& services, store::Connection& db);

/// Refuses fields that are malformed, and keeping the secret for another issuer (`secret_again`).
[[nodiscard]] Result<IdentityProvider> change_identity_provider(
    Services& services,
    const Acting& by,
    const IdentityProviderChange& change,
    std::optional<record::Revision> based_on
);

/// The account that the provider's subject was linked with; empty when it was with none.
[[nodiscard]] std::optional<Id<Account>> find_identity(
    store::Connection& db, const std::string& issuer, const std::string& subject
);

/// Whether another subject of this issuer opens the account.
[[nodiscard]] bool has_identity(
    store::Connection& db, const std::string& issuer, Id<Account> account
);

void add_identity(
    store::Connection& db,
    const std::string& issuer,
    const std::string& subject,
    Id<Account> account,
    Instant now
);

/// The provider no longer opens this account, until it is linked anew.
void delete_identities(store::Connection& db, Id<Account> account);

/// Whether an address may be an issuer's: HTTPS, or this machine, without query and fragment.
[[nodiscard]] bool is_issuer(std::string_view url, bool own_network);

}  // namespace belfry::accounts
