#include "program/weekly_brief.hpp"

#include <kainjow/mustache.hpp>

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "mail/message.hpp"
#include "program/day_words.hpp"
#include "text/markdown.hpp"

namespace belfry::program {

[[nodiscard]] std::span<const EmbeddedFile> template_files();

namespace {

using Data = kainjow::mustache::data;
using List = kainjow::mustache::list;

constexpr std::size_t most_why = 300;

std::string template_named(std::string_view name) {
    for (const auto& file : template_files()) {
        if (file.path == name) {
            return std::string(file.content);
        }
    }
    check(false, "a template is missing");
    return {};
}

std::string filled(std::string_view name, const Data& data) {
    kainjow::mustache::mustache page(template_named(name));
    check(page.is_valid(), "a template does not read");
    return page.render(data);
}

bool may_be_mailed(record::Tlp tlp) {
    return tlp < record::Tlp::amber;
}

std::string waiting_line(const ThisWeek& week, const Words& words) {
    return week.decisions_waiting == 0 ? words.say("brief.waiting.zero")
                                       : words.count("brief.waiting", week.decisions_waiting);
}

/// One line, as mail programs break long ones themselves.
std::string why_of(const Decision& decision, const Words& words) {
    auto why = text::shorten(text::plain_of_markdown(decision.why), most_why);
    std::ranges::replace(why, '\n', ' ');
    if (decision.cost) {
        why += ' ' + words.say("brief.costs", {{"amount", dollars(*decision.cost)}});
    }
    return why;
}

Data decision_data(const Decision& decision, const BriefFrame& frame, const Words& words) {
    auto line = decision.asked_by.name;
    if (decision.due) {
        line += " · " + words.say("brief.due", {{"date", short_day(words, *decision.due)}});
    }
    Data data;
    data["title"] = decision.title;
    data["why"] = why_of(decision, words);
    data["line"] = line;
    data["link"] = frame.public_url + "/decisions/" + std::to_string(decision.id.value);
    return data;
}

void add_waiting(Data& page, const ThisWeek& week, const BriefFrame& frame, const Words& words) {
    List shown;
    for (const auto& decision : week.decisions) {
        if (may_be_mailed(decision.tlp)) {
            shown.push_back(decision_data(decision, frame, words));
        }
    }
    const auto hidden = week.decisions_waiting - static_cast<std::int64_t>(shown.size());
    page["has_waiting"] = week.decisions_waiting > 0;
    page["waiting_heading"] = words.say("brief.waiting_heading");
    page["decisions"] = Data(shown);
    page["private_waiting"] = hidden > 0 ? Data(words.count("brief.private", hidden)) : Data(false);
}

void add_changes(Data& page, const ThisWeek& week, const Words& words) {
    List shown;
    for (const auto& change : week.changes) {
        if (may_be_mailed(change.tlp)) {
            shown.push_back(Data("text", change.text));
        }
    }
    page["has_changes"] = !shown.empty();
    page["changes_heading"] = words.say("brief.changes_heading");
    page["changes"] = Data(shown);
}

void add_upcoming(Data& page, const ThisWeek& week, const Words& words) {
    List shown;
    for (const auto& date : week.upcoming) {
        Data data;
        data["date"] = short_day(words, date.on);
        data["title"] = may_be_mailed(date.tlp) ? date.title : words.say("calendar.private");
        shown.push_back(data);
    }
    page["has_upcoming"] = !shown.empty();
    page["upcoming_heading"] = words.say("brief.upcoming_heading");
    page["upcoming"] = Data(shown);
}

void add_steps(Data& page, const ThisWeek& week, const Words& words) {
    List steps;
    for (const auto& step : week.steps) {
        Data data;
        data["number"] = std::to_string(step.number);
        data["title"] = step.title;
        data["status"] = words.say("step.status." + std::string(json::name_of(step.status)));
        steps.push_back(data);
    }
    page["steps_heading"] = words.say("brief.steps_heading");
    page["steps"] = Data(steps);
}

std::string on_track_line(const ThisWeek& week, const Words& words) {
    return words.count(
        "brief.on_track", week.steps_on_track, {{"total", std::to_string(week.steps_total)}}
    );
}

Data days_line(const ThisWeek& week, const Words& words) {
    if (!week.days_to_election || *week.days_to_election < 0) {
        return Data(false);
    }
    return *week.days_to_election == 0 ? Data(words.say("brief.days.today"))
                                       : Data(words.count("brief.days", *week.days_to_election));
}

}  // namespace

Brief weekly_brief(const ThisWeek& week, const BriefFrame& frame, const Words& words) {
    const auto waiting = waiting_line(week, words);
    const auto subject = text::shorten(
        words.say("brief.subject", {{"city", frame.city}, {"sentence", waiting}}),
        mail::most_subject
    );
    Data page;
    page["language"] = words.language();
    page["subject"] = subject;
    page["greeting"] = words.say("brief.greeting", {{"name", frame.reader}});
    page["on_track"] = on_track_line(week, words);
    page["waiting"] = waiting;
    page["days"] = days_line(week, words);
    page["fictional"] = frame.fictional ? Data(words.say("brief.fictional")) : Data(false);
    add_waiting(page, week, frame, words);
    add_changes(page, week, words);
    add_upcoming(page, week, words);
    add_steps(page, week, words);
    page["open"] = words.say("brief.open");
    page["link"] = frame.public_url + "/";
    page["why_sent"] = words.say("brief.why");
    return {
        subject,
        filled("weekly-brief.txt.mustache", page),
        filled("weekly-brief.html.mustache", page)
    };
}

}  // namespace belfry::program
