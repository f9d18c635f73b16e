#include "program/weekly_mail.hpp"

#include "accounts/account_store.hpp"
#include "accounts/permission.hpp"
#include "program/city_store.hpp"
#include "program/local_time.hpp"
#include "program/quiet_hours.hpp"
#include "program/week_view.hpp"
#include "program/weekly_brief.hpp"

namespace belfry::program {

namespace {

constexpr std::chrono::minutes brief_clock{7 * 60};
constexpr auto brief_window = std::chrono::hours(36);

Date monday_of(Date day) {
    const std::chrono::weekday weekday{std::chrono::sys_days(day)};
    return plus_days(day, 1 - static_cast<int>(weekday.iso_encoding()));
}

bool was_sent(store::Connection& db, Id<accounts::Account> account, Date week) {
    return db.value<std::int64_t>(
                 "SELECT count(*) FROM weekly_brief WHERE account = $1 AND week = $2",
                 account,
                 to_iso(week)
           )
               .value_or(0) > 0;
}

std::vector<accounts::Account> readers(store::Connection& db, const City& city, Instant now) {
    const auto week = monday_of(local_day(city.time_zone, now));
    auto all = accounts::list_accounts(db);
    std::erase_if(all, [&](const accounts::Account& account) {
        return !reads_mail(account) || !account.weekly_brief ||
               !accounts::may(account.roles, "program_see") ||
               is_quiet(account, city.time_zone, now) || was_sent(db, account.id, week);
    });
    return all;
}

Brief brief_for(const Services& services, const accounts::Account& reader, const City& city) {
    const Words words(services.catalog, reader.language);
    const auto may = accounts::permissions_of(reader.roles);
    const Decider who{
        reader.id.value, may.contains("decisions_answer"), may.contains("decisions_be_asked")
    };
    const auto week = this_week(services, {who, words});
    const auto url = services.database.read(services.public_url);
    return weekly_brief(week, {reader.name, city.name, url, city.fictional}, words);
}

/// Refuses (and so undoes) where Belfry sends no mail or the brief was sent meanwhile.
Result<void> queue_one(
    const Services& services, const accounts::Account& reader, const Brief& brief, Date week
) {
    const record::Deed deed{
        .actor = record::Actor::belfry(),
        .action = "weekly_brief.send",
        .object = {"weekly_brief", reader.id.value}
    };
    return services.record.write(deed, [&](record::Writing& writing) -> Result<void> {
        const accounts::OutgoingMail mail{
            .to = {reader.name, reader.email},
            .subject = brief.subject,
            .text = brief.text,
            .html = brief.html
        };
        if (was_sent(writing.db(), reader.id, week) || !services.queue_mail(writing, mail)) {
            return refuse(Refusal::Kind::conflict, "not_sent", "The brief is not sent.");
        }
        writing.db().execute(
            "INSERT INTO weekly_brief (account, week) VALUES ($1, $2)", reader.id, to_iso(week)
        );
        return {};
    });
}

}  // namespace

std::size_t queue_weekly_briefs(const Services& services, Instant now) {
    const auto city = services.database.read(find_city);
    const auto week = monday_of(local_day(city.time_zone, now));
    const auto from = moment_of(city.time_zone, week, brief_clock);
    if (!city.configured || now < from || now > from + brief_window) {
        return 0;
    }
    const auto people =
        services.database.read([&](store::Connection& db) { return readers(db, city, now); });
    std::size_t queued = 0;
    for (const auto& reader : people) {
        if (queue_one(services, reader, brief_for(services, reader, city), week)) {
            ++queued;
        }
    }
    return queued;
}

}  // namespace belfry::program
