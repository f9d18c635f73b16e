#include "simulation/rehearsal.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include "base/bug.hpp"
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
    Collector(const Model& model, const RunOptions& options) : options_(options), locks_(64) {
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
            [this](std::uint32_t day, std::uint32_t site, const SiteTally& t, const DayMetrics& m) {
                if (options_.site_day) {
                    options_.site_day(day, site, m);
                }
                const std::scoped_lock lock(locks_[site % locks_.size()]);
                result_.sites[site].add(m, t, open_[site]);
            },
            [this](
                std::uint32_t day,
                const SiteTally& t,
                const DayMetrics& m,
                const std::vector<std::int64_t>& uses
            ) {
                if (options_.city_day) {
                    options_.city_day(day, m);
                }
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
    const RunOptions& options_;
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
        std::vector<std::future<void>> others;
        for (unsigned i = 1; i < std::min(threads_, blocks); ++i) {
            others.push_back(std::async(std::launch::async, [&loop] {
                const BugsAreThrown alone;  // they reach who waits for the days
                loop();
            }));
        }
        loop();
        for (auto& other : others) {
            other.get();
        }
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

}  // namespace

std::uint32_t next_look(std::uint32_t days, std::uint32_t all) {
    const auto more = days == 0 ? 64 : (days + days / 2 + block_days - 1) / block_days * block_days;
    return std::min(all, more);
}

bool is_known_well(const Totals& city, const StopRule& rule) {
    const auto wait = city.ratio(Metric::wait, Metric::waited, 0.99);
    return (wait.high - wait.low) / 2 <= rule.half_width_minutes;
}

void merge(Rehearsal& all, const Rehearsal& more) {
    check(all.sites.size() == more.sites.size(), "results of two models were added");
    all.days += more.days;
    all.cancelled = all.cancelled || more.cancelled;
    all.stopped_by_rule = all.stopped_by_rule || more.stopped_by_rule;
    all.city.merge(more.city);
    for (std::size_t site = 0; site < all.sites.size(); ++site) {
        all.sites[site].merge(more.sites[site]);
    }
    for (std::size_t m = 0; m < all.measure_uses.size(); ++m) {
        all.measure_uses[m] += more.measure_uses[m];
        all.measure_squares[m] += more.measure_squares[m];
    }
}

Rehearsal rehearse(const Model& model, const RunOptions& options) {
    Collector collector(model, options);
    auto& result = collector.result();
    Crew crew(options);
    const auto sink = collector.sink();
    std::uint32_t reached = options.first;
    const bool alone = !options.whole;  // otherwise all stop together, where they look
    while (reached < options.days && !(alone && options.cancel.stop_requested()) &&
           !result.stopped_by_rule) {
        const auto look = options.stop_rule ? next_look(reached, options.days) : options.days;
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
            result.stopped_by_rule = is_known_well(seen.city, *options.stop_rule);
        }
    }
    result.cancelled = options.cancel.stop_requested() && options.share_of == 1 &&
                       result.days + options.first < options.days;
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
