#include "public_records/guard.hpp"

#include "program/city_store.hpp"
#include "program/local_time.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/redaction_act.hpp"
#include "public_records/retention_view.hpp"

namespace belfry::public_records {

std::optional<Refusal> forbidden(
    store::Connection& db, const Shelves& shelves, const record::Deed& deed, Instant now
) {
    const bool deletes = deed.action.ends_with(".delete") || deed.action.ends_with(".remove");
    if (!deletes || deed.action.ends_with(redaction_delete)) {
        return {};  // a redaction has been held to the same rules
    }
    const auto* shelf = shelves.find(deed.object.kind);
    if (shelf == nullptr) {
        return {};
    }
    const auto today = program::local_day(program::find_city(db).time_zone, now);
    if (!holds_on(db, shelves, deed.object, today).empty()) {
        return held();
    }
    if (shelf->bytes.table.empty()) {
        return {};
    }
    const auto retention = retention_of(db, shelves, deed.object);
    return retention && retention->runs(today) ? std::optional(retention_runs()) : std::nullopt;
}

}  // namespace belfry::public_records
