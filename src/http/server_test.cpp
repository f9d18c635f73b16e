#include "http/server.hpp"

#include <future>
#include <latch>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/metrics.hpp"
#include "http/test_client.hpp"

namespace belfry::http {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Server, AnswersManyRequestsOnOneConnection) {
    const RunningServer server(echoing(), few());
    TestClient client(server.port());
    for (int i = 0; i < 50; ++i) {
        client.send(get_request("/" + std::to_string(i)));
        const auto answer = client.receive_answer();
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
        EXPECT_THAT(answer, HasSubstr("Connection: keep-alive"));
        EXPECT_THAT(answer, EndsWith("get|" + std::to_string(i) + "#@127.0.0.1"));
    }
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
    const RunningServer server(echoing(), few());
    TestClient client(server.port());
    std::string all;
    for (int i = 0; i < 100; ++i) {
        all += get_request("/" + std::to_string(i));
        all += "POST /p HTTP/1.1\r\nHost: test\r\nContent-Length: 2\r\n\r\nhi";
    }
    client.send(all);
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(body_of(client.receive_answer()), "get|" + std::to_string(i) + "#@127.0.0.1");
        EXPECT_EQ(body_of(client.receive_answer()), "post|p#hi@127.0.0.1");
    }
}

TEST(Server, ReadsARequestThatComesByteByByte) {
    const RunningServer server(echoing(), few());
    TestClient client(server.port());
    for (const char c :
         std::string("\r\nPUT /a%20b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")) {
        client.send(std::string(1, c));
    }
    EXPECT_EQ(body_of(client.receive_answer()), "put|a b#hello@127.0.0.1");
}

TEST(Server, ReadsChunkedBodiesAndIgnoresTheirTrailers) {
    const RunningServer server(echoing(), few());
    TestClient client(server.port());
    client.send(
        "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nHost: evil\r\n\r\n" +
        get_request("/next")
    );
    EXPECT_EQ(body_of(client.receive_answer()), "post|c#hello world@127.0.0.1");
    EXPECT_EQ(body_of(client.receive_answer()), "get|next#@127.0.0.1");
}

