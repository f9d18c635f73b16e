#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "base/instant.hpp"

namespace belfry::jobs {

/// The city's own time. Given by the composition root, as the city may change its zone.
struct LocalTime {
    std::function<Date(Instant)> day;
    std::function<Instant(Date, std::chrono::minutes)> moment;
};

/// When a kind of job is due again.
struct Rhythm {
    std::optional<std::chrono::weekday> on = {};     ///< Absent: every day.
    std::chrono::minutes at{0};                      ///< On the city's clock, since midnight.
    std::optional<std::chrono::minutes> every = {};  ///< Instead of a time of day.
};

/// The newest moment, not after `now`, at which the rhythm falls due.
[[nodiscard]] Instant latest_slot(const Rhythm& rhythm, const LocalTime& local, Instant now);

/// Work that comes back by itself.
struct Recurring {
    std::string kind;
    Rhythm rhythm;
    /// A slot missed by more than this (the server was off) is skipped.
    std::chrono::minutes grace{24 * 60};
    /// Whether there is anything to do; absent: always. Keeps idle hours out of the record.
    std::function<bool()> worth_it = {};
    /// Asked each time instead of `rhythm`, where people may change it.
    std::function<Rhythm()> rhythm_now = {};
};

}  // namespace belfry::jobs
