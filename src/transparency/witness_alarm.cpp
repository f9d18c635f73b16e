#include "transparency/witness_alarm.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "transparency/witness_store.hpp"

namespace belfry::transparency {

namespace {

bool is_loss(const Alarm& alarm) {
    return alarm.kind == AlarmKind::own_fork || alarm.kind == AlarmKind::rollback;
}

/// The epoch that a note's log says it is in; 0: none.
std::int64_t epoch_of(const std::string& note) {
    const auto read = read_note(note);
    const auto checkpoint = read ? read_checkpoint(read->text) : std::nullopt;
    const auto epoch = checkpoint ? epoch_in(checkpoint->origin) : std::nullopt;
    return epoch ? epoch->number : 0;
}

std::int64_t account_in(const record::Actor& actor) {
    const auto slash = actor.opaque.find('/');
    return slash == std::string::npos ? 0 : std::stoll(actor.opaque.substr(slash + 1));
}

}  // namespace

void raise(
    const Services& services,
    Alarm alarm,
    const std::function<void(record::Writing&, const Alarm&)>& tell
) {
    const auto is_there = [&](store::Connection& db) {
        return std::ranges::any_of(open_alarms(db), [&](const Alarm& open) {
            return open.kind == alarm.kind && open.origin == alarm.origin;
        });
    };
    if (services.database.read(is_there)) {
        return;
    }
    const auto kept = services.record.write(
        {record::Actor::belfry(), "log_alarm.raise", {"log_alarm"}, std::nullopt, record::Tlp::clear
        },
        [&](record::Writing& writing) -> Result<void> {
            alarm.id = {writing.object().id};
            alarm.at = writing.at();
            alarm.revision = writing.revision();
            save_alarm(writing.db(), alarm);
            writing.set("kind", alarm.kind);
            writing.set("origin", alarm.origin);
            writing.set("held", alarm.held);
            writing.set("submitted", alarm.submitted);
            if (!alarm.proof.empty()) {
                writing.set("proof", alarm.proof);
            }
            tell(writing, alarm);
            return {};
        }
    );
    check(kept.has_value(), "keeping an alarm was refused");
}

Result<Alarm> close(
    const Services& services, const record::Deed& deed, Id<Alarm> id, std::int64_t account
) {
    return services.record.write(deed, [&](record::Writing& writing) -> Result<Alarm> {
        const auto alarms = open_alarms(writing.db());
        const auto found = std::ranges::find(alarms, id, &Alarm::id);
        if (found == alarms.end()) {
            return refuse(
                Refusal::Kind::not_found, "no_such_alarm", "There is no such open alarm."
            );
        }
        const auto identity = find_identity(writing.db());
        if (is_loss(*found) && identity && identity->origin == found->origin) {
            return refuse(
                Refusal::Kind::conflict,
                "loss_not_accepted",
                "Entries are lost: this ends when an administrator opens a new epoch."
            );
        }
        auto closed = *found;
        closed.closed_at = writing.at();
        closed.closed_by = account;
        closed.revision = writing.revision();
        save_alarm(writing.db(), closed);
        writing.set("closed_at", writing.at());
        return closed;
    });
}

std::optional<Alarm> loss_of(store::Connection& db, const std::string& origin) {
    const auto alarms = open_alarms(db);
    const auto found = std::ranges::find_if(alarms, [&](const Alarm& alarm) {
        return is_loss(alarm) && alarm.origin == origin;
    });
    return found == alarms.end() ? std::nullopt : std::optional(*found);
}

Result<Identity> accept_loss(const Services& services, const record::Actor& actor) {
    const auto lost = services.database.read([](store::Connection& db) {
        const auto identity = find_identity(db);
        return identity ? loss_of(db, identity->origin) : std::nullopt;
    });
    if (!lost) {
        return refuse(
            Refusal::Kind::conflict,
            "nothing_lost",
            "No witness holds entries that are not here: there is no loss to record."
        );
    }
    const json::Object what{
        {"origin", lost->origin}, {"witness", lost->peer}, {"held", lost->held}
    };
    auto identity = begin_epoch(services, actor, epoch_of(lost->held), what);
    if (!identity) {
        return identity;
    }
    const auto closed = close(
        services,
        {actor, "log_alarm.close", {"log_alarm", lost->id.value}},
        lost->id,
        account_in(actor)
    );
    if (!closed && closed.error().code != "no_such_alarm") {
        return std::unexpected(closed.error());
    }
    return identity;
}

}  // namespace belfry::transparency
