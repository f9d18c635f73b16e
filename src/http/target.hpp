#pragma once

#include <string_view>

#include "http/message.hpp"

namespace belfry::http {

/// Fills `target`, `path` and `query` of a request from the target as it was sent. The path is
/// split before it is decoded. Refuses a target that is not a path, bad percent codes, text that is
/// not UTF-8, control characters, and segments that hold a slash or are `.` or `..`; and a whole
/// address whose host is none.
[[nodiscard]] Result<void> read_target(std::string_view target, Request& request);

/// Whether `text` is a host, with or without a port from 1 to 65535, as it stands in Host and in a
/// whole address: `belfry.example`, `192.0.2.7:8080`, `[2001:db8::1]:443`; never with a user.
[[nodiscard]] bool is_authority(std::string_view text);

/// Whether `text` is UTF-8 (no overlong forms, no surrogates).
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace belfry::http