TEST(Server, ClosesWhenTheClientWishesAndForHttp10) {
    const RunningServer server(echoing(), few());
    for (const auto* request :
         {"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
        TestClient client(server.port());
        client.send(request);
        EXPECT_THAT(client.receive_answer(), HasSubstr("Connection: close"));
        EXPECT_TRUE(client.is_closed());
    }
}

TEST(Server, SendsContinueBeforeALargeBodyIsSent) {
    const RunningServer server(echoing(), few());
    TestClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    EXPECT_EQ(client.receive_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abc");
    EXPECT_EQ(body_of(client.receive_answer()), "post#abc@127.0.0.1");
}

TEST(Server, RefusesABodyByTheLimitOfItsRouteBeforeItIsRead) {
    auto listener = echoing();
    listener.body_limit = [](Method, const std::string& target) -> std::size_t {
        return target == "/small" ? 10 : 1000;
    };
    const RunningServer server(std::move(listener), few());
    const auto post = [&](const std::string& target, const std::string& rest) {
        return server.ask("POST " + target + " HTTP/1.1\r\nHost: x\r\n" + rest);
    };
    EXPECT_THAT(post("/small", "Content-Length: 11\r\n\r\n"), StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(
        post("/small", "Content-Length: 11\r\nExpect: 100-continue\r\n\r\n"),
        StartsWith("HTTP/1.1 413 ")
    );
    EXPECT_THAT(
        post("/large", "Content-Length: 11\r\n\r\n12345678901"), StartsWith("HTTP/1.1 200 ")
    );
    EXPECT_THAT(
        post("/small", "Transfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n"),
        StartsWith("HTTP/1.1 413 ")
    );
    EXPECT_THAT(post("/small", "Content-Length: 40000000\r\n\r\n"), StartsWith("HTTP/1.1 413 "));
}

TEST(Server, AddsSecurityHeadersToEveryAnswerUnlessTheAnswerHasItsOwn) {
    auto listener = echoing();
    listener.handle = [](const Request& request) {
        auto response = text_response(200, "x");
        if (request.path.size() == 1) {
            response.headers.set("x-frame-options", "SAMEORIGIN");
        }
        return response;
    };
    const RunningServer server(std::move(listener), few());
    EXPECT_THAT(server.ask(get_request("/")), HasSubstr("X-Frame-Options: DENY\r\n"));
    EXPECT_THAT(server.ask("nonsense\r\n\r\n"), HasSubstr("X-Frame-Options: DENY\r\n"));
    const auto own = server.ask(get_request("/own"));
    EXPECT_THAT(own, HasSubstr("x-frame-options: SAMEORIGIN\r\n"));
    EXPECT_THAT(own, Not(HasSubstr("DENY")));
}

TEST(Server, LetsNoHandlerBreakTheHeaderOfItsAnswer) {
    auto listener = echoing();
    listener.handle = [](const Request&) {
        auto response = text_response(303, "");
        response.headers.set("Location", "/a\r\nSet-Cookie: x=1");
        return response;
    };
    const RunningServer server(std::move(listener), few());
    EXPECT_THAT(server.ask(get_request("/")), HasSubstr("Location: /a  Set-Cookie: x=1\r\n"));
}

TEST(Server, AnswersHeadWithTheLengthAndNoBody) {
    const RunningServer server(echoing(), few());
    TestClient client(server.port());
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" + get_request("/2"));
    EXPECT_THAT(client.receive_until("\r\n\r\n"), HasSubstr("Content-Length: 15\r\n"));
    EXPECT_EQ(body_of(client.receive_answer()), "get|2#@127.0.0.1");
}

TEST(Server, BelievesForwardedHeadersOnlyFromTrustedProxies) {
    const auto* fields =
        "X-Forwarded-For: 6.6.6.6, 203.0.113.9\r\nX-Forwarded-For:  10.1.2.3 "
        "\r\nX-Forwarded-Proto: https\r\n";
    const RunningServer open(echoing(), few());
    EXPECT_THAT(open.ask(get_request("/", fields)), EndsWith("get#@127.0.0.1"));
    auto behind = echoing();
    behind.trusted_proxies = {"127.0.0.1", "10.0.0.0/8"};
    const RunningServer server(std::move(behind), few());
    EXPECT_THAT(server.ask(get_request("/", fields)), EndsWith("get#@203.0.113.9+tls"));
    EXPECT_THAT(
        server.ask(get_request("/", "X-Forwarded-For: unknown\r\n")), EndsWith("get#@unknown")
    );
    EXPECT_THAT(
        server.ask(get_request("/", "X-Forwarded-For: [2001:db8::1]:443\r\n")),
        EndsWith("get#@2001:db8::1")
    );
    EXPECT_THAT(
        server.ask(get_request("/", "X-Forwarded-For: 8.8.8.8:443\r\n")), EndsWith("get#@8.8.8.8")
    );
    EXPECT_THAT(
        server.ask(get_request("/", "X-Forwarded-For: ::ffff:10.0.0.7\r\n")),
        EndsWith("get#@10.0.0.7")
    );
}

// ---- load and time

TEST(Server, Answers503WhenItsQueueIsFull) {
    std::latch free(1);
    auto listener = echoing();
    listener.handle = [&](const Request& request) {
        free.wait();
        return echo(request);
    };
    Limits limits;
    limits.workers = 1;
    limits.queue = 2;
    const RunningServer server(std::move(listener), limits);
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::make_unique<TestClient>(server.port()));
        clients.back()->send(get_request("/"));
        std::this_thread::sleep_for(10ms);
    }
    const auto refused = clients.back()->receive_answer();
    EXPECT_THAT(refused, StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));
    EXPECT_THAT(refused, HasSubstr("Retry-After: 2\r\n"));
    EXPECT_THAT(refused, HasSubstr("too_busy"));
    free.count_down();
    int answered = 0;
    for (std::size_t i = 0; i + 1 < clients.size(); ++i) {
        answered += clients[i]->receive_answer().starts_with("HTTP/1.1 200") ? 1 : 0;
    }
    EXPECT_EQ(answered, 3);  // one at the worker, two in the queue
}

