#include "base/percent_encoding.hpp"

#include <gtest/gtest.h>

namespace belfry {
namespace {

TEST(PercentEncoding, LeavesTheUnreservedCharactersAlone) {
    EXPECT_EQ(percent_encoded("aZ09-._~"), "aZ09-._~");
    EXPECT_EQ(percent_encoded("a b&c=d+%/é"), "a%20b%26c%3Dd%2B%25%2F%C3%A9");
}

}  // namespace
}  // namespace belfry
