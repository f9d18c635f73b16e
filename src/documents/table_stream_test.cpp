#include "documents/table_stream.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "documents/json_stream.hpp"
#include "documents/table.hpp"
#include "documents/xml.hpp"
#include "documents/zip.hpp"

namespace belfry::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Row = std::vector<std::string>;

/// Gives a few bytes at a time, so that every row lies across several pieces.
class Slow final : public Source {
public:
    explicit Slow(std::string bytes, std::size_t step = 1)
        : bytes_(std::move(bytes)), step_(step) {}

    [[nodiscard]] std::string_view name() const override { return "slow"; }

    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }

    [[nodiscard]] Result<std::size_t> read(std::uint64_t offset, std::span<char> into) override {
        return offset >= bytes_.size()
                   ? 0U
                   : bytes_.copy(into.data(), std::min(step_, into.size()), offset);
    }

private:
    std::string bytes_;
    std::size_t step_;
};

std::vector<Row> rows_of(Source& source) {
    std::vector<Row> out;
    const auto form = read_table(source, [&](const DelimitedRow& row) {
        out.emplace_back(row.fields.begin(), row.fields.end());
        return true;
    });
    EXPECT_TRUE(form) << form.error().summary;
    return out;
}

TEST(TableStream, PiecesGiveTheSameRowsAsTheWholeText) {
    const std::string text =
        "a,\"b\nc\",d\r\n1,\"x\"\"y\",\xC3\xA9\r\n\r\n2,\"\",\"z\"tail\r\n3,,\xE2\x82\xAC";
    const auto plain = plain_text(text, "t.csv").value();
    std::vector<Row> whole;
    read_rows(plain.text, ',', [&](const DelimitedRow& row) {
        whole.emplace_back(row.fields.begin(), row.fields.end());
        return true;
    });
    ASSERT_EQ(whole.size(), 4U);
    for (const std::size_t step : {1U, 2U, 3U, 7U, 1000U}) {
        Slow source(text, step);
        const auto form = text_form_of(source).value();
        EXPECT_EQ(form.encoding, plain.form.encoding) << step;
        EXPECT_EQ(form.line_ends, plain.form.line_ends) << step;
        EXPECT_EQ(rows_of(source), whole) << step;
    }
}

TEST(TableStream, EncodingsAndLineEndsAreFoundInPieces) {
    Slow wide(std::string(
        "\xFF\xFE"
        "a\0\t\0\x3D\xD8\x00\xDE\r\0\n\0",
        14
    ));
    EXPECT_EQ(text_form_of(wide)->encoding, Encoding::utf16_little);
    EXPECT_THAT(rows_of(wide), ElementsAre(Row{"a", "\xF0\x9F\x98\x80"}));
    Slow old_text("caf\xE9,1\rna\xEFve,2\r");
    EXPECT_EQ(text_form_of(old_text)->encoding, Encoding::windows_1252);
    EXPECT_EQ(text_form_of(old_text)->line_ends, LineEnds::cr);
    EXPECT_THAT(rows_of(old_text), ElementsAre(Row{"caf\xC3\xA9", "1"}, Row{"na\xC3\xAFve", "2"}));
    Slow cut("a,b\n\xC3");
    EXPECT_EQ(text_form_of(cut)->encoding, Encoding::windows_1252);
}

TEST(TableStream, AQuoteThatIsNeverClosedIsSaid) {
    Bytes source("open.csv", "a,b\n1,\"" + std::string(17U << 20U, 'x'));
    const auto form = read_table(source, [](const DelimitedRow&) { return true; });
    ASSERT_FALSE(form);
    EXPECT_THAT(form.error().summary, HasSubstr("line 2"));
}

RC_GTEST_PROP(TableStream, AnyBytesInPiecesReadLikeTheWhole, ()) {
    const auto text = *rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r'));
    std::vector<Row> whole;
    const auto plain = plain_text(text, "t").value();
    read_rows(plain.text, ',', [&](const DelimitedRow& row) {
        whole.emplace_back(row.fields.begin(), row.fields.end());
        return true;
    });
    Slow source(text, 1);
    auto form = text_form_of(source).value();
    form.delimiter = ",";
    form.line_ends = text.find('\n') == std::string::npos ? LineEnds::cr : LineEnds::lf;
    std::vector<Row> pieces;
    RC_ASSERT(read_rows(source, form, [&](const DelimitedRow& row) {
                  pieces.emplace_back(row.fields.begin(), row.fields.end());
                  return true;
              }).has_value());
    RC_ASSERT(pieces == whole);
}

