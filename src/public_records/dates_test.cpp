#include "public_records/dates.hpp"

#include "public_records/test_records.hpp"

namespace belfry::public_records {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using RecordsDates = RecordsTest;

INSTANTIATE_TEST_SUITE_P(Engines, RecordsDates, store::all_engines(), store::engine_name);

TEST_P(RecordsDates, StandInTheCalendarOfThoseWhoSeePublicRecordsAndGoOutUnnamed) {
    city().post(
        chief,
        "/records/exemptions",
        R"({"name": "Plans", "statute": "X", "review_on": "2026-12-01", "expires_on": "2027-01-31"})"
    );
    const auto hold = city().post(
        chief,
        "/records/holds",
        R"({"matter": "Doe v. City", "scope": "everything", "ends_on": "2026-12-15"})"
    );
    const program::Words words(city().services().catalog, "en");
    const std::vector<program::CalendarPart> parts{calendar_part(city().services())};
    const auto seen_with = [&](std::string permission) {
        return city().services().database.read([&](store::Connection& db) {
            return program::whole_calendar(
                db, words, program::dates_of(parts, db, words, {std::move(permission)})
            );
        });
    };
    const auto titles = [](const std::vector<program::CalendarEvent>& events) {
        std::vector<std::string> out;
        for (const auto& event : events) {
            out.push_back(to_iso(event.all_day_on.value()) + " " + event.title);
        }
        return out;
    };
    EXPECT_THAT(titles(seen_with("program_see")), IsEmpty());
    const auto events = seen_with("records_read");
    EXPECT_THAT(
        titles(events),
        ElementsAre(
            "2026-12-01 Exemption to be reviewed: Plans",
            "2026-12-15 Last day of the legal hold: Doe v. City",
            "2027-01-31 Last day of the exemption: Plans"
        )
    );
    std::set<std::string> links;
    for (const auto& event : events) {
        links.insert(program::link_to_event(event));
        EXPECT_EQ(program::for_outside(event, words).title, "An entry in Belfry");
    }
    EXPECT_THAT(links, ElementsAre("/records/exemptions", "/records/holds"));
    const auto ics = program::to_ics(events, "UTC", "Belfry", city().clock().now());
    for (const auto* name : {"exemption_review-", "exemption_end-", "hold_end-"}) {
        EXPECT_TRUE(ics.contains(std::string("UID:") + name)) << ics;
    }
    const auto path = "/records/holds/" + std::to_string(hold.id());
    city().act(chief, path, "/release", R"({"reason": "Settled"})");
    EXPECT_EQ(seen_with("records_read").size(), 2U);
}

}  // namespace
}  // namespace belfry::public_records
