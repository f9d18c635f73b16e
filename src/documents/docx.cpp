#include "documents/docx.hpp"

#include <array>

#include <fmt/format.h>

#include "base/check.hpp"
#include "documents/docx_parts.hpp"
#include "documents/zip_write.hpp"

namespace belfry::documents {

namespace {

std::string_view style_of(Type type) {
    switch (type) {
        case Type::large:
            return "Large";
        case Type::small:
            return "Tight";
        default:
            return "Text";
    }
}

std::string_view style_of(Tone tone, Type type) {
    switch (tone) {
        case Tone::lead:
            return type == Type::large ? "LeadLarge" : "Lead";
        case Tone::small:
            return "Remark";
        case Tone::kicker:
            return "Kicker";
        default:
            return style_of(type);
    }
}

/// Twentieths of a point between the margins.
int text_width(PaperSize size) {
    return (size == PaperSize::a4 ? 11'906 : 12'240) - 2 * docx::side_margin;
}

std::string_view row_height(RowHeight height) {
    switch (height) {
        case RowHeight::log:
            return R"(<w:trHeight w:val="340" w:hRule="atLeast"/>)";
        case RowHeight::form:
            return R"(<w:trHeight w:val="500" w:hRule="atLeast"/>)";
        default:
            return "";
    }
}

void append_cell(std::string& out, int width, std::string_view style, std::string_view text) {
    fmt::format_to(
        std::back_inserter(out),
        R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>)",
        width,
        style
    );
    if (!text.empty()) {
        out += R"(<w:r><w:t xml:space="preserve">)";
        docx::append_text(out, text);
        out += "</w:t></w:r>";
    }
    out += "</w:p></w:tc>";
}

}  // namespace

Docx::Docx(PaperFrame frame) : frame_(std::move(frame)) {
}

void Docx::paragraph(std::string_view properties, std::string_view text) {
    body_ += "<w:p><w:pPr>";
    body_ += properties;
    body_ += "</w:pPr>";
    if (break_before_) {
        body_ += R"(<w:r><w:br w:type="page"/></w:r>)";
        break_before_ = false;
    }
    body_ += R"(<w:r><w:t xml:space="preserve">)";
    docx::append_text(body_, text);
    body_ += "</w:t></w:r></w:p>\n";
}

void Docx::page(Type type) {
    type_ = type;
    break_before_ = pages_++ > 0;
}

void Docx::heading(int level, std::string_view text) {
    check(level >= 1 && level <= 3, "a heading has level 1 to 3");
    paragraph(fmt::format(R"(<w:pStyle w:val="Heading{}"/>)", level), text);
}

void Docx::text(std::string_view text, Tone tone) {
    paragraph(fmt::format(R"(<w:pStyle w:val="{}"/>)", style_of(tone, type_)), text);
}

void Docx::list(ListStyle style, std::span<const std::string> items) {
    const bool steps = style == ListStyle::steps;
    // Every list counts from 1 because it is a list of its own.
    const int number = steps ? docx::first_steps + numbered_lists_++ : docx::points;
    const auto properties = fmt::format(
        R"(<w:pStyle w:val="{}"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>)",
        steps && type_ == Type::large ? "StepLarge" : style_of(type_),
        number
    );
    for (const auto& item : items) {
        paragraph(properties, item);
    }
}

void Docx::box(std::string_view label, std::span<const std::string> items) {
    paragraph(R"(<w:pStyle w:val="BoxLabel"/>)", label);
    for (const auto& item : items) {
        paragraph(
            fmt::format(
                R"(<w:pStyle w:val="Box"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>)",
                docx::points
            ),
            item
        );
    }
}

void Docx::table(const PaperTable& table) {
    const int whole = text_width(frame_.size);
    std::vector<int> widths;
    body_ += R"(<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w=")";
    body_ += std::to_string(whole);
    body_ += R"(" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>)";
    for (const int percent : table.widths) {
        widths.push_back(whole * percent / 100);
        body_ += fmt::format(R"(<w:gridCol w:w="{}"/>)", widths.back());
    }
    body_ += "</w:tblGrid>";
    if (!table.columns.empty()) {
        check(table.columns.size() == widths.size(), "a table has a width for each column");
        body_ += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
        for (std::size_t i = 0; i < widths.size(); ++i) {
            append_cell(body_, widths[i], "CellHead", table.columns[i]);
        }
        body_ += "</w:tr>";
    }
    for (const auto& row : table.rows) {
        check(row.size() == widths.size(), "a table has a width for each column");
        body_ += "<w:tr><w:trPr><w:cantSplit/>";
        body_ += row_height(table.height);
        body_ += "</w:trPr>";
        for (std::size_t i = 0; i < widths.size(); ++i) {
            append_cell(body_, widths[i], "Cell", row[i]);
        }
        body_ += "</w:tr>\n";
    }
    // Word joins tables that follow each other.
    body_ += R"(</w:tbl><w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>)";
}

std::string Docx::finish() {
    const auto content_types = docx::content_types();
    const auto package_relations = docx::package_relations();
    const auto document_relations = docx::document_relations();
    const auto settings = docx::settings();
    const auto document = docx::document_open() + body_ + docx::section(frame_.size);
    const auto numbering = docx::numbering(numbered_lists_);
    const auto styles = docx::styles(frame_.language);
    const auto head = docx::header(frame_.running);
    const auto foot = docx::footer(frame_.page_word);
    const auto core = docx::core(frame_.title, frame_.language);
    const std::array entries{
        ZipEntry{"[Content_Types].xml", content_types},
        ZipEntry{"_rels/.rels", package_relations},
        ZipEntry{"docProps/core.xml", core},
        ZipEntry{"word/document.xml", document},
        ZipEntry{"word/_rels/document.xml.rels", document_relations},
        ZipEntry{"word/styles.xml", styles},
        ZipEntry{"word/numbering.xml", numbering},
        ZipEntry{"word/settings.xml", settings},
        ZipEntry{"word/header1.xml", head},
        ZipEntry{"word/footer1.xml", foot},
    };
    return zip_of(entries);
}

}  // namespace belfry::documents
