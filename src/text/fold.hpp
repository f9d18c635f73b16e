#pragma once

#include <string>
#include <string_view>

namespace belfry::text {

/// Lower case without accents, so that "educacion" finds "Educación": A–Z, the Latin letters of
/// U+00C0–U+017F and combining marks U+0300–U+036F. Everything else, broken UTF-8 included, stays
/// as it is. Used for searching only, never for display.
[[nodiscard]] std::string fold(std::string_view text);

}  // namespace belfry::text
