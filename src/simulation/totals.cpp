#include "simulation/totals.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "base/check.hpp"

namespace belfry::simulation {

namespace {

/// Metrics are kept in 1/1024 of their unit.
constexpr double unit = 1024;
constexpr std::size_t band_cells = 32;
/// Upper ends of the cells in which lines (people) and slot waits (minutes) are counted.
constexpr std::array<double, band_cells> band_upper{0,   0.5, 1,   2,   3,   4,   5,   6,
                                                    8,   10,  12,  15,  20,  25,  30,  35,
                                                    40,  50,  60,  75,  90,  105, 120, 150,
                                                    180, 210, 240, 300, 360, 480, 720, 1440};
constexpr std::array ratio_metrics{
    Metric::wait, Metric::over_15, Metric::over_30, Metric::over_60, Metric::over_120
};
/// The last of the crosses is that of a repair's wait for a crew with the number of repairs.
constexpr std::size_t fixed_crosses = ratio_metrics.size() + 1;
constexpr std::size_t station_sums = 3;  // joined, wait, share of time at work

std::size_t band_of(double value) {
    const auto at = std::ranges::lower_bound(band_upper, value);
    return std::min(static_cast<std::size_t>(at - band_upper.begin()), band_cells - 1);
}

std::int64_t kept(double value) {
    return std::llround(value * unit);
}

double half_width(double variance, std::uint64_t n, double confidence) {
    if (n < 2 || !(variance > 0)) {
        return 0;
    }
    const boost::math::students_t law(static_cast<double>(n - 1));
    const double t = boost::math::quantile(law, 0.5 + confidence / 2);
    return t * std::sqrt(variance / static_cast<double>(n));
}

/// Sum of (x - mean x)(y - mean y), from integer sums without cancellation.
double centred(Totals::Wide xy, Totals::Wide x, Totals::Wide y, std::uint64_t n) {
    const Totals::Wide count = static_cast<std::int64_t>(n);
    const Totals::Wide mx = x / count;
    const Totals::Wide my = y / count;
    const Totals::Wide about = xy - mx * y - my * x + count * mx * my;
    const auto rx = static_cast<double>(x - count * mx);
    const auto ry = static_cast<double>(y - count * my);
    return static_cast<double>(about) - rx * ry / static_cast<double>(n);
}

template <class Counts>
std::optional<double> band_quantile(const Counts& counts, double p) {
    std::uint64_t all = 0;
    for (const auto count : counts) {
        all += count;
    }
    if (all == 0) {
        return std::nullopt;
    }
    const double wanted = p * static_cast<double>(all);
    double below = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto here = static_cast<double>(counts[i]);
        if (here > 0 && below + here >= wanted) {
            const double low = i == 0 ? 0 : band_upper[i - 1];
            return low + (band_upper[i] - low) * std::max(0.0, wanted - below) / here;
        }
        below += here;
    }
    return band_upper.back();
}

double cell_quantile(std::span<const std::uint64_t> cells, double p) {
    std::uint64_t all = 0;
    for (const auto count : cells) {
        all += count;
    }
    const double wanted = p * static_cast<double>(all);
    double below = 0;
    for (std::size_t i = 0; i < cells.size() && all > 0; ++i) {
        const auto here = static_cast<double>(cells[i]);
        if (here > 0 && below + here >= wanted) {
            const double low = i == 0 ? 0 : WaitCells::upper(i - 1);
            return low + (WaitCells::upper(i) - low) * std::max(0.0, wanted - below) / here;
        }
        below += here;
    }
    return 0;
}

void set_quantiles(DayMetrics& m, const std::vector<std::uint32_t>& cells, double longest) {
    // Nobody's wait is longer than the longest: a cell's upper end may be.
    std::uint64_t all = 0;
    for (const auto count : cells) {
        all += count;
    }
    m[std::size_t(Metric::has_waits)] = all > 0 ? 1 : 0;
    constexpr std::array wanted{
        std::pair(Metric::p50, 0.5),
        std::pair(Metric::p90, 0.9),
        std::pair(Metric::p95, 0.95),
        std::pair(Metric::p99, 0.99)
    };
    std::size_t next = 0;
    double below = 0;
    for (std::size_t i = 0; i < cells.size() && all > 0 && next < wanted.size(); ++i) {
        const double here = cells[i];
        while (next < wanted.size() && here > 0 &&
               below + here >= wanted[next].second * static_cast<double>(all)) {
            const double low = i == 0 ? 0 : WaitCells::upper(i - 1);
            const double part = (wanted[next].second * static_cast<double>(all) - below) / here;
            const double value = low + (WaitCells::upper(i) - low) * std::max(0.0, part);
            m[std::size_t(wanted[next++].first)] = std::min(value, longest);
        }
        below += here;
    }
}

void set_counts(DayMetrics& m, const SiteTally& t) {
    const auto set = [&](Metric metric, std::int64_t value) {
        m[static_cast<std::size_t>(metric)] = static_cast<double>(value);
    };
    set(Metric::came, t.came);
    set(Metric::waited, t.waited);
    set(Metric::voted, t.voted);
    set(Metric::balked, t.balked);
    set(Metric::left_line, t.left_line);
    set(Metric::unserved, t.unserved);
    set(Metric::shut_out, t.shut_out);
    set(Metric::lost, t.balked + t.left_line + t.unserved + t.shut_out);
    set(Metric::came_back, t.came_back);
    set(Metric::sent_away, t.sent_away);
    set(Metric::sent_here, t.sent_here);
    set(Metric::provisional, t.provisional);
    set(Metric::emergency, t.emergency);
    set(Metric::unscanned, t.unscanned);
    set(Metric::on_paper, t.on_paper);
    set(Metric::rejected, t.rejected);
    set(Metric::ballots_used, t.ballots_used);
    set(Metric::line_at_close, t.line_at_close);
    set(Metric::inside_at_close, t.inside_at_close);
    std::int64_t over = 0;
    constexpr std::array limits{
        Metric::over_15, Metric::over_30, Metric::over_60, Metric::over_120
    };
    std::size_t cell = t.cells.size();
    for (std::size_t i = limits.size(); i-- > 0;) {
        const auto from = WaitCells::of(wait_limits[i]) + 1;
        while (cell > from) {
            over += t.cells[--cell];
        }
        set(limits[i], over);
    }
}

}  // namespace

