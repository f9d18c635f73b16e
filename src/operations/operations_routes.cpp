#include "operations/operations_routes.hpp"

#include "operations/backup_settings.hpp"

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
    router.add(jobs::begins_a_job(
        {"/api/v1/backups",
         Access::needs("backups_manage"),
         "Makes a backup; the answer is the job that does it.",
         "backup"},
        services.jobs,
        services.reading
    ));
}

/// Where a backup is to be fetched, once, by following a link.
struct DownloadAddress {
    std::string address;
};
BOOST_DESCRIBE_STRUCT(DownloadAddress, (), (address))

std::unexpected<Refusal> no_such_backup() {
    return refuse(Refusal::Kind::not_found, "no_such_backup", "There is no backup of that name.");
}

/// The record keeps who took everything that Belfry knows with them.
Result<DownloadAddress> allow_download(const Services& services, const http::Call& call) {
    const auto& name = call.text("name");
    if (!services.backups.find(name)) {
        return no_such_backup();
    }
    const record::Deed deed{
        record::Actor::account(call.caller.account), "backup.download", {"backup"}
    };
    auto noted = services.record.write(deed, [&](record::Writing& w) -> Result<void> {
        w.set("name", name);
        return {};
    });
    if (!noted) {
        return std::unexpected(noted.error());
    }
    const auto secret = services.downloads->make({name, call.caller.session});
    return DownloadAddress{"/api/v1/backup-downloads/" + secret};
}

http::Response download(const Services& services, const http::Call& call) {
    if (call.request.method == http::Method::head) {
        return http::download({}, "application/octet-stream", "backup");  // the link stays good
    }
    const auto name = services.downloads->use(call.text("link"), call.caller.session);
    if (!name) {
        const auto dead = refuse(
            Refusal::Kind::not_found, "link_dead", "This link was used already or has expired."
        );
        return http::problem_response(dead.error());
    }
    const auto found = services.backups.find(*name);
    if (!found) {
        return http::problem_response(no_such_backup().error());
    }
    auto answer = http::download({}, "application/octet-stream", *name);
    answer.body = http::FileBody{*found};
    return answer;
}

void add_download_routes(http::Router& router, const Services& services) {
    router.add(http::without_body<DownloadAddress>(
        http::Method::post,
        "/api/v1/backups/{name:text}/download",
        Access::needs("backups_manage").with_fresh_proof(),
        "Gives an address at which a backup can be fetched once, within a minute.",
        [services](const http::Call& call) { return allow_download(services, call); }
    ));
    http::Route file{
        http::Method::get,
        "/api/v1/backup-downloads/{link:text}",
        Access::needs("backups_manage"),
        "A backup as a file: everything that Belfry knows.",
        [services](const http::Call& call) {
            return download(services, call);
        }
    };
    file.output_type = "application/octet-stream";
    router.add(std::move(file));
}

void add_drill_routes(http::Router& router, const Services& services) {
    router.add(http::list<Drill>(
        "/api/v1/backup-drills",
        Access::needs("backups_manage"),
        "What came of restoring backups into an empty place, newest first.",
        [services](const http::Call&) -> Result<http::Listing<Drill>> {
            constexpr std::int64_t most = 60;
            return http::Listing<Drill>{
                services.database.read([](store::Connection& db) { return list_drills(db, most); }),
                {}
            };
        }
    ));
    router.add(jobs::begins_a_job(
        {"/api/v1/backup-drills",
         Access::needs("backups_manage"),
         "Restores the newest backup into an empty place and looks; the answer is the job.",
         "backup_drill"},
        services.jobs,
        services.reading
    ));
}

Result<http::Versioned<BackupSettings>> versioned(const Result<BackupSettings>& settings) {
    if (!settings) {
        return std::unexpected(settings.error());
    }
    return http::Versioned<BackupSettings>{*settings, settings->revision};
}

accounts::Acting acting(const http::Call& call) {
    return {.id = call.caller.account, .name = {}, .language = call.caller.language, .address = {}};
}

void add_settings_routes(http::Router& router, const Services& services) {
    router.add(http::get<http::Versioned<BackupSettings>>(
        "/api/v1/backup-settings",
        Access::needs("backups_manage"),
        "When backups are made and tried, how many are kept, and whom they are encrypted to.",
        [services](const http::Call&) { return versioned(services.database.read(backup_settings)); }
    ));
    router.add(http::put<BackupSettingsChange, http::Versioned<BackupSettings>>(
        "/api/v1/backup-settings",
        Access::needs("backups_manage").with_fresh_proof(),
        "Changes that; the record keeps who did.",
        [services](const http::Call& call, const BackupSettingsChange& change) {
            return versioned(change_backup_settings(
                services.database, services.record, acting(call), change, call.based_on()
            ));
        }
    ));
}

std::unexpected<Refusal> no_room() {
    return refuse(
        Refusal::Kind::conflict,
        "no_room_for_backup",
        "There is no room for a backup. Make room on the server's disk, or keep fewer backups, and"
        " make one again. The earlier ones are as they were."
    );
}

/// Makes a backup, and lets the oldest go.
Result<Backup> made(const Care& care, const BackupSettings& settings, const TryCopy& look = {}) {
    try {
        auto backup = care.backups.make(
            care.database, care.clock.now(), recipients_of(settings), care.random, look
        );
        care.backups.prune(static_cast<std::size_t>(settings.keep));
        return backup;
    } catch (const store::DiskFull&) {
        return no_room();
    }
}

/// Tries the newest backup where it can be opened, else one that is made for it.
Result<Drill> tried(const Care& care, const BackupSettings& settings) {
    Drill drill;
    const auto look = [&](const Backup& backup, const std::filesystem::path& copy) {
        drill =
            restore_for_drill(care.location, copy, care.migrations, care.scratch, &care.database);
        drill.backup = backup.name;
    };
    const auto all = care.backups.list();
    if (all.empty() || all.front().encrypted || !settings.recipients.empty()) {
        if (auto backup = made(care, settings, look); !backup) {
            return std::unexpected(backup.error());
        }
        return drill;
    }
    const auto file = care.backups.folder() / all.front().name;
    if (const auto whole = check_backup(file); !whole) {
        drill.backup = all.front().name;
        drill.outcome = whole.error().code;
        return drill;
    }
    look(all.front(), file);
    return drill;
}

}  // namespace

jobs::Kind backup_job(const Care& care) {
    return {"backup", true, [care](jobs::Work& work) -> Result<json::Value> {
                const auto settings = care.database.read(backup_settings);
                work.progress(0, 1);
                const auto backup = made(care, settings);
                if (!backup) {
                    return std::unexpected(backup.error());
                }
                work.progress(1, 1);
                return json::write(*backup);
            }};
}

jobs::Kind drill_job(const Care& care) {
    return {"backup_drill", true, [care](jobs::Work& work) -> Result<json::Value> {
                work.progress(0, 1);
                const auto settings = care.database.read(backup_settings);
                const auto outcome = tried(care, settings);
                if (!outcome) {
                    return std::unexpected(outcome.error());
                }
                const auto drill = note_drill(care.record, *outcome, care.alarm);
                work.progress(1, 1);
                if (!drill.good()) {
                    return refuse(
                        Refusal::Kind::conflict,
                        "drill_failed",
                        "The backup could not be restored. Status and the list of drills say more."
                    );
                }
                return json::write(drill);
            }};
}

void add_routes(http::Router& router, const Services& services) {
    add_backup_routes(router, services);
    add_download_routes(router, services);
    add_drill_routes(router, services);
    add_settings_routes(router, services);
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
