#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "accounts/services.hpp"
#include "base/embedded.hpp"
#include "http/log.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "operations/doctor.hpp"
#include "web/house.hpp"

/// The composition root of the server: every module wired to every other, and nothing else.
namespace belfry::web {

/// How the server is reached.
struct Doors {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free one.
    std::string public_address = "127.0.0.1";
    /// Absent: the one after `port`, or any free one where that is taken or `port` is any.
    std::optional<std::uint16_t> public_port = std::nullopt;
    std::optional<http::Tls> tls;
    std::vector<std::string> trusted_proxies;
};

struct Settings {
    Doors doors;
    std::string version;
    std::span<const EmbeddedFile>
        web_app;  ///< The built web app; empty where only the API is wanted.
    http::Log log = http::Log();
    /// One that waits for the disk keeps its worker: so many writes can share one fsync. Each may
    /// read: fewer than the 100 connections that PostgreSQL takes unless told otherwise.
    std::size_t workers = 64;
    unsigned simulation_threads = 0;  ///< 0: every core, at low priority.
    /// Of one account, and of all who are not signed in in one network; 0: as many as they like.
    int requests_per_minute = 0;
};

/// What the doctor finds, with what is known of mail and of the way to browsers. Changes nothing;
/// a Belfry may be running.
[[nodiscard]] std::vector<operations::Observation> examine(
    const Place& place, const Settings& settings, bool thorough
);

/// The server with everything in it.
class Application {
public:
    /// `house` outlives it. Refuses a key file that others may read.
    [[nodiscard]] static Result<std::unique_ptr<Application>> build(
        House& house, const Settings& settings
    );
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;
    Application(Application&&) = delete;
    Application& operator=(Application&&) = delete;
    ~Application();

    struct Ports {
        std::uint16_t staff = 0;
        std::uint16_t open = 0;  ///< Of the public pages.
    };

    /// Makes the public pages, takes the ports, starts the queue. Throws std::system_error when a
    /// port is taken.
    Ports listen();

    /// Until stop().
    void run();

    /// From any thread.
    void stop();

    /// While nobody has an account: the link that makes the first one, below `base`.
    [[nodiscard]] std::optional<std::string> setup_link(const std::string& base);

    [[nodiscard]] const http::Router& router() const;

    /// OpenAPI 3.1 of the route table, as text.
    [[nodiscard]] const std::string& api_document() const;

    /// What accounts are kept with; for tests.
    [[nodiscard]] accounts::Services& people();

    /// Answers as the staff's listener does; for tests.
    [[nodiscard]] http::Response answer(const http::Request& request);

private:
    struct Inside;
    explicit Application(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace belfry::web
