#include "city/place_store.hpp"

#include <algorithm>
#include <map>

#include "city/stored_json.hpp"
#include "program/disclosure.hpp"

namespace belfry::city {

namespace {

PollingPlace read_place(const store::Row& row) {
    auto place = from_column<PollingPlace>(row.text(0));
    place.id = row.get<Id<PollingPlace>>(1);
    place.revision = row.integer(2);
    return place;
}

void save_precincts(store::Connection& db, const std::vector<Precinct>& precincts) {
    db.execute("DELETE FROM precinct");
    for (const auto& precinct : precincts) {
        db.execute(
            "INSERT INTO precinct (precinct_key, data) VALUES ($1, $2)",
            precinct.key,
            for_column(precinct)
        );
    }
}

/// Opens the entry of a place and gives it its number and revision.
Result<void> open_entry(
    record::Writing& writing, const record::Actor& actor, const char* action, PollingPlace& place
) {
    auto opened = writing.also({actor, action, {"place", place.id.value}});
    if (opened) {
        place.id = {writing.object().id};
        place.revision = writing.revision();
    }
    return opened;
}

Result<void> write_new(
    record::Writing& writing,
    const record::Actor& actor,
    PollingPlace& place,
    const std::string& origin
) {
    const bool is_back = place.id.value != 0;
    if (auto opened = open_entry(writing, actor, is_back ? "place.restore" : "place.create", place);
        !opened) {
        return opened;
    }
    writing.set("name", place.name);
    writing.set("address", place.address);
    writing.set("origin", origin);
    add_place(writing.db(), place);
    return {};
}

Result<void> write_changed(
    record::Writing& writing,
    const record::Actor& actor,
    const PollingPlace& before,
    PollingPlace& place
) {
    if (auto opened = open_entry(writing, actor, "place.update", place); !opened) {
        return opened;
    }
    disclose_place(writing, before, place);
    save_place(writing.db(), place);
    return {};
}

}  // namespace

CityData load_city(store::Connection& db) {
    return {
        db.query("SELECT data, id, revision FROM polling_place ORDER BY place_key, id", read_place),
        db.query(
            "SELECT data FROM precinct ORDER BY precinct_key",
            [](const store::Row& row) { return from_column<Precinct>(row.text(0)); }
        ),
    };
}

void disclose_place(
    record::Writing& writing, const PollingPlace& before, const PollingPlace& after
) {
    auto now = after;
    now.provenance = before.provenance;
    program::disclose_changes(writing, before, now);
}

std::optional<PollingPlace> find_place(store::Connection& db, Id<PollingPlace> id) {
    return db.query_one(
        "SELECT data, id, revision FROM polling_place WHERE id = $1", read_place, id
    );
}

void add_place(store::Connection& db, const PollingPlace& place) {
    db.execute(
        "INSERT INTO polling_place (id, place_key, data, revision) VALUES ($1, $2, $3, $4)",
        place.id,
        place.key,
        for_column(place),
        place.revision
    );
}

void save_place(store::Connection& db, const PollingPlace& place) {
    db.execute(
        "UPDATE polling_place SET place_key = $2, data = $3, revision = $4 WHERE id = $1",
        place.id,
        place.key,
        for_column(place),
        place.revision
    );
}

Result<void> assign_precincts(
    store::Connection& db, const PollingPlace& place, const std::vector<std::string>& keys
) {
    auto precincts = load_city(db).precincts;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        if (std::ranges::find(precincts, keys[at], &Precinct::key) == precincts.end()) {
            const auto field = json::Path().member("precincts").element(at).text();
            return refuse_fields({{field, "unknown_precinct", "The city has no such precinct.", {}}}
            );
        }
    }
    for (auto& precinct : precincts) {
        const bool wanted = std::ranges::find(keys, precinct.key) != keys.end();
        if (wanted != (precinct.place == place.key)) {
            precinct.place = wanted ? place.key : "";
            precinct.provenance["place"] = {Origin::changed, ""};
        }
    }
    save_precincts(db, precincts);
    return {};
}

void delete_place(store::Connection& db, const PollingPlace& place) {
    db.execute("DELETE FROM polling_place WHERE id = $1", place.id);
    auto city = load_city(db);
    bool any = false;
    for (auto& precinct : city.precincts) {
        if (precinct.place == place.key) {
            precinct.place.clear();
            any = true;
        }
    }
    if (any) {
        save_precincts(db, city.precincts);
    }
}

Result<void> apply(
    record::Writing& writing,
    const record::Actor& actor,
    const CityData& before,
    CityData after,
    const std::string& origin
) {
    std::map<std::int64_t, const PollingPlace*> gone;
    for (const auto& place : before.places) {
        gone.emplace(place.id.value, &place);
    }
    for (auto& place : after.places) {
        const auto there = gone.find(place.id.value);
        Result<void> written;
        if (there == gone.end()) {
            written = write_new(writing, actor, place, origin);
        } else {
            if (*there->second != place) {
                written = write_changed(writing, actor, *there->second, place);
            }
            gone.erase(there);
        }
        if (!written) {
            return written;
        }
    }
    for (const auto& [id, place] : gone) {
        if (auto opened = writing.also({actor, "place.delete", {"place", id}}); !opened) {
            return opened;
        }
        writing.db().execute("DELETE FROM polling_place WHERE id = $1", place->id);
    }
    if (after.precincts != before.precincts) {
        save_precincts(writing.db(), after.precincts);
    }
    return {};
}

}  // namespace belfry::city
