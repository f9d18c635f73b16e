#include "web/application.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/account_store.hpp"
#include "accounts/gate.hpp"
#include "accounts/mail_settings.hpp"
#include "accounts/outbox.hpp"
#include "accounts/passwords.hpp"
#include "accounts/services.hpp"
#include "accounts/sign_in.hpp"
#include "base/bug.hpp"
#include "city/demo_city.hpp"
#include "crypto/hash.hpp"
#include "http/events.hpp"
#include "http/metrics.hpp"
#include "portal/portal.hpp"
#include "program/inbox_store.hpp"
#include "program/services.hpp"
#include "record/follower.hpp"
#include "transparency/log.hpp"
#include "transparency/witnesses.hpp"
#include "web/assets.hpp"
#include "web/modules.hpp"
#include "web/standing.hpp"
#include "web/visibility.hpp"

namespace belfry::web {

namespace {

std::string server_name(Random& random) {
    std::array<std::byte, 8> bytes{};
    random.fill(bytes);
    std::string name = "server-";
    for (const auto byte : bytes) {
        name += fmt::format("{:02x}", static_cast<unsigned>(byte));
    }
    return name;
}

/// What readers take away as documents: the pages, not what they look like.
transparency::Documents documents_of(const portal::Pages& pages) {
    transparency::Documents documents;
    for (const auto& [address, content] : pages) {
        if (portal::is_document(address)) {
            documents[address] = crypto::to_hex(crypto::sha256(content));
        }
    }
    return documents;
}

jobs::Listeners job_listeners(http::Events& events, const http::Log& log) {
    return {
        [&events](const jobs::StoredJob& stored) {
            const auto& job = stored.job;
            json::Object event{
                {"kind", "job"}, {"id", job.id.value}, {"done", job.done}, {"of", job.of}
            };
            if (job.asked_by) {
                event["asked_by"] = job.asked_by->id;
            }
            events.mention("job", std::move(event));
        },
        [log](std::string_view kind, std::string_view what) {
            log.write(http::Log::Level::error, "job_failed", {{"kind", kind}, {"what", what}});
        },
    };
}

Result<void> put_alert_into_inbox(record::Writing& writing, const accounts::InboxAlert& alert) {
    const auto newest = program::newest_notice(writing.db());
    program::Notice notice;
    notice.account = alert.reader;
    notice.kind = program::InboxKind::security;
    notice.object = {"account", alert.about};
    notice.text = alert.text;
    notice.at = writing.at();
    program::put_into_inbox(writing.db(), notice);
    return program::tell_readers(writing, record::Actor::belfry(), newest);
}

}  // namespace

/// In the order of dependence: what stands later uses what stands earlier, and goes first.
struct Application::Inside {
    Inside(House& the_house, Settings the_settings, crypto::SealingKey key)
        : house(the_house),
          settings(std::move(the_settings)),
          catalog(text::Catalog::embedded()),
          passwords(house.clock),
          accounts{
              *house.database,
              *house.record,
              house.clock,
              house.random,
              key,
              passwords,
              settings.version,
              [this] { return city_name(*house.database); },
              put_alert_into_inbox,
              std::make_shared<accounts::ProviderCache>(),
              settings.requests_per_minute
          },
          program{
              *house.database,
              *house.record,
              house.clock,
              house.random,
              catalog,
              [this](record::Writing& writing, const accounts::OutgoingMail& mail) {
                  return accounts::queue_mail(accounts, writing, mail);
              },
              [](store::Connection& db) { return accounts::mail_settings(db).public_url; },
              {city::demo_part()}
          },
          gate(accounts),
          router(gate, settings.log),
          assets(settings.web_app),
          log_services{
              *house.database,
              *house.record,
              house.clock,
              house.random,
              key,
              [](store::Connection& db) {
                  return accounts::mail_settings(db).public_url;
              }
          },
          log(log_services),
          witnesses({
              .log = log_services,
              .alarm = [](record::Writing& writing, const transparency::Alarm& alarm
                       ) { tell_administrators(writing, alarm); },
              .pace = [this] { return pace_of_witnesses(*house.database, house.clock.now()); },
              .changed =
                  [this] {
                      log.forget();
                      portal.notice_alarm();
                  },
              .failure =
                  [to = settings.log](std::string_view what) {
                      to.write(http::Log::Level::error, "witnesses_failed", {{"what", what}});
                  },
          }),
          portal(
              *house.database,
              *house.record,
              catalog,
              house.clock,
              [this](const portal::Pages& pages) {
                  if (log.publish(documents_of(pages))) {
                      witnesses.hurry();
                  }
              }
          ),
          queue(
              *house.database,
              *house.record,
              house.clock,
              {.server = server_name(house.random), .local = city_time(*house.database)},
              job_listeners(events, settings.log)
          ),
          follower(*house.database, *house.record) {}

    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    Inside(Inside&&) = delete;
    Inside& operator=(Inside&&) = delete;

    /// Witnesses and pages tell each other what changed: first neither is at work any more.
    ~Inside() {
        house.record->refuse_when({});
        witnesses.stop();
    }

    House& house;
    const Settings settings;
    const text::Catalog& catalog;
    http::Events events;
    http::Metrics metrics;
    accounts::Passwords passwords;
    accounts::Services accounts;
    program::Services program;
    accounts::AccountGate gate;
    http::Router router;
    Assets assets;
    transparency::Services log_services;
    transparency::Log log;
    transparency::Witnesses witnesses;
    portal::Portal portal;
    jobs::Jobs queue;
    Standing standing;
    record::Follower follower;
    std::string document;
    std::unique_ptr<http::Server> server;

