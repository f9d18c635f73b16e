#include "city/import_draft.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace belfry::city {

namespace {

/// The decided or remembered meanings of a table; null where there are none that fit it. What was
/// said of a sheet goes before what was said of its headings.
const std::vector<Meaning>* known_meanings(
    const std::map<std::string, std::vector<Meaning>>& by_headings, const RawTable& table
) {
    for (const auto& key : {decision_key(table), header_key(table)}) {
        if (table.hidden && key != decision_key(table)) {
            continue;  // its headings are those of last year's list, perhaps
        }
        const auto known = by_headings.find(key);
        if (known != by_headings.end() && known->second.size() == table.headers.size()) {
            return &known->second;
        }
    }
    return nullptr;
}

void set_meanings(ColumnMapping& mapping, const std::vector<Meaning>& meanings) {
    for (std::size_t column = 0; column < mapping.size(); ++column) {
        mapping[column].meaning = meanings[column];
        mapping[column].confidence = 1;
    }
}

std::vector<std::string> keys_of(const CityData& city) {
    std::vector<std::string> keys;
    for (const auto& place : city.places) {
        keys.push_back(place.key);
    }
    return keys;
}

ImportTable shown_table(const Draft& draft, std::size_t number) {
    constexpr std::size_t sample_rows = 5;
    const auto& table = draft.tables[number];
    ImportTable out;
    out.file = table.file;
    out.name = table.name;
    out.format = table.format;
    out.form = table.form;
    out.hidden = table.hidden;
    out.columns = draft.mappings[number];
    out.remembered = draft.remembered[number];
    out.understood = says_something(out.columns);
    for (std::size_t row = 0; row < std::min(table.rows.size(), sample_rows); ++row) {
        auto cells = table.rows[row].cells;
        cells.resize(table.headers.size());
        out.sample.push_back(std::move(cells));
    }
    out.rows = draft.read.tables[number];
    return out;
}

}  // namespace

std::vector<Meaning> meanings_of(const ColumnMapping& mapping) {
    std::vector<Meaning> meanings;
    for (const auto& column : mapping) {
        meanings.push_back(column.meaning);
    }
    return meanings;
}

Result<Draft> read_draft(
    std::vector<SourceFile> files,
    const ImportPlan& plan,
    const RememberedMeanings& remembered,
    const CityData& present
) {
    auto tables = read_tables(std::move(files));
    if (!tables) {
        return std::unexpected(tables.error());
    }
    Draft draft;
    draft.tables = std::move(*tables);
    for (const auto& table : draft.tables) {
        auto mapping = propose_mapping(table);
        const auto* decided = known_meanings(plan.meanings, table);
        const auto* earlier = known_meanings(remembered, table);
        if (decided != nullptr) {
            set_meanings(mapping, *decided);
        } else if (earlier != nullptr) {
            set_meanings(mapping, *earlier);
        }
        draft.remembered.push_back(decided == nullptr && earlier != nullptr);
        draft.mappings.push_back(std::move(mapping));
    }
    draft.read = read_city(draft.tables, draft.mappings, keys_of(present));
    return draft;
}

DraftAreas areas_of(const Draft& draft) {
    DraftAreas best;
    std::vector<DraftAreas> all(draft.tables.size());
    for (std::size_t table = 0; table < draft.tables.size(); ++table) {
        all[table].table = &draft.tables[table];
        all[table].precincts.resize(draft.tables[table].areas.size());
    }
    for (const auto& row : draft.read.rows) {
        // Rows of a GeoJSON are numbered from 1.
        auto& areas = all[row.table];
        const auto at = row.line - 1;
        if (!row.precinct.empty() && at < areas.precincts.size()) {
            areas.precincts[at] = row.precinct;
            areas.count += areas.table->areas[at].empty() ? 0 : 1;
        }
    }
    for (auto& areas : all) {
        if (areas.count > best.count) {
            best = std::move(areas);
        }
    }
    return best;
}

Absent decided_absent(
    const StoredImport& stored, const CityData& present, const CityData& incoming
) {
    return stored.plan.absent.value_or(usual_absent(present, incoming));
}

