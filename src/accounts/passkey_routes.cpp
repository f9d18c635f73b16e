#include "accounts/cookie.hpp"
#include "accounts/passkeys.hpp"
#include "accounts/routes.hpp"
#include "http/router.hpp"

namespace belfry::accounts {

namespace {

using http::Access;
using http::Call;

Access while_making_one() {
    return in_a_session().open_to(std::string(making_a_passkey));
}

SeenPasskey seen_in(const Call& call) {
    return {call.id<Passkey>("passkey"), call.based_on()};
}

void add_proof_routes(http::Router& router, Services& services) {
    router.add(http::without_body<PasskeyChallenge>(
        http::Method::post,
        "/api/v1/session/passkey/challenge",
        Access::anyone(),
        "Gives what a browser needs to use a passkey, whoever's it is.",
        [&services](const Call& call) -> Result<PasskeyChallenge> {
            return challenge_for_use(services, party_of(call.request));
        }
    ));
    router.add(http::post<Proof, void>(
        "/api/v1/session/proof",
        while_making_one(),
        "Proves once more who one is; dangerous acts ask for it.",
        [&services](const Call& call, const Proof& proof) {
            return prove(services, acting(call), party_of(call.request), proof);
        }
    ));
}

void add_own_passkey_routes(http::Router& router, Services& services) {
    router.add(http::list<Passkey>(
        "/api/v1/me/passkeys",
        while_making_one(),
        "Lists one's own passkeys.",
        [&services](const Call& call) -> Result<http::Listing<Passkey>> {
            return http::Listing<Passkey>{own_passkeys(services, acting(call)), {}};
        }
    ));
    router.add(http::without_body<PasskeyOffer>(
        http::Method::post,
        "/api/v1/me/passkeys/offer",
        while_making_one(),
        "Gives what a browser needs to make a passkey.",
        [&services](const Call& call) {
            return offer_passkey(services, acting(call), party_of(call.request));
        }
    ));
    router.add(http::create<NewPasskey, PasskeyMade>(
        "/api/v1/me/passkeys",
        while_making_one().with_fresh_proof(),
        "Keeps a new passkey; gives recovery codes with the first second factor.",
        [&services](const Call& call, const NewPasskey& wish) {
            return make_passkey(services, acting(call), party_of(call.request), wish);
        }
    ));
    router.add(http::patch<PasskeyName, http::Versioned<Passkey>>(
        "/api/v1/me/passkeys/{passkey}",
        while_making_one(),
        "Gives one of one's own passkeys another name.",
        [&services](const Call& call, const PasskeyName& name) -> Result<http::Versioned<Passkey>> {
            const auto passkey = rename_passkey(services, acting(call), seen_in(call), name);
            if (!passkey) {
                return std::unexpected(passkey.error());
            }
            return http::Versioned<Passkey>{*passkey, passkey->revision};
        }
    ));
    router.add(http::conditional(http::post<FactorRemoval, void>(
        "/api/v1/me/passkeys/{passkey}/removal",
        in_a_session().with_fresh_proof(),
        "Removes one of one's own passkeys.",
        [&services](const Call& call, const FactorRemoval& removal) {
            return remove_passkey(services, acting(call), seen_in(call), removal);
        }
    )));
}

}  // namespace

void add_passkey_routes(http::Router& router, Services& services) {
    add_proof_routes(router, services);
    add_own_passkey_routes(router, services);
}

}  // namespace belfry::accounts
