#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "json/json.hpp"

namespace belfry::http {

/// What browsers are told as it happens (server-sent events). Safe for all threads; a reader that
/// comes back with Last-Event-ID gets what it missed, or is told to reload when that is gone.
class Events {
public:
    Events();
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;
    Events(Events&&) = delete;
    Events& operator=(Events&&) = delete;
    ~Events();

    /// Sends `data` to every reader of `topic` that may see it. Topics are kinds of objects:
    /// `task`, `decision`, `job`. Never blocks on a slow reader.
    void publish(std::string_view topic, json::Value data);

    struct Inside;

    [[nodiscard]] Inside& inside() { return *inside_; }

private:
    std::unique_ptr<Inside> inside_;
};

}  // namespace belfry::http
