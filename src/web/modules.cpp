#include "web/modules.hpp"

#include <algorithm>
#include <memory>

#include <fmt/ranges.h>

#include "accounts/account_care.hpp"
#include "accounts/account_store.hpp"
#include "accounts/key_file.hpp"
#include "accounts/mail_settings.hpp"
#include "accounts/outbox.hpp"
#include "accounts/routes.hpp"
#include "accounts/session_store.hpp"
#include "accounts/sign_in.hpp"
#include "city/routes.hpp"
#include "jobs/job_routes.hpp"
#include "operations/backup_settings.hpp"
#include "operations/operations_routes.hpp"
#include "operations/trouble.hpp"
#include "portal/portal_routes.hpp"
#include "portal/portal_store.hpp"
#include "portal/verify_page.hpp"
#include "program/city_store.hpp"
#include "program/inbox_store.hpp"
#include "program/local_time.hpp"
#include "program/reminders.hpp"
#include "program/routes.hpp"
#include "program/weekly_mail.hpp"
#include "public_records/dates.hpp"
#include "public_records/notices.hpp"
#include "public_records/redaction_act.hpp"
#include "public_records/routes.hpp"
#include "rehearsal/routes.hpp"
#include "release_packages/request_notices.hpp"
#include "release_packages/routes.hpp"
#include "transparency/routes.hpp"
#include "transparency/submission.hpp"
#include "transparency/witness_alarm.hpp"
#include "transparency/witness_store.hpp"
#include "web/shelves.hpp"
#include "web/visibility.hpp"

