// What people read in a package: its page and its table.
#include <algorithm>
#include <array>
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

/// What a page is made of. Lower case, as it is written: a browser reads other cases as the same.
constexpr std::array<std::string_view, 21> elements{
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "p",       "b",  "dl",
    "dt",   "dd",   "a",    "span",  "table", "tr",   "th", "td", "section", "img"
};
constexpr std::array<std::string_view, 10> attributes{
    "aria-label", "charset", "class", "content", "href", "id", "lang", "name", "role", "scope"
};
/// Those of the one picture, and of nothing else.
constexpr std::array<std::string_view, 4> picture_attributes{"src", "alt", "width", "height"};
constexpr int most_depth = 32;

/// The parent that alone an element of this name may have; empty: any.
std::string_view parent_of(std::string_view name) {
    if (name == "td" || name == "th") {
        return "tr";
    }
    if (name == "tr") {
        return "table";
    }
    if (name == "table") {
        return "section";
    }
    if (name == "section" || name == "h1") {
        return "body";
    }
    if (name == "img") {
        return "p";
    }
    if (name == "meta" || name == "title" || name == "style") {
        return "head";
    }
    return name == "head" || name == "body" ? "html" : "";
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Refuses what is not on a page: whatever a browser would run, fetch or leave out.
struct Form final : pugi::xml_tree_walker {
    bool has_code = false;

    bool for_each(pugi::xml_node& node) override {
        if (depth() > most_depth) {
            differs(page_name, "it nests too deep");
        }
        switch (node.type()) {
            case pugi::node_element:
                element(node);
                break;
            case pugi::node_pcdata:
                if (depth() == 0 && !is_blank(node.value())) {
                    differs(page_name, "words stand outside the page");
                }
                break;
            case pugi::node_doctype:
                if (std::string_view(node.value()) != "html" || node.previous_sibling()) {
                    differs(page_name, "its document type is not that of a page");
                }
                break;
            default:
                differs(page_name, "it holds comments or instructions");
        }
        return true;
    }

private:
    void element(const pugi::xml_node& node) {
        const std::string_view name = node.name();
        if (std::ranges::find(elements, name) == elements.end()) {
            differs(page_name, fmt::format("no page holds an element “{}”", name));
        }
        const auto parent = parent_of(name);
        if ((depth() == 0) != (name == "html") ||
            (!parent.empty() && node.parent().name() != parent)) {
            differs(page_name, fmt::format("“{}” does not stand in its place", name));
        }
        if (name == "img") {
            picture(node);
            return;
        }
        for (const auto& attribute : node.attributes()) {
            const std::string_view said = attribute.name();
            const bool leads_away =
                said == "href" && !std::string_view(attribute.value()).starts_with('#');
            if (leads_away || std::ranges::find(attributes, said) == attributes.end()) {
                differs(page_name, fmt::format("no page holds an attribute “{}”", said));
            }
        }
    }

    void picture(const pugi::xml_node& node) {
        for (const auto& attribute : node.attributes()) {
            if (std::ranges::find(picture_attributes, std::string_view(attribute.name())) ==
                picture_attributes.end()) {
                differs(page_name, fmt::format("no picture has “{}”", attribute.name()));
            }
        }
        if (has_code || node.attribute("src").value() != code_name || node.first_child()) {
            differs(page_name, "it shows another picture than its code");
        }
        has_code = true;
    }
};

/// All text under a node; Form has seen that it does not nest too deep.
std::string text_under(const pugi::xml_node& node) {
    std::string out;
    for (const auto& child : node.children()) {
        out += child.type() == pugi::node_element ? text_under(child) : std::string(child.value());
    }
    return out;
}

bool is_element(const pugi::xml_node& node) {
    return node.type() == pugi::node_element;
}

/// The elements right under a node that holds no words itself.
std::vector<pugi::xml_node> elements_under(const pugi::xml_node& node) {
    std::vector<pugi::xml_node> out;
    for (const auto& child : node.children()) {
        if (is_element(child)) {
            out.push_back(child);
        } else if (!is_blank(child.value())) {
            differs(page_name, "words stand between the parts of an entry");
        }
    }
    return out;
}

/// Refuses another number or order of elements.
void hold_to_names(
    const std::vector<pugi::xml_node>& nodes, std::initializer_list<std::string_view> names
) {
    const bool same = std::ranges::equal(nodes, names, [](const auto& node, std::string_view name) {
        return node.name() == name;
    });
    if (!same) {
        differs(page_name, "an entry is not laid out as entries are");
    }
}

Field field_in(const pugi::xml_node& row) {
    const auto cells = elements_under(row);
    hold_to_names(cells, {"th", "td"});
    const auto& cell = cells[1];
    Field field;
    field.state = state_of(row.attribute("class").value(), page_name);
    field.name = text_under(cells[0]);
    const bool released = field.state == Field::State::released;
    if (cells[0].find_child(is_element) || (released && cell.find_child(is_element))) {
        differs(page_name, fmt::format("something else than text stands at “{}”", field.name));
    }
    if (released) {
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

/// Sections of entries, all of them.
struct Sections final : pugi::xml_tree_walker {
    Shown shown;

    bool for_each(pugi::xml_node& node) override {
        if (std::string_view(node.name()) != "section") {
            return true;
        }
        const std::string_view id = node.attribute("id").value();
        if (!id.starts_with("entry-")) {
            differs(page_name, "a section is of no entry");
        }
        const auto sequence = number_of(id.substr(6), page_name);
        const auto [place, is_new] = shown.try_emplace(sequence);
        if (!is_new) {
            differs(page_name, fmt::format("entry {} stands there twice", sequence));
        }
        const auto parts = elements_under(node);
        hold_to_names(parts, {"h2", "p", "table"});
        place->second.head = {text_under(parts[0])};
        for (const auto& row : elements_under(parts[2])) {
            place->second.fields.push_back(field_in(row));
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
    if (quoted) {
        differs(table_name, "its last cell does not end");
    }
    if (!row.empty() || !cell.empty()) {
        row.push_back(std::move(cell));
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

ShownPage shown_on_page(const std::string& html) {
    pugi::xml_document document;
    const auto read = document.load_buffer(
        html.data(),
        html.size(),
        pugi::parse_minimal | pugi::parse_escapes | pugi::parse_pi | pugi::parse_comments |
            pugi::parse_cdata | pugi::parse_doctype | pugi::parse_declaration |
            pugi::parse_ws_pcdata | pugi::parse_fragment,
        pugi::encoding_utf8
    );
    if (!read) {
        differs(page_name, fmt::format("it cannot be read: {}", read.description()));
    }
    Form form;
    document.traverse(form);
    Sections sections;
    document.traverse(sections);
    return {std::move(sections.shown), form.has_code};
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
        }
        const bool removed = field.state == Field::State::removed;
        if (removed) {
            field.mark = row[8];
        }
        std::vector<std::string> head{row[1], row[2], row[3]};
        auto& entry = out[number_of(row[0], table_name)];
        if (!entry.fields.empty() && entry.head != head) {
            differs(table_name, fmt::format("row {} is of another entry", at + 1));
        }
        entry.head = std::move(head);
        entry.fields.push_back(std::move(field));
        entry.citations.push_back(row[removed ? 7 : 8]);
    }
    return out;
}

}  // namespace belfry::release_verify
