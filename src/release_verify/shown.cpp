// What people read in a package: its page and its table.
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "release_verify/contents.hpp"

namespace belfry::release_verify {

namespace {

/// The same for every value, however long: ten full blocks.
constexpr std::string_view bar = "██████████";
constexpr std::string_view page_name = "index.html";
constexpr std::string_view table_name = "released.csv";

[[noreturn]] void differs(std::string_view file, std::string what) {
    throw Mismatch{"release_page_differs", std::string(file), std::move(what)};
}

Field::State state_of(std::string_view word, std::string_view file) {
    if (word == "released") {
        return Field::State::released;
    }
    if (word == "withheld") {
        return Field::State::withheld;
    }
    if (word != "removed") {
        differs(file, fmt::format("“{}” is no state of a field", word));
    }
    return Field::State::removed;
}

std::uint64_t number_of(std::string_view text, std::string_view file) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        differs(file, fmt::format("“{}” is no entry's number", text));
    }
    return number;
}

/// All text under a node.
std::string text_under(const pugi::xml_node& node) {
    std::string out;
    for (const auto& child : node.children()) {
        out += child.type() == pugi::node_element ? text_under(child) : std::string(child.value());
    }
    return out;
}

Field field_in(const pugi::xml_node& row) {
    Field field;
    field.state = state_of(row.attribute("class").value(), page_name);
    field.name = text_under(row.child("th"));
    const auto cell = row.child("td");
    if (field.state == Field::State::released) {
        field.text = text_under(cell);
        return field;
    }
    if (text_under(cell.find_child_by_attribute("span", "class", "bar")) != bar) {
        differs(page_name, fmt::format("the bar over “{}” is not of the one width", field.name));
    }
    field.mark = text_under(cell.find_child_by_attribute("class", "why"));
    if (text_under(cell) != fmt::format("{} {}", bar, field.mark)) {
        differs(page_name, fmt::format("more than a bar stands at “{}”", field.name));
    }
    return field;
}

/// Sections of entries, wherever they are.
struct Sections final : pugi::xml_tree_walker {
    Shown shown;
    bool runs = false;  ///< Whether there is something that is more than text.

    bool for_each(pugi::xml_node& node) override {
        const std::string_view name = node.name();
        runs = runs || name == "script" || name == "iframe" || name == "img" || name == "object";
        const std::string_view id = node.attribute("id").value();
        if (name != "section" || !id.starts_with("entry-")) {
            return true;
        }
        const auto sequence = number_of(id.substr(6), page_name);
        auto& fields = shown[sequence];
        if (!fields.empty()) {
            differs(page_name, fmt::format("entry {} stands there twice", sequence));
        }
        for (const auto& row : node.child("table").children("tr")) {
            fields.push_back(field_in(row));
        }
        return true;
    }
};

/// RFC 4180.
std::vector<std::vector<std::string>> rows_of(std::string_view csv) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    for (std::size_t at = 0; at < csv.size(); ++at) {
        const char c = csv[at];
        if (c == '"' && quoted && at + 1 < csv.size() && csv[at + 1] == '"') {
            cell += c;
            ++at;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            row.push_back(std::exchange(cell, {}));
            if (c == '\n') {
                rows.push_back(std::exchange(row, {}));
            }
        } else if (quoted || c != '\r') {
            cell += c;
        }
    }
    return rows;
}

}  // namespace

Shown shown_on_page(const std::string& html) {
    pugi::xml_document document;
    const auto read = document.load_buffer(
        html.data(),
        html.size(),
        pugi::parse_minimal | pugi::parse_escapes | pugi::parse_ws_pcdata,
        pugi::encoding_utf8
    );
    if (!read) {
        differs(page_name, fmt::format("it cannot be read: {}", read.description()));
    }
    Sections sections;
    document.traverse(sections);
    if (sections.runs) {
        differs(page_name, "it holds scripts or pictures");
    }
    return sections.shown;
}

Shown shown_in_table(const std::string& csv) {
    constexpr std::string_view mark_of_utf8 = "\xEF\xBB\xBF";
    std::string_view text = csv;
    if (text.starts_with(mark_of_utf8)) {
        text.remove_prefix(mark_of_utf8.size());
    }
    const auto rows = rows_of(text);
    const std::vector<std::string> header{
        "entry", "at", "object", "action", "field", "state", "value", "exemption", "citation"
    };
    if (rows.empty() || rows.front() != header) {
        differs(table_name, "its first row is not the names of the columns");
    }
    Shown out;
    for (std::size_t at = 1; at < rows.size(); ++at) {
        const auto& row = rows[at];
        if (row.size() != header.size()) {
            differs(table_name, fmt::format("row {} has not nine cells", at + 1));
        }
        Field field{row[4], state_of(row[5], table_name), row[6], row[7]};
        if (field.state != Field::State::released) {
            if (field.text != bar) {
                differs(table_name, fmt::format("more than a bar stands in row {}", at + 1));
            }
            field.text.clear();
            field.mark = field.state == Field::State::withheld ? row[7] : row[8];
        }
        out[number_of(row[0], table_name)].push_back(std::move(field));
    }
    return out;
}

}  // namespace belfry::release_verify
