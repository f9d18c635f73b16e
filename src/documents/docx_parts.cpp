#include "documents/docx_parts.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "text/escape.hpp"

namespace belfry::documents::docx {

namespace {

constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view names =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";
constexpr std::string_view relation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The beginning of a part whose element is `w:name`.
std::string opened(std::string_view name) {
    return fmt::format("{}<w:{} {}>", xml_head, name, names);
}

/// Size in half points, space before and after in twentieths of a point.
struct ParagraphStyle {
    std::string_view id;
    std::string_view name;
    int size;
    bool bold;
    int before;
    int after;
    std::string_view more;  ///< Further paragraph properties, before the spacing.
};

constexpr std::string_view frame =
    R"(<w:pBdr><w:top w:val="single" w:sz="18" w:space="3" w:color="000000"/><w:left w:val="single" w:sz="18" w:space="4" w:color="000000"/><w:bottom w:val="single" w:sz="18" w:space="3" w:color="000000"/><w:right w:val="single" w:sz="18" w:space="4" w:color="000000"/></w:pBdr>)";
constexpr std::string_view keep_next = "<w:keepNext/><w:keepLines/>";

void append_style(std::string& out, const ParagraphStyle& style) {
    fmt::format_to(
        std::back_inserter(out),
        R"(<w:style w:type="paragraph" w:styleId="{}"{}><w:name w:val="{}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{}<w:spacing w:before="{}" w:after="{}"/>)",
        style.id,
        style.name.starts_with("heading") ? "" : " w:customStyle=\"1\"",
        style.name,
        style.more,
        style.before,
        style.after
    );
    if (style.name.starts_with("heading")) {
        out += fmt::format(R"(<w:outlineLvl w:val="{}"/>)", style.name.back() - '1');
    }
    out += "</w:pPr><w:rPr>";
    out += style.bold ? "<w:b/>" : "";
    out += fmt::format(R"(<w:sz w:val="{}"/></w:rPr></w:style>)", style.size);
}

}  // namespace

std::string content_types() {
    constexpr std::string_view kind =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    auto out =
        std::string(xml_head) +
        R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
        R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
        R"(<Default Extension="xml" ContentType="application/xml"/>)"
        R"(<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)";
    for (const auto& [part, type] :
         {std::pair("document", "document.main"),
          {"styles", "styles"},
          {"numbering", "numbering"},
          {"settings", "settings"},
          {"header1", "header"},
          {"footer1", "footer"}}) {
        out += fmt::format(
            R"(<Override PartName="/word/{}.xml" ContentType="{}{}+xml"/>)", part, kind, type
        );
    }
    return out + "</Types>";
}

std::string package_relations() {
    return fmt::format(
        R"({}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>)",
        xml_head,
        relation
    );
}

std::string document_relations() {
    auto out =
        std::string(xml_head) +
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    int number = 0;
    for (const auto& [type, part] :
         {std::pair("styles", "styles"),
          {"numbering", "numbering"},
          {"settings", "settings"},
          {"header", "header1"},
          {"footer", "footer1"}}) {
        out += fmt::format(
            R"(<Relationship Id="rId{}" Type="{}/{}" Target="{}.xml"/>)",
            ++number,
            relation,
            type,
            part
        );
    }
    return out + "</Relationships>";
}

std::string settings() {
    // Without this Word lays the document out as Word 2007 did and says so in its title.
    return fmt::format(
        R"({}<w:settings {}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>)",
        xml_head,
        names
    );
}

void append_text(std::string& out, std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    out += text::escape_xml(line);
}

std::string document_open() {
    return fmt::format("{}<w:document {} xmlns:r=\"{}\"><w:body>\n", xml_head, names, relation);
}

std::string section(PaperSize size) {
    const bool a4 = size == PaperSize::a4;
    return fmt::format(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/>"
        "<w:footerReference w:type=\"default\" r:id=\"rId5\"/>"
        "<w:pgSz w:w=\"{}\" w:h=\"{}\"/><w:pgMar w:top=\"1000\" w:right=\"{}\" w:bottom=\"850\" "
        "w:left=\"{}\" w:header=\"480\" w:footer=\"400\" w:gutter=\"0\"/></w:sectPr></w:body>"
        "</w:document>",
        a4 ? 11'906 : 12'240,
        a4 ? 16'838 : 15'840,
        side_margin,
        side_margin
    );
}

