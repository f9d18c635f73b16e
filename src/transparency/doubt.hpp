#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "transparency/checkpoint.hpp"
#include "transparency/tile.hpp"
#include "transparency/witness.hpp"

/// Checkpoints that a witness did not cosign because their proof led nowhere, or was not for it.
/// Anybody may have sent them, or a log that forked: its published tiles tell which.
namespace belfry::transparency {

/// Two checkpoints under the key of one log, the second of a larger tree.
struct Doubt {
    Peer peer;
    SignedCheckpoint held;  ///< Cosigned.
    SignedCheckpoint submitted;
    /// The submission went on from another size than the one held, so that its proof says nothing.
    /// A log does that now and then, and is told the size; one that goes on so hides something.
    bool from_another_size = false;
};

enum class Explanation {
    grew,    ///< The log did grow from one to the other: only the proof sent was wrong.
    forked,  ///< The submitted tree began otherwise than what was cosigned.
    none,    ///< What the log publishes is not the submitted tree, or cannot be had.
};

struct Explained {
    Explanation explanation = Explanation::none;
    /// Where it forked: what `crypto::merkle::old_root_in` takes, and finds another root with.
    crypto::merkle::Proof proof = {};
};

/// The hashes of a piece of the log, at least as many as its width; empty when it cannot be had.
using ReadTile = std::function<std::optional<std::vector<crypto::Digest>>(const Tile&)>;

/// Goes by the log's tiles only where they make up the submitted root: then they are what the log
/// signed. 0 < `held.size` < `submitted.size`.
[[nodiscard]] Explained explain(
    const crypto::merkle::Head& held, const crypto::merkle::Head& submitted, const ReadTile& read
);

/// A proof as alarms keep it: a line of Base64 for each hash.
[[nodiscard]] std::string lines_of(const crypto::merkle::Proof& proof);

/// Empty when a line is no hash, or there are more than a proof can have.
[[nodiscard]] std::optional<crypto::merkle::Proof> proof_in(std::string_view lines);

/// Whether two checkpoints of one log show two histories: with the same size two roots, or with
/// `proof` another root at the smaller size than the smaller has.
[[nodiscard]] bool shows_fork(
    const crypto::merkle::Head& smaller,
    const crypto::merkle::Head& larger,
    const crypto::merkle::Proof& proof
);

}  // namespace belfry::transparency
