#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace belfry {

/// A moment in UTC. Local time exists only at the edges, together with a city's time zone.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A calendar day without a time zone, as a due date is.
using Date = std::chrono::year_month_day;

/// Where "now" comes from. Production reads the system clock; tests and exercises set their own.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    Clock(Clock&&) = delete;
    Clock& operator=(Clock&&) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual Instant now() const = 0;

    /// For intervals and rate limits: never steps back when the wall clock is set.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point monotonic() const = 0;
};

/// The machine's own clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override;
};

/// A clock that stands where it is put; for tests and exercises.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant start) : now_(start) {}

    [[nodiscard]] Instant now() const override { return now_; }

    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override {
        return std::chrono::steady_clock::time_point(now_.time_since_epoch());
    }

    void set(Instant now) { now_ = now; }

    void advance(std::chrono::milliseconds by) { now_ += by; }

private:
    Instant now_;
};

/// `2026-11-03T12:00:00.000Z`: always UTC, always milliseconds, so that text order is time order.
[[nodiscard]] std::string to_iso(Instant when);

/// `2026-11-03`.
[[nodiscard]] std::string to_iso(Date day);

/// Reads RFC 3339 with any offset; empty when `text` is not a moment.
[[nodiscard]] std::optional<Instant> instant_from_iso(std::string_view text);

/// Reads `YYYY-MM-DD`; empty when `text` is not a day of the calendar.
[[nodiscard]] std::optional<Date> date_from_iso(std::string_view text);

}  // namespace belfry
