#include "crypto/signature.hpp"

#include <gtest/gtest.h>

#include "base/seeded_random.hpp"

namespace belfry::crypto {
namespace {

// RFC 8032, section 7.1, test 2.
constexpr auto seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
constexpr auto public_key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr auto signature =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

TEST(Signatures, AreThoseOfTheStandard) {
    const auto key = signing_key(seed);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->public_key(), public_key);
    EXPECT_EQ(key->sign("r"), signature);
    EXPECT_TRUE(signature_holds(public_key, "r", signature));
}

TEST(Signatures, HoldForTheirTextAndKeyAlone) {
    SeededRandom random;
    const auto key = new_signing_key(random);
    const auto other = new_signing_key(random);
    const auto made = key.sign("text");
    EXPECT_TRUE(signature_holds(key.public_key(), "text", made));
    EXPECT_FALSE(signature_holds(key.public_key(), "Text", made));
    EXPECT_FALSE(signature_holds(other.public_key(), "text", made));
    EXPECT_FALSE(signature_holds(key.public_key(), "text", made.substr(2)));
    EXPECT_FALSE(signature_holds("", "text", made));
}

TEST(Signatures, AreWrittenInOneWay) {
    std::string capitals = signature;
    capitals[3] = 'A';
    EXPECT_FALSE(signature_holds(public_key, "r", capitals));
    capitals = public_key;
    capitals[1] = 'D';
    EXPECT_FALSE(signature_holds(capitals, "r", signature));
    EXPECT_FALSE(signature_holds("no hexadecimal", "r", signature));
    EXPECT_FALSE(signature_holds(public_key, "r", "no hexadecimal"));
}

TEST(Signatures, AreMadeWithKeysOfThirtyTwoBytes) {
    EXPECT_FALSE(signing_key("4ccd"));
    EXPECT_FALSE(signing_key("no hexadecimal"));
    EXPECT_FALSE(signing_key(std::string(seed) + "00"));
}

}  // namespace
}  // namespace belfry::crypto
