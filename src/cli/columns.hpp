#pragma once

#include <string>
#include <vector>

#include "city/column_choice.hpp"

/// What columns of lists mean, said on the command line: of `import` and `rehearse --city`.
namespace belfry::cli {

struct ColumnWish {
    std::vector<std::string> columns;  ///< `registered_voters=REG_VOTERS`
    std::vector<std::string> sheets;   ///< Of a workbook; empty: all.
    std::string mapping;               ///< A file of decisions; empty: none.
    std::string save_mapping;          ///< Where they go; empty: nowhere.
};

/// Refuses, naming the file, what is no mapping, and choices that say nothing (column_choice).
[[nodiscard]] Result<city::Choices> choices_of(const ColumnWish& wish);

/// The columns of a table, what they mean and which are not used, indented.
[[nodiscard]] std::string columns_in_words(const city::ColumnMapping& columns);

/// Which option would settle it, where no column of a table names a place or a precinct; empty
/// otherwise. `sample` is its first row; empty where it has none.
[[nodiscard]] std::string advice_for(
    const city::ColumnMapping& columns, const std::vector<std::string>& sample
);

/// The refusal with such advice for each table that says nothing; `samples` has a row for each.
[[nodiscard]] Refusal with_advice(
    Refusal refusal,
    const std::vector<city::TableToMap>& tables,
    const std::vector<std::vector<std::string>>& samples
);

void save_mapping(const std::string& name, const city::SavedMapping& mapping);

}  // namespace belfry::cli
