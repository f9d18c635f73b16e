#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.hpp"
#include "crypto/merkle.hpp"
#include "transparency/note.hpp"

/// Checkpoints (c2sp.org/tlog-checkpoint): what a log says that it is, signed.
namespace belfry::transparency {

struct Checkpoint {
    std::string origin;  ///< Which log: `host/belfry/log`.
    crypto::merkle::Head head;

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// The text that is signed.
[[nodiscard]] std::string text_of(const Checkpoint& checkpoint);

/// Reads the text of a note; lines after the third are passed over. Empty when it is no checkpoint.
[[nodiscard]] std::optional<Checkpoint> read_checkpoint(std::string_view text);

struct SignedCheckpoint {
    Note note;
    Checkpoint checkpoint;
};

/// Refuses what is no checkpoint (`checkpoint_unreadable`), and one that `log` did not sign or that
/// is of another log (`checkpoint_not_signed`).
[[nodiscard]] Result<SignedCheckpoint> open_checkpoint(
    std::string_view bytes, const VerifierKey& log
);

/// Numbers in these formats name entries, which the database counts with 64 bits and a sign: what
/// is larger names none.
inline constexpr std::uint64_t most_number = std::numeric_limits<std::int64_t>::max();

/// A whole number as these formats write it: no sign, no leading zero; empty above `most_number`.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view text);

/// 32 bytes in base64.
[[nodiscard]] std::optional<crypto::Digest> digest_in(std::string_view base64);

/// Takes the first line off `text`; empty when no line feed is left.
[[nodiscard]] std::optional<std::string_view> take_line(std::string_view& text);

}  // namespace belfry::transparency
