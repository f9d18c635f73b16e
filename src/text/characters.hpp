#pragma once

#include <string_view>

namespace belfry::text {

/// What a text may hold beside letters.
enum class Lines { one, many };

/// Whether UTF-8 `text` holds what nobody types and what makes a text look like another one:
/// control characters (tabs and line breaks are fine in many lines), line and paragraph separators,
/// and the marks that turn the direction of what follows (U+202A–U+202E, U+2066–U+2069, with which
/// "exe.fdp" reads as "pdf.exe"). Joiners (ZWJ, ZWNJ) and the marks LRM, RLM, ALM stay: Persian,
/// Hindi and Arabic need them. Bytes that are no UTF-8 count as well.
[[nodiscard]] bool has_hidden_characters(std::string_view text, Lines lines = Lines::one);

}  // namespace belfry::text
