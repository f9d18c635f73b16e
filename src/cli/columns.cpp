#include "cli/columns.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "cli/file_source.hpp"
#include "json/json.hpp"
#include "text/catalog.hpp"

namespace belfry::cli {

namespace {

std::string label_of(city::Meaning meaning) {
    return text::Catalog::embedded().say(
        "en", "place.field." + std::string(json::name_of(meaning))
    );
}

std::string shortened(const std::string& cell) {
    constexpr std::size_t most = 30;
    std::string line;
    for (const char letter : cell.substr(0, most)) {
        line += letter == '\n' || letter == '\r' || letter == '\t' ? ' ' : letter;
    }
    // A letter that was cut in the middle is left out.
    while (cell.size() > most && !line.empty() && (line.back() & 0x80) != 0) {
        line.pop_back();
    }
    return cell.size() > most ? line + "…" : line;
}

}  // namespace

Result<city::Choices> choices_of(const ColumnWish& wish) {
    city::Choices choices;
    choices.sheets = wish.sheets;
    if (!wish.mapping.empty()) {
        const auto text = bytes_of_file(wish.mapping);
        if (!text) {
            return std::unexpected(text.error());
        }
        auto saved = json::parse_as<city::SavedMapping>(*text);
        if (!saved) {
            auto refusal = saved.error();
            refusal.summary = fmt::format("{}: {}", wish.mapping, refusal.summary);
            return std::unexpected(std::move(refusal));
        }
        choices.tables = std::move(saved->tables);
    }
    for (const auto& said : wish.columns) {
        auto choice = city::column_choice(said);
        if (!choice) {
            return std::unexpected(choice.error());
        }
        choices.columns.push_back(std::move(*choice));
    }
    return choices;
}

std::string columns_in_words(const city::ColumnMapping& columns) {
    constexpr std::size_t most_unused = 40;
    std::string known;
    std::string unused;
    std::size_t left_out = 0;
    for (const auto& column : columns) {
        if (column.meaning != city::Meaning::ignored) {
            known += fmt::format(
                "    {} = {}{}\n",
                column.column,
                label_of(column.meaning),
                column.confidence < 0.8 ? fmt::format(
                                              " (not sure; --column {}=\"{}\" settles it)",
                                              json::name_of(column.meaning),
                                              column.column
                                          )
                                        : ""
            );
        } else if (++left_out <= most_unused) {
            unused += (unused.empty() ? "" : ", ") + column.column;
        }
    }
    if (left_out > most_unused) {
        unused += fmt::format(" … and {} more", left_out - most_unused);
    }
    return known + (unused.empty() ? "" : "    not used: " + unused + "\n");
}

std::string advice_for(const city::ColumnMapping& columns, const std::vector<std::string>& sample) {
    constexpr std::size_t most_columns = 12;
    if (city::says_something(columns)) {
        return {};
    }
    std::string out =
        "  No column is known to name a place or a precinct. Say which one does, as in\n"
        "    --column place_name=COLUMN --column address=COLUMN --column precinct_key=COLUMN\n";
    for (std::size_t at = 0; at < std::min(columns.size(), most_columns); ++at) {
        const auto cell = at < sample.size() ? shortened(sample[at]) : "";
        out += fmt::format("    “{}”: {}\n", columns[at].column, cell.empty() ? "empty" : cell);
    }
    return out;
}

Refusal with_advice(
    Refusal refusal,
    const std::vector<city::TableToMap>& tables,
    const std::vector<std::vector<std::string>>& samples
) {
    for (std::size_t at = 0; at < tables.size(); ++at) {
        const auto advice = advice_for(tables[at].columns, samples[at]);
        if (!advice.empty()) {
            refusal.summary += fmt::format("\n{}:\n{}", tables[at].file, advice);
        }
    }
    return refusal;
}

void save_mapping(const std::string& name, const city::SavedMapping& mapping) {
    if (name.empty()) {
        return;
    }
    std::ofstream file(name, std::ios::binary);
    file << json::canonical(json::write(mapping)) << '\n';
    if (!file.flush()) {
        throw std::system_error(errno, std::generic_category(), name);
    }
}

}  // namespace belfry::cli
