#include "transparency/checkpoint.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace belfry::transparency {

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t out = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, out);
    const bool plain =
        !text.empty() && (text.front() != '0' || text.size() == 1) && out <= most_number;
    return plain && error == std::errc() && stop == end ? std::optional(out) : std::nullopt;
}

std::optional<crypto::Digest> digest_in(std::string_view base64) {
    const auto bytes = crypto::from_base64(base64);
    crypto::Digest out{};
    if (!bytes || bytes->size() != out.size()) {
        return {};
    }
    std::ranges::copy(*bytes, out.begin());
    return out;
}

std::optional<std::string_view> take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) {
        return {};
    }
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

std::string text_of(const Checkpoint& checkpoint) {
    return fmt::format(
        "{}\n{}\n{}\n",
        checkpoint.origin,
        checkpoint.head.size,
        crypto::to_base64(checkpoint.head.root)
    );
}

std::optional<Checkpoint> read_checkpoint(std::string_view text) {
    const auto origin = take_line(text);
    const auto size = take_line(text);
    const auto root = take_line(text);
    if (!origin || origin->empty() || !size || !root) {
        return {};
    }
    while (!text.empty()) {
        const auto extension = take_line(text);
        if (!extension || extension->empty()) {
            return {};
        }
    }
    const auto leaves = whole_number(*size);
    const auto digest = digest_in(*root);
    if (!leaves || !digest) {
        return {};
    }
    return Checkpoint{std::string(*origin), {*leaves, *digest}};
}

Result<SignedCheckpoint> open_checkpoint(std::string_view bytes, const VerifierKey& log) {
    auto note = read_note(bytes);
    auto checkpoint = note ? read_checkpoint(note->text) : std::nullopt;
    if (!checkpoint) {
        return refuse(
            Refusal::Kind::invalid, "checkpoint_unreadable", "This is not a log's checkpoint."
        );
    }
    if (checkpoint->origin != log.name || !signature_by(*note, log)) {
        return refuse(
            Refusal::Kind::invalid,
            "checkpoint_not_signed",
            fmt::format("The checkpoint is not signed with the key of {}.", log.name)
        );
    }
    return SignedCheckpoint{std::move(*note), std::move(*checkpoint)};
}

}  // namespace belfry::transparency
