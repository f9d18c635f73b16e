#include "city/forget_redacted.hpp"

#include <map>
#include <set>
#include <string>

#include "city/demo_store.hpp"
#include "city/import_store.hpp"
#include "city/place_store.hpp"

namespace belfry::city {

namespace {

using Fields = std::set<std::string, std::less<>>;

/// A place has to be called something.
constexpr auto bar = "█████";

/// By the number of the place.
std::map<std::int64_t, Fields> redacted_fields(store::Connection& db) {
    std::map<std::int64_t, Fields> out;
    db.query(
        "SELECT DISTINCT e.object_id, d.field FROM record_entry e JOIN record_disclosure d"
        " ON d.seq = e.seq WHERE e.object_kind = 'place' AND d.disclosure IS NULL",
        [&](const store::Row& row) {
            out[row.integer(0)].insert(row.get<std::string>(1));
            return 0;
        }
    );
    return out;
}

/// `now`: a blank place where it is gone.
void leave_out(PollingPlace& place, const PollingPlace& now, const Fields& fields) {
    boost::mp11::mp_for_each<json::detail::MembersOf<PollingPlace>>([&](auto member) {
        const std::string_view name = member.name;
        // Its number is what precincts call it by.
        if (name != "id" && name != "key" && name != "revision" && fields.contains(name)) {
            place.*member.pointer = now.*member.pointer;
        }
    });
    if (place.name.empty() && fields.contains("name")) {
        place.name = bar;
    }
    if (place.address.empty() && fields.contains("address")) {
        place.address = bar;
    }
}

/// What is to be left out, and the places as they are.
struct Redacted {
    std::map<std::int64_t, Fields> fields;
    std::map<std::int64_t, PollingPlace> now;

    /// Whether the city said any of it.
    [[nodiscard]] bool left_out(CityData& city) const {
        bool any = false;
        for (auto& place : city.places) {
            const auto gone = fields.find(place.id.value);
            if (gone == fields.end()) {
                continue;
            }
            const auto there = now.find(place.id.value);
            auto after = place;
            leave_out(after, there == now.end() ? PollingPlace() : there->second, gone->second);
            any = any || after != place;
            place = std::move(after);
        }
        return any;
    }
};

}  // namespace

void forget_redacted(store::Connection& db) {
    Redacted redacted{redacted_fields(db), {}};
    if (redacted.fields.empty()) {
        return;
    }
    auto present = load_city(db);
    for (auto& place : present.places) {
        const auto id = place.id.value;
        redacted.now.emplace(id, std::move(place));
    }
    for (const auto& import : list_imports(db)) {
        auto before = city_before(db, import.id);
        if (before && redacted.left_out(*before)) {
            keep_city_before(db, import.id, *before);
        }
    }
    if (auto own = kept_own(db); own && redacted.left_out(own->city)) {
        keep_own(db, *own);
    }
}

}  // namespace belfry::city
