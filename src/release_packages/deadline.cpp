#include "release_packages/deadline.hpp"

#include <algorithm>
#include <array>

namespace belfry::release_packages {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

bool is_weekend(Date day) {
    const weekday of(sys_days{day});
    return of == std::chrono::Saturday || of == std::chrono::Sunday;
}

/// Why a weekday is no business day; empty when it is one.
std::string reason(Date day, const Closures& closures) {
    for (const auto& holiday : holidays_in(closures.holidays, day.year())) {
        if (holiday.day == day) {
            return holiday.name;
        }
    }
    return std::ranges::find(closures.closed, day) != closures.closed.end() ? "city" : "";
}

}  // namespace

Deadline deadline(
    Date received, std::int64_t days_given, DayCount counted, const Closures& closures
) {
    Deadline out{received, {}};
    auto left = counted == DayCount::business ? days_given : 0;
    if (counted == DayCount::calendar) {
        out.due = sys_days{received} + days(days_given);
    }
    const auto open = [&] {
        if (is_weekend(out.due)) {
            return false;
        }
        const auto why = reason(out.due, closures);
        if (!why.empty()) {
            out.skipped.push_back({out.due, why});
        }
        return why.empty();
    };
    if (counted == DayCount::calendar) {
        while (!open()) {
            out.due = sys_days{out.due} + days(1);
        }
        return out;
    }
    while (left > 0) {
        out.due = sys_days{out.due} + days(1);
        left -= open() ? 1 : 0;
    }
    return out;
}

std::span<const DeadlineRule> deadline_rules() {
    static const auto rules = std::to_array<DeadlineRule>({
        {"US", "5 U.S.C. 552(a)(6)(A)(i)", 20, DayCount::business},
        {"US-CA", "Cal. Gov. Code 7922.535(a)", 10, DayCount::calendar},
        {"US-GA", "O.C.G.A. 50-18-71(b)(1)(A)", 3, DayCount::business},
        {"US-IL", "5 ILCS 140/3(d)", 5, DayCount::business},
        {"US-MN", "Minn. Stat. 13.04, subd. 3", 10, DayCount::business},
        {"US-NY", "N.Y. Pub. Off. Law 89(3)(a)", 5, DayCount::business},
        {"US-PA", "65 P.S. 67.901", 5, DayCount::business},
        {"US-TX", "Tex. Gov't Code 552.221(d)", 10, DayCount::business},
        {"US-WA", "RCW 42.56.520(1)", 5, DayCount::business},
    });
    return rules;
}

}  // namespace belfry::release_packages
