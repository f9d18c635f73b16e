#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/check.hpp"
#include "http/server.hpp"

namespace belfry::http {

/// A plain blocking client for tests: sends what it is told, byte for byte.
class TestClient {
public:
    explicit TestClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        check(
            ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0, "no connection"
        );
    }

    TestClient(const TestClient&) = delete;
    TestClient& operator=(const TestClient&) = delete;
    TestClient(TestClient&&) = delete;
    TestClient& operator=(TestClient&&) = delete;

    ~TestClient() { ::close(socket_); }

    [[nodiscard]] int handle() const { return socket_; }

    /// False when the server has hung up.
    bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    void end_sending() const { ::shutdown(socket_, SHUT_WR); }

    /// Reads until `wanted` bytes, the end, or five seconds without any.
    std::string receive(std::size_t wanted) {
        while (kept_.size() < wanted && more()) {
        }
        auto bytes = kept_.substr(0, wanted);
        kept_.erase(0, bytes.size());
        return bytes;
    }

    /// All that comes up to the end of the connection.
    std::string receive_all() {
        while (more()) {
        }
        return std::exchange(kept_, {});
    }

    std::string receive_until(std::string_view mark) {
        std::size_t found = std::string::npos;
        while ((found = kept_.find(mark)) == std::string::npos) {
            if (!more()) {
                return std::exchange(kept_, {});
            }
        }
        return receive(found + mark.size());
    }

    /// One answer with its body, by its Content-Length.
    std::string receive_answer() {
        auto answer = receive_until("\r\n\r\n");
        const auto length = answer.find("Content-Length: ");
        return length == std::string::npos
                   ? answer
                   : answer + receive(std::stoul(answer.substr(length + 16)));
    }

    /// Whether the server has closed the connection; waits for it.
    bool is_closed() { return kept_.empty() && !more() && at_end_; }

private:
    bool more() {
        pollfd ready{socket_, POLLIN, 0};
        if (::poll(&ready, 1, 5000) != 1) {
            return false;
        }
        std::array<char, 65536> bytes;
        const auto got = ::recv(socket_, bytes.data(), bytes.size(), 0);
        at_end_ = got <= 0;
        if (got > 0) {
            kept_.append(bytes.data(), static_cast<std::size_t>(got));
        }
        return got > 0;
    }

    int socket_;
    std::string kept_;
    bool at_end_ = false;
};

/// A server with one listener on its own thread, for as long as the test lasts.
class RunningServer {
public:
    RunningServer(
        Listener listener, Limits limits, Events* events = nullptr, Metrics* metrics = nullptr
    )
        : server_(single(std::move(listener)), limits, events, {metrics, Log(Log::Level::off)}) {
        port_ = server_.listen().at(0);
        thread_ = std::thread([this] { server_.run(); });
    }

    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    RunningServer(RunningServer&&) = delete;
    RunningServer& operator=(RunningServer&&) = delete;

    ~RunningServer() { stop(); }

    [[nodiscard]] std::uint16_t port() const { return port_; }

    void ask_to_stop() { server_.stop(); }

    void stop() {
        if (thread_.joinable()) {
            server_.stop();
            thread_.join();
        }
    }

    [[nodiscard]] std::string ask(std::string_view request) const {
        TestClient client(port_);
        client.send(request);
        return client.receive_answer();
    }

private:
    static std::vector<Listener> single(Listener listener) {
        listener.port = 0;
        std::vector<Listener> list;
        list.push_back(std::move(listener));
        return list;
    }

    Server server_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

/// `GET` with the one header that HTTP/1.1 asks for, and more.
[[nodiscard]] inline std::string get_request(
    std::string_view target, std::string_view fields = {}
) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" + std::string(fields) +
           "\r\n";
}

/// Says what it was asked: method, path segments, body size, client.
inline Response echo(const Request& request) {
    std::string text(json::name_of(request.method));
    for (const auto& segment : request.path) {
        text += "|" + segment;
    }
    text += "#" + request.body + "@" + request.peer + (request.secure ? "+tls" : "");
    return text_response(200, text);
}

inline Listener echoing() {
    Listener listener;
    listener.handle = echo;
    listener.security_headers.set("X-Frame-Options", "DENY");
    return listener;
}

inline Limits few() {
    Limits limits;
    limits.workers = 2;
    return limits;
}

inline std::string body_of(const std::string& answer) {
    return answer.substr(answer.find("\r\n\r\n") + 4);
}

}  // namespace belfry::http
