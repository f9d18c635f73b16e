// Foreign lists of polling places, in any format: the first byte says under which name the file
// comes. Reading never crashes; a refusal names the file; every row has one fate; no place is
// without a number, and what was read can be estimated and handed to the rehearsal engine or is
// refused.
#include <array>
#include <set>

#include "base/check.hpp"
#include "city/basemap.hpp"
#include "city/day_model.hpp"
#include "city/log_file.hpp"
#include "city/read_city.hpp"

namespace belfry {
namespace {

constexpr std::array<const char*, 6> names{
    "list.csv", "list.geojson", "feed.xml", "list.xlsx", "precinct.txt", "feed.zip"
};

void check_accounts(const std::vector<city::RawTable>& tables, const city::ReadCity& read) {
    for (std::size_t at = 0; at < tables.size(); ++at) {
        const auto& counts = read.tables[at];
        check(counts.rows == counts.read + counts.repaired + counts.set_aside, "a row is lost");
        check(
            static_cast<std::size_t>(counts.rows) ==
                tables[at].rows.size() + tables[at].before.size(),
            "a row is not accounted for"
        );
    }
    std::set<std::string> keys;
    for (const auto& place : read.city.places) {
        check(!place.key.empty() && !place.name.empty(), "a place without number or name");
        check(keys.insert(place.key).second, "two places with one number");
        check(place.lat.has_value() == place.lon.has_value(), "half a position");
    }
    for (const auto& precinct : read.city.precincts) {
        check(precinct.place.empty() || keys.contains(precinct.place), "a place that is not there");
    }
}

void read(std::string_view bytes) {
    if (bytes.empty()) {
        return;
    }
    const std::string name = names[static_cast<unsigned char>(bytes[0]) % names.size()];
    const auto tables = city::read_tables({{name, std::string(bytes.substr(1))}});
    if (!tables) {
        check(!tables.error().code.empty(), "a refusal without a code");
        return;
    }
    std::vector<city::ColumnMapping> mappings;
    for (const auto& table : *tables) {
        mappings.push_back(city::propose_mapping(table));
        check(city::check_mapping(table, mappings.back()).has_value(), "a bad proposal");
    }
    const auto got = city::read_city(*tables, mappings);
    check_accounts(*tables, got);
    const auto election = city::usual_election();
    static_cast<void>(city::day_model(got.city, election, "city"));
    for (const auto& table : *tables) {
        if (const auto map = city::make_basemap(table, {})) {
            check(!map->features.empty() && map->bbox.size() == 4, "a map of nothing");
        }
    }
    if (!tables->empty()) {
        static_cast<void>(city::fit_log(*tables, election, {}));
        static_cast<void>(city::fit_log(*tables, election, {{}, city::DateOrder::day_first}));
    }
}

}  // namespace
}  // namespace belfry

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::read({reinterpret_cast<const char*>(data), size});
    return 0;
}
