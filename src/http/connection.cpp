#include "http/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/problem.hpp"

namespace belfry::http {

namespace {

namespace asio = boost::asio;
using asio::awaitable;
using namespace std::chrono_literals;

// In this file a co_await stands in a statement of its own and is given named values: g++ 12 makes
// wrong code of one inside a condition, and destroys a temporary argument twice.
constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t file_piece = std::size_t{256} * 1024;
constexpr std::size_t most_events_at_once = 64;
constexpr auto grace = 10s;

/// Until when `bytes` have to be through for a client that is as slow as it may be.
std::chrono::steady_clock::time_point slowest(
    std::chrono::steady_clock::time_point start, std::uint64_t bytes, std::size_t rate
) {
    return start + grace + std::chrono::milliseconds(bytes * 1000 / std::max<std::size_t>(rate, 1));
}

ParseRefusal too_slow() {
    return {408, "request_too_slow", "The request came too slowly.", {}};
}

Response busy_response() {
    return problem_response(ParseRefusal{
        503, "too_busy", "The server has more to do than it can. Try again in a few seconds.", {}
    });
}

bool is_reading(Method method) {
    return method == Method::get || method == Method::head;
}

/// What the whole listener takes.
std::string_view listener_methods(const Listener& listener) {
    return listener.only_reads ? "GET, HEAD, OPTIONS"
                               : "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
}

Response options_response(const Listener& listener) {
    Response response{.status = 204, .headers = {}, .body = std::string()};
    response.headers.set("Allow", std::string(listener_methods(listener)));
    return response;
}

/// For a handler that throws although the router catches: the connection still gets its answer.
Response broken_response() {
    return problem_response(
        ParseRefusal{500, "internal_error", "Something went wrong on the server.", {}}
    );
}

/// Runs `work` on a worker thread and comes back with what it gives; empty when none takes it.
template <class T>
awaitable<std::optional<T>> on_worker(Workers& workers, std::function<T()> work, bool may_refuse) {
    const auto executor = co_await asio::this_coro::executor;
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::optional<T>)>(
        [&](auto handler) {
            auto back = std::make_shared<decltype(handler)>(std::move(handler));
            auto job = [back, executor, work = std::move(work)] {
                auto result = std::make_shared<std::optional<T>>(work());
                asio::post(executor, [back, result] { (*back)(std::move(*result)); });
            };
            if (!may_refuse) {
                workers.take_turn(std::move(job));
            } else if (!workers.take(std::move(job))) {
                asio::post(executor, [back] { (*back)(std::optional<T>()); });
            }
        },
        asio::use_awaitable
    );
}

/// A batch as it goes over the wire.
std::string text_of(const EventBatch& batch) {
    std::string text;
    if (batch.lost) {
        text = "id: " + std::to_string(batch.newest) +
               "\nevent: reload\ndata: {\"kind\":\"*\",\"id\":0}\n\n";
    }
    for (const auto& event : batch.events) {
        text += event->text;
    }
    return text;
}

/// What is still to be sent after so many bytes of both.
void drop_sent(std::string_view& head, std::string_view& body, std::size_t sent) {
    const auto of_head = std::min(sent, head.size());
    head.remove_prefix(of_head);
    body.remove_prefix(sent - of_head);
}

Response guarded(const std::function<Response(const Request&)>& handle, const Request& request) {
    try {
        return handle(request);
    } catch (...) {
        return broken_response();
    }
}

}  // namespace

void Service::wake_streams() {
    for (auto* const timer : streams) {
        timer->cancel();
    }
}

Connection::Connection(
    Service& service, const Listener& listener, Transport& transport, std::string peer
)
    : service_(service),
      listener_(listener),
      transport_(transport),
      peer_(std::move(peer)),
      trusted_(is_among(peer_, listener.trusted_proxies)),
      deadline_(now() + service.limits.header_time) {
}

void Connection::expire(Time now) {
    if (phase_ != Phase::working && now >= deadline_) {
        expired_ = true;
        transport_.cancel();
    }
}

void Connection::stop() {
    if (phase_ == Phase::idle) {
        expired_ = true;
        transport_.cancel();
    }
}

awaitable<void> Connection::run() {
    bool going_on = co_await transport_.begin();
    if (!going_on) {
        co_return;
    }
    while (going_on && !expired_) {
        going_on = co_await serve_one();
    }
    co_await finish();
}

/// Once: over TLS it waits, for a moment, until the client says goodbye too.
awaitable<void> Connection::finish() {
    if (!std::exchange(finished_, true)) {
        phase_ = Phase::writing;
        give(2s);
        co_await transport_.finish();
    }
}

