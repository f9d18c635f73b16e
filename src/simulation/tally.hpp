#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/model.hpp"

namespace belfry::simulation {

/// The cells in which waits are counted: (0, ¼], (¼, ½], … minutes up to an hour, whole minutes up
/// to four hours, five minutes up to a day, and one cell for all beyond. A wait of none is in the
/// first.
struct WaitCells {
    static constexpr std::size_t count = 661;

    [[nodiscard]] static std::size_t of(double minutes) {
        if (minutes <= 60) {
            return within(minutes * 4, 0);
        }
        if (minutes <= 240) {
            return within(minutes - 60, 240);
        }
        return minutes <= 1440 ? within((minutes - 240) / 5, 420) : count - 1;
    }

    /// The greatest wait that still falls into the cell.
    [[nodiscard]] static double upper(std::size_t cell);

private:
    [[nodiscard]] static std::size_t within(double place, std::size_t first) {
        const auto whole = static_cast<std::int64_t>(place);
        const bool at_end = static_cast<double>(whole) == place && whole > 0;
        return first + static_cast<std::size_t>(whole - (at_end ? 1 : 0));
    }
};

/// Waits longer than each of these are counted apart.
inline constexpr std::array<double, 4> wait_limits{15, 30, 60, 120};

struct StationTally {
    std::int64_t joined = 0;
    double wait = 0;  ///< Minutes in line and interrupted, of all who joined.
    double busy = 0;  ///< Server minutes at work.

    friend bool operator==(const StationTally&, const StationTally&) = default;
};

/// What happened at one site on one day. All minutes are whole quanta, so sums are exact.
struct SiteTally {
    std::int64_t came = 0;    ///< Wanted to vote here: joined the line, balked, or found it shut.
    std::int64_t waited = 0;  ///< Joined a line at least once.
    std::int64_t voted = 0;
    std::int64_t balked = 0;
    std::int64_t left_line = 0;
    std::int64_t unserved = 0;  ///< Still waited when nothing more could come.
    std::int64_t shut_out = 0;  ///< Found the site shut and gave up.
    std::int64_t came_back = 0;
    std::int64_t sent_away = 0;  ///< Went to another site instead.
    std::int64_t sent_here = 0;
    std::int64_t provisional = 0;
    std::int64_t emergency = 0;  ///< Marked an emergency ballot.
    std::int64_t unscanned = 0;  ///< Ballots in the drop slot.
    std::int64_t on_paper = 0;   ///< Checked in by the fall-back.
    std::int64_t rejected = 0;
    std::int64_t ballots_used = 0;
    std::int64_t line_at_close = 0;
    std::int64_t inside_at_close = 0;
    double wait = 0;
    double longest = 0;
    double last_out = 0;  ///< Moment; 0 when nobody voted.
    std::vector<std::uint32_t> cells;
    std::vector<std::int32_t>
        line_change;  ///< By slot: line at its start less that at the one before.
    std::vector<std::int32_t> slot_voters;  ///< By slot of arrival.
    std::vector<double> slot_wait;
    std::vector<StationTally> stations;

    void reset(const Model& model, std::size_t station_count);

    /// Somebody stands in a line from `from` until `until` (moments).
    void in_line(const Model& model, double from, double until);

    /// Somebody who came in the slot `slot` waited so long.
    void add_wait(std::size_t slot, double minutes);

    friend bool operator==(const SiteTally&, const SiteTally&) = default;
};

}  // namespace belfry::simulation