TEST(Server, CutsThoseWhoSendTheirHeaderTooSlowly) {
    auto limits = few();
    limits.header_time = 1s;
    const RunningServer server(echoing(), limits);
    TestClient slow(server.port());
    TestClient silent(server.port());
    const auto started = std::chrono::steady_clock::now();
    slow.send("GET / HTTP/1.1\r\n");
    std::thread dripping([&] {
        for (int i = 0; i < 20 && slow.send("X-A: b\r\n"); ++i) {
            std::this_thread::sleep_for(100ms);
        }
    });
    const auto answer = slow.receive_answer();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
    EXPECT_THAT(answer, HasSubstr("request_too_slow"));
    EXPECT_TRUE(silent.is_closed());
    EXPECT_LT(std::chrono::steady_clock::now() - started, 2s);
    dripping.join();
    EXPECT_THAT(server.ask(get_request("/")), StartsWith("HTTP/1.1 200 "));
}

TEST(Server, EndsAnIdleConnection) {
    auto limits = few();
    limits.idle = 1s;
    const RunningServer server(echoing(), limits);
    TestClient client(server.port());
    client.send(get_request("/"));
    EXPECT_THAT(client.receive_answer(), StartsWith("HTTP/1.1 200 "));
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, HoldsOnlySoManyConnectionsOfOneAddress) {
    auto limits = few();
    limits.connections_per_address = 3;
    std::optional<RunningServer> server(std::in_place, echoing(), limits);
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<TestClient>(server->port()));
        clients.back()->send(get_request("/"));
        EXPECT_THAT(clients.back()->receive_answer(), StartsWith("HTTP/1.1 200 "));
    }
    TestClient fourth(server->port());
    const auto refused = fourth.receive_answer();
    EXPECT_THAT(refused, StartsWith("HTTP/1.1 503 "));
    EXPECT_THAT(refused, HasSubstr("too_many_connections"));
    clients.pop_back();
    std::this_thread::sleep_for(100ms);
    EXPECT_THAT(server->ask(get_request("/")), StartsWith("HTTP/1.1 200 "));
}

TEST(Server, FinishesAnswersUnderWayWhenItStops) {
    std::latch started(4);
    auto listener = echoing();
    listener.handle = [&](const Request& request) {
        started.count_down();
        std::this_thread::sleep_for(300ms);
        return echo(request);
    };
    Limits limits;
    limits.workers = 4;
    RunningServer server(std::move(listener), limits);
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<TestClient>(server.port()));
        clients.back()->send(get_request("/") + get_request("/second"));
    }
    TestClient idle(server.port());
    started.wait();
    server.ask_to_stop();
    for (const auto& client : clients) {
        EXPECT_THAT(client->receive_answer(), StartsWith("HTTP/1.1 200 "));
        EXPECT_TRUE(client->is_closed());
    }
    EXPECT_TRUE(idle.is_closed());
    server.stop();
}

TEST(Server, SendsAWorkersAnswerWhileItsNetworkThreadIsBusy) {
    std::promise<void> asked;
    std::promise<void> held;
    std::promise<void> free;
    auto listener = echoing();
    listener.handle = [&](const Request&) {
        asked.set_value();
        held.get_future().wait();
        return text_response(200, "made");
    };
    listener.handle_inline = [&](const Request& request) -> std::optional<Response> {
        if (request.target != "/held") {
            return {};
        }
        held.set_value();
        free.get_future().wait_for(20s);
        return text_response(200, "held");
    };
    const RunningServer server(std::move(listener), few());
    TestClient one(server.port());
    one.send(get_request("/made"));
    asked.get_future().wait();
    TestClient other(server.port());
    other.send(get_request("/held"));
    EXPECT_EQ(body_of(one.receive_answer()), "made");
    free.set_value();
    EXPECT_EQ(body_of(other.receive_answer()), "held");
}

