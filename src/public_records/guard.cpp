#include "public_records/guard.hpp"

#include <algorithm>
#include <array>

#include "program/city_store.hpp"
#include "program/local_time.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/redaction_act.hpp"
#include "public_records/retention_view.hpp"

namespace belfry::public_records {

namespace {

/// What lets somebody or some program in can always be taken away: a hold keeps records, and must
/// not keep a thief's screen signed in. The record says what it was.
bool is_way_in(std::string_view kind) {
    constexpr std::array kinds{"passkey", "screen", "session", "token", "witness"};
    return std::ranges::find(kinds, kind) != kinds.end();
}

}  // namespace

std::optional<Refusal> forbidden(
    store::Connection& db, const Shelves& shelves, const record::Deed& deed, Instant now
) {
    const bool deletes = deed.action.ends_with(".delete") || deed.action.ends_with(".remove");
    if (!deletes || deed.action.ends_with(redaction_delete)) {
        return {};  // a redaction has been held to the same rules
    }
    if (is_way_in(deed.object.kind)) {
        return {};
    }
    const auto today = program::local_day(program::find_city(db).time_zone, now);
    if (!holds_on(db, shelves, deed.object, today).empty()) {
        return held();
    }
    const auto* shelf = shelves.find(deed.object.kind);
    const bool record_keeps_it =
        shelf == nullptr || (shelf->bytes.table.empty() && !shelf->recorded_by_sums);
    if (record_keeps_it) {
        return {};
    }
    const auto retention = retention_of(db, shelves, deed.object);
    return retention && retention->runs(today) ? std::optional(retention_runs()) : std::nullopt;
}

}  // namespace belfry::public_records
