#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "json/json.hpp"

namespace belfry::http {

/// What browsers are told as it happens (server-sent events). Safe for all threads; a reader that
/// comes back with Last-Event-ID, to this server or another, gets what it missed, or is told to
/// reload when that is gone.
class Events {
public:
    Events();
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;
    Events(Events&&) = delete;
    Events& operator=(Events&&) = delete;
    ~Events();

    /// Events up to `id` were told before this server began: who has not seen them has to reload.
    /// Before the first event.
    void begin_behind(std::uint64_t id);

    /// Sends `data` to every reader of `topic` that may see it. Topics are kinds of objects:
    /// `task`, `decision`, `job`. `id` is the same on every server and grows from call to call.
    /// Never blocks on a slow reader.
    void publish(std::uint64_t id, std::string_view topic, json::Value data);

    /// What only those who read now need to know, such as how far a job is: has no id, and nobody
    /// comes back for it.
    void mention(std::string_view topic, json::Value data);

    struct Inside;

    [[nodiscard]] Inside& inside() { return *inside_; }

private:
    std::unique_ptr<Inside> inside_;
};

}  // namespace belfry::http
