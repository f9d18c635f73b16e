#include "public_records/dates.hpp"

#include "public_records/exemption_store.hpp"
#include "public_records/hold_store.hpp"
#include "public_records/services.hpp"

namespace belfry::public_records {

namespace {

using program::CalendarEvent;
using program::CalendarSource;

struct Dated {
    std::int64_t id = 0;
    std::int64_t revision = 0;
    const std::string& name;
};

void add(
    std::vector<CalendarEvent>& to,
    const program::Words& words,
    const std::optional<Date>& day,
    CalendarSource source,
    const Dated& what
) {
    if (!day) {
        return;
    }
    auto& event = to.emplace_back(program::on_day(
        *day,
        words.say("calendar." + std::string(json::name_of(source)), {{"title", what.name}}),
        program::CalendarKind::deadline,
        source
    ));
    event.id = {what.id};
    event.revision = what.revision;
    event.tlp = record::Tlp::amber;
}

std::vector<CalendarEvent> dates(store::Connection& db, const program::Words& words, Date today) {
    std::vector<CalendarEvent> out;
    for (const auto& exemption : list_exemptions(db)) {
        const Dated what{exemption.id.value, exemption.revision, exemption.name};
        add(out, words, exemption.review_on, CalendarSource::exemption_review, what);
        add(out, words, exemption.expires_on, CalendarSource::exemption_end, what);
    }
    for (const auto& hold : list_holds(db)) {
        if (state_on(hold, today) == HoldState::in_force) {
            const Dated what{hold.id.value, hold.revision, hold.matter};
            add(out, words, hold.ends_on, CalendarSource::hold_end, what);
        }
    }
    return out;
}

}  // namespace

program::CalendarPart calendar_part(const program::Services& services) {
    return {"records_read", [&services](store::Connection& db, const program::Words& words) {
                return dates(db, words, today_in_city(services, db));
            }};
}

}  // namespace belfry::public_records
