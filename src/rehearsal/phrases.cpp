#include "rehearsal/phrases.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

namespace belfry::rehearsal {

namespace {

/// Digits in groups of three.
std::string grouped(std::int64_t value) {
    auto text = std::to_string(std::abs(value));
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
        text.insert(static_cast<std::size_t>(at), ",");
    }
    return (value < 0 ? "-" : "") + text;
}

bool is_near(double a, double b) {
    return std::abs(a - b) < 0.004;
}

}  // namespace

std::string Speech::site(const std::string& id) const {
    const auto found = sites.find(id);
    return found == sites.end() || found->second.empty() ? id : found->second;
}

Speech speech_of(program::Words words, const simulation::City& city) {
    Speech speech{std::move(words), {}};
    for (const auto& site : city.sites) {
        speech.sites[site.id] = site.name.value_or(site.id);
    }
    return speech;
}

std::string number(double value) {
    const double tenths = std::round(value * 100) / 100;
    if (tenths == std::floor(tenths) && std::abs(tenths) < 1e15) {
        return grouped(static_cast<std::int64_t>(tenths));
    }
    auto text = fmt::format("{:.2f}", tenths);
    while (text.ends_with('0')) {
        text.pop_back();
    }
    return text;
}

std::string percent(double share) {
    return number(std::round(share * 1000) / 10);
}

std::string share_in_words(const Speech& speech, double share) {
    constexpr std::array named{
        std::pair(1.0 / 4, "quarter"),
        std::pair(1.0 / 3, "third"),
        std::pair(1.0 / 2, "half"),
        std::pair(2.0 / 3, "two_thirds"),
        std::pair(3.0 / 4, "three_quarters"),
        std::pair(1.0, "all"),
    };
    for (const auto& [value, name] : named) {
        if (is_near(share, value)) {
            return speech.words.say(std::string("rehearsal.share.") + name);
        }
    }
    return speech.words.say("rehearsal.share.percent", {{"percent", percent(share)}});
}

std::string minutes_in_words(const Speech& speech, double minutes) {
    const auto& words = speech.words;
    if (minutes < 1 && minutes > 0) {
        return words.count("rehearsal.seconds", std::llround(minutes * 60));
    }
    if (minutes < 60 && minutes != std::floor(minutes) && minutes < 10) {
        return words.say("rehearsal.minutes.some", {{"count", number(minutes)}});
    }
    const auto whole = std::llround(minutes);
    if (whole < 60) {
        return words.count("rehearsal.minutes", whole);
    }
    auto hours = words.count("rehearsal.hours", whole / 60);
    if (whole % 60 == 0) {
        return hours;
    }
    return words.say(
        "rehearsal.hours_minutes",
        {{"hours", std::move(hours)}, {"minutes", words.count("rehearsal.minutes", whole % 60)}}
    );
}

std::string duration_in_words(const Speech& speech, const simulation::Distribution& duration) {
    using simulation::Shape;
    const auto& words = speech.words;
    auto mean = minutes_in_words(speech, simulation::mean_of(duration));
    switch (duration.shape) {
        case Shape::deterministic:
            return mean;
        case Shape::empirical:
            return words.say(
                "rehearsal.duration.between",
                {{"low", minutes_in_words(speech, duration.quantiles->front())},
                 {"high", minutes_in_words(speech, duration.quantiles->back())}}
            );
        case Shape::gamma:
        case Shape::lognormal:
            if (duration.sd.value_or(0) > 0) {
                return words.say(
                    "rehearsal.duration.about",
                    {{"mean", mean}, {"sd", minutes_in_words(speech, *duration.sd)}}
                );
            }
            return mean;
        case Shape::exponential:
            break;
    }
    return words.say("rehearsal.duration.mean", {{"mean", mean}});
}

std::string clock_in_words(simulation::ClockTime time) {
    const auto whole = std::llround(time.minutes);
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string where_in_words(const Speech& speech, const std::optional<simulation::Where>& where) {
    const auto& words = speech.words;
    if (where && where->share) {
        return words.say(
            "rehearsal.where.share", {{"share", share_in_words(speech, *where->share)}}
        );
    }
    if (!where || !where->sites) {
        return words.say("rehearsal.where.all");
    }
    const auto& sites = *where->sites;
    if (sites.empty()) {
        return words.say("rehearsal.where.none");
    }
    text::Catalog::Values names{{"first", speech.site(sites[0])}};
    if (sites.size() == 1) {
        return words.say("rehearsal.where.one", names);
    }
    names["second"] = speech.site(sites[1]);
    return sites.size() == 2 ? words.say("rehearsal.where.two", names)
                             : words.count(
                                   "rehearsal.where.more",
                                   static_cast<std::int64_t>(sites.size()) - 2,
                                   std::move(names)
                               );
}

std::string when_in_words(const Speech& speech, const simulation::Disruption& d) {
    text::Catalog::Values values;
    if (d.lasts) {
        values["duration"] = duration_in_words(speech, *d.lasts);
    }
    std::string key = d.lasts ? "opening_for" : "all_day";
    if (d.at) {
        values["from"] = clock_in_words(*d.at);
        key = d.lasts ? "from_for" : "from";
        if (d.lasts && d.lasts->shape == simulation::Shape::deterministic) {
            values["to"] = clock_in_words({d.at->minutes + simulation::mean_of(*d.lasts)});
            key = "from_to";
        }
    } else if (d.after_opening && simulation::mean_of(*d.after_opening) > 0) {
        values["after"] = duration_in_words(speech, *d.after_opening);
        key = d.lasts ? "after_for" : "after";
    }
    return speech.words.say("rehearsal.when." + key, values);
}

std::string list_in_words(const Speech& speech, const std::vector<std::string>& texts) {
    if (texts.size() < 2) {
        return texts.empty() ? "" : texts.front();
    }
    std::string first;
    for (std::size_t i = 0; i + 1 < texts.size(); ++i) {
        first += (i == 0 ? "" : ", ") + texts[i];
    }
    return speech.words.say("rehearsal.list.two", {{"first", first}, {"last", texts.back()}});
}

std::string equipment_in_words(
    const Speech& speech, const std::vector<simulation::Equipment>& equipment
) {
    std::vector<std::string> texts;
    for (const auto one : equipment) {
        texts.push_back(speech.words.say("rehearsal.equipment." + std::string(json::name_of(one))));
    }
    return list_in_words(speech, texts);
}

std::string money_in_words(Money money) {
    const auto cents = money.in_cents();
    auto text = '$' + grouped(cents / 100);
    if (cents % 100 != 0) {
        text += fmt::format(".{:02}", std::abs(cents % 100));
    }
    return text;
}

}  // namespace belfry::rehearsal
