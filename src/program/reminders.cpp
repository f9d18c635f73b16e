#include "program/reminders.hpp"

#include "program/city_store.hpp"
#include "program/decision_notices.hpp"
#include "program/decision_store.hpp"
#include "program/inbox_store.hpp"
#include "program/local_time.hpp"
#include "program/short_mail.hpp"

namespace belfry::program {

namespace {

constexpr int days_ahead = 2;

Notice reminder(const Decision& decision, std::int64_t account, Instant at) {
    return {
        .id = {},
        .account = account,
        .kind = InboxKind::decision_due,
        .actor = 0,
        .object = {"decision", decision.id.value},
        .text = decision.title,
        .at = at
    };
}

/// Who is to be reminded of what and has not been yet.
std::vector<Notice> due_reminders(store::Connection& db, Instant now) {
    const auto today = local_day(find_city(db).time_zone, now);
    std::vector<Notice> notices;
    for (const auto& decision : list_decisions(db, DecisionView::waiting, 0)) {
        if (!decision.due || days_between(today, *decision.due) > days_ahead) {
            continue;
        }
        for (const auto account : deciders(db, decision)) {
            auto notice = reminder(decision, account, now);
            if (!last_told(db, notice)) {
                notices.push_back(std::move(notice));
            }
        }
    }
    return notices;
}

}  // namespace

std::size_t remind_of_due_decisions(const Services& services, Instant now) {
    const auto find = [&](store::Connection& db) {
        return due_reminders(db, now);
    };
    if (services.database.read(find).empty()) {
        return 0;
    }
    const record::Deed deed{
        .actor = record::Actor::belfry(), .action = "decision.remind", .object = {"reminder", 0}
    };
    return services.record
        .write(
            deed,
            [&](record::Writing& writing) -> Result<std::size_t> {
                const auto notices = find(writing.db());
                const auto told = newest_notice(writing.db());
                for (const auto& notice : notices) {
                    put_into_inbox(writing.db(), notice);
                    send_short_mail(
                        services,
                        writing,
                        notice.account,
                        {"mail.decision_due_subject", "mail.decision_due_text"}
                    );
                }
                if (auto heard = tell_readers(writing, deed.actor, told); !heard) {
                    return std::unexpected(heard.error());
                }
                return notices.size();
            }
        )
        .value();
}

}  // namespace belfry::program
