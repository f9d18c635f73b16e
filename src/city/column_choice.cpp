#include "city/column_choice.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "city/heading.hpp"
#include "json/json.hpp"

namespace belfry::city {

namespace {

/// The place of a column by its heading, or by its number: "#3".
std::optional<std::size_t> find_column(const ColumnMapping& columns, const std::string& heading) {
    if (heading.starts_with('#')) {
        std::size_t number = 0;
        const auto* end = heading.data() + heading.size();
        const auto read = std::from_chars(heading.data() + 1, end, number);
        if (read.ec == std::errc() && read.ptr == end && number > 0 && number <= columns.size()) {
            return number - 1;
        }
    }
    auto found = std::ranges::find(columns, heading, &ColumnMeaning::column);
    if (found == columns.end()) {
        const auto plain = plain_heading(heading);
        found = std::ranges::find_if(columns, [&](const ColumnMeaning& one) {
            return !plain.empty() && plain_heading(one.column) == plain;
        });
    }
    return found == columns.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

std::string in_quotes(const std::vector<std::string>& words) {
    constexpr std::size_t most = 40;
    std::vector<std::string> quoted;
    for (const auto& word : words) {
        if (quoted.size() == most) {
            quoted.push_back(fmt::format("… and {} more", words.size() - most));
            break;
        }
        quoted.push_back(fmt::format("“{}”", word));
    }
    return fmt::format("{}", fmt::join(quoted, ", "));
}

std::string headings_of(const std::vector<TableToMap>& tables) {
    std::vector<std::string> lines;
    for (const auto& table : tables) {
        std::vector<std::string> headings;
        for (const auto& column : table.columns) {
            headings.push_back(column.column);
        }
        const auto* sheet = table.name.empty() ? "" : ", ";
        lines.push_back(
            fmt::format("{}{}{}: {}", table.file, sheet, table.name, in_quotes(headings))
        );
    }
    return fmt::format("{}", fmt::join(lines, "; "));
}

/// Refuses with the sentence and what fills the blanks of the catalog's.
std::unexpected<Refusal> refuse_choice(
    const char* code, const std::string& sentence, std::map<std::string, std::string> values
) {
    return refuse(
        Refusal::Kind::invalid, code, sentence, {{"", code, sentence, std::move(values)}}
    );
}

/// Takes one decision into a table; another column that was only thought to mean this does not.
void take(ColumnMapping& columns, std::size_t at, Meaning meaning) {
    for (auto& other : columns) {
        if (other.meaning == meaning && meaning != Meaning::ignored) {
            other = {other.column, Meaning::ignored, 0};
        }
    }
    columns[at].meaning = meaning;
    columns[at].confidence = 1;
}

/// Takes several decisions about one table. Refuses one meaning for two of its columns.
Result<void> take_all(TableToMap& table, const std::vector<ColumnChoice>& choices) {
    std::vector<std::pair<Meaning, std::size_t>> taken;
    for (const auto& choice : choices) {
        const auto at = find_column(table.columns, choice.column);
        if (!at) {
            continue;
        }
        const auto before =
            std::ranges::find(taken, choice.meaning, &std::pair<Meaning, std::size_t>::first);
        if (choice.meaning != Meaning::ignored && before != taken.end() && before->second != *at) {
            const auto first = table.columns[before->second].column;
            const std::string meaning(json::name_of(choice.meaning));
            return refuse_choice(
                "columns_mean_the_same",
                fmt::format(
                    "{}: “{}” and “{}” are both said to be {}. Give each meaning to one column.",
                    table.file,
                    first,
                    choice.column,
                    meaning
                ),
                {{"file", table.file},
                 {"first", first},
                 {"second", choice.column},
                 {"meaning", meaning}}
            );
        }
        taken.emplace_back(choice.meaning, *at);
        take(table.columns, *at, choice.meaning);
    }
    return {};
}

/// The headings that the choice needs and the table has not.
std::vector<std::string> missing_in(const TableToMap& table, const TableChoice& choice) {
    const bool uses = std::ranges::any_of(choice.columns, [](const ColumnChoice& column) {
        return column.meaning != Meaning::ignored;
    });
    std::vector<std::string> missing;
    for (const auto& column : choice.columns) {
        const bool needed = !uses || column.meaning != Meaning::ignored;
        if (needed && !find_column(table.columns, column.column)) {
            missing.push_back(column.column);
        }
    }
    return missing;
}

Result<void> take_table(std::vector<TableToMap>& tables, const TableChoice& choice) {
    const auto name = choice.table.value_or("");
    const bool by_name =
        !name.empty() && std::ranges::find(tables, name, &TableToMap::name) != tables.end();
    std::optional<std::vector<std::string>> fewest;
    bool fits = false;
    for (auto& table : tables) {
        if (by_name && table.name != name) {
            continue;
        }
        auto missing = missing_in(table, choice);
        if (missing.empty()) {
            fits = true;
            if (auto taken = take_all(table, choice.columns); !taken) {
                return taken;
            }
        } else if (!fewest || missing.size() < fewest->size()) {
            fewest = std::move(missing);
        }
    }
    if (fits || choice.columns.empty()) {
        return {};
    }
    const auto missing = in_quotes(fewest.value_or(std::vector<std::string>()));
    return refuse_choice(
        "mapping_fits_no_table",
        fmt::format(
            "The mapping{} fits none of the tables: no column is called {}. There are: {}.",
            choice.file ? " of " + *choice.file : "",
            missing,
            headings_of(tables)
        ),
        {{"columns", missing}, {"headings", headings_of(tables)}}
    );
}

/// Whether a table counts where these sheets were chosen.
bool is_chosen(const TableToMap& table, const std::vector<std::string>& sheets) {
    return sheets.empty() || table.name.empty() ||
           std::ranges::any_of(sheets, [&](const std::string& sheet) {
               return table.name == sheet || table.name.starts_with(sheet + " (");
           });
}

/// Tables of other names say nothing.
Result<void> take_sheets(std::vector<TableToMap>& tables, const std::vector<std::string>& sheets) {
    for (const auto& sheet : sheets) {
        if (std::ranges::find(tables, sheet, &TableToMap::name) != tables.end()) {
            continue;
        }
        std::vector<std::string> names;
        for (const auto& table : tables) {
            names.push_back(table.name.empty() ? table.file : table.name);
        }
        return refuse_choice(
            "no_such_sheet",
            fmt::format("No sheet is called “{}”. There are: {}.", sheet, in_quotes(names)),
            {{"sheet", sheet}, {"sheets", in_quotes(names)}}
        );
    }
    for (auto& table : tables) {
        if (is_chosen(table, sheets)) {
            continue;
        }
        for (auto& column : table.columns) {
            column = {column.column, Meaning::ignored, 1};
        }
    }
    return {};
}

/// Refuses a column that no table has which counts, and says where it is when another has it.
Result<void> is_there(
    const std::vector<TableToMap>& tables,
    const std::vector<std::string>& sheets,
    const std::string& column
) {
    std::vector<TableToMap> counted;
    std::vector<std::string> elsewhere;
    for (const auto& table : tables) {
        const bool has = find_column(table.columns, column).has_value();
        if (is_chosen(table, sheets)) {
            counted.push_back(table);
            if (has) {
                return {};
            }
        } else if (has) {
            elsewhere.push_back(table.name);
        }
    }
    const auto headings = headings_of(counted);
    if (elsewhere.empty()) {
        return refuse_choice(
            "no_such_column",
            fmt::format("No column is called “{}”. There are: {}.", column, headings),
            {{"column", column}, {"headings", headings}}
        );
    }
    const auto others = in_quotes(elsewhere);
    return refuse_choice(
        "column_on_another_sheet",
        fmt::format(
            "“{}” is a column of the sheet {}, which is not among those that were chosen. Choose "
            "it "
            "as well (--sheet), or one of these columns: {}.",
            column,
            others,
            headings
        ),
        {{"column", column}, {"sheet", others}, {"headings", headings}}
    );
}

}  // namespace

Result<std::vector<ColumnMapping>> choose(std::vector<TableToMap> tables, const Choices& choices) {
    for (const auto& choice : choices.tables) {
        if (auto taken = take_table(tables, choice); !taken) {
            return std::unexpected(taken.error());
        }
    }
    if (auto taken = take_sheets(tables, choices.sheets); !taken) {
        return std::unexpected(taken.error());
    }
    for (const auto& choice : choices.columns) {
        if (auto there = is_there(tables, choices.sheets, choice.column); !there) {
            return std::unexpected(there.error());
        }
    }
    std::vector<ColumnMapping> out;
    for (auto& table : tables) {
        if (is_chosen(table, choices.sheets)) {
            if (auto taken = take_all(table, choices.columns); !taken) {
                return std::unexpected(taken.error());
            }
        }
        out.push_back(std::move(table.columns));
    }
    return out;
}

std::optional<Meaning> meaning_called(std::string_view word) {
    std::string name;
    for (const char letter : word) {
        const bool between = letter == '-' || letter == ' ';
        name += between ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    if (const auto meaning = json::named<Meaning>(name)) {
        return meaning;
    }
    if (name == "nothing" || name == "not_used") {
        return Meaning::ignored;
    }
    const auto guesses = guesses_of(plain_heading(word));
    const auto sure = std::ranges::find(guesses, 1.0, &HeadingGuess::confidence);
    return sure == guesses.end() ? std::nullopt : std::optional(sure->meaning);
}

Result<ColumnChoice> column_choice(const std::string& said) {
    const auto sign = said.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == said.size()) {
        return refuse_choice(
            "column_choice_unclear",
            fmt::format(
                "“{}” does not say which column means what. Write MEANING=COLUMN, as in "
                "registered_voters=REG_VOTERS.",
                said
            ),
            {{"said", said}}
        );
    }
    const auto word = said.substr(0, sign);
    const auto meaning = meaning_called(word);
    if (!meaning) {
        std::vector<std::string> names;
        for (const auto one : json::all_of<Meaning>()) {
            names.emplace_back(json::name_of(one));
        }
        const auto meanings = fmt::format("{}", fmt::join(names, ", "));
        return refuse_choice(
            "no_such_meaning",
            fmt::format("No column means “{}”. A column may be: {}.", word, meanings),
            {{"word", word}, {"meanings", meanings}}
        );
    }
    return ColumnChoice{said.substr(sign + 1), *meaning};
}

SavedMapping saved_mapping(const std::vector<TableToMap>& tables) {
    SavedMapping out;
    for (const auto& table : tables) {
        TableChoice saved;
        saved.file = table.file;
        if (!table.name.empty()) {
            saved.table = table.name;
        }
        for (const auto& column : table.columns) {
            saved.columns.push_back({column.column, column.meaning});
        }
        out.tables.push_back(std::move(saved));
    }
    return out;
}

}  // namespace belfry::city
