#include "rehearsal/comparison.hpp"

#include <algorithm>
#include <chrono>

#include "base/check.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/packed.hpp"
#include "rehearsal/pairing.hpp"
#include "rehearsal/run_desk.hpp"

namespace belfry::rehearsal {

namespace {

using simulation::Metric;
using Clock = std::chrono::steady_clock;

/// A part takes at most so long: nothing is stored within, and a restart begins it again.
constexpr double most_seconds = 8;
/// Day, site and plan, while pairs are made.
constexpr std::size_t most_paired = 1'000'000;
constexpr std::uint32_t growth = 4;

WorstSite worst_of(const simulation::Model& model, const simulation::Rehearsal& rehearsal) {
    const auto weak = [&](std::size_t site) {
        const auto& sums = rehearsal.sites[site];
        return std::pair(
            sums.probability(Metric::holds, confidence).value,
            -sums.of_waiting_days(Metric::p90, confidence).value
        );
    };
    std::size_t worst = 0;
    for (std::size_t site = 1; site < rehearsal.sites.size(); ++site) {
        if (weak(site) < weak(worst)) {
            worst = site;
        }
    }
    const auto& sums = rehearsal.sites[worst];
    return {
        model.sites[worst].id,
        model.sites[worst].name,
        figure(sums.probability(Metric::holds, confidence)),
        figure(sums.of_waiting_days(Metric::p90, confidence)),
    };
}

Figure in_cents(const simulation::Estimate& e) {
    return {100 * e.value, 100 * e.low, 100 * e.high};
}

/// Of what cannot be negative.
Figure not_below_zero(const simulation::Estimate& e) {
    return {e.value, std::max(0.0, e.low), e.high};
}

class Comparison {
public:
    Comparison(const Workshop& workshop, jobs::Work& work, StoredRun run)
        : workshop_(workshop),
          work_(work),
          run_(std::move(run)),
          city_(database().read([&](store::Connection& db) { return city_of_run(db, run_); })),
          parts_(database().read([&](store::Connection& db) { return parts_of(db, run_.id); })) {}

    Result<json::Value> finish() {
        while (const auto part = next()) {
            auto done = step(*part);
            if (!done) {
                return std::unexpected(done.error());
            }
            if (!*done) {
                break;
            }
        }
        return json::Value(json::Object{{"run", run_.id.value}, {"days", days_done()}});
    }

private:
    [[nodiscard]] store::Database& database() const { return workshop_.services.database; }

    [[nodiscard]] std::uint32_t days() const {
        return static_cast<std::uint32_t>(run_.wish.days.value_or(0));
    }

    [[nodiscard]] std::size_t plans() const { return run_.inputs.plans.size(); }

    [[nodiscard]] std::int64_t days_done() const {
        std::int64_t sum = 0;
        for (const auto& part : parts_) {
            sum += static_cast<std::int64_t>(part.days) * static_cast<std::int64_t>(plans());
        }
        return sum;
    }

    /// The scenario that is least far; none when all are done.
    [[nodiscard]] std::optional<std::size_t> next() const {
        std::optional<std::size_t> least;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            if (!parts_[i].complete && (!least || parts_[i].days < parts_[*least].days)) {
                least = i;
            }
        }
        return least;
    }

    [[nodiscard]] std::uint32_t until(std::uint32_t from) const;
    [[nodiscard]] Result<std::vector<simulation::Model>> models(std::size_t scenario) const;
    void report(std::uint32_t more) const;
    std::optional<NewCell> rehearse_cell(
        const simulation::Model& model, const CellKey& key, const simulation::RunOptions& options
    );
    [[nodiscard]] bool is_look(std::uint32_t day) const;
    [[nodiscard]] std::vector<double> add_pairs(const DayBook& book, RunPart& part) const;
    [[nodiscard]] simulation::RunOptions options(
        std::size_t plan, std::uint32_t from, std::uint32_t to
    );
    Result<bool> step(std::size_t scenario);
    Result<void> store(
        std::uint32_t before,
        const RunPart& part,
        const store::Bytes& sums,
        const std::vector<NewCell>& cells
    );

