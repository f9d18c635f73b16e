#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/refusal.hpp"
#include "rehearsal/preview_memory.hpp"
#include "simulation/city.hpp"

/// A usual day without simulation: exact means, fast enough to follow a slider.
namespace belfry::rehearsal {

/// What is tried: more or fewer voters, other numbers of servers by site and station. Nothing is
/// stored.
struct PreviewWish {
    std::optional<double> factor;  ///< On the expected voters of all sites.
    std::optional<std::map<std::string, std::map<std::string, std::int64_t>>> servers;
    std::optional<double> limit_minutes;
};
BOOST_DESCRIBE_STRUCT(PreviewWish, (), (factor, servers, limit_minutes))

/// Minutes and people. `line` is at the start of each slot, at the station that holds up most.
struct PreviewSite {
    std::string site;
    std::string name;
    double voters = 0;
    double mean_wait = 0;   ///< At all stations together.
    double share_over = 0;  ///< Of voters who wait longer than the limit there.
    std::string station;    ///< The one that holds up most.
    double line_at_close = 0;
    double minutes_to_clear = 0;
    bool cut_off = false;  ///< More than the calculation holds: the line only grows.
    std::vector<double> line;
    std::string opens;
    double slot_minutes = 0;
};
BOOST_DESCRIBE_STRUCT(
    PreviewSite,
    (),
    (site,
     name,
     voters,
     mean_wait,
     share_over,
     station,
     line_at_close,
     minutes_to_clear,
     cut_off,
     line,
     opens,
     slot_minutes)
)

struct CityPreview {
    double voters = 0;
    double mean_wait = 0;         ///< Of all voters.
    double share_over = 0;        ///< Of all voters.
    std::int64_t sites_over = 0;  ///< Where the mean wait is longer than the limit.
    double limit_minutes = 0;
    std::vector<PreviewSite> sites;
};
BOOST_DESCRIBE_STRUCT(
    CityPreview, (), (voters, mean_wait, share_over, sites_over, limit_minutes, sites)
)

/// The city with what is tried. Refuses by field what it does not have. What `memory` knows is not
/// worked out again.
[[nodiscard]] Result<CityPreview> preview(
    const simulation::City& usual, const PreviewWish& wish, PreviewMemory& memory
);

}  // namespace belfry::rehearsal
