#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/refusal.hpp"
#include "http/log.hpp"
#include "http/message.hpp"

namespace belfry::http {

class Events;
class Metrics;

/// What the server refuses and when it stops waiting (trust.md, "Limits everywhere").
struct Limits {
    std::size_t request_line = 8 * 1024;
    std::size_t header_bytes = 16 * 1024;
    std::size_t header_fields = 64;
    std::chrono::seconds header_time{10};
    std::size_t least_body_rate = 500;  ///< Bytes a second, after a grace of ten seconds.
    std::size_t most_body = 32 * 1024 * 1024;
    std::chrono::seconds idle{60};
    std::size_t connections = 12'000;
    std::size_t connections_per_address = 256;
    std::size_t workers = 4;
    /// Requests that wait for a worker; more are answered 503. When something changed, all who look
    /// at it ask at nearly the same moment.
    std::size_t queue = 4096;
    std::chrono::milliseconds heartbeat{15'000};  ///< Between signs of life on a stream.
    /// Between two looks of a stream that has just been told something.
    std::chrono::milliseconds between_events{150};
    std::chrono::milliseconds stop_time{10'000};  ///< For answers under way when the server stops.
};

struct Tls {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

/// Whether a server can use them. Refuses `tls_file_unreadable`, `certificate_unusable` and
/// `key_unusable`, each with the file's name.
[[nodiscard]] Result<void> check_tls(const Tls& files);

/// When the first certificate of a PEM file ends; empty when there is none in it.
[[nodiscard]] std::optional<Instant> certificate_end(const std::filesystem::path& certificate);

/// One address the server listens at.
struct Listener {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free one.
    bool or_any_port = false;   ///< Where `port` is taken, any free one will do.
    std::optional<Tls> tls;
    bool only_reads = false;  ///< Refuses all but GET, HEAD and OPTIONS before it reads a body.
    /// Where a listener that only reads takes a POST all the same; empty: nowhere.
    std::function<bool(const std::string& target)> takes_post_at = {};
    std::vector<std::string> trusted_proxies;  ///< Only from these X-Forwarded-* is believed.
    /// Answers a request; called on a worker thread.
    std::function<Response(const Request&)> handle;
    /// Answers at once on the network thread when it can (pre-rendered pages); empty: use `handle`.
    std::function<std::optional<Response>(const Request&)> handle_inline;
    /// Added to every answer, errors included.
    Headers security_headers;
    /// The body limit of the route a request goes to, known before its body is read.
    std::function<std::size_t(Method, const std::string& target)> body_limit;
};

/// Where a server tells what it does.
struct Instruments {
    Metrics* metrics = nullptr;  ///< Outlives the server; none: not counted.
    Log log = Log();
};

/// Accepts connections and speaks HTTP/1.1. Only server.cpp, connection.cpp and transport.cpp see
/// Asio.
class Server {
public:
    /// `events` may be null when no route answers with a stream; it outlives the server.
    Server(
        std::vector<Listener> listeners, Limits limits, Events* events, Instruments instruments = {}
    );
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;
    ~Server();

    /// Binds every listener; gives the ports they got, in order. Throws std::system_error.
    std::vector<std::uint16_t> listen();

    /// Serves until stop(); returns when the last answer under way is sent (at most ten seconds).
    void run();

    /// May be called from any thread and from a signal handler's thread.
    void stop();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace belfry::http
