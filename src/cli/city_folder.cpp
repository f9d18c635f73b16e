#include "cli/city_folder.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "city/mapping.hpp"
#include "cli/columns.hpp"
#include "cli/file_source.hpp"
#include "text/catalog.hpp"
#include "text/fold.hpp"

namespace belfry::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view election_file = "election.json";
constexpr std::string_view mapping_file = "mapping.json";

bool is_list(const fs::path& file) {
    constexpr std::array<std::string_view, 8> endings{
        ".csv", ".tsv", ".txt", ".xlsx", ".geojson", ".json", ".xml", ".zip"
    };
    const auto ending = text::fold(file.extension().string());
    return std::ranges::find(endings, ending) != endings.end();
}

std::vector<fs::path> lists_in(const fs::path& folder) {
    std::vector<fs::path> files;
    if (fs::exists(folder / "sites.csv")) {
        files.push_back(folder / "sites.csv");
        if (fs::exists(folder / "precincts.csv")) {
            files.push_back(folder / "precincts.csv");
        }
        return files;
    }
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file() && is_list(entry.path()) &&
            entry.path().filename() != election_file && entry.path().filename() != mapping_file) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

Result<city::Election> election_in(const fs::path& folder) {
    const auto file = folder / election_file;
    if (!fs::exists(file)) {
        return city::usual_election();
    }
    auto edit = read_election_edit(file);
    return edit ? city::edited(city::usual_election(), *edit) : std::unexpected(edit.error());
}

/// What the folder's own mapping and `choices` say of the columns, else what these seem to mean.
Result<std::vector<city::TableToMap>> mapped(
    const std::vector<city::RawTable>& tables, const fs::path& folder, city::Choices choices
) {
    const auto own = folder / mapping_file;
    if (choices.tables.empty() && fs::exists(own)) {
        auto saved = choices_of({{}, {}, own.string(), {}});
        if (!saved) {
            return std::unexpected(saved.error());
        }
        choices.tables = std::move(saved->tables);
    }
    std::vector<city::TableToMap> out;
    for (const auto& table : tables) {
        out.push_back({table.file, table.name, city::propose_mapping(table)});
    }
    auto chosen = city::choose(out, choices);
    if (!chosen) {
        return std::unexpected(chosen.error());
    }
    for (std::size_t at = 0; at < out.size(); ++at) {
        out[at].columns = std::move((*chosen)[at]);
    }
    return out;
}

/// Of each table.
std::vector<std::vector<std::string>> first_rows(const std::vector<city::RawTable>& tables) {
    std::vector<std::vector<std::string>> out;
    for (const auto& table : tables) {
        out.push_back(table.rows.empty() ? std::vector<std::string>() : table.rows.front().cells);
    }
    return out;
}

std::string left_out_in_words(const std::vector<city::LeftOut>& places) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> reasons{{
        {"early_vote", "for early voting"},
        {"no_place_yet", "standing for a place that is not known yet"},
        {"no_voters", "where no voters are expected"},
    }};
    std::string out;
    for (const auto& [reason, words] : reasons) {
        const auto count = std::ranges::count(places, reason, &city::LeftOut::reason);
        if (count > 0) {
            out += fmt::format("Places that take no part in the day, {}: {}.\n", words, count);
        }
    }
    return out;
}

}  // namespace

std::string zone_in_words(const std::string& zone, const std::optional<program::ZoneRule>& rule) {
    const auto why = rule ? std::string(json::name_of(*rule)) : std::string("unknown");
    const auto words = text::Catalog::embedded().say("en", "zone_rule." + why);
    return zone.empty() ? words : zone + " (" + words + ")";
}

Result<city::ElectionEdit> read_election_edit(const fs::path& file) {
    const auto text = bytes_of_file(file);
    if (!text) {
        return std::unexpected(text.error());
    }
    auto edit = json::parse_as<city::ElectionEdit>(*text);
    if (!edit) {
        edit.error().summary = file.string() + ": " + edit.error().summary;
    }
    return edit;
}

Result<CityFolder> read_city_folder(const fs::path& folder, const city::Choices& choices) {
    std::vector<city::SourceFile> files;
    for (const auto& path : lists_in(folder)) {
        auto bytes = bytes_of_file(path);
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        files.push_back({path.filename().string(), std::move(*bytes)});
    }
    const auto tables = city::read_tables(std::move(files));
    if (!tables) {
        return std::unexpected(tables.error());
    }
    auto known = mapped(*tables, folder, choices);
    if (!known) {
        return std::unexpected(known.error());
    }
    std::vector<city::ColumnMapping> mappings;
    for (const auto& table : *known) {
        mappings.push_back(table.columns);
    }
    const auto read = city::read_city(*tables, mappings);
    auto name = fs::weakly_canonical(folder).filename().string();
    const auto election = election_in(folder);
    if (!election) {
        return std::unexpected(election.error());
    }
    const auto day = city::with_zone(*election, read.city);
    auto model = city::day_model(read.city, day, name.empty() ? "city" : name);
    if (!model) {
        return std::unexpected(with_advice(model.error(), *known, first_rows(*tables)));
    }
    CityFolder out;
    out.tables = std::move(*known);
    for (const auto& table : read.tables) {
        out.rows.rows += table.rows;
        out.rows.read += table.read;
        out.rows.repaired += table.repaired;
        out.rows.set_aside += table.set_aside;
    }
    out.model = std::move(*model);
    out.time_zone = day.time_zone;
    out.time_zone_rule = day.time_zone_rule;
    return out;
}

std::string in_words(const CityFolder& folder) {
    const auto& model = folder.model;
    auto out = fmt::format(
        "{} rows: {} read as they stand, {} repaired, {} set aside. {} places on Election Day.\n",
        folder.rows.rows,
        folder.rows.read,
        folder.rows.repaired,
        folder.rows.set_aside,
        model.city.sites.size()
    );
    if (model.precincts_without_place > 0) {
        const bool anywhere =
            std::ranges::all_of(model.city.sites, [](const simulation::Site& site) {
                return site.vote_center.value_or(false);
            });
        out += fmt::format(
            "Precincts {}: {}, with {} registered voters.\n",
            anywhere ? "of no place, which vote at any vote center" : "without a polling place",
            model.precincts_without_place,
            model.voters_without_place
        );
    }
    out += left_out_in_words(model.left_out);
    out += "Hours are those of " + zone_in_words(folder.time_zone, folder.time_zone_rule) + ".\n";
    if (!model.rules.empty()) {
        out += "What the lists do not say was estimated:\n";
    }
    const auto& catalog = text::Catalog::embedded();
    for (const auto& use : model.rules) {
        out += fmt::format(
            "  {} ({} places): {}\n",
            catalog.say("en", "place.field." + use.field),
            use.places,
            catalog.say("en", "estimate." + use.rule)
        );
    }
    return out;
}

json::Object as_json(const CityFolder& folder) {
    return {
        {"rows", json::write(folder.rows)},
        {"rules", json::write(folder.model.rules)},
        {"left_out", json::write(folder.model.left_out)},
        {"time_zone", folder.time_zone},
        {"time_zone_rule", json::write(folder.time_zone_rule)},
        {"precincts_without_place", folder.model.precincts_without_place},
        {"voters_without_place", folder.model.voters_without_place},
    };
}

}  // namespace belfry::cli
