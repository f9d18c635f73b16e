#include "crypto/age.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <sodium.h>
#include <unistd.h>

#include "base/seeded_random.hpp"
#include "crypto/bech32.hpp"
#include "crypto/hash.hpp"

namespace belfry::crypto {
namespace {

std::string text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// BIP 173's own vectors.
TEST(Bech32, ReadsThePublishedTexts) {
    EXPECT_TRUE(from_bech32("a", "A12UEL5L"));
    EXPECT_TRUE(from_bech32("a", "a12uel5l"));
    EXPECT_FALSE(from_bech32("abcdef", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")->empty());
    EXPECT_FALSE(from_bech32("a", "A12uEL5L")) << "cases are not mixed";
    EXPECT_FALSE(from_bech32("a", "a12uel5m")) << "the checksum";
    EXPECT_FALSE(from_bech32("a", "a12uel5"));
    EXPECT_FALSE(from_bech32("b", "a12uel5l"));
    EXPECT_FALSE(from_bech32("a", "a1b2uel5l"));
    EXPECT_FALSE(from_bech32("a", "{12uel5l")) << "a character behind the letters";
}

/// Each with its right checksum, made by the reference program of BIP 173.
TEST(Bech32, RefusesWhatIsNotWholeBytes) {
    EXPECT_EQ(from_bech32("a", "a1qqqd87cq"), Bytes(1)) << "two groups: a byte and two zeros";
    EXPECT_FALSE(from_bech32("a", "a1qpamnt9j")) << "a byte, and bits that stand for nothing";
    EXPECT_FALSE(from_bech32("a", "a1q3g6mn3")) << "one group, which is no byte";
    EXPECT_FALSE(from_bech32("a", "a1qqqd87cpp")) << "a byte, and a group too many";
}

TEST(Bech32, GivesBackWhatItWasGiven) {
    for (std::size_t size = 0; size < 40; ++size) {
        Bytes bytes(size);
        SeededRandom(size).fill(bytes);
        EXPECT_EQ(from_bech32("age", to_bech32("age", bytes)), bytes);
    }
}

/// The pair that the specification of age gives as its example.
TEST(Age, KnowsThePairOfTheSpecification) {
    const auto identity =
        age_identity("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");
    ASSERT_TRUE(identity);
    EXPECT_EQ(
        identity->recipient().text(),
        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
    );
    EXPECT_EQ(age_identity(identity->text())->secret, identity->secret);
    EXPECT_EQ(age_recipient(identity->recipient().text()), identity->recipient());
}

TEST(Age, RefusesRecipientsThatAreNone) {
    EXPECT_FALSE(age_recipient(""));
    EXPECT_FALSE(age_recipient("age1"));
    EXPECT_FALSE(age_recipient("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwk"));
    EXPECT_FALSE(age_recipient("ssh-ed25519 AAAA"));
    EXPECT_FALSE(age_recipient(AgeRecipient{}.text())) << "a point of small order";
    EXPECT_FALSE(age_recipient(to_bech32("age", Bytes(31, std::byte{9}))));
    EXPECT_FALSE(age_recipient(to_bech32("age", Bytes(33, std::byte{9}))));
    EXPECT_FALSE(age_identity(to_bech32("age-secret-key-", Bytes(31, std::byte{9}))));
    EXPECT_FALSE(age_identity("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"));
}

std::string written(
    std::span<const AgeRecipient> recipients, std::string_view text, std::size_t piece
) {
    SeededRandom random;
    AgeWriter writer(recipients, random);
    auto out = writer.header();
    while (!text.empty()) {
        out += text_of(writer.add(bytes_of(text.substr(0, piece))));
        text.remove_prefix(std::min(piece, text.size()));
    }
    return out + text_of(writer.finish());
}

Result<std::string> read(AgeReader reader, std::string_view file, std::size_t piece) {
    std::string out;
    while (!file.empty()) {
        const auto part = reader.add(bytes_of(file.substr(0, piece)));
        if (!part) {
            return std::unexpected(part.error());
        }
        out += text_of(*part);
        file.remove_prefix(std::min(piece, file.size()));
    }
    const auto end = reader.finish();
    return end ? Result<std::string>(out + text_of(*end)) : std::unexpected(end.error());
}

std::string some_text(std::size_t size) {
    std::string out(size, '\0');
    SeededRandom(size).fill(std::as_writable_bytes(std::span(out)));
    return out;
}

constexpr std::size_t chunk = 65'536;

TEST(Age, GivesBackTextsOfEverySizeInPiecesOfEverySize) {
    SeededRandom random;
    const auto identity = new_age_identity(random);
    const std::array recipients{new_age_identity(random).recipient(), identity.recipient()};
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 17}) {
        const auto text = some_text(size);
        for (const std::size_t piece : {std::size_t{1009}, chunk, 5 * chunk}) {
            const auto file = written(recipients, text, piece);
            EXPECT_EQ(read(AgeReader(std::vector{identity}), file, piece), text)
                << size << ' ' << piece;
        }
    }
}

TEST(Age, OpensForTheKeyOfTheFile) {
    SeededRandom random;
    const std::array recipients{new_age_identity(random).recipient()};
    AgeWriter writer(recipients, random);
    const auto file =
        writer.header() + text_of(writer.add(bytes_of("text"))) + text_of(writer.finish());
    EXPECT_EQ(read(AgeReader(writer.file_key()), file, 7), "text");
}

TEST(Age, RefusesEveryChangedByteAndEveryCut) {
    SeededRandom random;
    const auto identity = new_age_identity(random);
    const std::array recipients{identity.recipient()};
    const auto file = written(recipients, "a text", 100);
    for (std::size_t i = 0; i < file.size(); ++i) {
        auto changed = file;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(read(AgeReader(std::vector{identity}), changed, 1000)) << i;
        EXPECT_FALSE(read(AgeReader(std::vector{identity}), file.substr(0, i), 1000)) << i;
    }
    EXPECT_FALSE(read(AgeReader(std::vector{identity}), file + 'x', 1000));
    const auto two = written(recipients, some_text(2 * chunk), chunk);
    EXPECT_FALSE(
        read(AgeReader(std::vector{identity}), two.substr(0, two.size() - chunk - 16), 1000)
    );
}

TEST(Age, SaysWhoseFileItIsNot) {
    SeededRandom random;
    const std::array recipients{new_age_identity(random).recipient()};
    const auto file = written(recipients, "text", 100);
    const auto refused = read(AgeReader(std::vector{new_age_identity(random)}), file, 100);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "age_not_for_identity");
    EXPECT_EQ(
        read(AgeReader(std::vector<AgeIdentity>()), "SQLite format 3", 100).error().code,
        "age_not_a_file"
    );
    EXPECT_EQ(age_identities("# a comment\n\nnonsense\n").error().summary.substr(0, 6), "Line 3");
    EXPECT_EQ(
        read(
            AgeReader(std::vector<AgeIdentity>()),
            "age-encryption.org/v1\n" + std::string(70'000, 'x'),
            1000
        )
            .error()
            .code,
        "age_not_a_file"
    ) << "a header without an end";
}

TEST(Age, ReadsFilesOfIdentitiesThatAnyEditorWrote) {
    SeededRandom random;
    const auto identity = new_age_identity(random);
    const auto read = age_identities("# mine\r\n\r\n" + identity.text() + "  \r\n");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 1U);
    EXPECT_EQ(read->front().secret, identity.secret);
}

// ---- files that only an attacker writes: one who has the key of the file, or another program

/// HKDF-SHA-256 for 32 bytes (RFC 5869).
Digest derived(
    std::span<const std::byte> secret, std::span<const std::byte> salt, std::string_view info
) {
    return hmac_sha256(hmac_sha256(salt, secret), bytes_of(std::string(info) + '\1'));
}

class AgeFiles : public testing::Test {
protected:
    /// A file of `text` with `stanzas` before the one of identity_, and what it says when read.
    std::string read_with(const std::string& stanzas, std::string_view text = "text") {
        const std::array recipients{identity_.recipient()};
        AgeWriter writer(recipients, random_);
        auto header = writer.header();
        header.insert(header.find('\n') + 1, stanzas);
        const auto mark = header.find("\n--- ") + 4;
        const auto nonce = header.substr(header.find('\n', mark) + 1);
        const auto mac = hmac_sha256(
            derived(writer.file_key(), Bytes(32), "header"), bytes_of(header.substr(0, mark))
        );
        auto written = to_base64(mac);
        written.pop_back();  // age does not pad
        payload_key_ = derived(writer.file_key(), bytes_of(nonce), "payload");
        return said_of(
            header.substr(0, mark) + ' ' + written + '\n' + nonce +
            text_of(writer.add(bytes_of(text))) + text_of(writer.finish())
        );
    }