TEST(Server, SendsAnAnswerOnceThatFitsInNoBufferAndIsReadLate) {
    std::string numbers;
    for (int i = 0; i < 2'000'000; ++i) {
        numbers += std::to_string(i);
    }
    auto listener = echoing();
    listener.handle = [&](const Request&) {
        return text_response(200, numbers);
    };
    const RunningServer server(std::move(listener), few());
    TestClient client(server.port());
    for (int i = 0; i < 2; ++i) {
        client.send(get_request("/"));
        std::this_thread::sleep_for(100ms);
        EXPECT_TRUE(body_of(client.receive_answer()) == numbers);
    }
}

TEST(Server, StopsInTimeAlthoughAClientReadsNothing) {
    auto listener = echoing();
    listener.handle = [](const Request&) {
        return text_response(200, std::string(30'000'000, 'x'));
    };
    auto limits = few();
    limits.stop_time = 500ms;
    RunningServer server(std::move(listener), limits);
    TestClient client(server.port());
    client.send(get_request("/"));
    std::this_thread::sleep_for(100ms);
    const auto started = std::chrono::steady_clock::now();
    server.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - started, 3s);
}

TEST(Server, SurvivesAHandlerThatThrows) {
    auto listener = echoing();
    listener.handle = [](const Request&) -> Response {
        throw std::runtime_error("secret");
    };
    const RunningServer server(std::move(listener), few());
    const auto answer = server.ask(get_request("/"));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 500 "));
    EXPECT_THAT(answer, Not(HasSubstr("secret")));
}

TEST(Server, CannotListenTwiceOnOnePort) {
    const RunningServer server(echoing(), few());
    Listener listener;
    listener.port = server.port();
    Server second({listener}, few(), nullptr);
    EXPECT_THROW((void)second.listen(), std::system_error);
}

TEST(Metrics, CountRequestsByRouteAndNeverByWhatWasAsked) {
    Metrics metrics;
    auto listener = echoing();
    listener.handle = [](const Request& request) {
        auto response = echo(request);
        response.route = "/people/{person}";
        return response;
    };
    {
        const RunningServer server(std::move(listener), few(), nullptr, &metrics);
        TestClient client(server.port());
        for (int i = 0; i < 3; ++i) {
            client.send(get_request("/people/7?name=ana"));
            (void)client.receive_answer();
        }
        (void)server.ask("bad\r\n\r\n");
        EXPECT_THAT(metrics.text(), HasSubstr("\nbelfry_http_connections "));
        EXPECT_THAT(metrics.text(), HasSubstr("\nbelfry_http_workers 2\n"));
    }
    metrics.counter("belfry_x_total", "X.", {{"kind", "a\"b"}}) += 2;
    const auto text = metrics.text();
    EXPECT_THAT(
        text,
        HasSubstr("belfry_http_requests_total{method=\"get\",route=\"/people/"
                  "{person}\",status=\"200\"} 3\n")
    );
    EXPECT_THAT(text, HasSubstr("belfry_http_request_seconds_count 3\n"));
    EXPECT_THAT(text, HasSubstr("belfry_http_request_seconds_bucket{le=\"+Inf\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("belfry_http_refused_total{status=\"400\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("belfry_x_total{kind=\"a\\\"b\"} 2\n"));
    EXPECT_THAT(text, Not(HasSubstr("ana")));
}

TEST(Log, WritesOneJsonLine) {
    std::vector<std::string> lines;
    const Log log(Log::Level::warning, [&](std::string_view line) { lines.emplace_back(line); });
    log.write(Log::Level::info, "quiet");
    log.write(Log::Level::error, "loud", {{"what", "line\nbreak"}});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_THAT(
        lines[0], HasSubstr("\"level\":\"error\",\"event\":\"loud\",\"what\":\"line\\nbreak\"")
    );
}

}  // namespace
}  // namespace belfry::http
