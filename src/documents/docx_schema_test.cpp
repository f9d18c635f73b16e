#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "documents/docx.hpp"
#include "documents/test_zip.hpp"

/// The order of elements that ECMA-376 (part 1, annex A, wml.xsd) lays down, which Word insists on
/// and well-formed XML does not show.
namespace belfry::documents {
namespace {

/// What may stand within an element, in this order. `*` before a name: as often as one likes.
const std::map<std::string, std::vector<std::string>>& content_models() {
    static const std::map<std::string, std::vector<std::string>> models{
        {"w:pPr",
         {"w:pStyle",
          "w:keepNext",
          "w:keepLines",
          "w:pageBreakBefore",
          "w:framePr",
          "w:widowControl",
          "w:numPr",
          "w:suppressLineNumbers",
          "w:pBdr",
          "w:shd",
          "w:tabs",
          "w:suppressAutoHyphens",
          "w:spacing",
          "w:ind",
          "w:contextualSpacing",
          "w:jc",
          "w:textAlignment",
          "w:outlineLvl",
          "w:rPr",
          "w:sectPr"}},
        {"w:rPr", {"w:rStyle", "w:rFonts",    "w:b",      "w:bCs",     "w:i",         "w:iCs",
                   "w:caps",   "w:smallCaps", "w:strike", "w:noProof", "w:color",     "w:spacing",
                   "w:kern",   "w:position",  "w:sz",     "w:szCs",    "w:highlight", "w:u",
                   "w:shd",    "w:vertAlign", "w:lang"}},
        {"w:tblPr",
         {"w:tblStyle",
          "w:tblW",
          "w:jc",
          "w:tblInd",
          "w:tblBorders",
          "w:shd",
          "w:tblLayout",
          "w:tblCellMar",
          "w:tblLook",
          "w:tblCaption",
          "w:tblDescription"}},
        {"w:tblBorders", {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}},
        {"w:tblCellMar", {"w:top", "w:left", "w:bottom", "w:right"}},
        {"w:pBdr", {"w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar"}},
        {"w:tcPr",
         {"w:tcW",
          "w:gridSpan",
          "w:vMerge",
          "w:tcBorders",
          "w:shd",
          "w:noWrap",
          "w:tcMar",
          "w:vAlign",
          "w:hideMark"}},
        {"w:tbl", {"w:tblPr", "w:tblGrid", "*w:tr"}},
        {"w:tblGrid", {"*w:gridCol"}},
        {"w:tr", {"w:trPr", "*w:tc"}},
        {"w:tc", {"w:tcPr", "*w:p"}},
        {"w:sectPr",
         {"*w:headerReference",
          "*w:footerReference",
          "w:type",
          "w:pgSz",
          "w:pgMar",
          "w:pgNumType",
          "w:cols",
          "w:titlePg",
          "w:docGrid"}},
        {"w:style",
         {"w:name",
          "w:basedOn",
          "w:next",
          "w:link",
          "w:uiPriority",
          "w:semiHidden",
          "w:unhideWhenUsed",
          "w:qFormat",
          "w:pPr",
          "w:rPr",
          "w:tblPr",
          "w:trPr",
          "w:tcPr",
          "*w:tblStylePr"}},
        {"w:docDefaults", {"w:rPrDefault", "w:pPrDefault"}},
        {"w:abstractNum", {"w:nsid", "w:multiLevelType", "w:tmpl", "w:name", "*w:lvl"}},
        {"w:lvl",
         {"w:start",
          "w:numFmt",
          "w:lvlRestart",
          "w:pStyle",
          "w:suff",
          "w:lvlText",
          "w:lvlJc",
          "w:pPr",
          "w:rPr"}},
        {"w:num", {"w:abstractNumId", "*w:lvlOverride"}},
        {"w:lvlOverride", {"w:startOverride", "w:lvl"}},
        {"w:numbering", {"*w:abstractNum", "*w:num"}},
        {"w:numPr", {"w:ilvl", "w:numId"}},
    };
    return models;
}

/// What is wrong with the children of one element; empty when nothing is.
std::string out_of_order(const pugi::xml_node& node, const std::vector<std::string>& model) {
    std::size_t place = 0;
    for (const auto& child : node.children()) {
        const std::string name = child.name();
        const auto from = model.begin() + static_cast<std::ptrdiff_t>(place);
        const auto found = std::find_if(from, model.end(), [&](const std::string& each) {
            return each == name || each == "*" + name;
        });
        if (found == model.end()) {
            return name + " in " + node.path('/');
        }
        place = static_cast<std::size_t>(found - model.begin()) + (found->front() == '*' ? 0U : 1U);
    }
    return {};
}

struct Walker final : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& node) override {
        const auto model = content_models().find(node.name());
        if (model != content_models().end()) {
            ++looked_at;
            if (auto wrong = out_of_order(node, model->second); !wrong.empty()) {
                problems.push_back(std::move(wrong));
            }
        }
        const std::string name = node.name();
        // A cell ends with a paragraph, and the section's properties end the body.
        if (name == "w:tc" && std::string(node.last_child().name()) != "w:p") {
            problems.push_back("a cell without a paragraph");
        }
        if (name == "w:body" && std::string(node.last_child().name()) != "w:sectPr") {
            problems.push_back("a body without a section");
        }
        return true;
    }

    std::vector<std::string> problems;
    int looked_at = 0;
};

std::string everything() {
    Docx paper({"Title", "en", "Running", "Page", PaperSize::letter});
    for (const auto type : {Type::small, Type::normal, Type::large}) {
        paper.page(type);
        for (const auto tone : {Tone::plain, Tone::kicker, Tone::lead, Tone::small}) {
            paper.text("Text", tone);
        }
        for (int level = 1; level <= 3; ++level) {
            paper.heading(level, "Heading");
        }
        const std::vector<std::string> items{"One", "Two"};
        paper.list(ListStyle::steps, items);
        paper.list(ListStyle::points, items);
        paper.box("Never", items);
        for (const auto height : {RowHeight::text, RowHeight::form, RowHeight::log}) {
            paper.table({{"A", "B"}, {60, 40}, {{"1", "2"}, {"", ""}}, height});
        }
    }
    return paper.finish();
}

TEST(Docx, HasItsElementsInTheOrderThatTheSchemaLaysDown) {
    const auto file = everything();
    const Unzipped zip(file);
    Walker walker;
    for (const auto& name : zip.names()) {
        pugi::xml_document part;
        ASSERT_TRUE(part.load_string(zip.at(name).c_str())) << name;
        part.traverse(walker);
    }
    EXPECT_TRUE(walker.problems.empty()) << walker.problems.front();
    EXPECT_GT(walker.looked_at, 100);
}

TEST(Docx, OutOfOrderIsNoticed) {
    pugi::xml_document part;
    ASSERT_TRUE(part.load_string("<w:pPr><w:spacing/><w:keepNext/></w:pPr>"));
    Walker walker;
    part.traverse(walker);
    EXPECT_EQ(walker.problems.size(), 1U);
}

}  // namespace
}  // namespace belfry::documents
