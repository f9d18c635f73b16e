#pragma once

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "accounts/account.hpp"
#include "accounts/person_ref.hpp"
#include "accounts/screen_state.hpp"
#include "accounts/services.hpp"
#include "crypto/hash.hpp"

/// Screens on a wall: a device that shows one set of pages, reads nothing else and changes nothing.
/// It is nobody's session: it goes on when people come and go, until it is removed or its last day
/// is over.
namespace belfry::accounts {

inline constexpr std::size_t most_screens = 50;
inline constexpr std::chrono::days longest_screen{400};
inline constexpr std::chrono::minutes pairing_life{15};

struct WallScreen {
    Id<WallScreen> id;
    std::string name;  ///< Where it hangs.
    ScreenPages pages = ScreenPages::steps;
    std::string language;
    std::optional<PersonRef> made_by;
    Date expires_on;  ///< The last day it works, by UTC.
    std::optional<Instant> paired_at;
    std::optional<Instant> last_seen_at;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    WallScreen,
    (),
    (id, name, pages, language, made_by, expires_on, paired_at, last_seen_at, revision)
)

struct NewScreen {
    std::string name;
    ScreenPages pages = ScreenPages::steps;
    std::string language;
    Date expires_on;
};
BOOST_DESCRIBE_STRUCT(NewScreen, (), (name, pages, language, expires_on))

/// The link that a device opens to become the screen: works once, for a quarter of an hour.
struct ScreenLink {
    Id<WallScreen> id;
    std::string link;
    std::string qr_svg;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(ScreenLink, (), (id, link, qr_svg, expires_at))

struct SeenScreen {
    Id<WallScreen> id;
    std::optional<record::Revision> revision = {};
};

/// By name.
[[nodiscard]] std::vector<WallScreen> list_screens(Services& services);

/// Refuses a bad name, a last day that is past or more than 400 days off, and more than 50 screens.
[[nodiscard]] Result<ScreenLink> make_screen(
    Services& services, const Acting& by, const NewScreen& wish, const std::string& base
);

/// A new link in the place of the old one; the device that shows the screen now stops.
[[nodiscard]] Result<ScreenLink> pair_anew(
    Services& services, const Acting& by, const SeenScreen& screen, const std::string& base
);

[[nodiscard]] Result<void> remove_screen(
    Services& services, const Acting& by, const SeenScreen& screen
);

/// Uses the link up; gives the device's secret, for its cookie. Refuses `link_dead`.
[[nodiscard]] Result<std::string> pair(
    Services& services, const std::string& secret, const std::string& address
);

/// The screen with this secret, while it works. Notes now and then that it was seen.
[[nodiscard]] std::optional<WallScreen> screen_of(Services& services, std::string_view secret);

/// Screens ask under numbers below 0: they are nobody's account.
[[nodiscard]] constexpr std::int64_t caller_of_screen(Id<WallScreen> id) {
    return -id.value;
}

/// What the screen that asks under this number is told; empty when it is none.
[[nodiscard]] std::optional<ScreenState> screen_shown(Services& services, std::int64_t caller);

/// Whether the screen with this number is still there and paired.
[[nodiscard]] bool screen_holds(store::Connection& db, Id<WallScreen> id, Instant now);

}  // namespace belfry::accounts
