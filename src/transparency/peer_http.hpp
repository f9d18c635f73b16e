#pragma once

#include <chrono>
#include <optional>
#include <string>

/// Requests to pinned peers. What comes back is foreign: it is signed, or it is not believed.
namespace belfry::transparency {

struct PeerAnswer {
    int status = 0;
    std::string body;  ///< At most 256 KB.
};

/// Empty when the peer cannot be reached, its certificate is not good, or it says too much.
/// Follows no redirection, and uses no proxy and no password of the environment.
[[nodiscard]] std::optional<PeerAnswer> ask_peer(
    const std::string& url, std::chrono::seconds most_time
);
[[nodiscard]] std::optional<PeerAnswer> tell_peer(
    const std::string& url, const std::string& body, std::chrono::seconds most_time
);

/// `text` as it stands in a query.
[[nodiscard]] std::string in_query(std::string_view text);

}  // namespace belfry::transparency
