#include "crypto/age.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/seeded_random.hpp"
#include "crypto/bech32.hpp"

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