/// Waits for bytes; false when the client is gone or has had its time.
awaitable<bool> Connection::more() {
    if (expired_ || (phase_ == Phase::idle && service_.stopping)) {
        co_return false;
    }
    const bool got = co_await transport_.read(input_);
    co_return got && !expired_;
}

awaitable<bool> Connection::serve_one() {
    phase_ = input_.empty() ? Phase::idle : Phase::reading;
    const bool kept = answered_ > 0 && input_.empty();
    give(kept ? service_.limits.idle : service_.limits.header_time);
    if (input_.empty()) {
        const bool got = co_await more();
        if (!got) {
            co_return false;
        }
    }
    RequestParser parser(service_.limits);
    const bool complete = co_await read_request(parser);
    if (!complete) {
        co_return false;
    }
    const auto started = now();
    const auto method = parser.request().method;
    const bool keep_alive = parser.keep_alive() && !service_.stopping;
    know_client(parser.request());
    phase_ = Phase::working;
    const auto answer = co_await answered(std::move(parser.request()), keep_alive);
    phase_ = Phase::writing;
    const bool sent = co_await send(answer);
    note_request(method, answer, started);
    if (sent && answer.events) {
        co_await stream(*answer.events);
    }
    // A client that sends without end may not keep the others waiting.
    if (++answered_ % 16 == 0) {
        const auto executor = co_await asio::this_coro::executor;
        co_await asio::post(executor, asio::use_awaitable);
    }
    co_return sent&& answer.keep_alive && !service_.stopping;
}

awaitable<bool> Connection::read_request(RequestParser& parser) {
    phase_ = Phase::reading;
    give(service_.limits.header_time);
    for (;;) {
        if (auto fed = parser.feed(input_); !fed) {
            co_await refuse_and_drain(fed.error());
            co_return false;
        }
        if (parser.head_done()) {
            if (parser.done()) {
                co_return true;
            }
            co_return co_await read_body(parser);
        }
        const bool got = co_await more();
        if (!got) {
            if (expired_ && !input_.empty() && !service_.stopping) {
                const auto refusal = too_slow();
                co_await refuse_and_drain(refusal);
            }
            co_return false;
        }
    }
}

awaitable<bool> Connection::read_body(RequestParser& parser) {
    const auto& limits = service_.limits;
    const auto& request = parser.request();
    const bool taken = request.method == Method::post && listener_.takes_post_at &&
                       listener_.takes_post_at(request.target);
    if (listener_.only_reads && !is_reading(request.method) && !taken) {
        const ParseRefusal refusal{
            405, "method_not_allowed", "This address does not take such a request.", {}
        };
        co_await refuse_and_drain(refusal);
        co_return false;
    }
    const auto limit =
        listener_.body_limit
            ? std::min(limits.most_body, listener_.body_limit(request.method, request.target))
            : limits.most_body;
    auto checked = parser.limit_body(limit);
    if (checked && parser.expects_continue() && input_.empty()) {
        const bool sent = co_await send("HTTP/1.1 100 Continue\r\n\r\n", {});
        if (!sent) {
            co_return false;
        }
    }
    const auto started = now();
    std::uint64_t received = 0;
    while (checked) {
        received += input_.size();
        checked = parser.feed(input_);
        received -= input_.size();
        if (checked && parser.done()) {
            co_return true;
        }
        deadline_ = slowest(started, received, limits.least_body_rate);
        if (!checked) {
            break;
        }
        const bool got = co_await more();
        if (!got && !expired_) {
            co_return false;
        }
        if (!got) {
            checked = std::unexpected(too_slow());
        }
    }
    co_await refuse_and_drain(checked.error());
    co_return false;
}

/// Answers what is no request, then reads on for a moment: a connection closed upon unread bytes is
/// reset, and the client would never see why.
awaitable<void> Connection::refuse_and_drain(const ParseRefusal& refusal) {
    if (service_.instruments.metrics != nullptr) {
        service_.instruments.metrics->refused(refusal.status);
    }
    service_.instruments.log.write(
        Log::Level::info, "refused", {{"status", refusal.status}, {"code", refusal.code}}
    );
    expired_ = false;
    phase_ = Phase::writing;
    give(5s);
    auto response = problem_response(refusal);
    if (refusal.status == 405) {
        response.headers.set("Allow", std::string(listener_methods(listener_)));
    }
    const auto answer = answer_to(nullptr, std::move(response), dressing(false));
    const bool sent = co_await send(answer);
    if (!sent) {
        co_return;
    }
    co_await finish();
    give(2s);
    phase_ = Phase::reading;
    bool going_on = true;
    for (std::size_t drained = 0; going_on && drained < std::size_t{1024} * 1024;) {
        input_.clear();
        going_on = co_await more();
        drained += input_.size();
    }
    input_.clear();
}

