#include "public_records/services.hpp"

#include "program/city_store.hpp"
#include "program/local_time.hpp"
#include "program/step.hpp"
#include "record/ledger.hpp"

namespace belfry::public_records {

Date today_in_city(const program::Services& services, store::Connection& db) {
    return program::local_day(program::find_city(db).time_zone, services.clock.now());
}

bool is_object(store::Connection& db, const record::Object& object) {
    return record::current_revision(db, object) > 0 ||
           (object.kind == "step" && object.id >= 1 && object.id <= program::step_count);
}

}  // namespace belfry::public_records
