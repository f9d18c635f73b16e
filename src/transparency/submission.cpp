#include "transparency/submission.hpp"

#include <bit>

#include <fmt/format.h>

#include "transparency/doubt.hpp"

namespace belfry::transparency {

namespace {

constexpr std::string_view old_word = "old ";
constexpr std::size_t most_hashes = 63;

/// Whether the submitted tree, by its own proof, had another root at the held size. A proof that
/// leads elsewhere shows nothing: anybody may send one.
bool shows_another_history(
    const Submission& submission,
    const crypto::merkle::Head& submitted,
    const crypto::merkle::Head& held
) {
    return !std::has_single_bit(held.size)  // or the proof leaves the old root out
           && shows_fork(held, submitted, submission.proof);
}

}  // namespace

std::string text_of(const Submission& submission) {
    const auto out = fmt::format("{}{}\n", old_word, submission.old_size);
    return out + lines_of(submission.proof) + '\n' + submission.checkpoint;
}

std::optional<Submission> read_submission(std::string_view body) {
    const auto first = take_line(body);
    const auto old_size = first && first->starts_with(old_word)
                              ? whole_number(first->substr(old_word.size()))
                              : std::nullopt;
    if (!old_size) {
        return {};
    }
    Submission out{*old_size, {}, {}};
    auto line = take_line(body);
    for (; line && !line->empty(); line = take_line(body)) {
        const auto hash = digest_in(*line);
        if (!hash || out.proof.size() == most_hashes) {
            return {};
        }
        out.proof.push_back(*hash);
    }
    if (!line || body.empty()) {
        return {};
    }
    out.checkpoint = body;
    return out;
}

Judgement judge(
    const Submission& submission,
    const crypto::merkle::Head& submitted,
    const std::optional<crypto::merkle::Head>& held
) {
    const bool empty_but_for_its_root =
        submitted.size == 0 && submitted.root != crypto::merkle::root_of({});
    if (submission.old_size > submitted.size || empty_but_for_its_root) {
        return {Answer::malformed, false};
    }
    if (held && held->size == submitted.size && held->root != submitted.root) {
        return {Answer::another_root, true};
    }
    if (submission.old_size != (held ? held->size : 0)) {
        const bool grew = held && held->size > 0 && submitted.size > held->size;
        return {Answer::another_size, false, grew};
    }
    if (!held || held->size == 0) {
        return {submission.proof.empty() ? Answer::cosign : Answer::not_consistent, false};
    }
    if (crypto::merkle::verify_consistency(*held, submitted, submission.proof)) {
        return {Answer::cosign, false};
    }
    const bool forked = shows_another_history(submission, submitted, *held);
    return {Answer::not_consistent, forked, !forked && submitted.size > held->size};
}

std::size_t quorum_of(std::size_t witnesses) {
    return witnesses == 0 ? 0 : witnesses / 2 + 1;
}

}  // namespace belfry::transparency
