#include "program/waiting_notices.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "program/short_mail.hpp"

namespace belfry::program {

namespace {

struct Difference {
    std::vector<Notice> missing;
    std::vector<Notice> settled;
};

bool is_same(const Notice& a, const Notice& b) {
    return std::tie(a.account, a.kind, a.object) == std::tie(b.account, b.kind, b.object);
}

bool is_among(const std::vector<Notice>& notices, const Notice& one) {
    return std::ranges::any_of(notices, [&](const Notice& each) { return is_same(each, one); });
}

std::vector<Notice> standing(store::Connection& db, const WaitingLines& lines) {
    std::vector<Notice> out;
    for (const auto kind : lines.kinds) {
        for (auto& notice : list_notices(db, kind)) {
            if (!lines.object || notice.object == *lines.object) {
                out.push_back(std::move(notice));
            }
        }
    }
    return out;
}

Difference difference(
    store::Connection& db, const WaitingLines& lines, const std::vector<Notice>& wanted
) {
    Difference out;
    const auto there = standing(db, lines);
    for (const auto& notice : wanted) {
        const bool nobody = notice.account == 0 || notice.account == notice.actor;
        if (!nobody && !is_among(there, notice) && !is_among(out.missing, notice)) {
            out.missing.push_back(notice);
        }
    }
    std::ranges::copy_if(there, std::back_inserter(out.settled), [&](const Notice& notice) {
        return !is_among(wanted, notice);
    });
    return out;
}

}  // namespace

bool inboxes_differ(
    store::Connection& db, const WaitingLines& lines, const std::vector<Notice>& wanted
) {
    const auto found = difference(db, lines, wanted);
    return !found.missing.empty() || !found.settled.empty();
}

void keep_waiting(
    const Services& services,
    record::Writing& writing,
    const WaitingLines& lines,
    const std::vector<Notice>& wanted
) {
    auto& db = writing.db();
    auto found = difference(db, lines, wanted);
    for (auto& notice : found.missing) {
        notice.at = writing.at();
        put_into_inbox(db, notice);
        const auto kind = json::name_of(notice.kind);
        send_short_mail(
            services,
            writing,
            notice.account,
            {fmt::format("mail.{}_subject", kind), fmt::format("mail.{}_text", kind)}
        );
    }
    // Not before: a number that becomes free would be given to one of the new.
    for (const auto& notice : found.settled) {
        remove_notice(db, notice.id);
    }
}

bool keep_waiting(
    const Services& services,
    const WaitingLines& lines,
    const std::function<std::vector<Notice>(store::Connection&)>& find
) {
    const bool differ = services.database.read([&](store::Connection& db) {
        return inboxes_differ(db, lines, find(db));
    });
    if (!differ) {
        return false;
    }
    const record::Deed deed{
        .actor = record::Actor::belfry(), .action = "reminder.keep", .object = {"reminder", 0}
    };
    services.record
        .write(
            deed,
            [&](record::Writing& writing) -> Result<void> {
                const auto told = newest_notice(writing.db());
                keep_waiting(services, writing, lines, find(writing.db()));
                return tell_readers(writing, deed.actor, told);
            }
        )
        .value();
    return true;
}

}  // namespace belfry::program
