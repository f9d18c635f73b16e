#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "crypto/bytes.hpp"
#include "crypto/signature.hpp"

/// Signed notes (c2sp.org/signed-note): a text and lines that say who signed it.
namespace belfry::transparency {

/// The byte by which a note's signatures name how they are made.
enum class Algorithm : std::uint8_t {
    ed25519 = 1,      ///< Over the text: what a log signs with.
    cosignature = 4,  ///< With the time (c2sp.org/tlog-cosignature): what a witness signs with.
};

/// A key to check signatures with, under the name of its holder.
struct VerifierKey {
    std::string name;
    Algorithm algorithm = Algorithm::ed25519;
    std::array<std::byte, 32> key{};

    /// The four bytes by which signatures name the key.
    [[nodiscard]] std::uint32_t id() const;

    friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

[[nodiscard]] VerifierKey verifier_of(
    std::string name, Algorithm algorithm, const crypto::SigningKey& key
);

/// `name+hash+base64`
[[nodiscard]] std::string text_of(const VerifierKey& key);

/// Empty when `text` is no such key, or its hash is not that of name and key.
[[nodiscard]] std::optional<VerifierKey> verifier_key(std::string_view text);

/// Whether a key may have this name: no white space, no plus, not empty.
[[nodiscard]] bool is_key_name(std::string_view name);

struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;  ///< Of the key.
    crypto::Bytes bytes;   ///< What follows the id.

    friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct Note {
    std::string text;  ///< Ends with a line feed.
    std::vector<NoteSignature> signatures;

    friend bool operator==(const Note&, const Note&) = default;
};

/// Longer notes are not read.
inline constexpr std::size_t most_note_bytes = 64 * 1024;

/// Empty when the bytes are no signed note.
[[nodiscard]] std::optional<Note> read_note(std::string_view bytes);

/// The lines of signatures alone, as a witness answers; empty when one of them is none.
[[nodiscard]] std::optional<std::vector<NoteSignature>> read_signatures(std::string_view lines);

[[nodiscard]] std::string text_of(const Note& note);
[[nodiscard]] std::string line_of(const NoteSignature& signature);

[[nodiscard]] NoteSignature sign(
    std::string_view text, std::string name, const crypto::SigningKey& key
);

/// A cosignature of a checkpoint's text: "this was the newest that I saw at that second".
[[nodiscard]] NoteSignature cosign(
    std::string_view text, std::string name, const crypto::SigningKey& key, Instant at
);

/// Whether `signature` names `key` and holds for `text`.
[[nodiscard]] bool holds(
    std::string_view text, const NoteSignature& signature, const VerifierKey& key
);

/// The signature of `key` under the note, where it holds.
[[nodiscard]] std::optional<NoteSignature> signature_by(const Note& note, const VerifierKey& key);

/// When a cosignature says that it was made.
[[nodiscard]] std::optional<Instant> cosigned_at(const NoteSignature& signature);

}  // namespace belfry::transparency
