#include <set>

#include <gtest/gtest.h>

#include "text/catalog.hpp"
#include "text/characters.hpp"
#include "text/escape.hpp"
#include "text/fold.hpp"
#include "text/markdown.hpp"

namespace belfry::text {
namespace {

TEST(Fold, FindsAccentedWordsWithoutAccents) {
    EXPECT_EQ(fold("Educación ÑANDÚ"), "educacion nandu");
    EXPECT_EQ(fold("Straße, Œuvre, Łódź"), "strasse, oeuvre, lodz");
    EXPECT_EQ(fold("e\xCC\x81lite"), "elite") << "a combining accent";
    EXPECT_EQ(fold("选举 2 × 3"), "选举 2 × 3");
}

TEST(Fold, LeavesBrokenUtf8Alone) {
    EXPECT_EQ(fold("a\xC3"), "a\xC3");
    EXPECT_EQ(fold("\xC3(\xFF"), "\xC3(\xFF");
}

TEST(Markdown, WritesTheUsualForms) {
    EXPECT_EQ(
        html_of_markdown("# Plan\n\n- **call** the county\n"),
        "<h1>Plan</h1>\n<ul>\n<li><strong>call</strong> the county</li>\n</ul>\n"
    );
    EXPECT_NE(html_of_markdown("|a|b|\n|-|-|\n|1|2|\n").find("<table>"), std::string::npos);
}

TEST(Markdown, NeverPassesOnMarkupOrScript) {
    for (const auto* attack :
         {"<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "[x](javascript:alert(1))",
          "[x](JaVaScRiPt:alert(1))",
          "[x](data:text/html,<script>alert(1)</script>)",
          "[x](vbscript:x)",
          "<javascript:alert(1)>",
          "text <svg/onload=alert(1)> more",
          "![x](data:image/svg+xml;base64,AAAA)"}) {
        const auto html = html_of_markdown(attack);
        for (const auto* bad :
             {"<script",
              "<img",
              "<svg",
              "href=\"javascript",
              "href=\"JaVa",
              "href=\"data",
              "href=\"vbscript"}) {
            EXPECT_EQ(html.find(bad), std::string::npos) << attack << " gave " << html;
        }
    }
}

TEST(Markdown, TurnsAnImageIntoALink) {
    EXPECT_EQ(
        html_of_markdown("![the seal](https://example.org/seal.png)"),
        "<p><a href=\"https://example.org/seal.png\">the seal</a></p>\n"
    );
}

TEST(Markdown, GivesTheWordsAlone) {
    EXPECT_EQ(
        plain_of_markdown("# Plan\n\nCall **them** [now](https://e.org).\n"), "Plan\nCall them now."
    );
}

TEST(Shorten, CutsBetweenCharacters) {
    EXPECT_EQ(shorten("short", 10), "short");
    EXPECT_EQ(shorten("ñññññ", 7), "ññ…");
    EXPECT_EQ(shorten("ñññññ", 8), "ññ…") << "not through the middle of a letter";
}

TEST(Catalog, FillsBlanksAndCounts) {
    Catalog catalog;
    ASSERT_TRUE(catalog.add(
        "en", R"({"hi":"Hello {name}, {odd}","n.one":"{count} task","n.other":"{count} tasks"})"
    ));
    ASSERT_TRUE(catalog.add("es", R"({"hi":"Hola, {name}"})"));
    EXPECT_EQ(catalog.say("es", "hi", {{"name", "{name}"}}), "Hola, {name}");
    EXPECT_EQ(catalog.say("en", "hi", {{"name", "Ana"}}), "Hello Ana, {odd}");
    EXPECT_EQ(catalog.say_count("en", "n", 1), "1 task");
    EXPECT_EQ(catalog.say_count("es", "n", 0), "0 tasks") << "English where Spanish is missing";
    EXPECT_FALSE(catalog.add("en", R"({"hi":{"deep":"no"}})"));
}

TEST(Catalog, SaysEverythingInEveryLanguageWithTheSameBlanks) {
    const auto& catalog = Catalog::embedded();
    const auto blanks = [](const std::string& sentence) {
        std::multiset<std::string> found;
        for (auto at = sentence.find('{'); at != std::string::npos;
             at = sentence.find('{', at + 1)) {
            found.insert(sentence.substr(at, sentence.find('}', at) - at + 1));
        }
        return found;
    };
    ASSERT_GE(catalog.languages().size(), 2U);
    for (const auto& language : catalog.languages()) {
        for (const auto& key : catalog.keys("en")) {
            ASSERT_TRUE(catalog.has(language, key)) << language << " lacks " << key;
            EXPECT_EQ(blanks(catalog.say(language, key)), blanks(catalog.say("en", key)))
                << language << " " << key;
        }
        EXPECT_EQ(catalog.keys(language).size(), catalog.keys("en").size())
            << language << " has keys that English lacks";
    }
}

TEST(HiddenCharacters, AreControlsAndWhatTurnsTheDirectionOfATextAround) {
    for (const auto* hidden :
         {"bell\a",
          "nul\x01",
          "del\x7F",
          "c1 \xC2\x85",
          "pdf\u202Eexe",
          "\xE2\x81\xA6isolate",
          "\xE2\x81\xA9",
          "\xE2\x80\xA8line",
          "\xEF\xBB\xBFmark",
          "broken \xC3",
          "broken \xFF"}) {
        EXPECT_TRUE(has_hidden_characters(hidden)) << hidden;
        EXPECT_TRUE(has_hidden_characters(hidden, Lines::many)) << hidden;
    }
    EXPECT_TRUE(has_hidden_characters("two\nlines"));
    EXPECT_FALSE(has_hidden_characters("two\r\n\tlines", Lines::many));
}

TEST(HiddenCharacters, AreNotWhatLanguagesAreWrittenWith) {
    for (const auto* plain :
         {"",
          "José Peña · 3 × 4 — “sí”",
          "بلدية القاهرة",
          "עיריית תל אביב",
          "\xE2\x80\x8F(RTL mark)",
          "می\u200Cخواهم",
          "क्\xE2\x80\x8Dष",
          "👩\xE2\x80\x8D🚒 🏴",
          "東京都"}) {
        EXPECT_FALSE(has_hidden_characters(plain)) << plain;
    }
}

TEST(Escape, KeepsTextApartFromMarkup) {
    EXPECT_EQ(
        escape_html("<b a='1'> & \"x\"\x01"), "&lt;b a=&#39;1&#39;&gt; &amp; &quot;x&quot;\x01"
    );
    EXPECT_EQ(escape_xml("<a>\x01\n\t\x1b&"), "&lt;a&gt;\n\t&amp;") << "XML has no place for them";
}

}  // namespace
}  // namespace belfry::text
