#include "transparency/code.hpp"

#include <gtest/gtest.h>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::transparency {
namespace {

constexpr auto key = "vote.city.example/belfry/log+1a2b3c4d+AY2Fhc2Q+/x";

TEST(CodeText, IsReadAsItWasWritten) {
    const auto text = code_text(key, "/steps/4", "a page");
    const auto sha256 = crypto::to_hex(crypto::sha256("a page"));
    const Code code{"vote.city.example/belfry/log+1a2b3c4d", "/steps/4", sha256};
    EXPECT_EQ(text, "BELFRY-1;vote.city.example/belfry/log+1a2b3c4d;/steps/4;" + sha256);
    EXPECT_EQ(read_code(text), code);
    EXPECT_EQ(read_code("https://vote.city.example/es/verify#" + text), code);
    auto broken = ' ' + text + "\r\n";
    broken.insert(20, "\n");
    broken.insert(70, "  ");
    EXPECT_EQ(read_code(broken), code);
    EXPECT_TRUE(names(code, key));
    EXPECT_FALSE(names(code, "vote.city.example/belfry/log+1a2b3c4e+AY2Fhc2Q+/x"));
    EXPECT_FALSE(names(code, "vote.city.example/belfry/log-2+1a2b3c4d+AY2Fhc2Q+/x"));
}

TEST(CodeText, IsNotWhatIsIncompleteOrMore) {
    const auto text = code_text(key, "/steps/4", "a page");
    const auto changed = [&](std::string_view from, std::string_view to) {
        auto out = text;
        out.replace(out.find(from), from.size(), to);
        return out;
    };
    for (const auto& other :
         {std::string(),
          std::string("https://vote.city.example/verify"),
          std::string("https://vote.city.example/verify#"),
          text.substr(0, text.size() - 1),
          text + "0",
          text + ";",
          text + ";x",
          "x" + text,
          changed("BELFRY-1", "BELFRY-2"),
          changed("/steps/4", ""),
          changed(";/steps/4", ""),
          changed("+1a2b3c4d", ""),
          changed("1a2b3c4d", "1A2B3C4D"),
          changed("1a2b3c4d", "1a2b3c4"),
          changed("vote.city.example/belfry/log", "")}) {
        EXPECT_FALSE(read_code(other)) << other;
    }
}

}  // namespace
}  // namespace belfry::transparency
