#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/instant.hpp"
#include "program/words.hpp"
#include "rehearsal/optimization.hpp"
#include "simulation/plan.hpp"

/// The mayor's two pages about a run: what was found, how sure it is, and how anybody gets the same
/// numbers again.
namespace belfry::rehearsal {

/// A plan or scenario of the run. `none`: it stands for no plan, or for an ordinary day.
struct BriefThing {
    std::string name;
    std::string sha256;
    bool none = false;
};

/// What one plan came to in one scenario; both are numbers in BriefInput's lists. All of a day, in
/// the whole city: minutes, people, dollars.
struct BriefCell {
    std::size_t scenario = 0;
    std::size_t plan = 0;
    std::int64_t days = 0;
    Figure p_all_hold;
    Figure sites_held;  ///< Places that hold, of all.
    Figure mean_wait;
    Figure voters_lost;
    Figure last_out;  ///< Minutes after the close.
    Figure cost;
};

/// A place under the plan that the brief is about.
struct BriefSite {
    std::string name;
    Figure p_holds;
    Figure p90;
    Figure lost;
};

struct BriefInput {
    std::string city;
    std::string election;  ///< Its name; may be empty.
    std::optional<Date> date;
    std::int64_t sites = 0;
    double voters = 0;
    std::vector<BriefThing> scenarios;
    std::vector<BriefThing> plans;
    std::vector<BriefCell> cells;
    simulation::Standard standard;
    std::vector<std::string> measures;     ///< Of the plan of choice_of(), in sentences.
    std::vector<std::string> disruptions;  ///< Of its scenario.
    double goal = 0.95;                    ///< With which probability the standard is to be held.
    double confidence = 0.95;
    std::int64_t run = 0;
    std::int64_t seed = 0;
    std::string engine_version;
    std::string city_sha256;
    std::string command;               ///< Gives the same numbers again.
    bool complete = true;              ///< All days are rehearsed.
    std::vector<std::string> changed;  ///< Names of inputs that are others now.
};

/// What the brief is about: the cheapest plan that reaches the goal in every scenario, else the one
/// that comes nearest (of equals that with which most places hold); and the scenario that is
/// hardest for it. Absent while no plan has a cell in every scenario that any plan has one in.
struct BriefChoice {
    std::size_t plan = 0;
    std::size_t scenario = 0;
    bool reaches_goal = false;

    friend bool operator==(const BriefChoice&, const BriefChoice&) = default;
};

[[nodiscard]] std::optional<BriefChoice> choice_of(const BriefInput& input);

/// A number of the brief, with its interval and where it is from.
struct BriefFigure {
    std::string name;
    double value = 0;
    double low = 0;
    double high = 0;
    std::string unit;  ///< `probability`, `places`, `minutes`, `voters`, `dollars`.
    std::string source;
};
BOOST_DESCRIBE_STRUCT(BriefFigure, (), (name, value, low, high, unit, source))

struct BriefStatement {
    std::string text;
    std::vector<BriefFigure> figures;
};
BOOST_DESCRIBE_STRUCT(BriefStatement, (), (text, figures))

/// A table as it is shown: cells are text in the reader's language.
struct BriefTable {
    std::string title;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};
BOOST_DESCRIBE_STRUCT(BriefTable, (), (title, columns, rows))

/// Sentences under a heading; none where there is nothing to say.
struct BriefList {
    std::string title;
    std::vector<std::string> lines;
};
BOOST_DESCRIBE_STRUCT(BriefList, (), (title, lines))

struct Brief {
    std::string language;
    std::string title;
    std::string running;   ///< At the head of each page.
    std::string headline;  ///< The finding.
    std::vector<std::string> warnings;
    std::vector<BriefStatement> statements;
    BriefList plan;      ///< What the city does.
    BriefList scenario;  ///< What goes wrong.
    BriefTable matrix;
    std::string sources;  ///< Where the figures are from and what the brackets mean.
    BriefTable worst_sites;
    std::vector<std::string> not_modelled;
    BriefTable reproduce;
};
BOOST_DESCRIBE_STRUCT(
    Brief,
    (),
    (language,
     title,
     running,
     headline,
     warnings,
     statements,
     plan,
     scenario,
     matrix,
     sources,
     worst_sites,
     not_modelled,
     reproduce)
)

/// `worst`: the places that hold the standard on the fewest days under choice_of(), worst first; no
/// more than five are shown. Without a choice the brief says that there is nothing to say yet.
[[nodiscard]] Brief brief_of(
    const BriefInput& input, const std::vector<BriefSite>& worst, const program::Words& words
);

}  // namespace belfry::rehearsal
