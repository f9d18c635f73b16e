#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/events.hpp"
#include "http/events_inside.hpp"
#include "http/test_client.hpp"

namespace belfry::http {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// Streams `task` and `job`; `Last-Event-ID` resumes; tasks with `"hidden": true` are kept back.
class Streams : public ::testing::Test {
protected:
    Streams() {
        limits_.heartbeat = 200ms;
        events_.begin_behind(1000);
    }

    RunningServer& start() {
        Listener listener;
        listener.handle = [this](const Request& request) {
            EventBody body;
            body.topics = {"task", "job"};
            if (const auto id = request.headers.find("Last-Event-ID")) {
                body.after = std::stoull(std::string(*id));
            }
            body.still_allowed = [this] {
                return allowed_.load();
            };
            body.may_see = [](std::string_view, const json::Value& data) {
                return !data.as_object().contains("hidden");
            };
            return Response{.status = 200, .headers = {}, .body = std::move(body)};
        };
        return server_.emplace(std::move(listener), limits_, &events_);
    }

    static json::Value object(std::int64_t id) { return json::Object{{"id", id}}; }

    std::uint64_t newest() { return events_.inside().newest(); }

    void publish(std::string_view topic, json::Value data) {
        const std::scoped_lock lock(publishing_);
        events_.publish(newest() + 1, topic, std::move(data));
    }

