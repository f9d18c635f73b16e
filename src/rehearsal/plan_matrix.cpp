#include "rehearsal/plan_matrix.hpp"

#include <algorithm>

#include "rehearsal/comparison.hpp"
#include "rehearsal/day.hpp"
#include "rehearsal/packed.hpp"
#include "rehearsal/pairing.hpp"
#include "rehearsal/wish_checks.hpp"

namespace belfry::rehearsal {

namespace {

/// A part: what is lost at most where it is stopped.
constexpr std::size_t most_days_a_part = 200;
/// Numbers of a day book that are kept at a time.
constexpr std::size_t most_kept = 4'000'000;

Result<void> check_sizes(const MatrixWish& wish) {
    WishChecks check;
    const auto most = [&](const char* field, const char* code, std::size_t count, std::size_t of) {
        if (count > of) {
            check.problem(
                field, code, fmt::format("At most {}.", of), {{"most", std::to_string(of)}}
            );
        }
    };
    most("scenarios", "too_many_scenarios", wish.scenarios.size(), most_scenarios);
    most("plans", "too_many_plans", wish.plans.size(), most_plans);
    return check.result();
}

/// One scenario: all plans, some days at a time.
class Row {
public:
    Row(const MatrixWish& wish, std::size_t scenario) : wish_(wish), scenario_(scenario) {}

    Result<void> rehearse() {
        for (const auto& plan : wish_.plans) {
            auto model = simulation::make_model(
                wish_.city, for_engine(wish_.scenarios[scenario_]), for_engine(plan)
            );
            if (!model) {
                return std::unexpected(model.error());
            }
            models_.push_back(std::move(*model));
        }
        for (std::size_t pair = 0; pair < plans() * (plans() - 1) / 2; ++pair) {
            pairs_.emplace_back(sites());
        }
        sums_.resize(plans());
        while (days_ < wish_.days && part()) {
        }
        return {};
    }

    /// Nothing where no day was done.
    void put(PlanMatrix& matrix) const {
        if (days_ == 0) {
            return;
        }
        for (std::size_t plan = 0; plan < plans(); ++plan) {
            auto cell = cell_of(models_[plan], sums_[plan]);
            cell.scenario = wish_.scenarios[scenario_].id;
            cell.plan = wish_.plans[plan].id;
            cell.sha256 = sha256_of(bytes_of(sums_[plan]));
            matrix.cells.push_back(std::move(cell));
        }
        each_pair([&](std::size_t first, std::size_t second, std::size_t place) {
            for (auto& pair : pairs_[place].of_city(days_)) {
                pair.scenario = wish_.scenarios[scenario_].id;
                pair.first_plan = wish_.plans[first].id;
                pair.second_plan = wish_.plans[second].id;
                matrix.paired.push_back(std::move(pair));
            }
        });
    }

private:
    [[nodiscard]] std::size_t plans() const { return wish_.plans.size(); }

    [[nodiscard]] std::size_t sites() const { return models_.front().sites.size(); }

    /// Calls `each` with two plans and the place of their pair.
    template <class Each>
    void each_pair(Each each) const {
        std::size_t place = 0;
        for (std::size_t first = 0; first < plans(); ++first) {
            for (std::size_t second = first + 1; second < plans(); ++second) {
                each(first, second, place++);
            }
        }
    }

    [[nodiscard]] std::uint32_t until() const {
        const auto a_day = plans() * sites() * paired_metrics.size();
        const auto fit = std::min(most_days_a_part, most_kept / a_day);
        const auto more = std::max<std::size_t>(1, fit / simulation::block_days);
        return static_cast<std::uint32_t>(
            std::min<std::size_t>(wish_.days, days_ + more * simulation::block_days)
        );
    }

    /// False when it was stopped within: then nothing of it counts.
    bool part() {
        const auto last = until();
        DayBook book(plans(), sites(), days_, last);
        std::vector<simulation::Rehearsal> done;
        for (std::size_t plan = 0; plan < plans(); ++plan) {
            simulation::RunOptions options;
            options.first = days_;
            options.days = last;
            options.seed = wish_.seed;
            options.threads = wish_.threads;
            options.cancel = wish_.cancel;
            book.keep(options, plan);
            done.push_back(simulation::rehearse(models_[plan], options));
            if (done.back().cancelled) {
                return false;
            }
            tell(plan + 1, last);
        }
        for (std::size_t plan = 0; plan < plans(); ++plan) {
            if (days_ > 0) {
                simulation::merge(done[plan], sums_[plan]);
            }
            sums_[plan] = std::move(done[plan]);
        }
        each_pair([&](std::size_t first, std::size_t second, std::size_t place) {
            pairs_[place].add(book, first, second);
        });
        days_ = last;
        return true;
    }

    void tell(std::size_t plans_done, std::uint32_t last) const {
        if (!wish_.progress) {
            return;
        }
        const auto of_scenario = static_cast<std::int64_t>(plans()) * wish_.days;
        const auto here = static_cast<std::int64_t>(plans()) * days_ +
                          static_cast<std::int64_t>(plans_done) * (last - days_);
        wish_.progress(
            static_cast<std::int64_t>(scenario_) * of_scenario + here,
            static_cast<std::int64_t>(wish_.scenarios.size()) * of_scenario
        );
    }

    const MatrixWish& wish_;
    std::size_t scenario_;
    std::vector<simulation::Model> models_;
    std::vector<simulation::Rehearsal> sums_;
    std::vector<Pairing> pairs_;
    std::uint32_t days_ = 0;
};

}  // namespace

Result<PlanMatrix> plan_matrix(const MatrixWish& wish) {
    if (auto fits = check_sizes(wish); !fits) {
        return std::unexpected(fits.error());
    }
    PlanMatrix matrix;
    for (std::size_t scenario = 0; scenario < wish.scenarios.size(); ++scenario) {
        Row row(wish, scenario);
        if (auto done = row.rehearse(); !done) {
            return std::unexpected(done.error());
        }
        row.put(matrix);
    }
    matrix.cancelled = wish.cancel.stop_requested();
    return matrix;
}

}  // namespace belfry::rehearsal
