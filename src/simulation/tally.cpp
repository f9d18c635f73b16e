#include "simulation/tally.hpp"

#include <algorithm>

namespace belfry::simulation {

namespace {

/// The first slot that starts at or after `moment`.
std::uint32_t slot_from(const Model& model, double moment) {
    const double place = (moment - model.first_opening) / model.slot_minutes;
    if (place <= 0) {
        return 0;
    }
    const auto whole = static_cast<std::uint32_t>(std::min(place, double(model.slots)));
    return std::min(model.slots, whole + (double(whole) < place ? 1U : 0U));
}

}  // namespace

double WaitCells::upper(std::size_t cell) {
    if (cell < 240) {
        return static_cast<double>(cell + 1) / 4;
    }
    if (cell < 420) {
        return 60 + static_cast<double>(cell - 239);
    }
    return 240 + 5 * static_cast<double>(cell - 419);
}

void SiteTally::reset(const Model& model, std::size_t station_count) {
    *this = SiteTally{
        .cells = std::move(cells),
        .line_change = std::move(line_change),
        .slot_voters = std::move(slot_voters),
        .slot_wait = std::move(slot_wait),
        .stations = std::move(stations)
    };
    cells.assign(WaitCells::count, 0);
    line_change.assign(model.slots + 1, 0);
    slot_voters.assign(model.slots, 0);
    slot_wait.assign(model.slots, 0);
    stations.assign(station_count, {});
}

void SiteTally::in_line(const Model& model, double from, double until) {
    const auto first = slot_from(model, from);
    const auto last = slot_from(model, until);
    ++line_change[first];
    --line_change[last];
}

void SiteTally::add_wait(std::size_t slot, double minutes) {
    ++waited;
    wait += minutes;
    longest = std::max(longest, minutes);
    ++cells.data()[WaitCells::of(minutes)];
    ++slot_voters.data()[slot];
    slot_wait.data()[slot] += minutes;
}

}  // namespace belfry::simulation
