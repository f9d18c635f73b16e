#include "transparency/note.hpp"

#include <gtest/gtest.h>

#include "base/seeded_random.hpp"
#include "transparency/checkpoint.hpp"

namespace belfry::transparency {
namespace {

// From the documentation of Go's package note.
constexpr auto published_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string published_note =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

crypto::SigningKey some_key(std::uint64_t seed) {
    SeededRandom random(seed);
    return crypto::new_signing_key(random);
}

TEST(SignedNote, OfGoIsReadAndItsSignatureHolds) {
    const auto key = verifier_key(published_key);
    const auto note = read_note(published_note);
    ASSERT_TRUE(key && note);
    EXPECT_EQ(key->name, "PeterNeumann");
    EXPECT_EQ(key->id(), 0xc74f20a3U);
    EXPECT_EQ(text_of(*key), published_key);
    EXPECT_TRUE(signature_by(*note, *key));
    EXPECT_EQ(text_of(*note), published_note);
}

TEST(SignedNote, DoesNotHoldOnceASingleByteIsAnother) {
    const auto key = verifier_key(published_key).value();
    auto bytes = published_note;
    bytes[3] ^= 1;
    const auto note = read_note(bytes);
    ASSERT_TRUE(note);
    EXPECT_FALSE(signature_by(*note, key));
    auto other = key;
    other.name = "JohnNeumann";
    EXPECT_FALSE(signature_by(read_note(published_note).value(), other));
}

TEST(SignedNote, IsNotReadWithoutSignatureLineFeedOrWithControlCharacters) {
    const std::string good = "a\n\n— n AAAAAAA=\n";
    EXPECT_TRUE(read_note(good));
    for (const auto* bad :
         {"",
          "a\n",
          "a\n\n",
          "a\n\n— n AAAAAAA=",
          "a\n\n— n AAAA\n",
          "a\n\n— n AAAAAAA\n",
          "a\n\n— AAAAAAA=\n",
          "a\n\n- n AAAAAAA=\n",
          "a\n\n— n AAAAAAA= \n",
          "a\n\n— n+m AAAAAAA=\n",
          "a\tb\n\n— n AAAAAAA=\n",
          "a\r\n\n— n AAAAAAA=\n",
          "\xff\n\n— n AAAAAAA=\n"}) {
        EXPECT_FALSE(read_note(bad)) << bad;
    }
    EXPECT_FALSE(read_note(std::string(most_note_bytes, 'a') + good));
}

TEST(SignedNote, HoldsForEachWhoSigned) {
    const std::string text = "vote.city.example/belfry/log\n7\nroot\n";
    const auto log = some_key(1);
    const auto witness = some_key(2);
    const Instant at{std::chrono::seconds(1'679'315'147)};
    Note note{text, {sign(text, "a/log", log), cosign(text, "b/witness", witness, at)}};
    const auto read = read_note(text_of(note));
    ASSERT_EQ(read, note);
    EXPECT_TRUE(signature_by(note, verifier_of("a/log", Algorithm::ed25519, log)));
    const auto cosigner = verifier_of("b/witness", Algorithm::cosignature, witness);
    const auto cosignature = signature_by(note, cosigner);
    ASSERT_TRUE(cosignature);
    EXPECT_EQ(cosigned_at(*cosignature), at);
    // The same key signs nothing else with it.
    EXPECT_FALSE(signature_by(note, verifier_of("b/witness", Algorithm::ed25519, witness)));
    auto later = note;
    later.signatures[1].bytes[7] ^= std::byte{1};
    EXPECT_FALSE(signature_by(later, cosigner)) << "the time is signed";
}

TEST(VerifierKey, IsRefusedWhenItsHashIsNotThatOfNameAndKey) {
    const auto key = text_of(verifier_of("city/belfry/log", Algorithm::ed25519, some_key(3)));
    EXPECT_TRUE(verifier_key(key));
    EXPECT_FALSE(verifier_key("town" + key.substr(4)));
    EXPECT_FALSE(verifier_key(key + "A"));
    EXPECT_FALSE(verifier_key(key.substr(0, key.size() - 1)));
    EXPECT_FALSE(verifier_key("city"));
    EXPECT_FALSE(verifier_key(""));
}

TEST(LogCheckpoint, SaysOriginSizeAndRootAndPassesOverExtensions) {
    Checkpoint checkpoint{"city/belfry/log", {12, crypto::sha256("root")}};
    EXPECT_EQ(read_checkpoint(text_of(checkpoint)), checkpoint);
    EXPECT_EQ(read_checkpoint(text_of(checkpoint) + "more\n"), checkpoint);
    const auto text = text_of(checkpoint);
    for (const auto& bad :
         {text.substr(0, text.size() - 1),
          text + "\n",
          "\n" + text.substr(text.find('\n') + 1),
          "city\n012\n" + text.substr(text.find("\n12\n") + 4),
          "city\n-1\n" + text.substr(text.find("\n12\n") + 4),
          "city\n9223372036854775808\n" + text.substr(text.find("\n12\n") + 4),
          "city\n18446744073709551616\n" + text.substr(text.find("\n12\n") + 4),
          std::string("city\n12\nAAAA\n")}) {
        EXPECT_FALSE(read_checkpoint(bad)) << bad;
    }
    checkpoint.head.size = most_number;
    EXPECT_EQ(read_checkpoint(text_of(checkpoint)), checkpoint) << "the largest that there is";
}

TEST(LogCheckpoint, OpensOnlyWithTheKeyOfItsLog) {
    const auto key = some_key(4);
    const Checkpoint checkpoint{"city/belfry/log", {12, crypto::sha256("root")}};
    const auto text = text_of(checkpoint);
    const auto log = verifier_of("city/belfry/log", Algorithm::ed25519, key);
    const auto note = text_of(Note{text, {sign(text, "city/belfry/log", key)}});
    EXPECT_TRUE(open_checkpoint(note, log));
    // Signed with the right key under the name of another log.
    const auto foreign = text_of(Note{text, {sign(text, "town/belfry/log", key)}});
    const auto town = verifier_of("town/belfry/log", Algorithm::ed25519, key);
    EXPECT_EQ(open_checkpoint(foreign, town).error().code, "checkpoint_not_signed");
    EXPECT_EQ(open_checkpoint(foreign, log).error().code, "checkpoint_not_signed");
    EXPECT_EQ(open_checkpoint("nothing", log).error().code, "checkpoint_unreadable");
}

}  // namespace
}  // namespace belfry::transparency
