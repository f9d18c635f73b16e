#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/access.hpp"
#include "json/json.hpp"
#include "record/record.hpp"

namespace belfry::web {

/// What a durable write is told to browsers as: kind, id and revision, never a value. `account` is
/// whose it is, where it belongs to one person.
[[nodiscard]] json::Object event_of(const record::Written& written);

/// Whether `caller` may hear of an event: who may see the thing may hear that it changed.
[[nodiscard]] bool may_hear(
    const http::Caller& caller, std::string_view topic, const json::Value& event
);

/// All kinds of objects that somebody may hear of: what a stream of events is about.
[[nodiscard]] std::vector<std::string> kinds_heard();

}  // namespace belfry::web
