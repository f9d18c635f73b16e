#include "release_packages/holiday_store.hpp"

#include "json/json.hpp"

namespace belfry::release_packages {

HolidayList find_holidays(store::Connection& db) {
    const auto chosen = db.query_one(
        "SELECT place, source, rules, revision FROM holiday_list WHERE id = 1",
        [](const store::Row& row) {
            return HolidayList{
                row.get<std::string>(0),
                row.get<std::string>(1),
                json::parse_as<std::vector<HolidayRule>>(row.text(2)).value(),
                row.integer(3)
            };
        }
    );
    return chosen ? *chosen : federal_holidays();
}

void save_holidays(store::Connection& db, const HolidayList& list) {
    db.execute(
        "INSERT INTO holiday_list (id, place, source, rules, revision) VALUES (1, $1, $2, $3, $4)"
        " ON CONFLICT (id) DO UPDATE SET place = excluded.place, source = excluded.source,"
        " rules = excluded.rules, revision = excluded.revision",
        list.place,
        list.source,
        json::canonical(json::write(list.rules)),
        list.revision
    );
}

}  // namespace belfry::release_packages
