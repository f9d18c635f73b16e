#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "http/server.hpp"

namespace belfry::http {

/// Why bytes are no request that Belfry reads, with the status it is answered with.
struct ParseRefusal {
    int status = 400;
    std::string code;
    std::string summary;
    std::string detail;  ///< The reason in English, for whoever wrote the client.
};

/// Reads one request from bytes as they come. Stricter than HTTP asks: whatever two readers could
/// understand differently is refused, so that no proxy in front sees another request than Belfry.
class RequestParser {
public:
    explicit RequestParser(const Limits& limits);
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;
    RequestParser(RequestParser&&) = delete;
    RequestParser& operator=(RequestParser&&) = delete;
    ~RequestParser();

    /// Looks at `input`, takes from its beginning what belongs to this request. Call it again with
    /// more bytes at the end of what is left until done(); stop at a refusal.
    [[nodiscard]] std::expected<void, ParseRefusal> feed(std::string& input);

    /// The header is complete: request() has everything but the body. feed() stops here once, so
    /// that the body's limit can be set before the body is read.
    [[nodiscard]] bool head_done() const;
    [[nodiscard]] bool done() const;

    /// Refuses a body that says it is larger.
    [[nodiscard]] std::expected<void, ParseRefusal> limit_body(std::size_t bytes);

    /// The body is complete when done().
    [[nodiscard]] Request& request();
    [[nodiscard]] bool keep_alive() const;
    [[nodiscard]] bool expects_continue() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The problem+json answer to such a request.
[[nodiscard]] Response problem_response(const ParseRefusal& refusal);

}  // namespace belfry::http
