#include "http/request_parser.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <fmt/format.h>

#include "http/problem.hpp"
#include "http/target.hpp"

namespace belfry::http {

namespace {

namespace beast = boost::beast;
using Checked = std::expected<void, ParseRefusal>;

std::unexpected<ParseRefusal> refused(
    int status, std::string code, std::string summary, std::string detail = {}
) {
    return std::unexpected(
        ParseRefusal{status, std::move(code), std::move(summary), std::move(detail)}
    );
}

std::unexpected<ParseRefusal> malformed(std::string detail) {
    return refused(
        400, "request_malformed", "The request is not well-formed HTTP.", std::move(detail)
    );
}

std::unexpected<ParseRefusal> header_too_large(std::string detail) {
    return refused(
        431, "header_too_large", "The header of the request is too large.", std::move(detail)
    );
}

std::unexpected<ParseRefusal> body_too_large(std::size_t most) {
    return refused(
        413,
        "body_too_large",
        "The request is larger than the server takes here.",
        fmt::format("at most {} bytes", most)
    );
}

/// What Beast finds, kept as Belfry's own request.
class Collector final : public beast::http::basic_parser<true> {
public:
    Request request;
    std::string method;
    std::string target;
    int version = 11;
    bool in_trailer = false;

private:
    using error = beast::error_code;
    using text = beast::string_view;

    // The names and signatures are those of Beast's parser.
    void on_request_impl(beast::http::verb, text verb, text address, int number, error&) override {
        version = number;
        method = verb;
        target = address;
    }

    void on_response_impl(int, text, int, error&) override {}

    void on_field_impl(beast::http::field, text name, text value, error&) override {
        // Fields behind a chunked body could contradict those before it: nobody reads them.
        if (!in_trailer) {
            request.headers.add(std::string(name), std::string(value));
        }
    }

    void on_header_impl(error&) override { in_trailer = true; }

    void on_body_init_impl(const boost::optional<std::uint64_t>&, error&) override {}

    std::size_t on_body_impl(text bytes, error&) override {
        request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, text, error&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, text bytes, error&) override {
        request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_finish_impl(error&) override {}
};

/// No line of a header may end in anything but CR LF, start with a blank (obs-fold) or hold a
/// control character.
Checked check_lines(std::string_view head, std::size_t from) {
    for (std::size_t i = from; i < head.size(); ++i) {
        const auto c = static_cast<unsigned char>(head[i]);
        const bool after_cr = i > 0 && head[i - 1] == '\r';
        if (c == '\n' && !after_cr) {
            return malformed("a line ends in LF without CR");
        }
        if (c != '\n' && after_cr) {
            return malformed("a CR stands alone");
        }
        if (i > 1 && head[i - 1] == '\n' && (c == ' ' || c == '\t')) {
            return malformed("a field is folded over two lines");
        }
        if ((c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7F) {
            return malformed("a control character");
        }
    }
    return {};
}

/// Three words with one blank between them; Beast would take a word too many for a strange version.
Checked check_request_line(std::string_view first) {
    const auto version = first.rfind(' ');
    if (std::ranges::count(first, ' ') != 2 || !first.substr(version + 1).starts_with("HTTP/")) {
        return malformed("the first line is not method, address and version");
    }
    return {};
}

std::optional<Method> method_of(std::string_view name) {
    for (const auto method : json::all_of<Method>()) {
        const auto known = json::name_of(method);
        if (std::ranges::equal(known, name, [](char a, char b) { return a - 32 == b; })) {
            return method;
        }
    }
    return std::nullopt;
}

bool same_word(std::string_view a, std::string_view lower) {
    return std::ranges::equal(a, lower, [](char x, char y) {
        return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y;
    });
}

std::vector<std::string_view> values_of(const Headers& headers, std::string_view lower) {
    std::vector<std::string_view> values;
    for (const auto& [name, value] : headers.all()) {
        if (same_word(name, lower)) {
            values.emplace_back(value);
        }
    }
    return values;
}

Checked check_host(const Headers& headers, int version) {
    const auto hosts = values_of(headers, "host");
    if (hosts.size() > 1) {
        return malformed("more than one Host");
    }
    if (hosts.empty()) {
        return version == 11 ? Checked(malformed("no Host")) : Checked();
    }
    if (!is_authority(hosts.front())) {
        return malformed("Host is not a host");
    }
    return {};
}

/// Of two, a proxy might have looked at the other one.
Checked check_credentials(const Headers& headers) {
    return values_of(headers, "authorization").size() > 1
               ? Checked(malformed("more than one Authorization"))
               : Checked();
}

/// Two readers that disagree about the length of a body see different requests.
Checked check_framing(const Headers& headers, int version) {
    const auto codings = values_of(headers, "transfer-encoding");
    const auto lengths = values_of(headers, "content-length");
    if (!codings.empty() && !lengths.empty()) {
        return malformed("both Content-Length and Transfer-Encoding");
    }
    if (lengths.size() > 1) {
        return malformed("more than one Content-Length");
    }
    if (!lengths.empty() &&
        (lengths.front().empty() || lengths.front().size() > 18 ||
         lengths.front().find_first_not_of("0123456789") != std::string_view::npos)) {
        return malformed("Content-Length is not a number");
    }
    if (codings.empty()) {
        return {};
    }
    if (version != 11) {
        return malformed("Transfer-Encoding in HTTP/1.0");
    }
    if (codings.size() > 1 || !same_word(codings.front(), "chunked")) {
        return refused(
            501,
            "transfer_coding_unknown",
            "The server does not know the transfer coding of the request.",
            "only chunked"
        );
    }
    return {};
}

}  // namespace

struct RequestParser::Inside {
    explicit Inside(const Limits& given) : limits(given), body_limit(given.most_body) {
        parser.eager(true);
        parser.skip(false);
        parser.header_limit(
            static_cast<std::uint32_t>(limits.request_line + limits.header_bytes + 1024)
        );
        parser.body_limit(limits.most_body);
    }

