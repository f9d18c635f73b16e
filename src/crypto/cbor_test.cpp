#include "crypto/cbor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace belfry::crypto::cbor {
namespace {

std::optional<Value> read_hex(std::string_view hex) {
    return read(from_hex(hex).value());
}

TEST(Cbor, ReadsTheExamplesOfItsStandard) {
    // RFC 8949, appendix A.
    const auto number = [](std::string_view hex) {
        const auto value = read_hex(hex);
        const auto* held = value ? value->get<std::int64_t>() : nullptr;
        return held != nullptr ? std::optional(*held) : std::nullopt;
    };
    EXPECT_EQ(number("00"), 0);
    EXPECT_EQ(number("17"), 23);
    EXPECT_EQ(number("1818"), 24);
    EXPECT_EQ(number("1903e8"), 1000);
    EXPECT_EQ(number("1a000f4240"), 1000000);
    EXPECT_EQ(number("1b000000e8d4a51000"), 1000000000000);
    EXPECT_EQ(number("20"), -1);
    EXPECT_EQ(number("3863"), -100);
    EXPECT_EQ(read_hex("f4"), Value{false});
    EXPECT_EQ(read_hex("f5"), Value{true});
    EXPECT_EQ(read_hex("f6"), Value{});
    EXPECT_EQ(read_hex("4401020304"), Value{from_hex("01020304").value()});
    EXPECT_EQ(read_hex("6449455446"), Value{std::string("IETF")});
    const auto mixed = read_hex("826161a161626163");
    ASSERT_TRUE(mixed);
    const auto* items = mixed->get<Array>();
    ASSERT_NE(items, nullptr);
    const auto* inner = items->at(1).get<Map>();
    ASSERT_NE(inner, nullptr);
    EXPECT_EQ(*find(*inner, "b"), Value{std::string("c")});
    EXPECT_EQ(find(*inner, "c"), nullptr);
    EXPECT_EQ(find(*inner, 1), nullptr);
}

TEST(Cbor, RefusesWhatCanBeSaidInTwoWays) {
    for (const auto* hex : {
             "",                    // nothing
             "1817",                // 23 in two bytes
             "190018",              // 24 in three
             "1a0000ffff",          // 65,535 in five
             "1b00000000ffffffff",  // 2^32 - 1 in nine
             "5f42010243030405ff",  // bytes in pieces
             "9fff",                // an array without its size
             "bfff",
             "a2010201ff",          // cut off
             "a201020103",          // a key twice
             "a11c00",              // a key that is nothing
             "44010203",            // fewer bytes than said
             "6449",                // fewer letters than said
             "1903",                // a number cut off
             "c074",                // a tag
             "f97e00",              // a fraction
             "f7",                  // undefined
             "1bffffffffffffffff",  // beyond 63 bits
             "3bffffffffffffffff",
             "0000",                // something behind
             "9b7fffffffffffffff",  // more items than there are bytes
             "bb7fffffffffffffff",
             "5bffffffffffffffff",
             "1c",  // reserved
         }) {
        EXPECT_FALSE(read_hex(hex)) << hex;
    }
    EXPECT_FALSE(read_hex("a2a10102f4a10102f5")) << "a map as a key, twice";
    EXPECT_TRUE(read_hex("a2a10102f4a10103f5")) << "two maps of one key";
    EXPECT_TRUE(read_hex("a2a10102f4a10202f5")) << "two maps of one value";
    EXPECT_TRUE(read_hex("8181818181818100"));
    EXPECT_FALSE(read_hex("81818181818181818100")) << "too deep";
}

RC_GTEST_PROP(Cbor, TakesOneItemAndLeavesTheRest, (const std::vector<std::uint8_t>& given)) {
    const auto bytes = std::as_bytes(std::span(given));
    auto rest = bytes;
    if (take(rest)) {
        RC_ASSERT(rest.size() < bytes.size());
        RC_ASSERT(read(bytes.first(bytes.size() - rest.size())).has_value());
    }
}

}  // namespace
}  // namespace belfry::crypto::cbor
