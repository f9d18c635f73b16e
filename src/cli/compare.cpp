#include "cli/compare.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/services.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/phrases.hpp"
#include "rehearsal/plan_matrix.hpp"
#include "rehearsal/thing_store.hpp"
#include "text/markdown.hpp"

namespace belfry::cli {

namespace {

using rehearsal::MatrixWish;
using rehearsal::PlanMatrix;
using rehearsal::RunPair;
using rehearsal::SeenPlan;
using rehearsal::SeenScenario;

constexpr std::size_t name_width = 28;

template <class Seen>
std::string name_of(const std::vector<Seen>& all, std::int64_t id) {
    return text::shorten(std::ranges::find(all, id, &Seen::id)->name, name_width);
}

/// One site of a city's file may stand for several that are alike.
int places_of(const simulation::City& city) {
    int count = 0;
    for (const auto& site : city.sites) {
        count += site.copies.value_or(1);
    }
    return count;
}

std::string dollars(double cents) {
    return rehearsal::money_in_words(Money::dollars(std::llround(cents / 100)));
}

/// The columns of a cell, under the heading that `in_words` writes.
std::string in_words(const MatrixWish& wish, const rehearsal::RunCell& cell) {
    const auto& holds = cell.p_all_hold;
    return fmt::format(
        "  {:<{}} {:5.1f} % ({:.1f}–{:.1f})  {:9.1f} {:9.1f} {:>12}   {} ({:.0f} %)\n",
        name_of(wish.plans, cell.plan),
        name_width,
        100 * holds.value,
        100 * holds.low,
        100 * holds.high,
        cell.mean_wait.value,
        cell.voters_lost.value,
        dollars(cell.cost_cents.value),
        text::shorten(cell.worst_site.name, name_width),
        100 * cell.worst_site.p_holds.value
    );
}

/// `+$12,000`, `-$500`, `$0`.
std::string dollars_more(double cents) {
    const auto whole = std::llround(cents / 100);
    const auto* sign = whole > 0 ? "+" : whole < 0 ? "-" : "";
    return sign + rehearsal::money_in_words(Money::dollars(std::abs(whole)));
}

/// `all hold +3.1 (1.2 to 5.0) points`; empty for what is not shown.
std::string in_words(const RunPair& pair) {
    const auto said = [&](const char* what, double scale, const char* unit) {
        return fmt::format(
            "{} {:+.1f} ({:.1f} to {:.1f}){}",
            what,
            scale * pair.difference,
            scale * pair.low,
            scale * pair.high,
            unit
        );
    };
    if (pair.metric == "p_all_hold") {
        return said("all hold", 100, " points");
    }
    if (pair.metric == "mean_wait") {
        return said("mean wait", 1, " min");
    }
    if (pair.metric == "voters_lost") {
        return said("lost", 1, "");
    }
    return pair.metric == "cost_cents" ? fmt::format(
                                             "cost {} ({} to {})",
                                             dollars_more(pair.difference),
                                             dollars_more(pair.low),
                                             dollars_more(pair.high)
                                         )
                                       : "";
}

/// How each plan differs from the first one.
std::string differences(const MatrixWish& wish, const PlanMatrix& matrix, std::int64_t scenario) {
    std::string text;
    for (const auto& plan : wish.plans) {
        std::string said;
        for (const auto& pair : matrix.paired) {
            if (pair.scenario == scenario && pair.first_plan == plan.id &&
                pair.second_plan == wish.plans.front().id) {
                const auto words = in_words(pair);
                said += (said.empty() || words.empty() ? "" : "; ") + words;
            }
        }
        if (!said.empty()) {
            text += fmt::format(
                "  {} less {}: {}\n",
                name_of(wish.plans, plan.id),
                name_of(wish.plans, wish.plans.front().id),
                said
            );
        }
    }
    return text;
}

std::string in_words(const MatrixWish& wish, const PlanMatrix& matrix) {
    auto text = fmt::format(
        "{}{}{} polling places, seed {}. With 95 % confidence, on the same days for all.\n",
        wish.city.name,
        wish.city.name.empty() ? "" : ": ",
        places_of(wish.city),
        wish.seed
    );
    for (const auto& scenario : wish.scenarios) {
        bool begun = false;
        for (const auto& cell : matrix.cells) {
            if (cell.scenario != scenario.id) {
                continue;
            }
            if (!begun) {
                text += fmt::format(
                    "\n{}, {} days\n  {:<{}} {:<21} {:>9} {:>9} {:>12}   {}\n",
                    scenario.name,
                    cell.days,
                    "",
                    name_width,
                    "all sites hold",
                    "wait, min",
                    "lost",
                    "cost a day",
                    "worst site (holds)"
                );
                begun = true;
            }
            text += in_words(wish, cell);
        }
        text += differences(wish, matrix, scenario.id);
    }
    return text;
}

/// The same pairs, but what is said is a later plan less an earlier one: the first of the list is
/// what the others are compared with.
void turn(PlanMatrix& matrix) {
    for (auto& pair : matrix.paired) {
        std::swap(pair.first_plan, pair.second_plan);
        pair.difference = 0 - pair.difference;
        pair.low = 0 - std::exchange(pair.high, 0 - pair.low);
    }
}

int compare(MatrixWish wish, const Output& out) {
    wish.cancel = stopped_by_interrupt();
    if (::isatty(STDERR_FILENO) != 0) {
        wish.progress = [](std::int64_t days, std::int64_t of) {
            fmt::print(stderr, "\r{} of {} days", days, of);
        };
    }
    auto matrix = rehearsal::plan_matrix(wish);
    if (wish.progress) {
        fmt::print(stderr, "\n");
    }
    if (!matrix) {
        return out.refuse(matrix.error());
    }
    turn(*matrix);
    json::Object inputs{{"city", wish.city.name}, {"seed", wish.seed}, {"days", wish.days}};
    const auto named = [&](const char* what, const auto& all) {
        json::Array names;
        for (const auto& one : all) {
            names.push_back(json::Object{
                {"id", one.id}, {"name", one.name}, {"sha256", rehearsal::sha256_of(one)}
            });
        }
        inputs[what] = std::move(names);
    };
    named("scenarios", wish.scenarios);
    named("plans", wish.plans);
    out.say(
        in_words(wish, *matrix),
        {{"inputs", std::move(inputs)},
         {"cancelled", matrix->cancelled},
         {"cells", json::write(matrix->cells)},
         {"paired", json::write(matrix->paired)}}
    );
    return done;
}

/// As data has it: a number of its own, and the ordinary day and no plan as number 0.
/// `what` they are, and where one finds their numbers.
template <class Seen, class Find, class Numbers>
Result<std::vector<Seen>> seen_in(
    const Numbers& numbers, const Seen& none, const char* what, const char* list, Find find
) {
    std::vector<Seen> out;
    for (const auto number : numbers) {
        if (number == 0) {
            out.push_back(none);
            continue;
        }
        const auto found = find(number);
        if (!found) {
            return refuse(
                Refusal::Kind::not_found,
                "no_such_thing",
                fmt::format("There is no {} {}: `belfry {}` lists them.", what, number, list)
            );
        }
        out.push_back(rehearsal::as_seen(*found));
    }
    return out;
}

}  // namespace

int compare_files(const RehearseWish& wish, const NamedCity& city, const Output& out) {
    if (other_runners()) {
        return out.misunderstood("under mpirun: one scenario and one plan at a time");
    }
    MatrixWish asked;
    asked.city = city.city;
    asked.days = wish.days;
    asked.seed = wish.seed;
    asked.threads = wish.threads;
    const auto names = [](const std::vector<std::string>& given) {
        return given.empty() ? std::vector<std::string>{"none"} : given;
    };
    for (const auto& name : names(wish.scenarios)) {
        auto scenario = scenario_named(name);
        if (!scenario) {
            return out.refuse(scenario.error());
        }
        asked.scenarios.push_back(
            {static_cast<std::int64_t>(asked.scenarios.size()) + 1,
             scenario->name,
             0,
             std::move(scenario->disruptions)}
        );
    }
    for (const auto& name : names(wish.plans)) {
        auto plan = plan_named(name);
        if (!plan) {
            return out.refuse(plan.error());
        }
        asked.plans.push_back(
            {static_cast<std::int64_t>(asked.plans.size()) + 1,
             plan->name,
             0,
             std::move(plan->measures),
             plan->standard.value_or(simulation::Standard())}
        );
    }
    if (city.folder && !out.as_json()) {
        fmt::print("{}\n", in_words(*city.folder));
    }
    return compare(std::move(asked), out);
}

int compare_plans(const web::Place& place, const CompareWish& wish, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto services = services_of(house);
        const program::Words words(services.catalog, wish.language);
        MatrixWish asked;
        const auto read = services.database.read([&](store::Connection& db) -> Result<void> {
            auto day = rehearsal::load_day(db);
            if (!day) {
                return std::unexpected(day.error());
            }
            asked.city = std::move(day->city);
            auto scenarios = seen_in<SeenScenario>(
                wish.scenarios.empty() ? std::vector<std::int64_t>{0} : wish.scenarios,
                {0, words.say("rehearsal.ordinary_day"), 0, {}},
                "scenario",
                "export scenarios",
                [&](std::int64_t number) { return rehearsal::find_scenario(db, {number}); }
            );
            auto plans = seen_in<SeenPlan>(
                wish.plans,
                {0, words.say("rehearsal.no_plan"), 0, {}, {}},
                "plan",
                "plans list",
                [&](std::int64_t number) { return rehearsal::find_plan(db, {number}); }
            );
            if (!scenarios || !plans) {
                return std::unexpected(scenarios ? plans.error() : scenarios.error());
            }
            asked.scenarios = std::move(*scenarios);
            asked.plans = std::move(*plans);
            return {};
        });
        if (!read) {
            return out.refuse(read.error());
        }
        asked.days = wish.days;
        asked.seed = wish.seed;
        asked.threads = wish.threads;
        return compare(std::move(asked), out);
    });
}

}  // namespace belfry::cli
