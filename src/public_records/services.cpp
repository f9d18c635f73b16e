#include "public_records/services.hpp"

#include "program/city_store.hpp"
#include "program/local_time.hpp"

namespace belfry::public_records {

Date today_in_city(const program::Services& services, store::Connection& db) {
    return program::local_day(program::find_city(db).time_zone, services.clock.now());
}

}  // namespace belfry::public_records
