#include "program/city.hpp"

#include "program/limits.hpp"
#include "program/local_time.hpp"

namespace belfry::program {

Result<void> check_city_edit(const CityEdit& edit) {
    Checked fields;
    fields.text("name", edit.name, most_title).text("state", edit.state, most_title);
    if (edit.time_zone && !known_zone(*edit.time_zone)) {
        fields.problem("time_zone", "unknown_time_zone", "Use a name such as America/New_York.");
    }
    return fields.result();
}

}  // namespace belfry::program
