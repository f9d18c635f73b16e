#pragma once

#include <string>
#include <string_view>

namespace belfry::program {

/// Whether each word of `query` begins a word of `text`, without regard to case and accents. False
/// for a query without words.
[[nodiscard]] bool matches(std::string_view text, std::string_view query);

/// Some hundred bytes of the Markdown's words around the first that was looked for; its beginning
/// when none occurs.
[[nodiscard]] std::string snippet(std::string_view markdown, std::string_view query);

}  // namespace belfry::program
