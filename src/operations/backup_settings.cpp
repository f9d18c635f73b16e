#include "operations/backup_settings.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "accounts/columns.hpp"
#include "accounts/who_changed.hpp"

namespace belfry::operations {

namespace {

constexpr std::size_t most_recipients = 20;
constexpr int least_kept = 2;
constexpr int most_kept = 400;
constexpr std::chrono::minutes day{24 * 60};

std::vector<std::string> texts_in(std::string_view column) {
    std::vector<std::string> out;
    const auto value = json::parse(column);
    check(value && value->is_array(), "a column of recipients holds something else");
    for (const auto& each : value->get_array()) {
        out.emplace_back(each.as_string());
    }
    return out;
}

/// `02:30`
std::optional<std::chrono::minutes> time_of_day(std::string_view text) {
    const auto digit = [&](std::size_t i) {
        return text[i] >= '0' && text[i] <= '9';
    };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
        return {};
    }
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (hours > 23 || minutes > 59) {
        return {};
    }
    return std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

std::vector<Refusal::Problem> problems_of(const BackupSettingsChange& change) {
    std::vector<Refusal::Problem> problems;
    if (change.recipients.size() > most_recipients) {
        problems.push_back({"recipients", "too_many_recipients", "Name at most 20 recipients.", {}}
        );
    }
    for (std::size_t i = 0; i < change.recipients.size(); ++i) {
        if (!crypto::age_recipient(change.recipients[i])) {
            problems.push_back(
                {"recipients",
                 "not_a_recipient",
                 fmt::format("Line {} is no age recipient: it begins with age1.", i + 1),
                 {{"line", std::to_string(i + 1)}}}
            );
            break;
        }
    }
    if (!time_of_day(change.at)) {
        problems.push_back({"at", "not_a_time", "Give a time of day such as 02:30.", {}});
    }
    if (change.keep < least_kept || change.keep > most_kept) {
        problems.push_back({"keep", "not_a_number_to_keep", "Give a number from 2 to 400.", {}});
    }
    return problems;
}

void save(store::Connection& db, const BackupSettings& settings) {
    db.execute("DELETE FROM backup_settings WHERE id = 1");
    db.execute(
        "INSERT INTO backup_settings (id, recipients, at, keep, drill_on, revision)"
        " VALUES (1, $1, $2, $3, $4, $5)",
        boost::json::serialize(json::write(settings.recipients)),
        settings.at,
        settings.keep,
        json::name_of(settings.drill_on),
        settings.revision
    );
}

}  // namespace

BackupSettings backup_settings(store::Connection& db) {
    return db
        .query_one(
            "SELECT recipients, at, keep, drill_on, revision FROM backup_settings WHERE id = 1",
            [](const store::Row& row) {
                return BackupSettings{
                    texts_in(row.text(0)),
                    row.get<std::string>(1),
                    row.get<int>(2),
                    accounts::named_at<Weekday>(row, 3),
                    row.integer(4)
                };
            }
        )
        .value_or(BackupSettings());
}

Recipients recipients_of(const BackupSettings& settings) {
    Recipients out;
    for (const auto& text : settings.recipients) {
        const auto recipient = crypto::age_recipient(text);
        check(recipient.has_value(), "a recipient that was taken is one");
        out.push_back(*recipient);
    }
    return out;
}

jobs::Rhythm backup_rhythm(const BackupSettings& settings) {
    return {.at = time_of_day(settings.at).value()};
}

jobs::Rhythm drill_rhythm(const BackupSettings& settings) {
    constexpr std::chrono::minutes later{90};
    return {
        .on = std::chrono::weekday(static_cast<unsigned>(settings.drill_on)),
        .at = (time_of_day(settings.at).value() + later) % day,
    };
}

Result<BackupSettings> change_backup_settings(
    store::Database& database,
    record::Record& record,
    const accounts::Acting& by,
    const BackupSettingsChange& change,
    std::optional<record::Revision> based_on
) {
    if (auto problems = problems_of(change); !problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return accounts::saying_who(database, [&] {
        return record.write(
            {by.actor(), "backup_settings.update", {"backup_settings", 1}, based_on},
            [&](record::Writing& w) -> Result<BackupSettings> {
                const BackupSettings now{
                    change.recipients, change.at, change.keep, change.drill_on, w.revision()
                };
                save(w.db(), now);
                w.set("recipients", now.recipients);
                w.set("at", now.at);
                w.set("keep", now.keep);
                w.set("drill_on", now.drill_on);
                return now;
            }
        );
    });
}

}  // namespace belfry::operations
