#include "web/visibility.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace belfry::web {

namespace {

/// Kinds of objects whose number is that of the account they belong to.
constexpr std::array<std::string_view, 2> numbered_by_owner{"inbox", "seen"};

/// Kinds of objects that belong to the one who acts.
constexpr std::array<std::string_view, 3> owned_by_actor{"session", "token", "passkey"};

/// The permission with which a kind of object can be seen; kinds not listed are told to nobody.
constexpr std::array<std::pair<std::string_view, std::string_view>, 40> seen_with{{
    {"account", "people_see"},
    {"invitation", "people_manage"},
    {"city", "program_see"},
    {"demo", "program_see"},
    {"step", "program_see"},
    {"task", "program_see"},
    {"note", "program_see"},
    {"decision", "program_see"},
    {"comment", "program_see"},
    {"reminder", "program_see"},
    {"attachment", "program_see"},
    {"calendar_event", "program_see"},
    {"portal", "program_see"},
    {"place", "places_see"},
    {"import", "places_see"},
    {"election", "places_see"},
    {"basemap", "places_see"},
    {"scenario", "rehearsals_see"},
    {"plan", "rehearsals_see"},
    {"run", "rehearsals_see"},
    {"protocol_contacts", "rehearsals_edit"},
    {"backup", "backups_manage"},
    {"mail_settings", "mail_settings_edit"},
    {"backup_drill", "backups_manage"},
    {"backup_settings", "backups_manage"},
    {"screen", "settings_edit"},
    {"exemption", "records_read"},
    {"exemption_mark", "records_read"},
    {"legal_hold", "records_read"},
    {"retention_series", "records_read"},
    {"retention_assignment", "records_read"},
    {"redaction", "records_read"},
    {"records_request", "records_read"},
    {"holidays", "records_read"},
    {"log", "program_see"},
    {"publication", "program_see"},
    {"witness", "settings_edit"},
    {"witness_round", "settings_edit"},
    {"witness_held", "settings_edit"},
    {"log_alarm", "settings_edit"},
}};

bool is_one_of(std::string_view kind, std::span<const std::string_view> kinds) {
    return std::ranges::find(kinds, kind) != kinds.end();
}

const json::Value* field_of(const json::Value& event, std::string_view name) {
    return event.is_object() ? event.get_object().if_contains(name) : nullptr;
}

bool belongs_to(const http::Caller& caller, const json::Value& event, std::string_view field) {
    const auto* owner = field_of(event, field);
    return owner != nullptr && owner->is_int64() && owner->get_int64() == caller.account;
}

bool was_done_by(const http::Caller& caller, const json::Value& event) {
    const auto* actor = field_of(event, "actor");
    return actor != nullptr && actor->is_string() &&
           std::string_view(actor->get_string()) == record::Actor::account(caller.account).opaque;
}

}  // namespace

json::Object event_of(const record::Written& written) {
    json::Object event{
        {"kind", written.object.kind},
        {"id", written.object.id},
        {"revision", written.revision},
    };
    if (written.action.ends_with(".delete")) {
        event["deleted"] = true;
    }
    if (is_one_of(written.object.kind, numbered_by_owner)) {
        event["account"] = written.object.id;
    }
    if (is_one_of(written.object.kind, owned_by_actor)) {
        event["actor"] = written.actor.opaque;
    }
    return event;
}

bool may_hear(const http::Caller& caller, std::string_view topic, const json::Value& event) {
    if (topic == "job") {
        return caller.may("jobs_see") || belongs_to(caller, event, "asked_by");
    }
    if (is_one_of(topic, numbered_by_owner)) {
        return belongs_to(caller, event, "account");
    }
    if (is_one_of(topic, owned_by_actor)) {
        return was_done_by(caller, event);
    }
    for (const auto& [kind, permission] : seen_with) {
        if (kind == topic) {
            return caller.may(permission);
        }
    }
    return false;
}

std::vector<std::string> kinds_heard() {
    std::vector<std::string> kinds{"job"};
    kinds.insert(kinds.end(), numbered_by_owner.begin(), numbered_by_owner.end());
    kinds.insert(kinds.end(), owned_by_actor.begin(), owned_by_actor.end());
    for (const auto& [kind, permission] : seen_with) {
        kinds.emplace_back(kind);
    }
    return kinds;
}

}  // namespace belfry::web
