#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "simulation/preview.hpp"

namespace belfry::rehearsal {

/// What stations came to when they were asked last: a slider of one place changes that place alone,
/// and all others need no second calculation. The same question has the same answer, to the bit.
class PreviewMemory {
public:
    /// As `simulation::preview` gives it. For any thread.
    [[nodiscard]] simulation::Preview of(
        const std::string& site, std::uint32_t station, const simulation::PreviewStation& asked
    );

    /// How often it had to be worked out.
    [[nodiscard]] std::uint64_t worked_out() const;

private:
    struct Known {
        simulation::PreviewStation asked;
        simulation::Preview seen;
    };

    mutable std::mutex mutex_;
    std::map<std::pair<std::string, std::uint32_t>, Known> known_;
    std::uint64_t worked_out_ = 0;
};

}  // namespace belfry::rehearsal