    Limits limits_;
    std::atomic<bool> allowed_ = true;
    std::mutex publishing_;
    Events events_;
    std::optional<RunningServer> server_;
};

TEST_F(Streams, TellEveryReaderOfATopic) {
    start();
    TestClient a(server_->port());
    TestClient b(server_->port());
    for (auto* const client : {&a, &b}) {
        client->send(get_request("/"));
        const auto head = client->receive_until("retry: 2000\n");
        EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream\r\n"));
        EXPECT_THAT(head, Not(HasSubstr("Content-Length")));
        EXPECT_EQ(client->receive_until("\n\n"), "id: " + std::to_string(newest()) + "\n\n");
    }
    publish("task", object(1));
    publish("secret", object(2));
    publish("job", object(3));
    for (auto* const client : {&a, &b}) {
        EXPECT_EQ(
            client->receive_until("\n\n"),
            "id: " + std::to_string(newest() - 2) + "\nevent: task\ndata: {\"id\":1}\n\n"
        );
        EXPECT_EQ(
            client->receive_until("\n\n"),
            "id: " + std::to_string(newest()) + "\nevent: job\ndata: {\"id\":3}\n\n"
        );
    }
}

TEST_F(Streams, ResumeWhereAReaderWasCutOff) {
    start();
    const auto before = newest();
    publish("task", object(1));
    publish("task", object(2));
    TestClient client(server_->port());
    client.send(get_request("/", "Last-Event-ID: " + std::to_string(before + 1) + "\r\n"));
    (void)client.receive_until("retry: 2000\n\n");
    EXPECT_THAT(client.receive_until("\n\n"), HasSubstr("data: {\"id\":2}"));
}

TEST_F(Streams, TellAReaderToReloadWhenWhatItMissedIsGone) {
    start();
    const auto before = newest();
    for (std::size_t i = 0; i < Events::Inside::most_kept + 2; ++i) {
        publish("task", object(1));
    }
    for (const auto id : {before, std::uint64_t{5}, newest() + 1000}) {
        TestClient client(server_->port());
        client.send(get_request("/", "Last-Event-ID: " + std::to_string(id) + "\r\n"));
        (void)client.receive_until("retry: 2000\n\n");
        EXPECT_EQ(
            client.receive_until("\n\n"),
            "id: " + std::to_string(newest()) +
                "\nevent: reload\ndata: {\"kind\":\"*\",\"id\":0}\n\n"
        );
    }
}

TEST_F(Streams, TellWhoReadsNowOfPassingThings) {
    start();
    publish("task", object(1));
    const auto before = newest();
    TestClient client(server_->port());
    client.send(get_request("/"));
    (void)client.receive_until("retry: 2000\n");
    EXPECT_EQ(client.receive_until("\n\n"), "id: " + std::to_string(before) + "\n\n");
    events_.mention("job", object(2));
    std::string seen;
    do {
        seen = client.receive_until("\n\n");
    } while (seen == ":\n\n");
    EXPECT_EQ(seen, "event: job\ndata: {\"id\":2}\n\n");
    EXPECT_EQ(newest(), before);
    publish("task", object(3));
    TestClient late(server_->port());
    late.send(get_request("/", "Last-Event-ID: " + std::to_string(before) + "\r\n"));
    (void)late.receive_until("retry: 2000\n\n");
    EXPECT_THAT(late.receive_until("\n\n"), HasSubstr("data: {\"id\":3}"));
}

TEST_F(Streams, KeepBackWhatAReaderMayNotSee) {
    start();
    TestClient client(server_->port());
    client.send(get_request("/"));
    (void)client.receive_until("\n\n");
    publish("task", json::Object{{"id", 1}, {"hidden", true}});
    publish("task", object(2));
    std::string seen;
    do {
        seen = client.receive_until("\n\n");
    } while (seen == ":\n\n");
    EXPECT_THAT(seen, HasSubstr("{\"id\":2}"));
}

TEST_F(Streams, ShowThatTheyAreAliveAndEndWithTheSession) {
    start();
    TestClient client(server_->port());
    client.send(get_request("/"));
    (void)client.receive_until("retry: 2000\n");
    (void)client.receive_until("\n\n");
    EXPECT_EQ(client.receive_until("\n\n"), ":\n\n");
    allowed_ = false;
    EXPECT_THAT(client.receive_all(), Not(HasSubstr("data")));
    EXPECT_TRUE(client.is_closed());
}

TEST_F(Streams, HoldNoThread) {
    limits_.workers = 1;
    start();
    std::vector<std::unique_ptr<TestClient>> readers;
    for (int i = 0; i < 100; ++i) {
        readers.push_back(std::make_unique<TestClient>(server_->port()));
        readers.back()->send(get_request("/"));
        (void)readers.back()->receive_until("retry: 2000\n");
        (void)readers.back()->receive_until("\n\n");
    }
    publish("task", object(9));
    for (const auto& reader : readers) {
        std::string text;
        do {
            text = reader->receive_until("\n\n");
        } while (text == ":\n\n");
        EXPECT_THAT(text, HasSubstr("{\"id\":9}"));
    }
}

TEST_F(Streams, LoseASlowReaderWithoutKeepingAnythingForIt) {
    start();
    TestClient slow(server_->port());
    slow.send(get_request("/"));
    (void)slow.receive_until("retry: 2000\n");
    const json::Value large = json::Object{{"text", std::string(60'000, 'x')}};
    for (int i = 0; i < 1000; ++i) {
        publish("task", large);  // 60 MB: more than the socket and the row of events hold
    }
    EXPECT_LE(events_.inside().bytes, Events::Inside::most_bytes);
    std::string text;
    bool told_to_reload = false;
    do {
        text = slow.receive_until("\n\n");
        told_to_reload = told_to_reload || text.find("event: reload") != std::string::npos;
    } while (!told_to_reload && !text.empty());
    EXPECT_TRUE(told_to_reload);
}

TEST_F(Streams, EndWhenTheServerStops) {
    start();
    TestClient client(server_->port());
    client.send(get_request("/"));
    (void)client.receive_until("\n\n");
    const auto started = std::chrono::steady_clock::now();
    server_->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - started, 1s);
    (void)client.receive_all();
    EXPECT_TRUE(client.is_closed());
}

TEST_F(Streams, TakeEventsFromManyThreads) {
    start();
    TestClient client(server_->port());
    client.send(get_request("/"));
    (void)client.receive_until("retry: 2000\n");
    (void)client.receive_until("\n\n");
    std::vector<std::thread> writers;
    for (int t = 0; t < 4; ++t) {
        writers.emplace_back([this] {
            for (int i = 0; i < 200; ++i) {
                publish("task", object(i));
            }
        });
    }
    for (auto& writer : writers) {
        writer.join();
    }
    std::uint64_t last = newest() - 800;
    while (last < newest()) {
        const auto text = client.receive_until("\n\n");
        ASSERT_FALSE(text.empty());
        if (text != ":\n\n") {
            ASSERT_THAT(text, StartsWith("id: " + std::to_string(++last) + "\n"));
        }
    }
}

}  // namespace
}  // namespace belfry::http
