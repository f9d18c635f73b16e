#pragma once

#include <string>

namespace belfry::accounts {

/// `text` as a QR code: an SVG image without scripts and style, black on white.
[[nodiscard]] std::string qr_svg(const std::string& text);

}  // namespace belfry::accounts
