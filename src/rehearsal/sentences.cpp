#include "rehearsal/sentences.hpp"

namespace belfry::rehearsal {

namespace {

using simulation::Disruption;
using simulation::DisruptionKind;
using Values = text::Catalog::Values;

/// Sentences about one disruption, one after the other.
class Telling {
public:
    Telling(const Speech& speech, const Disruption& d)
        : speech_(speech),
          d_(d),
          usual_{{"where", where_in_words(speech, d.where)}, {"when", when_in_words(speech, d)}} {}

    /// With the blanks that every sentence may have.
    void say(const std::string& key, const Values& values = {}) {
        add(speech_.words.say("rehearsal.disruption." + key, with(values)));
    }

    void count(const std::string& key, std::int64_t count) {
        add(speech_.words.count("rehearsal.disruption." + key, count, usual_));
    }

    [[nodiscard]] std::string text() const { return text_; }

    void main();
    void general();

private:
    void add(const std::string& sentence) { text_ += (text_.empty() ? "" : " ") + sentence; }

    [[nodiscard]] Values with(Values values) const {
        values.insert(usual_.begin(), usual_.end());
        return values;
    }

    [[nodiscard]] std::string equipment() const {
        return equipment_in_words(
            speech_, d_.equipment.value_or(std::vector<simulation::Equipment>())
        );
    }

    void out_of_order(const std::string& kind);
    void machine_failures();
    void workers_missing();
    void short_stock();
    void closure();
    void false_message();

    const Speech& speech_;
    const Disruption& d_;
    Values usual_;
    std::string text_;
};

/// What stops, is slow, or stops in part.
void Telling::out_of_order(const std::string& kind) {
    if (d_.slow_factor) {
        say(kind + ".slow", {{"factor", number(*d_.slow_factor)}, {"equipment", equipment()}});
    } else if (d_.server_share) {
        say(kind + ".part",
            {{"share", share_in_words(speech_, *d_.server_share)}, {"equipment", equipment()}});
    } else {
        say(kind, {{"equipment", equipment()}});
    }
}

void Telling::machine_failures() {
    say("machine_failures", {{"equipment", equipment()}});
    if (d_.mtbf_minutes) {
        say("machine_failures.mtbf", {{"mtbf", minutes_in_words(speech_, *d_.mtbf_minutes)}});
    }
    if (d_.dead_at_opening) {
        say("machine_failures.dead", {{"percent", percent(*d_.dead_at_opening)}});
    }
    if (d_.repair) {
        say("machine_failures.repair", {{"repair", duration_in_words(speech_, *d_.repair)}});
    }
    if (d_.on_failure) {
        say("on_failure." + std::string(json::name_of(*d_.on_failure)));
    }
}

void Telling::workers_missing() {
    const auto share = share_in_words(speech_, d_.server_share.value_or(0));
    if (d_.equipment) {
        say("workers_missing.at", {{"share", share}, {"equipment", equipment()}});
    } else {
        say("workers_missing", {{"share", share}});
    }
}

void Telling::short_stock() {
    if (d_.ballots) {
        count("short_stock", *d_.ballots);
    } else {
        say("short_stock.share", {{"percent", percent(d_.ballots_share.value_or(0))}});
    }
}

void Telling::closure() {
    say("closure");
    if (d_.send_to && !d_.send_to->empty()) {
        std::vector<std::string> names;
        for (const auto& id : *d_.send_to) {
            names.push_back(speech_.site(id));
        }
        say("closure.send_to", {{"sites", list_in_words(speech_, names)}});
    } else {
        say("closure.nearest");
    }
    if (d_.lost_share.value_or(0) > 0) {
        say("closure.lost", {{"percent", percent(*d_.lost_share)}});
    }
}

void Telling::false_message() {
    say("false_message");
    if (d_.moved_share) {
        say("false_message.moved",
            {{"percent", percent(*d_.moved_share)},
             {"minutes", minutes_in_words(speech_, d_.moved_by_minutes.value_or(0))}});
    }
    if (d_.deterred_share) {
        say("false_message.deterred", {{"percent", percent(*d_.deterred_share)}});
    }
}

void Telling::main() {
    switch (d_.kind) {
        case DisruptionKind::machine_failures:
            return machine_failures();
        case DisruptionKind::pollbook_outage:
        case DisruptionKind::network_loss:
        case DisruptionKind::outage:
            return out_of_order(std::string(json::name_of(d_.kind)));
        case DisruptionKind::power_loss:
        case DisruptionKind::misprint:
            return say(std::string(json::name_of(d_.kind)));
        case DisruptionKind::workers_missing:
            return workers_missing();
        case DisruptionKind::scanner_rejects:
            return say(
                "scanner_rejects",
                {{"percent", percent(d_.reject_share.value_or(0))},
                 {"minutes", minutes_in_words(speech_, d_.extra_minutes.value_or(0))}}
            );
        case DisruptionKind::short_stock:
            return short_stock();
        case DisruptionKind::late_opening:
            return say(
                "late_opening",
                {{"duration", duration_in_words(speech_, d_.lasts.value_or(simulation::always(0)))}}
            );
        case DisruptionKind::closure:
            return closure();
        case DisruptionKind::false_message:
            return false_message();
    }
}

void Telling::general() {
    if (d_.where && d_.where->share && *d_.where->share < 1) {
        say("drawn_anew");
    }
    if (d_.independent.value_or(false)) {
        say("independent");
    }
    if (d_.probability && *d_.probability < 1) {
        say("probability", {{"percent", percent(*d_.probability)}});
    }
    if (d_.detection && simulation::mean_of(*d_.detection) > 0) {
        say("detection", {{"duration", duration_in_words(speech_, *d_.detection)}});
    }
}

}  // namespace

std::string sentence_of(const Speech& speech, const Disruption& disruption) {
    Telling telling(speech, disruption);
    telling.main();
    telling.general();
    return telling.text();
}

}  // namespace belfry::rehearsal
