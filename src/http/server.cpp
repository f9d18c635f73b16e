#include "http/server.hpp"

#include <atomic>
#include <list>
#include <map>
#include <system_error>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/resource.h>

#include "base/check.hpp"
#include "http/connection.hpp"

namespace belfry::http {

namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

/// How often connections are looked through for those that have had their time.
constexpr auto sweep_time = 250ms;

/// Each connection is an open file; the usual 1,024 are soon used up.
void allow_many_files() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

}  // namespace

/// A listener with what it has opened. Connections refer to its `listener`.
struct OpenListener {
    Listener listener;
    std::optional<asio::ssl::context> tls;
    tcp::acceptor acceptor;
};

struct Server::Inside {
    Inside(std::vector<Listener> wanted, Limits limits, Events* events, Instruments instruments)
        : given(std::move(wanted)),
          service{limits, events, std::move(instruments), nullptr},
          workers(limits.workers, limits.queue) {
        service.workers = &workers;
    }

    std::uint16_t open(Listener listener);
    awaitable<void> accept(OpenListener& open);
    void admit(OpenListener& open, tcp::socket socket);
    awaitable<void> serve(OpenListener& open, tcp::socket socket, std::string peer);
    awaitable<void> sweep();
    void begin_stop();
    void add_gauges();

    [[nodiscard]] std::size_t& of_address(const std::string& peer) { return by_address[peer]; }

    void leave(const std::string& peer);

    std::vector<Listener> given;
    Service service;
    std::list<Connection*> connections;
    std::map<std::string, std::size_t> by_address;
    std::atomic<std::size_t> count = 0;
    std::atomic<std::size_t> turned_away = 0;
    std::chrono::steady_clock::time_point stop_deadline;
    // Work that waits refers to the network loop and to connections, so it goes first; connections
    // live in the loop's coroutines and refer to all above.
    asio::io_context io{1};
    Workers workers;
    asio::steady_timer sweeper{io};
    std::list<OpenListener> listeners;
};

std::uint16_t Server::Inside::open(Listener listener) {
    boost::system::error_code problem;
    const auto address = asio::ip::make_address(listener.address, problem);
    if (problem) {
        throw std::system_error(
            std::make_error_code(std::errc::invalid_argument), "listen at " + listener.address
        );
    }
    auto& open = listeners.emplace_back(OpenListener{std::move(listener), {}, tcp::acceptor(io)});
    try {
        if (open.listener.tls) {
            open.tls.emplace(tls_context(*open.listener.tls));
        }
        tcp::endpoint endpoint(address, open.listener.port);
        open.acceptor.open(endpoint.protocol());
        open.acceptor.set_option(tcp::acceptor::reuse_address(true));
        open.acceptor.bind(endpoint, problem);
        if (problem == asio::error::address_in_use && open.listener.or_any_port) {
            endpoint.port(0);
            open.acceptor.bind(endpoint, problem);
        }
        if (problem) {
            throw boost::system::system_error(problem);
        }
        open.acceptor.listen(4096);
        return open.acceptor.local_endpoint().port();
    } catch (const boost::system::system_error& failure) {
        throw std::system_error(
            static_cast<std::error_code>(failure.code()),
            "listen at " + open.listener.address + ":" + std::to_string(open.listener.port)
        );
    }
}

awaitable<void> Server::Inside::accept(OpenListener& open) {
    while (!service.stopping) {
        auto [problem, socket] = co_await open.acceptor.async_accept(quietly);
        if (!problem) {
            admit(open, std::move(socket));
        } else if (problem == asio::error::operation_aborted) {
            co_return;
        } else {
            // Out of files or memory: others have to leave first.
            asio::steady_timer pause(io, 50ms);
            co_await pause.async_wait(quietly);
        }
    }
}

void Server::Inside::admit(OpenListener& open, tcp::socket socket) {
    boost::system::error_code problem;
    const auto endpoint = socket.remote_endpoint(problem);
    if (problem) {
        return;
    }
    auto peer = plain_address(endpoint.address().to_string());
    const bool proxy = is_among(peer, open.listener.trusted_proxies);
    auto& already = of_address(peer);
    if (count >= service.limits.connections ||
        (!proxy && already >= service.limits.connections_per_address)) {
        ++turned_away;
        const auto answer = answer_to(
            nullptr,
            problem_response(ParseRefusal{
                503,
                "too_many_connections",
                "There are too many connections to the server. Close some and try again.",
                {}
            }),
            {open.listener.security_headers, service.cache, false}
        );
        socket.non_blocking(true, problem);
        if (!open.tls) {
            socket.write_some(asio::buffer(answer.head + std::string(answer.bytes())), problem);
        }
        if (already == 0) {
            by_address.erase(peer);
        }
        return;
    }
    ++already;
    ++count;
    socket.set_option(tcp::no_delay(true), problem);
    asio::co_spawn(io, serve(open, std::move(socket), std::move(peer)), asio::detached);
}

