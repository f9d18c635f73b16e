#pragma once

#include <string>
#include <string_view>

namespace belfry::documents {

/// An SVG picture that Belfry has drawn, as PNG with `scale` dots for each of its pixels. Nothing
/// is fetched for it, from the network or from files; letters are those of the fonts that are
/// installed.
[[nodiscard]] std::string png_of(std::string_view svg, double scale = 2);

}  // namespace belfry::documents
