#include "documents/delimited.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace belfry::documents {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, char delimiter = ',') {
    Rows out;
    read_rows(text, delimiter, [&](const DelimitedRow& row) {
        out.emplace_back(row.fields.begin(), row.fields.end());
        return true;
    });
    return out;
}

TEST(Delimited, ReadsQuotesLineEndsInsideThemAndDoubledQuotes) {
    EXPECT_EQ(
        rows_of("a,\"b \"\"x\"\" c\",\"two\r\nlines\"\r\n1,,3\r\n"),
        (Rows{{"a", "b \"x\" c", "two\r\nlines"}, {"1", "", "3"}})
    );
    EXPECT_EQ(rows_of("a,b\n\n\nc,d"), (Rows{{"a", "b"}, {"c", "d"}}));
    EXPECT_EQ(rows_of("a,b,"), (Rows{{"a", "b", ""}}));
    EXPECT_EQ(rows_of("=\"001\",x\n"), (Rows{{"=\"001\"", "x"}}));
}

TEST(Delimited, ABareCarriageReturnEndsALineOnlyWhereThereIsNoLineFeed) {
    EXPECT_EQ(rows_of("a,b\rc,d\r"), (Rows{{"a", "b"}, {"c", "d"}}));
    EXPECT_EQ(rows_of("\"a\rx\",b\nc,d\n"), (Rows{{"a\rx", "b"}, {"c", "d"}}));
    EXPECT_EQ(rows_of("a\rx,b\nc,d\n"), (Rows{{"a\rx", "b"}, {"c", "d"}}));
}

TEST(Delimited, NamesTheLineWhereARowBegins) {
    std::vector<std::size_t> lines;
    bool unclosed = false;
    read_rows("a\n\"b\nb\"\nc\n\"d", ',', [&](const DelimitedRow& row) {
        lines.push_back(row.line);
        unclosed = row.unclosed_quote;
        return true;
    });
    EXPECT_EQ(lines, (std::vector<std::size_t>{1, 2, 4, 5}));
    EXPECT_TRUE(unclosed);
}

TEST(Delimited, FindsTheDelimiter) {
    EXPECT_EQ(likely_delimiter("a;b;c\n1,5;2;3\n4,5;6;7\n"), ';');
    EXPECT_EQ(likely_delimiter("name\taddress, city\nA\tx, y\nB\tz, w\n"), '\t');
    EXPECT_EQ(likely_delimiter("one\ntwo\n"), ',');
}

TEST(PlainText, FindsTheEncodingAndSaysIt) {
    const auto form = [](const std::string& bytes) {
        return plain_text(bytes, "f").value().form;
    };
    EXPECT_EQ(form("a,b\n").encoding, Encoding::utf8);
    EXPECT_EQ(
        form("\xEF\xBB\xBF"
             "a,b\r\n")
            .encoding,
        Encoding::utf8_bom
    );
    EXPECT_EQ(
        form("\xEF\xBB\xBF"
             "a,b\r\n")
            .line_ends,
        LineEnds::crlf
    );
    const auto western = plain_text(
                             "Do\xF1"
                             "a \x92s,b\n",
                             "f"
    )
                             .value();
    EXPECT_EQ(western.form.encoding, Encoding::windows_1252);
    EXPECT_EQ(western.text, "Doña ’s,b\n");
    using namespace std::string_literals;
    const auto wide = plain_text(
                          "\xFF\xFE"
                          "a\0\t\0\xF1\0\n\0"s,
                          "f"
    )
                          .value();
    EXPECT_EQ(wide.form.encoding, Encoding::utf16_little);
    EXPECT_EQ(wide.text, "a\tñ\n");
    EXPECT_EQ(wide.form.delimiter, "\t");
    EXPECT_EQ(form("a\nb\r\nc\n").line_ends, LineEnds::mixed);
    EXPECT_EQ(form("a\rb\r").line_ends, LineEnds::cr);
}

TEST(PlainText, RefusesSpreadsheetsAndBinaryFilesByName) {
    for (const std::string& bytes :
         {std::string("\xD0\xCF\x11\xE0 rest"),
          std::string("PK\x03\x04 rest"),
          std::string("a\0b", 3)}) {
        const auto read = plain_text(bytes, "votes.csv");
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, "file_is_not_text");
        EXPECT_NE(read.error().summary.find("votes.csv"), std::string::npos);
    }
}

TEST(WithoutGuard, TakesOffWhatASpreadsheetPutAround) {
    EXPECT_EQ(without_guard("=\"0012\""), "0012");
    EXPECT_EQ(without_guard("  x "), "x");
    EXPECT_EQ(without_guard("=SUM(A1)"), "=SUM(A1)");
    EXPECT_EQ(without_guard("   "), "");
}

RC_GTEST_PROP(Delimited, WhatIsQuotedComesBack, (const Rows& given)) {
    std::string text;
    Rows wanted;
    for (const auto& row : given) {
        if (row.empty() || (row.size() == 1 && row.front().empty())) {
            continue;
        }
        std::vector<std::string> cells;
        for (std::size_t at = 0; at < row.size(); ++at) {
            std::string quoted = "\"";
            for (const char each : row[at]) {
                quoted += each == '"' ? "\"\"" : std::string(1, each);
            }
            text += (at == 0 ? "" : ",") + quoted + "\"";
            cells.push_back(row[at]);
        }
        text += "\n";
        wanted.push_back(cells);
    }
    RC_ASSERT(rows_of(text) == wanted);
}

/// Rows without quotes, character by character.
Rows slow_rows(std::string_view text, char delimiter) {
    const bool cr_ends = text.find('\n') == std::string_view::npos;
    Rows out{{""}};
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool crlf = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
        if (text[at] == '\n' || crlf || (text[at] == '\r' && cr_ends)) {
            out.push_back({""});
            at += crlf ? 1U : 0U;
        } else if (text[at] == delimiter) {
            out.back().emplace_back();
        } else {
            out.back().back() += text[at];
        }
    }
    std::erase_if(out, [](const auto& row) { return row.size() == 1 && row.front().empty(); });
    return out;
}

RC_GTEST_PROP(Delimited, ManyCharactersAtOnceAreReadAsOneByOne, ()) {
    // Short fields and long ones, at every place in a word; bytes near those that are sought.
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        ",",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "0",
        "1",
        "abcdefghij",
        " ",
        "-",
        ".",
        "\x0b",
        "\x0e",
        "\x7f",
        "é",
        "\x8c\xac"
    ));
    std::string text;
    for (const auto& piece : pieces) {
        text += piece;
    }
    for (const char delimiter : {',', '\t'}) {
        RC_ASSERT(rows_of(text, delimiter) == slow_rows(text, delimiter));
    }
}

}  // namespace
}  // namespace belfry::documents
