#include <csignal>
#include <memory>
#include <system_error>
#include <thread>

#include <fmt/format.h>
#include <pthread.h>

#include "base/bug.hpp"
#include "cli/commands.hpp"

namespace belfry::cli {

namespace {

/// Waits for SIGTERM or SIGINT on a thread of its own and stops the server. The signals are blocked
/// before any other thread starts, the writer's included, so that only this one gets them: any
/// other would end the program in the middle of what it does.
class Signals {
public:
    Signals() {
        ::sigemptyset(&set_);
        ::sigaddset(&set_, SIGTERM);
        ::sigaddset(&set_, SIGINT);
        ::pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        // A browser that goes away is told by write(), not by a signal.
        std::signal(SIGPIPE, SIG_IGN);
    }

    /// From now on a signal stops `application`, as long as what is given back lives.
    [[nodiscard]] std::jthread stop(web::Application& application) const {
        return std::jthread([this, &application](const std::stop_token& token) {
            const ::timespec moment{0, 200'000'000};
            while (!token.stop_requested()) {
                if (::sigtimedwait(&set_, nullptr, &moment) > 0) {
                    application.stop();
                    return;
                }
            }
        });
    }

private:
    sigset_t set_{};
};

std::string url(const web::Doors& doors, const std::string& address, std::uint16_t port) {
    const auto* scheme = doors.tls ? "https" : "http";
    if (address.find(':') != std::string::npos) {
        return fmt::format("{}://[{}]:{}", scheme, address, port);
    }
    return fmt::format("{}://{}:{}", scheme, address, port);
}

std::string_view advice(const std::system_error& error) {
    if (error.code() == std::errc::invalid_argument) {
        return "--address and --public-address take an IP address such as 127.0.0.1, or 0.0.0.0 for"
               " every network.";
    }
    if (error.code() == std::errc::address_not_available) {
        return "--address and --public-address have to be of this machine.";
    }
    if (error.code() == std::errc::permission_denied) {
        return "Ports below 1024 need a right of their own (CAP_NET_BIND_SERVICE); choose a higher"
               " one, or put a reverse proxy before Belfry.";
    }
    if (error.code() == std::errc::address_in_use) {
        return "Another program has that port: choose one with --port or --public-port.";
    }
    return "";
}

int serve_in(
    web::House& house,
    const Signals& signals,
    const Program& program,
    const Serve& wish,
    const Output& out
) {
    web::Settings settings{
        .doors = wish.doors, .version = program.version, .web_app = program.web_app
    };
    settings.simulation_threads = wish.simulation_threads;
    settings.requests_per_minute = wish.requests_per_minute;
    settings.log =
        http::Log(json::named<http::Log::Level>(wish.log).value_or(http::Log::Level::info));
    const auto build = [&] {
        const BugsAreThrown alone;  // nobody is served yet: damaged data are said, and that was all
        return web::Application::build(house, settings);
    };
    auto application = build();
    if (!application) {
        return out.refuse(application.error());
    }
    const auto ports = (*application)->listen();
    const auto staff = url(wish.doors, wish.doors.address, ports.staff);
    const auto open = url(wish.doors, wish.doors.public_address, ports.open);
    out.say("listening on " + staff, {{"listening", staff}});
    out.say("public pages on " + open, {{"public", open}});
    const auto base = wish.public_url.empty() ? staff : wish.public_url;
    if (const auto link = (*application)->setup_link(base)) {
        out.say("Set up Belfry, once, within a day: " + *link, {{"setup", *link}});
    }
    const auto stopper = signals.stop(**application);
    (*application)->run();
    return done;
}

}  // namespace

int serve(const Program& program, const Serve& wish, const Output& out) {
    if (wish.doors.tls) {
        if (const auto usable = http::check_tls(*wish.doors.tls); !usable) {
            return out.refuse(usable.error());
        }
    }
    const Signals signals;
    const auto work = [&](web::House& house) {
        try {
            return serve_in(house, signals, program, wish, out);
        } catch (const std::system_error& error) {
            return out.fail(fmt::format("the server cannot {}. {}", error.what(), advice(error)));
        }
    };
    return with_house(wish.place, out, work, Data::served);
}

}  // namespace belfry::cli