Import assemble(
    const StoredImport& stored,
    std::vector<ImportFile> files,
    const Draft& draft,
    const CityData& present
) {
    Import out;
    out.id = stored.id;
    out.state = stored.state;
    out.files = std::move(files);
    for (std::size_t table = 0; table < draft.tables.size(); ++table) {
        out.tables.push_back(shown_table(draft, table));
        const auto& rows = out.tables.back().rows;
        out.rows.rows += rows.rows;
        out.rows.read += rows.read;
        out.rows.repaired += rows.repaired;
        out.rows.set_aside += rows.set_aside;
    }
    out.absent = decided_absent(stored, present, draft.read.city);
    auto merged = merge(present, draft.read.city, {out.absent});
    out.places = merged.places;
    out.precincts = merged.precincts;
    out.kept = std::move(merged.kept);
    out.precincts_without_place =
        std::ranges::count(merged.data.precincts, std::string(), &Precinct::place);
    out.areas = areas_of(draft).count;
    out.ready = stored.state == ImportState::draft &&
                (!draft.read.city.places.empty() || !draft.read.city.precincts.empty());
    out.by = {stored.by, {}, {}};
    out.at = stored.at;
    out.revision = stored.revision;
    return out;
}

Result<void> decide(ImportPlan& plan, const Draft& draft, const ImportChange& change) {
    plan.absent = change.absent ? change.absent : plan.absent;
    if (!change.tables) {
        return {};
    }
    for (std::size_t at = 0; at < change.tables->size(); ++at) {
        const auto& decided = (*change.tables)[at];
        const auto here = json::Path().member("tables").element(at);
        if (decided.table < 0 || static_cast<std::size_t>(decided.table) >= draft.tables.size()) {
            return refuse_fields(
                {{here.member("table").text(), "no_such_table", "The import has no such table.", {}}
                }
            );
        }
        const auto& table = draft.tables[static_cast<std::size_t>(decided.table)];
        ColumnMapping mapping;
        for (std::size_t column = 0; column < decided.meanings.size(); ++column) {
            mapping.push_back(
                {column < table.headers.size() ? table.headers[column] : "",
                 decided.meanings[column],
                 1}
            );
        }
        if (auto fits = check_mapping(table, mapping); !fits) {
            auto refusal = fits.error();
            for (auto& problem : refusal.problems) {
                problem.field = here.text() + "." + problem.field;
            }
            return std::unexpected(std::move(refusal));
        }
        plan.meanings[decision_key(table)] = decided.meanings;
    }
    return {};
}

std::string say_notes(
    const text::Catalog& catalog, std::string_view language, const std::vector<RowNote>& notes
) {
    std::string out;
    for (const auto& note : notes) {
        const auto field =
            note.field.empty() ? "" : catalog.say(language, "place.field." + note.field);
        out += out.empty() ? "" : " ";
        out += catalog.say(
            language,
            "import.note." + note.code,
            {{"field", field}, {"value", note.value}, {"kept", note.kept}}
        );
    }
    return out;
}

std::vector<ImportRow> shown_rows(
    const Draft& draft, const text::Catalog& catalog, std::string_view language
) {
    std::vector<std::map<std::size_t, const RawRow*>> raw(draft.tables.size());
    for (std::size_t table = 0; table < draft.tables.size(); ++table) {
        for (const auto* rows : {&draft.tables[table].before, &draft.tables[table].rows}) {
            for (const auto& row : *rows) {
                raw[table][row.line] = &row;
            }
        }
    }
    std::vector<ImportRow> out;
    for (const auto& row : draft.read.rows) {
        const auto& table = draft.tables[row.table];
        ImportRow shown;
        shown.file = table.file;
        shown.table = table.name;
        shown.line = static_cast<std::int64_t>(row.line);
        shown.fate = row.fate;
        shown.place = row.place;
        shown.precinct = row.precinct;
        shown.notes = say_notes(catalog, language, row.notes);
        if (row.fate == Fate::set_aside) {
            shown.cells = fmt::format("{}", fmt::join(raw[row.table].at(row.line)->cells, " | "));
        }
        out.push_back(std::move(shown));
    }
    return out;
}

}  // namespace belfry::city
