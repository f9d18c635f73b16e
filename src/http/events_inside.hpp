#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/events.hpp"

namespace belfry::http {

/// One event, kept once for all readers.
struct Event {
    std::uint64_t id;
    std::string topic;
    json::Value data;
    std::string text;  ///< As it goes over the wire.
};

/// What a reader has not seen yet.
struct EventBatch {
    std::vector<std::shared_ptr<const Event>> events;
    std::uint64_t seen = 0;  ///< Ask with this next time.
    bool lost = false;       ///< Some are gone: the reader has to reload.
};

/// The last events in the order of their ids. Readers hold a place in it and nothing else, so a
/// slow one costs no memory: it falls off the end.
struct Events::Inside {
    Inside();

    /// At most `most` events of `topics` behind `after`.
    [[nodiscard]] EventBatch since(
        std::uint64_t after, const std::vector<std::string>& topics, std::size_t most
    ) const;

    [[nodiscard]] std::uint64_t newest() const;

    /// `wake` is called after each publication, from the publishing thread, until `forget`.
    void notify(const void* who, std::function<void()> wake);
    void forget(const void* who);

    static constexpr std::size_t most_kept = 4096;
    static constexpr std::size_t most_bytes = std::size_t{8} * 1024 * 1024;

    mutable std::mutex mutex;
    std::deque<std::shared_ptr<const Event>> kept;
    std::size_t bytes = 0;
    std::uint64_t last;
    std::map<const void*, std::function<void()>> listeners;
};

}  // namespace belfry::http
