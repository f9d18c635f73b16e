#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "documents/docx.hpp"
#include "documents/paper_html.hpp"
#include "documents/test_zip.hpp"
#include "documents/zip_write.hpp"

namespace belfry::documents {
namespace {

PaperFrame frame() {
    return {"Plan \"B\" & more", "en", "Port Ellery · plan 7 · 3fa9", "Page", PaperSize::letter};
}

/// One of everything, on two pages.
void write_all(Paper& paper) {
    paper.page(Type::large);
    paper.heading(1, "Paper <poll> books");
    paper.text("20 people or more stand in line", Tone::lead);
    const std::vector<std::string> steps{"Break the seal.", "Find the voter."};
    paper.list(ListStyle::steps, steps);
    paper.box("Never", std::vector<std::string>{"Never turn a voter away."});
    paper.page(Type::normal);
    paper.heading(2, "Log");
    paper.list(ListStyle::points, steps);
    paper.list(ListStyle::steps, steps);
    paper.table({{"Time", "Line"}, {30, 70}, {{"7:00 a.m.", ""}, {"7:15 a.m.", ""}}, RowHeight::log}
    );
}

std::string html() {
    std::string out;
    HtmlPaper paper(frame(), [&](std::string_view part) { out += part; });
    write_all(paper);
    paper.finish();
    return out;
}

std::string docx() {
    Docx paper(frame());
    write_all(paper);
    return paper.finish();
}

pugi::xml_document part_of(const std::string& file, const std::string& name) {
    const Unzipped archive(file);
    pugi::xml_document document;
    const auto parsed = document.load_string(archive.at(name).c_str());
    EXPECT_TRUE(parsed) << name << ": " << parsed.description();
    return document;
}

int count(const pugi::xml_node& node, const char* path) {
    return static_cast<int>(node.select_nodes(path).size());
}

TEST(HtmlPaper, HoldsWhatWasWrittenEscapedOnePageASection) {
    const auto page = html();
    EXPECT_NE(page.find("<title>Plan &quot;B&quot; &amp; more</title>"), std::string::npos);
    EXPECT_NE(page.find("<h1>Paper &lt;poll&gt; books</h1>"), std::string::npos);
    EXPECT_NE(page.find("<ol>\n<li>Break the seal.</li>"), std::string::npos);
    EXPECT_NE(page.find("<th scope=\"col\">Time</th>"), std::string::npos);
    EXPECT_NE(page.find("@page{size:letter;"), std::string::npos);
    EXPECT_EQ(page.find("style=\""), std::string::npos);
    std::size_t sections = 0;
    for (auto at = page.find("<section"); at != std::string::npos;
         at = page.find("<section", at + 1)) {
        ++sections;
    }
    EXPECT_EQ(sections, 2U);
}

TEST(HtmlPaper, IsPassedOnInPieces) {
    std::size_t most = 0;
    std::size_t pieces = 0;
    HtmlPaper paper(frame(), [&](std::string_view part) {
        most = std::max(most, part.size());
        ++pieces;
    });
    for (int i = 0; i < 20'000; ++i) {
        write_all(paper);
    }
    paper.finish();
    EXPECT_GT(pieces, 100U);
    EXPECT_LT(most, 100'000U);
}

TEST(Docx, HasEveryPartItNamesAndEachIsWellFormed) {
    const auto file = docx();
    EXPECT_EQ(Unzipped(file).names().front(), "[Content_Types].xml");
    const auto types = part_of(file, "[Content_Types].xml");
    for (const auto& over : types.child("Types").children("Override")) {
        part_of(file, over.attribute("PartName").as_string() + 1);
    }
    const auto relations = part_of(file, "word/_rels/document.xml.rels");
    for (const auto& relation : relations.child("Relationships").children()) {
        part_of(file, std::string("word/") + relation.attribute("Target").as_string());
    }
}

TEST(Docx, HasRealHeadingsListsTablesAndPages) {
    const auto file = docx();
    const auto document = part_of(file, "word/document.xml");
    EXPECT_EQ(count(document, "//w:pStyle[@w:val='Heading1']"), 1);
    EXPECT_EQ(count(document, "//w:br[@w:type='page']"), 1);
    EXPECT_EQ(count(document, "//w:tbl"), 1);
    EXPECT_EQ(count(document, "//w:tblHeader"), 1);
    EXPECT_EQ(count(document, "//w:tr"), 3);
    EXPECT_EQ(count(document, "//w:headerReference"), 1);
    EXPECT_EQ(
        std::string(document.select_node("//w:p[w:pPr/w:pStyle/@w:val='Heading1']//w:t")
                        .node()
                        .text()
                        .as_string()),
        "Paper <poll> books"
    );
    // Two lists of steps count from 1 each.
    const auto numbering = part_of(file, "word/numbering.xml");
    EXPECT_EQ(count(numbering, "//w:startOverride"), 2);
    EXPECT_EQ(count(document, "//w:numId[@w:val='2']"), 2);
    EXPECT_EQ(count(document, "//w:numId[@w:val='3']"), 2);
}

TEST(Docx, UsesNoStyleAndNoListThatItDoesNotDefine) {
    const auto file = docx();
    const auto document = part_of(file, "word/document.xml");
    const auto styles = part_of(file, "word/styles.xml");
    const auto numbering = part_of(file, "word/numbering.xml");
    for (const auto& used : document.select_nodes("//w:pStyle | //w:tblStyle")) {
        const std::string id = used.node().attribute("w:val").as_string();
        EXPECT_EQ(count(styles, ("//w:style[@w:styleId='" + id + "']").c_str()), 1) << id;
    }
    for (const auto& used : document.select_nodes("//w:numId")) {
        const std::string id = used.node().attribute("w:val").as_string();
        EXPECT_EQ(count(numbering, ("//w:num[@w:numId='" + id + "']").c_str()), 1) << id;
    }
}

TEST(Docx, LeavesOutWhatXmlCannotHold) {
    Docx paper(frame());
    paper.page(Type::normal);
    paper.text(
        "a\x01\x1F"
        "b\n<c>",
        Tone::plain
    );
    const auto file = paper.finish();
    const auto document = part_of(file, "word/document.xml");
    EXPECT_EQ(std::string(document.select_node("//w:t").node().text().as_string()), "ab <c>");
}

TEST(Docx, IsTheSameBytesForTheSameText) {
    EXPECT_EQ(docx(), docx());
}

TEST(ZipWrite, IsReadBack) {
    const std::string large(3'000'000, 'x');
    const std::vector<ZipEntry> entries{{"a.txt", "first"}, {"b/ü.txt", large}, {"empty", ""}};
    const auto file = zip_of(entries);
    EXPECT_LT(file.size(), 50'000U);
    const Unzipped archive(file);
    EXPECT_EQ(archive.names(), (std::vector<std::string>{"a.txt", "b/ü.txt", "empty"}));
    EXPECT_EQ(archive.at("a.txt"), "first");
    EXPECT_EQ(archive.at("b/ü.txt"), large);
    EXPECT_EQ(archive.at("empty"), "");
}

}  // namespace
}  // namespace belfry::documents
