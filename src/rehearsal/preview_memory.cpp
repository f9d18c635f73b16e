#include "rehearsal/preview_memory.hpp"

#include <algorithm>
#include <thread>

namespace belfry::rehearsal {

namespace {

/// About a kilobyte each; the largest city has some 12,000.
constexpr std::size_t most_known = 20'000;

}  // namespace

std::vector<std::size_t> PreviewMemory::recall(
    const std::vector<AskedStation>& stations, std::vector<simulation::Preview>& seen
) const {
    std::vector<std::size_t> others;
    const std::scoped_lock lock(mutex_);
    for (std::size_t k = 0; k < stations.size(); ++k) {
        const auto found = known_.find({stations[k].site, stations[k].station});
        if (found != known_.end() && found->second.asked == stations[k].asked) {
            seen[k] = found->second.seen;
        } else {
            others.push_back(k);
        }
    }
    return others;
}

void PreviewMemory::keep(const AskedStation& station, const simulation::Preview& seen) {
    ++worked_out_;
    const std::pair key(station.site, station.station);
    // Of a city that is no longer there.
    if (known_.size() >= most_known && !known_.contains(key)) {
        known_.clear();
    }
    known_.insert_or_assign(key, Known{station.asked, seen});
}

std::vector<simulation::Preview> PreviewMemory::of(const std::vector<AskedStation>& stations) {
    std::vector<simulation::Preview> seen(stations.size());
    const auto others = recall(stations, seen);
    std::vector<simulation::PreviewStation> asked;
    for (const auto k : others) {
        asked.push_back(stations[k].asked);
    }
    auto found =
        simulation::previews(asked, std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    const std::scoped_lock lock(mutex_);
    for (std::size_t k = 0; k < others.size(); ++k) {
        keep(stations[others[k]], found[k]);
        seen[others[k]] = std::move(found[k]);
    }
    return seen;
}

std::uint64_t PreviewMemory::worked_out() const {
    const std::scoped_lock lock(mutex_);
    return worked_out_;
}

}  // namespace belfry::rehearsal
