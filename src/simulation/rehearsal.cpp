#include "simulation/rehearsal.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "base/check.hpp"
#include "simulation/day_block.hpp"

namespace belfry::simulation {

namespace {

/// Server minutes of each station while the polls are open.
std::vector<double> open_minutes(const SiteModel& site) {
    std::vector<double> minutes;
    for (std::uint32_t k = 0; k < site.servers.size(); ++k) {
        double sum = site.servers[k] * (site.closes - site.opens);
        for (const auto& shift : site.shifts) {
            if (shift.station == k && shift.at < site.closes) {
                sum += shift.change * (site.closes - shift.at);
            }
        }
        minutes.push_back(sum);
    }
    return minutes;
}

/// Adds up blocks from several threads. All sums are of integers: the order does not matter.
class Collector {
public:
    explicit Collector(const Model& model) : locks_(64) {
        result_.city = Totals(model.slots, 0);
        result_.measure_uses.resize(model.measures.size());
        result_.measure_squares.resize(model.measures.size());
        for (const auto& site : model.sites) {
            result_.sites.emplace_back(model.slots, site.servers.size());
            open_.push_back(open_minutes(site));
        }
    }

    BlockSink sink() {
        return {
            [this](std::uint32_t, std::uint32_t site, const SiteTally& t, const DayMetrics& m) {
                const std::scoped_lock lock(locks_[site % locks_.size()]);
                result_.sites[site].add(m, t, open_[site]);
            },
            [this](
                std::uint32_t,
                const SiteTally& t,
                const DayMetrics& m,
                const std::vector<std::int64_t>& uses
            ) {
                const std::scoped_lock lock(city_lock_);
                result_.city.add(m, t, {});
                for (std::size_t i = 0; i < uses.size(); ++i) {
                    const auto count = static_cast<std::uint64_t>(uses[i]);
                    result_.measure_uses[i] += count;
                    result_.measure_squares[i] += count * count;
                }
            }
        };
    }

    Rehearsal& result() { return result_; }

private:
    std::vector<std::mutex> locks_;
    std::mutex city_lock_;
    std::vector<std::vector<double>> open_;
    Rehearsal result_;
};

/// Runs blocks from `first` day to before `last` on all threads; gives the number of days done.
class Crew {
public:
    explicit Crew(const RunOptions& options) : options_(options) {
        threads_ = options.threads > 0 ? options.threads
                                       : std::max(1U, std::thread::hardware_concurrency());
    }

    template <class Work>
    std::uint32_t run(std::uint32_t first, std::uint32_t last, Work work) {
        std::atomic<std::uint32_t> next{first};
        std::atomic<std::uint32_t> done{0};
        const auto blocks = (last - first + block_days - 1) / block_days;
        const auto loop = [&] {
            while (!options_.cancel.stop_requested()) {
                const auto start = next.fetch_add(block_days);
                if (start >= last) {
                    return;
                }
                const auto count = std::min(block_days, last - start);
                if (start / block_days % options_.share_of == options_.share) {
                    work(start, count);
                    report(done.fetch_add(count) + count + first);
                }
            }
        };
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < std::min(threads_, blocks); ++i) {
            others.emplace_back(loop);
        }
        loop();
        others.clear();
        return done;
    }

private:
    void report(std::uint32_t days) {
        if (options_.progress) {
            const std::scoped_lock lock(lock_);
            options_.progress({days, options_.days});
        }
    }

    const RunOptions& options_;
    unsigned threads_ = 1;
    std::mutex lock_;
};

/// The day after which the stop rule looks next.
std::uint32_t next_look(std::uint32_t days, std::uint32_t all, bool rule) {
    if (!rule) {
        return all;
    }
    const auto more = days == 0 ? 64 : (days + days / 2 + block_days - 1) / block_days * block_days;
    return std::min(all, more);
}

}  // namespace

Rehearsal rehearse(const Model& model, const RunOptions& options) {
    Collector collector(model);
    auto& result = collector.result();
    Crew crew(options);
    const auto sink = collector.sink();
    std::uint32_t reached = 0;
    const bool alone = !options.whole;  // otherwise all stop together, where they look
    while (reached < options.days && !(alone && options.cancel.stop_requested()) &&
           !result.stopped_by_rule) {
        const auto look = next_look(reached, options.days, options.stop_rule.has_value());
        result.days += crew.run(reached, look, [&](std::uint32_t first, std::uint32_t count) {
            run_block(model, options.seed, first, count, options.lanes, sink);
        });
        reached = look;
        if (options.stop_rule && reached < options.days) {
            Look seen{result.city, options.cancel.stop_requested()};
            seen = options.whole ? options.whole(seen) : std::move(seen);
            if (seen.cancelled) {
                break;
            }
            const auto wait = seen.city.ratio(Metric::wait, Metric::waited, 0.99);
            result.stopped_by_rule =
                (wait.high - wait.low) / 2 <= options.stop_rule->half_width_minutes;
        }
    }
    result.cancelled =
        options.cancel.stop_requested() && options.share_of == 1 && result.days < options.days;
    return std::move(result);
}

std::vector<DayMetrics> city_days(
    const Model& model, const RunOptions& options, std::uint32_t first
) {
    std::vector<DayMetrics> days(options.days);
    Crew crew(options);
    const auto ignore = [](std::uint32_t, std::uint32_t, const SiteTally&, const DayMetrics&) {
    };
    const auto keep = [&](std::uint32_t day, const SiteTally&, const DayMetrics& m, const auto&) {
        days[day - first] = m;
    };
    crew.run(0, options.days, [&](std::uint32_t from, std::uint32_t count) {
        run_block(model, options.seed, first + from, count, options.lanes, {ignore, keep});
    });
    return days;
}

Totals compare(const Model& first, const Model& second, const RunOptions& options) {
    Totals differences(0, 0);
    std::mutex lock;
    Crew crew(options);
    crew.run(0, options.days, [&](std::uint32_t from, std::uint32_t count) {
        std::array<DayMetrics, block_days> days{};
        const auto ignore = [](std::uint32_t, std::uint32_t, const SiteTally&, const DayMetrics&) {
        };
        run_block(
            first,
            options.seed,
            from,
            count,
            options.lanes,
            {ignore,
             [&](std::uint32_t day, const SiteTally&, const DayMetrics& m, const auto&) {
                 days[day - from] = m;
             }}
        );
        run_block(
            second,
            options.seed,
            from,
            count,
            options.lanes,
            {ignore,
             [&](std::uint32_t day, const SiteTally&, const DayMetrics& m, const auto&) {
                 for (std::size_t i = 0; i < metric_count; ++i) {
                     days[day - from][i] -= m[i];
                 }
             }}
        );
        const std::scoped_lock guard(lock);
        for (std::uint32_t i = 0; i < count; ++i) {
            differences.add(days[i]);
        }
    });
    return differences;
}

}  // namespace belfry::simulation
