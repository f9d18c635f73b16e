#include "cli/runs.hpp"

#include <cerrno>
#include <cmath>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/rehearsal_inputs.hpp"
#include "cli/services.hpp"
#include "documents/table.hpp"
#include "http/route.hpp"
#include "rehearsal/chart_desk.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/export.hpp"
#include "rehearsal/reproduction.hpp"
#include "rehearsal/run_desk.hpp"
#include "rehearsal/sentences.hpp"
#include "rehearsal/thing_store.hpp"

/// Scenarios, plans and runs of a city's data: `plans`, `export`, `rehearse --run`.
namespace belfry::cli {

namespace {

using rehearsal::Plan;
using rehearsal::Scenario;

/// The rehearsal's part of a house, with a queue that is only looked at.
class Desk {
public:
    explicit Desk(web::House& house)
        : services_(services_of(house)),
          queue_(*house.database, *house.record, house.clock, {.server = "command", .local = {}}) {}

    [[nodiscard]] rehearsal::Workshop workshop() { return {services_, queue_, 0}; }

    [[nodiscard]] const program::Services& services() const { return services_; }

private:
    program::Services services_;
    jobs::Jobs queue_;
};

struct Known {
    simulation::City city;
    std::vector<Scenario> scenarios;
    std::vector<Plan> plans;
};

/// With sentences and costs.
Known known(const program::Services& services, const std::string& language) {
    return services.database.read([&](store::Connection& db) {
        Known all{
            rehearsal::city_as_far_as_known(db),
            rehearsal::list_scenarios(db),
            rehearsal::list_plans(db)
        };
        const auto speech = rehearsal::speech_of({services.catalog, language}, all.city);
        for (auto& scenario : all.scenarios) {
            scenario.sentences = rehearsal::sentences_of(speech, scenario.disruptions);
        }
        for (auto& plan : all.plans) {
            plan.sentences = rehearsal::sentences_of(speech, plan.measures);
            plan.cost = rehearsal::fixed_cost(rehearsal::for_engine(plan), all.city);
        }
        return all;
    });
}

std::string in_words(const Plan& plan) {
    auto out = fmt::format(
        "{}  {}{}\n",
        plan.id.value,
        plan.name,
        plan.cost ? "  " + rehearsal::money_in_words(*plan.cost) : ""
    );
    for (const auto& sentence : plan.sentences) {
        out += "    " + sentence + "\n";
    }
    return out;
}

Refusal no_such(const char* code, const char* what) {
    return {Refusal::Kind::not_found, code, what, {}, {}};
}

/// What is to be exported, as text in one of three forms.
template <class Item>
std::string listed(const std::vector<Item>& items, const ExportWish& wish) {
    if (wish.form == "json") {
        return json::canonical(json::write(items)) + "\n";
    }
    auto table = http::detail::table_of(items);
    table.name = wish.what;
    return wish.form == "csv" ? documents::to_csv(table) : documents::to_xlsx(table);
}

/// Refuses, with where its number is found, a run that was not said or is not there.
Result<void> run_is_there(const Desk& desk, const ExportWish& wish) {
    const auto run = desk.services().database.read([&](store::Connection& db) {
        return rehearsal::find_run(db, {wish.number});
    });
    if (run) {
        return {};
    }
    return refuse(
        Refusal::Kind::not_found,
        "no_such_thing",
        wish.number == 0
            ? fmt::format(
                  "Say of which run: `belfry export {} RUN`; `belfry export runs` lists them.",
                  wish.what
              )
            : fmt::format("There is no run {}: `belfry export runs` lists them.", wish.number)
    );
}

Result<std::string> exported(Desk& desk, ExportWish wish) {
    const bool picture = wish.form == "svg" || wish.form == "png";
    if (wish.form.empty()) {
        wish.form = wish.what == "chart" ? "svg" : "csv";
    } else if (picture != (wish.what == "chart")) {
        return refuse(
            Refusal::Kind::invalid,
            "format_not_offered",
            picture ? "Only a chart is written as svg or png: `belfry export chart RUN`."
                    : "A chart is written as svg or png."
        );
    }
    if (wish.what == "chart" || wish.what == "results") {
        if (auto there = run_is_there(desk, wish); !there) {
            return std::unexpected(there.error());
        }
    }
    if (wish.what == "chart") {
        return rehearsal::draw_chart(
            desk.workshop(),
            {{wish.number}, wish.chart, wish.scenario, wish.plan, wish.language},
            wish.form
        );
    }
    if (wish.what == "results") {
        return rehearsal::export_results(desk.workshop(), {wish.number}, wish.form, wish.language);
    }
    if (wish.what == "runs") {
        return listed(rehearsal::run_lines(desk.workshop()), wish);
    }
    const auto all = known(desk.services(), wish.language);
    return wish.what == "plans" ? listed(all.plans, wish) : listed(all.scenarios, wish);
}

int write_out(const std::string& bytes, const ExportWish& wish, const Output& out) {
    if (wish.file.empty()) {
        fmt::print("{}", bytes);
        return done;
    }
    std::ofstream file(wish.file, std::ios::binary);
    file << bytes;
    if (!file.flush()) {
        throw std::system_error(errno, std::generic_category(), wish.file);
    }
    out.say(wish.file, {{"file", wish.file}, {"bytes", bytes.size()}});
    return done;
}

}  // namespace

int list_plans(const web::Place& place, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto all = known(services_of(house), "en");
        for (const auto& plan : all.plans) {
            out.say(in_words(plan), json::write(plan).as_object());
        }
        return done;
    });
}

