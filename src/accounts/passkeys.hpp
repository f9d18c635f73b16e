#pragma once

#include <optional>
#include <vector>

#include "accounts/passkey.hpp"
#include "accounts/passkey_store.hpp"
#include "accounts/services.hpp"
#include "accounts/sign_in.hpp"

/// What people do with passkeys. Every refusal of one is `passkey_refused`, whatever was wrong.
namespace belfry::accounts {

/// For the use of a passkey, whoever's it is.
[[nodiscard]] PasskeyChallenge challenge_for_use(const Services& services, const Party& party);

/// For a new passkey of one's own.
[[nodiscard]] Result<PasskeyOffer> offer_passkey(
    Services& services, const Acting& me, const Party& party
);

/// Keeps a new passkey. Gives recovery codes where it is the first second factor.
[[nodiscard]] Result<PasskeyMade> make_passkey(
    Services& services, const Acting& me, const Party& party, const NewPasskey& wish
);

/// The oldest first.
[[nodiscard]] std::vector<Passkey> own_passkeys(Services& services, const Acting& me);

/// One's own passkey, as one has seen it.
struct SeenPasskey {
    Id<Passkey> id;
    std::optional<record::Revision> revision = {};
};

[[nodiscard]] Result<Passkey> rename_passkey(
    Services& services, const Acting& me, const SeenPasskey& passkey, const PasskeyName& name
);

/// Refuses the last one where one is demanded (`passkey_demanded_last`), and where it is the last
/// second factor a password that is not given or cannot stand alone.
[[nodiscard]] Result<void> remove_passkey(
    Services& services, const Acting& me, const SeenPasskey& passkey, const FactorRemoval& proof
);

/// Believes the use of a passkey inside a write, and notes it. `owner`: whose it has to be.
[[nodiscard]] Believed<PasskeyRow> use_passkey(
    const Services& services,
    record::Writing& w,
    const Assertion& given,
    const Party& party,
    std::optional<Id<Account>> owner
);

/// Signs in with nothing but a passkey whose authenticator has made sure who it is.
[[nodiscard]] Result<Entered> sign_in_with_passkey(
    Services& services, const Assertion& given, const Visit& visit
);

/// Proves inside a session who it is, so that it may do dangerous acts for a while. Who has to have
/// a passkey and has one proves it with that.
[[nodiscard]] Result<void> prove(
    Services& services, const Acting& me, const Party& party, const Proof& proof
);

[[nodiscard]] std::unexpected<Refusal> passkey_refused();

}  // namespace belfry::accounts
