#include "http/server.hpp"

#include <filesystem>
#include <fstream>
#include <latch>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "http/file_part.hpp"
#include "http/metrics.hpp"
#include "http/problem.hpp"
#include "http/test_client.hpp"

namespace belfry::http {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// Says what it was asked: method, path segments, body size, client.
Response echo(const Request& request) {
    std::string text(json::name_of(request.method));
    for (const auto& segment : request.path) {
        text += "|" + segment;
    }
    text += "#" + request.body + "@" + request.peer + (request.secure ? "+tls" : "");
    return text_response(200, text);
}

Listener echoing() {
    Listener listener;
    listener.handle = echo;
    listener.security_headers.set("X-Frame-Options", "DENY");
    return listener;
}

Limits few() {
    Limits limits;
    limits.workers = 2;
    return limits;
}

std::string unzipped(const std::string& bytes) {
    z_stream stream{};
    check(::inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string out(1'000'000, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    check(::inflate(&stream, Z_FINISH) == Z_STREAM_END, "not gzip");
    out.resize(stream.total_out);
    ::inflateEnd(&stream);
    return out;
}

std::string body_of(const std::string& answer) {
    return answer.substr(answer.find("\r\n\r\n") + 4);
}

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

// ---- cached pages, compression, conditional requests

class Pages : public ::testing::Test {
protected:
    static Listener listener() {
        Listener made = echoing();
        const auto page = std::make_shared<const std::string>(std::string(5000, 'a') + "the end");
        made.handle_inline = [page](const Request& request) -> std::optional<Response> {
            if (!request.path.empty()) {
                return std::nullopt;
            }
            Response response{.status = 200, .headers = {}, .body = page};
            response.headers.set("Content-Type", "text/html; charset=utf-8");
            return response;
        };
        made.handle = [](const Request&) {
            auto response = json_response(200, json::Value(std::string(3000, 'j')));
            response.headers.set("ETag", "\"7\"");
            return response;
        };
        return made;
    }

    RunningServer server_{listener(), few()};
};

TEST_F(Pages, AreZippedForThoseWhoTakeIt) {
    const auto plain = server_.ask(get_request("/"));
    EXPECT_THAT(plain, HasSubstr("Content-Length: 5007\r\n"));
    EXPECT_THAT(plain, HasSubstr("Vary: Accept-Encoding\r\n"));
    const auto zipped = server_.ask(get_request("/", "Accept-Encoding: br, gzip;q=0.8\r\n"));
    EXPECT_THAT(zipped, HasSubstr("Content-Encoding: gzip\r\n"));
    EXPECT_LT(zipped.size(), 1000U);
    EXPECT_EQ(unzipped(body_of(zipped)), body_of(plain));
    EXPECT_THAT(
        server_.ask(get_request("/", "Accept-Encoding: gzip;q=0\r\n")),
        Not(HasSubstr("Content-Encoding"))
    );
    const auto json = server_.ask(get_request("/json", "Accept-Encoding: gzip\r\n"));
    EXPECT_THAT(json, HasSubstr("ETag: W/\"7\"\r\n"));
    EXPECT_EQ(unzipped(body_of(json)), '"' + std::string(3000, 'j') + '"');
}

TEST_F(Pages, AreNotSentAgainToThoseWhoHaveThem) {
    const auto first = server_.ask(get_request("/"));
    const auto start = first.find("ETag: ") + 6;
    const auto tag = first.substr(start, first.find("\r\n", start) - start);
    ASSERT_EQ(tag.size(), 34U);
    for (const auto& wanted : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
        const auto again = server_.ask(get_request("/", "If-None-Match: " + wanted + "\r\n"));
        EXPECT_THAT(again, StartsWith("HTTP/1.1 304 Not Modified\r\n"));
        EXPECT_EQ(body_of(again), "");
        EXPECT_THAT(again, HasSubstr("ETag: " + tag));
    }
    EXPECT_THAT(
        server_.ask(get_request("/", "If-None-Match: \"x\"\r\n")), StartsWith("HTTP/1.1 200 ")
    );
    EXPECT_THAT(
        server_.ask(get_request("/json", "If-None-Match: \"7\"\r\n")), StartsWith("HTTP/1.1 304 ")
    );
    EXPECT_THAT(
        server_.ask(get_request("/json", "If-None-Match: \"77\"\r\n")), StartsWith("HTTP/1.1 200 ")
    );
}

TEST_F(Pages, AreGivenInParts) {
    const auto whole = server_.ask(get_request("/"));
    EXPECT_THAT(whole, HasSubstr("Accept-Ranges: bytes\r\n"));
    const auto tag = whole.substr(whole.find("ETag: ") + 6, 34);
    const auto part =
        server_.ask(get_request("/", "Range: bytes=4998-5001\r\nAccept-Encoding: gzip\r\n"));
    EXPECT_THAT(part, StartsWith("HTTP/1.1 206 Partial Content\r\n"));
    EXPECT_THAT(part, HasSubstr("Content-Range: bytes 4998-5001/5007\r\n"));
    EXPECT_THAT(part, HasSubstr("Content-Length: 4\r\n"));
    EXPECT_THAT(part, HasSubstr("ETag: " + tag + "\r\n"));
    EXPECT_THAT(part, Not(HasSubstr("Content-Encoding")));
    EXPECT_EQ(body_of(part), "aath");
    const auto beyond = server_.ask(get_request("/", "Range: bytes=5007-\r\n"));
    EXPECT_THAT(beyond, StartsWith("HTTP/1.1 416 "));
    EXPECT_THAT(beyond, HasSubstr("Content-Range: bytes */5007\r\n"));
    const auto asked = [&](const std::string& fields) {
        return server_.ask(get_request("/", "Range: bytes=0-1\r\n" + fields));
    };
    EXPECT_THAT(asked("If-Range: " + tag + "\r\n"), StartsWith("HTTP/1.1 206 "));
    EXPECT_THAT(asked("If-Range: \"old\"\r\n"), StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(asked("If-Range: W/" + tag + "\r\n"), StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(asked("If-None-Match: " + tag + "\r\n"), StartsWith("HTTP/1.1 304 "));
    EXPECT_THAT(
        server_.ask(get_request("/json", "Range: bytes=0-1\r\n")), StartsWith("HTTP/1.1 200 ")
    );
}

TEST(Downloads, AreGivenInParts) {
    Listener listener;
    listener.handle = [](const Request&) {
        return download(std::string(2000, 'x') + "end", "text/csv", "list.csv");
    };
    const RunningServer server(std::move(listener), few());
    const auto part = server.ask(get_request("/", "Range: bytes=-3\r\n"));
    EXPECT_THAT(part, StartsWith("HTTP/1.1 206 "));
    EXPECT_THAT(part, HasSubstr("Content-Disposition: "));
    EXPECT_EQ(body_of(part), "end");
    EXPECT_THAT(
        server.ask(get_request("/", "Accept-Encoding: gzip\r\n")),
        HasSubstr("Content-Encoding: gzip\r\n")
    );
}

TEST(Listeners, ThatOnlyReadRefuseAllElseBeforeItsBody) {
    auto listener = echoing();
    listener.only_reads = true;
    listener.body_limit = [](Method, const std::string&) -> std::size_t {
        return 0;
    };
    const RunningServer server(std::move(listener), few());
    for (const auto* request :
         {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n",
          "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
        const auto answer = server.ask(request);
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
        EXPECT_THAT(answer, HasSubstr("Allow: GET, HEAD, OPTIONS\r\n"));
        EXPECT_THAT(answer, HasSubstr("method_not_allowed"));
    }
    for (const auto* target : {"/", "*"}) {
        const auto options =
            server.ask("OPTIONS " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_THAT(options, StartsWith("HTTP/1.1 204 "));
        EXPECT_THAT(options, HasSubstr("Allow: GET, HEAD, OPTIONS\r\n"));
    }
}

TEST(Listeners, SayWhatTheyTakeAsAWhole) {
    const RunningServer server(echoing(), few());
    const auto options = server.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(options, StartsWith("HTTP/1.1 204 "));
    EXPECT_THAT(options, HasSubstr("Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n"));
}

TEST(Problems, SayWhenToTryAgain) {
    const auto after = [](int status) {
        const auto answer = problem_response(status, {Refusal::Kind::invalid, "x", "X.", {}, {}});
        return std::string(answer.headers.find("Retry-After").value_or("never"));
    };
    EXPECT_EQ(after(429), "90");
    EXPECT_EQ(after(503), "2");
    EXPECT_EQ(after(500), "never");
}

// ---- files

class Files : public ::testing::Test {
public:
    ~Files() override { std::filesystem::remove(path_); }

protected:
    Files()
        : path_(
              std::filesystem::temp_directory_path() / ("belfry-file-" + std::to_string(::getpid()))
          ) {
        for (int i = 0; content_.size() < 600'000; ++i) {
            content_ += std::to_string(i) + ",";
        }
        std::ofstream(path_, std::ios::binary) << content_;
        auto listener = echoing();
        listener.handle = [this](const Request& request) {
            Response response{
                .status = 200,
                .headers = {},
                .body = FileBody{request.path.empty() ? path_ : path_ / "none"}
            };
            response.headers.set("Content-Type", "application/pdf");
            return response;
        };
        server_.emplace(std::move(listener), few());
    }

    std::filesystem::path path_;
    std::string content_;
    std::optional<RunningServer> server_;
};

TEST_F(Files, AreSentWholeOrInTheAskedPart) {
    const auto whole = server_->ask(get_request("/"));
    EXPECT_EQ(body_of(whole), content_);
    EXPECT_THAT(whole, HasSubstr("Accept-Ranges: bytes\r\n"));
    const auto part = server_->ask(get_request("/", "Range: bytes=1000-1999\r\n"));
    EXPECT_THAT(part, StartsWith("HTTP/1.1 206 Partial Content\r\n"));
    EXPECT_THAT(
        part, HasSubstr("Content-Range: bytes 1000-1999/" + std::to_string(content_.size()))
    );
    EXPECT_EQ(body_of(part), content_.substr(1000, 1000));
    EXPECT_EQ(
        body_of(server_->ask(get_request("/", "Range: bytes=-5\r\n"))),
        content_.substr(content_.size() - 5)
    );
    EXPECT_EQ(
        body_of(server_->ask(get_request("/", "Range: bytes=300000-\r\n"))),
        content_.substr(300'000)
    );
}

TEST_F(Files, RefuseAPartTheyDoNotHave) {
    const auto answer = server_->ask(get_request("/", "Range: bytes=9999999-\r\n"));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 416 Range Not Satisfiable\r\n"));
    EXPECT_THAT(answer, HasSubstr("Content-Range: bytes */" + std::to_string(content_.size())));
    EXPECT_THAT(answer, HasSubstr("range_unsatisfiable"));
}

TEST_F(Files, AreSentWholeWhenTheyChangedMeanwhile) {
    const auto first = server_->ask(get_request("/"));
    const auto start = first.find("ETag: ") + 6;
    const auto tag = first.substr(start, first.find("\r\n", start) - start);
    EXPECT_THAT(
        server_->ask(get_request("/", "Range: bytes=0-1\r\nIf-Range: " + tag + "\r\n")),
        StartsWith("HTTP/1.1 206 ")
    );
    EXPECT_THAT(
        server_->ask(get_request("/", "Range: bytes=0-1\r\nIf-Range: \"old\"\r\n")),
        StartsWith("HTTP/1.1 200 ")
    );
    EXPECT_THAT(
        server_->ask(get_request("/", "If-None-Match: " + tag + "\r\n")),
        StartsWith("HTTP/1.1 304 ")
    );
}

TEST_F(Files, AreNotFoundWhenTheyAreGone) {
    EXPECT_THAT(server_->ask(get_request("/none")), StartsWith("HTTP/1.1 404 "));
}

TEST(Range, IsReadAsRfc9110Says) {
    using enum RangeKind;
    const auto read = [](std::string_view field) {
        return range_of(field, 100);
    };
    EXPECT_EQ(read("bytes=0-0"), std::pair(part, (ByteRange{0, 1})));
    EXPECT_EQ(read("bytes=90-200"), std::pair(part, (ByteRange{90, 10})));
    EXPECT_EQ(read("bytes=-200"), std::pair(part, (ByteRange{0, 100})));
    EXPECT_EQ(read("bytes=-0").first, unsatisfiable);
    EXPECT_EQ(read("bytes=100-").first, unsatisfiable);
    for (const auto* nonsense :
         {"",
          "bytes=",
          "bytes=-",
          "bytes=5-2",
          "bytes=a-b",
          "bytes=0-1,3-4",
          "lines=0-1",
          "bytes=99999999999999999999-"}) {
        EXPECT_EQ(read(nonsense), std::pair(whole, (ByteRange{0, 100}))) << nonsense;
    }
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
