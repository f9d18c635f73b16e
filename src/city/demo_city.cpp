#include "city/demo_city.hpp"

#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "city/basemap_store.hpp"
#include "city/demo_store.hpp"
#include "city/election_store.hpp"
#include "city/forget_redacted.hpp"
#include "city/import_store.hpp"
#include "city/mapping.hpp"
#include "city/place_store.hpp"
#include "city/read_city.hpp"
#include "program/demo_store.hpp"

namespace belfry::city {

[[nodiscard]] std::span<const EmbeddedFile> demo_files();

namespace {

constexpr auto origin = "port-ellery";

std::string text_of(std::string_view name) {
    const auto files = demo_files();
    const auto file = std::ranges::find(files, name, &EmbeddedFile::path);
    check(file != files.end(), "the fictional city lacks a file");
    return std::string(file->content);
}

CityData lists() {
    const auto tables = read_tables(
        {{"sites.csv", text_of("sites.csv")}, {"precincts.csv", text_of("precincts.csv")}}
    );
    check(tables.has_value(), "the fictional city's lists do not read");
    std::vector<ColumnMapping> mappings;
    for (const auto& table : *tables) {
        mappings.push_back(propose_mapping(table));
    }
    return read_city(*tables, mappings).city;
}

ElectionEdit election_on(const DemoElection& preset, const program::DemoFrame& frame) {
    auto edit = preset.election;
    edit.name = frame.language == "es" ? preset.name.es : preset.name.en;
    edit.date = frame.election;
    edit.early_voting.emplace();
    for (const auto& day : preset.early_voting) {
        const auto date =
            std::chrono::sys_days(frame.election) - std::chrono::days(day.days_before);
        edit.early_voting->push_back({Date(date), day.opens, day.closes});
    }
    return edit;
}

Result<void> load(
    record::Writing& writing, const record::Actor& actor, const program::DemoFrame& frame
) {
    auto& db = writing.db();
    const auto before = load_city(db);
    keep_own(db, {before, load_election(db), load_basemap(db)});
    auto demo = demo_places();
    if (auto applied = apply(writing, actor, before, std::move(demo.city), origin); !applied) {
        return applied;
    }
    const auto loaded = load_city(db);
    for (const auto& place : loaded.places) {
        program::add_demo_object(db, {"place", place.id.value}, place.revision);
    }
    if (auto opened = writing.also({actor, "election.update", {"election", 1}}); !opened) {
        return opened;
    }
    if (auto changed = change_election(writing, election_on(demo.election, frame)); !changed) {
        return std::unexpected(changed.error());
    }
    auto opened = writing.also({actor, "basemap.update", {"basemap", 1}});
    if (opened) {
        (void)save_basemap(writing, std::move(demo.map));
    }
    return opened;
}

/// Which things are the fictional city's.
struct Fiction {
    std::set<std::int64_t> places;
    std::set<std::string, std::less<>> place_keys;
    std::set<std::string, std::less<>> precincts;
};

Fiction fiction_in(store::Connection& db, const CityData& present) {
    Fiction out;
    const auto objects = program::demo_objects(db);
    for (const auto& place : present.places) {
        if (objects.contains({"place", place.id.value})) {
            out.places.insert(place.id.value);
            out.place_keys.insert(place.key);
        }
    }
    const auto lists_of_it = lists();
    for (const auto& precinct : lists_of_it.precincts) {
        out.precincts.insert(precinct.key);
    }
    return out;
}

void leave_out(CityData& data, const Fiction& fiction) {
    std::erase_if(data.places, [&](const PollingPlace& place) {
        return fiction.places.contains(place.id.value);
    });
    std::erase_if(data.precincts, [&](const Precinct& precinct) {
        return fiction.precincts.contains(precinct.key);
    });
    for (auto& precinct : data.precincts) {
        if (fiction.place_keys.contains(precinct.place)) {
            precinct.place.clear();
        }
    }
}

/// The city's own lists, and what people added since.
CityData own_with(CityData own, CityData added) {
    for (auto& place : added.places) {
        const auto same = std::ranges::find(own.places, place.key, &PollingPlace::key);
        if (same == own.places.end()) {
            own.places.push_back(std::move(place));
            continue;
        }
        const auto key = "own-" + std::to_string(place.id.value);
        for (auto& precinct : added.precincts) {
            precinct.place = precinct.place == place.key ? key : precinct.place;
        }
        place.key = key;
        own.places.push_back(std::move(place));
    }
    for (auto& precinct : added.precincts) {
        if (std::ranges::find(own.precincts, precinct.key, &Precinct::key) == own.precincts.end()) {
            own.precincts.push_back(std::move(precinct));
        }
    }
    return own;
}

/// Undoing an import must not bring the fictional city back.
void forget_in_imports(store::Connection& db, const Fiction& fiction) {
    for (const auto& import : list_imports(db)) {
        if (auto before = city_before(db, import.id)) {
            leave_out(*before, fiction);
            keep_city_before(db, import.id, *before);
        }
    }
}

Result<void> remove(record::Writing& writing, const record::Actor& actor) {
    auto& db = writing.db();
    forget_redacted(db);
    auto own = kept_own(db);
    if (!own) {
        return {};
    }
    const auto present = load_city(db);
    const auto fiction = fiction_in(db, present);
    auto added = present;
    leave_out(added, fiction);
    auto after = own_with(std::move(own->city), std::move(added));
    if (auto applied = apply(writing, actor, present, std::move(after), origin); !applied) {
        return applied;
    }
    forget_in_imports(db, fiction);
    if (auto opened = writing.also({actor, "election.update", {"election", 1}}); !opened) {
        return opened;
    }
    own->election.revision = writing.revision();
    keep_election(writing, std::move(own->election));
    auto opened = writing.also({actor, "basemap.restore", {"basemap", 1}});
    if (opened) {
        (void)save_basemap(writing, std::move(own->map));
        forget_own(db);
    }
    return opened;
}

}  // namespace

DemoPlaces demo_places() {
    DemoPlaces out;
    out.city = lists();
    auto map = read_basemap({"precincts.geojson", text_of("precincts.geojson")});
    check(map.has_value(), "the fictional city's map does not read");
    out.map = std::move(*map);
    auto election = json::parse_as<DemoElection>(text_of("election.json"));
    check(election.has_value(), "the fictional city's election does not read");
    out.election = std::move(*election);
    return out;
}

program::DemoPart demo_part() {
    return {load, remove};
}

}  // namespace belfry::city