/// Behind a trusted proxy the client is the nearest address that is not a proxy's own.
void Connection::know_client(Request& request) const {
    request.peer = peer_;
    request.secure = listener_.tls.has_value();
    if (!trusted_) {
        return;
    }
    request.secure = request.headers.find("X-Forwarded-Proto") == "https";
    const auto chain = request.headers.joined("X-Forwarded-For");
    std::string_view rest = chain;
    while (!rest.empty()) {
        const auto comma = rest.rfind(',');
        const auto last = comma == std::string_view::npos ? rest : rest.substr(comma + 1);
        const auto address = plain_address(last);
        if (address.empty()) {
            // Somebody, but not the proxy itself: never taken for this machine.
            request.peer = "unknown";
            return;
        }
        request.peer = address;
        if (!is_among(address, listener_.trusted_proxies)) {
            return;
        }
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(0, comma);
    }
}

awaitable<Answer> Connection::answered(Request request, bool keep_alive) {
    if (request.method == Method::options && (request.target == "*" || listener_.only_reads)) {
        co_return answer_to(&request, options_response(listener_), dressing(keep_alive));
    }
    if (listener_.handle_inline && is_reading(request.method)) {
        std::optional<Response> response;
        try {
            response = listener_.handle_inline(request);
        } catch (...) {
            response = broken_response();
        }
        if (response) {
            co_return answer_to(&request, std::move(*response), dressing(keep_alive));
        }
    }
    co_return co_await by_worker(std::move(request), keep_alive);
}

awaitable<Answer> Connection::by_worker(Request request, bool keep_alive) {
    if (service_.workers == nullptr || !listener_.handle) {
        co_return answer_to(
            &request,
            problem_response(
                ParseRefusal{404, "no_such_page", "There is nothing at this address.", {}}
            ),
            dressing(keep_alive)
        );
    }
    const auto shared = std::make_shared<const Request>(std::move(request));
    const auto made = [this, shared, keep_alive] {
        auto response = guarded(listener_.handle, *shared);
        try {
            return answer_to(shared.get(), std::move(response), dressing(keep_alive));
        } catch (...) {
            return answer_to(shared.get(), broken_response(), dressing(keep_alive));
        }
    };
    // The client need not wait until the network thread has woken.
    std::function<Answer()> work = [this, made] {
        auto answer = made();
        if (!answer.file) {
            answer.sent = transport_.write_now(answer.head, answer.bytes());
        }
        return answer;
    };
    auto answer = co_await on_worker(*service_.workers, std::move(work), true);
    if (!answer) {
        co_return answer_to(shared.get(), busy_response(), dressing(keep_alive));
    }
    co_return std::move(*answer);
}

void Connection::note_request(Method method, const Answer& answer, Time started) const {
    const auto took = now() - started;
    const auto& [metrics, log] = service_.instruments;
    if (metrics != nullptr) {
        metrics->request(method, answer.route, answer.status, took);
    }
    if (log.writes(Log::Level::info)) {
        log.write(
            Log::Level::info,
            "request",
            {{"method", json::name_of(method)},
             {"route", answer.route},
             {"status", answer.status},
             {"bytes", answer.size()},
             {"ms", std::chrono::duration<double, std::milli>(took).count()}}
        );
    }
}

awaitable<bool> Connection::send(const Answer& answer) {
    if (answer.file) {
        co_return co_await send_file(answer);
    }
    std::string_view head = answer.head;
    auto body = answer.bytes();
    drop_sent(head, body, answer.sent);
    co_return co_await send(head, body);
}

awaitable<bool> Connection::send(std::string_view head, std::string_view body) {
    const auto started = now();
    std::uint64_t sent = 0;
    while (!head.empty() || !body.empty()) {
        deadline_ = slowest(started, sent, service_.limits.least_body_rate);
        const auto more = co_await transport_.write(head, body);
        if (more == 0) {
            co_return false;
        }
        sent += more;
        drop_sent(head, body, more);
    }
    co_return true;
}

