#include "crypto/public_key.hpp"

#include <gtest/gtest.h>

namespace belfry::crypto {
namespace {

Bytes decoded(std::string_view base64url) {
    return from_base64url(base64url).value();
}

/// A key, what was signed with it and the signature, as a standard gives them as its example.
struct Example {
    PublicKey key;
    std::string text;
    Bytes signature;
};

/// RFC 7515, appendix A.2.
Example rs256() {
    return {
        {KeyAlgorithm::rs256,
         decoded(
             "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEz"
             "P1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf6"
             "3kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5Zw"
             "Kh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW"
             "yuXpoQ"
         ),
         decoded("AQAB")},
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
        "LmNvbS9pc19yb290Ijp0cnVlfQ",
        decoded("cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_"
                "lF5YKt_O8W"
                "2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_"
                "nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkS"
                "jtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-"
                "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnv"
                "Wh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw")
    };
}

/// RFC 7515, appendix A.3.
Example es256() {
    return {
        {KeyAlgorithm::es256,
         decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
         decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")},
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
        "LmNvbS9pc19yb290Ijp0cnVlfQ",
        der_of_raw_signature(
            decoded(
                "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-K"
                "g6NU1Q"
            )
        )
            .value()
    };
}

/// RFC 8037, appendix A.4.
Example eddsa() {
    return {
        {KeyAlgorithm::eddsa, decoded("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"), {}},
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
        decoded(
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0K"
            "Ag"
        )
    };
}

TEST(PublicKeys, HoldTheSignaturesOfTheStandardsAndNoOthers) {
    for (const auto& [key, text, signature] : {rs256(), es256(), eddsa()}) {
        const auto name = static_cast<int>(key.algorithm);
        EXPECT_TRUE(signature_holds(key, bytes_of(text), signature)) << name;
        EXPECT_FALSE(signature_holds(key, bytes_of(text + "."), signature)) << name;
        auto changed = signature;
        changed.back() ^= std::byte{1};
        EXPECT_FALSE(signature_holds(key, bytes_of(text), changed)) << name;
        EXPECT_FALSE(signature_holds(key, bytes_of(text), {})) << name;
    }
}

TEST(PublicKeys, HoldNothingWhereTheirPointLiesBesideTheCurve) {
    auto [key, text, signature] = es256();
    key.second.back() ^= std::byte{1};
    EXPECT_TRUE(is_plausible(key));
    EXPECT_FALSE(signature_holds(key, bytes_of(text), signature));
}

TEST(PublicKeys, HoldNothingWhereTheirPartsHaveOtherLengths) {
    auto [key, text, signature] = es256();
    key.first.push_back(std::byte{0});
    EXPECT_FALSE(signature_holds(key, bytes_of(text), signature));
}

TEST(PublicKeys, HavePartsOfTheLengthsOfTheirAlgorithm) {
    const Bytes part(32, std::byte{7});
    const Bytes shorter(31, std::byte{7});
    EXPECT_TRUE(is_plausible({KeyAlgorithm::es256, part, part}));
    EXPECT_FALSE(is_plausible({KeyAlgorithm::es256, shorter, part}));
    EXPECT_FALSE(is_plausible({KeyAlgorithm::es256, part, shorter}));
    EXPECT_FALSE(is_plausible({KeyAlgorithm::es256, part, {}}));
    EXPECT_TRUE(is_plausible({KeyAlgorithm::eddsa, part, {}}));
    EXPECT_FALSE(is_plausible({KeyAlgorithm::eddsa, shorter, {}}));
    EXPECT_FALSE(is_plausible({KeyAlgorithm::eddsa, part, part}));
}

TEST(PublicKeys, OfRsaHaveAUsualSizeAndAnOddExponentAboveOne) {
    const auto plausible = [](std::size_t bits, const char* exponent) {
        Bytes modulus(bits / 8, std::byte{0xff});
        return is_plausible({KeyAlgorithm::rs256, modulus, from_hex(exponent).value()});
    };
    EXPECT_TRUE(plausible(2048, "010001"));
    EXPECT_TRUE(plausible(8192, "03"));
    EXPECT_TRUE(plausible(2048, "ffffffff"));
    EXPECT_FALSE(plausible(2040, "010001")) << "too short";
    EXPECT_FALSE(plausible(8200, "010001")) << "so long that a check would take the server's time";
    EXPECT_FALSE(plausible(2048, "0100000001")) << "an exponent that would take it";
    EXPECT_FALSE(plausible(2048, "010000")) << "even";
    EXPECT_FALSE(plausible(2048, "")) << "none";
    EXPECT_FALSE(plausible(2048, "01")) << "every text would be its own signature";
    EXPECT_FALSE(plausible(2048, "00000001")) << "one, written longer";
}

// ---- COSE keys, written byte by byte (RFC 9052, 7; RFC 9053, 7)

Bytes joined(const std::vector<Bytes>& parts) {
    Bytes out;
    for (const auto& part : parts) {
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

Bytes hex(std::string_view text) {
    return from_hex(text).value();
}

const Bytes x(32, std::byte{5});
const Bytes y(32, std::byte{6});

TEST(CoseKeys, OfEveryAlgorithmAreRead) {
    EXPECT_EQ(
        read_cose_key(joined({hex("a5010203262001215820"), x, hex("225820"), y})),
        (PublicKey{KeyAlgorithm::es256, x, y})
    );
    EXPECT_EQ(
        read_cose_key(joined({hex("a4010103272006215820"), x})),
        (PublicKey{KeyAlgorithm::eddsa, x, {}})
    );
    const auto rsa = rs256().key;
    EXPECT_EQ(
        read_cose_key(joined({hex("a401030339010020590100"), rsa.first, hex("2143"), rsa.second})),
        rsa
    );
}

TEST(CoseKeys, AreRefusedWhereKindAlgorithmAndCurveDoNotBelongTogether) {
    for (const auto* begin : {
             "a5010103262001215820",  // ES256, but the kind of Edwards curves
             "a5010203262002215820",  // on P-384
             "a5010203272001215820",  // EdDSA, but the kind of curves with two coordinates
             "a501020339010020012158"
             "20",                      // RS256 with a curve's point
             "a5010203381c2001215820",  // an algorithm of nobody's, -29
             "a5010203612d2001215820",  // an algorithm that is a text
             "a5010204262001215820",    // without an algorithm
             "a50102032620f6215820",    // without a curve
         }) {
        EXPECT_FALSE(read_cose_key(joined({hex(begin), x, hex("225820"), y}))) << begin;
    }
    EXPECT_FALSE(read_cose_key(joined({hex("a4010103272007215820"), x}))) << "another curve, X448";
}

TEST(CoseKeys, AreRefusedWhereAPartIsMissingOrIsNoBytes) {
    EXPECT_FALSE(read_cose_key(joined({hex("a4010203262001215820"), x}))) << "without y";
    EXPECT_FALSE(read_cose_key(joined({hex("a5010203262001215820"), x, hex("2207")})))
        << "y is a number";
    EXPECT_FALSE(read_cose_key(joined({hex("a5010203262001215820"), x, hex("224100")})))
        << "y of one byte";
}

TEST(CoseKeys, AreMapsOfStrictCbor) {
    EXPECT_FALSE(read_cose_key({}));
    EXPECT_FALSE(read_cose_key(hex("8101"))) << "an array";
    EXPECT_FALSE(read_cose_key(joined({hex("a5010203262001215820"), x, hex("225820"), y, hex("00")})
    )) << "something behind";
}

TEST(RawSignatures, AreTwoNumbersOfThirtyTwoBytes) {
    Bytes both(64);
    both[31] = std::byte{1};
    both[32] = std::byte{0x80};
    const auto der = der_of_raw_signature(both);
    ASSERT_TRUE(der);
    EXPECT_EQ(to_hex(*der), "302602010102210080" + std::string(62, '0'))
        << "as short as it can be, and never negative";
    EXPECT_FALSE(der_of_raw_signature(std::span(both).first(63)));
    EXPECT_FALSE(der_of_raw_signature({}));
}

}  // namespace
}  // namespace belfry::crypto
