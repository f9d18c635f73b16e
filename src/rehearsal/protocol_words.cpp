#include "rehearsal/protocol_words.hpp"

#include <cmath>

#include <fmt/format.h>

#include "json/json.hpp"
#include "rehearsal/phrases.hpp"
#include "simulation/model.hpp"

namespace belfry::rehearsal {

using simulation::Measure;
using simulation::MeasureKind;
using simulation::TriggerKind;

std::string wall_clock(const program::Words& words, simulation::ClockTime time) {
    const auto minutes = static_cast<int>(std::lround(time.minutes)) % (24 * 60);
    const int hour = minutes / 60;
    return words.say(
        hour < 12 ? "protocol.clock.am" : "protocol.clock.pm",
        {{"hour12", std::to_string(hour % 12 == 0 ? 12 : hour % 12)},
         {"minute", fmt::format("{:02}", minutes % 60)}}
    );
}

std::string one_stop(std::string sentence) {
    if (sentence.ends_with("m..")) {
        sentence.pop_back();
    }
    return sentence;
}

std::string long_date(const program::Words& words, Date date) {
    return words.say(
        "protocol.date",
        {{"day", std::to_string(static_cast<unsigned>(date.day()))},
         {"month", words.say("portal.month." + std::to_string(static_cast<unsigned>(date.month())))
         },
         {"year", std::to_string(static_cast<int>(date.year()))}}
    );
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (true) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return lines;
        }
        text.remove_prefix(end + 1);
    }
}

namespace {

/// Whether it works by what goes wrong at a place, not by the clock.
bool is_seen(const Measure& measure) {
    const auto when = measure.trigger ? measure.trigger->when : TriggerKind::always;
    if (when == TriggerKind::always) {
        return measure.kind <= MeasureKind::repair_crews;
    }
    return when != TriggerKind::time && measure.kind != MeasureKind::redirect;
}

std::string place_word(ProtocolRole role) {
    return works_at_a_site(role) ? "site" : "city";
}

}  // namespace

MeasureWords::MeasureWords(
    const Measure& measure,
    const simulation::City& city,
    const simulation::Standard& standard,
    const program::Words& words
)
    : measure_(measure), words_(words), kind_(json::name_of(measure.kind)) {
    const Speech speech{words, {}};
    values_["equipment"] = equipment_in_words(speech, simulation::equipment_of(measure));
    values_["gain"] = number(measure.least_gain_minutes.value_or(10));
    values_["observe"] = number(city.observe_minutes.value_or(5));
    values_["standard"] = number(standard.minutes);
    values_["duration"] = minutes_in_words(speech, measure.minutes.value_or(0));
    values_["dispatch"] = words.say(
        "protocol.dispatch." +
        std::string(json::name_of(measure.dispatch.value_or(simulation::Dispatch::nearest_free)))
    );
    const bool wide = measure.city_wide.value_or(false) || !measure.where || !measure.where->sites;
    values_["wide"] = words.say(wide ? "protocol.extended.wide" : "protocol.extended.named");
}

std::string MeasureWords::title() const {
    return words_.say("protocol.card." + kind_);
}

std::string MeasureWords::seen_at_a_site() const {
    const auto trigger = measure_.trigger.value_or(simulation::Trigger());
    auto values = values_;
    if (trigger.at) {
        values["at"] = wall_clock(words_, *trigger.at);
    }
    if (measure_.kind == MeasureKind::redirect) {
        return words_.say(
            trigger.when == TriggerKind::time ? "protocol.when.redirect.time"
                                              : "protocol.when.redirect",
            values
        );
    }
    if (trigger.when == TriggerKind::always) {
        return words_.say("protocol.when." + kind_, values);
    }
    if (trigger.when == TriggerKind::time) {
        return one_stop(words_.say("protocol.when.time", values));
    }
    const double value = trigger.value.value_or(0);
    values["count"] = number(value);
    return words_.say(
        fmt::format(
            "protocol.when.{}.{}", json::name_of(trigger.when), value == 1 ? "one" : "other"
        ),
        values
    );
}

std::string MeasureWords::trigger(ProtocolRole role) const {
    const auto seen = seen_at_a_site();
    return works_at_a_site(role) || !is_seen(measure_)
               ? seen
               : words_.say("protocol.when.reported", {{"trigger", seen}});
}

std::string MeasureWords::delay() const {
    if (!measure_.delay || simulation::mean_of(*measure_.delay) <= 0) {
        return {};
    }
    return words_.say(
        "protocol.delay", {{"duration", duration_in_words(Speech{words_, {}}, *measure_.delay)}}
    );
}

std::string MeasureWords::ready(std::optional<int> count) const {
    auto key = "protocol.ready." + kind_;
    if (measure_.kind == MeasureKind::repair_crews) {
        count = 0;
        for (const int crews : simulation::crews_by_base(measure_)) {
            *count += crews;
        }
    } else if (measure_.shared.value_or(false)) {
        count = measure_.count;
        key += ".shared";
    }
    if (!count) {
        return words_.say(key, values_);
    }
    auto values = values_;
    values["count"] = number(*count);
    return words_.say(key + (*count == 1 ? ".one" : ".other"), values);
}

std::string MeasureWords::ready_on_cards(const Reach& reach) const {
    const bool counted = measure_.counts || (measure_.count && !measure_.shared.value_or(false));
    if (!counted || measure_.kind == MeasureKind::repair_crews) {
        return ready({});
    }
    const auto same = reach.same_count();
    return same ? ready(same) : words_.say("protocol.ready.by_site");
}

std::string MeasureWords::say(std::string_view what, std::string_view who) const {
    return words_.say(fmt::format("protocol.{}.{}.{}", what, kind_, who), values_);
}

std::vector<std::string> MeasureWords::act(ProtocolRole role) const {
    const bool chief = role == ProtocolRole::chief_judge;
    if (chief && measure_.kind == MeasureKind::spare_machines && measure_.shared.value_or(false)) {
        return lines_of(say("do", "chief_judge.shared"));
    }
    auto lines = lines_of(say("do", json::name_of(role)));
    const bool brought = measure_.kind == MeasureKind::paper_pollbooks ||
                         measure_.kind == MeasureKind::emergency_ballots;
    if (chief && brought && !delay().empty()) {
        lines.push_back(say("do", "chief_judge.brought"));
    }
    return lines;
}

std::vector<std::string> MeasureWords::write_down(ProtocolRole role) const {
    return lines_of(say("write", json::name_of(role)));
}

std::vector<std::string> MeasureWords::never(ProtocolRole role) const {
    return lines_of(say("never", place_word(role)));
}

std::string MeasureWords::back_to_normal(ProtocolRole role) const {
    return say("back", place_word(role));
}

std::string without_empty_head(std::string line) {
    constexpr std::string_view mark = " \xC2\xB7 ";
    if (line.starts_with(mark)) {
        line.erase(0, mark.size());
    }
    return line;
}

}  // namespace belfry::rehearsal
