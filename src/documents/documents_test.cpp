#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>
#include <zip.h>

#include "base/check.hpp"
#include "documents/table.hpp"

namespace belfry::documents {
namespace {

using std::chrono::November;
using std::chrono::year;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string member_of(const std::string& archive, const char* name) {
    auto* source = ::zip_source_buffer_create(archive.data(), archive.size(), 0, nullptr);
    auto* zip = ::zip_open_from_source(source, ZIP_RDONLY, nullptr);
    check(zip != nullptr, "not a zip archive");
    zip_stat_t state;
    check(::zip_stat(zip, name, 0, &state) == 0, name);
    std::string content(state.size, '\0');
    auto* file = ::zip_fopen(zip, name, 0);
    check(
        ::zip_fread(file, content.data(), content.size()) == static_cast<zip_int64_t>(state.size)
    );
    ::zip_fclose(file);
    ::zip_discard(zip);
    return content;
}

/// The sheet as a spreadsheet program reads it: cell name → text of its value.
struct Sheet {
    pugi::xml_document sheet;
    pugi::xml_document strings;
    pugi::xml_document styles;

    explicit Sheet(const std::string& xlsx) {
        check(bool(sheet.load_string(member_of(xlsx, "xl/worksheets/sheet1.xml").c_str())));
        check(bool(strings.load_string(
            member_of(xlsx, "xl/sharedStrings.xml").c_str(),
            pugi::parse_default | pugi::parse_ws_pcdata
        )));
        check(bool(styles.load_string(member_of(xlsx, "xl/styles.xml").c_str())));
    }

    pugi::xml_node cell(const std::string& name) const {
        return sheet.select_node(("//c[@r='" + name + "']").c_str()).node();
    }

    std::string value(const std::string& name) const {
        std::string raw = cell(name).child("v").text().get();
        if (std::string(cell(name).attribute("t").value()) != "s") {
            return raw;
        }
        const auto position = std::to_string(std::stoi(raw) + 1);
        return strings.select_node(("(//si)[" + position + "]/t").c_str()).node().text().get();
    }

    std::string format(const std::string& name) const {
        const auto position = std::to_string(cell(name).attribute("s").as_int() + 1);
        const auto style = styles.select_node(("(//cellXfs/xf)[" + position + "]").c_str()).node();
        const std::string id = style.attribute("numFmtId").value();
        return styles.select_node(("//numFmt[@numFmtId='" + id + "']").c_str())
            .node()
            .attribute("formatCode")
            .value();
    }
};

Table table_of(std::vector<Cell> cells) {
    Table table{"list", {}, {}};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        table.columns.push_back("c" + std::to_string(i));
    }
    table.rows.push_back(std::move(cells));
    return table;
}

TEST(Csv, StartsWithAByteOrderMarkAndEndsEachRowWithCrlf) {
    EXPECT_EQ(
        to_csv({"list", {"title", "count"}, {{"A", std::int64_t{1}}, {"B", std::int64_t{2}}}}),
        "\xEF\xBB\xBFtitle,count\r\nA,1\r\nB,2\r\n"
    );
}

TEST(Csv, QuotesSeparatorsQuotesAndLineBreaks) {
    EXPECT_THAT(
        to_csv(table_of({"a,b", "say \"yes\"", "two\nlines", "plain"})),
        HasSubstr("\r\n\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",plain\r\n")
    );
}

TEST(Csv, WritesDatesInIsoAndMoneyInDollars) {
    EXPECT_THAT(
        to_csv(table_of(
            {year(2026) / November / 3,
             Instant(std::chrono::milliseconds(1)),
             Money::cents(-1205),
             Money::cents(7),
             true,
             0.25,
             std::monostate()}
        )),
        HasSubstr("\r\n2026-11-03,1970-01-01T00:00:00.001Z,-12.05,0.07,true,0.25,\r\n")
    );
}

class Formula : public ::testing::TestWithParam<const char*> {};

TEST_P(Formula, IsNeutralisedInCsvAndXlsx) {
    const std::string text = GetParam();
    const auto csv = to_csv(table_of({text}));
    const auto row = csv.substr(csv.find("\r\n") + 2);
    EXPECT_TRUE(row.starts_with('\'') || row.starts_with("\"'")) << row;
    const Sheet sheet(to_xlsx(table_of({text})));
    EXPECT_THAT(sheet.value("A2"), StartsWith("'"));
    EXPECT_FALSE(sheet.cell("A2").child("f"));
}

INSTANTIATE_TEST_SUITE_P(
    Openings,
    Formula,
    ::testing::Values(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =cmd|'/c calc'!A0",
        "\n=1",
        "＝1",
        "\u00A0=1+1",
        "\u3000=1+1",
        "\u200B\u2060=1+1",
        "\uFEFF@SUM(A1)",
        " \u2003\t-1",
        "＋1",
        "－1",
        "＠x"
    )
);

TEST(Csv, LeavesPlainTextAndNegativeNumbersAsTheyAre) {
    EXPECT_THAT(
        to_csv(table_of({"a=b", "O'Brien", std::int64_t{-5}, -0.5})),
        HasSubstr("\r\na=b,O'Brien,-5,-0.5\r\n")
    );
}

TEST(Xlsx, WritesDatesAsDatesAndMoneyAsNumbers) {
    using namespace std::chrono_literals;
    const auto noon = std::chrono::sys_days(year(2026) / November / 3) + 12h;
    const Sheet sheet(
        to_xlsx(table_of({year(2026) / November / 3, Instant(noon), Money::cents(123456)}))
    );
    // Excel's day 46329 is 3 November 2026: 2026-01-01 is 46023, and 306 days follow.
    EXPECT_EQ(sheet.value("A2"), "46329");
    EXPECT_EQ(sheet.format("A2"), "yyyy-mm-dd");
    EXPECT_EQ(sheet.value("B2"), "46329.5");
    EXPECT_EQ(sheet.format("B2"), "yyyy-mm-dd hh:mm:ss");
    EXPECT_EQ(sheet.value("C2"), "1234.56");
}

TEST(Xlsx, FreezesABoldHeader) {
    const Sheet sheet(to_xlsx({"list", {"title"}, {{"A"}}}));
    EXPECT_EQ(sheet.value("A1"), "title");
    EXPECT_EQ(sheet.value("A2"), "A");
    const auto pane = sheet.sheet.select_node("//pane").node();
    EXPECT_STREQ(pane.attribute("state").value(), "frozen");
    EXPECT_STREQ(pane.attribute("ySplit").value(), "1");
    EXPECT_NE(sheet.cell("A1").attribute("s").as_int(), 0);
}

TEST(Xlsx, KeepsAnyTextReadable) {
    const std::string text = "ñ <b>&amp; \"x\" \x01 end";
    const Sheet sheet(
        to_xlsx(table_of({text, std::string(40'000, 'x'), std::int64_t{9'007'199'254'740'993}}))
    );
    EXPECT_THAT(sheet.value("A2"), StartsWith("ñ <b>&amp; \"x\" "));
    EXPECT_THAT(sheet.value("B2"), ::testing::EndsWith("x…"));
    EXPECT_EQ(sheet.value("C2"), "9007199254740993");
}

TEST(Xlsx, TakesAnyNameAndAnEmptyTable) {
    EXPECT_NO_THROW((void
    )to_xlsx({"a/very:long[name]*with?everything'that Excel refuses", {"c"}, {}}));
    EXPECT_NO_THROW((void)to_xlsx({"", {}, {}}));
}

}  // namespace
}  // namespace belfry::documents
