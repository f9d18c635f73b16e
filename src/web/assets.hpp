#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "http/message.hpp"

namespace belfry::web {

/// The web app as it was built, served from memory: for the network thread.
///
/// Files under `assets/` carry a hash of their content in their name and are kept by browsers for a
/// year. Every other address without an ending gets the app's one page. `pages.txt`, one pattern a
/// line (`/steps/:step`), says which of them are screens: at all others the app says that there is
/// nothing, and the status is 404. Without that file every address is a screen.
class Assets {
public:
    explicit Assets(std::span<const EmbeddedFile> files);

    /// Empty where the request is not for the app: `/api/…`, `/healthz` and the like.
    [[nodiscard]] std::optional<http::Response> answer(const http::Request& request) const;

private:
    struct File {
        http::SharedBody content;
        std::string_view media_type;
        std::string_view caching;
    };

    [[nodiscard]] bool is_screen(const std::vector<std::string>& path) const;

    std::map<std::string, File, std::less<>> files_;
    std::vector<std::vector<std::string>> screens_;  ///< Patterns by segment; `:step` is any one.
};

/// Headers of every answer of the staff's listener, errors included.
[[nodiscard]] http::Headers security_headers(bool tls);

}  // namespace belfry::web
