#include "http/events.hpp"

#include <algorithm>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "base/check.hpp"
#include "http/events_inside.hpp"

namespace belfry::http {

// The ids of one start of the server lie above those of the one before, as long as there were fewer
// than a thousand events a second: so a reader that comes back after a restart is told to reload.
Events::Inside::Inside()
    : last(static_cast<std::uint64_t>(SystemClock().now().time_since_epoch().count())) {
}

std::uint64_t Events::Inside::newest() const {
    const std::scoped_lock lock(mutex);
    return last;
}

EventBatch Events::Inside::since(
    std::uint64_t after, const std::vector<std::string>& topics, std::size_t most
) const {
    const std::scoped_lock lock(mutex);
    const auto before_oldest = last - kept.size();
    EventBatch batch;
    batch.seen = last;
    if (after < before_oldest || after > last) {
        batch.lost = true;
        return batch;
    }
    for (auto i = static_cast<std::size_t>(after - before_oldest); i < kept.size(); ++i) {
        if (std::ranges::find(topics, kept[i]->topic) == topics.end()) {
            continue;
        }
        if (batch.events.size() == most) {
            batch.seen = kept[i]->id - 1;
            break;
        }
        batch.events.push_back(kept[i]);
    }
    return batch;
}

void Events::Inside::notify(const void* who, std::function<void()> wake) {
    const std::scoped_lock lock(mutex);
    listeners[who] = std::move(wake);
}

void Events::Inside::forget(const void* who) {
    const std::scoped_lock lock(mutex);
    listeners.erase(who);
}

Events::Events() : inside_(std::make_unique<Inside>()) {
}

Events::~Events() = default;

void Events::publish(std::string_view topic, json::Value data) {
    check(topic.find_first_of("\r\n") == std::string_view::npos, "a topic is one line");
    auto text = boost::json::serialize(data);
    const std::scoped_lock lock(inside_->mutex);
    const auto id = ++inside_->last;
    text = fmt::format("id: {}\nevent: {}\ndata: {}\n\n", id, topic, text);
    inside_->bytes += text.size();
    inside_->kept.push_back(std::make_shared<const Event>(
        Event{id, std::string(topic), std::move(data), std::move(text)}
    ));
    while (inside_->kept.size() > Inside::most_kept ||
           (inside_->bytes > Inside::most_bytes && inside_->kept.size() > 1)) {
        inside_->bytes -= inside_->kept.front()->text.size();
        inside_->kept.pop_front();
    }
    for (const auto& [who, wake] : inside_->listeners) {
        wake();
    }
}

}  // namespace belfry::http
