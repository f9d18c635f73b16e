#include "operations/operations_routes.hpp"

namespace belfry::operations {

namespace {

using http::Access;

void add_backup_routes(http::Router& router, const Services& services) {
    router.add(http::list<Backup>(
        "/api/v1/backups",
        Access::needs("backups_manage"),
        "The backups that are kept, newest first.",
        [services](const http::Call&) -> Result<http::Listing<Backup>> {
            return http::Listing<Backup>{services.backups.list(), {}};
        }
    ));
    router.add(http::without_body<jobs::Job>(
        http::Method::post,
        "/api/v1/backups",
        Access::needs("backups_manage"),
        "Makes a backup; the answer is the job that does it.",
        [services](const http::Call& call) -> Result<jobs::Job> {
            const auto job = services.jobs.enqueue("backup", json::Object(), call.caller.account);
            if (!job) {
                return std::unexpected(job.error());
            }
            const auto& reading = services.reading;
            return jobs::shown(*job, reading.catalog, reading.people(), call.caller.language);
        }
    ));
    http::Route file{
        http::Method::get,
        "/api/v1/backups/{name:text}",
        Access::needs("backups_manage"),
        "A backup as a file: everything that Belfry knows.",
        [services](const http::Call& call) -> http::Response {
            const auto found = services.backups.find(call.text("name"));
            if (!found) {
                return http::problem_response(refuse(
                                                  Refusal::Kind::not_found,
                                                  "no_such_backup",
                                                  "There is no backup of that name."
                )
                                                  .error());
            }
            auto answer = http::download({}, "application/octet-stream", call.text("name"));
            answer.body = http::FileBody{*found};
            return answer;
        }
    };
    file.output_type = "application/octet-stream";
    router.add(std::move(file));
}

}  // namespace

jobs::Kind backup_job(const Backups& backups, store::Database& database, const Clock& clock) {
    return {"backup", true, [&backups, &database, &clock](jobs::Work& work) -> Result<json::Value> {
                work.progress(0, 1);
                auto made = backups.make(database, clock.now());
                backups.prune(backups_kept);
                work.progress(1, 1);
                return json::write(made);
            }};
}

void add_routes(http::Router& router, const Services& services) {
    add_backup_routes(router, services);
    router.add(http::get<Status>(
        "/api/v1/administration/status",
        Access::needs("settings_edit"),
        "How Belfry is: database, record, disk, backups, clock, mail.",
        [services](const http::Call& call) -> Result<Status> {
            Status status{{}, services.version};
            for (const auto& observation : services.examine()) {
                status.findings.push_back(
                    said(observation, services.reading.catalog, call.caller.language)
                );
            }
            return status;
        }
    ));
}

}  // namespace belfry::operations