int show_plan(const web::Place& place, std::int64_t number, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto all = known(services_of(house), "en");
        for (const auto& plan : all.plans) {
            if (plan.id.value == number) {
                out.say(in_words(plan), json::write(plan).as_object());
                return done;
            }
        }
        return out.refuse(no_such("unknown_plan", "There is no such plan."));
    });
}

int export_plan(const web::Place& place, std::int64_t number, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        const auto plan = house.database->read([&](store::Connection& db) {
            return rehearsal::find_plan(db, {number});
        });
        if (!plan) {
            return out.refuse(no_such("unknown_plan", "There is no such plan."));
        }
        fmt::print("{}\n", json::canonical(json::write(rehearsal::for_engine(*plan))));
        return done;
    });
}

int export_rehearsal(const web::Place& place, const ExportWish& wish, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        Desk desk(house);
        const auto bytes = exported(desk, wish);
        return bytes ? write_out(*bytes, wish, out) : out.refuse(bytes.error());
    });
}

namespace {

/// The stored search once more.
int search_once_more(
    store::Database& database, std::int64_t run, const rehearsal::Again& again, const Output& out
) {
    const auto search = rehearsal::search_again(database, {run}, again);
    if (again.progress) {
        fmt::print(stderr, "\n");
    }
    if (!search) {
        return out.refuse(search.error());
    }
    const auto& best = search->found.best.value_or(rehearsal::PlanLooked());
    out.say(
        fmt::format(
            "The plan found costs {} a day; all sites hold on {:.1f}% of days; {}",
            rehearsal::money_in_words(Money::dollars(std::llround(best.cost_cents / 100))),
            100 * best.p_all_hold.value,
            search->equal ? "equal bits (" + search->sha256.substr(0, 12) + ")"
                          : "NOT the search that is stored"
        ),
        json::write(*search).as_object()
    );
    out.say(
        search->equal ? "Every bit is as it is stored." : "What was found is NOT what is stored.",
        {{"run", run}, {"equal", search->equal}}
    );
    return search->equal ? done : found;
}

}  // namespace

int rehearse_again(const web::Place& place, std::int64_t run, unsigned threads, const Output& out) {
    return with_house(place, out, [&](web::House& house) -> int {
        rehearsal::Again again{threads, stopped_by_interrupt(), {}};
        const auto kept = house.database->read([&](store::Connection& db) {
            return rehearsal::find_run(db, {run});
        });
        const bool is_search = kept && kept->kind == rehearsal::RunKind::optimization;
        if (::isatty(STDERR_FILENO) != 0) {
            again.progress = [is_search](std::int64_t count, std::int64_t of) {
                fmt::print(
                    stderr,
                    "\r{}",
                    is_search ? fmt::format("{} plans looked at", count)
                              : fmt::format("{} of {} days", count, of)
                );
            };
        }
        if (is_search) {
            return search_once_more(*house.database, run, again, out);
        }
        const auto cells = rehearsal::reproduce(*house.database, {run}, again);
        if (again.progress) {
            fmt::print(stderr, "\n");
        }
        if (!cells) {
            return out.refuse(cells.error());
        }
        bool equal = true;
        for (const auto& cell : *cells) {
            equal = equal && cell.equal;
            out.say(
                fmt::format(
                    "{} — {}: all sites hold on {:.1f}% of {} days, mean wait {:.2f} minutes; {}",
                    cell.scenario,
                    cell.plan,
                    100 * cell.figures.p_all_hold.value,
                    cell.days,
                    cell.figures.mean_wait.value,
                    cell.equal ? "equal bits (" + cell.sha256.substr(0, 12) + ")"
                               : "NOT the bits that are stored"
                ),
                json::write(cell).as_object()
            );
        }
        out.say(
            equal ? "Every bit is as it is stored." : "The results are NOT those that are stored.",
            {{"run", run}, {"equal", equal}}
        );
        return equal ? done : found;
    });
}

}  // namespace belfry::cli
