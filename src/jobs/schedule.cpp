#include "jobs/schedule.hpp"

namespace belfry::jobs {

namespace {

Date days_before(Date day, int count) {
    return Date(std::chrono::sys_days(day) - std::chrono::days(count));
}

bool falls_on(const Rhythm& rhythm, Date day) {
    return !rhythm.on || std::chrono::weekday(std::chrono::sys_days(day)) == *rhythm.on;
}

}  // namespace

Instant latest_slot(const Rhythm& rhythm, const LocalTime& local, Instant now) {
    if (rhythm.every) {
        const auto step = std::chrono::duration_cast<std::chrono::milliseconds>(*rhythm.every);
        return now - now.time_since_epoch() % step;
    }
    // At most a week and the day that clocks or zones may shift.
    Date day = local.day(now);
    for (int back = 0; back <= 8; ++back) {
        const Date candidate = days_before(day, back);
        if (falls_on(rhythm, candidate) && local.moment(candidate, rhythm.at) <= now) {
            return local.moment(candidate, rhythm.at);
        }
    }
    return local.moment(days_before(day, 8), rhythm.at);
}

}  // namespace belfry::jobs
