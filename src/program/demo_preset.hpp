#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/embedded.hpp"
#include "json/json.hpp"

/// The fictional city as its files in presets/port-ellery say it. Days are counted from the day it
/// is loaded, so that it is alive on any day.
namespace belfry::program {

/// The files, compiled into the program.
[[nodiscard]] std::span<const EmbeddedFile> demo_files();

/// A text in the languages that the fictional city speaks.
struct DemoText {
    std::string en;
    std::string es;

    /// In `language`, or in English.
    [[nodiscard]] const std::string& in(std::string_view language) const {
        return language == "es" ? es : en;
    }
};
BOOST_DESCRIBE_STRUCT(DemoText, (), (en, es))

struct DemoStep {
    int step = 0;
    std::string owner;  ///< Key of a person.
    std::optional<int> due_in;
};
BOOST_DESCRIBE_STRUCT(DemoStep, (), (step, owner, due_in))

struct DemoCity {
    std::string name;
    std::string state;
    std::string time_zone;
    int election_in = 0;
    std::vector<DemoStep> steps;
};
BOOST_DESCRIBE_STRUCT(DemoCity, (), (name, state, time_zone, election_in, steps))

struct DemoPerson {
    std::string key;
    std::string name;
    DemoText title;
    DemoText agency;
    std::string role;
};
BOOST_DESCRIBE_STRUCT(DemoPerson, (), (key, name, title, agency, role))

struct DemoTask {
    int step = 0;
    DemoText title;
    std::optional<std::string> suggestion;
    std::optional<DemoText> details;
    std::optional<std::string> owner;
    std::optional<int> due_in;
    std::optional<int> done_days_ago;  ///< Present: it is done.
    std::optional<DemoText> note;
    std::optional<DemoText> blocked_by;
};
BOOST_DESCRIBE_STRUCT(
    DemoTask, (), (step, title, suggestion, details, owner, due_in, done_days_ago, note, blocked_by)
)

struct DemoDecision {
    std::string key;
    int step = 0;
    DemoText title;
    DemoText why;
    std::string asked_by;
    int asked_days_ago = 0;
    std::optional<int> due_in;
    std::optional<std::vector<DemoText>> options;
    std::optional<std::int64_t> cost_dollars;
    std::optional<DemoText> cost_source;
    std::optional<DemoText> question;
    std::optional<std::string> question_by;
    std::optional<int> question_days_ago;
    std::optional<DemoText> answer;
    std::optional<int> answer_days_ago;
    std::optional<bool> approved;  ///< Absent: it waits.
    std::optional<std::string> answered_by;
    std::optional<int> answered_days_ago;
    std::optional<DemoText> answer_text;
};
BOOST_DESCRIBE_STRUCT(
    DemoDecision,
    (),
    (key,
     step,
     title,
     why,
     asked_by,
     asked_days_ago,
     due_in,
     options,
     cost_dollars,
     cost_source,
     question,
     question_by,
     question_days_ago,
     answer,
     answer_days_ago,
     approved,
     answered_by,
     answered_days_ago,
     answer_text)
)

struct DemoNote {
    int step = 0;
    std::string author;
    int days_ago = 0;
    DemoText text;
};
BOOST_DESCRIBE_STRUCT(DemoNote, (), (step, author, days_ago, text))

/// On exactly one of a step, a task (by its English title) and a decision (by its key).
struct DemoComment {
    std::optional<int> on_step;
    std::optional<std::string> on_task;
    std::optional<std::string> on_decision;
    std::string author;
    int days_ago = 0;
    DemoText text;
};
BOOST_DESCRIBE_STRUCT(DemoComment, (), (on_step, on_task, on_decision, author, days_ago, text))

struct DemoEvent {
    std::optional<int> in;
    std::optional<int> before_election;
    std::optional<std::string> from;  ///< `09:00` on the city's clock; absent: all day.
    std::optional<std::string> to;
    std::string kind;
    std::optional<int> step;
    DemoText title;
    std::optional<DemoText> place;
    std::optional<DemoText> details;
};
BOOST_DESCRIBE_STRUCT(
    DemoEvent, (), (in, before_election, from, to, kind, step, title, place, details)
)

struct DemoPreset {
    DemoCity city;
    std::vector<DemoPerson> people;
    std::vector<DemoTask> tasks;
    std::vector<DemoDecision> decisions;
    std::vector<DemoNote> notes;
    std::vector<DemoComment> comments;
    std::vector<DemoEvent> calendar;
};

/// Port Ellery. A file that does not read is a bug.
[[nodiscard]] DemoPreset demo_preset();

}  // namespace belfry::program
