// A server with one cached page, answered inline as the public portal does, and the same page by
// way of a worker under /worker. bench/http.sh measures it.
#include <charconv>
#include <csignal>
#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

#include "http/server.hpp"

namespace {

using namespace belfry::http;

Response page(const SharedBody& body) {
    Response response{.status = 200, .headers = {}, .body = body};
    response.headers.set("Content-Type", "text/html; charset=utf-8");
    response.headers.set("Cache-Control", "public, max-age=10");
    return response;
}

Listener listener(std::uint16_t port, SharedBody body) {
    Listener made;
    made.port = port;
    made.handle = [body](const Request&) {
        return page(body);
    };
    made.handle_inline = [body](const Request& request) -> std::optional<Response> {
        return request.path.empty() ? std::optional(page(body)) : std::nullopt;
    };
    made.security_headers.set("Content-Security-Policy", "default-src 'none'; style-src 'self'");
    made.security_headers.set("X-Content-Type-Options", "nosniff");
    made.security_headers.set("Referrer-Policy", "no-referrer");
    return made;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) {
        std::cerr << "usage: bench_http PORT PAGE\n";
        return 2;
    }
    const std::string_view digits(arguments[1]);
    std::uint16_t port = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), port);
    std::ifstream file(arguments[2], std::ios::binary);
    const auto body = std::make_shared<const std::string>(
        std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()
    );

    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGTERM);
    ::sigaddset(&signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    Limits limits;
    limits.workers = 2;
    limits.connections_per_address = limits.connections;
    std::vector<Listener> listeners;
    listeners.push_back(listener(port, body));
    Server server(std::move(listeners), limits, nullptr, {nullptr, Log(Log::Level::warning)});
    std::cout << "listening on http://127.0.0.1:" << server.listen().at(0) << std::endl;
    std::thread waiting([&] {
        int signal = 0;
        ::sigwait(&signals, &signal);
        server.stop();
    });
    server.run();
    waiting.join();
    return 0;
}