Totals::Totals(std::uint32_t slots, std::size_t stations)
    : slots_(slots),
      stations_(stations),
      sums_(2 * (metric_count + station_sums * stations)),
      crosses_(fixed_crosses + stations),
      cells_(WaitCells::count),
      bands_(std::size_t{slots} * 2 * band_cells) {
}

void Totals::add_value(std::size_t index, std::int64_t value) {
    sums_[2 * index] += value;
    sums_[2 * index + 1] += Wide{value} * value;
}

void Totals::add(const DayMetrics& metrics) {
    ++days_;
    for (std::size_t i = 0; i < metric_count; ++i) {
        add_value(i, kept(metrics[i]));
    }
    const Wide waited = kept(metrics[std::size_t(Metric::waited)]);
    for (std::size_t i = 0; i < ratio_metrics.size(); ++i) {
        crosses_[i] += waited * kept(metrics[std::size_t(ratio_metrics[i])]);
    }
    crosses_[ratio_metrics.size()] += Wide{kept(metrics[std::size_t(Metric::repair_wait)])} *
                                      kept(metrics[std::size_t(Metric::repairs)]);
}

void Totals::add(
    const DayMetrics& metrics, const SiteTally& tally, std::span<const double> open_minutes
) {
    add(metrics);
    for (std::size_t k = 0; k < stations_; ++k) {
        const auto& station = tally.stations[k];
        const auto joined = kept(static_cast<double>(station.joined));
        const auto wait = kept(station.wait);
        const double share = open_minutes[k] > 0 ? station.busy / open_minutes[k] : 0;
        add_value(metric_count + station_sums * k, joined);
        add_value(metric_count + station_sums * k + 1, wait);
        add_value(metric_count + station_sums * k + 2, kept(share));
        crosses_[fixed_crosses + k] += Wide{joined} * wait;
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        cells_[i] += tally.cells[i];
    }
    std::int64_t line = 0;
    for (std::uint32_t slot = 0; slot < slots_; ++slot) {
        line += tally.line_change[slot];
        ++bands_[(2 * slot) * band_cells + band_of(static_cast<double>(line))];
        if (tally.slot_voters[slot] > 0) {
            const double mean = tally.slot_wait[slot] / tally.slot_voters[slot];
            ++bands_[(2 * slot + 1) * band_cells + band_of(mean)];
        }
    }
}

void Totals::merge(const Totals& other) {
    days_ += other.days_;
    const auto add_all = [](auto& to, const auto& from) {
        for (std::size_t i = 0; i < to.size(); ++i) {
            to[i] += from[i];
        }
    };
    add_all(sums_, other.sums_);
    add_all(crosses_, other.crosses_);
    add_all(cells_, other.cells_);
    add_all(bands_, other.bands_);
}

