#include <charconv>
#include <regex>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/route_walk.hpp"
#include "http/test_client.hpp"
#include "program/city_store.hpp"
#include "store/test_database.hpp"
#include "web/application.hpp"

/// What is written elsewhere: by another server of the same PostgreSQL database, or by a command
/// beside the server of an SQLite file.
namespace belfry::web {
namespace {

using namespace std::chrono_literals;
using http::TestClient;

constexpr auto soon = 2s;

/// Any free ports of this machine.
Doors any_ports() {
    Doors doors;
    doors.port = 0;
    doors.public_port = 0;
    return doors;
}

/// A server with the whole program, running.
class RunningBelfry {
public:
    explicit RunningBelfry(const Place& place)
        : house_(std::move(open_house(place).value())),
          application_(std::move(Application::build(
                                     *house_,
                                     {.doors = any_ports(),
                                      .version = "test",
                                      .web_app = {},
                                      .log = http::Log(http::Log::Level::off)}
          )
                                     .value())),
          ports_(application_->listen()),
          thread_([this] { application_->run(); }) {}

    RunningBelfry(const RunningBelfry&) = delete;
    RunningBelfry& operator=(const RunningBelfry&) = delete;
    RunningBelfry(RunningBelfry&&) = delete;
    RunningBelfry& operator=(RunningBelfry&&) = delete;

    ~RunningBelfry() {
        application_->stop();
        thread_.join();
    }

    [[nodiscard]] House& house() { return *house_; }

    [[nodiscard]] Application::Ports ports() const { return ports_; }

    /// A browser in which somebody with every role is signed in.
    accounts::Browser browser() {
        accounts::Account account;
        account.name = "Ana";
        account.email = "ana@city.example";
        account.roles = {accounts::Role::administrator, accounts::Role::mayor};
        const auto id = accounts::put_account(*house_->record, account);
        return accounts::put_session(application_->people(), id);
    }

private:
    std::unique_ptr<House> house_;
    std::unique_ptr<Application> application_;
    Application::Ports ports_;
    std::thread thread_;
};

/// A browser's event source: what it heard, and where it goes on.
class EventSource {
public:
    EventSource(std::uint16_t port, const accounts::Browser& browser, std::string last = {})
        : client_(port), last_(std::move(last)) {
        auto fields = "Cookie: " + browser.cookie + "\r\n";
        if (!last_.empty()) {
            fields += "Last-Event-ID: " + last_ + "\r\n";
        }
        // Without TLS a session holds on this machine alone.
        client_.send("GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n");
        // Whoever begins is told where.
        const auto head = client_.receive_until(last_.empty() ? "retry: 2000\n" : "2000\n\n");
        EXPECT_THAT(head, testing::StartsWith("HTTP/1.1 200"));
        if (last_.empty()) {
            take(client_.receive_until("\n\n"));
        }
    }

    /// The ids of the tasks it is told of, until there are `wanted` or none comes soon.
    std::vector<std::int64_t> tasks(std::size_t wanted) {
        const auto until = std::chrono::steady_clock::now() + soon;
        std::vector<std::int64_t> ids;
        while (ids.size() < wanted && std::chrono::steady_clock::now() < until) {
            const auto event = client_.receive_until("\n\n");
            take(event);
            EXPECT_THAT(event, testing::Not(testing::HasSubstr("reload")));
            static const std::regex task(R"(event: task\ndata: \{"kind":"task","id":(\d+))");
            std::smatch found;
            if (std::regex_search(event, found, task)) {
                ids.push_back(std::stoll(found[1].str()));
            }
        }
        return ids;
    }

    [[nodiscard]] const std::string& last() const { return last_; }

private:
    void take(const std::string& event) {
        if (event.starts_with("id: ")) {
            last_ = event.substr(4, event.find('\n') - 4);
        }
    }

    TestClient client_;
    std::string last_;
};

std::int64_t write_task(House& house) {
    return house.record
        ->write(
            {record::Actor::belfry(), "task.test", {"task"}},
            [](record::Writing& w) -> Result<std::int64_t> { return w.object().id; }
        )
        .value();
}

std::string public_page(const RunningBelfry& belfry) {
    TestClient client(belfry.ports().open);
    client.send(http::get_request("/", "Accept-Encoding: identity\r\n"));
    return client.receive_answer();
}

class SeveralServers : public store::DatabaseTest {
protected:
    void SetUp() override {
        if (!store::is_available(GetParam())) {
            GTEST_SKIP() << "BELFRY_TEST_POSTGRES names no server";
        }
        DatabaseTest::SetUp();
    }

