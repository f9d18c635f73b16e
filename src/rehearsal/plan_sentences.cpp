#include <cmath>

#include "rehearsal/sentences.hpp"
#include "simulation/model.hpp"

namespace belfry::rehearsal {

namespace {

using simulation::Measure;
using simulation::MeasureKind;
using simulation::TriggerKind;
using Values = text::Catalog::Values;

std::string key_of(const std::string& name) {
    return "rehearsal.measure." + name;
}

std::string kind_of(const Measure& m) {
    return std::string(json::name_of(m.kind));
}

/// What it is, with its number where it has one.
std::string what(const Speech& speech, const Measure& m, Values values) {
    const auto& words = speech.words;
    if (m.kind == MeasureKind::repair_crews) {
        std::int64_t crews = 0;
        for (const int at_base : simulation::crews_by_base(m)) {
            crews += at_base;
        }
        return words.count(key_of("repair_crews"), crews, std::move(values));
    }
    const auto name = key_of(kind_of(m));
    if (m.kind == MeasureKind::redirect || m.kind == MeasureKind::extended_hours || !m.count) {
        return words.say(name, values);
    }
    const bool shared = m.shared.value_or(false) && m.kind == MeasureKind::spare_machines;
    return words.count(name + (shared ? ".shared" : ".count"), *m.count, std::move(values));
}

Values blanks_of(const Speech& speech, const Measure& m) {
    const auto equipment = m.equipment.value_or(std::vector<simulation::Equipment>());
    Values values{
        {"where", where_in_words(speech, m.where)},
        {"equipment", equipment_in_words(speech, equipment)},
    };
    if (m.kind == MeasureKind::redirect) {
        values["minutes"] = minutes_in_words(speech, m.least_gain_minutes.value_or(10));
        values["percent"] = percent(m.follow_share.value_or(1));
    } else {
        values["minutes"] = minutes_in_words(speech, m.minutes.value_or(0));
    }
    return values;
}

std::string trigger(const Speech& speech, const Measure& m) {
    if (!m.trigger || m.trigger->when == TriggerKind::always) {
        return {};
    }
    const auto& t = *m.trigger;
    const auto key = key_of("trigger." + std::string(json::name_of(t.when)));
    if (t.when == TriggerKind::time) {
        return speech.words.say(
            key, {{"at", clock_in_words(t.at.value_or(simulation::ClockTime()))}}
        );
    }
    const double value = t.value.value_or(0);
    if (t.when == TriggerKind::wait) {
        return speech.words.say(key, {{"minutes", minutes_in_words(speech, value)}});
    }
    return speech.words.count(key, std::llround(value));
}

std::string costs(const Speech& speech, const Measure& m) {
    std::vector<std::string> parts;
    for (const auto& [money, name] :
         {std::pair(m.cost, "cost.once"), {m.unit_cost, "cost.unit"}, {m.use_cost, "cost.use"}}) {
        if (money && *money > Money()) {
            parts.push_back(speech.words.say(key_of(name), {{"money", money_in_words(*money)}}));
        }
    }
    return parts.empty()
               ? ""
               : speech.words.say(key_of("cost"), {{"costs", list_in_words(speech, parts)}});
}

}  // namespace

std::string sentence_of(const Speech& speech, const Measure& m) {
    const auto& words = speech.words;
    auto text = what(speech, m, blanks_of(speech, m));
    const auto add = [&](const std::string& sentence) {
        text += sentence.empty() ? "" : ' ' + sentence;
    };
    if (m.counts && !m.counts->empty()) {
        add(words.count(key_of("counts"), static_cast<std::int64_t>(m.counts->size())));
    }
    if (m.kind == MeasureKind::repair_crews && m.dispatch) {
        add(words.say(key_of("dispatch." + std::string(json::name_of(*m.dispatch)))));
    }
    add(trigger(speech, m));
    if (m.kind == MeasureKind::extended_hours && m.city_wide.value_or(false)) {
        add(words.say(key_of("extended_hours.city_wide")));
    }
    if (m.delay && simulation::mean_of(*m.delay) > 0) {
        add(words.say(key_of("delay"), {{"duration", duration_in_words(speech, *m.delay)}}));
    }
    add(costs(speech, m));
    return text;
}

std::string sentence_of(const Speech& speech, const simulation::Standard& standard) {
    const auto minutes = minutes_in_words(speech, standard.minutes);
    return standard.share > 0 ? speech.words.say(
                                    "rehearsal.standard.share",
                                    {{"minutes", minutes}, {"percent", percent(standard.share)}}
                                )
                              : speech.words.say("rehearsal.standard", {{"minutes", minutes}});
}

}  // namespace belfry::rehearsal