Estimate Totals::mean(Metric metric, double confidence) const {
    if (days_ == 0) {
        return {};
    }
    const auto i = static_cast<std::size_t>(metric);
    const auto n = static_cast<double>(days_);
    const double mean = static_cast<double>(sum(i)) / n / unit;
    const double spread = days_ > 1 ? centred(squares(i), sum(i), sum(i), days_) / (n - 1) : 0;
    const double half = half_width(spread / (unit * unit), days_, confidence);
    return {mean, mean - half, mean + half};
}

/// The ratio estimator's interval by linearisation: the variance of x - r·y over the days.
Estimate Totals::ratio_of(std::size_t x, std::size_t y, Wide cross, double confidence) const {
    if (days_ == 0 || sum(y) == 0) {
        return {};
    }
    const auto n = static_cast<double>(days_);
    const double r = static_cast<double>(sum(x)) / static_cast<double>(sum(y));
    const double spread = centred(squares(x), sum(x), sum(x), days_) -
                          2 * r * centred(cross, sum(x), sum(y), days_) +
                          r * r * centred(squares(y), sum(y), sum(y), days_);
    const double mean = static_cast<double>(sum(y)) / n;
    const double variance = days_ > 1 ? std::max(0.0, spread) / (n - 1) / (mean * mean) : 0;
    const double half = half_width(variance, days_, confidence);
    return {r, r - half, r + half};
}

Estimate Totals::ratio(Metric metric, Metric of, double confidence) const {
    if (metric == Metric::repair_wait && of == Metric::repairs) {
        const auto cross = crosses_[ratio_metrics.size()];
        return ratio_of(std::size_t(metric), std::size_t(of), cross, confidence);
    }
    const auto at = std::ranges::find(ratio_metrics, metric);
    check(at != ratio_metrics.end() && of == Metric::waited, "no such ratio is kept");
    return ratio_of(
        std::size_t(metric),
        std::size_t(of),
        crosses_[static_cast<std::size_t>(at - ratio_metrics.begin())],
        confidence
    );
}