void Server::Inside::leave(const std::string& peer) {
    --count;
    const auto found = by_address.find(peer);
    if (--found->second == 0) {
        by_address.erase(found);
    }
}

awaitable<void> Server::Inside::serve(OpenListener& open, tcp::socket socket, std::string peer) {
    const auto transport =
        open.tls ? tls_transport(std::move(socket), *open.tls) : plain_transport(std::move(socket));
    Connection connection(service, open.listener, *transport, peer);
    const auto place = connections.insert(connections.end(), &connection);
    try {
        co_await connection.run();
    } catch (const std::exception& failure) {
        service.instruments.log.write(Log::Level::error, "connection", {{"what", failure.what()}});
    }
    connections.erase(place);
    leave(peer);
}

awaitable<void> Server::Inside::sweep() {
    for (;;) {
        sweeper.expires_after(sweep_time);
        co_await sweeper.async_wait(quietly);
        const auto now = std::chrono::steady_clock::now();
        for (auto* const connection : connections) {
            connection->expire(now);
        }
        if (service.stopping && (connections.empty() || now >= stop_deadline)) {
            io.stop();
            co_return;
        }
    }
}

void Server::Inside::begin_stop() {
    if (service.stopping) {
        return;
    }
    service.stopping = true;
    stop_deadline = std::chrono::steady_clock::now() + service.limits.stop_time;
    for (auto& open : listeners) {
        boost::system::error_code ignored;
        open.acceptor.close(ignored);
    }
    for (auto* const connection : connections) {
        connection->stop();
    }
    service.wake_streams();
    sweeper.cancel();
}

void Server::Inside::add_gauges() {
    auto* const metrics = service.instruments.metrics;
    if (metrics == nullptr) {
        return;
    }
    const auto gauge = [&](const char* name, const char* help, auto read) {
        metrics->gauge(name, help, [read] { return static_cast<double>(read()); });
    };
    gauge("belfry_http_connections", "Open connections.", [this] { return count.load(); });
    gauge("belfry_http_turned_away", "Connections over the limit so far.", [this] {
        return turned_away.load();
    });
    gauge("belfry_http_queue", "Requests that wait for a worker.", [this] {
        return workers.waiting();
    });
    gauge("belfry_http_workers_busy", "Workers that answer a request.", [this] {
        return workers.busy();
    });
    gauge("belfry_http_workers", "Workers.", [this] { return service.limits.workers; });
    if (service.events != nullptr) {
        gauge("belfry_events_newest", "Id of the newest event.", [this] {
            return service.events->inside().newest();
        });
    }
}

Server::Server(
    std::vector<Listener> listeners, Limits limits, Events* events, Instruments instruments
)
    : inside_(std::make_unique<Inside>(std::move(listeners), limits, events, std::move(instruments))
      ) {
}

Server::~Server() {
    if (auto* const metrics = inside_->service.instruments.metrics) {
        for (const auto* const name :
             {"belfry_http_connections",
              "belfry_http_turned_away",
              "belfry_http_queue",
              "belfry_http_workers_busy",
              "belfry_http_workers",
              "belfry_events_newest"}) {
            metrics->remove_gauge(name);
        }
    }
    if (inside_->service.events != nullptr) {
        inside_->service.events->inside().forget(inside_.get());
    }
    inside_->workers.stop();
}

std::vector<std::uint16_t> Server::listen() {
    allow_many_files();
    std::vector<std::uint16_t> ports;
    for (auto& listener : inside_->given) {
        ports.push_back(inside_->open(std::move(listener)));
    }
    inside_->given.clear();
    return ports;
}

void Server::run() {
    auto& inside = *inside_;
    check(!inside.listeners.empty(), "run() comes after listen()");
    inside.add_gauges();
    if (inside.service.events != nullptr) {
        // One message to the network thread for each event, however many read it.
        inside.service.events->inside().notify(&inside, [&inside] {
            asio::post(inside.io, [&inside] { inside.service.wake_streams(); });
        });
    }
    // Without these two nothing works: what they throw ends run().
    const auto essential = [](const std::exception_ptr& failure) {
        if (failure) {
            std::rethrow_exception(failure);
        }
    };
    for (auto& open : inside.listeners) {
        asio::co_spawn(inside.io, inside.accept(open), essential);
    }
    asio::co_spawn(inside.io, inside.sweep(), essential);
    inside.io.run();
    inside.workers.stop();
}

void Server::stop() {
    asio::post(inside_->io, [this] { inside_->begin_stop(); });
}

}  // namespace belfry::http