    const Workshop& workshop_;
    jobs::Work& work_;
    StoredRun run_;
    simulation::City city_;
    std::vector<RunPart> parts_;
    bool all_known_well_ = false;
    double seconds_a_day_ = 0;  ///< Of all plans of a scenario; 0: nobody knows yet.
};

/// The day before which the next part ends. What is stored in the end does not depend on it.
std::uint32_t Comparison::until(std::uint32_t from) const {
    using simulation::block_days;
    auto more = std::max(block_days, from * (growth - 1));
    if (seconds_a_day_ > 0) {
        more = std::min(more, static_cast<std::uint32_t>(most_seconds / seconds_a_day_));
    }
    if (plans() > 1) {
        const auto a_day = plans() * city_.sites.size();
        more = std::min(more, static_cast<std::uint32_t>(most_paired / a_day));
    }
    auto last = from + std::max(block_days, more / block_days * block_days);
    if (run_.wish.half_width_minutes) {
        std::uint32_t look = 0;
        while (look <= from) {
            look = simulation::next_look(look, days());
        }
        last = std::min(last, look);
    }
    return std::min(last, days());
}

Result<std::vector<simulation::Model>> Comparison::models(std::size_t scenario) const {
    std::vector<simulation::Model> out;
    for (const auto& plan : run_.inputs.plans) {
        auto model = simulation::make_model(
            city_, for_engine(run_.inputs.scenarios[scenario]), for_engine(plan)
        );
        if (!model) {
            return std::unexpected(model.error());
        }
        out.push_back(std::move(*model));
    }
    return out;
}

void Comparison::report(std::uint32_t more) const {
    const auto done = days_done() + more;
    const auto of = static_cast<std::int64_t>(days() * parts_.size() * plans());
    work_.progress(
        done,
        of,
        {"job.rehearsal.days", {{"done", std::to_string(done)}, {"of", std::to_string(of)}}}
    );
}

/// Empty when the work was stopped within.
std::optional<NewCell> Comparison::rehearse_cell(
    const simulation::Model& model, const CellKey& key, const simulation::RunOptions& options
) {
    auto result = simulation::rehearse(model, options);
    if (result.cancelled) {
        return {};
    }
    if (options.first > 0) {
        const auto before =
            database().read([&](store::Connection& db) { return cell_sums(db, key); });
        simulation::merge(result, rehearsal_from(unpacked(before), model));
    }
    if (run_.wish.half_width_minutes) {
        all_known_well_ = all_known_well_ &&
                          simulation::is_known_well(result.city, {*run_.wish.half_width_minutes});
    }
    NewCell cell{cell_of(model, result), {}};
    cell.figures.scenario = run_.inputs.scenarios[key.scenario].id;
    cell.figures.plan = run_.inputs.plans[key.plan].id;
    const auto bytes = bytes_of(result);
    cell.figures.sha256 = sha256_of(bytes);
    cell.sums = packed(bytes);
    return cell;
}

/// Whether the stop rule looks after that day.
bool Comparison::is_look(std::uint32_t day) const {
    if (!run_.wish.half_width_minutes) {
        return false;
    }
    std::uint32_t look = 0;
    while (look < day) {
        look = simulation::next_look(look, days());
    }
    return look == day;
}

/// Adds the days of the book to what is known of each two plans: its sums, one pair after another.
std::vector<double> Comparison::add_pairs(const DayBook& book, RunPart& part) const {
    const auto before = numbers_from(unpacked(database().read([&](store::Connection& db) {
        return part_sums(db, run_.id, part.scenario);
    })));
    part.pairs.clear();
    std::vector<double> numbers;
    for (std::size_t first = 0; first < plans(); ++first) {
        for (std::size_t second = first + 1; second < plans(); ++second) {
            Pairing pairing(book.sites());
            const auto size = static_cast<std::ptrdiff_t>(pairing.numbers().size());
            if (!before.empty()) {
                const auto begin = before.begin() + static_cast<std::ptrdiff_t>(numbers.size());
                pairing.set_numbers({begin, begin + size});
            }
            pairing.add(book, first, second);
            for (auto& pair : pairing.of_city(part.days)) {
                pair.scenario = run_.inputs.scenarios[part.scenario].id;
                pair.first_plan = run_.inputs.plans[first].id;
                pair.second_plan = run_.inputs.plans[second].id;
                part.pairs.push_back(std::move(pair));
            }
            numbers.insert(numbers.end(), pairing.numbers().begin(), pairing.numbers().end());
        }
    }
    return numbers;
}

simulation::RunOptions Comparison::options(std::size_t plan, std::uint32_t from, std::uint32_t to) {
    simulation::RunOptions options;
    options.days = to;
    options.first = from;
    options.seed = static_cast<std::uint64_t>(run_.wish.seed.value_or(1));
    options.threads = workshop_.threads;
    options.cancel = work_.stop();
    options.progress = [this, plan, from, to](const simulation::Progress& progress) {
        report(progress.days - from + static_cast<std::uint32_t>(plan) * (to - from));
    };
    return options;
}

Result<bool> Comparison::step(std::size_t scenario) {
    const auto from = parts_[scenario].days;
    const auto to = until(from);
    const auto all = models(scenario);
    if (!all) {
        return std::unexpected(all.error());
    }
    const bool paired = plans() > 1;
    DayBook book(paired ? plans() : 0, all->front().sites.size(), from, to);
    const auto start = Clock::now();
    all_known_well_ = run_.wish.half_width_minutes.has_value();
    std::vector<NewCell> cells;
    for (std::size_t plan = 0; plan < plans(); ++plan) {
        auto options = this->options(plan, from, to);
        if (paired) {
            book.keep(options, plan);
        }
        auto cell = rehearse_cell((*all)[plan], {run_.id, scenario, plan}, options);
        if (!cell) {
            return false;
        }
        cells.push_back(std::move(*cell));
    }
    const std::chrono::duration<double> took = Clock::now() - start;
    seconds_a_day_ = took.count() / (to - from);

    auto part = parts_[scenario];
    part.days = to;
    part.complete = to >= days() || (is_look(to) && all_known_well_);
    const auto numbers = add_pairs(book, part);
    if (auto stored = store(from, part, packed(bytes_of(numbers)), cells); !stored) {
        return std::unexpected(stored.error());
    }
    parts_[scenario] = std::move(part);
    report(0);
    return true;
}

Result<void> Comparison::store(
    std::uint32_t before,
    const RunPart& part,
    const store::Bytes& sums,
    const std::vector<NewCell>& cells
) {
    return workshop_.services.record.write(
        {record::Actor::belfry(), "run.progress", {"run", run_.id.value}},
        [&](record::Writing& writing) -> Result<void> {
            if (!save_part(writing.db(), run_.id, before, part, sums, cells)) {
                return run_taken_over();
            }
            save_revision(writing.db(), run_.id, writing.revision());
            writing.set("days", part.days);
            return {};
        }
    );
}

}  // namespace

