#include "public_records/retention.hpp"

#include <algorithm>

#include "program/limits.hpp"

namespace belfry::public_records {

namespace {

/// A hundred years.
std::int64_t most_of(RetentionUnit unit) {
    return unit == RetentionUnit::days ? 36'500 : unit == RetentionUnit::months ? 1'200 : 100;
}

}  // namespace

Result<RetentionSeries> changed(RetentionSeries series, const RetentionSeriesWish& wish) {
    const bool forever = wish.disposition == Disposition::permanent;
    series.name = wish.name;
    series.starts_with = wish.starts_with;
    series.period = forever ? 0 : wish.period.value_or(0);
    series.unit = wish.unit;
    series.disposition = wish.disposition;
    series.citation = wish.citation;
    series.source = wish.source.value_or("");
    series.redaction_allowed = wish.redaction_allowed.value_or(false);

    program::Checked fields;
    fields.line("name", series.name, program::most_title)
        .line("citation", series.citation, program::most_title)
        .optional_line("source", series.source, program::most_reason);
    if (!forever && (series.period < 1 || series.period > most_of(series.unit))) {
        fields.problem(
            "period", "period_out_of_range", "Give a whole number, and at most a hundred years."
        );
    }
    if (auto refused = fields.result(); !refused) {
        return std::unexpected(refused.error());
    }
    return series;
}

std::optional<Date> start_of(
    const RetentionSeries& series, const std::optional<Date>& own, const RetentionFacts& facts
) {
    if (own) {
        return own;
    }
    switch (series.starts_with) {
        case RetentionStart::creation:
            return facts.made_on;
        case RetentionStart::closing:
            return facts.closed_on;
        case RetentionStart::election: {
            const auto next = std::ranges::lower_bound(facts.elections, facts.made_on);
            return next != facts.elections.end() ? std::optional(*next) : std::nullopt;
        }
    }
    return {};
}

std::optional<Date> kept_until(const RetentionSeries& series, Date start) {
    using namespace std::chrono;
    if (series.disposition == Disposition::permanent) {
        return {};
    }
    if (series.unit == RetentionUnit::days) {
        return Date(sys_days(start) + days(series.period));
    }
    const auto count = series.unit == RetentionUnit::years ? 12 * series.period : series.period;
    const auto end = start + months(count);
    return end.ok() ? end : Date(end.year() / end.month() / last);
}

}  // namespace belfry::public_records
