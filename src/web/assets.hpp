#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded.hpp"
#include "http/message.hpp"

namespace belfry::web {

/// The web app as it was built, served from memory: for the network thread.
///
/// Files under `assets/` carry a hash of their content in their name and are kept by browsers for a
/// year. Every other address without an ending is the app's own and gets its one page; the app
/// itself says when there is nothing at an address.
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

    std::map<std::string, File, std::less<>> files_;
};

/// Headers of every answer of the staff's listener, errors included.
[[nodiscard]] http::Headers security_headers(bool tls);

}  // namespace belfry::web
