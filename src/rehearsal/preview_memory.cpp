#include "rehearsal/preview_memory.hpp"

namespace belfry::rehearsal {

namespace {

/// About a kilobyte each; the largest city has some 12,000.
constexpr std::size_t most_known = 20'000;

}  // namespace

simulation::Preview PreviewMemory::of(
    const std::string& site, std::uint32_t station, const simulation::PreviewStation& asked
) {
    const std::pair key(site, station);
    {
        const std::scoped_lock lock(mutex_);
        const auto found = known_.find(key);
        if (found != known_.end() && found->second.asked == asked) {
            return found->second.seen;
        }
    }
    auto seen = simulation::preview(asked);
    const std::scoped_lock lock(mutex_);
    ++worked_out_;
    // Of a city that is no longer there.
    if (known_.size() >= most_known && !known_.contains(key)) {
        known_.clear();
    }
    known_.insert_or_assign(key, Known{asked, seen});
    return seen;
}

std::uint64_t PreviewMemory::worked_out() const {
    const std::scoped_lock lock(mutex_);
    return worked_out_;
}

}  // namespace belfry::rehearsal
