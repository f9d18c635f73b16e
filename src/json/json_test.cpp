#include "json/json.hpp"

#include <gtest/gtest.h>

namespace belfry::json {
namespace {

enum class Mood { calm, new_ };
BOOST_DESCRIBE_ENUM(Mood, calm, new_)

struct Line {
    std::string text;
    std::optional<Date> due;
    BOOST_DESCRIBE_CLASS(Line, (), (text, due), (), ())
};

struct Letter {
    Id<Letter> id;
    Mood mood = Mood::calm;
    std::vector<Line> lines;
    std::optional<std::optional<std::string>> note;
    BOOST_DESCRIBE_CLASS(Letter, (), (id, mood, lines, note), (), ())
};

TEST(Reading, GivesBackWhatWasWritten) {
    const Letter letter{{7}, Mood::new_, {{"hello", std::chrono::year(2026) / 11 / 3}}, {}};
    const auto back = read<Letter>(write(letter));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->id, letter.id);
    EXPECT_EQ(back->mood, Mood::new_);
    EXPECT_EQ(back->lines[0].due, letter.lines[0].due);
}

TEST(Reading, NamesEveryFieldThatHasToChange) {
    const auto letter = parse_as<Letter>(
        R"({"id":0,"mood":"angry","lines":[{"text":1},{"text":"x","due":"2026-02-30"}],"more":1})"
    );
    ASSERT_FALSE(letter);
    std::vector<std::string> fields;
    for (const auto& problem : letter.error().problems) {
        fields.push_back(problem.field + " " + problem.code);
    }
    EXPECT_EQ(
        fields,
        (std::vector<std::string>{
            "id out_of_range",
            "mood not_one_of",
            "lines[0].text not_text",
            "lines[1].due not_a_date",
            "more unknown_field"
        })
    );
}

TEST(Reading, TellsAbsentFromCleared) {
    const auto absent = parse_as<Letter>(R"({"id":1,"mood":"calm","lines":[]})");
    const auto cleared = parse_as<Letter>(R"({"id":1,"mood":"new","lines":[],"note":null})");
    ASSERT_TRUE(absent && cleared);
    EXPECT_FALSE(absent->note);
    ASSERT_TRUE(cleared->note);
    EXPECT_FALSE(*cleared->note);
}

TEST(Parsing, RefusesAMemberThatStandsTwice) {
    const auto value = parse(R"({"a":1,"b":{"c":1,"c":2}})");
    ASSERT_FALSE(value);
    EXPECT_NE(value.error().summary.find("\"c\""), std::string::npos);
    EXPECT_TRUE(parse(R"({"a":{"c":1},"b":{"c":1}})"));
}

TEST(Parsing, RefusesWhatIsNotJson) {
    for (const auto* text : {"", "{", "[1,]", "{}x", "\"\xff\"", "nul", "{\"a\":1}{"}) {
        EXPECT_FALSE(parse(text)) << text;
    }
    EXPECT_FALSE(parse(std::string(100, '[') + std::string(100, ']')));
    EXPECT_TRUE(parse(std::string(30, '[') + std::string(30, ']')));
}

TEST(Canonical, AgreesWithTheExamplesOfRfc8785) {
    // RFC 8785, section 3.2.2 and 3.2.3, and the number samples of its appendix B.
    EXPECT_EQ(
        canonical(*parse(
            R"({"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]})"
        )),
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
        "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
    );
    EXPECT_EQ(
        canonical(
            *parse(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})")
        ),
        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}"
    );
    EXPECT_EQ(canonical(Value(-0.0)), "0");
    EXPECT_EQ(canonical(Value(5e-324)), "5e-324");
    EXPECT_EQ(canonical(Value(1.7976931348623157e308)), "1.7976931348623157e+308");
    EXPECT_EQ(canonical(Value(9007199254740992.0)), "9007199254740992");
    EXPECT_EQ(canonical(Value(295147905179352830000.0)), "295147905179352830000");
    EXPECT_EQ(canonical(Value(1e21)), "1e+21");
    EXPECT_EQ(canonical(Value(0.000001)), "0.000001");
    EXPECT_EQ(canonical(Value(1e-7)), "1e-7");
}

TEST(Schema, RefersToDescribedTypesByName) {
    Components components;
    EXPECT_EQ(canonical(schema<Letter>(components)), R"({"$ref":"#/components/schemas/Letter"})");
    ASSERT_TRUE(components.schemas().contains("Line"));
    EXPECT_EQ(
        canonical(components.schemas().at("Line")),
        R"({"additionalProperties":false,"properties":{"due":{"format":"date","type":["string","null"]},"text":{"type":"string"}},"required":["text"],"type":"object"})"
    );
}

}  // namespace
}  // namespace belfry::json
