#pragma once

#include <memory>
#include <string>

#include "accounts/provider.hpp"
#include "accounts/sign_in.hpp"

/// Signing in with the city's identity provider: OpenID Connect's authorization code with PKCE (RFC
/// 7636). What a browser waits with lies sealed in its own cookie, so that nothing is kept for
/// those who never come back.
namespace belfry::accounts {

/// Where to send the browser, and what it has to keep meanwhile.
struct ProviderStart {
    std::string url;
    std::string kept;  ///< Sealed; for the cookie.
};

/// What the provider sent the browser back with.
struct ProviderAnswer {
    std::string code;
    std::string state;
    std::optional<std::string> issuer;  ///< `iss` of RFC 9207.
};
BOOST_DESCRIBE_STRUCT(ProviderAnswer, (), (code, state, issuer))

/// How long somebody may take at the provider.
inline constexpr std::chrono::minutes provider_visit{15};

/// Whether the provider shall ask somebody anew who is signed in there already.
enum class AskAnew { no, yes };

/// `return_to`: where the provider shall send the browser back. Refuses `provider_off`, and
/// `provider_unreachable` where its own description cannot be had or contradicts the settings.
[[nodiscard]] Result<ProviderStart> start_at_provider(
    Services& services, const std::string& return_to, AskAnew anew
);

/// Signs in whoever the provider vouches for. Whose identity is not linked yet is linked by an
/// e-mail address that the provider has verified: with an invitation that is open, or with an
/// account that runs nothing. `kept` and `return_to` as at the start. The session counts as proved
/// (http::Access::with_fresh_proof) from when the provider says that it asked who it is
/// (`auth_time`); where it does not say, as never. Refuses `provider_refused` for everybody else,
/// whatever the reason; `passkey_needed` where the account demands one; `provider_not_anew` where
/// the provider was asked to ask anew and did not; `provider_other_identity` where another subject
/// of this provider opens the account with that address: that is recorded, and its owner and
/// administrators are told.
[[nodiscard]] Result<Entered> sign_in_with_provider(
    Services& services,
    const ProviderAnswer& answer,
    const std::string& kept,
    const std::string& return_to,
    const Visit& visit
);

}  // namespace belfry::accounts