namespace belfry::web {

namespace {

using namespace std::chrono_literals;

/// A kind of job that is one call.
template <class Act>
jobs::Kind simple(std::string name, Act act) {
    return {std::move(name), true, [act](jobs::Work&) -> Result<json::Value> {
                return json::Value(act());
            }};
}

/// The city's zone, asked for anew: it may change while the server runs.
std::string zone_of(store::Database& database) {
    return database.read([](store::Connection& db) { return program::find_city(db).time_zone; });
}

operations::Observation mail_finding(store::Database& database) {
    using operations::FindingState;
    return database.read([](store::Connection& db) -> operations::Observation {
        if (!accounts::sends_mail(db)) {
            return {"mail", FindingState::attention, "off"};
        }
        const auto state = accounts::outbox_state(db);
        const std::map<std::string, std::string> values{
            {"waiting", std::to_string(state.waiting)},
            {"given_up", std::to_string(state.given_up)},
        };
        if (state.test_failed) {
            return {"mail", FindingState::bad, "test_failed"};
        }
        if (state.last_problem) {
            return {"mail", FindingState::bad, "failing", values};
        }
        return {"mail", FindingState::good, "working", values};
    });
}

operations::Observation accounts_finding(store::Database& database) {
    using operations::FindingState;
    const auto state = database.read(accounts::accounts_state);
    const std::map<std::string, std::string> values{
        {"active", std::to_string(state.active)},
        {"dormant", std::to_string(state.dormant)},
        {"without_passkey", std::to_string(state.without_passkey)},
    };
    if (state.without_passkey > 0) {
        return {"accounts", FindingState::attention, "without_passkey", values};
    }
    if (state.dormant > 0) {
        return {"accounts", FindingState::attention, "dormant", values};
    }
    return {"accounts", FindingState::good, "fine", values};
}

/// Whether the key file is not the one that the log's keys were sealed with.
bool is_silent(store::Database& database, const Place& place) {
    if (!std::filesystem::exists(place.key())) {
        return false;  // the finding about the key file says so
    }
    SystemRandom random;
    const auto key = accounts::open_key_file(place.key(), random);
    return key && database.read([&](store::Connection& db) {
        return transparency::opens_log_keys(db, *key) == false;
    });
}

struct Watch {
    std::size_t witnesses = 0;
    std::vector<std::string> missing;  ///< Those that did not cosign when they were asked last.
};

Watch watch_of(store::Connection& db) {
    Watch out;
    const auto visits = transparency::all_visits(db);
    for (const auto& peer : transparency::all_peers(db)) {
        if (peer.witness_key.empty()) {
            continue;
        }
        ++out.witnesses;
        const auto visit = std::ranges::find(visits, peer.id, &transparency::Visit::peer);
        if (visit != visits.end() && !visit->problem.empty()) {
            out.missing.push_back(peer.name);
        }
    }
    return out;
}

/// By what the witnesses said last; one that was not heard for an hour is not watching.
operations::Observation witness_finding(store::Database& database, const Place& place) {
    using operations::FindingState;
    if (is_silent(database, place)) {
        return {"witnesses", FindingState::bad, "sealed"};
    }
    return database.read([](store::Connection& db) -> operations::Observation {
        const auto identity = transparency::find_identity(db);
        if (identity && transparency::loss_of(db, identity->origin)) {
            return {"witnesses", FindingState::bad, "lost"};
        }
        if (const auto alarms = transparency::open_alarms(db); !alarms.empty()) {
            const auto& newest = alarms.front();
            const auto* const what =
                newest.kind == transparency::AlarmKind::unexplained ? "unexplained" : "fork";
            return {"witnesses", FindingState::bad, what, {{"origin", newest.origin}}};
        }
        const auto watch = watch_of(db);
        if (watch.witnesses == 0) {
            return {"witnesses", FindingState::attention, "none"};
        }
        const auto enough =
            identity ? transparency::find_quorum(db, identity->origin) : std::nullopt;
        if (!enough) {
            return {"witnesses", FindingState::attention, "never"};
        }
        const std::map<std::string, std::string> values{
            {"at", to_iso(enough->at).substr(0, 16) + 'Z'},
            {"missing", fmt::format("{}", fmt::join(watch.missing, ", "))}
        };
        const auto cosigning = watch.witnesses - watch.missing.size();
        if (cosigning < transparency::quorum_of(watch.witnesses)) {
            return {"witnesses", FindingState::attention, "too_few", values};
        }
        if (SystemClock().now() - enough->at > std::chrono::hours(1)) {
            return {"witnesses", FindingState::attention, "late", values};
        }
        return watch.missing.empty()
                   ? operations::Observation{"witnesses", FindingState::good, "watching", values}
                   : operations::Observation{
                         "witnesses", FindingState::attention, "missing", values
                     };
    });
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address == "localhost";
}

operations::Observation transport_finding(const Doors& doors) {
    using operations::FindingState;
    if (doors.tls) {
        return {"transport", FindingState::good, "tls"};
    }
    if (is_loopback(doors.address)) {
        return {"transport", FindingState::good, "loopback"};
    }
    return doors.trusted_proxies.empty()
               ? operations::Observation{"transport", FindingState::bad, "plain"}
               : operations::Observation{"transport", FindingState::attention, "proxy"};
}

operations::Observation certificate_of(const Doors& doors, Instant now) {
    if (!doors.tls) {
        return {"certificate", operations::FindingState::good, "not_here"};
    }
    const auto until = http::certificate_end(doors.tls->certificate);
    return until ? operations::certificate_finding(*until, now)
                 : operations::Observation{
                       "certificate", operations::FindingState::bad, "unreadable"
                   };
}

jobs::Reading reading_of(const Wiring& all) {
    return {all.catalog, [&all_people = all.house] {
                return all_people.database->read(accounts::all_people);
            }};
}

/// Tells every administrator by e-mail that a backup could not be restored.
void tell_of_failed_drill(
    const accounts::Services& people,
    const text::Catalog& catalog,
    record::Writing& w,
    const operations::Drill& drill
) {
    for (const auto& account : accounts::list_accounts(w.db())) {
        const bool administers =
            std::ranges::find(account.roles, accounts::Role::administrator) != account.roles.end();
        if (!administers || account.state != accounts::PersonState::active) {
            continue;
        }
        const auto reason = catalog.say(account.language, "error." + drill.outcome);
        const std::map<std::string, std::string> values{
            {"name", account.name}, {"backup", drill.backup}, {"reason", reason}
        };
        accounts::queue_mail(
            people,
            w,
            {
                .to = {account.name, account.email},
                .subject = catalog.say(account.language, "mail.drill_failed_subject"),
                .text = catalog.say(account.language, "mail.drill_failed_text", values),
            }
        );
    }
}

operations::Care care_of(const Wiring& all) {
    auto& house = all.house;
    return {
        house.backups,
        *house.database,
        *house.record,
        house.clock,
        house.random,
        house.place.location(),
        all_migrations(),
        house.place.scratch(),
        [&people = all.accounts, &catalog = all.catalog](auto& w, const auto& drill) {
            tell_of_failed_drill(people, catalog, w, drill);
        }
    };
}

rehearsal::Workshop workshop_of(const Wiring& all) {
    return {all.program, all.queue, all.settings.simulation_threads, all.accounts.key};
}

}  // namespace

std::optional<std::string> city_name(store::Database& database) {
    const auto city = database.read(program::find_city);
    return city.configured ? std::optional(city.name) : std::nullopt;
}

jobs::LocalTime city_time(store::Database& database) {
    return {
        [&database](Instant when) { return program::local_day(zone_of(database), when); },
        [&database](Date day, std::chrono::minutes clock) {
            return program::moment_of(zone_of(database), day, clock);
        },
    };
}

std::chrono::seconds pace_of_witnesses(store::Database& database, Instant now) {
    const auto city = database.read(program::find_city);
    const bool today =
        city.next_election && *city.next_election == program::local_day(city.time_zone, now);
    return today ? std::chrono::seconds(60) : std::chrono::minutes(15);
}

void tell_administrators(record::Writing& writing, const transparency::Alarm& alarm) {
    auto& db = writing.db();
    const auto newest = program::newest_notice(db);
    for (const auto& account : accounts::list_accounts(db)) {
        if (std::ranges::find(account.roles, accounts::Role::administrator) ==
            account.roles.end()) {
            continue;
        }
        program::put_into_inbox(
            db,
            {.id = {},
             .account = account.id.value,
             .kind = program::InboxKind::log_alarm,
             .object = {"log_alarm", alarm.id.value},
             .text = alarm.peer + ": " + alarm.origin,
             .at = writing.at()}
        );
    }
    const auto told = program::tell_readers(writing, record::Actor::belfry(), newest);
    check(told.has_value(), "telling administrators was refused");
}

std::vector<operations::Observation> examine(
    const Place& place, const Settings& settings, bool thorough
) {
    const SystemClock clock;
    const operations::Backups backups(place.backups());
    return operations::examine({
        .location = place.location(),
        .migrations = all_migrations(),
        .data = place.data,
        .key = place.key(),
        .clock = clock,
        .backups = backups,
        .thorough = thorough,
        .others = {
            mail_finding,
            accounts_finding,
            [&](store::Database& database) { return witness_finding(database, place); },
            [&](store::Database&) { return transport_finding(settings.doors); },
            [&](store::Database&) { return certificate_of(settings.doors, clock.now()); },
        },
    });
}

void add_jobs(const Wiring& all) {
    auto& queue = all.queue;
    auto& house = all.house;
    auto& people = all.accounts;
    const auto care = care_of(all);
    queue.add(operations::backup_job(care));
    queue.add(operations::drill_job(care));
    queue.add(transparency::round_job(all.witnesses));
    queue.add(simple("mail_delivery", [&people] {
        const auto delivery = accounts::deliver_due(people);
        return json::Object{{"sent", delivery.sent}, {"given_up", delivery.given_up}};
    }));
    queue.add(simple("session_cleanup", [&people] {
        accounts::drop_expired(people);
        return json::Object();
    }));

    rehearsal::add_jobs(workshop_of(all));

    queue.chore(15min, [&all_of = all.program] {
        program::queue_weekly_briefs(all_of, all_of.clock.now());
        program::remind_of_due_decisions(all_of, all_of.clock.now());
        public_records::execute_due({all_of, shelves()});
        public_records::remind({all_of, shelves()});
        release_packages::remind(all_of);
    });
    queue.chore(1min, [&people] {
        accounts::tell_of_failed_sign_ins(people);
        accounts::expire_accounts(people);
    });
    queue.chore(60min, [&people] { accounts::flag_dormant_accounts(people); });
    queue.chore(15min, [&people, &house, &catalog = all.catalog, &doors = all.settings.doors] {
        std::vector found{certificate_of(doors, house.clock.now())};
        if (const auto disk = operations::disk_finding(house.place.data)) {
            found.push_back(*disk);
        }
        operations::tell_of_trouble(people, catalog, found);
    });
    const auto backups_now = [&house] {
        return house.database->read(operations::backup_settings);
    };
    queue.repeat({"backup", {}, 24h, {}, [backups_now] {
                      return backup_rhythm(backups_now());
                  }});
    // One that was missed while the server was off is made up for.
    queue.repeat({"backup_drill", {}, 7 * 24h, {}, [backups_now] {
                      return drill_rhythm(backups_now());
                  }});
    queue.repeat({"session_cleanup", {.every = 60min}, 24h, [&house] {
                      return house.database->read([&](store::Connection& db) {
                          return accounts::count_expired(db, house.clock.now()) > 0;
                      });
                  }});
    queue.repeat({"mail_delivery", {.every = 1min}, 24h, [&house] {
                      return house.database->read([&](store::Connection& db) {
                          return accounts::mail_is_due(db, house.clock.now());
                      });
                  }});
}

void add_routes(http::Router& router, const Wiring& all) {
    const auto reading = reading_of(all);
    accounts::add_routes(router, all.accounts);
    program::add_routes(
        router,
        all.program,
        {rehearsal::finder()},
        {public_records::calendar_part(all.program), release_packages::calendar_part()}
    );
    city::add_routes(router, all.program);
    rehearsal::add_routes(router, workshop_of(all));
    jobs::add_routes(router, all.queue, reading);
    operations::add_routes(
        router,
        {
            all.house.backups,
            *all.house.database,
            *all.house.record,
            all.queue,
            reading,
            [&house = all.house, &settings = all.settings] {
                return examine(house.place, settings, false);
            },
            all.settings.version,
            std::make_shared<operations::DownloadLinks>(all.accounts.clock, all.accounts.random),
        }
    );
    portal::add_routes(router, *all.house.database, *all.house.record);
    transparency::add_log_routes(router, all.log_services, all.log);
    transparency::add_witness_routes(router, all.log_services, all.witnesses, {all.queue, reading});
    public_records::add_routes(router, {all.program, shelves()});
    release_packages::add_routes(
        router,
        {{all.program, shelves()},
         [](const http::Caller& caller, std::string_view kind) {
             return may_hear(caller, kind, {});
         },
         [&log = all.log] {
             log.refresh();
             return log.newest();
         },
         [&catalog = all.catalog,
          &clock = all.house.clock](store::Connection& db, const std::string& language) {
             const auto now = clock.now();
             return portal::offline_page(
                 portal::verify_words(portal::public_view(db, now, now), catalog, language)
             );
         }}
    );
    add_service_routes(router, all);
}

}  // namespace belfry::web
