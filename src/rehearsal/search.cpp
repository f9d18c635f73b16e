#include "rehearsal/search.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

#include "base/check.hpp"
#include "program/deed.hpp"
#include "rehearsal/comparison.hpp"
#include "rehearsal/run_desk.hpp"
#include "rehearsal/search_journal.hpp"
#include "rehearsal/sentences.hpp"
#include "rehearsal/wish_checks.hpp"

namespace belfry::rehearsal {

namespace {

using simulation::Measure;
using simulation::MeasureKind;

constexpr std::size_t most_levers = 12;
constexpr double indifference = 0.02;
constexpr std::size_t most_steps = 500;
constexpr std::chrono::seconds between_stores{3};

Measure measure_for(const LeverWish& lever, std::size_t number) {
    Measure measure;
    measure.id = "lever-" + std::to_string(number + 1);
    measure.kind = *lever.kind;
    measure.where = lever.where;
    measure.count = static_cast<int>(lever.least.value_or(0));
    measure.equipment = lever.equipment;
    if (measure.kind == MeasureKind::spare_machines) {
        measure.shared = lever.shared;
    }
    if (measure.kind == MeasureKind::repair_crews) {
        measure.bases = {simulation::Base{1, {}, {}}};
    }
    measure.unit_cost = lever.unit_cost;
    return measure;
}

void check_lever(WishChecks& check, LeverWish& lever, std::size_t number, SeenPlan& plan) {
    const auto path = json::Path().member("levers").element(number);
    const auto least = lever.least.value_or(0);
    lever.least = least;
    check.within(path.member("least").text(), static_cast<double>(least), 0, 100'000);
    check.within(
        path.member("most").text(), static_cast<double>(lever.most), static_cast<double>(least), 1e5
    );
    if (lever.measure) {
        const auto found = std::ranges::find(plan.measures, *lever.measure, &Measure::id);
        if (found == plan.measures.end()) {
            check.problem(
                path.member("measure").text(), "unknown_measure", "The plan has no such measure."
            );
        } else if (lever.unit_cost) {
            found->unit_cost = lever.unit_cost;
        }
    } else if (lever.kind == MeasureKind::redirect || lever.kind == MeasureKind::extended_hours) {
        check.problem(
            path.member("kind").text(),
            "lever_without_count",
            "This measure has no number to choose."
        );
    } else if (lever.kind) {
        auto measure = measure_for(lever, number);
        lever.measure = measure.id;
        plan.measures.push_back(std::move(measure));
    } else {
        check.problem(path.member("kind").text(), "required", "Fill this in.");
    }
}

std::string site_name(const simulation::City& city, const std::string& id) {
    const auto found = std::ranges::find(city.sites, id, &simulation::Site::id);
    return found == city.sites.end() ? id : found->name.value_or(id);
}

/// What the engine found, with names instead of ids.
class Translation {
public:
    explicit Translation(const simulation::OptimiseRequest& request) : request_(request) {}

    [[nodiscard]] PlanLooked point(const simulation::PlanPoint& point) const {
        PlanLooked out;
        for (std::size_t i = 0; i < point.settings.size(); ++i) {
            const auto& setting = point.settings[i];
            out.settings.push_back({request_.levers[i].measure, {}, setting.count, setting.by_site}
            );
        }
        out.cost_cents = 100 * point.cost;
        out.p_all_hold = figure(point.holds);
        out.sites_held = point.sites_held;
        const auto scenario =
            std::ranges::find(request_.scenarios, point.scenario, &simulation::Scenario::id);
        out.scenario = scenario == request_.scenarios.end() ? point.scenario : scenario->name;
        out.site = site_name(request_.city, point.site);
        return out;
    }

    void put(const simulation::Optimised& found, Optimization& out) const {
        out.reached = found.reached;
        out.best = point(found.best);
        out.measures = found.plan.measures;
        std::erase_if(out.measures, [&](const Measure& measure) { return is_nothing(measure); });
        out.curve.clear();
        for (const auto& one : found.curve) {
            out.curve.push_back(point(one));
        }
        out.next.clear();
        for (const auto& purchase : found.next) {
            out.next.push_back(
                {purchase.measure,
                 {},
                 purchase.more,
                 100 * purchase.cost,
                 purchase.gain,
                 purchase.sites_gain}
            );
        }
    }

private:
    /// A lever that was left at none.
    [[nodiscard]] bool is_nothing(const Measure& measure) const {
        const bool is_lever =
            std::ranges::find(request_.levers, measure.id, &simulation::Lever::measure) !=
            request_.levers.end();
        const auto none = [](const auto& count) {
            return count.second == 0;
        };
        const bool none_by_site = !measure.counts || std::ranges::all_of(*measure.counts, none);
        return is_lever && measure.count.value_or(0) == 0 && none_by_site;
    }

    const simulation::OptimiseRequest& request_;
};

class Search {
public:
    Search(const Workshop& workshop, jobs::Work& work, StoredRun run)
        : workshop_(workshop),
          work_(work),
          run_(std::move(run)),
          journal_(workshop.services.database, run_.id, {}),
          stop_with_the_work_(work.stop(), [this] { stop_.request_stop(); }) {
        run_.optimization = not_begun(*run_.optimization);
    }

    Result<json::Value> finish() {
        auto city = workshop_.services.database.read([&](store::Connection& db) {
            return city_of_run(db, run_);
        });
        auto request = request_of(run_, std::move(city));
        request.threads = workshop_.threads;
        request.engines = watched(journal_.engines());
        request.cancel = stop_.get_token();
        request.progress = [this](const simulation::OptimiseProgress& progress) {
            take(progress);
        };
        const auto found = simulation::optimise(request);
        if (!found) {
            return std::unexpected(found.error());
        }
        if (lost_) {
            return std::unexpected(*lost_);
        }
        // Stopped before one plan was seen on all its days, it has found nothing that could be
        // said.
        if (found->best.days >= request.days || !found->cancelled) {
            put_found(*found, request, *run_.optimization);
        }
        if (auto stored = store(!stop_.stop_requested()); !stored) {
            return std::unexpected(stored.error());
        }
        return json::Value(json::Object{{"run", run_.id.value}, {"plans", found->plans}});
    }

private:
    /// Keeps what there is every few seconds.
    [[nodiscard]] simulation::Engines watched(simulation::Engines engines) {
        simulation::Engines out;
        out.rehearse = [this, run = std::move(engines.rehearse)](
                           const simulation::Model& model, const simulation::RunOptions& options
                       ) {
            auto result = run(model, told(options));
            keep();
            return result;
        };
        out.city_days = [this, run = std::move(engines.city_days)](
                            const simulation::Model& model,
                            const simulation::RunOptions& options,
                            std::uint32_t first
                        ) {
            auto days = run(model, told(options), first);
            keep();
            return days;
        };
        return out;
    }

    /// The same, saying how many days of the plan at hand are done: in a large city one plan takes
    /// as long as a whole search elsewhere.
    [[nodiscard]] simulation::RunOptions told(simulation::RunOptions options) {
        options.progress = [this](const simulation::Progress& progress) {
            work_.progress(
                looked_at_,
                0,
                {"job.optimization.looking",
                 {{"done", std::to_string(progress.days)}, {"of", std::to_string(progress.of)}}}
            );
        };
        return options;
    }

    void keep() {
        const auto now = std::chrono::steady_clock::now();
        if (lost_ || !journal_.has_news() || now - stored_at_ < between_stores) {
            return;
        }
        stored_at_ = now;
        if (auto stored = store(false); !stored) {
            lost_ = stored.error();
            stop_.request_stop();
        }
    }

    void take(const simulation::OptimiseProgress& progress) {
        add_step(*run_.optimization, progress);
        looked_at_ = progress.plans;
        work_.progress(progress.plans, 0, {"job.optimization." + progress.step, {}});
    }

    Result<void> store(bool is_done) {
        return workshop_.services.record.write(
            {record::Actor::belfry(), "run.progress", {"run", run_.id.value}},
            [&](record::Writing& writing) -> Result<void> {
                if (!find_run(writing.db(), run_.id)) {
                    return program::no_such_thing();
                }
                if (!journal_.save(writing.db())) {
                    return run_taken_over();
                }
                if (is_done) {
                    delete_steps(writing.db(), run_.id);
                }
                run_.revision = writing.revision();
                save_optimization(writing.db(), run_);
                writing.set("plans_looked_at", run_.optimization->steps.size());
                return {};
            }
        );
    }

    const Workshop& workshop_;
    jobs::Work& work_;
    StoredRun run_;
    SearchJournal journal_;
    std::int64_t looked_at_ = 0;  ///< Plans so far.
    std::stop_source stop_;
    std::stop_callback<std::function<void()>> stop_with_the_work_;
    std::optional<Refusal> lost_;
    std::chrono::steady_clock::time_point stored_at_ = std::chrono::steady_clock::now();
};

}  // namespace

Result<OptimizationWish> checked(OptimizationWish wish, SeenPlan& plan) {
    WishChecks check;
    check.list("scenarios", wish.scenarios, most_scenarios, "too_many_scenarios");
    wish.probability = wish.probability.value_or(0.95);
    wish.days = wish.days.value_or(200);
    wish.final_days = wish.final_days.value_or(1'000);
    wish.seed = wish.seed.value_or(1);
    check.within("probability", *wish.probability, 0.5, 0.999);
    check.days("days", *wish.days);
    check.days("final_days", *wish.final_days);
    check.within("seed", static_cast<double>(*wish.seed), 0, 9e15);
    if (wish.levers.empty() || wish.levers.size() > most_levers) {
        check.problem(
            "levers", "levers_needed", "Say what may be bought: at least one lever, at most twelve."
        );
    }
    for (std::size_t i = 0; i < wish.levers.size(); ++i) {
        check_lever(check, wish.levers[i], i, plan);
    }
    if (auto fits = check.result(); !fits) {
        return std::unexpected(fits.error());
    }
    return wish;
}

simulation::OptimiseRequest request_of(const StoredRun& run, simulation::City city) {
    const auto& wish = run.optimization->wish;
    simulation::OptimiseRequest request;
    request.city = std::move(city);
    for (const auto& scenario : run.inputs.scenarios) {
        request.scenarios.push_back(for_engine(scenario));
    }
    request.plan = for_engine(run.inputs.plans.front());
    for (const auto& lever : wish.levers) {
        request.levers.push_back(
            {lever.measure.value_or(""),
             static_cast<int>(lever.least.value_or(0)),
             static_cast<int>(lever.most),
             lever.each_site.value_or(false)}
        );
    }
    request.probability = wish.probability.value_or(0.95);
    request.indifference = indifference;
    request.days = static_cast<std::uint32_t>(wish.days.value_or(200));
    request.final_days = static_cast<std::uint32_t>(wish.final_days.value_or(1'000));
    request.seed = static_cast<std::uint64_t>(wish.seed.value_or(1));
    return request;
}

Optimization not_begun(const Optimization& search) {
    Optimization out;
    out.wish = search.wish;
    out.probability = search.probability;
    return out;
}

void add_step(Optimization& search, const simulation::OptimiseProgress& progress) {
    auto& steps = search.steps;
    SearchStep step{progress.step, progress.plans, progress.holds, 100 * progress.cost};
    // While it only looks, the newest stands for all of its kind at that cost.
    if (steps.size() >= most_steps) {
        steps.back() = std::move(step);
    } else {
        steps.push_back(std::move(step));
    }
}

void put_found(
    const simulation::Optimised& found,
    const simulation::OptimiseRequest& request,
    Optimization& search
) {
    Translation(request).put(found, search);
}

Result<json::Value> work_on_optimization(const Workshop& workshop, jobs::Work& work) {
    const Id<Run> id{work.input().at("run").to_number<std::int64_t>()};
    auto run = run_to_work_on(workshop, id);
    if (!run) {
        return std::unexpected(run.error());
    }
    check(run->optimization.has_value(), "a search is asked for");
    return Search(workshop, work, std::move(*run)).finish();
}

void say_in_words(Optimization& found, const StoredRun& run, const Speech& speech) {
    const auto& words = speech.words;
    const auto measure_of = [&](const std::string& id) {
        const auto& all = run.inputs.plans.front().measures;
        const auto at = std::ranges::find(all, id, &Measure::id);
        return at == all.end() ? Measure() : *at;
    };
    const auto say = [&](PlanLooked& looked) {
        for (auto& setting : looked.settings) {
            auto measure = measure_of(setting.measure);
            measure.count = static_cast<int>(setting.count);
            setting.sentence = sentence_of(speech, measure);
        }
        if (looked.scenario == ordinary_day().name) {
            looked.scenario = words.say("rehearsal.ordinary_day");
        }
    };
    std::ranges::for_each(found.curve, say);
    for (auto& purchase : found.next) {
        auto measure = measure_of(purchase.measure);
        measure.count.reset();
        purchase.sentence = sentence_of(speech, measure);
    }
    found.sentences = sentences_of(speech, found.measures);
    if (found.best) {
        say(*found.best);
        // What more money buys is looked at last, on other days; a search that was stopped has not.
        const bool stopped = found.next.empty();
        const auto days = stopped ? found.wish.days : found.wish.final_days;
        found.guarantee = words.say(
            stopped         ? "rehearsal.guarantee.stopped"
            : found.reached ? "rehearsal.guarantee.reached"
                            : "rehearsal.guarantee.missed",
            {{"percent", percent(found.best->p_all_hold.value)},
             {"low", percent(found.best->p_all_hold.low)},
             {"high", percent(found.best->p_all_hold.high)},
             {"days", number(static_cast<double>(days.value_or(0)))},
             {"scenario", found.best->scenario},
             {"site", found.best->site}}
        );
    }
}

}  // namespace belfry::rehearsal
