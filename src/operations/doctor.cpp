#include "operations/doctor.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <sys/timex.h>

#include "accounts/key_file.hpp"
#include "accounts/sealed_values.hpp"
#include "operations/plain_place.hpp"
#include "record/ledger.hpp"
#include "record/verify.hpp"
#include "store/durable_file.hpp"
#include "store/examine.hpp"

namespace belfry::operations {

namespace {

constexpr std::uintmax_t mega = 1'000'000;

Observation from_store(const store::Finding& finding) {
    using Level = store::Finding::Level;
    const auto state = finding.level == Level::good      ? FindingState::good
                       : finding.level == Level::warning ? FindingState::attention
                                                         : FindingState::bad;
    return {finding.subject, state, finding.code, finding.values};
}

Observation record_finding(store::Connection& db, bool thorough) {
    if (!thorough) {
        const auto size = record::read_head(db).frontier.size;
        return {"record", FindingState::good, "size", {{"entries", std::to_string(size)}}};
    }
    const auto head = record::verify_log(db);
    if (!head) {
        return {"record", FindingState::bad, "broken", {{"reason", head.error().summary}}};
    }
    return {"record", FindingState::good, "verified", {{"entries", std::to_string(head->size)}}};
}

std::optional<Instant> newest_entry(store::Connection& db) {
    const auto newest = record::activity_before(db, std::nullopt, 1);
    return newest.empty() ? std::nullopt : std::optional(newest.front().at);
}

Observation newest_backup_finding(const Patient& patient) {
    const auto backups = patient.backups.list();
    if (patient.thorough && !backups.empty()) {
        const auto& name = backups.front().name;
        if (!check_backup(patient.backups.folder() / name)) {
            return {"backup", FindingState::bad, "damaged", {{"name", name}}};
        }
    }
    return backup_finding(backups, patient.clock.now());
}

/// What can only be seen where the data can be read.
void examine_content(const Patient& patient, std::vector<Observation>& found) {
    const auto database = store::open_to_read(patient.location);
    database->reading([&](store::Connection& db) {
        found.push_back(record_finding(db, patient.thorough));
        found.push_back(clock_finding(newest_entry(db), patient.clock.now()));
        found.push_back(drill_finding(list_drills(db, 1), patient.clock.now()));
    });
    found.push_back(key_finding(*database, patient));
    for (const auto& look : patient.others) {
        found.push_back(look(*database));
    }
}

bool has_any(const std::filesystem::path& file, std::filesystem::perms rights) {
    std::error_code absent;
    const auto status = std::filesystem::status(file, absent);
    return std::filesystem::exists(status) &&
           (status.permissions() & rights) != std::filesystem::perms::none;
}

/// A file with the city's data that others than its owner may touch.
std::optional<std::filesystem::path> loose_file(const Patient& patient) {
    using std::filesystem::perms;
    std::vector<std::filesystem::path> files{patient.key};
    if (patient.location.engine == store::Engine::sqlite) {
        for (const std::string_view part : {"", "-wal", "-shm"}) {
            files.push_back(store::with_ending(patient.location.file, part));
        }
    }
    for (const auto& backup : patient.backups.list()) {
        files.push_back(patient.backups.folder() / backup.name);
    }
    const auto loose = std::ranges::find_if(files, [](const auto& file) {
        return has_any(file, perms::group_all | perms::others_all);
    });
    return loose == files.end() ? std::nullopt : std::optional(*loose);
}

}  // namespace

std::string size_text(std::uintmax_t bytes) {
    constexpr std::array units{"bytes", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    constexpr double thousand = 1000;
    while (value >= thousand && unit + 1 < units.size()) {
        value /= thousand;
        ++unit;
    }
    return fmt::format(fmt::runtime(unit == 0 ? "{:.0f} {}" : "{:.1f} {}"), value, units.at(unit));
}

Observation disk_finding(std::uintmax_t free_bytes) {
    const std::map<std::string, std::string> values{{"free", size_text(free_bytes)}};
    if (free_bytes < 100 * mega) {
        return {"disk", FindingState::bad, "full", values};
    }
    if (free_bytes < 1000 * mega) {
        return {"disk", FindingState::attention, "low", values};
    }
    return {"disk", FindingState::good, "enough", values};
}

std::optional<Observation> disk_finding(const std::filesystem::path& folder) {
    std::error_code unknown;
    const auto space = std::filesystem::space(folder, unknown);
    return unknown ? std::nullopt : std::optional(disk_finding(space.available));
}

Observation backup_finding(const std::vector<Backup>& backups, Instant now) {
    if (backups.empty()) {
        return {"backup", FindingState::attention, "none"};
    }
    // Made each night: after two without one somebody should look.
    constexpr std::chrono::hours stale{50};
    const auto& newest = backups.front();
    const bool old = now - newest.at > stale;
    const auto* const detail = old ? "old" : newest.encrypted ? "fresh" : "plain";
    return {
        "backup",
        newest.encrypted && !old ? FindingState::good : FindingState::attention,
        detail,
        {{"at", to_iso(newest.at).substr(0, 16) + 'Z'},
         {"size", size_text(static_cast<std::uintmax_t>(newest.size))}}
    };
}

Observation clock_finding(std::optional<Instant> newest, Instant now) {
    constexpr std::chrono::minutes tolerance{5};
    // A running Belfry writes each night. Longer than this, it stood still or the clock is wrong.
    constexpr std::chrono::days silence{30};
    if (!newest) {
        return {"clock", FindingState::good, "plausible"};
    }
    const std::map<std::string, std::string> values{
        {"last", to_iso(*newest).substr(0, 16)}, {"now", to_iso(now).substr(0, 16)}
    };
    if (*newest > now + tolerance) {
        return {"clock", FindingState::bad, "behind", values};
    }
    if (now - *newest > silence) {
        return {"clock", FindingState::attention, "ahead", values};
    }
    return {"clock", FindingState::good, "plausible"};
}

Observation drill_finding(const std::vector<Drill>& newest, Instant now) {
    // Made each week: a day later somebody should look.
    constexpr std::chrono::hours stale{24 * 8 + 2};
    if (newest.empty()) {
        return {"drill", FindingState::attention, "none"};
    }
    const auto& drill = newest.front();
    const std::map<std::string, std::string> values{
        {"at", to_iso(drill.at).substr(0, 16) + 'Z'},
        {"name", drill.backup},
        {"entries", std::to_string(drill.entries)},
        {"reason", drill.outcome}
    };
    if (!drill.good()) {
        return {"drill", FindingState::bad, "failed", values};
    }
    const bool late = now - drill.at > stale;
    return {
        "drill",
        late ? FindingState::attention : FindingState::good,
        late ? "late" : "restored",
        values
    };
}

Observation time_sync_finding() {
    ::timex about{};
    const int state = ::adjtimex(&about);
    const bool kept = state >= 0 && state != TIME_ERROR && (about.status & STA_UNSYNC) == 0;
    return {
        "time_sync", kept ? FindingState::good : FindingState::attention, kept ? "kept" : "alone"
    };
}

Observation certificate_finding(Instant until, Instant now) {
    constexpr std::chrono::days soon{30};
    const std::map<std::string, std::string> values{{"date", to_iso(until).substr(0, 10)}};
    if (until <= now) {
        return {"certificate", FindingState::bad, "over", values};
    }
    return {
        "certificate",
        until - now < soon ? FindingState::attention : FindingState::good,
        until - now < soon ? "soon" : "valid",
        values
    };
}

Observation rights_finding(const Patient& patient) {
    const bool open = has_any(patient.data, std::filesystem::perms::others_all);
    if (const auto file = loose_file(patient)) {
        return {
            "folder",
            open ? FindingState::bad : FindingState::attention,
            "file_open",
            {{"file", file->string()}}
        };
    }
    return {
        "folder",
        open ? FindingState::attention : FindingState::good,
        open ? "open" : "closed",
        {{"folder", patient.data.string()}}
    };
}

Observation plain_copies_finding(const Patient& patient) {
    auto left = forgotten_places(patient.data);
    std::ranges::copy(forgotten_places(patient.backups.folder()), std::back_inserter(left));
    if (left.empty()) {
        return {"plain_copies", FindingState::good, "none"};
    }
    return {
        "plain_copies",
        FindingState::attention,
        "left",
        {{"count", std::to_string(left.size())}, {"file", left.front().string()}}
    };
}

Observation key_finding(store::Database& database, const Patient& patient) {
    const std::map<std::string, std::string> values{{"file", patient.key.string()}};
    const auto fit = [&](const crypto::SealingKey& key) {
        return database.read([&](store::Connection& db) { return accounts::try_key(db, key); });
    };
    if (!std::filesystem::exists(patient.key)) {
        const bool needed = fit({}) != accounts::KeyFit::nothing_sealed;
        return {
            "key",
            needed ? FindingState::bad : FindingState::attention,
            needed ? "missing" : "none_yet",
            values
        };
    }
    SystemRandom random;
    const auto key = accounts::open_key_file(patient.key, random);
    if (!key) {
        return {"key", FindingState::bad, key.error().code, values};
    }
    if (fit(*key) == accounts::KeyFit::does_not_open) {
        return {"key", FindingState::bad, "other", values};
    }
    const auto made = std::filesystem::last_write_time(patient.key);
    const auto since = patient.clock.now() - std::chrono::file_clock::to_sys(made);
    if (since >= key_life) {
        return {"key", FindingState::attention, "old", values};
    }
    return {"key", FindingState::good, "fits", values};
}

std::vector<Observation> examine(const Patient& patient) {
    const auto data = store::examine(patient.location, patient.migrations, patient.thorough);
    std::vector<Observation> found;
    std::ranges::transform(data, std::back_inserter(found), from_store);
    if (const auto disk = disk_finding(patient.data)) {
        found.push_back(*disk);
    }
    found.push_back(time_sync_finding());
    found.push_back(newest_backup_finding(patient));
    found.push_back(rights_finding(patient));
    found.push_back(plain_copies_finding(patient));
    const bool readable = std::ranges::any_of(data, [](const store::Finding& finding) {
        return finding.subject == "layout" && finding.level == store::Finding::Level::good;
    });
    if (readable) {
        try {
            examine_content(patient, found);
        } catch (const store::SqlError& failure) {
            std::erase_if(found, [](const auto& each) { return each.key == "database"; });
            found.push_back(
                {"database", FindingState::bad, "unreadable", {{"reason", failure.what()}}}
            );
        }
    }
    return found;
}

Finding said(
    const Observation& observation, const text::Catalog& catalog, std::string_view language
) {
    const auto key = "finding." + observation.key;
    const auto sentence = key + '.' + observation.detail;
    const auto count = observation.values.find("count");
    return {
        observation.key,
        catalog.say(language, key),
        observation.state,
        count == observation.values.end()
            ? catalog.say(language, sentence, observation.values)
            : catalog.say_count(language, sentence, std::stoll(count->second), observation.values)
    };
}

}  // namespace belfry::operations
