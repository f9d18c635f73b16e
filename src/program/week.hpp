#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "program/decision.hpp"
#include "program/season.hpp"
#include "program/step.hpp"
#include "program/task.hpp"

namespace belfry::program {

/// One sentence about what changed: "R. Castillo finished “Choose a course”."
struct WeekChange {
    std::string text;
    Instant at;
    std::string link;
    std::string by;
    record::Tlp tlp = record::Tlp::green;  ///< Of the thing it is about.
};
BOOST_DESCRIBE_STRUCT(WeekChange, (), (text, at, link, by, tlp))

struct UpcomingDate {
    Date on;
    std::string title;
    std::string link;
    record::Tlp tlp = record::Tlp::green;
};
BOOST_DESCRIBE_STRUCT(UpcomingDate, (), (on, title, link, tlp))

/// The first screen: what a mayor needs in ten minutes.
struct ThisWeek {
    Date today;
    Phase phase = Phase::plan;
    std::vector<Phase> phases;
    std::optional<std::int64_t> days_to_election;  ///< Negative after it.
    std::int64_t steps_on_track = 0;               ///< On track or done.
    std::int64_t steps_total = 0;
    std::int64_t decisions_waiting = 0;  ///< Those this person may decide.
    std::vector<Decision> decisions;     ///< The three that are due first.
    std::int64_t tasks_open = 0;         ///< The reader's own.
    std::vector<Task> tasks;             ///< The five of them that are due first.
    std::vector<Decision> questions;     ///< What they asked for and have been asked back.
    std::vector<WeekChange> changes;     ///< Since they last looked, newest first.
    std::vector<UpcomingDate> upcoming;
    std::vector<StepSummary> steps;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(
    ThisWeek,
    (),
    (today,
     phase,
     phases,
     days_to_election,
     steps_on_track,
     steps_total,
     decisions_waiting,
     decisions,
     tasks_open,
     tasks,
     questions,
     changes,
     upcoming,
     steps,
     demo)
)

}  // namespace belfry::program
