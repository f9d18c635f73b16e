#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "rehearsal/day.hpp"

namespace belfry::rehearsal {

/// The city's day as it was read last. It is read again only when something was written since that
/// may have changed it: a slider asks many times a second, and so does who watches a run.
class KnownDay {
public:
    /// As `load_day` gives it. Never null. For any thread.
    [[nodiscard]] std::shared_ptr<const Result<Day>> as_of(store::Connection& db);

private:
    std::mutex mutex_;
    std::uint64_t size_ = 0;  ///< Of the record when the day was read.
    std::shared_ptr<const Result<Day>> day_;
};

}  // namespace belfry::rehearsal
