#include "http/events.hpp"

#include <algorithm>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "base/check.hpp"
#include "http/events_inside.hpp"

namespace belfry::http {

namespace {

std::string text_of(std::string_view topic, const json::Value& data) {
    check(topic.find_first_of("\r\n") == std::string_view::npos, "a topic is one line");
    return fmt::format("event: {}\ndata: {}\n\n", topic, boost::json::serialize(data));
}

}  // namespace

std::uint64_t Events::Inside::newest() const {
    const std::scoped_lock lock(mutex);
    return last;
}

std::optional<std::uint64_t> Events::Inside::place_behind(std::uint64_t id) const {
    const std::scoped_lock lock(mutex);
    if (id < gone || id > last) {
        return std::nullopt;
    }
    const auto behind = std::ranges::upper_bound(kept, id, {}, &Event::id);
    return first + static_cast<std::uint64_t>(behind - kept.begin());
}

EventBatch Events::Inside::since(
    std::optional<std::uint64_t> place, const std::vector<std::string>& topics, std::size_t most
) const {
    const std::scoped_lock lock(mutex);
    EventBatch batch;
    batch.place = first + kept.size();
    batch.newest = last;
    if (!place || *place < first) {
        batch.lost = true;
        return batch;
    }
    for (auto i = static_cast<std::size_t>(*place - first); i < kept.size(); ++i) {
        if (std::ranges::find(topics, kept[i]->topic) == topics.end()) {
            continue;
        }
        if (batch.events.size() == most) {
            batch.place = first + i;
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

void Events::Inside::add(Event event) {
    last = event.id;
    bytes += event.text.size();
    kept.push_back(std::make_shared<const Event>(std::move(event)));
    while (kept.size() > most_kept || (bytes > most_bytes && kept.size() > 1)) {
        bytes -= kept.front()->text.size();
        gone = kept.front()->id;
        kept.pop_front();
        ++first;
    }
    for (const auto& [who, wake] : listeners) {
        wake();
    }
}

Events::Events() : inside_(std::make_unique<Inside>()) {
}

Events::~Events() = default;

void Events::begin_behind(std::uint64_t id) {
    const std::scoped_lock lock(inside_->mutex);
    check(inside_->kept.empty(), "events have begun");
    inside_->gone = id;
    inside_->last = id;
}

void Events::publish(std::uint64_t id, std::string_view topic, json::Value data) {
    auto text = fmt::format("id: {}\n{}", id, text_of(topic, data));
    const std::scoped_lock lock(inside_->mutex);
    check(id > inside_->last, "the ids of events grow");
    inside_->add({id, std::string(topic), std::move(data), std::move(text)});
}

void Events::mention(std::string_view topic, json::Value data) {
    auto text = text_of(topic, data);
    const std::scoped_lock lock(inside_->mutex);
    inside_->add({inside_->last, std::string(topic), std::move(data), std::move(text)});
}

}  // namespace belfry::http
