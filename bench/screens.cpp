// Many staff screens for tests/load/load.py live: each listens to the stream of events and fetches
// a list anew when it hears of a change, as the web app does (web/src/lib/pace.ts). As cheap as can
// be, since it shares the machine with the server that it measures.
//
//     screens ADDRESS PORT PATH TOPIC
//
// Reads a cookie a line, up to an empty line; says `ready` when all listen; ends when its input
// does. Then a line for each screen: when it heard (seconds of the monotonic clock), and each
// answer as asked/answered/status.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <boost/asio.hpp>
#include <fmt/core.h>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Seconds = std::chrono::duration<double>;

constexpr double soon = 0.12;
constexpr double spread = 0.2;
constexpr double apart = 0.3;

double now() {
    return Seconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

[[noreturn]] void fail(const std::string& what) {
    std::cerr << "screens: " << what << '\n';
    std::_Exit(1);
}

struct Wanted {
    tcp::endpoint server;
    std::string host;
    std::string path;
    std::string topic;
};

struct Shown {
    double asked = 0.0;
    double answered = 0.0;
    int status = 0;
};

class Screen {
public:
    Screen(asio::io_context& context, const Wanted& wanted, std::string cookie, unsigned number)
        : wanted_(wanted),
          // As many addresses as a city has buildings: the server counts connections by address.
          here_(asio::ip::make_address_v4(0x7f000200U + (number / 100 + 1)), 0),
          head_(fmt::format("Host: {}\r\nCookie: {}\r\n", wanted.host, std::move(cookie))),
          stream_(context),
          list_(context),
          timer_(context),
          random_(number) {
        connect(stream_);
        send(
            stream_,
            fmt::format("GET /api/v1/events HTTP/1.1\r\n{}Accept: text/event-stream\r\n\r\n", head_)
        );
        listen();
    }

    void print() const {
        std::string line;
        for (const auto when : heard_) {
            line += fmt::format("{:.6f} ", when);
        }
        for (const auto& each : shown_) {
            line += fmt::format("{:.6f}/{:.6f}/{} ", each.asked, each.answered, each.status);
        }
        std::cout << line << '\n';
    }

private:
    void connect(tcp::socket& socket) {
        socket.open(tcp::v4());
        socket.bind(here_);
        socket.connect(wanted_.server);
    }

    static void send(tcp::socket& socket, const std::string& text) {
        asio::write(socket, asio::buffer(text));
    }

    void listen() {
        stream_.async_read_some(asio::buffer(room_), [this](const auto& error, std::size_t size) {
            if (error) {
                fail("a stream ended: " + error.message());
            }
            events_.append(room_.data(), size);
            for (auto end = events_.find("\n\n"); end != std::string::npos;
                 end = events_.find("\n\n")) {
                if (events_.substr(0, end).find(wanted_.topic) != std::string::npos) {
                    heard_.push_back(now());
                    plan();
                }
                events_.erase(0, end + 2);
            }
            listen();
        });
    }

    void plan() {
        due_ = true;
        if (waiting_ || asked_ != 0.0) {
            return;
        }
        waiting_ = true;
        const double wait = std::max(soon, last_ + apart - now()) +
                            std::uniform_real_distribution(0.0, spread)(random_);
        timer_.expires_after(std::chrono::duration_cast<std::chrono::nanoseconds>(Seconds(wait)));
        timer_.async_wait([this](const auto& error) {
            if (!error) {
                ask();
            }
        });
    }

    void ask() {
        waiting_ = false;
        due_ = false;
        asked_ = now();
        answer_.clear();
        if (!list_.is_open()) {
            connect(list_);
            read();
        }
        send(
            list_,
            fmt::format("GET {} HTTP/1.1\r\n{}Accept-Encoding: gzip\r\n\r\n", wanted_.path, head_)
        );
    }

    void read() {
        list_.async_read_some(asio::buffer(part_), [this](const auto& error, std::size_t size) {
            if (error) {
                // The server ends a connection on which nothing is asked for long.
                if (asked_ != 0.0) {
                    fail("an answer ended early: " + error.message());
                }
                list_.close();
                return;
            }
            answer_.append(part_.data(), size);
            if (is_whole()) {
                int status = 0;
                std::from_chars(answer_.data() + 9, answer_.data() + 12, status);
                last_ = now();
                shown_.push_back({asked_, last_, status});
                asked_ = 0.0;
                if (due_) {
                    plan();
                }
            }
            read();
        });
    }

    [[nodiscard]] bool is_whole() const {
        constexpr std::string_view name = "\r\nContent-Length: ";
        const auto head = answer_.find("\r\n\r\n");
        const auto field = answer_.find(name);
        if (head == std::string::npos || field == std::string::npos || field > head) {
            return false;
        }
        std::size_t length = 0;
        std::from_chars(answer_.data() + field + name.size(), answer_.data() + head, length);
        return answer_.size() >= head + 4 + length;
    }

    const Wanted& wanted_;
    tcp::endpoint here_;
    std::string head_;
    tcp::socket stream_;
    tcp::socket list_;
    asio::steady_timer timer_;
    std::mt19937 random_;
    std::array<char, 8192> room_{};
    std::array<char, 32768> part_{};
    std::string events_;
    std::string answer_;
    bool due_ = false;
    bool waiting_ = false;
    double asked_ = 0.0;
    double last_ = 0.0;
    std::vector<double> heard_;
    std::vector<Shown> shown_;
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 5) {
        fail("usage: screens ADDRESS PORT PATH TOPIC");
    }
    asio::io_context context(1);
    const Wanted wanted{
        {asio::ip::make_address_v4(arguments[1]),
         static_cast<std::uint16_t>(std::stoi(arguments[2]))},
        fmt::format("{}:{}", arguments[1], arguments[2]),
        arguments[3],
        fmt::format("event: {}\n", arguments[4])
    };
    std::vector<std::unique_ptr<Screen>> screens;
    for (std::string cookie; std::getline(std::cin, cookie) && !cookie.empty();) {
        screens.push_back(
            std::make_unique<Screen>(context, wanted, cookie, static_cast<unsigned>(screens.size()))
        );
    }
    std::cout << "ready" << std::endl;
    asio::posix::stream_descriptor input(context, 0);
    char last = 0;
    input.async_read_some(asio::buffer(&last, 1), [&](const auto&, std::size_t) {
        context.stop();
    });
    context.run();
    for (const auto& screen : screens) {
        screen->print();
    }
    std::cout.flush();
    std::_Exit(0);
}
