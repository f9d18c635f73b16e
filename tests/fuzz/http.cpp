// The whole loop of a connection over bytes in memory: whatever a client sends, the server neither
// crashes nor answers 500, and no handler ever sees a request that breaks message.hpp's promises.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "base/check.hpp"
#include "http/connection.hpp"
#include "http/target.hpp"

namespace belfry::http {
namespace {

namespace asio = boost::asio;

/// Gives the bytes in pieces of one size, then ends; keeps what is sent.
class MemoryTransport final : public Transport {
public:
    MemoryTransport(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}

    asio::awaitable<bool> begin() override { co_return true; }

    asio::awaitable<bool> read(std::string& into) override {
        const auto next = bytes_.substr(0, piece_);
        bytes_.remove_prefix(next.size());
        into += next;
        co_return !next.empty();
    }

    asio::awaitable<std::size_t> write(std::string_view first, std::string_view second) override {
        sent_ += first.empty() ? second : first;
        co_return first.empty() ? second.size() : first.size();
    }

    asio::awaitable<void> finish() override { co_return; }

    void cancel() override {}

    [[nodiscard]] const std::string& sent() const { return sent_; }

private:
    std::string_view bytes_;
    std::size_t piece_;
    std::string sent_;
};

std::optional<Response> keep_promises(const Request& request) {
    for (const auto& segment : request.path) {
        check(segment != "." && segment != ".." && !segment.contains('/'), "a path climbs");
        check(!segment.contains('\0') && is_utf8(segment), "a path is not text");
    }
    for (const auto& [name, value] : request.headers.all()) {
        check(
            value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos,
            "a value breaks its line"
        );
    }
    return text_response(200, std::string(request.target));
}

Listener listener() {
    Listener made;
    made.handle_inline = keep_promises;
    made.trusted_proxies = {"127.0.0.1"};
    made.body_limit = [](Method, const std::string&) -> std::size_t {
        return 4096;
    };
    return made;
}

void serve(std::string_view bytes, std::size_t piece) {
    static const Listener shared = listener();
    Service service{Limits{}, nullptr, {nullptr, Log(Log::Level::off)}};
    MemoryTransport transport(bytes, piece);
    Connection connection(service, shared, transport, "127.0.0.1");
    asio::io_context io;
    asio::co_spawn(io, connection.run(), asio::detached);
    io.run();
    const auto& sent = transport.sent();
    check(sent.empty() || sent.starts_with("HTTP/1.1 "), "an answer is no HTTP");
    check(!sent.starts_with("HTTP/1.1 500"), "bytes of a client break the server");
}

}  // namespace
}  // namespace belfry::http

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    belfry::http::serve(bytes, std::size_t{1} + data[0]);
    return 0;
}