Estimate Totals::probability(Metric metric, double confidence) const {
    if (days_ == 0) {
        return {0, 0, 1};
    }
    const auto n = static_cast<double>(days_);
    const double p = static_cast<double>(sum(std::size_t(metric))) / unit / n;
    const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2);
    const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return {p, std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Estimate Totals::of_waiting_days(Metric metric, double confidence) const {
    // Days without anybody add nothing to either sum.
    const auto i = static_cast<std::size_t>(metric);
    const auto days =
        static_cast<std::uint64_t>(static_cast<double>(sum(std::size_t(Metric::has_waits))) / unit);
    if (days == 0) {
        return {};
    }
    const auto n = static_cast<double>(days);
    const double mean = static_cast<double>(sum(i)) / n / unit;
    const double spread = days > 1 ? centred(squares(i), sum(i), sum(i), days) / (n - 1) : 0;
    const double half = half_width(spread / (unit * unit), days, confidence);
    return {mean, std::max(0.0, mean - half), mean + half};
}

Estimate mean_of_sums(double sum, double squares, std::uint64_t n, double confidence) {
    if (n == 0) {
        return {};
    }
    const auto count = static_cast<double>(n);
    const double mean = sum / count;
    const double variance = n > 1 ? (squares - sum * mean) / (count - 1) : 0;
    const double half = half_width(variance, n, confidence);
    return {mean, mean - half, mean + half};
}

double Totals::wait_quantile(double p) const {
    return cell_quantile(cells_, p);
}

Estimate Totals::station_wait(std::size_t station, double confidence) const {
    const auto joined = metric_count + station_sums * station;
    return ratio_of(joined + 1, joined, crosses_[fixed_crosses + station], confidence);
}

Estimate Totals::station_use(std::size_t station, double confidence) const {
    if (days_ == 0) {
        return {};
    }
    const auto i = metric_count + station_sums * station + 2;
    const auto n = static_cast<double>(days_);
    const double mean = static_cast<double>(sum(i)) / n / unit;
    const double spread = days_ > 1 ? centred(squares(i), sum(i), sum(i), days_) / (n - 1) : 0;
    const double half = half_width(spread / (unit * unit), days_, confidence);
    return {mean, mean - half, mean + half};
}

double Totals::line_quantile(std::uint32_t slot, double p) const {
    const auto counts = std::span(bands_).subspan(2 * slot * band_cells, band_cells);
    return band_quantile(counts, p).value_or(0);
}

std::optional<double> Totals::slot_wait_quantile(std::uint32_t slot, double p) const {
    return band_quantile(std::span(bands_).subspan((2 * slot + 1) * band_cells, band_cells), p);
}

std::vector<std::uint64_t> Totals::words() const {
    // Wide numbers go as four limbs of 32 bits, so that sums over many machines do not overflow.
    std::vector<std::uint64_t> out{days_};
    __extension__ using Unsigned = unsigned __int128;
    for (const auto* wide : {&sums_, &crosses_}) {
        for (const auto value : *wide) {
            const auto bits = static_cast<Unsigned>(value);
            for (unsigned limb = 0; limb < 4; ++limb) {
                out.push_back(static_cast<std::uint64_t>((bits >> (32 * limb)) & 0xFFFFFFFFU));
            }
        }
    }
    out.insert(out.end(), cells_.begin(), cells_.end());
    out.insert(out.end(), bands_.begin(), bands_.end());
    return out;
}

void Totals::set_words(std::span<const std::uint64_t> words) {
    std::size_t at = 0;
    __extension__ using Unsigned = unsigned __int128;
    days_ = words[at++];
    for (auto* wide : {&sums_, &crosses_}) {
        for (auto& value : *wide) {
            Unsigned bits = 0;
            for (unsigned limb = 0; limb < 4; ++limb) {
                bits += Unsigned{words[at++]} << (32 * limb);
            }
            value = static_cast<Wide>(bits);
        }
    }
    for (auto& cell : cells_) {
        cell = words[at++];
    }
    for (auto& band : bands_) {
        band = static_cast<std::uint32_t>(words[at++]);
    }
}

DayMetrics metrics_of(const SiteTally& tally, const SiteModel& site, const Standard& standard) {
    DayMetrics m{};
    set_counts(m, tally);
    set_quantiles(m, tally.cells, tally.longest);
    m[std::size_t(Metric::wait)] = tally.wait;
    m[std::size_t(Metric::longest)] = tally.longest;
    m[std::size_t(Metric::last_out)] =
        tally.last_out > 0 ? std::max(0.0, tally.last_out - site.closes) : 0;
    std::int64_t over = 0;
    for (auto cell = WaitCells::of(standard.minutes) + 1; cell < tally.cells.size(); ++cell) {
        over += tally.cells[cell];
    }
    const auto allowed = standard.share * static_cast<double>(tally.waited);
    const bool nobody_stuck = tally.unserved == 0;
    m[std::size_t(Metric::holds)] = nobody_stuck && static_cast<double>(over) <= allowed ? 1 : 0;
    return m;
}

void add_to_city(SiteTally& city, const SiteTally& site) {
    for (const auto member :
         {&SiteTally::came,
          &SiteTally::waited,
          &SiteTally::voted,
          &SiteTally::balked,
          &SiteTally::left_line,
          &SiteTally::unserved,
          &SiteTally::shut_out,
          &SiteTally::came_back,
          &SiteTally::sent_away,
          &SiteTally::sent_here,
          &SiteTally::provisional,
          &SiteTally::emergency,
          &SiteTally::unscanned,
          &SiteTally::on_paper,
          &SiteTally::rejected,
          &SiteTally::ballots_used,
          &SiteTally::line_at_close,
          &SiteTally::inside_at_close}) {
        city.*member += site.*member;
    }
    city.wait += site.wait;
    city.longest = std::max(city.longest, site.longest);
    for (std::size_t i = 0; i < site.cells.size(); ++i) {
        city.cells[i] += site.cells[i];
    }
    for (std::size_t i = 0; i < site.slot_wait.size(); ++i) {
        city.line_change[i] += site.line_change[i];
        city.slot_voters[i] += site.slot_voters[i];
        city.slot_wait[i] += site.slot_wait[i];
    }
}

void join_metrics(DayMetrics& city, const DayMetrics& site) {
    auto& last = city[std::size_t(Metric::last_out)];
    last = std::max(last, site[std::size_t(Metric::last_out)]);
    city[std::size_t(Metric::sites_held)] += site[std::size_t(Metric::holds)];
}

void finish_city_metrics(DayMetrics& metrics, const SiteTally& city, std::size_t sites) {
    set_counts(metrics, city);
    set_quantiles(metrics, city.cells, city.longest);
    metrics[std::size_t(Metric::wait)] = city.wait;
    metrics[std::size_t(Metric::longest)] = city.longest;
    metrics[std::size_t(Metric::holds)] =
        metrics[std::size_t(Metric::sites_held)] == static_cast<double>(sites) ? 1 : 0;
}

}  // namespace belfry::simulation
