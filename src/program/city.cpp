#include "program/city.hpp"

#include "program/likely_zone.hpp"
#include "program/limits.hpp"
#include "program/local_time.hpp"

namespace belfry::program {

Result<void> check_city_edit(const CityEdit& edit, const City& before, Instant now) {
    Checked fields;
    fields.line("name", edit.name, most_title).line("state", edit.state, most_title);
    if (edit.time_zone && !known_zone(*edit.time_zone)) {
        fields.problem("time_zone", "unknown_time_zone", "Use a name such as America/New_York.");
        return fields.result();
    }
    if (!edit.time_zone && !before.configured && !likely_zone(edit.state)) {
        fields.problem("time_zone", "required", "Fill this in.");
        return fields.result();
    }
    const auto today = local_day(edit.time_zone.value_or(before.time_zone), now);
    if (edit.next_election && edit.next_election != before.next_election &&
        *edit.next_election < today) {
        fields.problem("next_election", "election_is_past", "Give a day to come.");
    }
    return fields.result();
}

}  // namespace belfry::program