    /// A text, or the code of the refusal.
    std::string said_of(const std::string& file) {
        file_ = file;
        const auto out = read(AgeReader(std::vector{identity_}), file, 4096);
        return out ? *out : out.error().code;
    }

    SeededRandom random_;
    const AgeIdentity identity_ = new_age_identity(random_);
    std::string file_;
    Digest payload_key_{};
};

TEST_F(AgeFiles, AreOpenedPastStanzasOfOthers) {
    EXPECT_EQ(read_with(""), "text");
    EXPECT_EQ(read_with("-> grease -> X25519 x\nAAAA\n"), "text");
    EXPECT_EQ(read_with("-> X25519 AAAA\nAAAA\n"), "text") << "fewer bytes than a key";
    const std::string none(43, 'A');
    EXPECT_EQ(read_with("-> X25519 " + none + "!\n" + none + '\n'), "text")
        << "more behind the key";
    EXPECT_EQ(read_with("-> X25519 " + none + '\n' + none + '\n'), "text")
        << "a point of small order";
}

TEST_F(AgeFiles, AreNotOpenedThroughASecondWayToWriteAKey) {
    std::ignore = read_with("");
    const auto begin = file_.find("-> X25519 ") + 10;
    auto changed = file_;
    auto& last = changed[begin + 42];
    last = static_cast<char>(last + 1);  // the two bits that stand for nothing
    EXPECT_EQ(said_of(changed), "age_not_for_identity");
}

TEST_F(AgeFiles, AreDamagedWhereAChunkInTheMiddleIs) {
    const auto text = some_text(3 * chunk);
    EXPECT_EQ(read_with("", text), text);
    auto changed = file_;
    changed[changed.size() - 2 * chunk] ^= 1;
    EXPECT_EQ(said_of(changed), "age_damaged");
}

TEST_F(AgeFiles, DoNotEndWithAnEmptyChunkAfterOthers) {
    const auto text = some_text(chunk);
    ASSERT_EQ(read_with("", text), text);
    // The only chunk as one that others follow, and after it an empty one with the mark of the
    // last.
    const auto head = file_.substr(0, file_.size() - chunk - 16);
    const auto sealed = [&](std::string_view plain, std::uint8_t number, std::uint8_t last) {
        std::array<unsigned char, 12> nonce{};
        nonce[10] = number;
        nonce[11] = last;
        std::string out(plain.size() + 16, '\0');
        crypto_aead_chacha20poly1305_ietf_encrypt(
            reinterpret_cast<unsigned char*>(out.data()),
            nullptr,
            reinterpret_cast<const unsigned char*>(plain.data()),
            plain.size(),
            nullptr,
            0,
            nullptr,
            nonce.data(),
            reinterpret_cast<const unsigned char*>(payload_key_.data())
        );
        return out;
    };
    EXPECT_EQ(said_of(head + sealed(text, 0, 1)), text);
    EXPECT_EQ(said_of(head + sealed(text, 0, 0) + sealed("", 1, 1)), "age_damaged");
    EXPECT_EQ(said_of(head + sealed(text, 0, 0) + sealed("x", 1, 1)), text + "x");
}

/// The program of the format's authors, where it is installed.
class RealAge : public testing::Test {
protected:
    void SetUp() override {
        if (std::system("age --version > /dev/null 2>&1") != 0) {
            GTEST_SKIP() << "age is not installed";
        }
        auto name = (std::filesystem::temp_directory_path() / "belfry-age-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }

    void TearDown() override {
        if (!folder_.empty()) {
            std::filesystem::remove_all(folder_);
        }
    }

    [[nodiscard]] bool run(const std::string& command) const {
        return std::system(("cd " + folder_.string() + " && " + command + " 2> said").c_str()) == 0;
    }

    void put(const char* name, std::string_view content) const {
        std::ofstream(folder_ / name, std::ios::binary) << content;
    }

    [[nodiscard]] std::string got(const char* name) const {
        std::ostringstream out;
        out << std::ifstream(folder_ / name, std::ios::binary).rdbuf();
        return out.str();
    }

    std::filesystem::path folder_;
};

TEST_F(RealAge, ReadsWhatIsWrittenHereAndIsReadHere) {
    ASSERT_TRUE(run("age-keygen -o identity"));
    const auto identities = age_identities(got("identity"));
    ASSERT_TRUE(identities);
    SeededRandom random;
    const std::array recipients{
        identities->front().recipient(), new_age_identity(random).recipient()
    };
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, chunk, 2 * chunk + 1}) {
        const auto text = some_text(size);
        put("text", "");  // age makes no file for an empty text
        put("ours", written(recipients, text, 4096));
        ASSERT_TRUE(run("age -d -i identity -o text ours")) << got("said");
        EXPECT_EQ(got("text"), text);
        ASSERT_TRUE(run("age -r " + recipients[0].text() + " -o theirs text")) << got("said");
        EXPECT_EQ(read(AgeReader(*identities), got("theirs"), 4096), text);
    }
}

}  // namespace
}  // namespace belfry::crypto
