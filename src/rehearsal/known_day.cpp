#include "rehearsal/known_day.hpp"

namespace belfry::rehearsal {

namespace {

/// Whether only such entries were written since that have nothing to do with the day. What a run
/// and its job write, again and again, is about themselves.
bool is_as_it_was(store::Connection& db, std::uint64_t since) {
    return !db.value<std::int64_t>(
                  "SELECT seq FROM record_entry WHERE seq > $1"
                  " AND object_kind NOT IN ('job', 'run', 'scenario', 'plan') LIMIT 1",
                  since
    )
                .has_value();
}

}  // namespace

std::shared_ptr<const Result<Day>> KnownDay::as_of(store::Connection& db) {
    const auto size = db.value<std::uint64_t>("SELECT size FROM record_head").value_or(0);
    // One reads, the others wait for what he found.
    const std::scoped_lock lock(mutex_);
    if (day_ && size < size_) {
        // This snapshot is older than what is known.
        return std::make_shared<Result<Day>>(load_day(db));
    }
    if (!day_ || !is_as_it_was(db, size_)) {
        day_ = std::make_shared<Result<Day>>(load_day(db));
    }
    size_ = size;
    return day_;
}

}  // namespace belfry::rehearsal
