#pragma once

#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "http/answer.hpp"
#include "http/events_inside.hpp"
#include "http/metrics.hpp"
#include "http/request_parser.hpp"
#include "http/transport.hpp"
#include "http/workers.hpp"

namespace belfry::http {

/// What all connections of a server share. Used on the network thread only.
struct Service {
    Limits limits;
    Events* events = nullptr;
    Instruments instruments;
    Workers* workers = nullptr;
    BodyCache cache = {};
    bool stopping = false;
    std::set<boost::asio::steady_timer*> streams = {};  ///< Those that wait for the next event.

    /// Lets every stream look for events.
    void wake_streams();
};

/// One client: reads requests, answers them in order, until one of both has enough.
class Connection {
public:
    using Time = std::chrono::steady_clock::time_point;

    Connection(Service& service, const Listener& listener, Transport& transport, std::string peer);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection(Connection&&) = delete;
    Connection& operator=(Connection&&) = delete;
    ~Connection() = default;

    [[nodiscard]] boost::asio::awaitable<void> run();

    /// Breaks off when the client has had its time.
    void expire(Time now);

    /// The server stops: an idle connection ends now, a busy one after its answer.
    void stop();

private:
    enum class Phase { idle, reading, working, writing };

    [[nodiscard]] boost::asio::awaitable<bool> serve_one();
    [[nodiscard]] boost::asio::awaitable<bool> read_request(RequestParser& parser);
    [[nodiscard]] boost::asio::awaitable<bool> read_body(RequestParser& parser);
    [[nodiscard]] boost::asio::awaitable<bool> more();
    [[nodiscard]] boost::asio::awaitable<Answer> answered(Request request, bool keep_alive);
    [[nodiscard]] boost::asio::awaitable<Answer> by_worker(Request request, bool keep_alive);
    [[nodiscard]] boost::asio::awaitable<bool> send(const Answer& answer);
    [[nodiscard]] boost::asio::awaitable<bool> send(std::string_view head, std::string_view body);
    [[nodiscard]] boost::asio::awaitable<bool> send_file(const Answer& answer);
    [[nodiscard]] boost::asio::awaitable<void> stream(const EventBody& body);
    [[nodiscard]] boost::asio::awaitable<bool> permitted(const EventBody& body);
    [[nodiscard]] boost::asio::awaitable<void> pause();
    [[nodiscard]] boost::asio::awaitable<void> apart_from(std::chrono::steady_clock::time_point last
    );
    [[nodiscard]] boost::asio::awaitable<void> refuse_and_drain(const ParseRefusal& refusal);
    [[nodiscard]] boost::asio::awaitable<void> finish();

    void note_request(Method method, const Answer& answer, Time started) const;

    void give(std::chrono::milliseconds time) { deadline_ = now() + time; }

    [[nodiscard]] static Time now() { return std::chrono::steady_clock::now(); }

    [[nodiscard]] Dressing dressing(bool keep_alive) const {
        return {listener_.security_headers, service_.cache, keep_alive};
    }

    void know_client(Request& request) const;

    Service& service_;
    const Listener& listener_;
    Transport& transport_;
    std::string peer_;
    bool trusted_;
    std::string input_;
    Phase phase_ = Phase::idle;
    Time deadline_;
    bool expired_ = false;
    bool finished_ = false;
    unsigned answered_ = 0;
};

/// Whether `address` is one of `networks` (addresses, or networks such as `10.0.0.0/8`).
[[nodiscard]] bool is_among(const std::string& address, const std::vector<std::string>& networks);

/// An address in the form that equal addresses share; empty when `text` is none.
[[nodiscard]] std::string plain_address(std::string_view text);

}  // namespace belfry::http
