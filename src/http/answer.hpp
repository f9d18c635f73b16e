#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/body_cache.hpp"
#include "http/file_part.hpp"
#include "http/message.hpp"

namespace belfry::http {

/// An answer as it goes over the wire: head, then `bytes` (or the part of the file).
struct Answer {
    int status = 200;
    std::string route;
    std::string head;
    std::string own;    ///< The body, when nobody else holds it.
    SharedBody shared;  ///< Or the body that many answers share.
    std::shared_ptr<const OpenFile> file;
    ByteRange part;  ///< Of the file.
    std::optional<EventBody> events;
    bool keep_alive = false;
    std::size_t sent = 0;  ///< Bytes of head and body that its worker has sent already.

    [[nodiscard]] std::string_view bytes() const {
        return shared ? std::string_view(*shared) : std::string_view(own);
    }

    [[nodiscard]] std::uint64_t size() const { return file ? part.length : bytes().size(); }
};

/// What an answer is made with besides the request and the response.
struct Dressing {
    const Headers& security_headers;  ///< Added where the response has no field of that name.
    BodyCache& cache;
    bool keep_alive = false;
};

/// Turns a response into bytes: conditional requests, gzip, ranges, HEAD, length, security headers.
/// `request` is null when it could not be read. Does no I/O but opening a file.
[[nodiscard]] Answer answer_to(const Request* request, Response response, const Dressing& dressing);

}  // namespace belfry::http
