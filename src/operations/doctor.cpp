#include "operations/doctor.hpp"

#include <array>

#include <fmt/format.h>

namespace belfry::operations {

namespace {

constexpr std::uintmax_t mega = 1'000'000;

Observation database_finding(const Patient& patient) {
    const bool sqlite = patient.database.engine() == store::Engine::sqlite;
    if (sqlite && patient.thorough) {
        const auto said = patient.database.read([](store::Connection& db) {
            return db.query("PRAGMA quick_check(1)", [](const store::Row& row) {
                return row.get<std::string>(0);
            });
        });
        if (said != std::vector<std::string>{"ok"}) {
            return {"database", FindingState::bad, "damaged"};
        }
    }
    return {"database", FindingState::good, sqlite ? "sqlite" : "postgres"};
}

Observation record_finding(const Patient& patient) {
    if (!patient.thorough) {
        const auto head = patient.record.head();
        return {"record", FindingState::good, "size", {{"entries", std::to_string(head.size)}}};
    }
    const auto head = patient.record.verify();
    if (!head) {
        return {"record", FindingState::bad, "broken", {{"reason", head.error().summary}}};
    }
    return {"record", FindingState::good, "verified", {{"entries", std::to_string(head->size)}}};
}

Observation clock_finding(const Patient& patient) {
    const auto newest = patient.record.activity(std::nullopt, 1);
    constexpr std::chrono::minutes tolerance{5};
    if (!newest.empty() && newest.front().at > patient.clock.now() + tolerance) {
        return {"clock", FindingState::bad, "behind", {{"last", to_iso(newest.front().at)}}};
    }
    return {"clock", FindingState::good, "plausible"};
}

Observation folder_finding(const Patient& patient) {
    using std::filesystem::perms;
    const auto given = std::filesystem::status(patient.data).permissions();
    const bool open_to_others = (given & perms::others_all) != perms::none;
    return {
        "folder",
        open_to_others ? FindingState::attention : FindingState::good,
        open_to_others ? "open" : "closed",
        {{"folder", patient.data.string()}}
    };
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

Observation backup_finding(const std::vector<Backup>& backups, Instant now) {
    if (backups.empty()) {
        return {"backup", FindingState::attention, "none"};
    }
    // Made each night: after two without one somebody should look.
    constexpr std::chrono::hours stale{50};
    const auto& newest = backups.front();
    const bool old = now - newest.at > stale;
    return {
        "backup",
        old ? FindingState::attention : FindingState::good,
        old ? "old" : "fresh",
        {{"at", to_iso(newest.at).substr(0, 16) + 'Z'},
         {"size", size_text(static_cast<std::uintmax_t>(newest.size))}}
    };
}

std::vector<Observation> examine(const Patient& patient) {
    std::vector<Observation> found{
        database_finding(patient),
        record_finding(patient),
        disk_finding(std::filesystem::space(patient.data).available),
        backup_finding(patient.backups.list(), patient.clock.now()),
        clock_finding(patient),
        folder_finding(patient),
    };
    for (const auto& look : patient.others) {
        found.push_back(look());
    }
    return found;
}

Finding said(
    const Observation& observation, const text::Catalog& catalog, std::string_view language
) {
    const auto key = "finding." + observation.key;
    return {
        observation.key,
        catalog.say(language, key),
        observation.state,
        catalog.say(language, key + '.' + observation.detail, observation.values)
    };
}

}  // namespace belfry::operations