RunCell cell_of(const simulation::Model& model, const simulation::Rehearsal& rehearsal) {
    const auto& city = rehearsal.city;
    RunCell cell;
    cell.days = rehearsal.days;
    cell.p_all_hold = figure(city.probability(Metric::holds, confidence));
    cell.sites_held = not_below_zero(city.mean(Metric::sites_held, confidence));
    cell.worst_site = worst_of(model, rehearsal);
    cell.mean_wait = not_below_zero(city.ratio(Metric::wait, Metric::waited, confidence));
    cell.p95_wait = figure(city.of_waiting_days(Metric::p95, confidence));
    cell.voters = not_below_zero(city.mean(Metric::came, confidence));
    cell.voters_lost = not_below_zero(city.mean(Metric::lost, confidence));
    cell.last_out = not_below_zero(city.mean(Metric::last_out, confidence));
    cell.cost_cents = in_cents(city.mean(Metric::cost, confidence));
    for (const auto& overload : simulation::overloads(model)) {
        cell.overloads.push_back(model.sites[overload.site].name + ": " + overload.reason);
    }
    return cell;
}

Result<json::Value> work_on_comparison(const Workshop& workshop, jobs::Work& work) {
    const Id<Run> id{work.input().at("run").to_number<std::int64_t>()};
    auto run = run_to_work_on(workshop, id);
    if (!run) {
        return std::unexpected(run.error());
    }
    return Comparison(workshop, work, std::move(*run)).finish();
}

}  // namespace belfry::rehearsal