std::string styles(std::string_view language) {
    auto out = opened("styles");
    fmt::format_to(
        std::back_inserter(out),
        R"(<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="22"/><w:lang w:val="{}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>)"
        R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>)"
        R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>)",
        language == "es" ? "es-US" : "en-US"
    );
    constexpr ParagraphStyle all[] = {
        {"Heading1", "heading 1", 44, true, 0, 100, keep_next},
        {"Heading2", "heading 2", 26, true, 160, 60, keep_next},
        {"Heading3", "heading 3", 22, true, 120, 40, keep_next},
        {"Text", "Belfry Text", 22, false, 0, 80, ""},
        {"Large", "Belfry Large", 24, false, 0, 80, ""},
        {"Tight", "Belfry Tight", 19, false, 0, 60, ""},
        {"StepLarge", "Belfry Step", 29, false, 0, 90, ""},
        {"Lead", "Belfry Lead", 28, true, 0, 100, ""},
        {"LeadLarge", "Belfry Trigger", 34, true, 60, 120, frame},
        {"Remark", "Belfry Remark", 18, false, 0, 60, ""},
        {"Kicker", "Belfry Kicker", 24, true, 0, 40, keep_next},
        {"BoxLabel", "Belfry Box Label", 24, true, 100, 0, frame},
        {"Box", "Belfry Box", 24, false, 0, 0, frame},
        {"Cell", "Belfry Cell", 20, false, 20, 20, ""},
        {"CellHead", "Belfry Cell Head", 19, true, 20, 20, "<w:keepNext/>"},
        {"AfterTable", "Belfry After Table", 8, false, 0, 0, ""},
        {"Running", "Belfry Running", 16, false, 0, 0, ""},
    };
    for (const auto& style : all) {
        append_style(out, style);
    }
    out +=
        R"(<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="Belfry Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>)";
    for (const auto* side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
        out += fmt::format(R"(<w:{} w:val="single" w:sz="6" w:space="0" w:color="000000"/>)", side);
    }
    return out + "</w:tblBorders></w:tblPr></w:style></w:styles>";
}

std::string numbering(int lists_of_steps) {
    auto out = opened("numbering");
    int number = 0;
    for (const auto& [format, sign, indent] :
         {std::tuple("bullet", "•", 340), {"decimal", "%1.", 510}}) {
        out += fmt::format(
            R"(<w:abstractNum w:abstractNumId="{}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{}" w:hanging="{}"/></w:pPr></w:lvl></w:abstractNum>)",
            number++,
            format,
            sign,
            indent,
            indent
        );
    }
    out += fmt::format(R"(<w:num w:numId="{}"><w:abstractNumId w:val="0"/></w:num>)", points);
    for (int i = 0; i < lists_of_steps; ++i) {
        out += fmt::format(
            R"(<w:num w:numId="{}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>)",
            first_steps + i
        );
    }
    return out + "</w:numbering>";
}

std::string header(std::string_view running) {
    auto out = opened("hdr");
    out +=
        R"(<w:p><w:pPr><w:pStyle w:val="Running"/><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr></w:pPr><w:r><w:t xml:space="preserve">)";
    append_text(out, running);
    return out + "</w:t></w:r></w:p></w:hdr>";
}

std::string footer(std::string_view page_word) {
    auto out = opened("ftr");
    out +=
        R"(<w:p><w:pPr><w:pStyle w:val="Running"/><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">)";
    append_text(out, page_word);
    return out + R"( </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>)"
                 R"(<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>)"
                 R"(<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>)"
                 R"(<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>)";
}

std::string core(std::string_view title, std::string_view language) {
    auto out =
        std::string(xml_head) +
        R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>)";
    append_text(out, title);
    out += "</dc:title><dc:language>";
    append_text(out, language);
    return out + "</dc:language></cp:coreProperties>";
}

}  // namespace belfry::documents::docx
