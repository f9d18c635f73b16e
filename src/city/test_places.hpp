#pragma once

#include <optional>
#include <string>

#include "base/check.hpp"
#include "city/read_city.hpp"

/// Places, precincts and lists for tests of this folder.
namespace belfry::city {

inline PollingPlace place(const std::string& key, const std::string& name = "") {
    PollingPlace out;
    out.key = key;
    out.name = name.empty() ? "Hall " + key : name;
    out.address = key + " Main St";
    return out;
}

inline Precinct precinct(
    const std::string& key, const std::string& at, std::optional<std::int64_t> voters
) {
    Precinct out;
    out.key = key;
    out.place = at;
    out.registered_voters = voters;
    return out;
}

/// Files read as an import reads them, with the mapping it proposes.
struct Imported {
    std::vector<RawTable> tables;
    std::vector<ColumnMapping> mappings;
    ReadCity read;
};

inline Imported import_files(std::vector<SourceFile> files) {
    Imported out;
    auto tables = read_tables(std::move(files));
    check(tables.has_value(), tables ? "" : tables.error().summary.c_str());
    out.tables = std::move(*tables);
    for (const auto& table : out.tables) {
        out.mappings.push_back(propose_mapping(table));
    }
    out.read = read_city(out.tables, out.mappings);
    return out;
}

}  // namespace belfry::city
