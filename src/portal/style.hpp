#pragma once

#include <string>

namespace belfry::portal {

/// The web app's style sheet without its fonts (public pages ask for nothing that is not needed),
/// followed by what only public pages have.
[[nodiscard]] std::string style_sheet();

[[nodiscard]] std::string icon();

/// Verifies documents in the reader's browser.
[[nodiscard]] std::string verify_script();

}  // namespace belfry::portal
