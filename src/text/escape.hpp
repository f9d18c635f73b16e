#pragma once

#include <string>
#include <string_view>

namespace belfry::text {

/// `&`, `<`, `>`, `"` and `'` escaped: text to be put into HTML.
[[nodiscard]] std::string escape_html(std::string_view text);

/// The same for XML, which no control character but tab and line break can stand in: others are
/// left out.
[[nodiscard]] std::string escape_xml(std::string_view text);

}  // namespace belfry::text
