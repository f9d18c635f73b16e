#include "documents/sheets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "base/check.hpp"
#include "documents/date_format.hpp"
#include "documents/table.hpp"

namespace belfry::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A zip archive of these members.
std::string archive_of(const std::vector<std::pair<std::string, std::string>>& members) {
    zip_error_t error;
    auto* buffer = ::zip_source_buffer_create(nullptr, 0, 0, &error);
    ::zip_source_keep(buffer);
    auto* zip = ::zip_open_from_source(buffer, ZIP_CREATE, &error);
    for (const auto& [name, content] : members) {
        auto* source = ::zip_source_buffer(zip, content.data(), content.size(), 0);
        check(::zip_file_add(zip, name.c_str(), source, 0) >= 0);
    }
    check(::zip_close(zip) == 0);
    ::zip_source_open(buffer);
    ::zip_source_seek(buffer, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(::zip_source_tell(buffer)), '\0');
    ::zip_source_seek(buffer, 0, SEEK_SET);
    check(::zip_source_read(buffer, bytes.data(), bytes.size()) >= 0);
    ::zip_source_close(buffer);
    ::zip_source_free(buffer);
    return bytes;
}

Result<std::vector<Sheet>> sheets_of(std::string bytes, std::string name) {
    Bytes source(std::move(name), std::move(bytes));
    return read_sheets(source);
}

TEST(Workbook, GivesBackWhatTheWriterWrote) {
    Table table{"places", {"name", "voters", "open"}, {}};
    table.rows.push_back({Cell(std::string("Fire & rescue")), Cell(std::int64_t{1500}), Cell(true)}
    );
    table.rows.push_back({Cell(std::string("Café")), Cell(), Cell(2.5)});
    const auto sheets = sheets_of(to_xlsx(table), "places.xlsx");
    ASSERT_TRUE(sheets) << sheets.error().summary;
    ASSERT_EQ(sheets->size(), 1U);
    const auto& rows = sheets->front().rows;
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[0].cells, ElementsAre("name", "voters", "open"));
    EXPECT_EQ(rows[1].cells[0], "Fire & rescue");
    EXPECT_EQ(rows[1].cells[1], "1500");
    EXPECT_EQ(rows[2].number, 3U);
    EXPECT_EQ(rows[2].cells[0], "Café");
    EXPECT_EQ(rows[2].cells[2], "2.5");
}

TEST(Workbook, ReadsRunsInlineTextGapsAndErrors) {
    const auto bytes = archive_of({
        {"xl/workbook.xml",
         R"(<x:workbook xmlns:x="u" xmlns:r="v"><x:sheets><x:sheet name="A" r:id="rId1"/></x:sheets></x:workbook>)"
        },
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId1" Target="worksheets/one.xml"/></Relationships>)"},
        {"xl/sharedStrings.xml",
         R"(<sst><si><r><t>Fire </t></r><r><t>Station</t></r><rPh><t>no</t></rPh></si></sst>)"},
        {"xl/worksheets/one.xml",
         R"(<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>x</t></is></c>
            <c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row><row r="7"><c r="B7"><v></v></c></row></sheetData></worksheet>)"
        },
    });
    const auto sheets = sheets_of(bytes, "a.xlsx");
    ASSERT_TRUE(sheets) << sheets.error().summary;
    ASSERT_EQ(sheets->front().rows.size(), 1U) << "an empty row is none";
    EXPECT_EQ(sheets->front().rows[0].number, 2U);
    EXPECT_THAT(
        sheets->front().rows[0].cells, ElementsAre("Fire Station", "", "x", "#N/A", "TRUE")
    );
}

TEST(Workbook, TellsWhatIsHiddenMergedOrWithoutResult) {
    const auto bytes = archive_of({
        {"xl/workbook.xml",
         R"(<workbook xmlns:r="v"><sheets><sheet name="A" r:id="a"/><sheet name="B" state="veryHidden" r:id="b"/></sheets></workbook>)"
        },
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="a" Target="a.xml"/><Relationship Id="b" Target="b.xml"/></Relationships>)"
        },
        {"xl/a.xml",
         R"(<worksheet><sheetData><row r="1"><c r="A1"><v>104.0</v></c><c r="B1"><f>A1</f></c></row>
            <row r="2" hidden="1"><c r="A2"><v>7</v></c><c r="B2" t="str"><f>A1</f><v></v></c></row>
            <row r="3"><c r="B3"><f>A1</f></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="bad"/><mergeCell ref="B3:AA9"/></mergeCells></worksheet>)"
        },
        {"xl/b.xml", R"(<worksheet><sheetData/></worksheet>)"},
    });
    const auto sheets = sheets_of(bytes, "a.xlsx");
    ASSERT_TRUE(sheets) << sheets.error().summary;
    ASSERT_EQ(sheets->size(), 2U);
    const auto& sheet = sheets->front();
    EXPECT_FALSE(sheet.hidden);
    EXPECT_TRUE(sheets->back().hidden);
    ASSERT_EQ(sheet.rows.size(), 3U) << "a row of formulas alone is one";
    EXPECT_THAT(sheet.rows[0].cells, ElementsAre("104", ""));
    EXPECT_EQ(sheet.rows[0].lost_results, 1U);
    EXPECT_TRUE(sheet.rows[1].hidden);
    EXPECT_EQ(sheet.rows[1].lost_results, 0U) << "its result is no text";
    EXPECT_EQ(sheet.rows[2].lost_results, 1U);
    EXPECT_THAT(sheet.merged, ElementsAre(MergedCells{1, 2, 0, 0}, MergedCells{3, 9, 1, 26}));
}

