#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "simulation/preview.hpp"

namespace belfry::rehearsal {

/// A station of a place, and what is asked of it.
struct AskedStation {
    std::string site;
    std::uint32_t station = 0;
    simulation::PreviewStation asked;
};

/// What stations came to when they were asked last: a slider of one place changes that place alone,
/// and all others need no second calculation. The same question has the same answer, to the bit.
class PreviewMemory {
public:
    /// As `simulation::preview` gives them, in the order of the questions. For any thread.
    [[nodiscard]] std::vector<simulation::Preview> of(const std::vector<AskedStation>& stations);

    /// How often one had to be worked out.
    [[nodiscard]] std::uint64_t worked_out() const;

private:
    struct Known {
        simulation::PreviewStation asked;
        simulation::Preview seen;
    };

    /// Fills in those that are known; gives the numbers of the others.
    [[nodiscard]] std::vector<std::size_t> recall(
        const std::vector<AskedStation>& stations, std::vector<simulation::Preview>& seen
    ) const;
    void keep(const AskedStation& station, const simulation::Preview& seen);

    mutable std::mutex mutex_;
    std::map<std::pair<std::string, std::uint32_t>, Known> known_;
    std::uint64_t worked_out_ = 0;
};

}  // namespace belfry::rehearsal