TEST(Workbook, WhatIsWrittenIsRead) {
    Table table{"Batches", {"Batch", "Cards"}, {{"A & B", 27}, {"", std::int64_t{5}}}};
    Bytes source("m.xlsx", to_xlsx(table));
    const auto rows = rows_of(source);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1], (Row{"A & B", "27"}));
    EXPECT_EQ(rows[2][1], "5");
    Bytes broken("m.xlsx", to_xlsx(table).substr(0, 900));
    EXPECT_FALSE(read_table(broken, [](const DelimitedRow&) { return true; }));
}

TEST(Zip, ABombIsRefusedByItsList) {
    Table table{"Long", {"x"}, {}};
    for (int row = 0; row < 2000; ++row) {
        table.rows.push_back({std::string(2000, 'a')});
    }
    Bytes source("bomb.xlsx", to_xlsx(table));
    ZipLimits limits;
    limits.free_bytes = 1;
    limits.most_ratio = 2;
    const auto refused = Zip::open(source, limits);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().summary, HasSubstr("times its size"));
    EXPECT_TRUE(Zip::open(source));
    limits = {};
    limits.most_bytes = 100;
    EXPECT_FALSE(Zip::open(source, limits));
    limits = {};
    limits.most_members = 1;
    EXPECT_FALSE(Zip::open(source, limits));
}

class Texts final : public XmlListener {
public:
    void opened(std::string_view, const XmlAttributes&) override {}

    void closed(std::string_view name, std::string_view text) override {
        seen.emplace_back(std::string(name) + "=" + std::string(text));
    }

    std::vector<std::string> seen;
};

TEST(Xml, ElementsComeWithoutTheirPrefixAndEntitiesAreRefused) {
    Texts texts;
    Slow good("<c:a xmlns:c='u'><c:b>1 &lt; 2</c:b></c:a>");
    ASSERT_TRUE(read_xml(good, texts));
    EXPECT_THAT(texts.seen, ElementsAre("b=1 < 2", "a="));
    Slow laughs("<!DOCTYPE l [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>\n<l>&b;</l>", 1000);
    Texts none;
    const auto refused = read_xml(laughs, none);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().summary, HasSubstr("document type"));
    EXPECT_TRUE(none.seen.empty());
    std::string deep;
    for (int level = 0; level < 100; ++level) {
        deep += "<a>";
    }
    Bytes nested("deep.xml", deep);
    EXPECT_FALSE(read_xml(nested, none));
    Slow cut("<a>\n<b>");
    EXPECT_THAT(read_xml(cut, none).error().summary, HasSubstr("line 2"));
}

std::vector<std::string> pieces_of(std::string text, std::size_t step, std::string* why = nullptr) {
    Slow source(std::move(text), step);
    std::vector<std::string> out;
    const auto read = read_json_pieces(source, [&](const JsonPiece& piece) -> Result<bool> {
        out.push_back(
            std::string(piece.key) + (piece.is_element ? std::to_string(piece.index) : "") + "@" +
            std::to_string(piece.line) + ":" + std::string(piece.text)
        );
        return true;
    });
    if (why != nullptr) {
        *why = read ? "" : read.error().summary;
    } else {
        EXPECT_TRUE(read) << read.error().summary;
    }
    return out;
}

TEST(JsonStream, MembersAndElementsComeWhole) {
    const std::string text =
        "\xEF\xBB\xBF{ \"a\" : 12,\n\"l\":[ {\"x\":\"]}\\\\\\\"\"} "
        ",\n[1,2],3],\"e\":[],\"z\":\"q\"}\n";
    for (const std::size_t step : {1U, 2U, 5U, 1000U}) {
        EXPECT_THAT(
            pieces_of(text, step),
            ElementsAre(
                "a@1:12", "l0@2:{\"x\":\"]}\\\\\\\"\"}", "l1@3:[1,2]", "l2@3:3", "z@3:\"q\""
            )
        );
    }
}

TEST(JsonStream, WhatIsNotWholeIsRefusedByLine) {
    for (const char* text :
         {"",
          "[1]",
          "{",
          "{\"a\"",
          "{\"a\":}",
          "{\"a\":1",
          "{\"a\":[1,}",
          "{\"a\":\n[1",
          "{\"a\":\"x}",
          "{\"a\":1}x",
          "{1:2}",
          "{\"a\":[{]}"}) {
        std::string why;
        static_cast<void>(pieces_of(text, 1, &why));
        EXPECT_THAT(why, HasSubstr("line ")) << text;
    }
    std::string why;
    static_cast<void>(pieces_of("{\"a\":\n\n[1", 1, &why));
    EXPECT_THAT(why, HasSubstr("line 3"));
}

}  // namespace
}  // namespace belfry::documents