awaitable<bool> Connection::send_file(const Answer& answer) {
    std::string_view head = answer.head;
    auto [at, left] = answer.part;
    while (left > 0) {
        const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(left, file_piece));
        std::function<std::string()> work = [file = answer.file, at, most] {
            try {
                return file->read(at, most);
            } catch (...) {
                return std::string();  // too late for another status: the connection breaks off
            }
        };
        phase_ = Phase::working;
        const auto piece = co_await on_worker(*service_.workers, std::move(work), false);
        phase_ = Phase::writing;
        if (!piece || piece->empty()) {
            co_return false;
        }
        const bool sent = co_await send(head, *piece);
        if (!sent) {
            co_return false;
        }
        head = {};
        at += piece->size();
        left -= piece->size();
    }
    if (head.empty()) {
        co_return true;
    }
    co_return co_await send(head, {});
}

/// Whether the reader may still see events; asks on a worker where it is not certain.
awaitable<bool> Connection::permitted(const EventBody& body) {
    if (!body.still_allowed || (body.surely_allowed && body.surely_allowed())) {
        co_return true;
    }
    std::function<bool()> work = [&body] {
        try {
            return body.still_allowed();
        } catch (...) {
            return false;  // who cannot be asked is not allowed
        }
    };
    phase_ = Phase::working;
    const auto allowed = co_await on_worker(*service_.workers, std::move(work), false);
    phase_ = Phase::writing;
    co_return allowed.value_or(false);
}

awaitable<void> Connection::pause() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, service_.limits.heartbeat);
    phase_ = Phase::working;
    service_.streams.insert(&timer);
    co_await timer.async_wait(quietly);
    service_.streams.erase(&timer);
    phase_ = Phase::writing;
}

/// However much is written, a stream is told so often and not more: each time costs a worker a
/// turn.
awaitable<void> Connection::apart_from(std::chrono::steady_clock::time_point last) {
    const auto left = last + service_.limits.between_events - std::chrono::steady_clock::now();
    if (left <= left.zero()) {
        co_return;
    }
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, left);
    phase_ = Phase::working;
    co_await timer.async_wait(quietly);
    phase_ = Phase::writing;
}

/// A reader holds its place in the row of events and, while it waits, a timer: no thread, no queue.
awaitable<void> Connection::stream(const EventBody& body) {
    if (service_.events == nullptr) {
        co_return;
    }
    const auto& events = service_.events->inside();
    const auto seen = body.after.value_or(events.newest());
    auto place = events.place_behind(seen);
    std::string text = "retry: 2000\n";
    text += body.after ? "\n" : "id: " + std::to_string(seen) + "\n\n";
    std::chrono::steady_clock::time_point told;
    for (;;) {
        const bool sent = co_await send(text, {});
        if (!sent || service_.stopping) {
            co_return;
        }
        auto next = events.since(place, body.topics, most_events_at_once);
        if (next.place == place && !next.lost) {
            co_await pause();
            co_await apart_from(told);
            next = events.since(place, body.topics, most_events_at_once);
            told = std::chrono::steady_clock::now();
        }
        const bool allowed = co_await permitted(body);
        if (!allowed || service_.stopping) {
            co_return;
        }
        std::erase_if(next.events, [&](const auto& event) {
            return body.may_see && !body.may_see(event->topic, event->data);
        });
        text = text_of(next);
        if (text.empty() && next.place == place) {
            text = ":\n\n";  // a sign of life, and the way to notice that the reader is gone
        }
        place = next.place;
    }
}

std::string plain_address(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    boost::system::error_code problem;
    std::string trimmed(text.substr(first, text.find_last_not_of(" \t") - first + 1));
    // Some proxies add the client's port: 192.0.2.1:443, [2001:db8::1]:443.
    if (trimmed.starts_with('[')) {
        trimmed = trimmed.substr(1, trimmed.find(']') - 1);
    } else if (std::ranges::count(trimmed, ':') == 1) {
        trimmed.resize(trimmed.find(':'));
    }
    auto address = asio::ip::make_address(trimmed, problem);
    if (problem) {
        return {};
    }
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    }
    return address.to_string();
}

bool is_among(const std::string& address, const std::vector<std::string>& networks) {
    boost::system::error_code problem;
    const auto client = asio::ip::make_address(address, problem);
    return !problem && std::ranges::any_of(networks, [&](const std::string& network) {
        boost::system::error_code wrong;
        if (network.find('/') == std::string::npos) {
            return plain_address(network) == address;
        }
        if (client.is_v4()) {
            const auto range = asio::ip::make_network_v4(network, wrong);
            return !wrong &&
                   asio::ip::make_network_v4(client.to_v4(), range.prefix_length()).network() ==
                       range.network();
        }
        const auto range = asio::ip::make_network_v6(network, wrong);
        return !wrong &&
               asio::ip::make_network_v6(client.to_v6(), range.prefix_length()).network() ==
                   range.network();
    });
}

}  // namespace belfry::http
