#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

/// Signed notes, checkpoints and proof files of C2SP, read from their specifications alone:
/// c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature and tlog-proof.
namespace belfry::release_verify {

/// A key as it is passed around: `name+hash+base64`.
struct Key {
    std::string name;
    unsigned kind = 0;  ///< 1 for a log's signature, 4 for a witness's cosignature.
    std::array<std::byte, 32> bytes{};
    std::string id;  ///< Four bytes, by which signatures name it.
};

/// Empty when `text` is no such key, or its hash is not that of name and key.
[[nodiscard]] std::optional<Key> read_key(std::string_view text);

/// What a log said that it was.
struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    crypto::Digest root{};
};

/// What the note says, when `key` signed it and it is of the log of that name; else empty.
[[nodiscard]] std::optional<Checkpoint> open_checkpoint(std::string_view note, const Key& key);

/// Whether `key` signed or cosigned the note.
[[nodiscard]] bool is_signed_by(std::string_view note, const Key& key);

struct Proof {
    std::string extra;
    std::uint64_t index = 0;
    std::vector<crypto::Digest> hashes;
    std::string note;
};

/// Empty when it is no proof file.
[[nodiscard]] std::optional<Proof> read_proof(std::string_view text);

/// Whether the bytes are leaf `proof.index` of the checkpoint's tree (RFC 9162 section 2.1.3.2).
[[nodiscard]] bool leads_to(
    const Checkpoint& checkpoint, const Proof& proof, std::string_view leaf
);

}  // namespace belfry::release_verify
