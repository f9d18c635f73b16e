#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "store/database.hpp"
#include "transparency/ask.hpp"
#include "transparency/checkpoint.hpp"
#include "transparency/identity.hpp"
#include "transparency/witness_alarm.hpp"
#include "transparency/witness_store.hpp"

namespace belfry::transparency {

/// This city's log as a round shows it to all peers.
struct ShownLog {
    Keys keys;
    SignedCheckpoint newest;
};

/// What a peer said.
struct Reply {
    Visit visit;
    std::optional<NoteSignature> cosignature;
    std::optional<Alarm> alarm;
};

/// One peer's part of a round. What it is made of has to outlive it.
class Errand {
public:
    /// Each question to the peer may take `most_time`.
    Errand(
        store::Database& database,
        const Ask& ask,
        const ShownLog& shown,
        const Peer& peer,
        std::chrono::seconds most_time
    );

    /// Submits, once more with the size that the witness says it holds. Once only.
    [[nodiscard]] Reply submit(const Visit& last, Instant now);

    /// Whether the witness holds what is not here, with the proof of it: of this log, or of an
    /// epoch of it that is not known here.
    [[nodiscard]] std::optional<Alarm> compare() const;

private:
    [[nodiscard]] http::Question to_peer(std::string_view path) const;
    [[nodiscard]] Answered ask_about(std::string_view what) const;
    [[nodiscard]] std::optional<SignedCheckpoint> own_checkpoint_in(const http::Reply& answer
    ) const;
    [[nodiscard]] std::optional<Alarm> alarm_for(const http::Reply& answer) const;
    [[nodiscard]] Answered send(std::uint64_t old_size) const;
    void conclude(const Answered& answer);
    void take_cosignature(const std::string& lines);

    store::Database& database_;
    const Ask& ask_;
    const ShownLog& shown_;
    const Peer& peer_;
    std::chrono::seconds most_time_;
    Reply reply_;
};

}  // namespace belfry::transparency