/// A workbook with these cells in its first row; `properties` are those of `workbookPr`.
std::string with_dates(const std::string& cells, const std::string& properties = "") {
    return archive_of({
        {"xl/workbook.xml",
         "<workbook xmlns:r=\"v\"><workbookPr " + properties +
             "/><sheets><sheet name=\"A\" r:id=\"a\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="a" Target="a.xml"/></Relationships>)"},
        {"xl/styles.xml",
         R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="m\-d;@"/>)"
         R"(<numFmt numFmtId="165" formatCode="m/d/yy h:mm"/></numFmts>)"
         R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
         R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="16"/><xf numFmtId="164"/><xf numFmtId="165"/>)"
         R"(<xf numFmtId="14"/></cellXfs></styleSheet>)"},
        {"xl/a.xml", "<worksheet><sheetData><row>" + cells + "</row></sheetData></worksheet>"},
    });
}

TEST(Workbook, GivesDatesAsTheyAreShown) {
    const auto sheets = sheets_of(
        with_dates(
            R"(<c s="1"><v>46330</v></c><c s="2"><v>46330</v></c><c s="3"><v>46330.3</v></c>)"
            R"(<c s="4"><v>46330.0</v></c><c><v>46330</v></c><c s="1" t="str"><v>x</v></c>)"
            R"(<c s="1"><v>46330.5</v></c><c s="9"><v>7</v></c>)"
        ),
        "a.xlsx"
    );
    ASSERT_TRUE(sheets) << sheets.error().summary;
    EXPECT_THAT(
        sheets->front().rows[0].cells,
        ElementsAre("4-Nov", "11-4", "46330.3", "11/4/2026", "46330", "x", "46330.5", "7")
    );
}

TEST(Workbook, CountsDaysFrom1904WhereTheWorkbookDoes) {
    const auto sheets = sheets_of(
        with_dates(R"(<c s="4"><v>44868</v></c><c><v>44868</v></c>)", "date1904=\"1\""), "a.xlsx"
    );
    ASSERT_TRUE(sheets) << sheets.error().summary;
    EXPECT_THAT(sheets->front().rows[0].cells, ElementsAre("11/4/2026", "44868"));
}

TEST(DateFormat, ShowsADateAsASpreadsheetDoes) {
    const double day = 46'330;  // Wednesday, November 4, 2026
    EXPECT_EQ(shown_date("mmm-yy", day), "Nov-26");
    EXPECT_EQ(shown_date("[$-409]dddd, mmmm dd, yyyy;@", day), "Wednesday, November 04, 2026");
    EXPECT_EQ(shown_date("yyyy\\-MM\\-dd", day), "2026-11-04");
    EXPECT_EQ(shown_date("d.m.yy", day), "4.11.26");
    EXPECT_EQ(shown_date("\"Day \"d", day), "Day 4");
    EXPECT_EQ(shown_date("d-mmm", 1), "1-Jan");
    EXPECT_EQ(shown_date("d-mmm", 61), "1-Mar");
}

TEST(DateFormat, KnowsWhatIsNoDate) {
    for (const auto* format :
         {"General",
          "0",
          "#,##0",
          "h:mm",
          "m/d/yy h:mm",
          "[h]:mm",
          "[m]",
          "@",
          "",
          "\"d\"",
          "[Red]0",
          "\"d",
          "[",
          "00000"}) {
        EXPECT_EQ(shown_date(format, 46'330), std::nullopt) << format;
    }
    for (const double days : {0.0, -1.0, 60.0, 46'330.5, 2'958'466.0}) {
        EXPECT_EQ(shown_date("d-mmm", days), std::nullopt) << days;
    }
}

TEST(Workbook, RefusesWhatIsNone) {
    for (const auto& bytes :
         {std::string("PK\x03\x04 but no more"),
          archive_of({{"a.txt", "x"}}),
          archive_of({{"xl/workbook.xml", "<workbook><sheets>"}})}) {
        const auto sheets = sheets_of(bytes, "a.xlsx");
        ASSERT_FALSE(sheets);
        EXPECT_THAT(sheets.error().summary, HasSubstr("a.xlsx"));
    }
}

}  // namespace
}  // namespace belfry::documents
