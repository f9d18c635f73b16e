#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "http/events.hpp"

namespace belfry::http {

/// One event, kept once for all readers.
struct Event {
    std::uint64_t id;  ///< Of a mention: that of the last event before it.
    std::string topic;
    json::Value data;
    std::string text;  ///< As it goes over the wire.
};

/// What a reader has not seen yet.
struct EventBatch {
    std::vector<std::shared_ptr<const Event>> events;
    std::uint64_t place = 0;   ///< Ask with this next time.
    std::uint64_t newest = 0;  ///< Id of the newest event of all.
    bool lost = false;         ///< Some are gone: the reader has to reload.
};

/// The last events in the order of their ids. Readers hold a place in it, counted from this
/// server's first event, and nothing else: a slow one costs no memory, it falls off the end.
struct Events::Inside {
    /// The place behind the event with this id; empty when what followed it is gone, or there is no
    /// such event yet.
    [[nodiscard]] std::optional<std::uint64_t> place_behind(std::uint64_t id) const;

    /// At most `most` events of `topics` from `place` on; all are lost to a reader without a place.
    [[nodiscard]] EventBatch since(
        std::optional<std::uint64_t> place, const std::vector<std::string>& topics, std::size_t most
    ) const;

    [[nodiscard]] std::uint64_t newest() const;

    /// `wake` is called after each publication, from the publishing thread, until `forget`.
    void notify(const void* who, std::function<void()> wake);
    void forget(const void* who);

    /// With the lock held.
    void add(Event event);

    static constexpr std::size_t most_kept = 4096;
    static constexpr std::size_t most_bytes = std::size_t{8} * 1024 * 1024;

    mutable std::mutex mutex;
    std::deque<std::shared_ptr<const Event>> kept;
    std::size_t bytes = 0;
    std::uint64_t first = 0;  ///< Place of the oldest that is kept.
    std::uint64_t gone = 0;   ///< Events up to this id are not kept.
    std::uint64_t last = 0;   ///< Id of the newest.
    std::map<const void*, std::function<void()>> listeners;
};

}  // namespace belfry::http
