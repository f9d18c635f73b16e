#include <fstream>
#include <new>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/check.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "crypto/one_time_code.hpp"
#include "crypto/password.hpp"
#include "crypto/secret.hpp"

namespace belfry::crypto {
namespace {

std::string text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Bytes bytes_from(const std::vector<std::uint8_t>& numbers) {
    Bytes out;
    for (const auto number : numbers) {
        out.push_back(std::byte{number});
    }
    return out;
}

// FIPS 180-2 appendix B and the empty message.
TEST(Hash, GivesTheDigestsOfTheStandard) {
    EXPECT_EQ(
        to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    EXPECT_EQ(
        to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    EXPECT_EQ(
        to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    );
}

TEST(Hash, IsTheSameInOnePieceAndInMany) {
    const std::string text(100'000, 'a');
    Sha256 pieces;
    for (std::size_t i = 0; i < text.size(); i += 777) {
        pieces.add(std::string_view(text).substr(i, 777));
    }
    EXPECT_EQ(pieces.finish(), sha256(text));
}

TEST(HashDeathTest, IsFinishedOnce) {
    Sha256 hash;
    (void)hash.finish();
    EXPECT_DEATH((void)hash.finish(), "finished once");
    EXPECT_DEATH(hash.add("x"), "no more bytes");
}

// RFC 4231, test cases 1, 2 and 6.
TEST(Hmac, GivesTheCodesOfTheStandard) {
    EXPECT_EQ(
        to_hex(hmac_sha256(Bytes(20, std::byte{0x0b}), bytes_of("Hi There"))),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    );
    EXPECT_EQ(
        to_hex(hmac_sha256(bytes_of("Jefe"), bytes_of("what do ya want for nothing?"))),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    EXPECT_EQ(
        to_hex(hmac_sha256(
            Bytes(131, std::byte{0xaa}),
            bytes_of("Test Using Larger Than Block-Size Key - Hash Key First")
        )),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    );
}

TEST(Hmac, TakesAnEmptyKeyAsAKey) {
    const auto empty = hmac_sha256({}, bytes_of("x"));
    (void)hmac_sha256(bytes_of("another"), bytes_of("y"));
    EXPECT_EQ(hmac_sha256({}, bytes_of("x")), empty);
}

// RFC 4648 section 10.
TEST(Encodings, AreThoseOfTheStandard) {
    EXPECT_EQ(to_base64url(bytes_of("foobar")), "Zm9vYmFy");
    EXPECT_EQ(to_base64url(bytes_of("fooba")), "Zm9vYmE");
    EXPECT_EQ(to_base64url(bytes_of("foob")), "Zm9vYg");
    EXPECT_EQ(to_base64url(bytes_from({0xfb, 0xff, 0xfe})), "-__-");
    EXPECT_EQ(to_base32(bytes_of("foobar")), "MZXW6YTBOI");
    EXPECT_EQ(to_base32(bytes_of("foob")), "MZXW6YQ");
    EXPECT_EQ(to_hex(bytes_of("foo")), "666f6f");
    EXPECT_EQ(from_hex("666F6f"), from_base64url("Zm9v"));
}

TEST(Encodings, RefuseWhatNobodyWrote) {
    for (const auto* text : {"A", "Zm9vYg==", "Zm9v Yg", "Zm9vYh", "Zm9v+g"}) {
        EXPECT_EQ(from_base64url(text), std::nullopt) << text;
    }
    for (const auto* text : {"6", "6g", "0x66"}) {
        EXPECT_EQ(from_hex(text), std::nullopt) << text;
    }
}

// RFC 4648 section 10.
TEST(Encodings, PadBase64AsTheStandardDoes) {
    const std::vector<std::pair<std::string, std::string>> examples{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };
    for (const auto& [text, written] : examples) {
        EXPECT_EQ(to_base64(bytes_of(text)), written);
        const auto read = from_base64(written);
        ASSERT_TRUE(read) << written;
        EXPECT_EQ(text_of(*read), text);
    }
    EXPECT_EQ(to_base64(bytes_from({0xfb, 0xff, 0xfe})), "+//+");
    for (const auto* text :
         {"Zg", "Zg=", "Zg===", "====", "Z===", "Zh==", "Zm9=", "Zg==Zg==", "-__-"}) {
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
    }
}

RC_GTEST_PROP(Encodings, AreReadBack, (const std::vector<std::uint8_t>& numbers)) {
    const auto bytes = bytes_from(numbers);
    RC_ASSERT(from_hex(to_hex(bytes)) == bytes);
    RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
    RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
}

TEST(Comparison, SeesEveryDifference) {
    EXPECT_TRUE(equal_in_constant_time(bytes_of("secret"), bytes_of("secret")));
    EXPECT_FALSE(equal_in_constant_time(bytes_of("secret"), bytes_of("secres")));
    EXPECT_FALSE(equal_in_constant_time(bytes_of("secret"), bytes_of("secre")));
}

TEST(Passwords, MatchOnlyThemselves) {
    const auto encoded = hash_password("correct horse battery staple");
    EXPECT_TRUE(encoded.starts_with("$argon2id$v=19$m=47104,t=1,p=1$")) << encoded;
    EXPECT_TRUE(password_matches(encoded, "correct horse battery staple"));
    EXPECT_FALSE(password_matches(encoded, "correct horse battery stapl"));
    EXPECT_FALSE(password_matches("", "correct horse battery staple"));
    EXPECT_FALSE(password_matches(std::string(4000, '$'), "x"));
    EXPECT_NE(encoded, hash_password("correct horse battery staple"));
}

TEST(Passwords, AreHashedAgainWhenTheCostHasChanged) {
    EXPECT_FALSE(needs_rehash(hash_password("x")));
    EXPECT_TRUE(
        needs_rehash("$argon2id$v=19$m=16,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
                     "kPn9ck4vmGm4Yq0aFKpjr8T0oGSgYDwbBPmUqMPyM5E")
    );
    EXPECT_TRUE(needs_rehash("not a hash"));
    EXPECT_TRUE(needs_rehash(std::string(4000, '$')));
}

TEST(Passwords, OfNobodyAreWrongAfterTheWorkOfAnyOther) {
    EXPECT_FALSE(needs_rehash(password_of_nobody()));  // well formed, and of today's cost
    EXPECT_FALSE(password_matches(password_of_nobody(), ""));
    EXPECT_FALSE(password_matches(password_of_nobody(), "correct horse battery staple"));
}

/// Lets the process have 16 MB more than it has, and no more, while this lives.
class LittleMemory {
public:
    LittleMemory() {
        check(::getrlimit(RLIMIT_AS, &before_) == 0);
        rlim_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        auto little = before_;
        little.rlim_cur =
            pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + (rlim_t{16} << 20U);
        check(::setrlimit(RLIMIT_AS, &little) == 0);
    }

    LittleMemory(const LittleMemory&) = delete;
    LittleMemory& operator=(const LittleMemory&) = delete;
    LittleMemory(LittleMemory&&) = delete;
    LittleMemory& operator=(LittleMemory&&) = delete;

    ~LittleMemory() { check(::setrlimit(RLIMIT_AS, &before_) == 0); }

private:
    rlimit before_{};
};

TEST(Passwords, AreNotHashedWithLessMemoryThanTheyNeed) {
    std::string hash;
    try {
        const LittleMemory limit;
        hash = hash_password("x");
    } catch (const std::bad_alloc&) {
        hash = "none";
    }
    EXPECT_EQ(hash, "none");
}

// RFC 4226 appendix D.
TEST(OneTimeCodes, AreThoseOfTheCounterStandard) {
    const auto secret = bytes_of("12345678901234567890");
    const std::vector<std::string> codes{
        "755224",
        "287082",
        "359152",
        "969429",
        "338314",
        "254676",
        "287922",
        "162583",
        "399871",
        "520489"
    };
    for (std::size_t i = 0; i < codes.size(); ++i) {
        EXPECT_EQ(counter_code(secret, i), codes[i]);
    }
}

// RFC 6238 appendix B, the SHA-1 column.
TEST(OneTimeCodes, AreThoseOfTheTimeStandard) {
    const auto secret = bytes_of("12345678901234567890");
    const std::vector<std::pair<std::int64_t, std::string>> codes{
        {59, "94287082"},
        {1111111109, "07081804"},
        {1111111111, "14050471"},
        {1234567890, "89005924"},
        {2000000000, "69279037"},
        {20000000000, "65353130"},
    };
    for (const auto& [seconds, code] : codes) {
        EXPECT_EQ(counter_code(secret, code_step(Instant(std::chrono::seconds(seconds))), 8), code);
    }
}

TEST(OneTimeCodes, WorkOnceAndOnlyCloseToTheirTime) {
    const auto secret = bytes_of("12345678901234567890");
    const Instant now(std::chrono::seconds(1'111'111'111));
    const auto step = code_step(now);
    for (const auto offset : {-1, 0, 1}) {
        const auto near = step + static_cast<std::uint64_t>(offset);
        EXPECT_EQ(matching_step(secret, counter_code(secret, near), now, {}), near);
    }
    EXPECT_EQ(matching_step(secret, counter_code(secret, step - 2), now, {}), std::nullopt);
    EXPECT_EQ(matching_step(secret, counter_code(secret, step + 2), now, {}), std::nullopt);
    EXPECT_EQ(matching_step(secret, counter_code(secret, step), now, step), std::nullopt);
    EXPECT_EQ(matching_step(secret, counter_code(secret, step + 1), now, step), step + 1);
    EXPECT_EQ(matching_step(secret, "", now, {}), std::nullopt);
}

TEST(OneTimeCodes, AreSetUpByAUri) {
    EXPECT_EQ(
        authenticator_uri(bytes_of("12345678901234567890"), "Port Ellery", "ana@city.gov"),
        "otpauth://totp/Port%20Ellery:ana%40city.gov?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=Port%20Ellery&algorithm=SHA1&digits=6&period=30"
    );
}

TEST(Secrets, OpenOnlyInTheirPlaceWithTheirKey) {
    SystemRandom random;
    const SealingKey key{std::byte{1}};
    const SealingKey other{std::byte{2}};
    const auto sealed = seal(key, "account/17 totp", bytes_of("hidden"), random);
    EXPECT_EQ(text_of(sealed).find("hidden"), std::string::npos);
    EXPECT_EQ(text_of(unseal(key, "account/17 totp", sealed).value()), "hidden");
    EXPECT_EQ(unseal(key, "account/18 totp", sealed), std::nullopt);
    EXPECT_EQ(unseal(other, "account/17 totp", sealed), std::nullopt);
    EXPECT_NE(sealed, seal(key, "account/17 totp", bytes_of("hidden"), random));
    EXPECT_EQ(unseal(key, "", seal(key, "", {}, random)), Bytes());
}

TEST(Secrets, NoticeEveryChangedBit) {
    SystemRandom random;
    const SealingKey key{};
    const auto sealed = seal(key, "here", bytes_of("hidden"), random);
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto changed = sealed;
        changed[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        EXPECT_EQ(unseal(key, "here", changed), std::nullopt) << bit;
    }
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        EXPECT_EQ(unseal(key, "here", std::span(sealed).first(size)), std::nullopt);
    }
}

// NIST's GCM test case 14 (AES-256, zero key, zero nonce, one zero block), through our own form.
TEST(Secrets, AreSealedByTheStandardCipher) {
    struct Zeros final : Random {
        void fill(std::span<std::byte> out) override { std::ranges::fill(out, std::byte{0}); }
    } zeros;

    const auto sealed = seal(SealingKey{}, "", Bytes(16, std::byte{0}), zeros);
    EXPECT_EQ(
        to_hex(std::span(sealed).subspan(13)),
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
    );
}

TEST(Tokens, HoldTwoHundredFiftySixBits) {
    SystemRandom random;
    EXPECT_EQ(random_token(random).size(), 43U);
    EXPECT_NE(random_token(random), random_token(random));
}

}  // namespace
}  // namespace belfry::crypto