    [[nodiscard]] Checked check_sizes(std::string_view seen, std::size_t line_end) const {
        if (std::min(line_end, seen.size()) > limits.request_line) {
            return refused(
                414,
                "address_too_long",
                "The address is too long.",
                fmt::format("at most {} bytes in the first line", limits.request_line)
            );
        }
        if (line_end != std::string_view::npos && seen.size() - line_end > limits.header_bytes) {
            return header_too_large(fmt::format("at most {} bytes", limits.header_bytes));
        }
        return {};
    }

    Checked read_head(std::string& input) {
        // RFC 9112: an empty line before a request is left over from the one before.
        for (int i = 0; i < 2 && !started && input.starts_with("\r\n"); ++i) {
            input.erase(0, 2);
        }
        started = started || input.size() > 1;
        const auto end = input.find("\r\n\r\n", scanned < 3 ? 0 : scanned - 3);
        const std::string_view seen(
            input.data(), end == std::string::npos ? input.size() : end + 4
        );
        const auto fresh = std::exchange(scanned, seen.size());
        const auto line_end = seen.find("\r\n");
        if (auto checked = check_sizes(seen, line_end); !checked) {
            return checked;
        }
        if (auto checked = check_lines(seen, fresh); !checked || end == std::string::npos) {
            return checked;
        }
        if (auto checked = check_request_line(seen.substr(0, line_end)); !checked) {
            return checked;
        }
        beast::error_code problem;
        const auto taken = parser.put(boost::asio::buffer(seen.data(), seen.size()), problem);
        if (problem && problem != beast::http::error::need_more) {
            return refused_by_beast(problem);
        }
        if (!parser.is_header_done()) {
            return malformed("the header does not end where it ends");
        }
        input.erase(0, taken);
        return check_head();
    }

    Checked check_head() {
        auto& request = parser.request;
        const auto version = parser.version;
        if (request.headers.all().size() > limits.header_fields) {
            return header_too_large(fmt::format("at most {} fields", limits.header_fields));
        }
        const auto method = method_of(parser.method);
        if (!method) {
            return refused(501, "method_unknown", "The server does not know this kind of request.");
        }
        request.method = *method;
        for (const auto& checked :
             {check_host(request.headers, version),
              check_framing(request.headers, version),
              check_credentials(request.headers)}) {
            if (!checked) {
                return checked;
            }
        }
        const auto expect = request.headers.find("Expect");
        if (expect && !same_word(*expect, "100-continue")) {
            return refused(
                417, "expectation_unknown", "The server cannot meet what the request expects."
            );
        }
        expects_continue = expect.has_value() && version == 11;
        if (const auto target = read_target(parser.target, request); !target) {
            return refused(400, target.error().code, target.error().summary);
        }
        head_done = true;
        return {};
    }

    Checked read_body(std::string& input) {
        std::size_t taken = 0;
        while (taken < input.size() && !parser.is_done()) {
            beast::error_code problem;
            const auto more = parser.put(
                boost::asio::buffer(input.data() + taken, input.size() - taken), problem
            );
            taken += more;
            if (problem == beast::http::error::need_more) {
                break;
            }
            if (problem) {
                return refused_by_beast(problem);
            }
        }
        input.erase(0, taken);
        // What waits here is a chunk's size line or a trailer that has not ended.
        if (!parser.is_done() && input.size() > limits.header_bytes) {
            return malformed("a chunk's line is too long");
        }
        return {};
    }

    [[nodiscard]] Checked refused_by_beast(const beast::error_code& problem) const {
        if (problem == beast::http::error::bad_version) {
            return refused(505, "version_unknown", "The server speaks HTTP/1.1 and HTTP/1.0.");
        }
        if (problem == beast::http::error::body_limit) {
            return body_too_large(body_limit);
        }
        if (problem == beast::http::error::header_limit) {
            return header_too_large(fmt::format("at most {} bytes", limits.header_bytes));
        }
        return malformed(problem.message());
    }

    Limits limits;
    Collector parser;
    std::size_t scanned = 0;
    std::size_t body_limit;
    bool started = false;
    bool head_done = false;
    bool expects_continue = false;
};

RequestParser::RequestParser(const Limits& limits) : inside_(std::make_unique<Inside>(limits)) {
}

RequestParser::~RequestParser() = default;

Checked RequestParser::feed(std::string& input) {
    if (!inside_->head_done) {
        return inside_->read_head(input);
    }
    return inside_->read_body(input);
}

bool RequestParser::head_done() const {
    return inside_->head_done;
}

bool RequestParser::done() const {
    return inside_->head_done && inside_->parser.is_done();
}

Checked RequestParser::limit_body(std::size_t bytes) {
    inside_->body_limit = bytes;
    inside_->parser.body_limit(bytes);
    const auto length = inside_->parser.content_length();
    return length && *length > bytes ? Checked(body_too_large(bytes)) : Checked();
}

Request& RequestParser::request() {
    return inside_->parser.request;
}

bool RequestParser::keep_alive() const {
    return inside_->parser.keep_alive();
}

bool RequestParser::expects_continue() const {
    return inside_->expects_continue;
}

Response problem_response(const ParseRefusal& refusal) {
    ProblemAnswer answer;
    answer.type = "urn:belfry:problem:" + refusal.code;
    answer.title = refusal.summary;
    answer.status = refusal.status;
    answer.code = refusal.code;
    if (!refusal.detail.empty()) {
        answer.detail = refusal.detail;
    }
    return problem_response(answer);
}

}  // namespace belfry::http