    void wire();
    json::Object event_for(const record::Written& written);
    void follow();
    std::vector<http::Listener> listeners();
    http::Response answer(const http::Request& request);
    http::Response answer_public(const http::Request& request);
};

http::Response Application::Inside::answer(const http::Request& request) {
    auto asset = assets.answer(request);
    return asset ? std::move(*asset) : router.dispatch(request);
}

/// The pages are made ahead of time, and so is most of the log.
http::Response Application::Inside::answer_public(const http::Request& request) {
    try {
        const BugsAreThrown alone;
        if (auto said = witnesses.answer(request)) {
            return std::move(*said);
        }
        auto piece = log.answer(request);
        return piece ? std::move(*piece) : portal.answer(request);
    } catch (const Bug&) {
        // Damaged data, which `check` has said: nobody outside may end the server by asking for it.
        return http::text_response(503, "This is not to be had at the moment.\n");
    }
}

void Application::Inside::wire() {
    const Wiring all{
        house,
        accounts,
        program,
        gate,
        follower,
        standing,
        metrics,
        queue,
        catalog,
        settings,
        log_services,
        log,
        witnesses,
        document
    };
    house.record->refuse_when([this](const record::Deed& deed) {
        return witnesses.refusal_of(deed);
    });
    // The record knows every change, whoever writes it: this server, another, a command beside it.
    router.share([this] { return house.record->head().size; });
    add_jobs(all);
    add_routes(router, all);
    document = document_of(router, settings.version);
    follower.on_written([this](const record::Written& written) {
        standing.notice(written);
        events.publish(written.sequence, written.object.kind, event_for(written));
        portal.notice(written);
        log.notice();
        if (written.object.kind == "log" || written.object.kind == "log_alarm") {
            witnesses.look();
        }
    });
}

/// Whoever asked for a job hears of it, also from a server that does not do it.
json::Object Application::Inside::event_for(const record::Written& written) {
    auto event = event_of(written);
    if (written.object.kind == "job") {
        const auto stored = queue.find({written.object.id});
        if (stored && stored->job.asked_by) {
            event["asked_by"] = stored->job.asked_by->id;
        }
    }
    return event;
}

/// What was written last is heard again at each start, so that readers can go on after it.
void Application::Inside::follow() {
    constexpr std::uint64_t heard_again = 1000;
    const auto size = house.record->head().size;
    const auto after = size - std::min(size, heard_again);
    events.begin_behind(after);
    follower.start(after);
}

std::vector<http::Listener> Application::Inside::listeners() {
    const auto& doors = settings.doors;
    http::Listener staff;
    staff.address = doors.address;
    staff.port = doors.port;
    staff.tls = doors.tls;
    staff.trusted_proxies = doors.trusted_proxies;
    staff.handle = [this](const http::Request& request) {
        return router.dispatch(request);
    };
    staff.handle_inline = [this](const http::Request& request) {
        return assets.answer(request);
    };
    staff.security_headers = security_headers(doors.tls.has_value());
    staff.body_limit = [this](http::Method method, const std::string& target) {
        return router.most_body(method, target);
    };

    http::Listener open;
    open.address = doors.public_address;
    const auto after = static_cast<std::uint16_t>(doors.port == 0 ? 0 : doors.port + 1);
    open.port = doors.public_port.value_or(after);
    open.or_any_port = !doors.public_port;
    open.tls = doors.tls;
    open.trusted_proxies = doors.trusted_proxies;
    open.handle = [this](const http::Request& request) {
        return answer_public(request);
    };
    open.handle_inline = [this](const http::Request& request) {
        if (!request.path.empty() && request.path.front() == "witness") {
            return std::optional<http::Response>();
        }
        auto piece = log.answer_at_once(request);
        return piece || transparency::is_piece(request) ? std::move(piece)
                                                        : std::optional(portal.answer(request));
    };
    open.security_headers = portal::security_headers(doors.tls.has_value());
    open.only_reads = true;
    open.takes_post_at = transparency::is_for_witness;
    open.body_limit = [](http::Method, const std::string& target) {
        return transparency::is_for_witness(target) ? transparency::most_submission_bytes : 0;
    };
    return {std::move(staff), std::move(open)};
}

Result<std::unique_ptr<Application>> Application::build(House& house, const Settings& settings) {
    auto key = key_of(house);
    if (!key) {
        return std::unexpected(key.error());
    }
    auto inside = std::make_unique<Inside>(house, settings, *key);
    inside->wire();
    return std::unique_ptr<Application>(new Application(std::move(inside)));
}

Application::Application(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {
}

Application::~Application() = default;

Application::Ports Application::listen() {
    auto& in = *inside_;
    in.witnesses.start();
    in.house.record->begin_sums();
    in.log.start();
    in.portal.start();
    in.follow();
    http::Limits limits;
    limits.workers = in.settings.workers;
    in.server = std::make_unique<http::Server>(
        in.listeners(), limits, &in.events, http::Instruments{&in.metrics, in.settings.log}
    );
    const auto ports = in.server->listen();
    in.queue.start();
    return {ports.at(0), ports.at(1)};
}

void Application::run() {
    inside_->server->run();
    inside_->queue.stop();
}

void Application::stop() {
    inside_->server->stop();
}

std::optional<std::string> Application::setup_link(const std::string& base) {
    return accounts::setup_link(inside_->accounts, base);
}

const http::Router& Application::router() const {
    return inside_->router;
}

const std::string& Application::api_document() const {
    return inside_->document;
}

accounts::Services& Application::people() {
    return inside_->accounts;
}

http::Response Application::answer(const http::Request& request) {
    return inside_->answer(request);
}

}  // namespace belfry::web
