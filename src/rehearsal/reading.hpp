#pragma once

#include <string>

#include "http/route.hpp"
#include "program/services.hpp"
#include "rehearsal/phrases.hpp"

namespace belfry::rehearsal {

/// `?language=` where the catalogs have it, else the caller's.
[[nodiscard]] std::string language_of(const program::Services& services, const http::Call& call);

[[nodiscard]] program::Words words_of(const program::Services& services, const http::Call& call);

/// For routes that answer with sentences.
[[nodiscard]] http::Route in_a_language(http::Route route);

}  // namespace belfry::rehearsal
