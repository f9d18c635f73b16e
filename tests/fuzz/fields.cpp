// What a client writes into an address and into header fields: address and query, cookies, ETags,
// ranges, languages of compression, forwarded addresses. The first line is the address, each
// further one a field. Answers keep what RFC 9110 says of lengths and parts.
#include "base/check.hpp"
#include "http/answer.hpp"
#include "http/connection.hpp"
#include "http/file_part.hpp"
#include "http/gzip.hpp"
#include "http/target.hpp"

namespace belfry::http {
namespace {

std::string_view take_line(std::string_view& text) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

Request request_from(std::string_view text) {
    Request request;
    if (!read_target(take_line(text), request)) {
        request = {};
    }
    while (!text.empty()) {
        const auto line = take_line(text);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos && line.find('\r') == std::string_view::npos) {
            auto value = line.substr(colon + 1);
            value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
            request.headers.add(std::string(line.substr(0, colon)), std::string(value));
        }
    }
    return request;
}

void read_address(const Request& request) {
    for (const auto& segment : request.path) {
        check(is_utf8(segment) && segment != "..", "a path climbs");
    }
    for (const auto& [name, value] : request.query) {
        check(is_utf8(name) && is_utf8(value), "a query is no text");
        check(request.query_value(name).has_value(), "a value is lost");
    }
}

void read_cookies(const Request& request) {
    for (const auto* name : {"belfry", "__Host-belfry", "", "a"}) {
        const auto value = request.cookie(name);
        check(!value || value->find(';') == std::string_view::npos, "two cookies in one");
    }
}

/// The whole, a part of it, or a refusal; and always as long as it says.
void ask_for(const Request& request, const SharedBody& content) {
    BodyCache cache;
    const Headers none;
    Response response;
    response.headers.set("Content-Type", "image/png");
    response.body = content;
    const auto answer = answer_to(&request, std::move(response), {none, cache, true});
    const std::string bytes(answer.bytes());
    check(
        answer.status == 200 || answer.status == 206 || answer.status == 304 ||
            answer.status == 416,
        "a status that no such request has"
    );
    check(
        answer.status == 304 ||
            answer.head.contains("Content-Length: " + std::to_string(bytes.size()) + "\r\n"),
        "an answer of another length than it says"
    );
    check(answer.status != 200 || bytes == *content, "the whole is not the whole");
    check(answer.status != 206 || content->contains(bytes), "a part is no part");
    const auto [kind, part] = range_of(request.headers.find("Range").value_or(""), content->size());
    check(
        kind != RangeKind::part || (part.length > 0 && part.first + part.length <= content->size()),
        "a part reaches beyond the whole"
    );
}

void read(std::string_view text) {
    static const auto content = std::make_shared<const std::string>("0123456789abcdef");
    const auto request = request_from(text);
    read_address(request);
    read_cookies(request);
    ask_for(request, content);
    static_cast<void>(takes_gzip(request.headers.joined("Accept-Encoding")));
    const auto address = plain_address(request.headers.joined("X-Forwarded-For"));
    check(address.empty() || plain_address(address) == address, "an address has two forms");
    static_cast<void>(is_among(address, {"10.0.0.0/8", "::1", std::string(text.substr(0, 40))}));
}

}  // namespace
}  // namespace belfry::http

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::http::read({reinterpret_cast<const char*>(data), size});
    return 0;
}
