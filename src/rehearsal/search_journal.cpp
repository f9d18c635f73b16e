#include "rehearsal/search_journal.hpp"

#include <fmt/format.h>

#include "rehearsal/packed.hpp"
#include "simulation/day_block.hpp"

namespace belfry::rehearsal {

namespace {

using simulation::DayMetrics;
using simulation::Model;
using simulation::RunOptions;

/// What tells one step of a search from another: a kept answer to another question belongs to
/// another search, as an earlier version of Belfry would have made it.
std::string question_of(
    std::string_view what, const Model& model, const RunOptions& options, std::uint32_t first
) {
    return fmt::format(
        "{} {} {} {} {} {}\n",
        what,
        model.sites.size(),
        options.seed,
        first,
        options.days,
        simulation::fixed_cost(model)
    );
}

std::string bytes_of_days(const std::vector<DayMetrics>& days) {
    std::vector<double> numbers;
    for (const auto& day : days) {
        numbers.insert(numbers.end(), day.begin(), day.end());
    }
    return bytes_of(numbers);
}

std::vector<DayMetrics> days_from(std::string_view bytes) {
    const auto numbers = numbers_from(bytes);
    std::vector<DayMetrics> days(numbers.size() / std::tuple_size_v<DayMetrics>);
    auto next = numbers.begin();
    for (auto& day : days) {
        for (auto& value : day) {
            value = *next++;
        }
    }
    return days;
}

}  // namespace

SearchJournal::SearchJournal(store::Database& database, Id<Run> run, simulation::Engines engines)
    : database_(database),
      run_(run),
      real_(std::move(engines)),
      stored_(database.read([&](store::Connection& db) { return steps_of(db, run); })),
      good_(stored_) {
}

std::optional<std::string> SearchJournal::kept(const std::string& question) {
    if (next_ >= good_) {
        return {};
    }
    auto bytes = unpacked(database_.read([&](store::Connection& db) {
        return db
            .value<store::Bytes>(
                "SELECT packed FROM run_step WHERE run = $1 AND step = $2", run_, next_
            )
            .value_or(store::Bytes());
    }));
    if (!bytes.starts_with(question)) {
        good_ = next_;
        return {};
    }
    return bytes.substr(question.size());
}

std::string SearchJournal::answer(
    const std::string& question,
    const std::stop_token& cancel,
    const std::function<std::string()>& simulate
) {
    if (cancel.stop_requested()) {
        return simulate();  // the search asks for other things than it would have
    }
    if (auto known = kept(question)) {
        ++next_;
        return std::move(*known);
    }
    auto bytes = simulate();
    if (!cancel.stop_requested()) {
        fresh_.push_back(packed(question + bytes));
        ++next_;
    }
    return bytes;
}

simulation::Engines SearchJournal::engines() {
    simulation::Engines out;
    out.rehearse = [this](const Model& model, const RunOptions& options) {
        const auto bytes =
            answer(question_of("rehearse", model, options, options.first), options.cancel, [&] {
                return bytes_of(real_.rehearse(model, options));
            });
        return rehearsal_from(bytes, model);
    };
    out.city_days = [this](const Model& model, const RunOptions& options, std::uint32_t first) {
        const auto bytes =
            answer(question_of("city_days", model, options, first), options.cancel, [&] {
                return bytes_of_days(real_.city_days(model, options, first));
            });
        return days_from(bytes);
    };
    return out;
}

bool SearchJournal::save(store::Connection& db) {
    if (steps_of(db, run_) != stored_) {
        return false;
    }
    db.execute("DELETE FROM run_step WHERE run = $1 AND step >= $2", run_, good_);
    for (auto& step : fresh_) {
        db.execute(
            "INSERT INTO run_step (run, step, packed) VALUES ($1, $2, $3)", run_, good_, step
        );
        ++good_;
    }
    stored_ = good_;
    fresh_.clear();
    return true;
}

void delete_steps(store::Connection& db, Id<Run> run) {
    db.execute("DELETE FROM run_step WHERE run = $1", run);
}

std::size_t steps_of(store::Connection& db, Id<Run> run) {
    return db.value<std::size_t>("SELECT count(*) FROM run_step WHERE run = $1", run).value_or(0);
}

}  // namespace belfry::rehearsal
