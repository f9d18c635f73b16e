#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "json/json.hpp"

namespace belfry::http {

enum class Method { get, head, post, put, patch, delete_, options };
BOOST_DESCRIBE_ENUM(Method, get, head, post, put, patch, delete_, options)

/// Header fields in the order they came; names compare without case.
class Headers {
public:
    void add(std::string name, std::string value);
    void set(std::string name, std::string value);

    /// The first field of that name; empty when there is none.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

    /// The values of all fields of that name, separated by commas.
    [[nodiscard]] std::string joined(std::string_view name) const;

    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const {
        return fields_;
    }

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

/// A request that has passed the server's limits: the path is split before it is decoded, its
/// segments hold no slash, NUL, `.` or `..`.
struct Request {
    Method method = Method::get;
    std::string target;             ///< As sent: for logs only without its query.
    std::vector<std::string> path;  ///< Decoded segments.
    std::multimap<std::string, std::string> query;
    Headers headers;
    std::string body;
    std::string peer;     ///< Address of the client (behind a proxy: from its header).
    bool secure = false;  ///< Came over TLS, directly or at the trusted proxy.

    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
};

/// A file to be sent with Range support.
struct FileBody {
    std::filesystem::path path;
};

/// Bytes shared by many answers: pre-rendered pages, embedded assets.
using SharedBody = std::shared_ptr<const std::string>;

/// A stream of server-sent events; see events.hpp.
struct EventBody {
    std::vector<std::string> topics;
    std::optional<std::uint64_t> after;  ///< Last-Event-ID.
    /// Whether this reader may still see events: asked now and then, so that a revoked session
    /// ends.
    std::function<bool()> still_allowed;
    /// Whether it is certain, without asking anybody, that `still_allowed` says yes; empty: never.
    /// Quick: called on the network thread.
    std::function<bool()> surely_allowed = {};
    /// Whether this reader may see one event. Quick as well.
    std::function<bool(std::string_view topic, const json::Value& data)> may_see;
};

struct Response {
    int status = 200;
    Headers headers;
    std::variant<std::string, SharedBody, FileBody, EventBody> body;
    std::string route = {};  ///< Pattern of the route that answered, for metrics and logs.
};

[[nodiscard]] Response json_response(int status, const json::Value& body);
[[nodiscard]] Response text_response(int status, std::string text);

/// RFC 9457 problem+json with one entry per field.
[[nodiscard]] Response problem_response(const Refusal& refusal);

/// A download that a browser saves and never runs: attachment, nosniff, sandbox.
[[nodiscard]] Response download(
    std::string bytes, std::string_view media_type, std::string_view name
);

}  // namespace belfry::http
