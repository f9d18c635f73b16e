#include "documents/sheets.hpp"

#include <charconv>
#include <cstdint>
#include <map>

#include <pugixml.hpp>

#include "documents/archive.hpp"

namespace belfry::documents {

namespace {

constexpr std::size_t most_cells = 1'000'000;
constexpr std::size_t most_columns = 1'000;

std::unexpected<Refusal> not_readable(std::string_view name, std::string_view why) {
    return refuse(
        Refusal::Kind::invalid,
        "workbook_not_readable",
        std::string(name) + " " + std::string(why) + ". Open it in a spreadsheet program and " +
            "save it as .xlsx or CSV again."
    );
}

/// Names without their namespace prefix: some programs write `<x:row>`.
std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    return name.substr(name.find(':') + 1);
}

pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) {
    for (const auto& child : node.children()) {
        if (local_name(child) == name) {
            return child;
        }
    }
    return {};
}

/// The text of a cell or shared string: its `t` and those of its runs, phonetic guides left out.
std::string text_of(const pugi::xml_node& node) {
    std::string out;
    for (const auto& child : node.children()) {
        if (local_name(child) == "t") {
            out += child.text().get();
        } else if (local_name(child) == "r") {
            out += child_named(child, "t").text().get();
        }
    }
    return out;
}

class WorkbookReader {
public:
    WorkbookReader(Archive archive, std::string_view name)
        : archive_(std::move(archive)), name_(name) {}

    Result<std::vector<Sheet>> read() {
        pugi::xml_document workbook;
        if (auto there = load("xl/workbook.xml", workbook); !there || !*there) {
            return there ? Result<std::vector<Sheet>>(not_readable(name_, "is no Excel workbook"))
                         : std::unexpected(there.error());
        }
        if (auto known = learn_targets(); !known) {
            return std::unexpected(known.error());
        }
        if (auto known = learn_strings(); !known) {
            return std::unexpected(known.error());
        }
        std::vector<Sheet> sheets;
        const auto listed = child_named(workbook.document_element(), "sheets");
        for (const auto& entry : listed.children()) {
            if (local_name(entry) != "sheet") {
                continue;
            }
            auto sheet = read_sheet(entry);
            if (!sheet) {
                return std::unexpected(sheet.error());
            }
            sheets.push_back(std::move(*sheet));
        }
        return sheets;
    }

private:
    /// Whether the member is there; refuses what is no XML.
    Result<bool> load(const std::string& member, pugi::xml_document& into) {
        auto content = archive_.read(member);
        if (!content) {
            return std::unexpected(content.error());
        }
        if (!*content) {
            return false;
        }
        const auto parsed = into.load_buffer(
            (*content)->data(), (*content)->size(), pugi::parse_default | pugi::parse_ws_pcdata
        );
        if (!parsed) {
            return not_readable(name_, "holds a part that is damaged (" + member + ")");
        }
        return true;
    }

    Result<void> learn_targets() {
        pugi::xml_document relations;
        if (auto there = load("xl/_rels/workbook.xml.rels", relations); !there) {
            return std::unexpected(there.error());
        }
        for (const auto& relation : relations.document_element().children()) {
            std::string target = relation.attribute("Target").value();
            target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
            targets_[relation.attribute("Id").value()] = std::move(target);
        }
        return {};
    }

    Result<void> learn_strings() {
        pugi::xml_document shared;
        if (auto there = load("xl/sharedStrings.xml", shared); !there) {
            return std::unexpected(there.error());
        }
        for (const auto& item : shared.document_element().children()) {
            if (local_name(item) == "si") {
                strings_.push_back(text_of(item));
            }
        }
        return {};
    }

    Result<Sheet> read_sheet(const pugi::xml_node& entry) {
        Sheet sheet;
        sheet.name = entry.attribute("name").value();
        std::string relation;
        for (const auto& attribute : entry.attributes()) {
            const std::string_view name = attribute.name();
            if (name == "r:id" || name.ends_with(":id")) {
                relation = attribute.value();
            }
        }
        pugi::xml_document document;
        if (auto there = load(targets_[relation], document); !there || !*there) {
            return there ? Result<Sheet>(std::move(sheet)) : std::unexpected(there.error());
        }
        const auto data = child_named(document.document_element(), "sheetData");
        std::size_t number = 0;
        for (const auto& row : data.children()) {
            if (local_name(row) != "row") {
                continue;
            }
            number = row.attribute("r").as_ullong(number + 1);
            if (!add_row(sheet, row, number)) {
                return not_readable(name_, "has more than a million cells");
            }
        }
        return sheet;
    }

    bool add_row(Sheet& sheet, const pugi::xml_node& node, std::size_t number) {
        SheetRow row{number, {}};
        std::size_t next = 0;
        bool any = false;
        for (const auto& cell : node.children()) {
            if (local_name(cell) != "c") {
                continue;
            }
            next = column_of(cell.attribute("r").value(), next);
            if (next >= most_columns) {
                break;
            }
            auto text = value_of(cell);
            any = any || text.find_first_not_of(" \t\r\n") != std::string::npos;
            row.cells.resize(std::max(row.cells.size(), next + 1));
            row.cells[next] = std::move(text);
            ++next;
        }
        cells_ += row.cells.size();
        if (any) {
            sheet.rows.push_back(std::move(row));
        }
        return cells_ <= most_cells;
    }

    /// `BC12` → 54; `otherwise` where the cell does not say.
    static std::size_t column_of(std::string_view reference, std::size_t otherwise) {
        std::size_t column = 0;
        for (const char letter : reference) {
            if (letter < 'A' || letter > 'Z' || column > most_columns) {
                break;
            }
            column = column * 26 + static_cast<std::size_t>(letter - 'A') + 1;
        }
        return column == 0 ? otherwise : column - 1;
    }

    std::string value_of(const pugi::xml_node& cell) const {
        const std::string_view type = cell.attribute("t").value();
        if (type == "inlineStr") {
            return text_of(child_named(cell, "is"));
        }
        const std::string value = child_named(cell, "v").text().get();
        if (type == "s") {
            std::size_t index = 0;
            const auto read = std::from_chars(value.data(), value.data() + value.size(), index);
            return read.ec == std::errc() && index < strings_.size() ? strings_[index] : "";
        }
        if (type == "b") {
            return value == "1" ? "TRUE" : "FALSE";
        }
        return type == "e" ? "" : value;
    }

    Archive archive_;
    std::string name_;
    std::map<std::string, std::string> targets_;
    std::vector<std::string> strings_;
    std::size_t cells_ = 0;
};

}  // namespace

Result<std::vector<Sheet>> read_sheets(std::string_view bytes, std::string_view name) {
    auto archive = Archive::open(bytes, name);
    if (!archive) {
        return std::unexpected(archive.error());
    }
    return WorkbookReader(std::move(*archive), name).read();
}

}  // namespace belfry::documents
