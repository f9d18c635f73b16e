#include "http/answer.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include <fmt/format.h>

#include "http/gzip.hpp"
#include "http/problem.hpp"

namespace belfry::http {

namespace {

constexpr std::size_t least_worth_zipping = 1024;

/// Reason phrases of RFC 9110, in the order of their numbers.
constexpr auto reasons = std::to_array<std::pair<int, std::string_view>>({
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
});

std::string_view reason_of(int status) {
    const auto* const found =
        std::ranges::lower_bound(reasons, status, {}, [](const auto& one) { return one.first; });
    return found != reasons.end() && found->first == status ? found->second : "Status";
}

/// RFC 9110's date, worked out once a second in each thread.
const std::string& http_date() {
    thread_local std::time_t second = 0;
    thread_local std::string text;
    const auto now = std::time(nullptr);
    if (now != second) {
        second = now;
        std::tm fields{};
        ::gmtime_r(&now, &fields);
        std::array<char, 40> buffer{};
        const auto size =
            std::strftime(buffer.data(), buffer.size(), "%a, %d %b %Y %H:%M:%S GMT", &fields);
        text.assign(buffer.data(), size);
    }
    return text;
}

/// A field's value never ends its line: that would let a name or a search text write headers.
void append_field(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    for (const char c : value) {
        head += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
    head += "\r\n";
}

/// RFC 9110 weak comparison with any tag of the list.
bool tag_matches(std::string_view list, std::string_view tag) {
    if (list == "*") {
        return true;
    }
    if (tag.starts_with("W/")) {
        tag.remove_prefix(2);
    }
    for (std::size_t at = list.find(tag); at != std::string_view::npos;
         at = list.find(tag, at + 1)) {
        const auto before = list.substr(0, at);
        const auto after = list.substr(at + tag.size());
        const bool starts = before.empty() || before.ends_with(' ') || before.ends_with(',') ||
                            before.ends_with("W/");
        if (starts && (after.empty() || after.starts_with(',') || after.starts_with(' '))) {
            return true;
        }
    }
    return false;
}

/// Builds one answer; the steps are those of RFC 9110 in the order they depend on each other.
class Maker {
public:
    Maker(const Request* request, Response response, const Dressing& dressing)
        : request_(request), response_(std::move(response)), dressing_(dressing) {}

    Answer make() {
        std::visit([this](auto& body) { take(body); }, response_.body);
        if (not_modified()) {
            become_not_modified();
        }
        write_head();
        answer_.status = response_.status;
        answer_.route = std::move(response_.route);
        if (is_head()) {
            answer_.own.clear();
            answer_.shared.reset();
            answer_.file.reset();
        }
        return std::move(answer_);
    }

private:
    [[nodiscard]] std::string_view asked(std::string_view field) const {
        return request_ == nullptr ? std::string_view()
                                   : request_->headers.find(field).value_or("");
    }

    [[nodiscard]] bool is_head() const {
        return request_ != nullptr && request_->method == Method::head;
    }

    [[nodiscard]] bool is_reading() const {
        return request_ != nullptr && (request_->method == Method::get || is_head());
    }

    [[nodiscard]] bool worth_zipping(std::size_t size) const {
        return size >= least_worth_zipping && !response_.headers.find("Content-Encoding") &&
               compressible(response_.headers.find("Content-Type").value_or(""));
    }

    /// Other bytes than the tag was made for: only the weak tag still holds.
    void mark_zipped() {
        response_.headers.set("Content-Encoding", "gzip");
        const std::string tag(response_.headers.find("ETag").value_or(""));
        if (tag.starts_with('"')) {
            response_.headers.set("ETag", "W/" + tag);
        }
    }

    void take(std::string& body) {
        answer_.own = std::move(body);
        if (is_download()) {
            if (!response_.headers.find("ETag")) {
                response_.headers.set("ETag", '"' + tag_of(answer_.own) + '"');
            }
            if (take_part(answer_.own)) {
                return;
            }
        }
        if (!worth_zipping(answer_.own.size())) {
            return;
        }
        response_.headers.set("Vary", "Accept-Encoding");
        if (takes_gzip(asked("Accept-Encoding"))) {
            answer_.own = gzipped(answer_.own, Effort::quick);
            mark_zipped();
        }
    }

    void take(SharedBody& body) {
        const bool zip = worth_zipping(body->size());
        const auto forms = dressing_.cache.forms(body, zip);
        if (!response_.headers.find("ETag")) {
            response_.headers.set("ETag", '"' + forms->etag + '"');
        }
        answer_.shared = std::move(body);
        if (zip) {
            response_.headers.set("Vary", "Accept-Encoding");
        }
        if (response_.status == 200 && take_part(*answer_.shared)) {
            return;
        }
        if (zip && forms->zipped && takes_gzip(asked("Accept-Encoding"))) {
            answer_.shared = forms->zipped;
            mark_zipped();
        }
    }

    void take(FileBody& body) {
        auto file = OpenFile::open(body.path);
        if (!file) {
            replace(404, "no_such_page", "There is nothing at this address.");
            return;
        }
        response_.headers.set("ETag", '"' + file->etag() + '"');
        answer_.part = {0, file->size()};
        answer_.file = std::move(file);
        if (const auto part = wanted_part(answer_.file->size())) {
            answer_.part = *part;
        }
    }

    /// Bytes that stay as they are: of those a client may ask for a part.
    [[nodiscard]] bool is_download() const {
        return response_.status == 200 && response_.headers.find("Content-Disposition");
    }

    /// The part of a body of `size` bytes that the client asks for (RFC 9110, 14), with the status
    /// and fields that tell of it; empty when it gets the whole, or a refusal in its place.
    std::optional<ByteRange> wanted_part(std::uint64_t size) {
        response_.headers.set("Accept-Ranges", "bytes");
        const auto if_range = asked("If-Range");
        if (!is_reading() ||
            (!if_range.empty() && if_range != response_.headers.find("ETag").value_or(""))) {
            return {};
        }
        const auto [kind, part] = range_of(asked("Range"), size);
        if (kind == RangeKind::whole || asks_whether_new()) {
            return {};
        }
        if (kind == RangeKind::unsatisfiable) {
            replace(
                416, "range_unsatisfiable", "The file does not have the bytes that were asked for."
            );
            response_.headers.set("Content-Range", fmt::format("bytes */{}", size));
            return {};
        }
        response_.status = 206;
        response_.headers.set(
            "Content-Range",
            fmt::format("bytes {}-{}/{}", part.first, part.first + part.length - 1, size)
        );
        return part;
    }

    /// Leaves of `whole` what was asked for; false when that is the whole.
    bool take_part(const std::string& whole) {
        const auto part = wanted_part(whole.size());
        if (part) {
            answer_.own = whole.substr(
                static_cast<std::size_t>(part->first), static_cast<std::size_t>(part->length)
            );
            answer_.shared.reset();
        }
        return response_.status != 200;
    }

    void take(EventBody& body) {
        response_.headers.set("Content-Type", "text/event-stream");
        response_.headers.set("Cache-Control", "no-store");
        response_.headers.set("X-Accel-Buffering", "no");
        answer_.events = std::move(body);
    }

    void replace(int status, std::string code, std::string summary) {
        auto problem = problem_response(
            status, {Refusal::Kind::invalid, std::move(code), std::move(summary), {}, {}}
        );
        answer_.own = std::move(std::get<std::string>(problem.body));
        answer_.shared.reset();
        answer_.file.reset();
        response_.status = status;
        response_.headers = std::move(problem.headers);
    }

    /// Whether the client has what it asks for: then a Range does not count (RFC 9110, 13.2.2).
    [[nodiscard]] bool asks_whether_new() const {
        const auto wanted = asked("If-None-Match");
        const auto tag = response_.headers.find("ETag");
        return is_reading() && !wanted.empty() && tag && tag_matches(wanted, *tag);
    }

    [[nodiscard]] bool not_modified() const {
        return response_.status == 200 && asks_whether_new();
    }

    void become_not_modified() {
        response_.status = 304;
        Headers kept;
        for (const auto* const name :
             {"ETag", "Cache-Control", "Vary", "Content-Security-Policy"}) {
            if (const auto value = response_.headers.find(name)) {
                kept.add(name, std::string(*value));
            }
        }
        response_.headers = std::move(kept);
        answer_.own.clear();
        answer_.shared.reset();
        answer_.file.reset();
    }

    void write_head() {
        auto& head = answer_.head;
        head.reserve(1024);
        head += fmt::format("HTTP/1.1 {} {}\r\n", response_.status, reason_of(response_.status));
        append_field(head, "Date", http_date());
        for (const auto& [name, value] : response_.headers.all()) {
            append_field(head, name, value);
        }
        for (const auto& [name, value] : dressing_.security_headers.all()) {
            if (!response_.headers.find(name)) {
                append_field(head, name, value);
            }
        }
        const bool bodiless = response_.status == 204 || response_.status == 304;
        if (!bodiless && !answer_.events) {
            append_field(head, "Content-Length", std::to_string(answer_.size()));
        }
        answer_.keep_alive = dressing_.keep_alive && !answer_.events;
        append_field(head, "Connection", answer_.keep_alive ? "keep-alive" : "close");
        head += "\r\n";
    }

    const Request* request_;
    Response response_;
    const Dressing& dressing_;
    Answer answer_;
};

}  // namespace

Answer answer_to(const Request* request, Response response, const Dressing& dressing) {
    return Maker(request, std::move(response), dressing).make();
}

}  // namespace belfry::http