    [[nodiscard]] Place data() const {
        return {.data = place().folder() / "data", .database = place().location().url};
    }

    /// Whoever writes beside the first server.
    [[nodiscard]] std::unique_ptr<House> other() const {
        return std::move(open_existing_house(data()).value());
    }
};

TEST_P(SeveralServers, TellBrowsersWhatIsWrittenElsewhere) {
    RunningBelfry first(data());
    const auto browser = first.browser();
    EventSource source(first.ports().staff, browser);
    const auto elsewhere = other();
    const auto started = std::chrono::steady_clock::now();
    const std::vector<std::int64_t> written{write_task(*elsewhere), write_task(first.house())};
    EXPECT_EQ(source.tasks(2), written);
    EXPECT_LT(std::chrono::steady_clock::now() - started, soon);
}

TEST_P(SeveralServers, GoOnWhereAReaderOfAnotherWasCutOff) {
    std::optional<RunningBelfry> first(data());
    const auto browser = first->browser();
    std::string last;
    {
        EventSource source(first->ports().staff, browser);
        const auto written = write_task(first->house());
        EXPECT_EQ(source.tasks(1), std::vector{written});
        last = source.last();
    }
    std::vector<std::int64_t> missed;
    for (int i = 0; i < 3; ++i) {
        missed.push_back(write_task(first->house()));
    }
    // An SQLite file has one server at a time: there the next one is the same after a restart.
    if (GetParam() == store::Engine::sqlite) {
        first.reset();
    }
    RunningBelfry second(data());
    {
        EventSource source(second.ports().staff, browser, last);
        EXPECT_EQ(source.tasks(3), missed);
        last = source.last();
    }
    missed = {write_task(second.house())};
    EventSource source(second.ports().staff, browser, last);
    EXPECT_EQ(source.tasks(2), missed);
}

TEST_P(SeveralServers, LoseAndDoubleNothingWhileTwoWriteAndAReaderComesAndGoes) {
    RunningBelfry first(data());
    std::optional<RunningBelfry> second;
    if (GetParam() == store::Engine::postgres) {
        second.emplace(data());
    }
    const auto elsewhere = other();
    const auto browser = first.browser();
    std::string last;
    {
        EventSource source(first.ports().staff, browser);
        last = source.last();
    }
    constexpr std::size_t each = 60;
    std::vector<std::thread> writers;
    std::mutex mutex;
    std::vector<std::int64_t> written;
    for (auto* const house : {&first.house(), elsewhere.get()}) {
        writers.emplace_back([&, house] {
            for (std::size_t i = 0; i < each; ++i) {
                const auto id = write_task(*house);
                const std::scoped_lock lock(mutex);
                written.push_back(id);
            }
        });
    }
    std::vector<std::int64_t> heard;
    for (std::size_t turn = 0; heard.size() < 2 * each && turn < 100 && !HasFailure(); ++turn) {
        const auto& server = second && turn % 2 == 1 ? *second : first;
        EventSource source(server.ports().staff, browser, last);
        std::ranges::copy(source.tasks(7), std::back_inserter(heard));
        last = source.last();
    }
    for (auto& writer : writers) {
        writer.join();
    }
    std::ranges::sort(written);
    EXPECT_EQ(heard, written);  // objects are numbered in the order of the record
}

TEST_P(SeveralServers, RenewThePublicPagesWhenSomethingIsWrittenElsewhere) {
    const RunningBelfry first(data());
    const auto elsewhere = other();
    auto set = elsewhere->record->write(
        {record::Actor::belfry(), "city.test", {"city", 1}},
        [](record::Writing& w) -> Result<void> {
            auto city = program::find_city(w.db());
            city.name = "Heron Falls";
            city.configured = true;
            program::save_city(w.db(), city);
            return {};
        }
    );
    ASSERT_TRUE(set);
    const auto until = std::chrono::steady_clock::now() + soon;
    std::string page;
    do {
        std::this_thread::sleep_for(50ms);
        page = public_page(first);
    } while (!page.contains("Heron Falls") && std::chrono::steady_clock::now() < until);
    EXPECT_THAT(page, testing::HasSubstr("Heron Falls"));
}

INSTANTIATE_TEST_SUITE_P(Engines, SeveralServers, store::all_engines(), store::engine_name);

}  // namespace
}  // namespace belfry::web
