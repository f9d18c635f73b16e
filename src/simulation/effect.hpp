#pragma once

#include <cstdint>

#include "simulation/scenario.hpp"

namespace belfry::simulation {

/// What the control plane does to a station or a site.
enum class EffectKind : std::uint8_t {
    lose,       ///< One server stops at once; `value` in (0, 1) says which, `token` names the loss.
    gain,       ///< The server lost as `token` is back.
    add,        ///< A server more.
    drain,      ///< The next server to become free leaves.
    freeze,     ///< All servers stop; work stands still. Freezes nest.
    thaw,       ///< Ends one freeze.
    fallback,   ///< Work goes by the fall-back, for `value` voters (never: without limit); with
                ///< `extra` each takes an emergency ballot of the site's pile instead.
    normal,     ///< Work goes the usual way again.
    factor,     ///< Service takes `value` times as long.
    reject,     ///< A share `value` of the voters take `extra` minutes more.
    ballots,    ///< The site has `value` ballots.
    emergency,  ///< The site has `value` emergency ballots more: one pile for marking by the
                ///< fall-back and for the time when the others are gone.
    deliver,    ///< The site gets `value` ballots more.
    admit,      ///< Voters are admitted until the moment `value`.
    shut,       ///< The site admits nobody; those in its first line go elsewhere.
    reopen,     ///< It admits voters again.
};

/// Effects at one moment are applied in the order in which they were made; before them come the
/// voters who finish at that moment, after them those who start.
struct Effect {
    double at = 0;
    std::uint32_t site = 0;
    std::uint32_t station = 0;
    EffectKind kind = EffectKind::freeze;
    OnFailure policy = OnFailure::resume;
    std::uint32_t token = 0;
    double value = 0;
    double extra = 0;
};

/// Whether the effect concerns the site rather than one station (it is applied with station 0).
[[nodiscard]] constexpr bool is_of_site(EffectKind kind) {
    return kind >= EffectKind::ballots;
}

}  // namespace belfry::simulation
