#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "transparency/checkpoint.hpp"

/// What a log submits to a witness, and what the witness says (c2sp.org/tlog-witness).
namespace belfry::transparency {

/// The body of `POST /witness/add-checkpoint`.
struct Submission {
    std::uint64_t old_size = 0;
    crypto::merkle::Proof proof;
    std::string checkpoint;  ///< A signed note.

    friend bool operator==(const Submission&, const Submission&) = default;
};

[[nodiscard]] std::string text_of(const Submission& submission);

/// Empty when it is none.
[[nodiscard]] std::optional<Submission> read_submission(std::string_view body);

enum class Answer {
    cosign,          ///< 200
    malformed,       ///< 400
    not_signed,      ///< 403
    unknown_log,     ///< 404
    another_size,    ///< 409: the witness holds another size than the log thinks.
    another_root,    ///< 409: of that size it holds another root.
    not_consistent,  ///< 422
};

/// What the witness does, and whether the log signed two histories.
struct Judgement {
    Answer answer = Answer::malformed;
    /// Both checkpoints, with the submission's proof where their sizes differ, prove that the log
    /// forked: whoever has its key can check it.
    bool forked = false;
    /// It was not shown to continue what is held, which proves nothing: see doubt.hpp.
    bool doubtful = false;

    friend bool operator==(const Judgement&, const Judgement&) = default;
};

/// `held` is the newest checkpoint of the log that was cosigned; empty: none was. The checkpoint's
/// signature has been checked.
[[nodiscard]] Judgement judge(
    const Submission& submission,
    const crypto::merkle::Head& submitted,
    const std::optional<crypto::merkle::Head>& held
);

/// How many of so many witnesses have to cosign: more than half, so that two histories cannot both
/// have enough. 2 of 3.
[[nodiscard]] std::size_t quorum_of(std::size_t witnesses);

}  // namespace belfry::transparency
